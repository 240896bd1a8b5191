"""A camat's first sheet says who has no seat, whose seat has changed, and which kelurahan is let
off.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from okoce_opt import planning
from okoce_opt.reports.content import labels
from tests.exported import small_story, written

PEOPLE = """no_peserta,nama,kecamatan,kelurahan
X,Xenia,K1,a
Y,Yanti,K1,b
V,Vera,K1,b
L,Lina,K2,c"""
FIRST, SECOND = "P|aula|2026-01-05|sehari", "P|aula|2026-01-06|sehari"
OTHER = "P|gedung|2026-01-05|sehari"
ROSTER = f"{labels.FOLDER}/DaftarHadir_Satu.xlsx"


@pytest.fixture
def story(tmp_path: Path) -> Path:
    return small_story(
        tmp_path / "cerita",
        PEOPLE,
        rules=["every_kelurahan_present\nat_least = 1\nwhere_possible = true"],
        kegiatan="id,nama,maks\nP,Pelatihan,2",
    )


@pytest.fixture
def old(story: Path, tmp_path: Path) -> Path:
    return written(story, [("X", FIRST), ("Y", FIRST), ("L", OTHER)], tmp_path / "lama")


def words(out: Path, name: str = ROSTER) -> list[str]:
    sheet = load_workbook(out / name)[labels.SUMMARY]
    return [str(c.value) for row in sheet.iter_rows() for c in row if c.value is not None]


def test_who_has_no_seat_and_why(old: Path):
    said = words(old)
    assert "1 orang belum mendapat semua kursinya; 1 pengecualian kelurahan (rincian di bawah)" in (
        said
    )
    at = said.index("Belum mendapat kursi")
    assert said[at + 5 : at + 8] == ["V", "Vera", "Pelatihan"]
    assert said[at + 8]
    other = words(old, f"{labels.FOLDER}/DaftarHadir_Dua.xlsx")
    assert "Semua mendapat kursi di setiap kegiatan wajib" in other
    assert "Vera" not in other


def test_a_kelurahan_that_is_let_off_is_on_the_sheet_of_its_office(old: Path):
    (line,) = [said for said in words(old) if "tidak dituntut hadir" in said]
    assert line.startswith("Anggrek ")
    assert not any(
        "tidak dituntut" in w for w in words(old, f"{labels.FOLDER}/DaftarHadir_Dua.xlsx")
    )


def test_what_has_changed_since_the_announced_plan(story: Path, old: Path, tmp_path: Path):
    seats = [("X", SECOND), ("Y", FIRST), ("V", SECOND), ("L", OTHER)]
    out = written(story, seats, tmp_path / "baru", old=old)
    said = words(out)
    assert any("2 orang berubah jadwal sejak rencana sebelumnya" in word for word in said)
    at = said.index("Berubah sejak rencana sebelumnya")
    assert said[at + 5 : at + 13] == [
        *("V", "Vera", "Pelatihan"),
        "semula tidak ada, menjadi Sel, 06-01-2026 Aula Satu",
        *("X", "Xenia", "Pelatihan"),
        "semula Sen, 05-01-2026 Aula Satu, menjadi Sel, 06-01-2026 Aula Satu",
    ]
    assert any(
        "0 orang berubah jadwal" in word
        for word in words(out, f"{labels.FOLDER}/DaftarHadir_Dua.xlsx")
    )


def test_a_plan_made_afresh_says_nothing_of_changes(old: Path):
    assert not any("sejak rencana sebelumnya" in word for word in words(old))


def test_another_hour_of_the_same_seat_is_a_change(story: Path, old: Path, tmp_path: Path):
    toml = (story / "scenario.toml").read_text(encoding="utf-8")
    (story / "scenario.toml").write_text(toml.replace("08.00-15.00", "07.00-11.00"))
    seats = [("X", FIRST), ("Y", FIRST), ("L", OTHER)]
    said = words(written(story, seats, tmp_path / "baru", old=old))
    assert any("semula 08.00-15.00, Aula Satu, menjadi 07.00-11.00, Aula Satu" in w for w in said)


@pytest.mark.parametrize(
    ("table", "said", "line"),
    [
        (
            "tempat",
            "id,kecamatan,nama,kursi\naula,K1,Aula Baru,4\nbalai,K1,Balai Satu,4\ngedung,K2,G,4",
            "semula 08.00-15.00, Aula Satu, menjadi 08.00-15.00, Aula Baru",
        ),
        (
            "kegiatan",
            "id,nama,maks,lama\nP,Pelatihan,2,2",
            "menjadi Senin, 5 Januari 2026 s.d. Selasa, 6 Januari 2026, 08.00-15.00, Aula Satu",
        ),
        (
            "kegiatan",
            "id,nama,maks,catatan\nP,Pelatihan,2,KTP dan KK",
            "semula 08.00-15.00, Aula Satu, membawa tidak apa-apa, "
            "menjadi 08.00-15.00, Aula Satu, membawa KTP dan KK",
        ),
    ],
)
def test_another_name_or_length_of_the_same_seat_is_a_change(
    story: Path, old: Path, tmp_path: Path, table: str, said: str, line: str
):
    """What is printed for somebody is another thing, though the session's code is the same."""
    (story / f"{table}.csv").write_text(said + "\n", encoding="utf-8")
    new = written(story, [("X", FIRST), ("Y", FIRST), ("L", OTHER)], tmp_path / "baru", old=old)
    assert any("2 orang berubah jadwal" in word for word in words(new))
    assert any(line in word for word in words(new))


@pytest.mark.parametrize("word", ["V", "Pelatihan"])
def test_a_changed_line_is_found(old: Path, word: str):
    book = load_workbook(old / ROSTER)
    sheet = book[labels.SUMMARY]
    row = next(c.row for c in sheet["A"] if c.value == "Belum mendapat kursi") + 2
    cell = next(c for c in sheet[row] if c.value == word)
    cell.value = "Y" if word == "V" else "Perizinan"
    book.save(old / ROSTER)
    verdict = planning.verify(old)
    assert verdict.violations
    assert all(f"[{labels.SUMMARY}]" in v.cells[0] for v in verdict.violations)
