"""Copies of the senders' own files: yellow, commented, all else as it was; and back again."""

from __future__ import annotations

import zipfile
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from okoce_opt.gate import Broken, Sheet, read_sheets
from okoce_opt.importing.marked import copies_of, marked_copies
from okoce_opt.importing.paint import OVER, YELLOW
from okoce_opt.importing.sources import Source
from okoce_opt.importing.writing import write
from tests.importing.lists import HEADER, balanced, book, folder, imported, nik
from tests.importing.lists import people as some

pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported")


@pytest.fixture
def into(tmp_path: Path) -> Path:
    return folder(tmp_path / "rencana")


def _ugly(path: Path, *, commented: bool) -> Path:
    """A list with a chart, a validation, a defined name, widths, colours, and two bad NIK."""
    with xlsxwriter.Workbook(path, {"strings_to_numbers": False}) as file:
        sheet = file.add_worksheet("KEL. SLIPI")
        red = file.add_format({"bg_color": "#FF0000", "bold": True, "num_format": "@"})
        rows = [("No", "Nama", "NIK", "No HP"), *(row[:4] for row in some(1, 4))]
        for r, row in enumerate(rows):
            for c, value in enumerate(row):
                sheet.write(r, c, value, red if c == 2 else None)
        sheet.write_string(2, 2, nik(2)[:15], red)
        sheet.write_number(3, 2, float(nik(3)[:15] + "0"), red)
        sheet.data_validation(1, 0, 9, 0, {"validate": "integer", "criteria": ">", "value": 0})
        sheet.conditional_format(1, 0, 4, 0, {"type": "data_bar", "data_bar_2010": True})
        sheet.add_table(10, 6, 12, 7, {"columns": [{"header": "Lain"}, {"header": "Lagi"}]})
        chart = file.add_chart({"type": "column"})
        chart.add_series({"values": "='KEL. SLIPI'!$A$2:$A$5"})
        sheet.insert_chart("H2", chart)
        if commented:
            sheet.write_comment("C3", "catatan lurah")
        file.define_name("daftar", "='KEL. SLIPI'!$A$1:$D$5")
    return path


@pytest.mark.parametrize("commented", [False, True])
def test_only_what_is_concerned_changes(tmp_path: Path, into: Path, commented: bool) -> None:
    path = _ugly(tmp_path / "slipi.xlsx", commented=commented)
    original = path.read_bytes()
    made = imported(into, path)
    copies, notes = marked_copies(made)
    assert not notes
    (name,) = copies
    assert name == "perbaiki_slipi.xlsx"
    copy = tmp_path / name
    copy.write_bytes(copies[name])
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(copy) as new:
        same = {n for n in old.namelist() if old.read(n) == new.read(n)}
        assert new.testzip() is None
    kept = (
        "chart",
        "table",
        "theme",
        "drawing1.xml",
        "workbook.xml",
        "sharedStrings",
        "app",
        "core",
    )
    assert all(any(part in n for n in same) for part in kept)
    sheet = openpyxl.load_workbook(copy)["KEL. SLIPI"]
    for address in ("C3", "C4"):
        assert sheet[address].fill.fgColor.rgb in (YELLOW, OVER)
        assert sheet[address].font.b
        assert "16 angka" in sheet[address].comment.text
    assert ("catatan lurah" in sheet["C3"].comment.text) == commented
    assert sheet["C2"].fill.fgColor.rgb == "FFFF0000"
    assert sheet["C2"].comment is None
    assert path.read_bytes() == original
    values = [s.rows for s in read_sheets(path)], [s.rows for s in read_sheets(copy)]
    assert values[0] == values[1]


@pytest.mark.parametrize("form", ["folder", "book"])
def test_the_mended_copy_is_imported_again_and_nobody_is_doubled_or_lost(
    tmp_path: Path, into: Path, form: str
) -> None:
    if form == "book":
        into = tmp_path / "buku"
    path = _ugly(tmp_path / "slipi.xlsx", commented=False)
    made = imported(into, path)
    assert len(made.outcome.added) == 2
    numbers = made.numbers
    write(made)
    copy = tmp_path / "perbaiki_slipi.xlsx"
    copy.write_bytes(marked_copies(made)[0]["perbaiki_slipi.xlsx"])
    mended = openpyxl.load_workbook(copy)
    mended["KEL. SLIPI"]["C3"] = nik(2)
    mended.save(copy)
    made = imported(into, copy)
    assert (len(made.outcome.added), len(made.outcome.left), len(made.questions)) == (1, 2, 1)
    assert balanced(made)
    write(made)
    assert [member.number for member in imported(into, copy).target.members] == [
        *numbers,
        *made.numbers,
    ]
    mended["KEL. SLIPI"]["C4"] = nik(3)
    mended.save(copy)
    made = imported(into, copy)
    assert (len(made.outcome.added), len(made.outcome.left), made.questions) == (1, 3, [])


