"""The same scenario in English words is the same one; its complaints use its own headers."""

from __future__ import annotations

import pytest

from okoce_opt.io.tables.declared import TABLES
from okoce_opt.io.tables.english import HEADERS, setting_path
from tests.io.conftest import write_book, write_folder

TOML = """\
title = "Kecil"
draw_seed = "undian-1"
start = 2018-03-13
end = "30/03/2018"
weekdays = "Monday to Friday"
levels = [["most_placed"], ["few_sessions", "kelurahan_share"]]

[parts]
whole_day = "08.00-15.00"

[rules.turns]

[rules.simultaneous_phase]
at_most = 4

[goals.few_sessions]
price = 200

[papers]
letterhead = ["PEMERINTAH PROVINSI", "KOTA"]
paper = "F4"

[[papers.signers]]
office = "Camat {kecamatan}"
name = "{camat}"
"""

ENGLISH = {
    "kecamatan": "code,name,group\n31.73.01,Cengkareng,1\n31.73.05,Kebon Jeruk,2\n",
    "kelurahan": "code,name,kecamatan\n31.73.01.1001,Kapuk,31.73.01\n31.73.05.1001,Duri "
    "Kepa,Kebon Jeruk\n31.73.05.1002,Tongke-Tongke II,31.73.05\n",
    "venues": "id,kecamatan,name,seats\naula_a,Cengkareng,Aula A,100\naula_b,kebonjeruk,Aula "
    "B,50\n",
    "activities": "id,name,min,max,required\npelatihan,Pelatihan,1,100,yes\n"
    "perizinan,Perizinan,1,100,\n",
    "order": "activity,after,min gap days\nperizinan,pelatihan,5\n",
    "calendar": "date,status,soft\n2018-03-30,closed,no\n2018-03-20,,yes\n",
    "obstacles": "kind,id,from,to\nregistrant,P1,2018-03-13,14/03/2018\n",
    "registrants": "registrant,name,nik,kecamatan,kelurahan,weekdays,prefers,done_pelatihan\n"
    'P1,"Budi, S.Pd",3173990101900017,Cengkareng,Kapuk,"Monday, Tue",monday,\n'
    "P2,NA,3173990101900018,31.73.05,DURI KEPA,every day,whole day,2018-01-02\n"
    "P3,null,3173990101900019,31.73.05,Tongke-Tongke  II,,,\n",
}


def test_english_words_mean_the_same_problem(read, folder, tmp_path):
    mine, theirs = read(folder()), read(write_folder(tmp_path / "small", ENGLISH, TOML))
    assert theirs.digest == mine.digest
    assert theirs.papers == mine.papers


def test_english_sheets_and_keys_of_a_workbook(read, folder, tmp_path):
    program = [
        *(("title", "Kecil"), ("draw_seed", "undian-1"), ("start", "2018-03-13")),
        *(("end", "2018-03-30"), ("weekdays", "mon-fri"), ("levels.1", "most_placed")),
        *(("levels.2", "kelurahan_share, few_sessions"), ("parts.whole_day", "08.00-15.00")),
        *(("rules.turns", ""), ("rules.simultaneous_phase.at_most", 4)),
        ("goals.few_sessions.price", 200),
    ]
    book = write_book(tmp_path / "small" / "small.xlsx", ENGLISH, program)
    assert read(book).digest == read(folder()).digest


def test_a_complaint_uses_the_headers_of_the_file(complaints_of, tmp_path):
    wrong = {**ENGLISH, "venues": "id,kecamatan,name,seats\na,Cengkareng,A,many\nb,Nowhere,B,\n"}
    found = complaints_of(
        write_folder(tmp_path / "small", wrong, TOML.replace("price = 200", 'price = "dear"'))
    )
    assert {(c.code, c.file, c.row, c.column) for c in found} == {
        ("not_a_number", "venues.csv", 2, "seats"),
        ("unknown_kecamatan", "venues.csv", 3, "kecamatan"),
        ("missing_value", "venues.csv", 3, "seats"),
        ("not_a_number", "scenario.toml", 17, "goals.few_sessions.price"),
    }


def test_both_languages_of_one_column_are_one_too_many(complaints_of, folder):
    twice = "id,kecamatan,nama,kursi,seats\naula_a,Cengkareng,Aula A,100,100\n"
    assert [c.code for c in complaints_of(folder(tempat=twice))] == ["duplicate_column"]


def test_both_languages_of_one_setting_or_table_are_one_too_many(complaints_of, folder, tmp_path):
    twice = folder(toml=TOML + "[aturan.turns]\n")
    assert [c.code for c in complaints_of(twice)] == ["duplicate_id"]
    program = [("start", "2018-03-13"), ("mulai", "2018-03-14"), ("levels.1", "most_placed")]
    book = write_book(tmp_path / "small" / "small.xlsx", ENGLISH, program)
    assert ("duplicate_id", 3) in {(c.code, c.row) for c in complaints_of(book)}
    (twice / "venues.csv").write_bytes((twice / "tempat.csv").read_bytes())
    assert [c.code for c in complaints_of(twice)] == ["duplicate_id", "duplicate_table"]


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_no_english_header_means_two_columns_of_a_table(table):
    """A name that two columns claim would take one's cells for the other's."""
    names = [name for column in table.columns for name in HEADERS.get(column.header, ())]
    names += table.headers
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("rules.turns", "aturan.turns"),
        ("goals.few_sessions.price", "sasaran.few_sessions.harga"),
        ("papers.signers.1.office", "surat.penanda_tangan.1.jabatan"),
        ("weekday_parts.friday", "bagian_hari.jumat"),
        ("aturan.start", "aturan.start"),
        ("levels.2", "tingkat.2"),
    ],
)
def test_paths_of_settings(said, meant):
    assert setting_path(said) == meant
