"""A workbook of sheets filled from a template, put together anew: the template's styles, texts,
colours and pictures go along, and nothing that could act by itself.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from okoce_opt.gate.addresses import address
from okoce_opt.importing.book_parts import MAIN, OFFICE, PACKAGE, Parts, relations
from okoce_opt.reports.attendance.columns import BLANK_ROWS
from okoce_opt.reports.attendance.head import Attendance
from okoce_opt.reports.papers.template import BOOK, STRINGS, STYLES, Template
from okoce_opt.reports.papers.template_pictures import IMAGES, XML, Pictures, relations_xml
from okoce_opt.reports.papers.template_places import PLACE, filled, head_values, row_values
from okoce_opt.reports.papers.template_sheet import Mould, moved_area
from okoce_opt.reports.reading.named import AFTER, BEFORE, CODE, COMPARED, SAYS, SESSION, named
from okoce_opt.reports.style.paper import paper_named

_KIND = "application/vnd.openxmlformats-officedocument."
_SHEETS = f"{_KIND}spreadsheetml."
_DATED = (2027, 1, 1, 0, 0, 0)


def write_filled(template: Template, path: Path, sheets: Sequence[tuple[str, Attendance]]) -> None:
    """Write a workbook with these sheets, each by name."""
    papers = sheets[0][1].papers
    qr = sheets[0][1].qr
    mould = Mould(template, paper_named(papers.paper).number, qr=qr)
    pictures = Pictures(template, qr=qr)
    made: dict[str, bytes | str] = {}
    types: list[tuple[str, str]] = []
    names: list[str] = []
    for number, (name, what) in enumerate(sheets, start=1):
        head, people = head_values(what), _people(what)
        part = f"xl/worksheets/sheet{number}.xml"
        more = len(people) - 1
        rels = pictures.put(made, number, head, more)
        ids = {kind: ident for kind, ident, _ in rels}
        made[part] = mould.filled(head, people, ids)
        if rels:
            made[f"xl/worksheets/_rels/sheet{number}.xml.rels"] = relations_xml(
                (ident, _REL[kind], f"../drawings/{target}") for kind, ident, target in rels
            )
            types += [
                (f"xl/drawings/{target}", f"{_KIND}drawing+xml")
                for kind, _, target in rels
                if kind == "drawing"
            ]
        types.append((part, f"{_SHEETS}worksheet+xml"))
        names += _names(template, number - 1, name, what, head, more)
    _book(template, made, types, [name for name, _ in sheets], names)
    made["[Content_Types].xml"] = _types(types)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for part in sorted(made, key=lambda part: (part != "[Content_Types].xml", part)):
            info = zipfile.ZipInfo(part, _DATED)
            info.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(info, made[part])


_REL = {"drawing": "drawing", "legacyDrawingHF": "vmlDrawing"}


def _people(what: Attendance) -> list[Mapping[str, str]]:
    """Rows of people, then blank ones for who comes unannounced."""
    reserve = what.problem.activities[what.session.activity].reserve_for
    blank = what.session.seats if reserve else BLANK_ROWS
    everyone = [*what.registrants, *[None] * blank]
    return [row_values(what, n, registrant) for n, registrant in enumerate(everyone, start=1)]


def _names(
    template: Template, index: int, name: str, what: Attendance, head: Mapping[str, str], more: int
) -> Iterator[str]:
    """Names of a sheet's places: what spreadsheets keep right while rows and columns move, so that
    the sheet is read back whatever it looks like; and its print area and repeated rows.
    """
    quoted = "'" + name.replace("'", "''") + "'"

    def line(key: str, formula: str, *, hidden: bool = True) -> str:
        look = ' hidden="1"' if hidden else ""
        return (
            f'<definedName name="{key}" localSheetId="{index}"{look}>{escape(formula)}'
            "</definedName>"
        )

    def said(text: str) -> str:
        return '"' + text.replace('"', '""')[:250] + '"'

    def at(row: int, column: int) -> str:
        return re.sub(r"([A-Z]+)(\d+)", r"$\1$\2", address(row, column))

    yield line(named(SESSION), said(what.session.id))
    for place, column in template.columns().items():
        rows = f"{at(template.row, column)}:{at(template.row + more, column)}"
        yield line(named(place), f"{quoted}!{rows}")
    found: dict[str, tuple[int, int]] = {}
    for (row, column), text in template.places.items():
        for match in PLACE.finditer(text):
            place = match[1].casefold()
            if row == template.row or place not in (*COMPARED, CODE) or place in found:
                continue
            found[place] = row, column
            there = row + (more if row > template.row else 0)
            yield line(named(place), f"{quoted}!{at(there, column)}")
            yield line(named(place, BEFORE), said(filled(text[: match.start()], head)))
            yield line(named(place, AFTER), said(filled(text[match.end() :], head)))
    for place in (*COMPARED, CODE):
        if place not in found and head[place]:
            yield line(named(place, SAYS), said(head[place]))
    for key, areas in _printed(template).items():
        moved = ",".join(f"{quoted}!{moved_area(a, template.row, more)}" for a in areas)
        yield line(key, moved, hidden=False)


def _printed(template: Template) -> dict[str, list[str]]:
    """Print area and repeated rows of the template's sheet."""
    root = template.parts.root(BOOK)
    sheets = [one.attrib.get("name") for one in root.iter() if one.tag.endswith("}sheet")]
    index = str(sheets.index(template.sheet.name)) if template.sheet.name in sheets else ""
    found = {}
    for one in root.iter():
        key = one.attrib.get("name", "")
        if (
            one.tag.endswith("}definedName")
            and key in ("_xlnm.Print_Area", "_xlnm.Print_Titles")
            and one.attrib.get("localSheetId") == index
        ):
            areas = re.findall(r"!(\$?[A-Z]*\$?\d*(?::\$?[A-Z]*\$?\d*)?)", one.text or "")
            found[key] = [area for area in areas if area]
    return found


