"""Sheets are a book: what is in it is written and compared, or named among what was not."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

import okoce_opt.reports.sheets as book
from okoce_opt import planning
from okoce_opt.commands.verify import not_compared
from okoce_opt.reports.content import labels
from okoce_opt.reports.sheets import SHEET_BOOK
from okoce_opt.reports.sheets.sheet import Sheet
from tests.exported import small_story, written

PEOPLE = "no_peserta,nama,kecamatan,kelurahan\nX,Xenia,K1,a\nY,Yanti,K1,b"
FIRST, SECOND = "P|aula|2026-01-05|sehari", "P|aula|2026-01-06|sehari"


def story(tmp_path: Path) -> Path:
    return small_story(
        tmp_path / "cerita",
        PEOPLE,
        rules=["mentors"],
        kegiatan="id,nama,maks,tim\nP,Pelatihan,4,pendamping",
        tim="id,jenis,orang,nama\nm1,pendamping,9,Ani",
    )


def plan(tmp_path: Path) -> Path:
    return written(
        story(tmp_path),
        [("X", FIRST), ("Y", SECOND)],
        tmp_path / "hasil",
        teams={FIRST: "m1", SECOND: "m1"},
        mentors={"X": "m1", "Y": "m1"},
    )


def said(out: Path) -> str:
    return not_compared(planning.verify(out)).en


def test_every_file_of_the_room_is_in_the_book():
    """A sheet is a file that writes; whoever adds one and no line in the book is told here."""
    room = Path(book.__file__).parent
    files = {
        path.stem for path in room.glob("*.py") if "def write" in path.read_text(encoding="utf-8")
    }
    assert files == {sheet.write.__module__.rpartition(".")[2] for sheet in SHEET_BOOK}
    assert len({(sheet.workbook, sheet.title) for sheet in SHEET_BOOK}) == len(SHEET_BOOK)


def test_what_was_not_looked_at_is_said_and_nothing_else(tmp_path: Path):
    words = said(plan(tmp_path))
    assert words == (
        "(Not looked at: Angkatan, Hadir, tanda tangan; sheets Asal-usul, Sasaran; columns "
        "Angkatan (Sesi), Hari sejak sesi sebelumnya (Tim), Sementara itu tim di (Tim).)"
    )


def test_a_sheet_of_ones_own_is_named(tmp_path: Path):
    out = plan(tmp_path)
    path = out / labels.FOLDER / "DaftarHadir_Satu.xlsx"
    opened = load_workbook(path)
    opened.create_sheet("Catatan camat")["A1"] = "telepon dulu"
    opened.save(path)
    assert "Catatan camat" in said(out)
    assert planning.verify(out).stands


@pytest.mark.parametrize(
    ("workbook", "sheet"),
    [
        (f"{labels.FOLDER}/DaftarHadir_Satu.xlsx", labels.SUMMARY),
        (f"{labels.FOLDER}/DaftarHadir_Satu.xlsx", labels.PEOPLE),
        ("pendamping/Pendamping_m1.xlsx", labels.SESSIONS),
        (labels.SCHEDULE, labels.SESSIONS),
        (labels.SCHEDULE, labels.TEAM),
    ],
)
def test_a_deleted_sheet_is_named(tmp_path: Path, workbook: str, sheet: str):
    """Once nothing was said, as if it had been compared."""
    out = plan(tmp_path)
    opened = load_workbook(out / workbook)
    del opened[sheet]
    opened.save(out / workbook)
    first, *following = planning.verify(out).violations
    assert first.subject == f"{Path(workbook).name} [{sheet}]"
    # an office's list of people is the one that names their mentors
    assert bool(following) == (sheet == labels.PEOPLE)


@pytest.mark.parametrize("sheet", [labels.CALENDAR, labels.GOALS])
def test_a_sheet_that_may_only_be_renamed_is_mentioned(tmp_path: Path, sheet: str):
    out = plan(tmp_path)
    opened = load_workbook(out / labels.SCHEDULE)
    opened[sheet].title = "Punya saya"
    opened.save(out / labels.SCHEDULE)
    verdict = planning.verify(out)
    assert verdict.stands
    assert any(f"jadwal.xlsx [{sheet}]" in notice.en for notice in verdict.notices)


@pytest.mark.parametrize("compared", [True, False])
def test_a_new_sheet_is_compared_or_named(
    compared: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """One line in the list, and it is written, and verified or named; never overlooked."""

    def write(opened, schedule):
        sheet = opened.sheet("Hitungan")
        sheet.write_number(0, 0, len(schedule.plan.seats))

    def compare(back, cells):
        says = str(len(back.plan.seats))
        if cells.text(0, 0) != says:
            back.found.disagree("Hitungan", cells.text(0, 0), says, cells.at(0, 0))

    new = Sheet(labels.SCHEDULE, "Hitungan", write, compare if compared else None)
    monkeypatch.setattr(book, "SHEET_BOOK", (*SHEET_BOOK, new))
    out = plan(tmp_path)
    assert ("Hitungan" in said(out)) is not compared
    opened = load_workbook(out / labels.SCHEDULE)
    opened["Hitungan"]["A1"] = 7
    opened.save(out / labels.SCHEDULE)
    assert planning.verify(out).stands is not compared


@pytest.mark.parametrize(
    ("workbook", "sheet", "row", "column", "value"),
    [
        (labels.SCHEDULE, labels.VENUES, 0, 3, 7),
        (labels.SCHEDULE, labels.TEAM, 0, 3, "Dua"),
        (labels.SCHEDULE, labels.SESSIONS, 1, 8, 0.9),
        ("pendamping/Pendamping_m1.xlsx", labels.PEOPLE, 0, 3, "Rab, 07-01-2026"),
        ("pendamping/Pendamping_m1.xlsx", labels.PEOPLE, 1, 1, "Orang Lain"),
        ("pendamping/Pendamping_m1.xlsx", labels.SESSIONS, 0, 3, "Balai Satu"),
    ],
)
def test_a_changed_cell_of_any_compared_sheet_is_found(
    tmp_path: Path, workbook: str, sheet: str, row: int, column: int, value: object
):
    out = plan(tmp_path)
    opened = load_workbook(out / workbook)
    cells = opened[sheet]
    top = next(r for r in range(1, 12) if cells.cell(r, 2).value and cells.cell(r, 3).value)
    cell = cells.cell(top + 1 + row, column + 1)
    assert cell.value not in (None, value)
    cell.value = value
    opened.save(out / workbook)
    (violation,) = planning.verify(out).violations
    assert f"[{sheet}]" in violation.cells[0]
