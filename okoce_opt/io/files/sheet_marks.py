"""What the cells of an .xlsx sheet do not say by themselves: which of them only seem empty, and
what is hidden.

The reader of cells shows an error, a formula that nobody computed, and all but the first cell of a
merged block as empty. The file knows better; so this looks at its XML once more, by element names
alone, however attributes and prefixes are written.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from posixpath import join, normpath
from xml.parsers import expat

from okoce_opt.io.tables.cells import Broken, Cell, Hidden, is_blank

Marked = dict[tuple[int, int], Broken]
"""Row and column (both from 1) of a cell -> what is wrong with it."""


@dataclass
class Marks:
    """What one sheet does not show: `broken` cells by row and column (from 1), blocks that are
    `merged` (first and last row, first and last column), and what is hidden.
    """

    broken: Marked = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    rows: set[int] = field(default_factory=set)
    columns: list[tuple[int, int]] = field(default_factory=list)
    sheet_hidden: bool = False

    def put(self, cells: list[list[Cell]]) -> None:
        """Put `Broken` into the cells of the sheet where they only seem empty."""
        for (row, column), broken in self.broken.items():
            _put(cells, row, column, broken)
        for top, bottom, left, right in self.merged:
            first = cells[top - 1] if top <= len(cells) else []
            if left > len(first) or is_blank(first[left - 1]):
                continue
            for row in range(top, min(bottom, len(cells)) + 1):
                for column in range(left, right + 1):
                    if (row, column) != (top, left):
                        _put(cells, row, column, Broken(merged=True))

    def hidden(self, width: int) -> Hidden:
        """What is hidden, of columns those among the first `width`."""
        columns = {
            number - 1
            for first, last in self.columns
            for number in range(first, min(last, width) + 1)
        }
        return Hidden(frozenset(self.rows), frozenset(columns), self.sheet_hidden)


def _put(cells: list[list[Cell]], row: int, column: int, broken: Broken) -> None:
    while len(cells) < row:
        cells.append([])
    line = cells[row - 1]
    line.extend([None] * (column - len(line)))
    if is_blank(line[column - 1]):
        line[column - 1] = broken


def marks_of(data: bytes) -> Mapping[str, Marks]:
    """The marks of each sheet of an .xlsx file, by its name."""
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        names = set(parts.namelist())
        found = {}
        for name, part, hidden in _sheets(parts):
            marks = _marks(parts.read(part)) if part in names else Marks()
            marks.sheet_hidden = hidden
            found[name] = marks
        return found


def _sheets(parts: zipfile.ZipFile) -> Iterator[tuple[str, str, bool]]:
    """Name, part and whether it is hidden, of each sheet."""
    book = next((n for n in parts.namelist() if n.lower() == "xl/workbook.xml"), "")
    if not book:
        return
    folder = book.rpartition("/")[0]
    targets = {}
    rels = f"{folder}/_rels/{book.rpartition('/')[2]}.rels"
    if rels in parts.namelist():
        for name, given in _elements(parts.read(rels)):
            if name == "Relationship":
                target = given.get("Target", "")
                whole = target.lstrip("/") if target.startswith("/") else join(folder, target)
                targets[given.get("Id", "")] = normpath(whole)
    for name, given in _elements(parts.read(book)):
        if name == "sheet":
            part = targets.get(given.get("id", ""), "")
            yield given.get("name", ""), part, given.get("state", "visible") != "visible"


def _elements(content: bytes) -> list[tuple[str, dict[str, str]]]:
    """Every element with its attributes, all of them by local name."""
    found: list[tuple[str, dict[str, str]]] = []
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = lambda name, given: found.append(
        (_local(name), {_local(key): value for key, value in given.items()})
    )
    parser.Parse(content, True)
    return found


def _local(name: str) -> str:
    return name.rpartition(" ")[2]


_WORTH_A_LOOK = re.compile(
    rb"<(?:\w+:)?f[\s>/]|\bt\s*=\s*[\"'](?:e|inlineStr)[\"']|hidden\s*=|mergeCell|\bht\s*=\s*[\"']0"
)


def _marks(content: bytes) -> Marks:
    """The marks of a sheet's XML; nothing in it to mark is told without parsing."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")) or _WORTH_A_LOOK.search(content):
        return _Look().through(content)
    return Marks()


class _Look:
    """One pass through a sheet."""

    def __init__(self) -> None:
        self.marks = Marks()
        self.row = self.column = 0
        self.kind, self.formula, self.valued, self.text = "", False, False, ""
        self.reading = False

    def through(self, content: bytes) -> Marks:
        """The marks of the sheet."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartElementHandler = self._begin
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._words
        parser.Parse(content, True)
        return self.marks

    def _begin(self, qualified: str, given: dict[str, str]) -> None:
        name = _local(qualified)
        if name == "c":
            self.column = _column(given.get("r", "")) or self.column + 1
            self.kind, self.formula, self.valued, self.text = given.get("t", "n"), False, False, ""
        elif name == "row":
            self.row = int(given["r"]) if given.get("r", "").isdecimal() else self.row + 1
            self.column = 0
            if _yes(given.get("hidden")) or given.get("ht") in ("0", "0.0"):
                self.marks.rows.add(self.row)
        elif name == "f":
            self.formula = True
        elif name in ("v", "t"):
            self.valued, self.reading = self.valued or name == "v", True
        elif name == "col" and (_yes(given.get("hidden")) or given.get("width") in ("0", "0.0")):
            self.marks.columns.append((int(given.get("min", 0)), int(given.get("max", 0))))
        elif name == "mergeCell" and (block := _BLOCK.fullmatch(given.get("ref", ""))):
            left, right = _column(block[1]), _column(block[3])
            self.marks.merged.append((int(block[2]), int(block[4]), left, right))

    def _words(self, text: str) -> None:
        if self.reading:
            self.text += text

    def _end(self, qualified: str) -> None:
        name = _local(qualified)
        if name in ("v", "t"):
            self.reading = False
        if name != "c":
            return
        text = self.text.strip()
        computed = text or (self.valued and self.kind == "str")  # a formula that came to no text
        if self.kind == "e":
            self.marks.broken[self.row, self.column] = Broken(text or "#?")
        elif self.formula and not computed:
            self.marks.broken[self.row, self.column] = Broken()
        elif text and self.kind == "inlineStr":
            # it reads as its text, unless the reader looks for it elsewhere
            self.marks.broken[self.row, self.column] = Broken(text)


_BLOCK = re.compile(r"\$?([A-Z]+)\$?(\d+):\$?([A-Z]+)\$?(\d+)")


def _column(reference: str) -> int:
    """The number of a column from its letters, 0 without any."""
    number = 0
    for one in reference:
        if not one.isalpha():
            break
        number = number * 26 + ord(one.upper()) - ord("A") + 1
    return number


def _yes(text: str | None) -> bool:
    return text in ("1", "true")
