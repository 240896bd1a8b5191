"""What the cells of an .xlsx sheet do not say by themselves: which of them only seem empty, what is
hidden, and which stand too far away.

The reader of cells shows an error, a formula that nobody computed, text in an unusual form, and all
but the first cell of a merged block as empty. The file knows better; so this reads its XML once
more, by element names alone, however attributes and prefixes are written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from posixpath import join, normpath
from xml.parsers import expat

from okoce_opt.gate.addresses import address, column_number
from okoce_opt.gate.container import Parts
from okoce_opt.gate.refusal import damaged
from okoce_opt.gate.sheets import Broken, Cell, Hidden
from okoce_opt.gate.text import LARGEST
from okoce_opt.gate.window import Window

Row = list[Cell]
BOOK = "xl/workbook.xml"
"""The part of a packed workbook that names its sheets."""


@dataclass(frozen=True)
class SheetPart:
    """Where in the file a sheet of this `name` stands, and whether the whole sheet is hidden."""

    name: str
    place: str = ""
    hidden: bool = False


def parts_of(parts: Parts) -> Iterator[SheetPart]:
    """The part of each sheet."""
    targets = {}
    for name, given in _elements(parts.read("xl/_rels/workbook.xml.rels")):
        if name == "Relationship":
            target = given.get("Target", "")
            whole = target.lstrip("/") if target.startswith("/") else join("xl", target)
            targets[given.get("Id", "")] = normpath(whole)
    for name, given in _elements(parts.read(BOOK)):
        if name == "sheet":
            place = targets.get(given.get("id", ""), "")
            yield SheetPart(
                given.get("name", ""), place, given.get("state", "visible") != "visible"
            )


def _elements(content: bytes) -> list[tuple[str, dict[str, str]]]:
    """Every element with its attributes, all of them by local name."""
    found: list[tuple[str, dict[str, str]]] = []
    if content:
        parser = parser_of()
        parser.StartElementHandler = lambda name, given: found.append(
            (local(name), {local(key): value for key, value in given.items()})
        )
        parser.Parse(content, True)
    return found


def parser_of() -> expat.XMLParserType:
    """A parser of XML that defines nothing of its own; `local` cuts the names it gives."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _defines
    return parser


def _defines(*_: object) -> None:
    raise ValueError("XML that defines things of its own, which no spreadsheet writes")


def local(name: str) -> str:
    """A name without its namespace."""
    return name.rpartition(" ")[2]


@dataclass
class Found:
    """Of one sheet: what its cells lack (row and column from 0, what stands there), merged blocks
    (top, bottom, left, right), hidden rows as numbered there, and hidden columns from 1.
    """

    lacking: list[tuple[int, int, Cell]] = field(default_factory=list)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden: set[int] = field(default_factory=set)
    columns: list[tuple[int, int]] = field(default_factory=list)

    def merge(self, block: re.Match[str]) -> None:
        """A merged block, as `BLOCK` matches it."""
        left, right = column_number(block[1]), column_number(block[3])
        self.merged.append((int(block[2]) - 1, int(block[4]) - 1, left, right))

    def put(self, rows: list[Row]) -> Hidden:
        """Put into `rows` what they lack; what of the sheet is hidden.

        An error becomes `Broken` with its name, a formula without a value and the rest of a merged
        block `Broken`; a text that was passed over stands there as it is.
        """
        for row, column, value in self.lacking:
            put_cell(rows, row, column, value)
        merge_blocks(rows, self.merged)
        width = max(map(len, rows), default=0)
        columns = {
            column
            for first, last in self.columns
            for column in range(max(0, first - 1), min(last, width))
        }
        return Hidden(frozenset(self.hidden), frozenset(columns))


def look_through(content: bytes, rows: list[Row], sheet: str) -> Found:
    """What a sheet's rows lack, element by element. Raises `Refused` for a cell far away."""
    look = _Look(Window(sheet), rows)
    look.through(content)
    return look.found


def look_for_strays(content: bytes, sheet: str) -> None:
    """Raises `Refused` with the cell that makes the sheet far larger than any table, if there is
    one.
    """
    _Look(Window(sheet), []).through(content)


def put_cell(rows: list[Row], row: int, column: int, value: Cell) -> None:
    """Let a value stand in a cell, from 0; there is room for it then."""
    while len(rows) <= row:
        rows.append([])
    line = rows[row]
    line.extend([""] * (column + 1 - len(line)))
    line[column] = value


