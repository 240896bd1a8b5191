"""Advice can be typed where the planner is."""

from __future__ import annotations

import openpyxl
import pytest

from okoce_opt.errors import InputError
from okoce_opt.io import load_scenario
from okoce_opt.starter.workbook import write_starter
from tests.io.conftest import write_folder

TOML = """\
draw_seed = "x"
mulai = 2026-01-05
selesai = 2026-01-30
hari_kerja = "senin-jumat"
tingkat = [["most_placed"]]
[bagian]
sehari = "08.00-15.00"
[aturan.every_kelurahan_present]
"""


def advice_of(path):
    with pytest.raises(InputError) as caught:
        load_scenario(path)
    return caught.value.complaints[0].advice.id


def test_in_a_workbook_it_is_a_row_and_in_toml_a_line(tmp_path):
    path = write_starter(tmp_path / "a")
    book = openpyxl.load_workbook(path)
    book["pendaftar"].delete_rows(2, 3)  # one of four people of a kelurahan is left
    book["tempat"]["D2"] = 4  # and the others need three sessions
    book.save(path)
    assert (
        "kunci aturan.every_kelurahan_present.where_possible dengan nilai ya di lembar program"
        in advice_of(path)
    )
    people = "".join(f"P{n},K,{'a' if n else 'b'}\n" for n in range(5))
    folder = write_folder(
        tmp_path / "b",
        {
            "kecamatan": "kode,nama\nK,K\n",
            "kelurahan": "kode,nama,kecamatan\na,A,K\nb,B,K\n",
            "tempat": "id,kecamatan,nama,kursi\nh,K,H,3\n",
            "kegiatan": "id,nama,maks\np,P,3\n",
            "pendaftar": f"no_peserta,kecamatan,kelurahan\n{people}",
        },
        TOML,
    )
    assert (
        "where_possible = true di bawah [aturan.every_kelurahan_present] di scenario.toml"
        in advice_of(folder)
    )


def test_a_date_that_does_not_exist_is_called_a_date(tmp_path):
    folder = write_folder(tmp_path / "a", {}, toml=TOML.replace("2026-01-05", "2026-13-05"))
    assert advice_of(folder).startswith("Tanggal ditulis tahun-bulan-hari")


def test_a_list_of_people_is_pointed_to_import(tmp_path):
    path = tmp_path / "daftar kel a.csv"
    path.write_text("NO,NAMA\n1,A\n", encoding="utf-8")
    assert 'okoce import "daftar kel a.csv" --into' in advice_of(path)


def test_a_workbook_without_program_lacks_one_sheet_not_all_its_keys(tmp_path):
    path = write_starter(tmp_path / "a")
    book = openpyxl.load_workbook(path)
    del book["program"]
    book.save(path)
    with pytest.raises(InputError) as caught:
        load_scenario(path)
    assert [c.code for c in caught.value.complaints] == ["missing_table"]
