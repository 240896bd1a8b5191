"""What can be planned and is perhaps not meant: said, and planned all the same. Never a NIK or a
telephone number.
"""

from __future__ import annotations

import openpyxl
import pytest

from okoce_opt.io import load_scenario
from okoce_opt.io.tables import parsers as p
from okoce_opt.starter.workbook import write_starter

HEAD = "no_peserta,nama,nik,telepon,kecamatan,kelurahan\n"
NIK, OTHER = "3173990101900017", "3173990101900018"


def notices(scenario):
    return [words.id for words in scenario.notices]


def test_a_scenario_as_it_should_be_has_none(folder, read):
    assert notices(read(folder())) == []


def test_a_nik_twice_and_a_nik_that_is_too_short(folder, read):
    rows = [
        ("P1", NIK),
        ("P2", OTHER),
        ("P3", "31739901019000"),
        ("P4", "3173 9901 0190 0017"),
        ("P5", ""),
        ("P6", "-"),
    ]
    s = read(
        folder(
            pendaftar=HEAD
            + "".join(f"{person},Ani,{nik},,Cengkareng,Kapuk\n" for person, nik in rows)
        )
    )
    assert notices(s) == [
        "pendaftar.csv baris 2, 5: NIK yang sama. Satu orang dua kali?",
        "pendaftar.csv baris 4: NIK yang bukan 16 angka.",
    ]


def test_many_are_counted_not_listed(folder, read):
    rows = [f"P{n},Ani,{NIK[:-2]}{n // 2:02},,Cengkareng,Kapuk\n" for n in range(24)]
    rows += [f"Q{n},Ani,{n},,Cengkareng,Kapuk\n" for n in range(11)]
    said = notices(read(folder(pendaftar=HEAD + "".join(rows), halangan="jenis,id,dari,sampai\n")))
    assert len(said) == 12
    assert said[10] == "2 NIK lagi ada dua kali."
    assert said[11] == (
        "pendaftar.csv baris 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, ...: NIK yang bukan 16 angka."
    )


def test_an_obstacle_outside_the_programme(folder, read):
    obstacles = (
        "jenis,id,dari,sampai\nprogram,,2018-03-01,2018-03-12\nprogram,,2018-03-02,2018-03-13\n"
        "tempat,aula_a,2019-03-20,2019-03-22\ntempat,aula_a,2018-03-30,2018-04-22\n"
    )
    (only,) = notices(read(folder(halangan=obstacles)))
    assert only == (
        "halangan.csv baris 2, 4: di luar program (Selasa, 13 Maret 2018 s.d. Jumat, 30 Maret "
        "2018), "
        "jadi tidak berpengaruh. Tahunnya benar?"
    )


def test_obstacles_of_the_base_are_its_own_affair(folder, overlay, read):
    folder()
    shorter = "mulai = 2018-03-20\n[aturan.turns]\n"
    assert notices(read(overlay(shorter))) == []
    (only,) = notices(
        read(overlay(shorter, halangan="jenis,id,dari,sampai\nprogram,,2018-03-14,2018-03-15\n"))
    )
    assert only.startswith("halangan.csv baris 2: di luar program")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        *(
            (812345678, "0812345678"),
            (81234567890.0, "081234567890"),
            ("895123456789", "0895123456789"),
        ),
        *(
            ("0812 3456 7890", "0812 3456 7890"),
            ("+6281234567890", "+6281234567890"),
            (6281234567890, "6281234567890"),
        ),
        *(
            (80012345678, "80012345678"),
            (81234567, "81234567"),
            (8123456789012, "8123456789012"),
            (2154321098, "2154321098"),
        ),
    ],
)
def test_a_mobile_number_gets_its_0_back_where_that_is_certain(typed, kept):
    assert p.phone(typed) == kept


def test_numbers_that_got_their_0_back_are_told_by_row(folder, read):
    rows = "P1,Ani,,81234567890,Cengkareng,Kapuk\nP2,Ani,,081234567890,Cengkareng,Kapuk\n"
    s = read(folder(pendaftar=HEAD + rows))
    assert s.people["P1"].phone == s.people["P2"].phone == "081234567890"
    assert notices(s) == [
        "pendaftar.csv baris 2: telepon yang kehilangan 0 di depannya; 0 itu dipasang kembali."
    ]


def test_what_is_still_the_starters(tmp_path):
    path = write_starter(tmp_path / "a")
    (only,) = notices(load_scenario(path))
    assert only.startswith("program: title, draw_seed masih dari contoh")
    book = openpyxl.load_workbook(path)
    book["program"]["B2"] = "Pelatihan kita"
    book.save(path)
    (only,) = notices(load_scenario(path))
    assert only.startswith("program: draw_seed masih")
    book["program"]["B4"] = "kata kita"
    book.save(path)
    assert notices(load_scenario(path)) == []


