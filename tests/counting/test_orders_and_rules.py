"""What the planner ordered, against rules that work on days, weeks and kinds of people: each is
named with both sides, where it once ended in *impossible* without a name.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from okoce_opt import planning
from tests.exported import small_story

HEADER = "no_peserta,kecamatan,kelurahan"
SESI = "kegiatan,tempat,tanggal,bagian,status"
TEAM = {"kegiatan": "id,nama,maks,tim\nP,Pelatihan,4,mitra", "tim": "id,jenis\nT1,mitra"}
TWO = "Z,Perizinan,4"
RESERVE = {
    "kegiatan": "id,nama,maks,wajib,cadangan_untuk\nP,Pelatihan,4,,\nR,Susulan,4,tidak,P",
    "kehadiran": "kegiatan,persen\nP,50",
}
HALLS = "id,kecamatan,nama,kursi\naula,K1,Aula,4\nbalai,K1,Balai,4\ngedung,K2,Gedung,4"
EVERYONE = {"rules": ("everyone_placed",), "levels": '[["few_sessions"]]'}
ONE_DAY = {"last": "2026-01-05", "weekdays": "senin"}


def told(*days: int) -> str:
    return "\n".join([SESI, *(f"P,aula,2026-01-{day:02d},sehari,dipakai" for day in days)])


def pinned(*days: int) -> str:
    rows = [f"A{n},K1,a,P|aula|2026-01-{day:02d}|sehari" for n, day in enumerate(days)]
    return "\n".join([f"{HEADER},pin_P", *rows, "V,K2,c,"])


PEOPLE = f"{HEADER}\nA,K1,a\nB,K1,b\nV,K2,c"
CASES: dict[str, tuple[str, dict[str, object], tuple[str, ...]]] = {
    "two days told, one a week": (
        PEOPLE,
        {"sesi": told(5, 6), "rules": ("meeting_days\nat_most = 1",)},
        ("Satu: is to meet on 2 days, at most 1 may be", "sesi.csv row 2", "sesi.csv row 3"),
    ),
    "two pins, one day a week": (
        pinned(5, 6),
        {"rules": ("meeting_days\nat_most = 1",)},
        ("Satu: is to meet on 2 days", "pendaftar.csv row 2", "pendaftar.csv row 3"),
    ),
    "two pins, one day of the team": (
        pinned(5, 6),
        {**TEAM, "rules": ("team_days\nat_most = 1",)},
        ("mitra: the sessions to be held", "need a team on 2 days, 1 may be", "row 3"),
    ),
    "two sessions, one person of a kelurahan": (
        f"{PEOPLE}\nC,K1,a",
        {"sesi": told(5, 6), "rules": ("every_kelurahan_present",)},
        ("sesi.csv row 2", "sesi.csv row 3", "1 person of kelurahan Bakung; there are 1"),
    ),
    "a pin whose household cannot come": (
        f"{HEADER},hari,keluarga,pin_P\nA,K1,a,,k,P|aula|2026-01-05|sehari\n"
        "B,K1,a,selasa,k,\nV,K2,c,,,",
        {"keluarga": "id,cara\nk,bersama"},
        ("Pin A in P|aula|2026-01-05|sehari", "B of the same household (keluarga.csv row 2)"),
    ),
    "told on the last day, no make-up after it": (
        PEOPLE,
        {**RESERVE, "sesi": told(16), "rules": ("make_up",)},
        ("P|aula|2026-01-16|sehari (sesi.csv row 2)", "0 make-up seats after it"),
    ),
    "two activities, one half-day": (
        PEOPLE,
        {
            **EVERYONE,
            **ONE_DAY,
            "kegiatan": f"id,nama,maks\nP,Pelatihan,4\n{TWO}",
            "tempat": HALLS + "\ngudang,K2,Gudang,4",
        },
        ("Satu: 2 people (A, B) cannot attend all", "Pelatihan, Perizinan"),
    ),
    "two kecamatan, one day, one at a time, two halls": (
        PEOPLE,
        {
            **ONE_DAY,
            "tempat": HALLS,
            "levels": '[["few_sessions"]]',
            "rules": ("everyone_placed", "simultaneous_phase\nat_most = 1"),
        },
        ("need 2 meeting days together, there are 1",),
    ),
}


@pytest.mark.parametrize("what", CASES)
def test_both_sides_are_named(what: str, tmp_path: Path) -> None:
    people, tables, parts = CASES[what]
    scenario = planning.read_scenario(small_story(tmp_path / "s", people, **tables))  # type: ignore[arg-type]
    said = [one.words.en for one in planning.check(scenario).shortfalls if one.hard]
    assert [line for line in said if all(part in line for part in parts)], said


def test_couples_in_sessions_of_three_are_told_where_people_may_stay_without(
    tmp_path: Path,
) -> None:
    """Two sessions of three take one couple each: two of six are left over, and that is said."""
    people = [f"P{n},K1,a,k{n // 2}" for n in range(6)]
    story = small_story(
        tmp_path / "s",
        "\n".join([f"{HEADER},keluarga", *people, "V,K2,c,"]),
        keluarga="id,cara\nk0,bersama\nk1,bersama\nk2,bersama",
        tempat="id,kecamatan,nama,kursi\naula,K1,Aula,3\ngedung,K2,Gedung,4",
        last="2026-01-06",
    )
    (short,) = planning.check(planning.read_scenario(story)).shortfalls
    assert (short.hard, short.missing) == (False, 2)
    assert "households that sit together cannot be divided" in short.words.en
