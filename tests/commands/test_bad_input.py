"""Wrong input at the command line: exit 2, all complaints at once with their places, no traceback,
nothing written.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.exported import small_story

PEOPLE = "no_peserta,nama,kecamatan,kelurahan\nX,Xenia,K1,a\nY,Yanti,K1,b"
ORDERED = "id,nama,maks\nP,Pelatihan,4\nZ,Perizinan,4"


def story(folder: Path, **tables: str) -> Path:
    return small_story(folder / "cerita", tables.pop("pendaftar", PEOPLE), **tables)


def without(table: str) -> Callable[[Path], Path]:
    def made(folder: Path) -> Path:
        made = story(folder)
        (made / f"{table}.csv").unlink()
        return made

    return made


def setting(old: str, new: str) -> Callable[[Path], Path]:
    """The story with something else in scenario.toml."""

    def made(folder: Path) -> Path:
        made = story(folder)
        text = (made / "scenario.toml").read_text(encoding="utf-8")
        assert old in text
        (made / "scenario.toml").write_text(text.replace(old, new), encoding="utf-8")
        return made

    return made


def tables(**given: str) -> Callable[[Path], Path]:
    return lambda folder: story(folder, **given)


def what_if(**given: str) -> Callable[[Path], Path]:
    """A what-if of the story that says no more than these tables."""

    def made(folder: Path) -> Path:
        story(folder)
        other = folder / "lain"
        other.mkdir()
        (other / "scenario.toml").write_text(
            'extends = "../cerita"\ntitle = "Lain"\nstory = "Lain."\n', encoding="utf-8"
        )
        for name, rows in given.items():
            (other / f"{name}.csv").write_text(rows + "\n", encoding="utf-8")
        return other

    return made


CASES: dict[str, tuple[Callable[[Path], Path], str, str, int, str]] = {
    "a table is missing": (without("tempat"), "missing_table", "", 0, ""),
    "a column is missing": (
        tables(tempat="id,kecamatan,nama\naula,K1,Aula"),
        "missing_column",
        "tempat.csv",
        1,
        "kursi",
    ),
    "an unknown kelurahan": (
        tables(pendaftar=f"{PEOPLE}\nW,W,K1,q"),
        "unknown_kelurahan",
        "pendaftar.csv",
        4,
        "kelurahan",
    ),
    "an id twice": (
        tables(pendaftar=f"{PEOPLE}\nX,W,K1,a"),
        "duplicate_id",
        "pendaftar.csv",
        4,
        "no_peserta",
    ),
    "an id that is a NIK": (
        tables(pendaftar=f"{PEOPLE}\n3173990101900017,W,K1,a"),
        "nik_as_id",
        "pendaftar.csv",
        4,
        "no_peserta",
    ),
    "a date that is none": (
        tables(halangan="jenis,id,dari,sampai\npendaftar,X,2026-02-29,2026-03-01"),
        "not_a_date",
        "halangan.csv",
        2,
        "dari",
    ),
    "seats below nothing": (
        tables(tempat="id,kecamatan,nama,kursi\naula,K1,Aula,-5"),
        "out_of_range",
        "tempat.csv",
        2,
        "kursi",
    ),
    "seats in words": (
        tables(tempat="id,kecamatan,nama,kursi\naula,K1,Aula,banyak"),
        "not_a_number",
        "tempat.csv",
        2,
        "kursi",
    ),
    "a loop in the order": (
        tables(kegiatan=ORDERED, urutan="kegiatan,sesudah\nZ,P\nP,Z"),
        "order_loop",
        "urutan.csv",
        0,
        "sesudah",
    ),
    "a group without kecamatan": (
        tables(kalender="tanggal,giliran\n2026-01-06,9"),
        "group_without_kecamatan",
        "kalender.csv",
        2,
        "giliran",
    ),
    "another kecamatan's kelurahan": (
        tables(pendaftar=f"{PEOPLE}\nW,W,K1,c"),
        "foreign_kelurahan",
        "pendaftar.csv",
        4,
        "kelurahan",
    ),
    "an empty list": (
        tables(pendaftar="no_peserta,nama,kecamatan,kelurahan"),
        "empty_list",
        "pendaftar.csv",
        0,
        "",
    ),
    "a key misspelt": (
        setting("draw_seed", "drawseed"),
        "unknown_key",
        "scenario.toml",
        3,
        "drawseed",
    ),
    "a rule misspelt": (
        setting("[bagian]", "[aturan.turn]\n[bagian]"),
        "unknown_key",
        "scenario.toml",
        9,
        "aturan.turn",
    ),
    "both ways to place people": (
        setting("[bagian]", "[aturan.everyone_placed]\n[bagian]"),
        "everyone_or_most",
        "scenario.toml",
        9,
        "aturan.everyone_placed",
    ),
    "neither way to place people": (
        setting("most_placed", "few_sessions"),
        "everyone_or_most",
        "scenario.toml",
        7,
        "tingkat",
    ),
    "removed what is not there": (
        what_if(pendaftar="no_peserta,hapus\nQ,1"),
        "removes_nothing",
        "pendaftar.csv",
        2,
        "hapus",
    ),
    "new without its columns": (
        what_if(tempat="id,kursi\nbaru,5"),
        "missing_value",
        "tempat.csv",
        2,
        "nama",
    ),
}


@pytest.mark.parametrize(
    ("make", "code", "file", "row", "column"), CASES.values(), ids=CASES.keys()
)
@pytest.mark.parametrize("command", ["check", "plan"])
def test_is_told_with_its_place(okoce, tmp_path, command, make, code, file, row, column):
    path = make(tmp_path)
    before = sorted(tmp_path.rglob("*"))
    line = [command, path, *(["--out", tmp_path / "hasil"] if command == "plan" else [])]
    ran = okoce(*line, "--json")
    assert ran.code == 2
    assert ran.answer["outcome"] == "wrong_input"
    places = [(c["code"], c["file"], c["row"], c["column"]) for c in ran.answer["complaints"]]
    assert [place for place in places if place[0] == code], places
    if file:
        assert (code, file, row, column) in places, places
    assert "Traceback" not in ran.out + ran.err
    assert sorted(tmp_path.rglob("*")) == before


def test_all_at_once_in_words(okoce, tmp_path):
    """Nine mistakes in six places: one run tells them all, with what to do."""
    path = story(
        tmp_path,
        pendaftar=f"{PEOPLE}\nW,W,K1,c\nX,X,K1,a\nV,V,K1,Anggrk\n3173990101900017,N,K1,a",
        tempat="id,kecamatan,nama,kursi\naula,K1,Aula,-5\nbalai,K1,Balai,banyak\ngedung,K2,Gedung,4",
        halangan="jenis,id,dari,sampai\npendaftar,X,2026-02-29,2026-03-01",
        kegiatan=ORDERED,
        urutan="kegiatan,sesudah\nZ,P\nP,Z",
    )
    text = (path / "scenario.toml").read_text(encoding="utf-8")
    (path / "scenario.toml").write_text(text.replace("draw_seed", "drawseed"), encoding="utf-8")
    ran = okoce("plan", path, "--out", tmp_path / "hasil", "--json")
    assert ran.code == 2
    codes = {complaint["code"] for complaint in ran.answer["complaints"]}
    assert codes >= {
        *("foreign_kelurahan", "duplicate_id", "unknown_kelurahan", "nik_as_id", "out_of_range"),
        *("not_a_number", "not_a_date", "order_loop", "unknown_key"),
    }
    ran = okoce("check", path)
    assert ran.code == 2
    assert "Maksud Anda draw_seed?" in ran.err
    assert "Maksud Anda Anggrek?" in ran.err
    for place in ("pendaftar.csv", "tempat.csv", "halangan.csv", "urutan.csv", "scenario.toml"):
        assert place in ran.err
    assert "3173990101900017" not in ran.err
    assert [entry.name for entry in tmp_path.iterdir()] == ["cerita"]


def test_one_mistake_in_many_rows_is_one_line_on_the_screen(okoce, tmp_path):
    rows = "".join(f"\nA{n},Ani,K1,a,sesekali" for n in range(1, 13))
    path = story(
        tmp_path,
        pendaftar=f"no_peserta,nama,kecamatan,kelurahan,hari\nX,X,K1,a,senin{rows}\nY,Y,K1,b,snin",
    )
    ran = okoce("check", path)
    assert ran.code == 2
    assert ran.err.count("sesekali") == 1
    assert (
        "baris 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 dan 2 baris lagi, kolom hari: tertulis 'sesekali'"
        in ran.err
    )
    assert "baris 15, kolom hari: tertulis 'snin'" in ran.err
    assert "13 hal harus diperbaiki dulu" in ran.err
    assert len(okoce("check", path, "--json").answer["complaints"]) == 13


def test_a_missing_key_is_told_in_a_sentence(okoce, tmp_path):
    path = setting("draw_seed", "_draw_seed")(tmp_path)
    lines = okoce("check", path).err
    assert "scenario.toml, kunci draw_seed: seharusnya terisi. Tambahkan draw_seed." in lines


def test_doubtful_input_is_noted_and_no_mistake(okoce, tmp_path):
    path = story(tmp_path, halangan="jenis,id,dari,sampai\nprogram,,2019-01-05,2019-01-06")
    ran = okoce("check", path)
    assert ran.code == 0
    assert "Catatan: halangan.csv baris 2: di luar program" in ran.err
    (note,) = okoce("check", path, "--json", "--lang", "en").answer["notes"]
    assert note.startswith("halangan.csv row 2: outside the programme")
