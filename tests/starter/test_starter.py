from __future__ import annotations

from datetime import date

import openpyxl
import pytest

from okoce_opt.errors import PlanFilesError
from okoce_opt.io import load_scenario
from okoce_opt.io.tables.declared import TABLES as KNOWN
from okoce_opt.starter.guide import GUIDE
from okoce_opt.starter.rows import NOTES, TABLES
from okoce_opt.starter.workbook import write_starter


def test_it_reads_back_as_the_small_story(tmp_path):
    path = write_starter(tmp_path / "rencana_saya")
    assert path.name == "rencana_saya.xlsx"
    assert len(load_scenario(path.parent).problem.registrants) == len(TABLES["pendaftar"][1])


def test_dates_are_dates_and_nik_text(tmp_path):
    book = openpyxl.load_workbook(write_starter(tmp_path / "a"))
    assert book.sheetnames[:2] == ["BACA SAYA", "program"]
    assert book.sheetnames[2:] == [name for name in KNOWN if name in TABLES]
    assert book["halangan"]["C2"].value.date() == date(2027, 1, 20)
    nik = book["pendaftar"]["C2"]
    assert (nik.value, nik.number_format) == ("3173990101900001", "@")
    assert book["pendaftar"]["A1"].comment.text.startswith("Nomor peserta")


def test_hari_ini_waits_empty_for_the_first_change(tmp_path):
    path = write_starter(tmp_path / "a")
    book = openpyxl.load_workbook(path)
    (row,) = [cells for cells in book["program"].iter_rows() if cells[0].value == "hari_ini"]
    assert (row[1].value, row[1].number_format) == (None, "dd/mm/yyyy")
    assert "--from" in row[2].value
    row[1].value = date(2027, 1, 20)
    book.save(path)
    assert load_scenario(path).problem.today == date(2027, 1, 20)


def test_every_sheet_is_explained_and_every_note_is_of_a_column():
    named = {text.partition("|")[0] for kind, text in GUIDE if kind == "lembar"}
    assert named == {"program", *TABLES}
    headers = {header for columns, _ in TABLES.values() for header in columns}
    assert NOTES.keys() == headers
    assert all(row[2].startswith("317399") for row in TABLES["pendaftar"][1])


def test_its_commands_can_be_pasted(tmp_path):
    guide = openpyxl.load_workbook(write_starter(tmp_path / "rencana saya"))["BACA SAYA"]
    said = [str(cell.value) for row in guide.iter_rows() for cell in row]
    assert any(
        text.endswith('okoce plan "rencana saya" --out "hasil_rencana saya"') for text in said
    )


def test_the_same_bytes_each_time(tmp_path):
    one, other = write_starter(tmp_path / "a" / "x"), write_starter(tmp_path / "b" / "x")
    assert one.read_bytes() == other.read_bytes()


def test_a_folder_that_holds_something_is_left_alone(tmp_path):
    (tmp_path / "catatan.txt").write_text("penting")
    for target in (tmp_path, tmp_path / "catatan.txt"):
        with pytest.raises(PlanFilesError) as caught:
            write_starter(target)
        assert "tidak kosong" in caught.value.words.id
    assert [p.name for p in tmp_path.iterdir()] == ["catatan.txt"]
    (tmp_path / "kosong").mkdir()
    assert write_starter(tmp_path / "kosong").exists()


def test_every_header_explains_itself_and_lists_are_offered(tmp_path):
    book = openpyxl.load_workbook(write_starter(tmp_path / "a"))
    for name in TABLES:
        sheet = book[name]
        assert all(cell.comment and cell.comment.text for cell in sheet[1]), name
    offered = set()
    for name in TABLES:
        for choice in book[name].data_validations.dataValidation:
            first = str(choice.sqref).split(":")[0]
            offered.add((name, book[name][f"{first.rstrip('0123456789')}1"].value))
    assert {
        ("kegiatan", "wajib"),
        ("kalender", "status"),
        ("kalender", "giliran"),
        ("halangan", "jenis"),
        ("pendaftar", "kecamatan"),
        ("pendaftar", "kelurahan"),
        ("pendaftar", "hari"),
        ("pendaftar", "suka"),
        ("tempat", "kecamatan"),
        ("urutan", "sesudah"),
    } <= offered


def test_the_guide_of_an_older_workbook_is_still_no_table(tmp_path):
    path = write_starter(tmp_path / "a")
    book = openpyxl.load_workbook(path)
    book["BACA SAYA"].title = "Petunjuk"
    book.save(path)
    assert len(load_scenario(path).problem.registrants) == len(TABLES["pendaftar"][1])
