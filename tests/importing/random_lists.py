"""Random people in random layouts, drawn by hypothesis: with every defect that offices' lists have,
and what must come out of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import xlsxwriter
from hypothesis import strategies as st

from tests.importing.lists import nik, word

HOMES = {
    "31.73.05.1005": ("Duri Kepa", "Kebon Jeruk", ("DURI KEPA", "Durikepa", "Kel. Duri Kepa")),
    "31.73.05.1006": (
        "Kedoya Utara",
        "Kebon Jeruk",
        ("Kedoya Utr", "KEDOYA UTARA"),
    ),
    "31.73.05.1007": ("Kedoya Selatan", "Kebon Jeruk", ("Kedoya Slt.", "Kedoya  Selatan")),
    "31.73.07.1002": ("Slipi", "Palmerah", ("SLIPI", "Kelurahan Slipi", "slipi ")),
}
NAMES = ("Nama", "NAMA LENGKAP", "Nama Peserta", "Nama (sesuai KTP)")
NIKS = ("NIK", "No. KTP", "N I K", "NIK (16 digit)", "Nomor KTP")
PHONES = ("No HP", "Telp/HP", "No. WA", "NO. TELEPON")
HERE = ("Kelurahan", "Kel.", "KELURAHAN/DESA")
NUMBERS = ("No", "NO.", "No. Urut")
CLOSINGS = (
    ("", "Mengetahui,"),
    ("", "Jakarta, 13 Maret 2018"),
    ("", "Lurah Contoh"),
    ("", "H. CONTOH SATU, S.IP"),
    ("", "NIP. 196702121990031005"),
)


@dataclass(frozen=True)
class Sheet:
    """A sheet: its name, its rows, the cells to be struck, rows to be hidden, merged blocks."""

    name: str
    rows: Sequence[Sequence[Any]]
    hidden: frozenset[int]
    merged: Sequence[tuple[int, int, int, int, str]]


@dataclass(frozen=True)
class Case:
    """Sheets, the people in them by name (NIK, kelurahan), and those who must be asked about."""

    sheets: Sequence[Sheet]
    people: dict[str, tuple[str, str]]
    asked: frozenset[str]


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """One to three sheets of one to nine people."""
    sheets, people, asked = [], {}, set()
    first = 1
    for n in range(draw(st.integers(1, 3))):
        count = draw(st.integers(1, 9))
        sheet, here, doubtful = draw(_sheet(first, count, n))
        first += count
        sheets.append(sheet)
        people |= here
        asked |= doubtful
    return Case(sheets, people, frozenset(asked))


@st.composite
def _sheet(
    draw: st.DrawFn, first: int, count: int, n: int
) -> tuple[Sheet, dict[str, tuple[str, str]], set[str]]:
    home = draw(st.sampled_from(sorted(HOMES)))
    where = draw(st.sampled_from(("column", "title", "sheet", "section", "ditto")))
    side = where in ("column", "title", "sheet") and count > 1 and draw(st.booleans())
    order = draw(st.permutations(("nik", "phone")))
    header = [
        draw(st.sampled_from(NUMBERS)),
        draw(st.sampled_from(NAMES)),
        *(draw(st.sampled_from({"nik": NIKS, "phone": PHONES}[one])) for one in order),
    ]
    if where in ("column", "ditto"):
        header.append(draw(st.sampled_from(HERE)))
    people, asked, lines = {}, set(), []
    for k in range(count):
        number = first + k
        name = f"{draw(st.sampled_from(('', 'Hj. ', 'H. ')))}Orang {word(number)}"
        code = home if where != "column" else draw(st.sampled_from(sorted(HOMES)))
        cells = {"nik": nik(number), "phone": draw(st.sampled_from(_phones(number)))}
        cells["nik"] = draw(st.sampled_from(_niks(nik(number))))
        if draw(st.integers(0, 9)) == 0:
            cells["nik"] = draw(st.sampled_from((nik(number)[:15], float(nik(number)[:15] + "0"),
                                                 "3,17399E+15")))  # fmt: skip
            asked.add(name)
        people[name] = (nik(number), code)
        line = [k + 1, draw(st.sampled_from((name, f"  {name} ", f"{name}\u00a0"))),
                *(cells[one] for one in order)]  # fmt: skip
        if where == "column":
            line.append(draw(st.sampled_from(HOMES[code][2])))
        elif where == "ditto":
            line.append(HOMES[code][0] if not k else draw(st.sampled_from(('"', "sda", "idem"))))
        lines.append(line)
    return draw(_laid_out(header, lines, home, where, side, n)), people, asked


def _niks(said: str) -> tuple[Any, ...]:
    numbers = () if said.endswith("0") else (int(said), float(said))
    return (said, f"'{said}", f"{said[:6]} {said[6:12]} {said[12:]}", said, said, *numbers)


def _phones(n: int) -> tuple[Any, ...]:
    return (f"0812{n:08d}", f"+62 812-{n:08d}", int(f"812{n:08d}"), "", "-", "tidak ada")


@st.composite
def _laid_out(
    draw: st.DrawFn,
    header: list[str],
    lines: list[list[Any]],
    home: str,
    where: str,
    side: bool,
    n: int,
) -> Sheet:
    name, top, _ = HOMES[home]
    rows: list[list[Any]] = []
    merged: list[tuple[int, int, int, int, str]] = []
    if draw(st.booleans()):
        rows += [["PEMERINTAH PROVINSI DKI JAKARTA"], ["Jl. Contoh 1, Telp. (021) 5600000"], []]
    if where == "title":
        rows += [[f"DAFTAR PESERTA KELURAHAN {name.upper()}", "", f"KECAMATAN {top.upper()}"]]
    elif draw(st.booleans()):
        rows += [["DAFTAR CALON PESERTA OK OCE"]]
    if len(header) > 4 and draw(st.booleans()) and not side:
        merged.append((len(rows), 2, len(rows), 3, "DATA DIRI"))
        rows.append(["", "", "DATA DIRI", "", ""])
    rows.append([*header, None, *header] if side else header)
    if draw(st.booleans()):
        width = len(rows[-1])
        rows.append([k + 1 for k in range(width)] if not side else [*range(1, width + 1)])
    if where == "section":
        rows.append([f"Kelurahan {name}"])
    half = (len(lines) + 1) // 2
    if side:
        blank = [None] * len(header)
        for k in range(half):
            other = lines[half + k] if half + k < len(lines) else blank
            rows.append([*lines[k], None, *other])
    else:
        page = draw(st.integers(1, 9))
        for k, line in enumerate(lines):
            if k and k % page == 0 and where != "ditto":
                rows.append(header)
            rows.append(line)
    hidden = {len(rows) - 1} if draw(st.booleans()) else set()
    if draw(st.booleans()):
        rows += [["", "JUMLAH", len(lines)], []]
        rows += [list(one) for one in CLOSINGS[: draw(st.integers(1, len(CLOSINGS)))]]
    rows += [[]] * draw(st.integers(0, 3))
    title = f"KEL. {name.upper()}"[:25] if where == "sheet" else "Lembar"
    return Sheet(f"{title} {n + 1}", rows, frozenset(hidden), merged)


def write(case: Case, path: Path) -> Path:
    """The case as a workbook."""
    options = {"strings_to_numbers": False, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(path, options) as book:
        for one in case.sheets:
            sheet = book.add_worksheet(one.name)
            for r, row in enumerate(one.rows):
                for c, value in enumerate(row):
                    if value not in (None, ""):
                        sheet.write(r, c, value)
            for row in one.hidden:
                sheet.set_row(row, None, None, {"hidden": True})
            for first, left, last, right, text in one.merged:
                sheet.merge_range(first, left, last, right, text)
    return path
