"""Cells that no rule looks at and that people read first: names, kelurahan, NIK, and the figures of
summaries.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from okoce_opt import planning
from okoce_opt.domain.findings import Violation
from okoce_opt.domain.words import say
from okoce_opt.options import Options
from okoce_opt.reports.content import labels
from okoce_opt.reports.violations_in_words import in_words
from tests.exported import change, small_story, written

NIK, OTHER_NIK = "3173990101900001", "3173990101900002"
PEOPLE = (
    f"no_peserta,nama,nik,telepon,kecamatan,kelurahan\nX,Xenia,{NIK},0812000001,K1,a\n"
    f"Y,Yanti,{OTHER_NIK},0812000002,K1,b"
)
FIRST, SECOND = "P|aula|2026-01-05|sehari", "P|aula|2026-01-06|sehari"
ROSTER = "DaftarHadir_Satu.xlsx"


@pytest.fixture(params=[False, True], ids=["masked", "whole"])
def out(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    story = small_story(tmp_path / "cerita", PEOPLE)
    options = Options(show_nik=request.param, show_phone=request.param)
    return written(story, [("X", FIRST), ("Y", SECOND)], tmp_path / "hasil", options=options)


def put(out: Path, book: str, sheet: str, cell: str, value: object) -> None:
    path = out / book if book == labels.SCHEDULE else out / labels.FOLDER / book
    opened = load_workbook(path)
    opened[sheet][cell].value = value
    opened.save(path)


def found(out: Path) -> tuple[Violation, str]:
    """The one contradiction, and how it is said."""
    verdict = planning.verify(out)
    (violation,) = verdict.violations
    assert violation.rule == "sheets_disagree"
    told = in_words(verdict.scenario, violation)[1].en
    for private in (NIK, OTHER_NIK, NIK[-4:], OTHER_NIK[-4:], "0812"):
        assert private not in told + say(violation.found, "en") + say(violation.allowed, "en")
    return violation, told


@pytest.mark.parametrize(
    ("title", "value", "says"),
    [
        (
            labels.NAME,
            "Yanti",
            "X (Xenia), Nama: reads “Yanti” where the list of registrants says “Xenia”.",
        ),
        (
            labels.NAME,
            None,
            "X (Xenia), Nama: reads “nothing” where the list of registrants says “Xenia”.",
        ),
        (
            labels.KELURAHAN,
            "Bakung",
            "X (Xenia), Kelurahan: reads “Bakung” where the list of registrants says “Anggrek”.",
        ),
        (labels.NIK_TITLE, "17", "X (Xenia), NIK: not as on the list of registrants."),
        (labels.NIK_TITLE, OTHER_NIK, "X (Xenia), NIK: not as on the list of registrants."),
    ],
)
def test_a_cell_beside_a_number_of_an_attendance_sheet(
    out: Path, title: str, value: object, says: str
):
    masked = {labels.NIK_TITLE: labels.BORN}

    def edit(sheet):
        person = sheet.person("X")
        column = next(
            c.column
            for c in sheet.sheet[person.row - 1]
            if str(c.value).casefold() in (title.casefold(), masked.get(title, title).casefold())
        )
        return {sheet.sheet.cell(person.row, column): value}

    (cell,) = change(out, FIRST, edit)
    violation, told = found(out)
    assert told in (says, says.replace("NIK", labels.BORN))
    assert violation.cells[0] == cell
    assert violation.cells[1].startswith(f"{ROSTER} [01 Pelatihan 05-01] B")


@pytest.mark.parametrize("value", ["XENIA", " Xenia  "])
def test_capitals_and_spaces_are_the_same_name(out: Path, value: str):
    change(out, FIRST, lambda sheet: {sheet.sheet.cell(sheet.person("X").row, 3): value})
    assert planning.verify(out).stands


@pytest.mark.parametrize(
    ("book", "cell", "value", "says"),
    [
        (ROSTER, "B5", "Yanti", "X (Xenia), Nama: reads “Yanti”"),
        (ROSTER, "C5", "Bakung", "X (Xenia), Kelurahan: reads “Bakung”"),
        (labels.SCHEDULE, "B5", "Yanti", "X (Xenia), Nama: reads “Yanti”"),
        (labels.SCHEDULE, "C5", "Bakung", "X (Xenia), Kelurahan: reads “Bakung”"),
        (labels.SCHEDULE, "D5", "Dua", "X (Xenia), Kecamatan: reads “Dua”"),
    ],
)
def test_a_table_of_people(out: Path, book: str, cell: str, value: str, says: str):
    put(out, book, labels.PEOPLE, cell, value)
    violation, told = found(out)
    assert told.startswith(says)
    assert violation.cells == (f"{book} [{labels.PEOPLE}] {cell}", f"{book} [{labels.PEOPLE}] A5")


@pytest.mark.parametrize(
    ("cell", "value", "says"),
    [
        (
            "A6",
            "Rabu, 7 Januari 2026",
            "Hari / Tanggal: reads “Rabu, 7 Januari 2026” where the attendance sheets say “Senin",
        ),
        ("A6", datetime(2026, 1, 7), "Hari / Tanggal: reads “Wednesday, 7 January 2026”"),
        ("B6", "Perizinan", "Kegiatan: reads “Perizinan”"),
        ("C6", "13.00 s.d. 15.00 WIB", "Jam: reads “13.00 s.d. 15.00 WIB”"),
        (
            "D6",
            "Balai Satu",
            "Tempat: reads “Balai Satu” where the attendance sheets say “Aula Satu”",
        ),
        ("E6", 20, "Peserta: reads “20” where the attendance sheets say “1”"),
        (
            "F6",
            "09 Pelatihan",
            "Ringkasan: the sheet “09 Pelatihan” is no longer in this workbook.",
        ),
        (
            "A3",
            "2 sesi, 9 kursi, 2 pendaftar",
            "reads “2 sesi, 9 kursi, 2 pendaftar” where the attendance sheets say “2 sesi, 2",
        ),
        ("I6", 7, "Kelurahan Anggrek: reads “7” where the list of registrants says “1”"),
    ],
)
def test_a_figure_or_date_of_an_offices_summary(out: Path, cell: str, value: object, says: str):
    put(out, ROSTER, labels.SUMMARY, cell, value)
    verdict = planning.verify(out)
    told = [
        (in_words(verdict.scenario, violation)[1].en, violation.cells[0])
        for violation in verdict.violations
    ]
    assert {violation.rule for violation in verdict.violations} == {"sheets_disagree"}
    assert [where for sentence, where in told if says in sentence] == [
        f"{ROSTER} [{labels.SUMMARY}] {cell}"
    ]
    assert len(told) == (2 if cell == "F6" else 1)


def test_a_real_date_of_the_same_day_is_the_same(out: Path):
    put(out, ROSTER, labels.SUMMARY, "A6", datetime(2026, 1, 5))
    put(out, labels.SCHEDULE, labels.SESSIONS, "A5", datetime(2026, 1, 5))
    assert planning.verify(out).stands


@pytest.mark.parametrize(
    ("cell", "value"), [("A5", "Rabu, 7 Januari 2026"), ("E5", "Balai Satu"), ("G5", 3)]
)
def test_the_planners_list_of_sessions(out: Path, cell: str, value: object):
    put(out, labels.SCHEDULE, labels.SESSIONS, cell, value)
    violation, _ = found(out)
    assert violation.cells[0] == f"{labels.SCHEDULE} [{labels.SESSIONS}] {cell}"


def test_a_row_that_speaks_of_somebody_else_is_one_mistake(out: Path):
    def edit(sheet):
        row = sheet.person("X").row
        return {sheet.sheet.cell(row, 3): "Yanti", sheet.sheet.cell(row, 5): "Bakung"}

    cells = change(out, FIRST, edit)
    violation, _ = found(out)
    assert violation.cells[:2] == tuple(cells)


def test_a_column_that_was_sorted_alone_is_one_mistake(tmp_path: Path):
    names = [f"P{n},Nama {n},K1,a" for n in range(1, 9)]
    story = small_story(
        tmp_path / "cerita",
        "no_peserta,nama,kecamatan,kelurahan\n" + "\n".join(names),
        tempat="id,kecamatan,nama,kursi\naula,K1,Aula Satu,9",
        kegiatan="id,nama,maks\nP,Pelatihan,9",
    )
    out = written(story, [(f"P{n}", FIRST) for n in range(1, 9)], tmp_path / "hasil")
    change(
        out,
        FIRST,
        lambda sheet: {
            sheet.sheet.cell(sheet.person(f"P{n}").row, 3): f"Nama {n % 8 + 1}" for n in range(1, 9)
        },
    )
    violation, told = found(out)
    assert len(violation.registrants) == 8
    assert told.startswith("P1 (Nama 1) and 7 others, Nama: reads “Nama 2”")
