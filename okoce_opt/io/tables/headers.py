"""The row of headers: where it stands in a grid, and which column each header means."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from okoce_opt.domain.checks import nearest
from okoce_opt.domain.findings import Complaint
from okoce_opt.domain.words import Words
from okoce_opt.gate.addresses import column_letters
from okoce_opt.io.tables.cells import Cell, Grid, is_blank, plain, shown, shown_words
from okoce_opt.io.tables.declared import Column, Table
from okoce_opt.io.tables.english import HEADERS, in_both
from okoce_opt.io.tables.parsers import yes_no

REMOVE = "hapus"
"""The column of a what-if that removes rows."""

NONE_TO_REMOVE = Words(
    "Di skenario dasarnya tidak ada; hapus ini.", "The base scenario has none; remove this."
)
"""What to do where something is removed and nothing of its kind is there."""

TITLE_ROWS = 10
"""Among so many rows the header is looked for."""


def from_header(grid: Grid, known: Callable[[str], bool]) -> Grid:
    """The grid without the titles above its header: the row with most known names, if they are half
    of its cells or more.
    """
    header, most = 0, 0
    for position, (_, cells) in enumerate(grid.rows[:TITLE_ROWS]):
        names = [name for name in map(header_key, cells) if name and not name.startswith("_")]
        hits = sum(map(known, names))
        if hits > most and 2 * hits >= len(names):
            header, most = position, hits
    return replace(grid, rows=grid.rows[header:])


def removes(name: str) -> bool:
    """Whether a header is that of the column that removes rows."""
    return name in (REMOVE, *HEADERS[REMOVE])


def header_key(cell: Cell) -> str:
    """A header in small letters, blanks as `_`."""
    return plain(cell).casefold().replace(" ", "_")


_NOT_OURS = Words(
    "Bukan untuk okoce? Hapus kolom ini, atau awali judulnya dengan _.",
    "Not for okoce? Remove this column, or begin its header with _.",
)


def _choices(table: Table, headers: Sequence[Cell], changes: bool) -> tuple[list[str], Words]:
    """What a header that nobody knows may have been meant for, which is no column that is there
    already, and all that may stand there.
    """
    there = {column.header for one in map(header_key, headers) if (column := table.column(one))}
    meant = [
        one
        for one in table.known
        if (column := table.column(one)) is None or column.header not in there
    ]
    if not changes:
        return meant, table.allowed
    removing = Words(f", {REMOVE}", f", {in_both(REMOVE)}")
    return (
        [*meant, REMOVE, *HEADERS[REMOVE]],
        Words(table.allowed.id + removing.id, table.allowed.en + removing.en),
    )


def columns_of(
    table: Table, grid: Grid, changes: bool, complaints: list[Complaint]
) -> Mapping[int, Column]:
    """Position -> column. Unknown and repeated headers are complaints; those that begin with `_`
    are the planner's own.
    """
    number, headers = grid.rows[0]
    columns: dict[int, Column] = {}
    unknown: list[Complaint] = []
    meant, allowed = _choices(table, headers, changes)
    for position, cell in enumerate(headers):
        name = header_key(cell)
        if not name or name.startswith("_"):
            continue
        column = Column(REMOVE, yes_no) if changes and removes(name) else table.column(name)
        said = shown(plain(cell))
        if column is None:
            advice = shown_words(nearest(name, meant, _NOT_OURS))
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


def stray_cells(
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
                column=column_letters(position),
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
