"""Tables of a workbook changed in place: rows appended to a sheet, cells changed, rows emptied, a
sheet added; every other part stays byte for byte.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Protocol
from xml.sax.saxutils import quoteattr

from okoce_opt.gate import Sheet, read_sheets
from okoce_opt.importing.book_parts import (
    MAIN,
    OFFICE,
    Parts,
    add_relation,
    declare,
    sheet_parts,
    unusual,
)
from okoce_opt.importing.sheet_edit import SheetXml
from okoce_opt.io.files.workbook import table_sheet
from okoce_opt.io.tables.cells import grid_of, plain
from okoce_opt.io.tables.headers import from_header, header_key

_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"


class Edited(Protocol):
    """What changes in one table."""

    table: str
    key: str
    changed: dict[str, Mapping[str, str]]
    dropped: frozenset[str]
    added: list[Mapping[str, str]]

    def column(self, header: str) -> str | None:
        """The column of the table that a header means."""


def edit_book(data: bytes, edits: Sequence[Edited]) -> bytes:
    """The workbook with these tables changed. Raises `PlanFilesError` if its XML is unusual."""
    parts = Parts(data)
    sheets = read_sheets(data)
    for edit in edits:
        sheet = table_sheet(sheets, edit.table)
        if sheet is None:
            _add_sheet(parts, edit)
            continue
        part = sheet_parts(parts).get(sheet.name)
        if part is None:
            raise unusual()
        xml = SheetXml(parts.read(part))
        _edit_sheet(xml, sheet, edit)
        parts.write(part, xml.xml())
    return parts.bytes()


def _edit_sheet(xml: SheetXml, sheet: Sheet, edit: Edited) -> None:
    grid = grid_of(sheet.name, sheet.rows)
    used = [*dict.fromkeys(name for row in (*edit.changed.values(), *edit.added) for name in row)]
    if not grid.rows:
        xml.insert(0, dict(enumerate(used)), {})
        places, top, last, rows = {name: n for n, name in enumerate(used)}, 0, 0, {}
    else:
        whole = from_header(grid, lambda name: edit.column(name) is not None)
        top, headers = whole.rows[0][0] - 1, whole.rows[0][1]
        places = {m: c for c, cell in enumerate(headers) if (m := edit.column(header_key(cell)))}
        width = max(map(len, sheet.rows))
        header_styles = xml.styles(top)
        missing = [name for name in used if name not in places]
        for column, name in enumerate(missing, start=width):
            places[name] = column
            xml.put(top, column, name)
            if style := header_styles.get(len(headers) - 1):
                xml.restyle(top, column, style)
        last = whole.rows[-1][0] - 1
        at = places[edit.key]
        rows = {plain(cells[at]): number - 1 for number, cells in whole.rows[1:] if at < len(cells)}
    for number, row in edit.changed.items():
        for name, text in row.items():
            xml.put(rows[number], places[name], text)
    for number in edit.dropped:
        xml.clear(rows[number])
    styles = {**xml.column_styles(), **(xml.styles(last) if last > top else {})}
    for place, row in enumerate(edit.added, start=last + 1):
        xml.replace_row(place, {places[name]: text for name, text in row.items()}, styles)
    xml.grow()


def _add_sheet(parts: Parts, edit: Edited) -> None:
    """A table that the workbook has no sheet for yet."""
    book = "xl/workbook.xml"
    xml = parts.read(book)
    bound = re.search(rf'xmlns:(\w+)="{re.escape(OFFICE)}"', xml)
    end = re.search(r"</((?:\w+:)?)sheets\s*>", xml)
    if bound is None or end is None:
        raise unusual()
    part = next(
        f"xl/worksheets/okoce{n}.xml"
        for n in range(1, 1_000)
        if not parts.has(f"xl/worksheets/okoce{n}.xml")
    )
    ident = add_relation(parts, book, "worksheet", part)
    number = 1 + max(map(int, re.findall(r'\bsheetId="(\d+)"', xml)), default=0)
    line = (
        f'<{end[1]}sheet name={quoteattr(edit.table)} sheetId="{number}" {bound[1]}:id="{ident}"/>'
    )
    parts.write(book, xml[: end.start()] + line + xml[end.start() :])
    declare(parts, part, _SHEET)
    sheet = SheetXml(f'<worksheet xmlns="{MAIN}"><sheetData/></worksheet>')
    used = [*dict.fromkeys(name for row in edit.added for name in row)]
    sheet.insert(0, dict(enumerate(used)), {})
    for n, row in enumerate(edit.added, start=1):
        sheet.insert(n, {used.index(name): text for name, text in row.items()}, {})
    parts.write(part, sheet.xml())