def merge_blocks(rows: list[Row], blocks: Iterable[tuple[int, int, int, int]]) -> None:
    """Mark what merged blocks (top, bottom, left, right, from 0) hide, if their first cells hold
    anything. Raises `Refused` where they cover one another many times over.
    """
    height, width = len(rows), max(map(len, rows), default=0)
    most = 2 * height * width + LARGEST // 100
    for top, bottom, left, right in blocks:
        if not cell_at(rows, top, left):
            continue
        # of rows and columns that go on for ever only those with cells
        lowest, rightmost = min(bottom + 1, height), min(right + 1, width)
        most -= max(0, lowest - top) * max(0, rightmost - left)
        if most < 0:
            raise damaged()
        inside = Broken(merged=True, block=f"{address(top, left)}:{address(bottom, right)}")
        for row in range(top, lowest):
            for column in range(left, rightmost):
                if (row, column) != (top, left) and not cell_at(rows, row, column):
                    put_cell(rows, row, column, inside)


def cell_at(rows: list[Row], row: int, column: int) -> Cell:
    """What stands in a cell, "" for nothing."""
    line = rows[row] if row < len(rows) else []
    value = line[column] if column < len(line) else ""
    return value.strip() if isinstance(value, str) else str(value)


@dataclass
class _Look:
    """One pass through a sheet's XML."""

    window: Window
    rows: list[Row]
    found: Found = field(default_factory=Found)
    row: int = -1
    column: int = -1
    kind: str = ""
    text: str = ""
    formula: bool = False
    valued: bool = False
    reading: bool = False

    def through(self, content: bytes) -> None:
        parser = parser_of()
        parser.StartElementHandler = self._begin
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._words
        parser.Parse(content, True)
        self.window.close()

    def _begin(self, qualified: str, given: dict[str, str]) -> None:
        name = local(qualified)
        if name == "c":
            self._place(given.get("r", ""))
            self.kind, self.formula, self.valued, self.text = given.get("t", "n"), False, False, ""
        elif name == "row":
            said = given.get("r", "")
            self.row = int(said) - 1 if said.isdecimal() else self.row + 1
            self.column = -1
            if yes(given.get("hidden")) or nothing(given.get("ht")):
                self.found.hidden.add(self.row + 1)
        elif name == "f":
            self.formula = True
        elif name in ("v", "t"):
            self.valued, self.reading = self.valued or name == "v", True
        elif name == "col" and (yes(given.get("hidden")) or nothing(given.get("width"))):
            self.found.columns.append((int(given.get("min", 0)), int(given.get("max", 0))))
        elif name == "mergeCell" and (block := BLOCK.fullmatch(given.get("ref", ""))):
            self.found.merge(block)

    def _place(self, address: str) -> None:
        self.row, self.column = place_of(address, self.row, self.column)

    def _words(self, text: str) -> None:
        if self.reading and len(self.text) < LONGEST_CELL:
            self.text += text

    def _end(self, qualified: str) -> None:
        name = local(qualified)
        if name in ("v", "t"):
            self.reading = False
        if name != "c" or not (self.formula or self.text):
            return
        self.window.admit(self.row, self.column)
        said = self.text.strip()
        if self.kind == "n" and rounded(said):
            self.found.lacking.append((self.row, self.column, said))
            return
        # the number of a shared text is no text, and that text may be empty
        if self.kind == "s" or cell_at(self.rows, self.row, self.column):
            return
        value: Cell = said
        if self.kind == "e":
            value = Broken(self.text.strip() or "#?")
        elif self.formula and not value:
            if self.valued and self.kind == "str":  # computed, and found to be no text
                return
            value = Broken()
        self.found.lacking.append((self.row, self.column, value))


LONGEST_CELL = 40_000
"""Letters of a cell that are looked at; Excel takes 32,767."""


def rounded(number: str) -> bool:
    """Whether a long number says more than a spreadsheet's number can hold: a digit was lost."""
    if "E+1" not in number:
        return False
    try:
        return Decimal(number) != Decimal(float(number))
    except (ArithmeticError, ValueError):
        return False


_ADDRESS = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})")
BLOCK = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})")


def place_of(address: str, row: int, column: int) -> tuple[int, int]:
    """Row and column, from 0, of a cell whose address is said; of one without, those after the last
    cell's.
    """
    if match := _ADDRESS.fullmatch(address):
        return int(match[2]) - 1, column_number(match[1])
    return row, column + 1


def yes(text: str | None) -> bool:
    """Whether an attribute says so."""
    return text in ("1", "true")


def nothing(size: str | None) -> bool:
    """Whether a height or width is none at all."""
    return size in ("0", "0.0")
