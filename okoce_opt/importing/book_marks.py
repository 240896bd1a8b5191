"""Cells of an .xlsx coloured and commented in place: only the sheets concerned, the styles and the
comments change, every other part stays byte for byte.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.sax.saxutils import escape

from okoce_opt.gate.addresses import address
from okoce_opt.importing.book_parts import (
    MAIN,
    OFFICE,
    Parts,
    add_relation,
    declare,
    declare_ending,
    relations,
    sheet_parts,
    unusual,
)
from okoce_opt.importing.paint import OVER, YELLOW, fills_in, is_painted
from okoce_opt.importing.sheet_edit import SheetXml

Marks = Mapping[str, Mapping[tuple[int, int], str]]
"""Sheet -> cell (row and column from 0) -> what is to be done there."""

AUTHOR, BEHIND = "okoce", "\n[okoce] "
"""Of the comments that are put on cells; what stands before ours where somebody had put one."""

_STYLES = "xl/styles.xml"
_COMMENTS = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_VML = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_BEHIND = (
    *("legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems"),
    "tableParts",
)
"""What stands behind the drawing of comments in a sheet, beside its extensions."""


def mark_book(data: bytes, marks: Marks) -> bytes:
    """The workbook with these cells yellow and commented. Raises `PlanFilesError` if it is put
    together in an unusual way.
    """
    parts = Parts(data)
    places = {" ".join(name.split()): part for name, part in sheet_parts(parts).items()}
    styles = _Styles(parts)
    for name, cells in marks.items():
        part = places[name]
        sheet = SheetXml(parts.read(part))
        for (row, column), _ in cells.items():
            style = sheet.styles(row).get(column, "0")
            sheet.restyle(row, column, styles.yellow(style))
        # a copy to be mended: what is yellow must not be locked
        free = re.sub(r"<(?:\w+:)?sheetProtection\b[^>]*/>", "", sheet.xml())
        parts.write(part, free)
        _comment(parts, part, {address(*cell): text for cell, text in cells.items()})
    styles.save()
    return parts.bytes()


class _Styles:
    """The styles of a workbook, to which yellow twins are added."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._xml = parts.read(_STYLES)
        body = re.search(
            r"<(?P<p>(?:\w+:)?)cellXfs\b[^>]*>(?P<inner>.*?)</(?P=p)cellXfs\s*>",
            self._xml,
            re.DOTALL,
        )
        if body is None:
            raise unusual()
        self._prefix, self._body = body["p"], body
        self._formats = re.findall(
            r"<(?:\w+:)?xf\b[^>]*?/>|<(?:\w+:)?xf\b[^>]*?>.*?</(?:\w+:)?xf\s*>",
            body["inner"],
            re.DOTALL,
        )
        self._twins: dict[str, str] = {}
        self._fills_before = len(re.findall(r"<(?:\w+:)?fill\b", self._fills()["inner"]))
        fills = enumerate(fills_in(parts.root(_STYLES)))
        self._painted = {str(number) for number, fill in fills if is_painted(fill)}

    def _fills(self) -> re.Match[str]:
        found = re.search(
            r"<(?P<p>(?:\w+:)?)fills\b[^>]*>(?P<inner>.*?)</(?P=p)fills\s*>", self._xml, re.DOTALL
        )
        if found is None:
            raise unusual()
        return found

    def yellow(self, style: str) -> str:
        """The number of a style like this one, but yellow."""
        if style not in self._twins:
            if int(style) >= len(self._formats):
                raise unusual()
            made = self._formats[int(style)]
            end = re.search(r"\s*/?>", made)
            assert end is not None
            was = re.search(r"\sfillId=[\"'](\d+)", made)
            fill = self._fills_before + (was is not None and was[1] in self._painted)
            tag = re.sub(r"\s(?:fillId|applyFill)=(?:\"[^\"]*\"|'[^']*')", "", made[: end.start()])
            self._twins[style] = str(len(self._formats))
            twin = f'{tag} fillId="{fill}" applyFill="1"{made[end.start() :]}'
            self._formats.append(twin)
        return self._twins[style]

    def save(self) -> None:
        """Write the styles."""
        p = self._prefix
        body = f'<{p}cellXfs count="{len(self._formats)}">{"".join(self._formats)}</{p}cellXfs>'
        xml = self._xml[: self._body.start()] + body + self._xml[self._body.end() :]
        self._xml = xml
        fills = self._fills()
        ours = "".join(
            f'<{p}fill><{p}patternFill patternType="solid"><{p}fgColor rgb="{colour}"/>'
            f'<{p}bgColor indexed="64"/></{p}patternFill></{p}fill>'
            for colour in (YELLOW, OVER)
        )
        made = f'<{p}fills count="{self._fills_before + 2}">{fills["inner"]}{ours}</{p}fills>'
        self._parts.write(_STYLES, xml[: fills.start()] + made + xml[fills.end() :])


