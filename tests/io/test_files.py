"""Files as they come: saved by all kinds of programs, half copied, misnamed."""

from __future__ import annotations

import zipfile
from datetime import date

import openpyxl
import pytest

from tests.io.conftest import TOML

ROWS = (
    "id;kecamatan;nama;kursi\naula_a;Cengkareng;Gedung é Budi, S.Pd, M.M;100\naula_b;Kebon "
    "Jeruk;B;50\n"
)


@pytest.mark.parametrize(
    "data",
    [
        ROWS.encode("utf-8-sig"),
        ROWS.encode("cp1252"),
        ROWS.encode("utf-16"),
        ROWS.encode("utf-16-le"),
        ROWS.replace("\n", "\r\n").encode(),
        ROWS.replace("\n", "\r").encode(),
        ("sep=;\n" + ROWS).encode(),
        ROWS.replace(";", "\t").encode(),
        ROWS.replace("aula_a;", '="aula_a";').encode(),
        ROWS.replace("\naula_b", "\n;;;\n\naula_b").encode(),
    ],
    ids=[
        "bom",
        "cp1252",
        "utf16",
        "utf16-no-mark",
        "crlf",
        "cr",
        "sep",
        "tab",
        "wrapped",
        "blank-rows",
    ],
)
def test_csv_as_programs_save_it(folder, read, data):
    path = folder()
    (path / "tempat.csv").write_bytes(data)
    problem = read(path).problem
    assert problem.venues["aula_a"].name == "Gedung é Budi, S.Pd, M.M"
    assert problem.venues["aula_b"].seats == 50


@pytest.mark.parametrize(
    "above",
    ["DAFTAR PESERTA 2027\n", "Tempat\n\nKota Jakarta Barat\n", "Aula;;;\n;kursi besar;;\n"],
)
def test_titles_above_the_header_are_passed_over(folder, book, complaints_of, read, above):
    path = folder(tempat=above + ROWS.replace("é", "e"))
    assert read(path).problem.venues["aula_b"].seats == 50
    (path / "tempat.csv").write_text(above + ROWS.replace("B;50", "B;banyak"))
    (only,) = complaints_of(path)
    assert (only.code, only.row) == ("not_a_number", above.count("\n") + 3)


def test_titles_above_the_header_in_sheets(book, read):
    file = book()
    digest = read(file).digest
    made = openpyxl.load_workbook(file)
    for name in ("program", "pendaftar", "urutan"):
        made[name].insert_rows(1, 3)
        made[name]["A1"] = "Kegiatan"
        made[name]["B2"] = "Tahun 2027"
    made.save(file)
    assert read(file).digest == digest


def test_a_table_without_a_header_is_said_to_have_none(folder, complaints_of):
    (only,) = complaints_of(
        folder(tempat="DAFTAR AULA,,,\naula_a,Cengkareng,Aula A,5\naula_b,Kebon Jeruk,B,5\n")
    )
    assert (only.code, only.row, only.found) == ("no_header", 1, "DAFTAR AULA")
    assert only.advice.id.startswith("Tidak ada baris judul kolom di 10 baris pertama;")


@pytest.mark.parametrize(
    ("data", "code", "row"),
    [
        (b"", "empty_file", 0),
        (b"\xef\xbb\xbf\r\n", "empty_file", 0),
        (b"PK\x03\x04....", "not_text", 0),
        (b'id,kecamatan,nama,kursi\na,Cengkareng,"Aula,5\nb,Kebon Jeruk,B,5\n', "broken_quotes", 2),
        (
            b"id,kecamatan,nama,kursi\na,Cengkareng,Aula, Besar,5\nb,Kebon Jeruk,B,5\n",
            "cell_without_header",
            2,
        ),
    ],
)
def test_csv_that_cannot_be_read(folder, complaints_of, data, code, row):
    path = folder()
    (path / "tempat.csv").write_bytes(data)
    found = [c for c in complaints_of(path) if c.code == code]
    assert [(c.file, c.row) for c in found] == [("tempat.csv", row)]


def test_lock_files_are_not_tables(folder, book, read):
    path = folder()
    (path / "~$pendaftar.csv").write_bytes(b"x")
    (path / ".~lock.pendaftar.csv#").write_bytes(b"x")
    assert read(path).problem.registrants
    file = book()
    (file.parent / "~$buku.xlsx").write_bytes(b"x" * 165)
    (file.parent / ".~lock.buku.xlsx#").write_bytes(b"x")
    assert read(file.parent).problem.registrants


def test_the_bytes_say_what_a_workbook_is_not_its_name(book, read):
    file = book()
    assert read(file.rename(file.with_suffix(".xls"))).problem.registrants


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty_file"),
        (b"<html><table><tr><td>NIK</td></tr></table></html>", "html_table"),
        (b"kode,nama\n1,2\n", "not_a_workbook"),
        (b"PK\x03\x04 and no more", "damaged_file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "damaged_file"),
    ],
)
def test_workbooks_that_cannot_be_opened(tmp_path, complaints_of, data, code):
    file = tmp_path / "daftar.xlsx"
    file.write_bytes(data)
    (only,) = complaints_of(file)
    assert (only.code, only.file) == (code, "daftar.xlsx")
    assert only.advice.id


def test_truncated_workbook(book, complaints_of):
    file = book()
    file.write_bytes(file.read_bytes()[:3000])
    assert [c.code for c in complaints_of(file)] == ["damaged_file"]


