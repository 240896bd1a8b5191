"""Levels as a table in HTML, in the language that is spoken, for the last line of a cell."""

from __future__ import annotations

from collections.abc import Sequence

from okoce_opt.domain.html import table_html
from okoce_opt.domain.outcome import SettledLevel
from okoce_opt.domain.words import Words
from okoce_opt.scenario import Scenario

_LEVELS = (
    Words("Tingkat", "Level"),
    Words("Sasaran", "Goal"),
    Words("Banyaknya", "Measure"),
    Words("Nilai", "Value"),
    Words("Batas", "Bound"),
    Words("Selisih", "Gap"),
)
_BEST = Words("terbukti terbaik", "proved best")
_NONE = Words("belum ada rencana", "no plan yet")
_LEFT, _RIGHT = "left", "right"


def levels_html(scenario: Scenario, levels: Sequence[SettledLevel]) -> str:
    """A table of levels: value, bound and gap of each, with the measures of its goals."""
    known = {goal.kind: goal for goal in scenario.goals}
    rows: list[Sequence[object]] = []
    for number, level in enumerate(levels, start=1):
        named = [known[kind].title for kind in level.measures]
        counted = [
            Words("{n} {unit}", "{n} {unit}").fill(n=n, unit=known[kind].unit)
            for kind, n in level.measures.items()
        ]
        value = _NONE if level.value is None else level.value
        rows.append((number, named, counted, value, level.bound, _gap(level)))
    return table_html(_LEVELS, rows, (_LEFT, _LEFT, _LEFT, _RIGHT, _RIGHT, _RIGHT))


def _gap(level: SettledLevel) -> object:
    if level.value is None or level.gap is None:
        return ""
    if level.value <= level.bound:
        return _BEST
    text = f"{level.gap:.2%}".replace("%", " %")
    return Words(text.replace(".", ","), text)