def _comment(parts: Parts, sheet: str, texts: Mapping[str, str]) -> None:
    """Comments on cells of a sheet; what others have commented stays."""
    related = relations(parts, sheet)
    part = next((target for kind, target in related.values() if kind == "comments"), "")
    if not part:
        part = _free(parts, "xl/comments_okoce{n}.xml")
        parts.write(
            part,
            f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<comments xmlns="{MAIN}">'
            "<authors></authors><commentList></commentList></comments>",
        )
        add_relation(parts, sheet, "comments", part)
        declare(parts, part, _COMMENTS)
    xml = parts.read(part)
    authors = re.search(r"</((?:\w+:)?)authors\s*>|<((?:\w+:)?)authors\s*/>", xml)
    if authors is None:
        raise unusual()
    p = authors[1] or authors[2] or ""
    number = len(re.findall(r"<(?:\w+:)?author\b", xml))
    if authors[0].startswith("</"):
        xml = xml[: authors.start()] + f"<{p}author>{AUTHOR}</{p}author>" + xml[authors.start() :]
    else:
        made = f"<{p}authors><{p}author>{AUTHOR}</{p}author></{p}authors>"
        xml = xml[: authors.start()] + made + xml[authors.end() :]
    fresh = []
    for cell, text in texts.items():
        said = f'<{p}r><{p}t xml:space="preserve">{escape(_kept(text))}</{p}t></{p}r>'
        behind = said.replace('preserve">', f'preserve">{BEHIND}', 1)
        old = re.search(
            rf"<{p}comment\b[^>]*\bref=[\"']{cell}[\"'][^>]*>.*?(</{p}text\s*>)", xml, re.DOTALL
        )
        if old is not None:
            xml = xml[: old.start(1)] + behind + xml[old.start(1) :]
            continue
        line = (
            f'<{p}comment ref="{cell}" authorId="{number}"><{p}text>{said}</{p}text></{p}comment>'
        )
        end = re.search(rf"</{p}commentList\s*>", xml)
        if end is None:
            raise unusual()
        xml = xml[: end.start()] + line + xml[end.start() :]
        fresh.append(cell)
    parts.write(part, xml)
    _draw(parts, sheet, fresh)


def _kept(text: str) -> str:
    return "".join(c for c in text if c >= " " or c in "\t\n")


def _free(parts: Parts, form: str) -> str:
    return next(name for n in range(1, 10_000) if not parts.has(name := form.format(n=n)))


def _draw(parts: Parts, sheet: str, cells: list[str]) -> None:
    """The boxes in which a spreadsheet shows comments."""
    xml = parts.read(sheet)
    related = relations(parts, sheet)
    tag = re.search(r"<(?:\w+:)?legacyDrawing\b[^>]*?\bid=[\"']([^\"']+)[\"'][^>]*>", xml)
    if tag is not None and tag[1] in related:
        part = related[tag[1]][1]
    else:
        part = _free(parts, "xl/drawings/vmlDrawing_okoce{n}.vml")
        parts.write(part, _VML_PAGE)
        ident = add_relation(parts, sheet, "vmlDrawing", part)
        declare_ending(parts, "vml", _VML)
        prefix = SheetXml(xml).prefix
        line = f'<{prefix}legacyDrawing xmlns:okoce="{OFFICE}" okoce:id="{ident}"/>'
        behind = re.search(rf"<{prefix}(?:{'|'.join(_BEHIND)})\b", xml) or re.search(
            rf"<{prefix}extLst\b(?:(?!<{prefix}extLst\b).)*</{prefix}extLst\s*>\s*</[^>]*>\s*$",
            xml,
            re.DOTALL,
        )
        place = behind.start() if behind else xml.rindex("</")
        parts.write(sheet, xml[:place] + line + xml[place:])
    page = parts.read(part)
    shapes = "".join(_shape(n, cell) for n, cell in enumerate(cells, start=1))
    end = page.rindex("</")
    parts.write(part, page[:end] + shapes + page[end:])


_VML_PAGE = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel">'
    '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" '
    'path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/>'
    '<v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype></xml>'
)


def _shape(n: int, cell: str) -> str:
    letters, digits = re.sub(r"\d", "", cell), re.sub(r"\D", "", cell)
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    row, column = int(digits) - 1, column - 1
    anchor = f"{column + 1}, 15, {max(0, row - 1)}, 10, {column + 5}, 15, {row + 6}, 4"
    return (
        f'<v:shape xmlns:v="urn:schemas-microsoft-com:vml" id="_okoce{n}" type="#_x0000_t202" '
        'style="position:absolute;visibility:hidden;width:260pt;height:110pt" '
        'fillcolor="#ffffe1"><v:fill color2="#ffffe1"/>'
        '<v:textbox style="mso-direction-alt:auto"/>'
        '<x:ClientData xmlns:x="urn:schemas-microsoft-com:office:excel" ObjectType="Note">'
        f"<x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{anchor}</x:Anchor>"
        f"<x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column>"
        "</x:ClientData></v:shape>"
    )
