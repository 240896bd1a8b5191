"""Into the scenario's own form: rows that a person can read in a diff, one sheet of a workbook;
taken back whole.
"""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

import openpyxl
import pytest

from okoce_opt.errors import PlanFilesError
from okoce_opt.importing import backup
from okoce_opt.importing.backup import recover, take_back
from okoce_opt.importing.csv_edit import CsvFile
from okoce_opt.importing.writing import write
from okoce_opt.io import load_scenario
from okoce_opt.io.files.text_file import read_csv
from okoce_opt.starter.workbook import write_starter
from tests.importing.lists import HEADER, book, folder, imported, nik, partial
from tests.importing.lists import people as some


def _parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def _files(path: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in path.iterdir() if p.is_file()}


def test_rows_are_appended_and_a_new_column_changes_the_header_alone(tmp_path: Path) -> None:
    old = "P007,Siti Lama,,,Kebon Jeruk,Kedoya Utara,senin\n"
    into = folder(tmp_path / "r", old)
    before = (into / "pendaftar.csv").read_text().splitlines()
    rows = [(*HEADER, "RT"), *((*row, 3) for row in some(1, 3))]
    made = imported(into, book(tmp_path / "a.xlsx", S=rows))
    assert made.numbers == ["P008", "P009", "P010"]
    assert write(made) == ["pendaftar.csv"]
    after = (into / "pendaftar.csv").read_text().splitlines()
    assert after[0] == before[0] + ",rt"
    assert after[1] == before[1]
    assert [line.split(",")[0] for line in after[2:]] == made.numbers
    scenario = load_scenario(into)
    assert scenario.people["P008"].nik == nik(1)
    assert scenario.people["P008"].rt == "003"


@pytest.mark.parametrize("form", [("utf-8-sig", "\r\n", ";"), ("cp1252", "\n", ","),
                                  ("utf-16", "\r\n", "\t")])  # fmt: skip
def test_encoding_line_ends_and_separator_stay(tmp_path: Path, form: tuple[str, str, str]) -> None:
    encoding, end, sign = form
    lines = ["no_peserta,nama,nik,telepon,kecamatan,kelurahan,hari",
             'P1,"Ibu ""Ani"", S.Pd é",,,Kebon Jeruk,Kedoya Utara,']  # fmt: skip
    data = (end.join(lines) + end).replace(",", sign).encode(encoding)
    into = folder(tmp_path / "r")
    (into / "pendaftar.csv").write_bytes(data)
    write(imported(into, book(tmp_path / "a.xlsx", S=[HEADER, *some(1, 2)])))
    now = (into / "pendaftar.csv").read_bytes()
    assert now.startswith(data)
    grid = read_csv(into / "pendaftar.csv", "pendaftar", "p", [])
    assert grid is not None
    assert [row[1][0] for row in grid.rows] == ["no_peserta", "P1", "P2", "P3"]


def test_names_that_begin_like_formulas_stay_text(tmp_path: Path) -> None:
    into = folder(tmp_path / "r")
    rows = [HEADER, (1, "=HYPERLINK(x)", nik(1), "", "Slipi", "Palmerah"),
            (2, '=" & "x', nik(2), "", "Slipi", "Palmerah")]  # fmt: skip
    made = imported(into, book(tmp_path / "a.xlsx", S=rows))
    assert len(made.questions) == 1
    write(made)
    assert b',"=""=HYPERLINK(x)""",' in (into / "pendaftar.csv").read_bytes()
    assert load_scenario(into).people["P00001"].name == "=HYPERLINK(x)"


def test_a_workbook_keeps_every_other_part_byte_for_byte(tmp_path: Path) -> None:
    path = write_starter(tmp_path / "rencana")
    before = _parts(path)
    rows = [HEADER, *some(1, 3, "Slipi", "Palmerah"), *some(4, 2)]
    made = partial(path.parent, book(tmp_path / "a.xlsx", S=rows))
    write(made)
    after = _parts(path)
    assert list(after) == list(before)
    changed = {name for name in before if before[name] != after[name]}
    assert len(changed) == 1
    sheet = openpyxl.load_workbook(path)["pendaftar"]
    values = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=26)]
    assert [row[0] for row in values] == ["P025", "P026", "P027", "P028", "P029"]
    assert values[0][2] == nik(1)
    assert all(cell.data_type != "f" for row in sheet.iter_rows(min_row=2) for cell in row)
    assert sheet["C26"].number_format == "@"
    assert load_scenario(path.parent).people["P025"].nik == nik(1)


def test_a_scenario_that_is_not_there_is_made_with_the_kemendagris_codes(tmp_path: Path) -> None:
    into = tmp_path / "baru"
    rows = [HEADER, *some(1, 2, "Kemanggisan", "Palmerah"), *some(3, 2, "Kelapa Dua")]
    made = imported(into, book(tmp_path / "a.xlsx", S=rows))
    assert {place.code for place in made.regions} == {
        "31.73.07", "31.73.05", "31.73.07.1005", "31.73.05.1004",
    }  # fmt: skip
    write(made)
    again = imported(into, book(tmp_path / "b.xlsx", S=rows))
    assert (len(again.outcome.added), len(again.outcome.left), again.regions) == (0, 4, [])
    take_back(into)
    assert not into.exists()


