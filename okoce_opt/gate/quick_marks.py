"""What the cells of an .xlsx sheet do not say by themselves, found in its XML by a few patterns
where that is written as spreadsheets write it: a tenth of the work of going through every element.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from okoce_opt.gate.sheet_marks import (
    BLOCK,
    Found,
    Row,
    cell_at,
    nothing,
    place_of,
    rounded,
    yes,
)
from okoce_opt.gate.sheets import Broken
from okoce_opt.gate.window import Window

_CELL = rb'<c r="([A-Z]{1,3}[0-9]{1,7})"'
_FORMULA = rb"<f(?: [^<>]*)?(?:/>|>[^<]*</f>)"
_UNCOMPUTED = re.compile(_CELL + rb"([^<>]*)>" + _FORMULA + rb"(?!<v>[^<])")
_ERROR = re.compile(_CELL + rb'[^<>]* t="e"[^<>]*>(' + _FORMULA + rb")?(?:<v>([^<]*)</v>)?(?=</c>)")
_LONG = re.compile(_CELL + rb"([^<>]*)>(?:" + _FORMULA + rb")?<v>([^<]*E\+1[^<]*)</v>")
_HIDDEN_ROW = re.compile(
    rb'<row r="([0-9]{1,7})"[^<>]*(?: hidden="(?:1|true)"| ht="0(?:\.0)?")[^<>]*>'
)
_COLUMNS = re.compile(rb"<col ([^<>]*)>")
_MERGED = re.compile(rb"<mergeCell ([^<>]*)>")
_GIVEN = re.compile(r'([\w:]+)="([^"]*)"')
_BLANKS = (b"\n", b"\r", b"\t")
_SPLIT = re.compile(rb"<(?:c|row|f|v|is|col)[\r\n\t]")
"""A tag over several lines."""

_HEAD = 2_000


@dataclass(frozen=True)
class Plain:
    """The XML of a sheet that is written as spreadsheets write it."""

    content: bytes

    @classmethod
    def of(cls, content: bytes) -> Plain | None:
        """None where it is written in any other way: then every element must be gone through."""
        usual = (
            b"<worksheet" in content[:_HEAD]
            and content.endswith(b"</worksheet>", 0, len(content.rstrip()))
            and b"<!" not in content
            and b"='" not in content
            and content.count(b"spreadsheetml/2006/main") == 1
            # every cell says where it is, and says so first
            and content.count(b"<c ") == content.count(b'<c r="')
            and b"<c>" not in content
            and (
                sum(map(content.count, _BLANKS)) <= 1  # behind the first line
                or _SPLIT.search(content) is None
            )
        )
        return cls(content) if usual else None

    def look(self, rows: list[Row], filled: int, sheet: str) -> Found | None:
        """What `rows`, with so many `filled` cells, lack. None if the XML holds more than was read
        or found. Raises `Refused` for a cell far away.
        """
        found = Found()
        window = Window(sheet)
        holds = self.content.count(b"</v>") + self.content.count(b"</is>")
        holds -= self.content.count(b"<v></v>") + self._errors(found, rows, window)
        if holds != filled or not (self._formulas(found, rows, window) and self._hidden(found)):
            return None
        self._long_numbers(found)
        window.close()
        tail = self.content[self.content.rfind(b"</sheetData>") :]
        for match in _MERGED.finditer(tail):
            if block := BLOCK.fullmatch(dict(_GIVEN.findall(match[1].decode())).get("ref", "")):
                found.merge(block)
        return found

    def _errors(self, found: Found, rows: list[Row], window: Window) -> int:
        """Note the errors; how many of them say which."""
        said = 0
        for match in _ERROR.finditer(self.content) if b' t="e"' in self.content else ():
            said += bool(match[3])
            row, column = place_of(match[1].decode(), -1, -1)
            if (match[2] or match[3]) and not cell_at(rows, row, column):
                window.admit(row, column)
                name = (match[3] or b"").decode().strip()
                found.lacking.append((row, column, Broken(name or "#?")))
        return said

    def _formulas(self, found: Found, rows: list[Row], window: Window) -> bool:
        """Note formulas that nobody computed; whether all stand right in their cells."""
        content = self.content
        if b"<f" not in content:
            return True
        all_of_them = sum(content.count(sign) for sign in (b"<f>", b"<f ", b"<f/"))
        if all_of_them != sum(content.count(b'">' + sign) for sign in (b"<f>", b"<f ", b"<f/")):
            return False
        for match in _UNCOMPUTED.finditer(content):
            row, column = place_of(match[1].decode(), -1, -1)
            window.admit(row, column)
            valued = content.startswith(b"<v", match.end())
            empty = valued and b' t="str"' in match[2]  # computed, and found to be no text
            known = b' t="e"' in match[2] or b' t="s"' in match[2]
            if not (empty or known or cell_at(rows, row, column)):
                found.lacking.append((row, column, Broken()))
        return True

    def _long_numbers(self, found: Found) -> None:
        """Numbers that say more than a spreadsheet's number can hold."""
        for match in _LONG.finditer(self.content) if b"E+1" in self.content else ():
            number = match[3].decode().strip()
            if (b' t="' not in match[2] or b' t="n"' in match[2]) and rounded(number):
                found.lacking.append((*place_of(match[1].decode(), -1, -1), number))

    def _hidden(self, found: Found) -> bool:
        """Note hidden rows and columns; whether all rows say which they are."""
        content = self.content
        if b' hidden="' in content or b' ht="0' in content:
            if content.count(b"<row") != content.count(b'<row r="'):
                return False
            found.hidden |= {int(match[1]) for match in _HIDDEN_ROW.finditer(content)}
        for match in _COLUMNS.finditer(content[: content.find(b"<sheetData")]):
            given = dict(_GIVEN.findall(match[1].decode()))
            if yes(given.get("hidden")) or nothing(given.get("width")):
                found.columns.append((int(given.get("min", 0)), int(given.get("max", 0))))
        return True

    def crossed(
        self, styles: Collection[str], texts: Collection[str]
    ) -> frozenset[tuple[int, int]]:
        """The filled cells of these styles, or with one of these shared texts, row and column from
        0.
        """
        found: set[tuple[int, int]] = set()
        if styles:
            number = "|".join(sorted(styles)).encode()
            struck = rb'[^<>]* s="(?:' + number + rb')"[^<>]*>(?:' + _FORMULA + rb")?<(?:v|is)[>/]"
            for match in re.finditer(_CELL + struck, self.content):
                found.add(place_of(match[1].decode(), -1, -1))
        if texts:
            for match in re.finditer(_CELL + rb'[^<>]* t="s"[^<>]*><v>([0-9]+)</v>', self.content):
                if match[2].decode() in texts:
                    found.add(place_of(match[1].decode(), -1, -1))
        return frozenset(found)
