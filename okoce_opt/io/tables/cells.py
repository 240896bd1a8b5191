"""What a reader of files hands on: cells as they stand, with the row numbers that a spreadsheet
shows.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from string import ascii_letters, digits

from okoce_opt.domain.findings import shown as shown
from okoce_opt.domain.findings import shown_words as shown_words
from okoce_opt.domain.id_checks import FORMULA_SIGNS
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


_UNSEEN: dict[int, str] = {
    unseen: ""
    for first, last in (
        *((0x00, 0x08), (0x0E, 0x1B), (0x7F, 0x84), (0x86, 0x9F)),  # controls that are no blanks
        *((0xAD, 0xAD), (0x34F, 0x34F), (0x61C, 0x61C), (0x115F, 0x1160), (0x17B4, 0x17B5)),
        *((0x180B, 0x180F), (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F)),
        *((0x3164, 0x3164), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF), (0xFFA0, 0xFFA0)),
        *((0xFFF0, 0xFFFC), (0x1BCA0, 0x1BCA3), (0x1D173, 0x1D17A), (0xE0000, 0xE0FFF)),
    )
    for unseen in range(first, last + 1)
} | {0x2800: " "}  # a letter of Braille without dots
"""What takes no place on paper: controls, and what Unicode says may be ignored where it is not
understood (Default_Ignorable_Code_Point: marks of direction, joiners, selectors, fillers, tags).
"""


def visible(text: str) -> str:
    """Text without what nobody sees, composed (NFC); lines and blanks are kept."""
    if text.isascii() and text.isprintable():
        return text
    return unicodedata.normalize("NFC", text.translate(_UNSEEN))


def clean(text: str) -> str:
    """Visible text; every run of blanks (also no-break ones) one space, none at the ends."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split()) if " " in text else text
    return " ".join(visible(text).split())


def guarded(cell: Cell) -> str:
    """A cell as it is written to a CSV file: text that a spreadsheet would take for a formula, a
    name `=1+1` say, gets an apostrophe before it.
    """
    text = plain(cell)
    bare = text.lstrip("'")
    # a sign alone computes nothing, and `-` empties a cell of a base
    formula = isinstance(cell, str) and len(bare) > 1 and bare.startswith(FORMULA_SIGNS)
    return f"'{text}" if formula else text


def unguarded(text: str) -> str:
    """The reverse: a field of a CSV file without the apostrophe that keeps it from being a
    formula.
    """
    bare = text.lstrip()
    return bare[1:] if bare[:1] == "'" and bare.lstrip("'").startswith(FORMULA_SIGNS) else text


def is_blank(cell: Cell) -> bool:
    """Whether nothing stands in the cell, or only what a merged block shows in its first cell."""
    if isinstance(cell, str):
        # most begin with something that can be seen, and then nothing else need be looked at
        return cell[:1] not in _SEEN and not clean(cell)
    return cell is None or (isinstance(cell, Broken) and cell.merged)


_SEEN = frozenset(ascii_letters + digits)


def plain(cell: Cell) -> str:
    """A cell as text: a whole number without `.0`, a date as ISO."""
    if type(cell) is str:
        return clean(cell)
    if cell is None:
        return ""
    if isinstance(cell, Broken):
        return cell.text
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return cell.isoformat() if isinstance(cell, date) else clean(str(cell))
