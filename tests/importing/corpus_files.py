"""Files of the corpus that are damaged, dangerous, of another form, or not what their name says."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import xlwt

from tests.gate import books
from tests.gate.books import MAIN, OFFICE, PACKAGE, PARTS, SHEET
from tests.importing.corpus import (
    REFUSED,
    WAITS,
    Case,
    Xml,
    book,
    more_parts,
    one,
    people,
    person,
    refused,
    sheets,
    text,
    without,
    xml_of,
)
from tests.importing.lists import nik

WHOLE = book(people())
CSV = text()
HTML = "<html><body><table><tr><td>Nama</td><td>NIK</td></tr></table></body></html>"


def _shared(table: str | None) -> bytes:
    """Names in a table of shared texts, or in one that is not there."""
    rows = people()
    for n, row in enumerate(rows[1:]):
        row[0] = Xml(f'<c r="{{at}}" t="s"><v>{n}</v></c>')
    relations = (
        f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="r1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="r2" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/>'
        "</Relationships>"
    )
    data = book(rows, **{"xl/_rels/workbook.xml.rels": relations})
    return data if table is None else more_parts(data, **{"xl/sharedStrings.xml": table})


def _entities(how: str) -> bytes:
    """XML that defines things of its own."""
    kinds = {
        "laughs": '<!ENTITY a "aaaaaaaaaa">'
        + "".join(
            f'<!ENTITY b{n} "{"&a;" * 10 if not n else f"&b{n - 1};" * 10}">' for n in range(9)
        )
        + "\n",
        "quadratic": f'<!ENTITY a "{"a" * 50_000}">',
        "file": '<!ENTITY a SYSTEM "file:///etc/hostname">',
    }
    use = {"laughs": "&b8;", "quadratic": "&a;" * 5_000, "file": "&a;"}[how]
    sheet = (
        f'<?xml version="1.0"?><!DOCTYPE w [{kinds[how]}]><worksheet xmlns="{MAIN}"><sheetData>'
        f'{xml_of(people())}<row r="9"><c r="A9" t="str"><v>{use}</v></c></row></sheetData>'
        "</worksheet>"
    )
    return more_parts(without(WHOLE, SHEET), **{SHEET: sheet})


def _old() -> bytes:
    """A workbook of Excel 97."""
    made = xlwt.Workbook()
    sheet = made.add_sheet("Daftar")
    for r, row in enumerate(people()):
        for c, value in enumerate(row):
            sheet.write(r, c, value)
    data = io.BytesIO()
    made.save(data)
    return data.getvalue()


def _open() -> bytes:
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    return books.open_document(
        "".join(
            f"<table:table-row>{''.join(cell.format(v) for v in row)}</table:table-row>"
            for row in people()
        )
    )


def _stray(cell: str) -> Callable[[], Case]:
    row = int("".join(c for c in cell if c.isdigit()))
    far = f'<row r="{row}"><c r="{cell}" t="str"><v>x</v></c></row>'
    rows = xml_of(people())
    if row == 1:
        rows = rows.replace("</row>", f'<c r="{cell}" t="str"><v>x</v></c></row>', 1)
        far = ""
    sheet = f'<worksheet xmlns="{MAIN}"><sheetData>{rows}{far}</sheetData></worksheet>'
    return one(books.packed({**PARTS, SHEET: sheet}), code=WAITS, asked=1, says=(cell,))


def _dimension(said: str) -> bytes:
    return book(people(), before=f'<dimension ref="{said}"/>')


FILES: dict[str, Callable[[], Case]] = {
    "00 good": one(WHOLE),
    "01 empty": refused(b"", "kosong"),
    "02 text named xlsx": one(CSV.encode(), says=("teks",)),
    "03 cut short": refused(WHOLE[: len(WHOLE) // 2], "rusak"),
    "04 flipped bits": refused(books.bent(book(people(300)), SHEET), "rusak", "sheet1.xml"),
    "05 no workbook in the zip": refused(
        books.packed({"[Content_Types].xml": "<Types/>", "a.txt": "x"}), "rusak"
    ),
    "06 web page named xls": refused(HTML.encode(), "halaman web", name="daftar.xls"),
    "07 head of an old file": refused(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "rusak", name="a.xls"),
    "08 flag of a password": refused(books.says_encrypted(WHOLE), "kata sandi"),
    "10 workbook named csv": one(WHOLE, "daftar.csv", says=("buku kerja",)),
    "11 workbook named xls": one(WHOLE, "daftar.xls", says=("buku kerja",)),
    "12 stored": one(
        books.packed(
            {
                **PARTS,
                SHEET: f'<worksheet xmlns="{MAIN}"><sheetData>{xml_of(people())}</sheetData>'
                "</worksheet>",
            },
            zipfile.ZIP_STORED,
        )
    ),
    "13 no workbook part": refused(without(WHOLE, "xl/workbook.xml"), "workbook.xml"),
    "14 no sheet part": refused(without(WHOLE, SHEET), "sheet1.xml"),
    "15 no styles": one(WHOLE),
    "15 dates without styles": one(
        book([*people(), person(6, lahir=29221)]), code=WAITS, asked=1, says=("baris 7",)
    ),
    "16 no shared texts": refused(_shared(None), "rusak"),
    "17 path in the zip": one(more_parts(WHOLE, **{"../../../../var/okoce_jahat": "x"})),
    "17 absolute path in the zip": one(more_parts(WHOLE, **{"/var/okoce_jahat": "x"})),
    "23 billion laughs": refused(_entities("laughs"), "rusak"),
    "24 quadratic": refused(_entities("quadratic"), "rusak"),
    "25 outside file": refused(_entities("file"), "rusak"),
    "26 dimension too large": one(_dimension("A1:XFD1048576")),
    "27 dimension too small": one(_dimension("A1:A1")),
    "29 stray cell in the last row": _stray("A1048576"),
    "30 stray cell in the last column": _stray("XFD1"),
    "31 stray cell in the corner": _stray("XFD1048576"),
    "32 formatted rows": one(
        book(
            [
                *people(),
                *([Xml('<c r="{at}" s="0"/>') for _ in range(3)] for _ in range(20_000)),
            ]
        )
    ),
    "60 hidden row and column": one(
        book(people(), before='<cols><col min="2" max="2" hidden="1"/></cols>'),
        says=("kolom tersembunyi",),
    ),
    "61 hidden sheets": one(
        sheets(
            ("Daftar", "visible", people()),
            ("Lama", "hidden", [[*people()[0]], person(21), person(22)]),
            ("Rahasia", "veryHidden", [[*people()[0]], person(23)]),
        ),
        code=WAITS,
        asked=3,
        says=("Lama", "Rahasia", "tersembunyi"),
    ),
    "63 merged cells": one(
        book(people(), more='<mergeCells count="1"><mergeCell ref="D2:D4"/></mergeCells>')
    ),
    "65 header only": one(book(people(0)), code=REFUSED, taken=0, says=("tidak ada orang",)),
    "66 blank sheet": one(book([]), code=REFUSED, taken=0, says=("tidak ada orang",)),
    "72 sheet named as a path": one(sheets(("..", "visible", people()))),
    "73 sheet named as a file": one(sheets(("../../etc/cron.d/x", "visible", people()))),
    "74 link to another file": one(
        more_parts(WHOLE, **{"xl/externalLinks/externalLink1.xml": "<externalLink/>"}),
        says=("berkas lain",),
    ),
    "75 macros": one(
        more_parts(WHOLE, **{"xl/vbaProject.bin": b"\xd0\xcf"}), "daftar.xlsm", says=("makro",)
    ),
    "76 protected": one(book(people(), more='<sheetProtection sheet="1" password="CC1A"/>')),
    "90 Windows-1252": one(
        text(";", rows=[*people(), person(6, nama="Siti Nurfaïza")]).encode("cp1252"),
        "daftar.csv",
        taken=6,
        says=("Windows-1252", "Nurfaïza"),
    ),
    "91 UTF-16 with mark": one(CSV.encode("utf-16"), "daftar.csv"),
    "92 UTF-16 without": one(CSV.encode("utf-16-le"), "daftar.csv"),
    "93 UTF-8 with mark": one(text(";").encode("utf-8-sig"), "daftar.csv"),
    "94 sep=;": one(("sep=;\r\n" + text(";")).encode(), "daftar.csv"),
    "96 open quote": refused(
        (CSV + f'"Orang Buka,{nik(9)},,Slipi\r\nOrang Lain,,,Slipi\r\n').encode(),
        "baris 7",
        name="daftar.csv",
    ),
    "98 NUL": one(CSV.replace("Duri Kepa", "Duri\0 Kepa", 1).encode(), "daftar.csv"),
    "99 CR alone": one(text(",", "\r").encode(), "daftar.csv"),
    "X2 ods": one(_open(), "daftar.ods"),
    "X3 xls": one(_old(), "daftar.xls"),
    "X5 ods named xlsx": one(_open()),
    "X1 files of other programs": lambda: Case(
        {"daftar.xlsx": WHOLE, "~$daftar.xlsx": bytes(165), ".~lock.daftar.xlsx#": b"x"},
        says=("~$daftar.xlsx", "berkas bantu"),
    ),
    "X10 name": one(WHOLE, "..\\..\\x\n.xlsx"),
    "X10 name of a device": one(WHOLE, "CON.xlsx"),
    "X10 long name": one(WHOLE, "d" * 250 + ".xlsx"),
    "X10 NIK in the name": one(WHOLE, f"{nik(7)}.xlsx"),
}
