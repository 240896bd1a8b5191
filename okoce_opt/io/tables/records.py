"""From cells to records: the filled cells of a row read by their columns, each knowing where it
stands.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

from okoce_opt.domain.checks import nearest
from okoce_opt.domain.findings import Complaint
from okoce_opt.domain.words import Words, same
from okoce_opt.io.tables.cells import (
    Broken,
    Cell,
    Grid,
    is_blank,
    letter,
    plain,
    shown,
    shown_words,
)
from okoce_opt.io.tables.declared import Column, Table
from okoce_opt.io.tables.parsers import Unreadable, yes_no

ERASE = "-"
"""Stands in a cell that is to be empty, also where the base scenario has a value."""

REMOVE = "hapus"
"""The column of a what-if that removes rows."""

Spot = tuple[str, int]
"""File (with the sheet) and row."""


@dataclass(slots=True)
class Record:
    """One row. `values` holds the cells that say something (`ERASE` among them), `spots` where each
    of them stands, `typed` the cells that stand for something else than their own text (a name for
    a code, a date).

    `faulty` columns have a complaint already. `removes`: the row takes its key out of the base.
    """

    spot: Spot
    values: dict[str, object] = field(default_factory=dict)
    spots: dict[str, Spot] = field(default_factory=dict)
    typed: dict[str, Cell] = field(default_factory=dict)
    faulty: set[str] = field(default_factory=set)
    removes: bool = False

    def get(self, column: Column) -> object:
        """The value of a column, its default where the cell is empty, erased or faulty."""
        value = self.values.get(column.header, ERASE)
        return column.default if value == ERASE else value

    def key(self, table: Table) -> tuple[object, ...]:
        """What names the row; empty text for an empty cell."""
        return tuple(
            "" if self.values.get(name, ERASE) == ERASE else self.values[name]
            for name in table.keys
        )


def read_records(
    table: Table, grid: Grid, changes: bool, complaints: list[Complaint]
) -> tuple[list[Record], bool]:
    """All rows of a table, and whether its header can be used. `changes`: the rows change those of
    a base scenario.
    """
    if not grid.rows:
        return [], True
    grid = from_header(
        grid, lambda name: table.column(name) is not None or (changes and name == REMOVE)
    )
    header_row, headers = grid.rows[0]
    columns = _columns(table, grid, changes, complaints)
    if not columns:
        complaints.append(
            Complaint(
                "no_header",
                table.name,
                found=shown(", ".join([plain(cell) for cell in headers if not is_blank(cell)][:6])),
                allowed=same(", ".join(table.headers)),
                advice=Words(
                    "Tidak ada baris judul kolom di {n} baris pertama; tulis nama kolom di satu "
                    "baris di atas isinya.",
                    "No row of column names in the first {n} rows; write them in one row above "
                    "the rest.",
                ).fill(n=_TITLE_ROWS),
                file=grid.file,
                row=header_row,
            )
        )
        return [], False
    present = {column.header for column in columns.values()}
    needed = (
        table.keys if changes else [column.header for column in table.columns if column.required]
    )
    missing = [
        name
        for name in needed
        if name not in present and (not changes or _is_required(table, name))
    ]
    for name in missing:
        found = same(name)
        complaints.append(
            Complaint(
                "missing_column",
                table.name,
                column=name,
                allowed=found,
                advice=Words("Tambahkan kolom {name}.", "Add the column {name}.").fill(name=name),
                file=grid.file,
                row=header_row,
            )
        )
    _stray_cells(table, grid, columns, complaints)
    return [
        _record(table, grid.file, number, row, columns, complaints) for number, row in grid.rows[1:]
    ], not missing


_TITLE_ROWS = 10
"""Among so many rows the header is looked for."""


def from_header(grid: Grid, known: Callable[[str], bool]) -> Grid:
    """The grid without the titles above its header: the row with most known names, if they are half
    of its cells or more.
    """
    header, most = 0, 0
    for position, (_, cells) in enumerate(grid.rows[:_TITLE_ROWS]):
        names = [name for name in map(header_key, cells) if name and not name.startswith("_")]
        hits = sum(map(known, names))
        if hits > most and 2 * hits >= len(names):
            header, most = position, hits
    return Grid(grid.file, grid.rows[header:])


def _is_required(table: Table, header: str) -> bool:
    column = table.column(header)
    return column is not None and column.required


def header_key(cell: Cell) -> str:
    """A header in small letters, blanks as `_`."""
    return plain(cell).casefold().replace(" ", "_")


_NOT_OURS = Words(
    "Bukan untuk okoce? Hapus kolom ini, atau awali judulnya dengan _.",
    "Not for okoce? Remove this column, or begin its header with _.",
)


def _columns(
    table: Table, grid: Grid, changes: bool, complaints: list[Complaint]
) -> Mapping[int, Column]:
    """Position -> column. Unknown and repeated headers are complaints; those that begin with `_`
    are the planner's own.
    """
    number, headers = grid.rows[0]
    columns: dict[int, Column] = {}
    unknown: list[Complaint] = []
    for position, cell in enumerate(headers):
        name = header_key(cell)
        if not name or name.startswith("_"):
            continue
        column = Column(REMOVE, yes_no) if changes and name == REMOVE else table.column(name)
        said = shown(plain(cell))
        if column is None:
            advice = shown_words(nearest(name, table.headers, _NOT_OURS))
            allowed = same(", ".join(table.headers))
            unknown.append(
                Complaint(
                    "unknown_column", table.name, "", said, said, allowed, advice, grid.file, number
                )
            )
        elif any(column.header == other.header for other in columns.values()):
            one, remove = (
                Words("satu kolom saja", "one column only"),
                Words("Hapus salah satu.", "Remove one of them."),
            )
            unknown.append(
                Complaint(
                    "duplicate_column",
                    table.name,
                    "",
                    column.header,
                    said,
                    one,
                    remove,
                    grid.file,
                    number,
                )
            )
        else:
            columns[position] = column
    if columns:
        complaints.extend(unknown)
    return columns


def _stray_cells(
    table: Table, grid: Grid, columns: Mapping[int, Column], complaints: list[Complaint]
) -> None:
    """Cells that stand under no header: one complaint for each such column. In CSV, mostly a comma
    without quotes.
    """
    headers = grid.rows[0][1]
    named = {
        position for position, cell in enumerate(headers) if not is_blank(cell)
    } | columns.keys()
    strays: dict[int, list[int]] = {}
    for number, row in grid.rows[1:]:
        for position, cell in enumerate(row):
            if position not in named and not is_blank(cell):
                strays.setdefault(position, []).append(number)
    for position, rows in sorted(strays.items()):
        complaints.append(
            Complaint(
                "cell_without_header",
                table.name,
                column=letter(position),
                allowed=Words("sel di bawah judul kolom", "cells below a header"),
                advice=Words(
                    "{n} sel tanpa judul; beri judul, kosongkan, atau beri tanda kutip pada isian "
                    "yang berkoma.",
                    "{n} cells without a header; name the column, clear it, or put quotes around "
                    "text that has a comma.",
                ).fill(n=len(rows)),
                file=grid.file,
                row=rows[0],
            )
        )


def _record(
    table: Table,
    file: str,
    number: int,
    row: Collection[Cell],
    columns: Mapping[int, Column],
    complaints: list[Complaint],
) -> Record:
    record = Record((file, number))
    for position, cell in enumerate(row):
        column = columns.get(position)
        if column is None or is_blank(cell):
            continue
        record.spots[column.header] = (file, number)
        if not isinstance(cell, Broken) and plain(cell) == ERASE:
            record.values[column.header] = ERASE
            continue
        try:
            value = _read(column, cell)
        except Unreadable as error:
            record.faulty.add(column.header)
            found = "" if column.private else shown(plain(cell))
            complaints.append(
                Complaint(
                    error.code,
                    table.name,
                    "",
                    column.header,
                    found,
                    error.allowed,
                    error.advice,
                    file,
                    number,
                )
            )
            continue
        if column.header == REMOVE:
            record.removes = bool(value)
        else:
            record.values[column.header] = value
            if value != cell and not isinstance(cell, date):
                record.typed[column.header] = cell
    return record


def _read(column: Column, cell: Cell) -> object:
    if isinstance(cell, Broken):
        if cell.text:
            raise Unreadable(
                "cell_error",
                Words("sebuah nilai", "a value"),
                Words(
                    "Sel berisi kesalahan Excel; perbaiki rumusnya.",
                    "The cell holds an Excel error; mend its formula.",
                ),
            )
        raise Unreadable(
            "formula_without_value",
            Words("sebuah nilai", "a value"),
            Words(
                "Rumus belum dihitung; buka di Excel, simpan, atau tempel sebagai nilai.",
                "The formula was never computed; open and save it in Excel, or paste it as a "
                "value.",
            ),
        )
    return column.parse(cell)
