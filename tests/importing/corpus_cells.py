"""Cells of the corpus: NIK, telephone numbers, dates, names, formulas and errors."""

from __future__ import annotations

from collections.abc import Callable

from tests.importing.corpus import (
    GOOD,
    HEAD,
    WAITS,
    Case,
    Xml,
    asked,
    book,
    fine,
    one,
    people,
    person,
    text,
    with_cells,
)
from tests.importing.lists import nik

A = nik(6)


def _v(value: str, kind: str = "") -> Xml:
    return Xml(f'<c r="{{at}}"{kind}><v>{value}</v></c>')


def _merge(block: str) -> str:
    return f'<mergeCells count="1"><mergeCell ref="{block}"/></mergeCells>'


CELLS: dict[str, Callable[[], Case]] = {
    "40 NIK as a number": fine({"nik": int(nik(6))}),
    "41 NIK with a fraction": asked({"nik": _v("3.1739901019000012E+15")}, says=("baris 7",)),
    "42 nineteen digits": asked({"nik": _v("3173990101900001984")}, says=("baris 7",)),
    "43 signs in the NIK": fine(
        {"nik": f"'{A}"},
        {"nik": f" {nik(7)[:6]} {nik(7)[6:12]} {nik(7)[12:]}"},
        {"nik": f"\u00a0{nik(8)}\u00a0"},
        {"nik": f"\u200b{nik(9)}"},
        {"nik": "".join(chr(0xFF10 + int(c)) for c in nik(10))},
    ),
    "44 NIK that is none": asked(
        {"nik": A[:15]},
        {"nik": nik(7) + "1"},
        {"nik": "0" * 16},
        {"nik": "O".join(nik(8).rsplit("0", 1))},
    ),
    "44 NIK missing": fine({"nik": ""}, says=("NIK",)),
    "45 one NIK, one person": one(
        book([*people(), person(1)]), taken=GOOD, says=("sama di semua kolom",)
    ),
    "45 one NIK, another name": one(
        book([*people(), person(6, nik=nik(1))]),
        code=WAITS,
        taken=GOOD - 1,
        asked=2,
        says=("baris 2", "baris 7"),
    ),
    "46 formula never computed": asked(
        {"nik": Xml('<c r="{at}"><f>A1</f></c>')}, says=("baris 7", "Rumus")
    ),
    "47 errors": asked(
        *({"nik": _v(e, ' t="e"')} for e in ("#N/A", "#REF!", "#VALUE!", "#DIV/0!")),
        says=("kesalahan Excel",),
    ),
    "47 the text N/A": fine({"hp": "N/A"}),
    "48 dates that are none": asked(
        {"lahir": "31/02/1990"}, {"lahir": "1990年5月3日"}, {"lahir": -5}, {"lahir": 31_000}
    ),
    "48 two-way dates": one(
        book([[*HEAD], *(person(n, lahir="01-02-90", nik="") for n in range(1, 4))]),
        code=WAITS,
        taken=0,
        asked=3,
        says=("hari", "bulan"),
    ),
    "48 day first by custom": one(
        book([[*HEAD], *(person(n, lahir="01-02-1990", nik="") for n in range(1, 4))]),
        taken=3,
        says=("3 tanggal lahir dibaca hari/bulan/tahun",),
    ),
    "48 a NIK tells": one(
        book([[*HEAD], person(1, nik="3173990205900001", lahir="02-05-90")]), taken=1
    ),
    "48 month first": one(
        book(
            [
                [*HEAD],
                person(1, lahir="02/25/1990", nik=""),
                person(2, lahir="03/04/1985", nik=""),
            ]
        ),
        code=WAITS,
        taken=0,
        asked=2,
    ),
    "49 1904": one(
        book(
            [*people(), person(6, lahir=Xml('<c r="{at}" s="1"><v>30316</v></c>'))],
            **{
                "xl/styles.xml": '<styleSheet xmlns="http://schemas.openxmlformats.org/'
                'spreadsheetml/2006/main"><cellXfs count="2"><xf numFmtId="0"/>'
                '<xf numFmtId="14"/></cellXfs></styleSheet>'
            },
        ),
        taken=6,
    ),
    "50 serials": asked({"lahir": 60}, {"lahir": 0}, {"lahir": 99_999_999}),
    "51 a very long name": asked({"nama": "A" * 32_767}, says=("baris 7",)),
    "52 signs nobody sees": fine(
        {"nama": "Budi_x0000_ Satu"}, {"nama": "Rina\nDua"}, {"nama": "Sari\tTiga"}
    ),
    "63 one telephone for two": one(
        book(with_cells({"hp": "081211112222"}, {"hp": ""}), more=_merge("C7:C8")), taken=7
    ),
    "63 one NIK for two": one(
        book(with_cells({"nik": nik(6)}, {"nik": ""}), more=_merge("B7:B8")),
        code=WAITS,
        taken=6,
        asked=1,
        says=("baris 8", "B7:B8"),
    ),
    "67 the same header twice": one(
        book(
            [["Nama", "NIK", "NIK", "Kelurahan"], *([p[0], p[1], p[1], p[3]] for p in people()[1:])]
        ),
        code=WAITS,
        taken=0,
        asked=GOOD,
        says=("B (NIK)", "C (NIK)"),
    ),
    "68 odd spelling": one(
        book([["N A M A", "Nmr. KTP", "Telp./HP", "KEL.", "Tgl.Lhr"], *people()[1:]])
    ),
    "69 no column of NIK": one(
        book([["Nama", "Kelurahan"], *([p[0], p[3]] for p in people()[1:])]), says=("NIK",)
    ),
    "100 NIK destroyed by Excel": one(
        text(";", rows=[*people(), person(6, nik="3,17399E+15")]).encode(),
        "daftar.csv",
        code=WAITS,
        asked=1,
        says=("baris 7",),
    ),
    "101 telephone without its 0": fine({"hp": 81234567890}),
    "101 telephone with a fraction": asked({"hp": 81234567890.5}),
    "103 wrapped": one(
        text(",", rows=[*people(), person(6, nik=f'="{A}"')]).encode(), "daftar.csv", taken=6
    ),
    "105 names like formulas": fine(
        {"nama": "=Budi"}, {"nama": "+Ani"}, {"nama": "-Citra"}, {"nama": "@Dewi"}
    ),
    "106 people called nothing": fine(
        {"nama": "NA"}, {"nama": "null"}, {"nama": "None"}, {"nama": "nan"}
    ),
}
