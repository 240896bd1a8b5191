"""Sheets of an office's own template that come back without the names of their places: a clerk has
saved them as .ods or .xls, or copied them into another workbook. They were passed over without a
word by `verify`, and every one of them was asked about when who came was read.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from okoce_opt import planning
from okoce_opt.attending.desk import Desk
from okoce_opt.attending.returned import Returned, read_returned
from okoce_opt.domain.attended import Attendance
from okoce_opt.io import load_scenario
from okoce_opt.plan_files.record import read_plan
from tests.exported import small_story, written
from tests.reports.office_template import office_template

PEOPLE = "no_peserta,nama,nik,kecamatan,kelurahan\n" + "\n".join(
    f"A{n},{name},31990101019{n:05},K1,a"
    for n, name in enumerate(("Xenia Putri", "Zainal Arif", "Wati Lestari", "Yusuf Hadi", "Rini"))
)
MONDAY, TUESDAY = (f"P|aula|2026-01-0{day}|sehari" for day in (5, 6))
FILE = Path("daftar_hadir") / "DaftarHadir_Satu.xlsx"
CAME = {"A0": "Hadir", "A1": "alpa", "A2": "v"}
NUMBERS, NAMES, PRESENT = 2, 3, 5


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    base = tmp_path_factory.mktemp("tanpa_nama")
    seats = [*((f"A{n}", MONDAY) for n in range(3)), ("A3", TUESDAY), ("A4", TUESDAY)]
    folder = written(small_story(base / "cerita", PEOPLE), seats, base / "hasil")
    planning.papers(folder, base / "kertas", template=office_template(base / "templat.xlsx"))
    return folder


def returned(plan: Path, folder: Path, change: Callable[[Any], object], name: str = "") -> Path:
    """The papers filled in, rows turned round, without names, as nobody of us would leave them."""
    there = Path(shutil.copytree(plan.parent / "kertas", folder))
    book = openpyxl.load_workbook(there / FILE)
    for sheet in book.worksheets:
        sheet.defined_names.clear()
    sheet = book.worksheets[0]
    for row in (11, 12, 13):
        sheet.cell(row, PRESENT).value = CAME[sheet.cell(row, NUMBERS).value]
    for column in (NUMBERS, NAMES, 4, PRESENT):
        one, two = sheet.cell(11, column), sheet.cell(13, column)
        one.value, two.value = two.value, one.value
    sheet.insert_rows(2)
    change(sheet)
    book.save(there / FILE)
    if name:
        (there / FILE).rename(there / FILE.parent / name)
    return there


def read(plan: Path, there: Path) -> Returned:
    files = read_plan(plan)
    known = load_scenario(plan.parent / "cerita")
    scenario = replace(known, problem=replace(known.problem, announced=files.announced))
    desk = Desk.of(scenario, files.plan, {files.plan_digest: files.plan})
    return read_returned(desk, [there / FILE], Attendance())


def untouched(sheet: Any) -> None:
    pass


def test_they_are_known_by_their_code(plan: Path, tmp_path: Path) -> None:
    there = returned(plan, tmp_path / "kertas", untouched)
    marks = read(plan, there).attendance.marks.values()
    said = {mark.person: (mark.session, mark.presence.value) for mark in marks}
    assert said == {"A0": (MONDAY, "H"), "A1": (MONDAY, "A"), "A2": (MONDAY, "H")}
    verdict = planning.verify(plan, None, there)
    assert verdict.stands
    assert verdict.notices[0].id == "Kehadiran yang sudah diisi: 1 Alpa, 2 Hadir."


@pytest.mark.parametrize(
    ("change", "wanted"),
    [
        (lambda sheet: sheet.cell(12, NUMBERS, "A3"), "B12"),
        (lambda sheet: sheet.cell(8, 1, "Hari/Tanggal : Rabu, 7 Januari 2026"), "A8"),
    ],
    ids=["another person", "another day"],
)
def test_what_has_been_changed_on_them_is_told_with_its_cell(
    plan: Path, tmp_path: Path, change: Callable[[Any], object], wanted: str
) -> None:
    verdict = planning.verify(plan, None, returned(plan, tmp_path / "kertas", change))
    assert not verdict.stands
    cells = [where for violation in verdict.violations for where in violation.cells]
    assert f"{FILE.name} [01 Pelatihan 05-01] {wanted}" in cells


def test_without_a_code_nothing_is_guessed(plan: Path, tmp_path: Path) -> None:
    there = returned(plan, tmp_path / "kertas", lambda sheet: sheet.cell(4, 6, ""))
    assert not read(plan, there).attendance.marks


def test_a_sheet_whose_people_are_not_those_of_its_code_is_not_taken_for_it(
    plan: Path, tmp_path: Path
) -> None:
    def strangers(sheet: Any) -> None:
        for row in (12, 13):
            sheet.cell(row, NUMBERS).value = f"B{row}"

    there = returned(plan, tmp_path / "kertas", strangers)
    assert not read(plan, there).attendance.marks


def test_a_file_of_another_name_is_read_and_told(plan: Path, tmp_path: Path) -> None:
    there = returned(plan, tmp_path / "kertas", untouched, "Salinan DaftarHadir_Satu.xlsm")
    verdict = planning.verify(plan, None, there)
    assert verdict.stands
    assert any("Salinan DaftarHadir_Satu.xlsm" in notice.id for notice in verdict.notices)


def test_an_office_whose_papers_are_not_there_is_told(plan: Path, tmp_path: Path) -> None:
    """An .ods among the papers was not read at all, and `verify` said that the plan stands."""
    there = returned(plan, tmp_path / "kertas", untouched, "lain.xlsx")
    book = openpyxl.Workbook()
    book.save(there / FILE.parent / "lain.xlsx")
    verdict = planning.verify(plan, None, there)
    assert not verdict.stands
    assert any(FILE.name in notice.id for notice in verdict.notices)
    assert any("lain.xlsx" in str(violation.subject) for violation in verdict.violations)


@pytest.mark.slow
@pytest.mark.parametrize("ending", ["ods", "xls", "xlsx"])
def test_what_libreoffice_has_saved_again(plan: Path, tmp_path: Path, ending: str) -> None:
    import subprocess

    office = shutil.which("soffice")
    if office is None:
        pytest.skip("no LibreOffice here")
    there = returned(plan, tmp_path / "kertas", untouched)
    out = tmp_path / "kembali" / FILE.parent
    words = [office, f"-env:UserInstallation={(tmp_path / 'profil').as_uri()}", "--headless"]
    words += ["--convert-to", ending, "--outdir", str(out), str(there / FILE)]
    subprocess.run(words, check=True, capture_output=True, timeout=120)
    verdict = planning.verify(plan, None, out.parent)
    assert verdict.stands
    assert verdict.notices[0].id == "Kehadiran yang sudah diisi: 1 Alpa, 2 Hadir."
