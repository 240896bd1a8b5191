"""What is hidden in an OpenDocument workbook or one of Excel 97, and which of its cells only seem
empty. `sheet_marks` does the same for .xlsx.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from xml.parsers import expat

import xlrd

from okoce_opt.gate.container import OLD, Parts
from okoce_opt.gate.percents import shows_percents
from okoce_opt.gate.sheet_marks import (
    LONGEST_CELL,
    cell_at,
    local,
    merge_blocks,
    parser_of,
    put_cell,
)
from okoce_opt.gate.sheets import Broken, Cell, Hidden
from okoce_opt.gate.window import Window


@dataclass
class Marks:
    """Of one sheet: cells that hold an error or a formula nobody computed, merged blocks (top,
    bottom, left, right, from 0), blocks of numbers that are shown as percentages, and what is
    hidden.
    """

    broken: dict[tuple[int, int], Broken] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    percents: list[tuple[int, int, int, int]] = field(default_factory=list)
    rows: set[int] = field(default_factory=set)
    columns: set[int] = field(default_factory=set)
    sheet: bool = False

    def put(self, rows: list[list[Cell]]) -> Hidden:
        """Put into `rows` what they lack; what of the sheet is hidden."""
        for (row, column), value in self.broken.items():
            if not cell_at(rows, row, column):
                put_cell(rows, row, column, value)
        merge_blocks(rows, self.merged)
        return Hidden(frozenset(self.rows), frozenset(self.columns), self.sheet)

    def hundredths(self, rows: Sequence[Sequence[Cell]]) -> frozenset[tuple[int, int]]:
        """The cells of these rows that are shown as percentages, row and column from 0."""
        return frozenset(
            (row, column)
            for top, bottom, left, right in self.percents
            for row in range(top, min(bottom + 1, len(rows)))
            for column in range(left, min(right + 1, len(rows[row])))
        )


def marks_of(data: bytes, parts: Parts | None) -> Mapping[str, Marks]:
    """Sheet -> what its reader does not say; nothing for an .xlsx, or where it cannot be told."""
    if data.startswith(OLD):
        return _of_old(data)
    content = parts.read("content.xml") if parts is not None else b""
    return _Document().through(content) if content else {}


def _of_old(data: bytes) -> dict[str, Marks]:
    try:
        with open(os.devnull, "w", encoding="utf-8") as nowhere:
            book = xlrd.open_workbook(file_contents=data, formatting_info=True, logfile=nowhere)
    except Exception:  # an older form still, whose cells can be read all the same
        return {}
    found = {}
    hundredths = {
        number
        for number, look in enumerate(book.xf_list)
        if shows_percents(book.format_map[look.format_key].format_str)
    }
    for sheet in book.sheets():
        marks = Marks(sheet=bool(sheet.visibility))
        marks.rows = {n + 1 for n, info in sheet.rowinfo_map.items() if info.hidden}
        marks.columns = {n for n, info in sheet.colinfo_map.items() if info.hidden}
        marks.merged = [
            (top, end - 1, left, right - 1) for top, end, left, right in sheet.merged_cells
        ]
        for row in range(sheet.nrows):
            for column, kind in enumerate(sheet.row_types(row)):
                if kind == xlrd.XL_CELL_ERROR:
                    code = sheet.cell_value(row, column)
                    text = xlrd.error_text_from_code.get(code, "#?")
                    marks.broken[row, column] = Broken(text)
                elif (
                    kind == xlrd.XL_CELL_NUMBER
                    and hundredths
                    and sheet.cell_xf_index(row, column) in hundredths
                ):
                    marks.percents.append((row, row, column, column))
        found[sheet.name] = marks
    return found


@dataclass
class _Document:
    """One pass through the content of an OpenDocument workbook, by local names."""

    found: dict[str, Marks] = field(default_factory=dict)
    unseen: set[str] = field(default_factory=set)
    style: str = ""
    marks: Marks = field(default_factory=Marks)
    row: int = 0
    column: int = 0
    columns: int = 0
    rows_here: int = 1
    given: dict[str, str] = field(default_factory=dict)
    errs: bool = False
    text: str = ""
    lines: int = 0

    def through(self, content: bytes) -> Mapping[str, Marks]:
        parser: expat.XMLParserType = parser_of()
        parser.StartElementHandler = self._begin
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._words
        parser.Parse(content, True)
        return self.found

    def _begin(self, qualified: str, raw: dict[str, str]) -> None:
        name = local(qualified)
        given = {local(key): value for key, value in raw.items()}
        if name == "style":
            self.style = given.get("name", "")
        elif name == "table-properties" and given.get("display") == "false":
            self.unseen.add(self.style)
        elif name == "table":
            self.marks = Marks(sheet=given.get("style-name", "") in self.unseen)
            self.found[given.get("name", "")] = self.marks
            self.row = self.column = self.columns = 0
        elif name == "table-column":
            here = _times(given, "number-columns-repeated")
            if _is_unseen(given):
                last = min(self.columns + here, Window.LAST_COLUMN)
                self.marks.columns |= {*range(self.columns, last)}
            self.columns += here
        elif name == "table-row":
            self.column, self.rows_here = 0, _times(given, "number-rows-repeated")
            if _is_unseen(given):
                last = min(self.row + self.rows_here, Window.LAST_ROW)
                self.marks.rows |= {*range(self.row + 1, last + 1)}
        elif name in ("table-cell", "covered-table-cell"):
            self.given, self.text, self.lines = given, "", 0
            # LibreOffice says so; the type of the value itself is text
            self.errs = any(
                key.endswith("value-type") and value == "error" for key, value in raw.items()
            )

        elif name == "p":
            self.lines += 1

    def _words(self, text: str) -> None:
        if len(self.text) < LONGEST_CELL:
            self.text += text

    def _end(self, qualified: str) -> None:
        name = local(qualified)
        if name == "table-row":
            self.row += self.rows_here
        elif name in ("table-cell", "covered-table-cell"):
            given, here = self.given, _times(self.given, "number-columns-repeated")
            if self.column < Window.LAST_COLUMN and self.row < Window.LAST_ROW:
                self._note(given)
            self.given, self.column = {}, self.column + here

    def _note(self, given: dict[str, str]) -> None:
        down, across = (_times(given, f"number-{what}-spanned") for what in ("rows", "columns"))
        if down > 1 or across > 1:
            block = (self.row, self.row + down - 1, self.column, self.column + across - 1)
            self.marks.merged.append(block)
        if given.get("value-type") == "percentage":
            last = self.column + _times(given, "number-columns-repeated") - 1
            block = (self.row, self.row + self.rows_here - 1, self.column, last)
            self.marks.percents.append(block)
        text, formula = self.text.strip(), "formula" in given
        said = given.get("string-value", text)
        if self.errs or (formula and text and not said):
            self.marks.broken[self.row, self.column] = Broken(text or "#?")
        elif formula and "value-type" not in given and not self.lines:
            # one that was computed and found to be no text has an empty line
            self.marks.broken[self.row, self.column] = Broken(text)


def _times(given: Mapping[str, str], what: str) -> int:
    said = given.get(what, "1")
    return int(said) if said.isdecimal() else 1


def _is_unseen(given: Mapping[str, str]) -> bool:
    return given.get("visibility", "visible") != "visible"
