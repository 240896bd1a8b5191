"""Files of the corpus that are small to send and endless to read, or very long."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

from tests.gate.books import MAIN, OFFICE, PACKAGE, PARTS, SHEET, packed
from tests.importing.corpus import (
    REFUSED,
    WAITS,
    Case,
    book,
    more_parts,
    one,
    people,
    person,
    refused,
    xml_of,
)
from tests.importing.lists import word


def bomb(inside: str) -> Callable[[], Case]:
    """A part of 300 MB that packs into a few hundred KB; `inside` has its place as {x}."""

    def made() -> Case:
        before, _, after = inside.partition("{x}")
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
            for name, content in {**PARTS, SHEET: ""}.items():
                if name != SHEET:
                    file.writestr(name, content)
            with file.open(SHEET, "w") as part:
                part.write(before.encode())
                for _ in range(300):
                    part.write(b"x" * 1_000_000)
                part.write(after.encode())
        return Case({"daftar.xlsx": packed.getvalue()}, REFUSED, 0, says=("terlalu besar",))

    return made


def _many_sheets() -> Case:
    """Five thousand sheets on one part."""
    listed = "".join(f'<sheet name="s{n}" sheetId="{n}" r:id="r1"/>' for n in range(1, 5_001))
    return Case(
        {
            "daftar.xlsx": book(
                people(400),
                **{
                    "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
                    f"{listed}</sheets></workbook>"
                },
            )
        },
        REFUSED,
        0,
        says=("lembar",),
    )


def _repeated(letters: int, cells: int) -> bytes:
    """One long text, shared by very many cells."""
    relations = (
        f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="r1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="r2" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/>'
        "</Relationships>"
    )
    row = '<c t="s"><v>0</v></c>' * 200
    body = f"{xml_of(people())}{f'<row>{row}</row>' * (cells // 200)}"
    return packed(
        {
            **PARTS,
            SHEET: f'<worksheet xmlns="{MAIN}"><sheetData>{body}</sheetData></worksheet>',
            "xl/_rels/workbook.xml.rels": relations,
            "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}"><si><t>{"y" * letters}</t></si></sst>',
        }
    )


def _words(rows: int, columns: int) -> list[list[str]]:
    """Rows of words, none of them twice."""
    return [[f"kata {word(r * columns + c)}" for c in range(columns)] for r in range(rows)]


def _side_by_side(times: int) -> list[list[str]]:
    """The same twenty people in very many tables side by side."""
    rows = [["Nama", "NIK"], *(person(n)[:2] for n in range(1, 21))]
    return [row * times for row in rows]


_LONG = ("1. ", "(a", "[a", "ab ", "jumlah ", "a, ", "1/1/", "abc & ", "12 ", "Orang Satu; ")
"""What cells of 32,767 letters are made of."""


def _long_cells(of: str) -> Callable[[], Case]:
    """A person for each of these columns whose cell in it is as long as a cell can be."""
    columns = ("Nama", "NIK", "No HP", "Kelurahan", "Tgl Lahir", "Hari bisa", "Hari tidak bisa")
    cell = (of * 32_767)[:32_767]
    rows: list[list[str]] = [[*columns]]
    for n in range(len(columns)):
        row = [*person(n + 1), "", ""]
        row[n] = cell
        rows.append(row)
    return one(book(rows), code=WAITS, taken=0, asked=len(columns))


HEAVY: dict[str, Callable[[], Case]] = {
    "20 comment of 300 MB": bomb(f'<worksheet xmlns="{MAIN}"><!--{{x}}--></worksheet>'),
    "21 cell of 300 MB": bomb(
        f'<worksheet xmlns="{MAIN}"><sheetData><row r="1"><c r="A1" t="str"><v>{{x}}</v></c></row>'
        "</sheetData></worksheet>"
    ),
    "X6 seventy thousand parts": lambda: Case(
        {"daftar.xlsx": more_parts(book(people()), **{f"a/{n}": "" for n in range(70_000)})},
        REFUSED,
        0,
        says=("terlalu besar",),
    ),
    "many sheets on one part": _many_sheets,
    "long texts repeated": refused(_repeated(32_000, 20_000)),
    "merged over one another": refused(
        book(
            people(2_000),
            more="<mergeCells>" + '<mergeCell ref="A2:XFD1000000"/>' * 50_000 + "</mergeCells>",
        )
    ),
    "thousands of headers": one(
        book([["Nama", "NIK", f"No HP {n}"] for n in range(3_000)]), code=REFUSED, taken=0
    ),
    "many tables side by side": one(
        book(_side_by_side(120)), code=WAITS, taken=0, asked=2_400, says=("Kelurahan",)
    ),
    **{f"long cells of {of!r}": _long_cells(of) for of in _LONG},
    "words like headers": one(
        book([*people(), *_words(200, 100)]), code=WAITS, asked=200, says=("bukan orang",)
    ),
    "words very like headers": one(
        book([*people(), *([f"nama {word(n)}" for n in range(500)] for _ in range(200))]),
        code=WAITS,
        asked=200,
        says=("bukan orang",),
        seconds=1.0,
    ),
    "X20 junk of 8,000 rows and 200 columns": one(
        book([*people(), *([f"x{n}" for n in range(200)] for _ in range(8_000))]),
        code=WAITS,
        asked=8_000,
        says=("bukan orang",),
        seconds=7.0,
    ),
}
