"""The figures on paper: a table for the screen, a CSV, a picture. What others wrote is never
written over.
"""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path

from okoce_opt.bench.figures import NEAR, NEARER, Figures
from okoce_opt.domain.words import Words, number_words
from okoce_opt.errors import PlanFilesError

MARK = "okoce bench"
COLUMNS = (
    "case",
    "planner",
    "outcome",
    "people",
    "value",
    "bound",
    "gap",
    "first_plan_s",
    "to_5_percent_s",
    "to_half_percent_s",
    "total_s",
    "ms_per_person",
    "parent_mib",
    "child_mib",
    "cores",
    "load",
)
HEADS = (
    Words("kasus", "case"),
    Words("oleh", "by"),
    Words("orang", "people"),
    Words("nilai", "value"),
    Words("batas", "bound"),
    Words("selisih", "gap"),
    Words("pertama", "first"),
    Words("5 %", "5 %"),
    Words("0,5 %", "0.5 %"),
    Words("total", "total"),
    Words("MiB", "MiB"),
    Words("beban", "load"),
)
"""Of the table on the screen; seconds and MiB (parent + largest child)."""


def row(figures: Figures) -> dict[str, object]:
    """The figures by column; what is not known is empty. Levels are joined by ` / `."""
    return {
        "case": figures.case,
        "planner": figures.planner,
        "outcome": figures.outcome,
        "people": figures.people,
        "value": " / ".join(map(str, figures.values)),
        "bound": " / ".join("" if bound is None else str(bound) for bound in figures.bounds).strip(
            " /"
        ),
        "gap": _short(figures.gap, 6),
        "first_plan_s": _short(figures.first_plan),
        "to_5_percent_s": _short(figures.seconds_to(NEAR)),
        "to_half_percent_s": _short(figures.seconds_to(NEARER)),
        "total_s": _short(figures.total),
        "ms_per_person": _short(figures.per_person, 2),
        "parent_mib": _short(figures.parent_mib),
        "child_mib": _short(figures.child_mib),
        "cores": figures.cores,
        "load": _short(figures.load, 2),
    }


def _short(number: float | None, digits: int = 1) -> float | str:
    return "" if number is None else round(number, digits)


def table(rows: Sequence[Figures], lang: str) -> Iterator[str]:
    """The rows as lines of even columns; a run that made no plan that stands says so below its
    row.
    """
    lines = [[head.said(lang) for head in HEADS], *(_cells(figures, lang) for figures in rows)]
    widths = [max(len(line[i]) for line in lines) for i in range(len(HEADS))]
    for number, line in enumerate(lines):
        cells = [
            cell.ljust(w) if i < 2 else cell.rjust(w)
            for i, (cell, w) in enumerate(zip(line, widths, strict=True))
        ]
        yield "  ".join(cells).rstrip()
        if number and rows[number - 1].outcome != "planned":
            yield f"  {rows[number - 1].outcome}"


def _cells(figures: Figures, lang: str) -> list[str]:
    def written(number: float | None, digits: int = 1) -> str:
        if number is None:
            return "-"
        whole, _, part = f"{number:.{digits}f}".partition(".")
        return number_words(int(whole), lang) + (
            (("," if lang == "id" else ".") + part) if part else ""
        )

    gap = figures.gap
    memory = [mib for mib in (figures.parent_mib, figures.child_mib) if mib is not None]
    return [
        figures.case,
        figures.planner,
        number_words(figures.people, lang),
        " / ".join(number_words(value, lang) for value in figures.values) or "-",
        " / ".join("-" if bound is None else number_words(bound, lang) for bound in figures.bounds)
        or "-",
        "-" if gap is None else f"{written(gap * 100, 2)} %",
        written(figures.first_plan),
        written(figures.seconds_to(NEAR)),
        written(figures.seconds_to(NEARER)),
        written(figures.total),
        "+".join(written(mib, 0) for mib in memory) or "-",
        written(figures.load),
    ]


def csv_bytes(rows: Sequence[Figures]) -> bytes:
    """The rows as CSV, for machines."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(row(figures) for figures in rows)
    return text.getvalue().encode("utf-8")


def refuse_foreign(path: Path) -> None:
    """Raises `PlanFilesError` when there is a file of that name, or of the picture's beside it,
    that the bench did not write.
    """
    header = ",".join(COLUMNS).encode()
    for name, ours in (
        (path, lambda data: data.startswith(header)),
        (picture_of(path), lambda data: MARK.encode() in data),
    ):
        if name.exists() and not (name.is_file() and ours(name.read_bytes())):
            words = Words(
                "{name} sudah ada dan bukan buatan okoce bench, tidak ditimpa; pilih nama lain.",
                "{name} is there and okoce bench did not write it, not overwritten; choose "
                "another name.",
            )
            raise PlanFilesError(words.fill(name=str(name)))


def picture_of(path: Path) -> Path:
    """The picture that stands beside a CSV."""
    return path.with_suffix(".png")


def save(path: Path, data: bytes) -> None:
    """Write a file whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_name(f".{path.name}.part-{os.getpid()}")
    try:
        half.write_bytes(data)
        os.replace(half, path)
    finally:
        half.unlink(missing_ok=True)


def can_draw() -> bool:
    """Whether matplotlib is there."""
    return find_spec("matplotlib") is not None


def picture(rows: Sequence[Figures], lang: str) -> bytes:
    """PNG of two views: how the gap of each case closes over time, and total seconds by
    registrants.
    """
    from matplotlib.figure import Figure

    figure = Figure(figsize=(11, 4.5), layout="constrained")
    left, right = figure.subplots(1, 2)
    for figures in rows:
        points = [(m.seconds, 100 * m.gap) for m in figures.moments if m.gap is not None]
        if points:
            name = f"{figures.case}, {figures.planner}"
            left.step(*zip(*points, strict=True), where="post", marker=".", label=name)
    for planner in dict.fromkeys(figures.planner for figures in rows):
        those = [figures for figures in rows if figures.planner == planner and figures.people]
        right.plot(
            [figures.people for figures in those],
            [figures.total for figures in those],
            "o",
            label=planner,
        )
        for figures in those:
            where = (figures.people, figures.total)
            right.annotate(
                figures.case, where, xytext=(5, 2), textcoords="offset points", fontsize=7
            )
    left.set_yscale("symlog", linthresh=0.01)
    left.set_ylim(bottom=0)
    right.set_xscale("log")
    right.set_yscale("log")
    right.margins(x=0.3)
    left.set_xlabel(Words("detik", "seconds").said(lang))
    left.set_ylabel(Words("selisih tingkat terakhir (%)", "gap of the last level (%)").said(lang))
    right.set_xlabel(Words("orang", "people").said(lang))
    right.set_ylabel(Words("detik seluruhnya", "total seconds").said(lang))
    for axes in (left, right):
        if axes.get_legend_handles_labels()[1]:
            axes.legend(fontsize=7)
    data = io.BytesIO()
    figure.savefig(data, format="png", dpi=120, metadata={"Software": MARK})
    return data.getvalue()