def test_leftovers_of_the_example_in_ones_own_programme(tmp_path):
    """Own dates and people typed, but the example's deadline, Ramadan days and `at_most` stayed: 36
    people were left over while six weeks lay free.
    """
    path = write_starter(tmp_path / "a")
    book = openpyxl.load_workbook(path)
    sheet = book["program"]
    for row in sheet.iter_rows(min_row=2):
        own = {"title": "Kita", "draw_seed": "x", "mulai": "2027-01-04", "selesai": "2027-03-26"}
        row[1].value = own.get(row[0].value, row[1].value)
    for row in book["pendaftar"].iter_rows(min_row=2):
        row[0].value = str(row[0].value).replace("P", "Q")
    book["halangan"].delete_rows(2, 2)
    book.save(path)
    left, before = notices(load_scenario(path))
    assert "[kalender] baris 2, 3, 4, 5, 6, 7;" in left
    assert "[tempat] baris 2, 3;" in left
    assert "(aturan.simultaneous_phase.at_most, aturan.deadline.day)" in left
    assert "pendaftar" not in left
    assert before.startswith("aturan.deadline.day (Jumat, 12 Februari 2027) sebelum selesai")


def test_days_of_the_calendar_that_lie_outside_it(folder, read):
    days = "tanggal,status\n2018-03-30,tutup\n2017-03-30,tutup\n"
    (only,) = notices(read(folder(kalender=days)))
    assert only.startswith("kalender.csv baris 3: di luar program")


def test_a_day_of_the_calendar_of_which_nothing_is_said(folder, read):
    """A holiday whose status was left out stays open; a Saturday's note changes nothing."""
    days = "tanggal,status,golongan\n2018-03-15,,tutup\n2018-03-16,tutup,\n2018-03-17,,Imlek\n"
    (only,) = notices(read(folder(kalender=days)))
    assert only.startswith("kalender.csv baris 2: tidak mengubah apa-apa; kolom status kosong")


@pytest.mark.parametrize(("column", "year"), [("tanggal_lahir", 1898), ("daftar", 2008)])
def test_dates_of_a_person_that_cannot_be(folder, read, column, year):
    """Whoever had registered in 1900 by a slip of the pen came before all others."""
    head = f"{HEAD.strip()},{column}\n"
    said = ["2030-01-01", "1790-01-01", "2017-12-01", "2018-03-31", f"{year}-01-01"]
    said += [f"{year - 1}-12-31", "2018-03-30"]
    rows = [f"P{n},Ani,,,Cengkareng,Kapuk,{day}\n" for n, day in enumerate(said, start=1)]
    (only,) = notices(read(folder(pendaftar=head + "".join(rows))))
    assert only.startswith(f"pendaftar.csv baris 2, 3, 5, 7: {column} yang tidak mungkin")


def people_with(*niks):
    return [f"P{n},Ani,{nik},,Cengkareng,Kapuk" for n, nik in enumerate(niks, start=1)]


def test_a_nik_that_excel_kept_as_a_number_and_cut(book, read):
    """Its 16th digit became 0: a note, and no word about who is who."""
    file = book(pendaftar=HEAD + "\n".join(people_with("x", "x", "x")) + "\n")
    made = openpyxl.load_workbook(file)
    for row, nik in ((2, 3173990101900000), (3, 3173990101900000), (4, "3173990101900010")):
        made["pendaftar"].cell(row, 3, nik)
    made.save(file)
    s = read(file)
    (only,) = notices(s)
    assert only.startswith("buku.xlsx [pendaftar] baris 2, 3: 2 NIK di kolom nik berakhir 0")
    assert [s.people[p].nik for p in ("P1", "P2", "P3")] == ["", "", "3173990101900010"]


def test_a_whole_column_of_text_that_ends_in_0_was_a_number_once(folder, read):
    cut = [f"31739901019{n:04d}0" for n in range(6)]
    s = read(folder(pendaftar=HEAD + "\n".join(people_with(*cut)) + "\n"))
    assert [note for note in notices(s) if "6 NIK di kolom nik" in note]
    assert all(person.nik == "" for person in s.people.values())
    s = read(folder(pendaftar=HEAD + "\n".join(people_with(*cut, "3173990101900017")) + "\n"))
    assert notices(s) == []


def test_a_trade_spelt_in_two_ways(folder, read):
    """`kulinr` in one table and `kuliner` in the other: nobody needed the class, and all was said
    to be complete.
    """
    classes = "id,nama,maks,bidang\npelatihan,Pelatihan,4,\nboga,Boga,4,kuliner\n"
    people = "no_peserta,nama,kecamatan,kelurahan,bidang\nP1,A,Cengkareng,Kapuk,{}\n"
    people += "P2,B,Cengkareng,Kapuk,\n"
    for trade, told in (("kulinr", 2), ("kuliner", 0)):
        tables = {"kegiatan": classes, "pendaftar": people.format(trade), "urutan": None}
        made = folder(trade, **tables)
        those = [one for one in notices(read(made)) if "bidang yang" in one]
        assert len(those) == told
        assert not told or those[0].startswith("kegiatan.csv baris 3: bidang yang tidak dipunyai")
        assert not told or "pendaftar.csv baris 2: bidang yang tidak disebut" in those[1]
        assert not told or "kulinr" in those[1]
