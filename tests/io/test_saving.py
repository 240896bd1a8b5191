"""A scenario that is saved and read again is the same, in a folder and in a workbook."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from okoce_opt import Plan, PlanFilesError, Planned, Scenario, read_scenario, verify_folder, write
from okoce_opt.domain.id_checks import FORMULA_SIGNS
from okoce_opt.domain.outcome import SettledLevel
from tests.io.test_frames import PROGRAM, made, tables

HOME = Path(__file__).parents[2]
STORIES = ("kecil", "satu_workbook", "dua_kecamatan")
FORMS = ("folder", "buku.xlsx")


def _same(one: Scenario, other: Scenario) -> None:
    assert one.digest == other.digest
    assert one.people == other.people
    assert one.papers == other.papers
    assert one.story == other.story
    assert one.problem.calendar.turns == other.problem.calendar.turns


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("story", STORIES)
def test_stories_come_back_as_they_were(story: str, form: str, tmp_path: Path) -> None:
    """With and without a base, teams, prices, quotas, sessions told, letterhead and signers."""
    scenario = read_scenario(HOME / "scenarios" / story)
    _same(read_scenario(scenario.save(tmp_path / form)), scenario)


@pytest.mark.parametrize("form", FORMS)
def test_all_that_cells_can_say_comes_back(form: str, tmp_path: Path) -> None:
    people = tables()["pendaftar"].assign(
        nama=["Siti, S.Pd", "=1+1", "'=O'Neil", 'Budi "B"', "Rina; Tuti", "Ani"],
        nik=["3173990101900001", *[None] * 5],
        telepon=["+6281200000001", "081200000002", *[None] * 4],
        hari=["semua hari", "senin-rabu", "kecuali jumat", "jumat", None, "friday"],
        suka=["senin", "pagi", "senin, siang", None, None, None],
        selesai_P=[date(2026, 1, 2), *[None] * 5],
    )
    base = made(
        pendaftar=people,
        program={
            **PROGRAM,
            "story": "Baris satu.\nBaris dua.",
            "bagian": {"pagi": "08.00-12.00", "siang": "13.00-16.00"},
            "surat": {
                "kop": ["SATU", "DUA"],
                "penanda_tangan": [{"jabatan": "Camat {kecamatan}"}, {"jabatan": "Panitia"}],
                "tanggal_revisi": date(2026, 1, 1),
            },
        },
        kehadiran=pd.DataFrame({"kegiatan": ["P"], "persen": [87.5], "luber_sekali_dari": [20]}),
        kelurahan=tables()["kelurahan"].assign(lintang=[-6.1754, None], bujur=[106.8272, None]),
    )
    changed = base.what_if(
        pendaftar=pd.DataFrame(
            {
                "no_peserta": ["A1", "A3", "A4"],
                "hari": ["-", "semua hari", None],
                "hapus": [False, False, True],
            }
        ),
        rules={"deadline": {"day": date(2026, 1, 8)}},
    )
    back = read_scenario(base.save(tmp_path / f"dasar_{form}"))
    _same(back, base)
    _same(read_scenario(changed.save(tmp_path / f"lain_{form}")), changed)
    assert changed.problem.registrants["A1"].weekdays is None
    assert back.people["A1"].name == "=1+1"
    assert back.people["A2"].name == "'=O'Neil"


def test_no_text_is_a_formula_in_a_spreadsheet(tmp_path: Path) -> None:
    """Names, notes and phones that begin with a sign stand behind an apostrophe, numbers do not;
    people may write so by hand too.
    """
    people = tables()["pendaftar"].assign(
        nama=["=1+1", "+SUM(A1)", "-2+3", "@cmd", "\uff1d1", "Ani"], telepon="+62812-0000-0001"
    )
    halls = tables()["tempat"].assign(nama='=HYPERLINK("x")', lintang=-6.1754, bujur=106.8)
    folder = made(pendaftar=people, tempat=halls).save(tmp_path / "skenario")
    for path in folder.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            fields = [field for row in csv.reader(file) for field in row]
        assert [f for f in fields if f.startswith(FORMULA_SIGNS)] == ["-6.1754"] * (
            len(halls) if path.stem == "tempat" else 0
        )
    by_hand = (folder / "pendaftar.csv").read_text("utf-8").replace(",Ani,", ",'+Ani,")
    (folder / "pendaftar.csv").write_text(by_hand, "utf-8")
    back = read_scenario(folder)
    assert [back.people[f"A{n}"].name for n in range(6)] == [*people["nama"][:5], "+Ani"]
    assert back.people["A1"].phone == "+62812-0000-0001"


def test_a_what_if_of_files_names_them_and_whole_brings_them_along(tmp_path: Path) -> None:
    base = read_scenario(made().save(tmp_path / "dasarnya"))
    changed = base.what_if(tempat=pd.DataFrame({"id": ["aula"], "kursi": [6]}))
    small = changed.save(tmp_path / "aula_besar")
    assert sorted(path.name for path in small.rglob("*")) == ["scenario.toml", "tempat.csv"]
    assert 'extends = "../dasarnya"' in (small / "scenario.toml").read_text("utf-8")
    whole = changed.save(tmp_path / "utuh", whole=True)
    assert (whole / "dasar" / "pendaftar.csv").is_file()
    _same(read_scenario(small), changed)
    _same(read_scenario(whole), changed)


def test_nothing_that_is_there_is_written_over(tmp_path: Path) -> None:
    (tmp_path / "catatan.txt").write_text("milik saya")
    with pytest.raises(PlanFilesError, match="tidak kosong"):
        made().save(tmp_path)
    book = made().save(tmp_path / "a.xlsx")
    with pytest.raises(PlanFilesError, match="tidak kosong"):
        made().save(book)


def test_a_plan_of_frames_is_verified_from_its_own_folder(tmp_path: Path) -> None:
    """The scenario stands beside the plan, without NIK and phones unless they are shown."""
    people = tables()["pendaftar"].assign(nama="Siti", nik="3173990101900001", telepon="0812000000")
    scenario = made(pendaftar=people, levels=["most_placed"])
    first, second = (f"P|aula|2026-01-0{day}|sehari" for day in (5, 6))
    plan = Plan.of([(f"A{n}", first if n < 3 else second) for n in range(6)])
    planned = Planned(plan, (SettledLevel({"most_placed": 0}, 0, 0),))
    names = write(scenario, planned, tmp_path / "hasil")
    assert "skenario/pendaftar.csv" in names
    kept = (tmp_path / "hasil" / "skenario" / "pendaftar.csv").read_text("utf-8")
    assert "Siti" in kept
    assert "3173" not in kept
    assert "0812" not in kept
    (tmp_path / "hasil").rename(tmp_path / "pindah")
    verdict = verify_folder(tmp_path / "pindah")
    assert verdict.stands
    assert verdict.scenario.digest == scenario.digest
