"""Rows of one sheet's XML changed, taken out and added in place, as text: all that stands between
them is kept as it is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from okoce_opt.gate.addresses import address
from okoce_opt.gate.sheet_marks import place_of
from okoce_opt.importing.book_parts import inline, unusual, with_attributes

_CELL = r"<(?P<p>(?:\w+:)?)c\b(?P<given>[^>]*?)(?:/>|>(?P<inner>.*?)</(?P=p)c\s*>)"
_ROW = r"<(?P<p>(?:\w+:)?)row\b(?P<given>[^>]*?)(?:/>|>(?P<inner>.*?)</(?P=p)row\s*>)"


@dataclass
class Row:
    """A row's place (from 0) and its XML."""

    row: int
    xml: str


class SheetXml:
    """A sheet's XML, split into its rows."""

    def __init__(self, xml: str) -> None:
        data = re.search(r"<(?P<p>(?:\w+:)?)sheetData\b[^>]*?(?P<empty>/)?>", xml)
        if data is None:
            raise unusual()
        self.prefix = data["p"]
        opened = f"<{self.prefix}sheetData>"
        if data["empty"]:
            body, rest = "", xml[data.end() :]
        else:
            end = xml.rfind(f"</{self.prefix}sheetData")
            if end < 0:
                raise unusual()
            body = xml[data.end() : end]
            rest = xml[xml.index(">", end) + 1 :]
            opened = data[0]
        self.head, self.tail = xml[: data.start()] + opened, f"</{self.prefix}sheetData>" + rest
        self.rows: list[Row] = []
        at = -1
        for match in re.finditer(_ROW, body, re.DOTALL):
            said = re.search(r"\br=[\"'](\d+)[\"']", match["given"])
            at = int(said[1]) - 1 if said else at + 1
            self.rows.append(Row(at, match[0]))
        self._at = {one.row: one for one in self.rows}

    def xml(self) -> str:
        """The whole again."""
        return self.head + "".join(row.xml for row in self.rows) + self.tail

    def styles(self, row: int) -> dict[int, str]:
        """The style of each cell of a row, by column."""
        found: dict[int, str] = {}
        column = -1
        if (one := self._at.get(row)) is not None:
            for match in re.finditer(_CELL, one.xml, re.DOTALL):
                _, column = place_of(_given(match["given"], "r"), row, column)
                if style := _given(match["given"], "s"):
                    found[column] = style
        return found

    def column_styles(self) -> dict[int, str]:
        """The style that whole columns have, by column."""
        found: dict[int, str] = {}
        for tag in re.findall(r"<(?:\w+:)?col\b[^>]*>", self.head):
            if style := _given(tag, "style"):
                first, last = int(_given(tag, "min") or 1), int(_given(tag, "max") or 1)
                found |= {column - 1: style for column in range(first, min(last, 500) + 1)}
        return found

    def put(self, row: int, column: int, text: str) -> None:
        """Give a cell a text, in the style it has."""
        one = self._at.get(row)
        if one is None:
            self.insert(row, {column: text}, {})
            return
        cells = [*re.finditer(_CELL, one.xml, re.DOTALL)]
        before = -1
        for match in cells:
            _, here = place_of(_given(match["given"], "r"), row, before)
            if here == column:
                style = _given(match["given"], "s")
                made = inline(address(row, column), text, self.prefix, style) if text else ""
                one.xml = one.xml[: match.start()] + made + one.xml[match.end() :]
                return
            if here > column:
                made = inline(address(row, column), text, self.prefix) if text else ""
                one.xml = one.xml[: match.start()] + made + one.xml[match.start() :]
                return
            before = here
        made = inline(address(row, column), text, self.prefix) if text else ""
        one.xml = _filled(one.xml, made)

    def restyle(self, row: int, column: int, style: str) -> None:
        """Give a cell a style, and make it if there is none."""
        if (one := self._at.get(row)) is not None:
            before = -1
            for match in re.finditer(_CELL, one.xml, re.DOTALL):
                _, here = place_of(_given(match["given"], "r"), row, before)
                if here == column:
                    tag_end = match[0].index(">") + 1
                    tag = with_attributes(match[0][:tag_end], {"s": style})
                    made = tag + match[0][tag_end:]
                    one.xml = one.xml[: match.start()] + made + one.xml[match.end() :]
                    return
                if here > column:
                    empty = f'<{self.prefix}c r="{address(row, column)}" s="{style}"/>'
                    one.xml = one.xml[: match.start()] + empty + one.xml[match.start() :]
                    return
                before = here
            empty = f'<{self.prefix}c r="{address(row, column)}" s="{style}"/>'
            one.xml = _filled(one.xml, empty)

    def insert(self, row: int, texts: Mapping[int, str], styles: Mapping[int, str]) -> None:
        """A row that is not there yet."""
        cells = "".join(
            inline(address(row, column), texts[column], self.prefix, styles.get(column, ""))
            for column in sorted(texts)
            if texts[column]
        )
        made = Row(row, f'<{self.prefix}row r="{row + 1}">{cells}</{self.prefix}row>')
        self._at[row] = made
        if not self.rows or self.rows[-1].row < row:
            self.rows.append(made)
            return
        self.rows.insert(next(n for n, one in enumerate(self.rows) if one.row > row), made)

    def replace_row(self, row: int, texts: Mapping[int, str], styles: Mapping[int, str]) -> None:
        """A row with these texts, in the place of an empty one if there is one."""
        if (one := self._at.get(row)) is not None:
            styles = {**styles, **self.styles(row)}
            self.rows.remove(one)
        self.insert(row, texts, styles)

    def clear(self, row: int) -> None:
        """Take the cells out of a row; the rows below stay where they are."""
        if (one := self._at.get(row)) is not None:
            one.xml = re.sub(_CELL, "", one.xml, flags=re.DOTALL)

    def grow(self) -> None:
        """Let the sheet's dimension hold what stands in it."""
        last = max((one.row for one in self.rows), default=0)
        match = re.search(r"<(?:\w+:)?dimension\b[^>]*ref=[\"']([^\"']*)[\"'][^>]*>", self.head)
        if match is None:
            return
        first, _, end = match[1].partition(":")
        letters = re.sub(r"\d", "", end or first)
        if int(re.sub(r"\D", "", end or first) or 1) <= last:
            tag = with_attributes(match[0], {"ref": f"{first}:{letters}{last + 1}"})
            self.head = self.head.replace(match[0], tag, 1)


def _given(tag: str, name: str) -> str:
    match = re.search(rf"""(?:^|\s){name}=(?:"([^"]*)"|'([^']*)')""", tag)
    return (match[1] or match[2] or "") if match else ""


def _filled(row: str, cell: str) -> str:
    """A row's XML with a cell at its end."""
    if match := re.fullmatch(r"<((?:\w+:)?row)\b([^>]*?)/>", row):
        return f"<{match[1]}{match[2]}>{cell}</{match[1]}>"
    end = row.rindex("</")
    return row[:end] + cell + row[end:]
