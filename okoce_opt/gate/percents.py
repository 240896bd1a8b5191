"""Numbers of an .xlsx that are shown as percentages: 80 % stands in the file as 0.8, and only its
style tells.
"""

from __future__ import annotations

import re

from okoce_opt.gate.container import Parts
from okoce_opt.gate.quick_marks import Plain
from okoce_opt.gate.sheet_marks import local, parser_of
from okoce_opt.gate.struck import STYLES, Crossed

_SIGN = re.compile(rb'numFmtId="(?:9|10)"|%')
_OF_EXCEL = ("9", "10")
"""`0%` and `0.00%`, which no file spells out."""
_WORDS = re.compile(r'"[^"]*"|\\.')
"""What a format writes as it stands: a % there does not make hundredths of the number."""


def percent_styles(parts: Parts) -> frozenset[str]:
    """The numbers of the cell styles that show a percentage."""
    content = parts.read(STYLES)
    return _styles(content) if _SIGN.search(content) else frozenset()


def percents(
    styles: frozenset[str], sheet: bytes, plain: Plain | None
) -> frozenset[tuple[int, int]]:
    """The cells of a sheet's XML with one of these styles, row and column from 0."""
    return Crossed(styles).cells(sheet, plain) if styles else frozenset()


def shows_percents(code: str) -> bool:
    """Whether a number's format shows it as a percentage."""
    return "%" in _WORDS.sub("", code)


def _styles(content: bytes) -> frozenset[str]:
    formats = {*_OF_EXCEL}
    found: list[bool] = []
    path: list[str] = []

    def begin(qualified: str, given: dict[str, str]) -> None:
        name = local(qualified)
        path.append(name)
        if name == "numFmt" and shows_percents(given.get("formatCode", "")):
            formats.add(given.get("numFmtId", ""))
        elif path[1:2] == ["cellXfs"] and name == "xf":
            found.append(given.get("numFmtId", "0") in formats)

    parser = parser_of()
    parser.StartElementHandler = begin
    parser.EndElementHandler = lambda _: path.pop()
    parser.Parse(content, True)
    return frozenset(str(number) for number, shown in enumerate(found) if shown)
