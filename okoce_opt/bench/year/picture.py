"""What a year came to, for machines (CSV, a line a week) and as a picture."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from okoce_opt.bench.paper import MARK
from okoce_opt.bench.year.played import Week
from okoce_opt.domain.words import Words


def weeks_csv(weeks: Sequence[Week]) -> bytes:
    """The weeks, a line each."""
    names = Week.__slots__
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(names)
    writer.writerows([getattr(week, name) for name in names] for week in weeks)
    return text.getvalue().encode("utf-8")


def year_picture(weeks: Sequence[Week], knowing: int | None, lang: str) -> bytes:
    """PNG of three views, week by week: who has finished, who came, whose seats were moved.
    `knowing` = at most so many could finish where everything is known beforehand.
    """
    from matplotlib.figure import Figure

    days = [week.day for week in weeks]
    figure = Figure(figsize=(11, 8), layout="constrained")
    finished, came, moved = figure.subplots(3, 1, sharex=True)
    said = Words("di daftar", "on the list").said(lang)
    finished.plot(days, [week.on_list for week in weeks], color="grey", label=said)
    said = Words("selesai", "finished").said(lang)
    finished.plot(days, [week.finished for week in weeks], marker=".", label=said)
    if knowing is not None:
        said = Words(
            "paling banyak, seandainya semua diketahui", "at most, had everything been known"
        ).said(lang)
        finished.axhline(knowing, linestyle="--", color="green", label=said)
    came.bar(days, [week.came for week in weeks], 5, label=Words("hadir", "came").said(lang))
    said = Words("tidak hadir", "stayed away").said(lang)
    bottom = [week.came for week in weeks]
    came.bar(days, [week.away for week in weeks], 5, bottom=bottom, color="orange", label=said)
    said = Words("kursi pindah", "seats moved").said(lang)
    moved.bar(days, [week.moved for week in weeks], 5, color="firebrick", label=said)
    said = Words("kursi susulan", "make-up seats").said(lang)
    moved.plot(days, [week.make_ups for week in weeks], marker=".", label=said)
    for axes in (finished, came, moved):
        axes.set_ylabel(Words("orang atau kursi", "people or seats").said(lang))
        axes.legend(fontsize=8)
        axes.set_ylim(bottom=0)
    data = io.BytesIO()
    figure.savefig(data, format="png", dpi=120, metadata={"Software": MARK})
    return data.getvalue()