def _book(
    template: Template,
    made: dict[str, bytes | str],
    types: list[tuple[str, str]],
    sheets: Sequence[str],
    names: Sequence[str],
) -> None:
    """The workbook itself, and what all its sheets share."""
    parts: Parts = template.parts
    rels = [(f"rId{n}", "worksheet", f"worksheets/sheet{n}.xml") for n in range(1, len(sheets) + 1)]
    shared = {"styles": (STYLES, "styles.xml"), "sharedStrings": (STRINGS, "sharedStrings.xml")}
    theme = next((part for kind, part in relations(parts, BOOK).values() if kind == "theme"), "")
    if theme:
        shared["theme"] = (theme, "theme/theme1.xml")
    for kind, (part, name) in shared.items():
        if parts.has(part):
            made[f"xl/{name}"] = parts.read(part)
            rels.append((f"rId{len(rels) + 1}", kind, name))
            types.append(
                (f"xl/{name}", f"{_KIND}theme+xml" if kind == "theme" else f"{_SHEETS}{kind}+xml")
            )
    since = ' date1904="1"' if re.search(r'date1904="(?:1|true)"', parts.read(BOOK)) else ""
    lines = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{n}" r:id="rId{n}"/>'
        for n, name in enumerate(sheets, start=1)
    )
    made[BOOK] = (
        f'{XML}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><workbookPr{since}/>'
        f"<bookViews><workbookView/></bookViews><sheets>{lines}</sheets>"
        f"<definedNames>{''.join(names)}</definedNames></workbook>"
    )
    types.append((BOOK, f"{_SHEETS}sheet.main+xml"))
    made["xl/_rels/workbook.xml.rels"] = relations_xml(rels)
    made["_rels/.rels"] = relations_xml([("rId1", "officeDocument", BOOK)])


def _types(types: Sequence[tuple[str, str]]) -> str:
    endings = {
        "rels": "application/vnd.openxmlformats-package.relationships+xml",
        "xml": "application/xml",
        "vml": f"{_KIND}vmlDrawing",
        **IMAGES,
    }
    lines = "".join(f'<Default Extension="{e}" ContentType="{t}"/>' for e, t in endings.items())
    lines += "".join(f'<Override PartName="/{p}" ContentType="{t}"/>' for p, t in types)
    return f'{XML}<Types xmlns="{PACKAGE}/content-types">{lines}</Types>'