def test_zip_that_is_no_workbook(tmp_path, complaints_of):
    file = tmp_path / "a.xlsx"
    with zipfile.ZipFile(file, "w") as made:
        made.writestr("halo.txt", "halo")
    assert [c.code for c in complaints_of(file)] == ["damaged_file"]


def test_two_workbooks_or_none_in_a_folder(book, complaints_of, tmp_path):
    file = book()
    (file.parent / "salinan.xlsx").write_bytes(file.read_bytes())
    assert [c.code for c in complaints_of(file.parent)] == ["several_workbooks"]
    (tmp_path / "kosong").mkdir()
    assert [(c.code, c.file) for c in complaints_of(tmp_path / "kosong")] == [
        ("missing_file", "kosong")
    ]
    assert [c.code for c in complaints_of(tmp_path / "tak_ada")] == ["missing_file"]


def test_errors_and_uncomputed_formulas_are_no_blanks(book, complaints_of):
    file = book()
    made = openpyxl.load_workbook(file)
    made["tempat"]["D2"] = "=50+50"  # openpyxl writes no computed value
    made["pendaftar"]["F3"] = "#N/A"
    made["pendaftar"]["F3"].data_type = "e"
    made.save(file)
    assert [(c.code, c.file, c.row, c.column) for c in complaints_of(file)] == [
        ("cell_error", "buku.xlsx [pendaftar]", 3, "hari"),
        ("formula_without_value", "buku.xlsx [tempat]", 2, "kursi"),
    ]


def test_sheets_that_are_no_table(book, complaints_of):
    file = book()
    made = openpyxl.load_workbook(file)
    made["tempat"].title = "tempatt"
    made.save(file)
    found = {c.code: c for c in complaints_of(file)}
    assert found["unknown_table"].advice.id == (
        "Maksud Anda tempat? Bukan untuk okoce? Hapus lembar ini, atau awali namanya dengan _."
    )
    assert found["missing_table"].file == "buku.xlsx [tempat]"


def test_a_cell_far_outside_is_named(book, complaints_of):
    file = book()
    made = openpyxl.load_workbook(file)
    made["tempat"]["XFD1048576"] = "x"
    made.save(file)
    (only,) = complaints_of(file)
    assert only.code == "stray_cell"
    assert "XFD1048576" in only.advice.id


def test_numbers_and_dates_of_excel(book, complaints_of, read):
    file = book()
    made = openpyxl.load_workbook(file)
    made["pendaftar"]["C2"] = 3173990101900017
    made["pendaftar"]["C3"] = 31739901019000190
    made["pendaftar"]["A4"] = date(2018, 3, 7)
    made["kalender"]["A2"] = 43189
    made.save(file)
    found = complaints_of(file)
    assert [(c.code, c.row, c.column, c.found) for c in found] == [
        ("not_a_date", 2, "tanggal", "43189"),
        ("nik_damaged", 3, "nik", ""),
        ("date_in_text", 4, "no_peserta", "2018-03-07"),
    ]


def test_program_sheet(book, complaints_of, program):
    file = book(
        program=[
            *program,
            ("mulai", "2018-03-14"),
            ("aturan.tuns", ""),
            ("tingkat", "few_sessions"),
        ]
    )
    assert [(c.code, c.row) for c in complaints_of(file)] == [
        ("duplicate_id", 13),
        ("unknown_key", 14),
        ("bad_levels", 15),
    ]


def test_a_workbook_beside_scenario_toml_is_not_ignored(folder, book, complaints_of):
    path = folder()
    (path / "pendaftar.xlsx").write_bytes(book().read_bytes())
    assert [c.code for c in complaints_of(path)] == ["unknown_table"]


def test_one_strange_sheet_is_named_with_its_file(book, complaints_of):
    (told,) = complaints_of(book(xyzzy="a,b\n1,2\n"))
    assert (told.code, told.found, told.file) == ("unknown_table", "xyzzy", "buku.xlsx [xyzzy]")


@pytest.mark.parametrize("name", ["catatan", "Penempatan"])
def test_a_sheet_of_ones_own_is_no_slip_for_a_table(name, book, complaints_of):
    """A sheet of notes was asked whether it meant `kecamatan`."""
    (told,) = complaints_of(book(**{name: "a,b\n1,2\n"}))
    assert (told.code, told.found) == ("unknown_table", name)
    assert told.advice.en == "Not for okoce? Remove this sheet, or begin its name with _."


def test_nomor_is_the_number_of_a_person(folder, read, complaints_of):
    """Beside `no_peserta` it would be a second one, and is told."""
    path = folder()
    people = path / "pendaftar.csv"
    text = people.read_text(encoding="utf-8")
    before = read(path).problem.registrants
    assert text.startswith("no_peserta,")
    people.write_text(text.replace("no_peserta", "nomor", 1), encoding="utf-8")
    assert read(path).problem.registrants == before
    lines = [f"{line},9" for line in text.splitlines()]
    people.write_text("\n".join([f"{text.splitlines()[0]},nomor", *lines[1:]]), encoding="utf-8")
    assert "nomor" in {said for c in complaints_of(path) for said in (c.column, c.found)}


def test_a_price_below_nought_is_told(folder, complaints_of):
    (told,) = complaints_of(folder(toml=TOML.replace("harga = 200", "harga = -1")))
    assert (told.code, told.found) == ("out_of_range", "-1")
