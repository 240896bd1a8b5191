"""Tables and sentences as HTML, in the language that is spoken, for the last line of a cell."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from okoce_opt.domain.outcome import SettledLevel
from okoce_opt.domain.words import Words, say, spoken_language
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


def table_html(
    titles: Iterable[object], rows: Iterable[Sequence[object]], sides: Sequence[str] = ()
) -> str:
    """A table; a list in a cell stands one below the other."""

    def line(cells: Iterable[object], tag: str) -> str:
        looks = (f' style="text-align:{side}"' for side in sides)
        said = (
            f"<{tag}{next(looks, '')}>{'<br>'.join(map(_said, _listed(cell)))}</{tag}>"
            for cell in cells
        )
        return f"<tr>{''.join(said)}</tr>"

    body = "".join(line(row, "td") for row in rows)
    return f"<table><thead>{line(titles, 'th')}</thead><tbody>{body}</tbody></table>"


def paragraph(words: object) -> str:
    """A sentence as a paragraph."""
    return f"<p>{_said(words)}</p>"


def bullets(sentences: Iterable[object]) -> str:
    """Sentences as a list; nothing where there are none."""
    items = "".join(f"<li>{_said(one)}</li>" for one in sentences)
    return f"<ul>{items}</ul>" if items else ""


def _listed(cell: object) -> Sequence[object]:
    return cell if isinstance(cell, (list, tuple)) else (cell,)


def _said(value: object) -> str:
    return escape(say(value, spoken_language()))
