"""Days in columns besides the one of days that suit: a column for each weekday, with marks, and
columns of days that do not suit.
"""

from __future__ import annotations

from collections.abc import Sequence

from okoce_opt.domain.findings import shown
from okoce_opt.domain.words import WEEKDAYS, Words
from okoce_opt.gate import Broken, Cell
from okoce_opt.importing.account import Entry, Fault
from okoce_opt.importing.cells import Doubt
from okoce_opt.importing.columns import Columns
from okoce_opt.importing.values import Meant, Values
from okoce_opt.importing.words import UNSUITED
from okoce_opt.io.tables.cells import is_blank, plain

_DAYS = tuple(name.casefold() for name in WEEKDAYS["id"])
_NO_DAY = Doubt(
    "no_day_left",
    Words("paling sedikit satu hari yang bisa", "at least one day that suits"),
    Words("Tulis hari yang bisa.", "Write a day that suits."),
)


class DayColumns:
    """Reads these columns of one table, row by row."""

    def __init__(self, columns: Columns, values: Values) -> None:
        fields, self.values = columns.fields, values
        self.on = [(n, fields[d]) for n, d in enumerate(_DAYS) if d in fields]
        denied = [(n, f"{UNSUITED}{d}") for n, d in enumerate(_DAYS)]
        self.off = [(n, fields[name]) for n, name in denied if name in fields]
        self.unfit = fields.get(f"{UNSUITED}hari")

    def take_ticks(self, entry: Entry, row: Sequence[Cell]) -> None:
        """Weekdays marked where somebody can come, or can not."""
        marked = frozenset(n for n, column in self.on if not is_blank(_cell(row, column)))
        if marked and len(marked) < len(self.on):
            entry.values.setdefault("hari", marked)
        out = {n: column for n, column in self.off if not is_blank(_cell(row, column))}
        if out:
            column = next(iter(out.values()))
            _leave_out(entry, frozenset(out), column, plain(_cell(row, column)))

    def unsuited(self, entry: Entry, row: Sequence[Cell]) -> Meant:
        """Take the days that a column says do not suit from those that do; what that column means,
        if it is to be asked.
        """
        cell = None if self.unfit is None else _cell(row, self.unfit)
        said = "" if isinstance(cell, Broken) or is_blank(cell) else plain(cell)
        if not said or self.unfit is None or self.values.words.is_nothing(said):
            return Meant()
        meant = self.values.unsuited(said, entry.spot.place)
        if isinstance(meant.value, frozenset):
            _leave_out(entry, meant.value, self.unfit, said)
        elif not meant.waits and not meant.skip:
            # that every day suits, said in so many words
            entry.values.setdefault("hari", None)
        return meant


def _cell(row: Sequence[Cell], column: int) -> Cell:
    return row[column] if column < len(row) else None


def _leave_out(entry: Entry, days: frozenset[int], column: int, said: str) -> None:
    """Take days from those that suit; that none is left is a fault."""
    suit = entry.values.get("hari")
    left = (suit if isinstance(suit, frozenset) else frozenset(range(len(_DAYS)))) - days
    if left:
        entry.values["hari"] = left
    else:
        entry.faults.append(Fault(column, "hari", shown(said), _NO_DAY))
