"""A scenario as a workbook in which the cells that `okoce check` complains about are yellow and say
why: a copy, beside the planner's own files.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path

import xlsxwriter

from okoce_opt.domain.findings import Complaint
from okoce_opt.domain.words import Words
from okoce_opt.errors import PlanFilesError
from okoce_opt.gate import Broken, Refused, read_bytes, read_sheets
from okoce_opt.importing.book_marks import mark_book
from okoce_opt.io.files.layers import PROGRAM, WORKBOOKS
from okoce_opt.io.files.text_file import decode, separator_of
from okoce_opt.io.tables.cells import grid_of
from okoce_opt.io.tables.declared import TABLES, table_named
from okoce_opt.io.tables.headers import from_header, header_key

_VALUE = 1
"""Of a sheet `program` the column of values."""
_SHEET_NAME = 31
_CREATED = datetime(2027, 1, 1)

Rows = Sequence[Sequence[object]]


def marked_scenario(path: Path, complaints: Sequence[Complaint], lang: str) -> tuple[bytes, int]:
    """The bytes of the copy, and how many of the complaints have no cell in it (a file that is
    missing, say). A folder of text becomes a workbook with a sheet for each file.

    Raises `PlanFilesError` if a file cannot be read again.
    """
    try:
        data, sheets = _read(path)
    except Refused as refused:
        raise PlanFilesError(_UNREADABLE.fill(name=path.name, advice=refused.advice)) from refused
    marks: dict[str, dict[tuple[int, int], str]] = {}
    nowhere = 0
    for complaint in complaints:
        found = sheets.get(complaint.file)
        if found is None:
            nowhere += 1
            continue
        name, rows = found
        cells = marks.setdefault(" ".join(name.split()), {})
        cell, said = _cell(complaint, rows), _said(complaint, lang)
        cells[cell] = f"{cells[cell]}\n{said}" if cell in cells else said
    return mark_book(data, marks), nowhere


_UNREADABLE = Words(
    "{name} tidak dapat dibaca untuk ditandai. {advice}",
    "{name} cannot be read to be marked. {advice}",
)


def _read(path: Path) -> tuple[bytes, dict[str, tuple[str, Rows]]]:
    """A workbook's bytes, and name in complaints -> its sheets by name and rows."""
    book = _workbook(path)
    if book is None:
        files = sorted(p for p in path.iterdir() if p.suffix.lower() == ".csv" or p.name == PROGRAM)
        texts = {file.name: decode(read_bytes(file)) for file in files}
        return _made(
            (name, name, [[line] for line in text.split("\n")])
            if name == PROGRAM
            else (name, name.removesuffix(".csv"), _csv(text))
            for name, text in texts.items()
        )
    data = read_bytes(book)
    sheets = read_sheets(data)
    found: dict[str, tuple[str, Rows]] = {
        f"{book.name} [{' '.join(sheet.name.split())}]": (sheet.name, sheet.rows)
        for sheet in sheets
    }
    if data.startswith(b"PK") and book.suffix.lower() == ".xlsx":
        return data, found
    return _made((label, name, rows) for label, (name, rows) in found.items())


def _workbook(path: Path) -> Path | None:
    """The workbook of a scenario, None where it is a folder of text."""
    if path.is_file():
        return path
    if (path / PROGRAM).exists():
        return None
    books = [
        p
        for p in sorted(path.iterdir())
        if p.suffix.lower() in WORKBOOKS and not p.name.startswith(("~$", ".", "_"))
    ]
    return books[0] if len(books) == 1 else None


def _csv(text: str) -> Rows:
    return [*csv.reader(io.StringIO(text, newline=""), delimiter=separator_of(text))]


def _made(
    sheets: Iterator[tuple[str, str, Rows]],
) -> tuple[bytes, dict[str, tuple[str, Rows]]]:
    """What stands in other files as a new workbook, texts as they are."""
    out = io.BytesIO()
    found: dict[str, tuple[str, Rows]] = {}
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        book.set_properties({"title": "okoce check", "created": _CREATED})
        for label, name, rows in sheets:
            short = name[:_SHEET_NAME]
            sheet = book.add_worksheet(short)
            found[label] = short, rows
            for row, cells in enumerate(rows):
                for column, value in enumerate(cells):
                    text = value.text if isinstance(value, Broken) else value
                    if text not in (None, ""):
                        sheet.write_string(row, column, str(text))
            sheet.set_column(0, 20, 18 if label != PROGRAM else 90)
    return out.getvalue(), found


def _cell(complaint: Complaint, rows: Rows) -> tuple[int, int]:
    """The cell that is meant, from 0: a row and a column, else the header, else the first cell."""
    columns = _columns(complaint.table, rows)
    header = next(iter(columns.values()))[0] if columns else 0
    at = columns.get(complaint.column) or columns.get(header_key(complaint.column))
    column = at[1] if at is not None else 0
    if at is None and complaint.column and complaint.column == complaint.key:
        column = _VALUE if not complaint.file.endswith(PROGRAM) else 0
    return max(complaint.row - 1, 0) if complaint.row else header, column


def _columns(table: str, rows: Rows) -> Mapping[str, tuple[int, int]]:
    """Each column of a table by its name and by what stands over it: row and column of that."""
    name = table_named(table)
    if name is None:
        return {}
    grid = grid_of("", rows)  # type: ignore[arg-type]
    if not grid.rows:
        return {}
    known = TABLES[name].column
    number, headers = from_header(grid, lambda key: known(key) is not None).rows[0]
    found: dict[str, tuple[int, int]] = {}
    for position, cell in enumerate(headers):
        if key := header_key(cell):
            place = number - 1, position
            found.setdefault(key, place)
            if (column := known(key)) is not None:
                found.setdefault(column.header, place)
    return found


def _said(complaint: Complaint, lang: str) -> str:
    """What stands there, what may, what to do."""
    lines = []
    if complaint.found:
        lines.append(_FOUND.fill(found=complaint.found))
    if complaint.allowed.id:
        lines.append(_ALLOWED.fill(allowed=complaint.allowed))
    return " ".join([*(line.said(lang) for line in lines), complaint.advice.said(lang)]).strip()


_FOUND = Words("Tertulis \u201c{found}\u201d.", "It reads \u201c{found}\u201d.")
_ALLOWED = Words("Seharusnya {allowed}.", "It should be {allowed}.")
