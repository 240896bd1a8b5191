"""Stall lists: who stands where, nothing private, and what `verify` says when somebody writes
something else.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from okoce_opt import planning
from okoce_opt.reports.content import labels
from okoce_opt.reports.reading.contradictions import explain
from okoce_opt.reports.reading.workbook import read_workbook
from tests.exported import change, small_story, written

PEOPLE = """no_peserta,nama,nik,telepon,kecamatan,kelurahan,bidang
X,Xenia,3173990101900001,08400000001,K1,a,kuliner
Y,Yanti,,,K1,b,kriya
W,Wawan,,,K2,c,kuliner
V,Vera,,,K2,c,"""
BAZAAR = {
    "tempat": "id,kecamatan,nama,kursi\naula,K1,Aula Satu,4\ngedung,K2,Gedung "
    "Dua,4\nalun,,Alun-alun,2",
    "kegiatan": "id,nama,maks,wajib,lingkup,per_kursi\nP,Pelatihan,4,ya,,\nB,Bazar,4,tidak,semua,2",
}
CITY, OWN = "B|alun|2026-01-08|sehari", "B|aula|2026-01-09|sehari"
SEATS = (
    [(person, CITY) for person in "XWV"]
    + [("Y", OWN)]
    + [(person, "P|aula|2026-01-05|sehari") for person in "XY"]
)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return written(small_story(tmp_path / "story", PEOPLE, **BAZAAR), SEATS, tmp_path / "out")


def listed(path: Path, sheet: int) -> list[list[str]]:
    cells = read_workbook(path)[sheet]
    top = next(r for r in range(20) if cells.text(r, 1) == labels.REGISTRANT)
    return [[cells.text(r, c) for c in range(6)] for r in range(top + 1, len(cells.rows))]


def test_a_list_for_each_organiser(out: Path) -> None:
    assert sorted(p.name for p in (out / labels.STALLS).iterdir()) == [
        "Lapak_Kota.xlsx",
        "Lapak_Satu.xlsx",
    ]
    # two to a stall, by kecamatan, kelurahan and name
    assert listed(out / labels.STALLS / "Lapak_Kota.xlsx", 1) == [
        ["1", "V", "Vera", "Dua", "Cempaka", ""],
        ["1", "W", "Wawan", "Dua", "Cempaka", "kuliner"],
        ["2", "X", "Xenia", "Satu", "Anggrek", "kuliner"],
    ]
    assert listed(out / labels.STALLS / "Lapak_Satu.xlsx", 1) == [
        ["1", "Y", "Yanti", "Satu", "Bakung", "kriya"]
    ]
    summary = read_workbook(out / labels.STALLS / "Lapak_Kota.xlsx")[0]
    assert [summary.text(4, c) for c in (1, 3, 4, 5)] == ["Bazar", "Alun-alun", "2", "3"]
    text = repr(
        [
            cells.rows
            for name in ("Kota", "Satu")
            for cells in read_workbook(out / labels.STALLS / f"Lapak_{name}.xlsx")
        ]
    )
    assert "3173990101900001" not in text
    assert "0840" not in text


def test_the_offices_see_their_own_people_in_the_city(out: Path) -> None:
    """Each office has an attendance sheet of the city session with its people, and the date on the
    person's line.
    """
    books = {
        name: read_workbook(out / labels.FOLDER / f"DaftarHadir_{name}.xlsx")
        for name in ("Satu", "Dua")
    }
    assert [cells.name for cells in books["Dua"]] == ["Ringkasan", "Peserta", "01 Bazar 08-01"]
    assert [cells.name for cells in books["Satu"]] == [
        "Ringkasan",
        "Peserta",
        "01 Pelatihan 05-01",
        "02 Bazar 08-01",
        "03 Bazar 09-01",
    ]
    row = next(row for row in books["Satu"][1].rows if row and row[0] == "X")
    assert "Kam, 08-01-2026 Alun-alun" in row


def test_no_bazaar_no_list(tmp_path: Path) -> None:
    plain = written(
        small_story(tmp_path / "plain", PEOPLE),
        [("X", "P|aula|2026-01-05|sehari")],
        tmp_path / "none",
    )
    assert not (plain / labels.STALLS).exists()


Edit = Callable[[Any, int], None]


def put(row: int, column: int, value: object) -> Edit:
    return lambda sheet, top: sheet.cell(top + row, column).__setattr__("value", value)


@pytest.mark.parametrize(
    ("edit", "says"),
    [
        (
            put(1, 2, "Y"),
            "Y: reads “B|alun|2026-01-08|sehari” where the attendance sheets say "
            "“B|aula|2026-01-09|sehari”.",
        ),
        (put(1, 2, "Q"), "Q is not on the list of registrants."),
        (put(1, 2, "W"), "W is in the same session twice."),
        (put(3, 2, None), "X is not listed on the sheet “01 Bazar 08-01”."),
        (put(3, 1, 1), "B|alun|2026-01-08|sehari, No. lapak: stall 1 has more than 2 people."),
        (
            put(2, 6, "kriya"),
            "W, Bidang usaha: reads “kriya” where the list of registrants says “kuliner”.",
        ),
        (
            put(-3, 3, ": Aula Satu"),
            "B|alun|2026-01-08|sehari, Tempat: reads “Aula Satu” where the attendance sheets say "
            "“Alun-alun”.",
        ),
    ],
)
def test_a_changed_cell_is_told(out: Path, edit: Edit, says: str) -> None:
    path = out / labels.STALLS / "Lapak_Kota.xlsx"
    book = load_workbook(path)
    sheet = book.worksheets[1]
    edit(sheet, next(cell.row for cell in sheet["B"] if cell.value == labels.REGISTRANT))
    book.save(path)
    verdict = planning.verify(out)
    assert not verdict.stands
    assert says in [explain(violation).en for violation in verdict.violations], [
        explain(v).en for v in verdict.violations
    ]


def test_someone_moved_on_the_attendance_sheet_is_missing_on_the_stall_list(out: Path) -> None:
    change(out, CITY, lambda sheet: {sheet.ids[0]: None})
    said = [
        v for v in planning.verify(out).violations if any("Lapak_Kota" in cell for cell in v.cells)
    ]
    assert {v.cells[0].partition("]")[0] for v in said} == {
        "Lapak_Kota.xlsx [01 Bazar 08-01",
        "Lapak_Kota.xlsx [Ringkasan",
    }


def test_a_list_that_is_gone(out: Path) -> None:
    (out / labels.STALLS / "Lapak_Satu.xlsx").unlink()
    assert [violation.subject for violation in planning.verify(out).violations] == [
        "bazar/Lapak_Satu.xlsx"
    ]
