"""The reverse of reading: what a cell would say for the value that was read from one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from okoce_opt.domain.words import WEEKDAYS
from okoce_opt.io.tables.cells import Cell
from okoce_opt.io.tables.declared import Column, Table
from okoce_opt.io.tables.headers import REMOVE
from okoce_opt.io.tables.records import ERASE, Record

EVERY_DAY = "semua hari"


def rows_of(
    table: Table, records: Sequence[Record], changes: bool, without: frozenset[str] = frozenset()
) -> list[list[Cell]]:
    """The header and the rows of a table from which the same records are read again; columns that
    say nothing, or are `without`, are left out. `changes`: the rows change those of a base.
    """
    used = {name for record in records for name in record.values} - without
    needed = {column.header for column in table.columns if column.required and not changes}
    needed |= {*table.keys}
    ours = [column for column in table.columns if column.header in used | needed]
    named = {column.header for column in table.columns}
    ours += [column for name in sorted(used - named) if (column := table.column(name)) is not None]
    removes = any(record.removes for record in records)
    rows: list[list[Cell]] = [[column.header for column in ours]]
    rows += [[_cell_of(column, record) for column in ours] for record in records]
    if removes:
        ends: list[Cell] = [REMOVE, *("ya" if record.removes else None for record in records)]
        rows = [[*row, end] for row, end in zip(rows, ends, strict=True)]
    return rows


def _cell_of(column: Column, record: Record) -> Cell:
    if column.header not in record.values:
        return None
    value = record.values[column.header]
    if value == ERASE:
        return ERASE
    return column.write(value) if column.write is not None else cell_for(value)


def cell_for(value: Any) -> Cell:
    """A value as a cell: weekdays and parts by name, several joined by a comma, yes and no in
    words. None is what a list of all weekdays is read as.
    """
    if value is None:
        return EVERY_DAY
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if isinstance(value, (str, int, float, date)):
        return value
    if isinstance(value, tuple) and value and isinstance(value[0], frozenset):
        return ", ".join(_word(one) for some in value for one in sorted(some))
    listed = sorted(value) if isinstance(value, frozenset) else value
    return ", ".join(map(_word, listed))


def _word(one: int | str) -> str:
    return WEEKDAYS["id"][one] if isinstance(one, int) else one
