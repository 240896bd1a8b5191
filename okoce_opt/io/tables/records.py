"""From cells to records: each filled cell is read by its column; one that cannot be read becomes a
complaint with file, row and column.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from okoce_opt.domain.findings import Complaint
from okoce_opt.domain.words import Words, same
from okoce_opt.io.tables.cells import Broken, Cell, Grid, clean, is_blank, plain, shown
from okoce_opt.io.tables.declared import Column, Table
from okoce_opt.io.tables.headers import (
    REMOVE,
    TITLE_ROWS,
    columns_of,
    from_header,
    header_key,
    removes,
    stray_cells,
)
from okoce_opt.io.tables.parsers import Unreadable

ERASE = "-"
"""Stands in a cell that is to be empty, also where the base scenario has a value."""

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
    values: dict[str, object] = field(default_factory=dict, repr=False)
    spots: dict[str, Spot] = field(default_factory=dict)
    typed: dict[str, Cell] = field(default_factory=dict, repr=False)
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


_NO_HEADER = Words(
    "Tidak ada baris judul kolom di {n} baris pertama; tulis nama kolom di satu baris di atas "
    "isinya.",
    "No row of column names in the first {n} rows; write them in one row above the rest.",
).fill(n=TITLE_ROWS)
_NO_NAMES = Words(
    "Tidak satu pun kolomnya dikenal; beri nama kolom frame itu (frame.columns).",
    "None of its columns is known; name the columns of the frame (frame.columns).",
)


@dataclass(frozen=True)
class Rows:
    """The rows of a table, and whether its header can be used. `headers` maps a column to what its
    header says where that is another word (an alias, English), `header_row` is where it stands.
    """

    records: list[Record]
    usable: bool = True
    headers: Mapping[str, str] = field(default_factory=dict)
    header_row: int = 0


def read_records(table: Table, grid: Grid, changes: bool, complaints: list[Complaint]) -> Rows:
    """All rows of a table. `changes`: the rows change those of a base scenario."""
    if not grid.rows:
        return Rows([])
    grid = from_header(
        grid, lambda name: table.column(name) is not None or (changes and removes(name))
    )
    header_row, headers = grid.rows[0]
    columns = columns_of(table, grid, changes, complaints)
    if not columns:
        complaints.append(
            Complaint(
                "no_header",
                table.name,
                found=shown(", ".join([plain(cell) for cell in headers if not is_blank(cell)][:6])),
                allowed=table.allowed,
                # a frame has its column names apart, above its first row
                advice=_NO_NAMES if header_row == 0 else _NO_HEADER,
                file=grid.file,
                row=header_row,
            )
        )
        return Rows([], usable=False)
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
    stray_cells(table, grid, columns, complaints)
    places = [(at, column, dict[str, object]()) for at, column in sorted(columns.items())]
    return Rows(
        [
            _record(table, grid.file, number, row, places, complaints)
            for number, row in grid.rows[1:]
            if any(not is_blank(row[at]) for at in columns if at < len(row))
        ],
        not missing,
        {
            column.header: plain(headers[position])
            for position, column in columns.items()
            if header_key(headers[position]) != column.header.casefold()
        },
        header_row,
    )


def _is_required(table: Table, header: str) -> bool:
    column = table.column(header)
    return column is not None and column.required


def _record(
    table: Table,
    file: str,
    number: int,
    row: Sequence[Cell],
    places: Sequence[tuple[int, Column, dict[str, object]]],
    complaints: list[Complaint],
) -> Record:
    """A row by its columns; of each what texts were read as before, since most come again."""
    spot = (file, number)
    record = Record(spot)
    values, spots, typed = record.values, record.spots, record.typed
    width = len(row)
    for position, column, before in places:
        cell = row[position] if position < width else None
        if cell is None or cell == "":
            continue
        if type(cell) is str and cell in before:
            spots[column.header] = spot
            values[column.header] = value = before[cell]
            if value != cell:
                typed[column.header] = cell
            continue
        if is_blank(cell) and not isinstance(cell, Broken):
            continue
        spots[column.header] = spot
        # most cells do not even hold the sign
        if isinstance(cell, str) and ERASE in cell and clean(cell) == ERASE:
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
            values[column.header] = value
            if type(cell) is str and len(before) < _REMEMBERED:
                before[cell] = value
            if value != cell and not isinstance(cell, date):
                typed[column.header] = cell
    return record


_REMEMBERED = 1_000
"""Texts of a column whose meaning is kept while a table is read: of days or places there are few,
of names there is no end.
"""


_ERROR = re.compile(r"#(?:N/A|REF!|VALUE!|DIV/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!)|Err:5\d\d")
"""What an error of a spreadsheet becomes where only its text is kept, in CSV say."""


def _read(column: Column, cell: Cell) -> object:
    if isinstance(cell, str) and ("#" in cell or "Err" in cell) and _ERROR.fullmatch(cell.strip()):
        cell = Broken(cell.strip())
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
        if cell.merged:
            raise Unreadable(
                "merged_cell",
                Words("isi di setiap baris", "a value in each row"),
                Words(
                    "Sel digabung, jadi hanya yang pertama berisi; batalkan penggabungan dan isi "
                    "tiap baris (kosong bila memang kosong).",
                    "The cell is merged, so only the first one holds a value; unmerge, and fill in "
                    "each row (or leave it empty where that is meant).",
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
