"""What a reader of files hands on: cells as they stand, with the row numbers that a spreadsheet
shows.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from okoce_opt.domain.findings import mask
from okoce_opt.domain.words import Words
from okoce_opt.gate import NOTHING_HIDDEN as NOTHING_HIDDEN
from okoce_opt.gate import Broken as Broken
from okoce_opt.gate import Cell as Cell
from okoce_opt.gate import Hidden as Hidden


class RowLabel(int):
    """The number of a row, by which rows are sorted, that reads as the row's own label."""

    label: str

    def __new__(cls, number: int, label: str) -> RowLabel:
        """The row of that number and label."""
        made = super().__new__(cls, number)
        made.label = label
        return made

    def __getnewargs__(self) -> tuple[int, str]:  # type: ignore[override]
        return int(self), self.label

    def __str__(self) -> str:
        return self.label


@dataclass(frozen=True, slots=True)
class Grid:
    """One table as it stands in `file` (or a sheet of it, or a frame). Blank rows are left out; the
    first row holds the headers. What a spreadsheet does not show is in it too; `hidden` says what
    that is.
    """

    file: str
    rows: tuple[tuple[int, tuple[Cell, ...]], ...] = field(repr=False)
    hidden: Hidden = NOTHING_HIDDEN


def grid_of(file: str, rows: Sequence[Sequence[Cell]], hidden: Hidden = NOTHING_HIDDEN) -> Grid:
    """Number the rows from 1 and drop the blank ones."""
    kept = ((number, tuple(row)) for number, row in enumerate(rows, start=1))
    return Grid(
        file,
        tuple((number, row) for number, row in kept if not all(is_blank(cell) for cell in row)),
        hidden,
    )


_UNSEEN = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff"))


def clean(text: str) -> str:
    """NFC, every run of blanks (also no-break ones) one space, none at the ends, no characters
    without width.
    """
    return " ".join(unicodedata.normalize("NFC", text.translate(_UNSEEN)).split())


def is_blank(cell: Cell) -> bool:
    """Whether nothing stands in the cell, or only what a merged block shows in its first cell."""
    if isinstance(cell, Broken):
        return cell.merged
    return cell is None or (isinstance(cell, str) and not clean(cell))


def plain(cell: Cell) -> str:
    """A cell as text: a whole number without `.0`, a date as ISO."""
    if cell is None:
        return ""
    if isinstance(cell, Broken):
        return cell.text
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return cell.isoformat() if isinstance(cell, date) else clean(str(cell))


_PHONE = re.compile(r"(?<![\d.])(?:\d[ -]?){10,}\d|(?<![\d.])(?:\+?62|0)(?:[ -]?\d){8,}")


def shown(text: str) -> str:
    """Text that may be shown: a NIK keeps its last four digits, so does anything that looks like a
    telephone number.
    """
    return _PHONE.sub(lambda run: "*" * 8 + run[0].strip()[-4:], mask(text))


def shown_words(words: Words) -> Words:
    """The same for a sentence in both languages."""
    return Words(shown(words.id), shown(words.en))


def letter(column: int) -> str:
    """The letters a spreadsheet gives to a column, counted from 0."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
