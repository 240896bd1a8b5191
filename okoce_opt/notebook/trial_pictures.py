"""Pictures of many trials (extra `notebook`: matplotlib)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from textwrap import fill
from typing import Any

import matplotlib.pyplot as plt
from matplotlib.figure import Figure

from okoce_opt.notebook.pictures import COLOURS

Series = Mapping[str, Sequence[float | None]]
"""Title of a figure -> its value for each trial; None where there is no plan."""


def bars_picture(names: Sequence[str], series: Series) -> Figure:
    """One row of bars a trial, one column a figure."""
    kept = {title: values for title, values in series.items() if any(v is not None for v in values)}
    width = min(12.0, 4.0 + 2.4 * max(1, len(kept)))
    rows = [_wrapped(name) for name in names]
    height = max(0.32, 0.2 * max(row.count("\n") + 1 for row in rows))
    figure, axes = plt.subplots(
        *(1, max(1, len(kept))),
        figsize=(width, 1.0 + height * len(names)),
        sharey=True,
        squeeze=False,
        layout="constrained",
    )
    for number, (title, values) in enumerate(kept.items()):
        _bars(axes[0, number], title, values, COLOURS[number % len(COLOURS)])
    axes[0, 0].set_yticks(range(len(names)), rows)
    axes[0, 0].invert_yaxis()
    plt.close(figure)
    return figure


def _bars(axes: Any, title: str, values: Sequence[float | None], colour: str) -> None:
    known = [value for value in values if value is not None]
    # dates are far from 0: only what differs is drawn
    days = min(known) > DAYS
    start = min(known) - 7 if days else 0.0
    places = range(len(values))
    axes.barh(places, [(v or start) - start for v in values], color=colour, height=0.6)
    room = max(1.0, max(known) - start)
    for place, value in zip(places, values, strict=True):
        text = "-" if value is None else _said(value)
        axes.annotate(f" {text}", ((value or start) - start, place), va="center", fontsize=8)
    axes.set_title(title, loc="left", fontsize=9)
    axes.set_xlim(0, room * 1.35)
    axes.set_xticks([])
    axes.spines[["top", "right", "bottom"]].set_visible(False)


DAYS = 700_000
"""What is larger than this is the ordinal of a date."""


def lines_picture(title: str, values: Sequence[str], series: Series) -> Figure:
    """How each figure goes with the value of one address."""
    kept = {name: those for name, those in series.items() if any(v is not None for v in those)}
    figure, axes = plt.subplots(
        *(1, max(1, len(kept))),
        figsize=(3.2 * max(1, len(kept)), 2.8),
        squeeze=False,
        layout="constrained",
    )
    places = range(len(values))
    for number, (name, those) in enumerate(kept.items()):
        one = axes[0, number]
        colour = COLOURS[number % len(COLOURS)]
        heights = [float("nan") if v is None else v for v in those]
        one.plot(places, heights, "o-", color=colour)
        for place, value in zip(places, those, strict=True):
            if value is not None:
                one.annotate(
                    _said(value),
                    (place, value),
                    xytext=(0, 6),
                    textcoords="offset points",
                    ha="center",
                    fontsize=8,
                )
        one.set_title(name, loc="left", fontsize=9)
        one.set_xticks(places, [_wrapped(value) for value in values])
        one.set_xlabel(title, fontsize=8)
        one.set_yticks([])
        one.margins(x=0.15, y=0.3)
        one.spines[["top", "right", "left"]].set_visible(False)
    plt.close(figure)
    return figure


def heat_picture(
    title: str,
    names: tuple[str, str],
    rows: Sequence[str],
    columns: Sequence[str],
    values: Sequence[Sequence[float | None]],
) -> Figure:
    """One figure for each two values: the greener the less; grey where there is no plan."""
    size = (1.6 + 0.9 * len(columns), 1.4 + 0.45 * len(rows))
    figure, axes = plt.subplots(figsize=size, layout="constrained")
    numbers = [[float("nan") if v is None else v for v in line] for line in values]
    colours = plt.get_cmap("RdYlGn_r").with_extremes(bad="#d0d0d0")
    axes.imshow(numbers, cmap=colours, aspect="auto", alpha=0.75)
    for y, line in enumerate(values):
        for x, value in enumerate(line):
            axes.text(
                *(x, y, "-" if value is None else _said(value)),
                ha="center",
                va="center",
                fontsize=8,
            )
    axes.set_xticks(range(len(columns)), list(columns))
    axes.set_yticks(range(len(rows)), list(rows))
    axes.set_xlabel(names[1], fontsize=8)
    axes.set_ylabel(names[0], fontsize=8)
    axes.set_title(title, loc="left", fontsize=9)
    plt.close(figure)
    return figure


def save_picture(figure: Figure, path: Path) -> None:
    """Write it as PNG, byte for byte the same for the same picture."""
    figure.savefig(path, dpi=120, metadata={"Software": None})


def _said(value: float) -> str:
    return f"{date.fromordinal(int(value)):%d/%m}" if value > DAYS else f"{value:g}"


def _wrapped(name: str) -> str:
    """A name on as many lines as it needs."""
    return fill(name, LONGEST, break_long_words=False, break_on_hyphens=False)


LONGEST = 44
"""Letters of a line beside a picture."""
