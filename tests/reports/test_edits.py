"""What somebody changed on an attendance sheet is told first, and what follows from it under it;
spellings, tabs and copies are mentioned.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.cell.cell import MergedCell

from okoce_opt import planning
from okoce_opt.plan_files.seats_csv import SEATS
from okoce_opt.reports.content import labels
from okoce_opt.reports.office_files import is_copy_of
from okoce_opt.reports.reading.identities import is_spelling
from okoce_opt.reports.violations_in_words import violation_lines
from tests.exported import change, small_story, written

PEOPLE = "no_peserta,nama,kecamatan,kelurahan\n" + "\n".join(
    f"P{n},{name},K1,{'ab'[n % 2]}"
    for n, name in enumerate(["Achmad Fauzi", "Budi Santoso", "Citra", "Dewi", "Eka", "Fitri"])
)
FIRST, SECOND = "P|aula|2026-01-05|sehari", "P|aula|2026-01-06|sehari"
LATER = "Z|aula|2026-01-08|sehari"
SHEET = "DaftarHadir_Satu.xlsx [01 Pelatihan 05-01]"


@pytest.fixture
def out(tmp_path: Path) -> Path:
    story = small_story(
        tmp_path / "cerita",
        PEOPLE,
        kegiatan="id,nama,maks\nP,Pelatihan,3\nZ,Perizinan,4",
        urutan="kegiatan,sesudah,jeda_min\nZ,P,1",
        rules=["everyone_placed"],
        levels='[["few_sessions"]]',
        tempat="id,kecamatan,nama,kursi\naula,K1,Aula Satu,9\ngedung,K2,Gedung Dua,9",
    )
    (story / "kegiatan.csv").write_text(
        "id,nama,maks,wajib\nP,Pelatihan,3,ya\nZ,Perizinan,9,tidak\n", encoding="utf-8"
    )
    seats = [(f"P{n}", FIRST if n < 3 else SECOND) for n in range(6)]
    return written(story, [*seats, *((f"P{n}", LATER) for n in range(6))], tmp_path / "hasil")


def lines(out: Path) -> list[str]:
    verdict = planning.verify(out)
    return list(violation_lines(verdict.scenario, verdict.violations, verdict.edits, "en"))


def remove(person: str) -> Callable:
    return lambda sheet: {
        sheet.person(person): None,
        sheet.sheet.cell(sheet.person(person).row, 3): None,
    }


def test_a_person_taken_off_a_sheet_is_one_mistake(out: Path):
    """One deleted row made nine violations, none of which said who is missing where."""
    change(out, FIRST, remove("P1"))
    verdict = planning.verify(out)
    told = lines(out)
    assert told[0] == SHEET
    assert told[1].startswith(
        "  P1 (Budi Santoso) is missing on sheet \u201c01 Pelatihan 05-01\u201d."
    )
    # what follows stands under it, the rules that break first
    assert all(line.startswith("    ") for line in told[2:]), told
    assert any("P1 (Budi Santoso)" in line for line in told[2:-1])
    assert told[-1].startswith("    No longer agree: DaftarHadir_Satu.xlsx")
    ((edit, those),) = verdict.edits
    assert edit is verdict.violations[0]
    assert len(verdict.violations) == 1 + len(those) > 5


def test_two_who_change_places_are_told_where_they_are_now(out: Path):
    change(out, FIRST, lambda sheet: {sheet.person("P0"): "P5"})
    change(out, SECOND, lambda sheet: {sheet.person("P5"): "P0"})
    told = [edit.sentence.en for edit, _ in planning.verify(out).edits]
    assert len(told) == 2
    assert "is now on sheet \u201c02 Pelatihan 06-01\u201d" in "\n".join(lines(out))


def test_a_sheet_of_another_date_and_one_that_is_gone(out: Path):
    change(out, FIRST, lambda sheet: {sheet.head(labels.DAY): ": Rabu, 7 Januari 2026"})
    ((edit, those),) = planning.verify(out).edits
    assert edit.subject == "01 Pelatihan 05-01"
    assert those
    path = out / labels.FOLDER / "DaftarHadir_Satu.xlsx"
    book = load_workbook(path)
    del book["02 Pelatihan 06-01"]
    book.save(path)
    told = "\n".join(lines(out))
    assert "is no longer in daftar_hadir/DaftarHadir_Satu.xlsx" in told


def retitled(path: Path, name: str, title: str) -> str:
    """Change a column's title on a sheet, and say where its table's header stands."""
    book = load_workbook(path)
    sheet = book[name]
    texts = (cell for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str))
    header = next(cell for cell in texts if cell.value.casefold() == title.casefold())
    header.value = "paraf"
    book.save(path)
    return f"{path.name} [{name}] A{header.row}"


@pytest.mark.parametrize(
    ("title", "lost"), [(labels.REGISTRANT, ["NO. PESERTA"]), (labels.SIGNATURE, ["TANDA TANGAN"])]
)
def test_a_title_that_was_changed_is_no_sheet_that_is_gone(out: Path, title: str, lost: list[str]):
    path = out / labels.FOLDER / "DaftarHadir_Satu.xlsx"
    where = retitled(path, "02 Pelatihan 06-01", title)
    ((edit, _), *_) = planning.verify(out).edits
    assert edit.cells == (where,)
    told = "\n".join(lines(out))
    assert f"the column title \u201c{lost[0]}\u201d is gone".casefold() in told.casefold()
    assert "is no longer in" not in told


def test_a_title_that_was_changed_is_said_where_the_table_of_seats_was_changed_too(out: Path):
    """Nothing was said of the sheet: it was left out of the summary's sheets as if told already."""
    where = retitled(
        out / labels.FOLDER / "DaftarHadir_Satu.xlsx", "02 Pelatihan 06-01", labels.REGISTRANT
    )
    with (out / SEATS).open("a", encoding="utf-8") as table:
        table.write("\n")
    assert where in [cell for edit, _ in planning.verify(out).edits for cell in edit.cells]
    assert "Write it again in this row" in "\n".join(lines(out))


