"""One sheet of a template filled: rows above, the row that repeats once a person, rows below moved
down; everything else of the look is kept where it belongs.

It works on the sheet's XML as text: whatever a library does not know would be lost on the way.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, unescape

from okoce_opt.gate.addresses import address
from okoce_opt.gate.sheet_marks import place_of
from okoce_opt.importing.book_parts import inline, with_attributes
from okoce_opt.importing.sheet_edit import Row, SheetXml
from okoce_opt.reports.attendance import presence
from okoce_opt.reports.papers.template import Template
from okoce_opt.reports.papers.template_places import QR, filled
from okoce_opt.reports.reading.named import CODE

_CELL = re.compile(r"<(?:\w+:)?c\b([^>]*?)(?:/>|>(.*?)</(?:\w+:)?c\s*>)", re.DOTALL)
_FORMULA = re.compile(r"<(?:\w+:)?f\b[^>]*?(?:/>|>.*?</(?:\w+:)?f\s*>)", re.DOTALL)
_BEHIND = (
    *("sheetProtection", "autoFilter", "mergeCells", "conditionalFormatting", "dataValidations"),
    *("printOptions", "pageMargins", "pageSetup", "headerFooter", "rowBreaks", "colBreaks"),
    *("ignoredErrors", "drawing", "legacyDrawingHF"),
)
"""What is kept of that which stands behind the rows, in the order of the format. What is not named
(links, tables, controls, other people's extensions) is left behind.
"""
Values = Mapping[str, str]
_PICTURE_PT = 38.25
"""A picture of a code with some air."""


@dataclass(frozen=True)
class _Cell:
    """A cell of a template: its column, attributes but the address, content, and the text with
    places if there are any.
    """

    column: int
    given: str
    inner: str
    text: str | None

    @property
    def style(self) -> str:
        found = re.search(r"""\ss=["'](\d+)["']""", self.given)
        return found[1] if found else ""


class Mould:
    """A template's sheet, taken apart once and filled as often as there are sessions."""

    def __init__(self, template: Template, paper: int, *, qr: bool = False) -> None:
        xml = SheetXml(template.parts.read(template.part))
        self._row, self._prefix, self._paper = template.row, xml.prefix, paper
        self.columns = template.columns()
        self._rows = [(row, *self._taken_apart(row, template)) for row in xml.rows]
        if qr and (place := template.where(QR)) is not None:
            self._rows = [
                (row, _high_enough(given) if row.row == place[0] else given, cells)
                for row, given, cells in self._rows
            ]
        head = re.sub(r"<(?:\w+:)?dimension\b[^>]*?/>", "", xml.head)
        head = re.sub(r"""\s(?:tabSelected|codeName)=(?:"[^"]*"|'[^']*')""", "", head)
        setup = "".join(re.findall(r"<(?:\w+:)?pageSetup\b[^>]*>", xml.tail))
        # LibreOffice writes that the sheet is as large as it is, which nobody has chosen
        sized = re.search(r"""fitToPage=["'](?:1|true)|\sscale=["'](?!100["'])""", head + setup)
        self._fits = not sized and "colBreaks" not in xml.tail
        self._head = _one_page_wide(head, xml.prefix) if self._fits else head
        self._end = re.search(r"</(?:\w+:)?worksheet\s*>\s*$", xml.tail)
        self._behind = {name: self._elements(xml.tail, name) for name in _BEHIND}
        if template.protected:
            self._behind["sheetProtection"] = []
        merged = "".join(self._behind["mergeCells"])
        self._merged = re.findall(r"""\bref=["']([^"']+)["']""", merged)

    def _elements(self, xml: str, name: str) -> list[str]:
        p = self._prefix
        return re.findall(
            rf"<{p}{name}\b[^>]*?(?<=/)>|<{p}{name}\b.*?</{p}{name}\s*>", xml, re.DOTALL
        )

    def _taken_apart(self, row: Row, template: Template) -> tuple[str, list[_Cell]]:
        """The row's attributes but its number, and its cells."""
        opened = re.match(r"<(?:\w+:)?row\b([^>]*?)/?>", row.xml)
        given = re.sub(r"""\s(?:r|spans)=(?:"[^"]*"|'[^']*')""", "", opened[1] if opened else "")
        cells, column = [], -1
        for match in _CELL.finditer(row.xml):
            said = re.search(r"""(?:^|\s)r=["']([^"']*)["']""", match[1])
            _, column = place_of(said[1] if said else "", row.row, column)
            rest = re.sub(r"""(?:^|\s)r=(?:"[^"]*"|'[^']*')""", "", match[1]).rstrip("/")
            inner = _FORMULA.sub("", match[2] or "")
            cells.append(_Cell(column, rest, inner, template.places.get((row.row, column))))
        return given, cells

    def filled(self, head: Values, people: Sequence[Values], relations: Mapping[str, str]) -> str:
        """The sheet's XML with so many people in it. `relations` gives the ids of its pictures."""
        p, more = self._prefix, max(len(people), 1) - 1

        def down(row: int) -> int:
            return row + more if row > self._row else row

        lines = []
        for row, given, cells in self._rows:
            if row.row != self._row:
                lines.append(self._line(down(row.row), given, cells, head))
                continue
            lines += [
                self._line(self._row + n, given, cells, values)
                for n, values in enumerate(people or [{}])
            ]
        behind = "".join(self._one_behind(name, head, more, relations) for name in _BEHIND)
        return f"{self._head}{''.join(lines)}</{p}sheetData>{behind}</{p}worksheet>"

    def _line(self, row: int, given: str, cells: Sequence[_Cell], values: Values) -> str:
        p = self._prefix
        made = []
        for cell in cells:
            at = address(row, cell.column)
            if cell.text is None:
                made.append(f'<{p}c r="{at}"{cell.given}>{cell.inner}</{p}c>')
            elif cell.text.strip() == "{no}":
                look = f' s="{cell.style}"' if cell.style else ""
                made.append(
                    f'<{p}c r="{at}"{look}><{p}v>{int(values.get("no", "0"))}</{p}v></{p}c>'
                )
            else:
                text = filled(cell.text, values)
                look = f' s="{cell.style}"' if cell.style else ""
                empty = f'<{p}c r="{at}"{look}/>'
                made.append(inline(at, text, p, cell.style) if text else empty)
        return f'<{p}row r="{row + 1}"{given}>{"".join(made)}</{p}row>'

    def _one_behind(self, name: str, head: Values, more: int, relations: Mapping[str, str]) -> str:
        found = "".join(self._behind[name])
        special: dict[str, Callable[[], str]] = {
            "mergeCells": lambda: self._merges(more),
            "dataValidations": lambda: self._validations(more),
            "headerFooter": lambda: self._page_words(found, head),
            "pageSetup": lambda: self._page_setup(found),
            "rowBreaks": lambda: self._breaks(found, more),
            "drawing": lambda: self._picture(name, relations),
            "legacyDrawingHF": lambda: self._picture(name, relations),
        }
        if name in special:
            return special[name]()
        if name == "conditionalFormatting" and _leaves(found):
            found = "".join(one for one in self._behind[name] if not _leaves(one))
        return _moved(found, self._row, more)

    def _merges(self, more: int) -> str:
        p, blocks = self._prefix, []
        for block in self._merged:
            rows = {int(n) for n in re.findall(r"\d+", block)}
            if rows == {self._row + 1}:
                blocks += [_area(block, n) for n in range(more + 1)]
            else:
                blocks.append(moved_area(block, self._row, more))
        lines = "".join(f'<{p}mergeCell ref="{block}"/>' for block in blocks)
        return f'<{p}mergeCells count="{len(blocks)}">{lines}</{p}mergeCells>' if blocks else ""

    def _validations(self, more: int) -> str:
        """Lists to choose from, and one for who came where the template has none there."""
        p, kept = self._prefix, []
        for one in self._elements("".join(self._behind["dataValidations"]), "dataValidation"):
            if not _leaves(one):
                kept.append(_moved(one, self._row, more))
        column = self.columns.get("hadir")
        if column is not None:
            first, last = address(self._row, column), address(self._row + more, column)
            if not any(first in one for one in kept):
                kept.append(
                    f'<{p}dataValidation type="list" errorStyle="warning" allowBlank="1" '
                    f'showErrorMessage="1" sqref="{first}:{last}">'
                    f'<{p}formula1>"{",".join(presence.WORDS)}"</{p}formula1></{p}dataValidation>'
                )
        lines = "".join(kept)
        opened = f'<{p}dataValidations count="{len(kept)}">'
        return f"{opened}{lines}</{p}dataValidations>" if kept else ""

    def _page_words(self, found: str, head: Values) -> str:
        """Header and footer; where the template has none, a foot with the code and the page."""
        p = self._prefix
        if not re.search(r">[^<]", found):  # LibreOffice writes one without a word
            foot = escape(f"&L&8 Kode {head[CODE]}&R&8Lembar &P")
            return f"<{p}headerFooter><{p}oddFooter>{foot}</{p}oddFooter></{p}headerFooter>"
        doubled = {name: value.replace("&", "&&") for name, value in head.items()}
        return re.sub(r">([^<]+)<", lambda m: f">{escape(filled(unescape(m[1]), doubled))}<", found)

    def _page_setup(self, found: str) -> str:
        """The template's paper, or the scenario's where it names none. Pages are counted anew on
        each sheet, unless the template says of how many: a workbook printed whole counts them all.
        A template that says nothing of its size is made as narrow as the paper: else the column for
        signatures stood on a page of its own.
        """
        tag = found or f"<{self._prefix}pageSetup/>"
        tag = re.sub(r"""\s\w+:id=(?:"[^"]*"|'[^']*')""", "", tag)
        of_all = re.search(r"&amp;N", "".join(self._behind["headerFooter"]), re.IGNORECASE)
        given = {} if of_all else {"useFirstPageNumber": "1", "firstPageNumber": "1"}
        if of_all:
            tag = re.sub(r"""\s(?:useFirstPageNumber|firstPageNumber)=["'][^"']*["']""", "", tag)
        if "paperSize" not in tag:
            given["paperSize"] = str(self._paper)
        if self._fits:
            given |= {"fitToWidth": "1", "fitToHeight": "0"}
        return with_attributes(tag, given)

    def _breaks(self, found: str, more: int) -> str:
        return re.sub(
            r"""(\bid=)["'](\d+)["']""",
            lambda m: f'{m[1]}"{int(m[2]) + (more if int(m[2]) > self._row else 0)}"',
            found,
        )

    def _picture(self, name: str, relations: Mapping[str, str]) -> str:
        ident = relations.get(name)
        return f'<{self._prefix}{name} xmlns:rel="{_OFFICE}" rel:id="{ident}"/>' if ident else ""


_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def _high_enough(given: str) -> str:
    """The attributes of a row that holds a picture of a code: at least as high as the picture, so
    that this covers no other row.
    """
    said = re.search(r"""\sht=["']([\d.]+)["']""", given)
    if said and float(said[1]) >= _PICTURE_PT:
        return given
    rest = re.sub(r"""\s(?:ht|customHeight)=["'][^"']*["']""", "", given)
    return f'{rest} ht="{_PICTURE_PT}" customHeight="1"'


def _leaves(xml: str) -> bool:
    """Whether a formula looks at another sheet or file, which is not there any more."""
    return any("!" in one or "[" in one for one in re.findall(r"formula\d?>([^<]*)<", xml))


def _moved(xml: str, row: int, more: int) -> str:
    """XML with the areas that it is about moved down, or made longer, by so many rows."""
    return re.sub(
        r"""\b(ref|sqref)=["']([^"']*)["']""",
        lambda m: f'{m[1]}="{" ".join(moved_area(a, row, more) for a in m[2].split())}"',
        xml,
    )


def moved_area(area: str, row: int, more: int) -> str:
    """An area (`A5`, `$A$1:$H$20`, `$9:$10`) after `more` rows have been put below `row` (from 0).

    One that begins above and ends at the row or below gets longer by as much.
    """
    first, colon, last = area.partition(":")
    whole = last or first
    top = re.sub(r"\d+", lambda m: str(int(m[0]) + (more if int(m[0]) - 1 > row else 0)), first)
    end = re.sub(r"\d+", lambda m: str(int(m[0]) + (more if int(m[0]) - 1 >= row else 0)), whole)
    return top if not colon and top == end else f"{top}:{end}"


def _area(area: str, down: int) -> str:
    return re.sub(r"\d+", lambda m: str(int(m[0]) + down), area)


def _one_page_wide(head: str, p: str) -> str:
    """What stands before the rows of a sheet, told to print no wider than a page."""
    fit = f'<{p}pageSetUpPr fitToPage="1"/>'
    if found := re.search(rf"<{p}pageSetUpPr\b[^>]*>", head):
        return head.replace(found[0], with_attributes(found[0], {"fitToPage": "1"}), 1)
    if found := re.search(rf"<{p}sheetPr\b[^>]*/>", head):
        opened = f"{found[0][:-2].rstrip()}>{fit}</{p}sheetPr>"
        return head.replace(found[0], opened, 1)
    if f"</{p}sheetPr>" in head:
        return head.replace(f"</{p}sheetPr>", f"{fit}</{p}sheetPr>", 1)
    return re.sub(
        rf"(<{p}worksheet\b[^>]*>)", rf"\g<1><{p}sheetPr>{fit}</{p}sheetPr>", head, count=1
    )