def test_the_last_import_is_taken_back_unless_somebody_edited_since(tmp_path: Path) -> None:
    into = folder(tmp_path / "r")
    before = _files(into)
    write(imported(into, book(tmp_path / "a.xlsx", S=[HEADER, *some(1, 3)])))
    assert _files(into) != before
    take_back(into)
    assert _files(into) == before
    with pytest.raises(PlanFilesError, match="Tidak ada impor"):
        take_back(into)
    write(imported(into, tmp_path / "a.xlsx"))
    with (into / "pendaftar.csv").open("a") as file:
        file.write("P9,Tambahan,,,Kebon Jeruk,Duri Kepa,\n")
    edited = _files(into)
    with pytest.raises(PlanFilesError, match="sudah disunting"):
        take_back(into)
    assert _files(into) == edited


@pytest.mark.parametrize("broken", range(1, 4))
def test_a_file_that_cannot_be_written_leaves_all_as_they_were(
    tmp_path: Path, broken: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The n-th replacement of a file is refused, as by a workbook open in Excel."""
    tables = {"kecamatan": "kode,nama\n", "kelurahan": "kode,nama,kecamatan\n"}
    into = folder(tmp_path / "r", **tables)
    before = _files(into)
    made = imported(into, book(tmp_path / "a.xlsx", S=[HEADER, *some(1, 3)]))
    count = 0
    real = os.replace

    def replace(source: Path, target: Path) -> None:
        nonlocal count
        if Path(target).parent == into:
            count += 1
            if count == broken:
                raise PermissionError(13, "Permission denied", str(target))
        real(source, target)

    monkeypatch.setattr(os, "replace", replace)
    with pytest.raises(PlanFilesError, match="tetap seperti semula"):
        write(made)
    assert _files(into) == before


def test_an_import_that_was_killed_is_put_right_on_the_next_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tables = {"kecamatan": "kode,nama\n", "kelurahan": "kode,nama,kecamatan\n"}
    into = folder(tmp_path / "r", **tables)
    before = _files(into)
    made = imported(into, book(tmp_path / "a.xlsx", S=[HEADER, *some(1, 3)]))
    real = backup.put_file

    def killed(path: Path, data: bytes) -> None:
        if path.name == "pendaftar.csv" and path.parent == into:
            raise KeyboardInterrupt
        real(path, data)

    monkeypatch.setattr(backup, "put_file", killed)
    with pytest.raises(KeyboardInterrupt):
        write(made)
    monkeypatch.undo()
    assert _files(into) != before
    assert recover(into)
    assert _files(into) == before
    assert not recover(into)


def test_a_list_that_changed_since_it_was_read_is_not_written_over(tmp_path: Path) -> None:
    into = folder(tmp_path / "r")
    made = imported(into, book(tmp_path / "a.xlsx", S=[HEADER, *some(1, 3)]))
    with (into / "pendaftar.csv").open("a") as file:
        file.write("P9,Tambahan,,,Kebon Jeruk,Duri Kepa,\n")
    with pytest.raises(PlanFilesError, match="berubah sejak dibaca"):
        write(made)


def test_a_what_if_gets_rows_of_its_own(tmp_path: Path) -> None:
    folder(tmp_path / "dasar", f"P1,Orang Satu,{nik(1)},,Kebon Jeruk,Duri Kepa,\n")
    into = tmp_path / "lain"
    into.mkdir()
    (into / "scenario.toml").write_text('extends = "../dasar"\n')
    rows = [HEADER, (1, "Orang Satu", nik(1), "081200000001", "Duri Kepa", "Kebon Jeruk"),
            *some(2, 1)]  # fmt: skip
    made = imported(into, book(tmp_path / "a.xlsx", S=rows))
    assert (len(made.outcome.added), len(made.outcome.changed)) == (1, 1)
    write(made)
    people = load_scenario(into).people
    assert people["P1"].phone == "081200000001"
    assert people["P1"].name == "Orang Satu"
    assert len(people) == 2


def test_a_csv_file_is_the_same_bytes_again() -> None:
    data = b'a;b\r\n"x\r\ny";1\r\n\r\nlast;"2"'
    file = CsvFile.of(data)
    assert file.bytes() == data
    assert file.records == [["a", "b"], ["x\r\ny", "1"], [], ["last", "2"]]


def test_a_new_scenario_may_be_named_as_a_workbook(tmp_path: Path) -> None:
    """It became a folder called `rencana.xlsx` with a workbook `rencana.xlsx.xlsx` in it."""
    path = book(tmp_path / "a.xlsx", S=[HEADER, *some(1, 3)])
    into = tmp_path / "rencana.xlsx"
    write(imported(into, path))
    assert into.is_file()
    again = imported(into, path)
    assert (again.outcome.added, len(again.outcome.left)) == ([], 3)
    take_back(into)
    assert not into.exists()