def test_a_title_that_was_changed_is_said_of_a_session_of_the_city(tmp_path: Path):
    story = small_story(
        tmp_path / "cerita",
        PEOPLE,
        kegiatan="id,nama,maks,lingkup\nP,Pelatihan,9,kota",
        tempat="id,kecamatan,nama,kursi\nbalai,,Balai Kota,9",
    )
    seats = [(f"P{n}", "P|balai|2026-01-05|sehari") for n in range(6)]
    out = written(story, seats, tmp_path / "hasil")
    path = out / labels.FOLDER / "DaftarHadir_Satu.xlsx"
    name = next(n for n in load_workbook(path).sheetnames if n.startswith("01 "))
    where = retitled(path, name, labels.REGISTRANT)
    assert where in [cell for edit, _ in planning.verify(out).edits for cell in edit.cells]


def test_where_the_whole_header_is_gone_no_row_of_a_person_is_said_to_be_one(out: Path):
    path = out / labels.FOLDER / "DaftarHadir_Satu.xlsx"
    book = load_workbook(path)
    sheet = book["02 Pelatihan 06-01"]
    texts = (cell for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str))
    header = next(c for c in texts if c.value.casefold() == labels.REGISTRANT.casefold()).row
    for cell in sheet[header]:
        if not isinstance(cell, MergedCell):
            cell.value = None
    book.save(path)
    assert "Write it again in this row" not in "\n".join(lines(out))


def test_too_many_are_those_who_were_added(out: Path):
    """The row cited was that of somebody who belonged there."""
    change(out, FIRST, lambda sheet: {sheet.blank: "P5"})
    verdict = planning.verify(out)
    (crowd,) = [v for v in verdict.violations if v.rule == "venue_capacity"]
    assert crowd.registrants == ("P5",)
    (edit,) = [e for e, _ in verdict.edits if e.registrants == ("P5",)]
    assert crowd.cells[0] == edit.cells[0]


def test_another_sheet_that_is_wrong_by_itself_is_told_by_itself(out: Path):
    change(out, FIRST, remove("P1"))
    book = load_workbook(out / labels.SCHEDULE)
    row = next(row for row in book[labels.PEOPLE].iter_rows() if row[0].value == "P4")
    cell = row[4]
    assert cell.value == "Sel, 06-01-2026"
    cell.value = "Jum, 09-01-2026"
    book.save(out / labels.SCHEDULE)
    verdict = planning.verify(out)
    follow = [one for _, those in verdict.edits for one in those]
    (own,) = [v for v in verdict.violations if v.found == "Jum, 09-01-2026"]
    assert own not in follow


def test_without_the_table_of_seats_nothing_is_called_an_edit(out: Path):
    change(out, FIRST, remove("P1"))
    path = out / "penempatan.csv"
    path.write_bytes(path.read_bytes() + b"\r\n")
    verdict = planning.verify(out)
    assert verdict.edits == ()
    assert not verdict.stands


@pytest.mark.parametrize(
    ("row", "column", "value"),
    [
        ("P0", 3, "Ahmad Fauzi"),
        ("P0", 3, "H. Achmad Fauzi, S.E."),
        ("P1", 3, "Budi Hadi Santoso"),
        ("P1", 5, "Bakungg"),
    ],
)
def test_a_corrected_spelling_is_mentioned(out: Path, row: str, column: int, value: str):
    (cell,) = change(
        out, FIRST, lambda sheet: {sheet.sheet.cell(sheet.person(row).row, column): value}
    )
    verdict = planning.verify(out)
    assert verdict.stands
    assert any(cell in notice.en and value in notice.en for notice in verdict.notices)


