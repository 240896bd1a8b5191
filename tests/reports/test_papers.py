"""Letters, lists and forms: who is on them, what is not, and that nothing is lost for them."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from okoce_opt import planning
from okoce_opt.__main__ import main
from okoce_opt.commands.papers import CHANGES, KINDS
from okoce_opt.errors import PlanFilesError
from okoce_opt.plan_files.record import read_record
from okoce_opt.reports.papers import pdf
from okoce_opt.reports.papers.book import FORMS, PAPER_BOOK, ROSTERS
from tests.exported import small_story, written

PEOPLE = """no_peserta,nama,nik,telepon,kecamatan,kelurahan,rt,rw
X,Xenia Putri,3199015703900001,081200000001,K1,a,2,10
Y,=HYPERLINK(1),3199010101900002,081200000002,K1,b,1,2
Z,Zainal,3199010101900003,081200000003,K1,b,3,2
W,Wati,3199010101900004,081200000004,K1,b,1,10
N,Nurul,3199010101900005,081200000005,K2,c,,"""
MONDAY, TUESDAY = (f"P|aula|2026-01-0{day}|sehari" for day in (5, 6))
SEATS = [("X", MONDAY), ("Y", MONDAY), ("Z", TUESDAY), ("N", "P|gedung|2026-01-05|sehari")]


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    base = tmp_path_factory.mktemp("kertas")
    return written(small_story(base / "cerita", PEOPLE), SEATS, base / "hasil")


def values(path: Path) -> list[tuple[Any, ...]]:
    book = openpyxl.load_workbook(path)
    return [row for sheet in book for row in sheet.iter_rows(values_only=True)]


def words(path: Path) -> list[str]:
    return [str(cell) for row in values(path) for cell in row if cell is not None]


def everything(folder: Path) -> Iterator[tuple[Path, str]]:
    for path in sorted(folder.rglob("*.xlsx")):
        with zipfile.ZipFile(path) as packed:
            yield (
                path,
                "".join(packed.read(n).decode("utf-8", "replace") for n in packed.namelist()),
            )


def test_every_kind_is_offered_on_the_command_line() -> None:
    of_changes = {kind.name for kind in PAPER_BOOK if kind.of_changes}
    assert {*CHANGES} == of_changes
    assert {*KINDS} == {ROSTERS, FORMS, *(kind.name for kind in PAPER_BOOK)} - of_changes


def test_no_paper_shows_a_nik_or_a_phone_a_formula_or_an_author(plan: Path, tmp_path: Path) -> None:
    planning.papers(plan, tmp_path / "kertas", kinds=tuple(KINDS))
    seen = 0
    for path, text in everything(tmp_path / "kertas"):
        seen += 1
        assert "31990" not in text, path.name
        assert "08120" not in text, path.name
        assert "<f>" not in text, path.name
        assert "<dc:creator></dc:creator>" in text, path.name
        assert "<cp:lastModifiedBy></cp:lastModifiedBy>" in text, path.name
    # eight kinds, two offices, three kelurahan
    assert seen == 2 * 7 + 3


def test_a_letter_is_one_page_and_says_where_and_when(plan: Path, tmp_path: Path) -> None:
    planning.papers(plan, tmp_path / "surat", kinds=("undangan",))
    book = openpyxl.load_workbook(tmp_path / "surat" / "Undangan_Satu.xlsx")
    assert book.sheetnames == ["01 Anggrek", "02 Bakung"]
    # Wati has no seat: nobody is invited to nothing
    said = words(tmp_path / "surat" / "Undangan_Satu.xlsx")
    assert "Wati" not in said
    assert {"Xenia Putri", "=HYPERLINK(1)", "Zainal"} <= {*said}
    assert "Senin, 5 Januari 2026" in said
    assert "Aula Satu" in said
    sheet = book["02 Bakung"]
    assert len(sheet.row_breaks.brk) == 1
    (cut,) = (brk.id for brk in sheet.row_breaks.brk)
    high = sum(sheet.row_dimensions[row].height for row in range(1, cut + 1))
    assert high < 700


def test_the_door_reads_names_from_afar(plan: Path, tmp_path: Path) -> None:
    planning.papers(plan, tmp_path / "pintu", kinds=("pintu",))
    book = openpyxl.load_workbook(tmp_path / "pintu" / "DaftarPintu_Satu.xlsx")
    sheet = book.worksheets[0]
    cells = {c.value: c for row in sheet.iter_rows() for c in row if c.value is not None}
    assert cells["Xenia Putri"].font.size >= 18
    assert not {"X", "Y"} & {*cells}


def test_each_rw_gets_a_page_of_its_own(plan: Path, tmp_path: Path) -> None:
    planning.papers(plan, tmp_path / "rw", kinds=("rw",))
    sheet = openpyxl.load_workbook(tmp_path / "rw" / "UndanganRW_Satu.xlsx")["02 Bakung"]
    rows = [row[:4] for row in sheet.iter_rows(values_only=True)]
    head = rows.index(("RW", "RT", "No.", "Nama"))
    assert rows[head + 1 :] == [
        ("2", "1", 1, "=HYPERLINK(1)"),
        ("2", "3", 2, "Zainal"),
        ("10", "1", 1, "Wati"),
    ]
    # above the last row; a sheet that is made to fit would keep no break in Excel
    assert [brk.id for brk in sheet.row_breaks.brk] == [len(rows) - 1]
    assert not sheet.sheet_properties.pageSetUpPr.fitToPage


def test_lists_say_hours_and_hall_once(plan: Path, tmp_path: Path) -> None:
    """A list that says a date alone invites nobody: at what time, and where?"""
    planning.papers(plan, tmp_path / "kertas", kinds=("papan", "rw", "lurah"))
    for kind in ("PapanPengumuman", "UndanganRW", "RingkasanLurah"):
        said = words(tmp_path / "kertas" / f"{kind}_Satu.xlsx")
        line = "Pelatihan: 08.00 s.d. 15.00 WIB, Aula Satu"
        assert said.count(line) == 2, kind  # two kelurahan
    board = openpyxl.load_workbook(tmp_path / "kertas" / "PapanPengumuman_Satu.xlsx").worksheets[0]
    assert {c.font.size for row in board.iter_rows() for c in row if c.value} == {12, 17}


def test_the_camat_signs_what_goes_to_the_lurah_never_on_a_bare_page(
    plan: Path, tmp_path: Path
) -> None:
    planning.papers(plan, tmp_path / "kertas", kinds=("lurah",))
    sheet = openpyxl.load_workbook(tmp_path / "kertas" / "RingkasanLurah_Satu.xlsx").worksheets[0]
    assert any(str(c.value).startswith("NIP.") for row in sheet.iter_rows() for c in row)
    many = PEOPLE + "".join(f"\nQ{n},Orang {n},,,K1,a,," for n in range(34))
    folder = written(small_story(tmp_path / "cerita", many), SEATS, tmp_path / "hasil")
    planning.papers(folder, tmp_path / "banyak", kinds=("lurah",))
    sheet = openpyxl.load_workbook(tmp_path / "banyak" / "RingkasanLurah_Satu.xlsx").worksheets[0]
    (cut,) = (brk.id for brk in sheet.row_breaks.brk)
    last = max(c.row for c in sheet["A"] if str(c.value).startswith(("Q", "X")))
    assert last - cut == 3


def test_who_stayed_away_gets_no_certificate(plan: Path, tmp_path: Path) -> None:
    """Of a session whose sheet came back filled in; of the others everyone is still expected."""
    import shutil

    folder = tmp_path / "hasil"
    shutil.copytree(plan, folder)
    path = folder / "daftar_hadir" / "DaftarHadir_Satu.xlsx"
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[2]
    header = next(c.row for c in sheet["A"] if c.value == "NO.")
    column = next(c.column for c in sheet[header] if c.value == "HADIR")
    rows = {sheet.cell(r, 2).value: r for r in range(header, sheet.max_row + 1)}
    sheet.cell(rows["X"], column).value = "Hadir"
    sheet.cell(rows["Y"], column).value = "Alpa"
    book.save(path)
    told = planning.papers(folder, tmp_path / "kertas", kinds=("sertifikat",))
    (notice,) = told.notices
    assert "DaftarHadir_Satu.xlsx" in notice.id
    listed = [row[1] for row in values(tmp_path / "kertas" / "Sertifikat_Satu.xlsx")[4:]]
    assert listed == ["X", "Z"]


def test_the_lurah_sees_who_has_no_seat(plan: Path, tmp_path: Path) -> None:
    planning.papers(plan, tmp_path / "lurah", kinds=("lurah",))
    sheet = openpyxl.load_workbook(tmp_path / "lurah" / "RingkasanLurah_Satu.xlsx")["02 Bakung"]
    said = [str(c.value) for row in sheet.iter_rows() for c in row if c.value]
    assert "Pendaftar Kelurahan Bakung: 3 orang" in said
    assert "Pelatihan: 2 orang mendapat kursi, 1 belum" in said


def test_forms_go_out_before_there_is_any_plan(tmp_path: Path) -> None:
    story = small_story(tmp_path / "cerita", "no_peserta,nama,kecamatan,kelurahan\nX,,K1,a")
    planning.papers(story, tmp_path / "formulir", kinds=("formulir",))
    paths = sorted(
        p.relative_to(tmp_path / "formulir").as_posix()
        for p in (tmp_path / "formulir").rglob("*.xlsx")
    )
    assert paths == [
        "Formulir_Dua/Formulir_Cempaka.xlsx",
        "Formulir_Satu/Formulir_Anggrek.xlsx",
        "Formulir_Satu/Formulir_Bakung.xlsx",
    ]
    sheet = openpyxl.load_workbook(tmp_path / "formulir" / paths[1]).worksheets[0]
    titles = {c.value: c.column_letter for c in sheet[6] if c.value}
    assert sheet[f"{titles['NIK']}7"].number_format == "@"
    assert not sheet[f"{titles['NIK']}7"].protection.locked
    assert sheet.protection.sheet
    assert len(sheet.data_validations.dataValidation) == 3
    with pytest.raises(PlanFilesError):
        planning.papers(story, tmp_path / "lain", kinds=("undangan",))


def test_papers_are_never_written_over_anything(plan: Path, tmp_path: Path) -> None:
    mine = tmp_path / "kertas" / "punya_saya.txt"
    mine.parent.mkdir()
    mine.write_text("penting")
    with pytest.raises(PlanFilesError) as refused:
        planning.papers(plan, mine.parent)
    assert "tidak ada yang ditimpa" in refused.value.words.id
    assert [p.name for p in tmp_path.rglob("*")] == ["kertas", "punya_saya.txt"]


def test_without_libreoffice_a_polite_sentence(
    plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf.shutil, "which", lambda _: None)
    monkeypatch.setattr(pdf, "_PLACES", ())
    with pytest.raises(PlanFilesError) as refused:
        planning.papers(plan, tmp_path / "kertas", pdf=True)
    assert "tanpa --pdf" in refused.value.words.id
    assert not (tmp_path / "kertas").exists()


def test_a_password_comes_from_elsewhere_and_locks_every_file(
    plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    msoffcrypto = pytest.importorskip("msoffcrypto")
    monkeypatch.setenv("SANDI", "rahasia sekali")
    out = tmp_path / "kertas"
    assert main(["papers", str(plan), "--out", str(out), "--password-env", "SANDI"]) == 0
    assert "rahasia" not in "".join(capsys.readouterr())
    (first, *rest) = sorted(out.rglob("*.xlsx"))
    assert len(rest) == 1
    assert not zipfile.is_zipfile(first)
    with first.open("rb") as handle, (tmp_path / "buka.xlsx").open("wb") as opened:
        office = msoffcrypto.OfficeFile(handle)
        office.load_key(password="rahasia sekali")
        office.decrypt(opened)
    assert len(openpyxl.load_workbook(tmp_path / "buka.xlsx").worksheets) >= 3


def test_a_password_by_descriptor_and_one_that_is_empty(plan: Path, tmp_path: Path) -> None:
    pytest.importorskip("msoffcrypto")
    reading, writing = os.pipe()
    os.write(writing, "pa\u00dfwort\n".encode())
    os.close(writing)
    line = ["papers", str(plan), "--out", str(tmp_path / "a"), "--password-fd", str(reading)]
    assert main(line) == 0
    line = ["papers", str(plan), "--out", str(tmp_path / "b"), "--password-env", "TIDAK_ADA"]
    assert main(line) == 64
    assert not (tmp_path / "b").exists()


def test_papers_of_a_plan_say_its_code(plan: Path, tmp_path: Path) -> None:
    planning.papers(plan, tmp_path / "kertas")
    code = str(read_record(plan)["plan_digest"])[:6].upper()
    for path in sorted((tmp_path / "kertas" / "daftar_hadir").glob("*.xlsx")):
        assert any(code in word for word in words(path)), path.name


def test_a_form_that_comes_back_filled_is_understood_without_a_question(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Blank numbered rows are nobody; every column of the form is one that a list may have."""
    monkeypatch.chdir(tmp_path)
    story = small_story(tmp_path / "cerita", "no_peserta,nama,kecamatan,kelurahan\nX,Xenia,K1,a")
    planning.papers(story, tmp_path / "formulir", kinds=("formulir",))
    path = tmp_path / "formulir" / "Formulir_Satu" / "Formulir_Bakung.xlsx"
    book = openpyxl.load_workbook(path)
    for row, name, nik, rw in ((7, "Siti", "3199014101900001", "007"), (8, "Budi", "", "010")):
        for column, value in ((2, name), (3, nik), (9, rw), (10, "senin-kamis")):
            book.active.cell(row, column).value = value or None
    book.save(path)
    assert main(["import", str(path), "--into", str(story)]) == 0
    listed = (story / "pendaftar.csv").read_text(encoding="utf-8")
    assert "Siti" in listed
    assert "Budi" in listed
    assert len(planning.read_scenario(story).problem.registrants) == 3
