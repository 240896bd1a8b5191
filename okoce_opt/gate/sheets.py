"""What comes out of the gate: sheets of cells as they stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Broken:
    """A cell that looks empty and is not: an error such as `#N/A`, a formula nobody has computed
    (`text` empty), or a further cell of a `merged` block (its address: `block`).
    """

    text: str = ""
    merged: bool = False
    block: str = field(default="", compare=False)


Cell = str | int | float | bool | date | Broken | None


@dataclass(frozen=True, slots=True)
class Hidden:
    """What a spreadsheet does not show of a sheet: `rows` by number, `columns` by position from 0,
    or the whole `sheet`.
    """

    rows: frozenset[int] = frozenset()
    columns: frozenset[int] = frozenset()
    sheet: bool = False


NOTHING_HIDDEN = Hidden()


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet. `rows` hold its cells from A1 on, as far as anything stands there: the cell C5 is
    `rows[4][2]`. What a spreadsheet does not show is in it too; `hidden` says what that is.
    `struck` are the cells whose text is crossed out, `percents` those that are shown as percentages
    (0.8 as 80%), row and column from 0; `names` what okoce has called some of its cells
    (`gate.names`). `strays`: addresses of cells far outside that were left
    out, where they were to be.
    """

    name: str
    rows: Sequence[Sequence[Cell]] = field(repr=False)
    hidden: Hidden = NOTHING_HIDDEN
    struck: frozenset[tuple[int, int]] = frozenset()
    percents: frozenset[tuple[int, int]] = frozenset()
    names: Mapping[str, str] = field(default_factory=dict, repr=False)
    strays: tuple[str, ...] = ()

    def as_shown(self) -> Sequence[Sequence[Cell]]:
        """The rows, with percentages as the spreadsheet shows them: `80%` where 0.8 is stored."""
        if not self.percents:
            return self.rows
        rows = [list(row) for row in self.rows]
        for row, column in self.percents:
            # cells without a value at the end of a row, or of the sheet, are not in the rows
            cell = rows[row][column] if row < len(rows) and column < len(rows[row]) else None
            if isinstance(cell, (int, float)) and not isinstance(cell, bool):
                rows[row][column] = f"{round(cell * 100, 6):g}%"
        return rows