def test_a_line_deleted_from_the_list_of_people_is_missing_there(out: Path):
    """It was said to be missing "here", under the attendance sheet, which has it still."""
    path = out / labels.FOLDER / "DaftarHadir_Satu.xlsx"
    book = load_workbook(path)
    sheet = book[labels.PEOPLE]
    sheet.delete_rows(next(cell.row for cell in sheet["A"] if cell.value == "P0"))
    book.save(path)
    verdict = planning.verify(out)
    lines = violation_lines(verdict.scenario, verdict.violations, verdict.edits, "en")
    assert any(f"is not listed on the sheet “{labels.PEOPLE}”" in line for line in lines)


@pytest.mark.parametrize("value", ["Dewi", "Citra", "Orang Lain"])
def test_the_name_of_somebody_else_is_no_spelling(out: Path, value: str):
    change(out, FIRST, lambda sheet: {sheet.sheet.cell(sheet.person("P0").row, 3): value})
    assert not planning.verify(out).stands


def test_spellings():
    assert is_spelling("SITI  RAHAYU", "Siti Rahayu")
    assert is_spelling("Muhamad Rizki", "Muhammad Rizky")
    assert not is_spelling("Yanti", "Xenia")
    assert not is_spelling("Siti Aminah", "Siti Rahayu")
    assert not is_spelling("", "Siti")


@pytest.mark.parametrize("tab", ["01 Pelatihan 05-01", labels.PEOPLE, labels.SUMMARY])
def test_a_renamed_tab_is_mentioned(out: Path, tab: str):
    path = out / labels.FOLDER / "DaftarHadir_Satu.xlsx"
    book = load_workbook(path)
    book[tab].title = "coretan"
    book.save(path)
    verdict = planning.verify(out)
    assert verdict.stands, [str(v) for v in verdict.violations]
    assert any("coretan" in notice.en and tab in notice.en for notice in verdict.notices)


def test_a_copy_is_mentioned_and_read_where_the_original_is_gone(out: Path):
    roster = out / labels.FOLDER / "DaftarHadir_Satu.xlsx"
    copy = roster.with_name("DaftarHadir_Satu (1).xlsx")
    shutil.copy(roster, copy)
    verdict = planning.verify(out)
    assert verdict.stands
    assert any(copy.name in notice.en for notice in verdict.notices)
    roster.unlink()
    verdict = planning.verify(out)
    assert verdict.stands
    assert any("read in its place" in notice.en for notice in verdict.notices)


def test_names_of_copies():
    name = "DaftarHadir_Satu.xlsx"
    for copy in (
        "DaftarHadir_Satu (2).xlsx",
        "DaftarHadir_Satu - Copy.xlsx",
        "Salinan DaftarHadir_Satu.xlsx",
        "Copy of DaftarHadir_Satu.xlsx",
        "DaftarHadir_Satu_revisi.xlsx",
    ):
        assert is_copy_of(copy, name), copy
    assert not is_copy_of("DaftarHadir_SatuDua.xlsx", name)
    assert not is_copy_of(name, name)
    assert not is_copy_of("Salinan.xlsx", name)


def test_an_office_workbook_under_any_other_name_is_known_by_its_codes(out: Path):
    """It was called a file not of this plan, and its people were missing."""
    roster = out / labels.FOLDER / "DaftarHadir_Satu.xlsx"
    roster.rename(roster.with_name("Kec Satu sudah ttd.xlsx"))
    verdict = planning.verify(out)
    assert verdict.stands, [str(v) for v in verdict.violations]
    assert any("Kec Satu sudah ttd.xlsx" in notice.en for notice in verdict.notices)


def test_a_workbook_of_another_plan_stays_a_stranger(out: Path):
    roster = out / labels.FOLDER / "DaftarHadir_Satu.xlsx"
    book = load_workbook(roster)
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and labels.SHEET_CODE in cell.value:
                    cell.value = f"{labels.SHEET_CODE} ABCDEF-R0-K1-01"
    book.save(roster)
    roster.rename(roster.with_name("lama.xlsx"))
    said = [str(v) for v in planning.verify(out).violations]
    assert any("lama.xlsx" in one for one in said)


def test_a_sheet_copied_within_the_workbook_is_mentioned(out: Path):
    """Everyone on it was recorded twice, and a session stood there too many."""
    roster = out / labels.FOLDER / "DaftarHadir_Satu.xlsx"
    book = load_workbook(roster)
    book.copy_worksheet(book["01 Pelatihan 05-01"]).title = "untuk arsip"
    book.save(roster)
    verdict = planning.verify(out)
    assert verdict.stands, [str(v) for v in verdict.violations]
    assert any("untuk arsip" in notice.en for notice in verdict.notices)
