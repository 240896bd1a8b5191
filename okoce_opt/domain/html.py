"""Tables and sentences as HTML, in the language that is spoken, for the last line of a cell."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from okoce_opt.domain.words import say, spoken_language


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