def test_text_comes_back_as_a_workbook_and_the_report_says_what_is_lost(
    tmp_path: Path, into: Path
) -> None:
    lines = ["Nama;NIK;Kelurahan", f"Orang Satu;{nik(1)};Slipi", f"Orang Dua;{nik(2)[:14]};Slipi"]
    path = tmp_path / "daftar 3173990101900001.csv"
    path.write_text("\n".join(lines))
    copies, notes = marked_copies(imported(into, path))
    (name,) = copies
    assert "3173990101900001" not in name
    assert "hanya isi sel" in notes[0].id
    (tmp_path / name).write_bytes(copies[name])
    sheet = openpyxl.load_workbook(tmp_path / name).worksheets[0]
    assert [c.value for c in sheet[2]] == ["Orang Satu", nik(1), "Slipi"]
    assert sheet["B3"].comment is not None


def test_a_macro_is_not_carried_on(tmp_path: Path, into: Path) -> None:
    path = book(tmp_path / "a.xlsx", S=[HEADER, (1, "Orang Satu", "12", "", "Slipi", "Palmerah")])
    with zipfile.ZipFile(path, "a") as packed:
        packed.writestr("xl/vbaProject.bin", b"macro")
    copies, notes = marked_copies(imported(into, path))
    assert notes
    assert b"vbaProject" not in next(iter(copies.values()))


def test_merged_cells_of_old_forms_are_merged_in_the_copy_too(tmp_path: Path, into: Path) -> None:
    """Tomang stood once beside four people; in the copy three of them had no kelurahan, and were
    moved to Grogol, which was the file's name.
    """
    part = Broken(merged=True, block="A2:A4")
    rows = [["Kelurahan", "Nama", "NIK"], ["Slipi", "Ali Umar", nik(9)]]
    rows += [[part, name, nik(n)] for n, name in enumerate(("Budi Santoso", "Citra Dewi"))]
    (name, data), *_ = copies_of(
        [(Source("Palmerah.ods", b""), [Sheet("S", rows)], {"S": {(1, 2): "16 angka"}})]
    )[0].items()
    (tmp_path / name).write_bytes(data)
    made = imported(into, tmp_path / name)
    homes = [entry.values["kelurahan"] for a in made.accounts for entry in a.entries]
    assert homes == ["31.73.07.1002"] * 3


@pytest.mark.parametrize("row", [1, 2])
def test_a_mark_in_a_merged_cell_is_seen_on_its_first(tmp_path: Path, row: int) -> None:
    rows = [["Kelurahan", "Nama"], ["Slipii", "Ali"], [Broken(merged=True, block="A2:A3"), "Budi"]]
    copies = copies_of([(Source("a.ods", b""), [Sheet("S", rows)], {"S": {(row, 0): "Slipi?"}})])[0]
    (tmp_path / "a.xlsx").write_bytes(next(iter(copies.values())))
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx")["S"]
    assert (sheet["A2"].value, sheet["A2"].comment.text) == ("Slipii", "Slipi?")
    assert sheet["A2"].fill.fgColor.rgb == YELLOW
    assert [str(block) for block in sheet.merged_cells.ranges] == ["A2:A3"]


def test_an_empty_kelurahan_is_not_guessed_from_the_file_where_the_column_names_others(
    tmp_path: Path, into: Path
) -> None:
    rows = [[*row] for row in some(1, 3, "Slipi", "Palmerah")]
    rows[1][4] = ""
    made = imported(
        into, book(tmp_path / "Palmerah.xlsx", S=[("Kelurahan Palmerah",), HEADER, *rows])
    )
    (question,) = made.questions
    assert "kelurahan" in question.words.id
    assert len(made.outcome.added) == 2
