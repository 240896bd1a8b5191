"""`okoce rollout waiting`: somebody withdraws, and their seat goes to who has waited longest."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from okoce_opt.io import load_scenario
from okoce_opt.plan_files.record import read_plan
from okoce_opt.rollout.store import Rollout
from tests.exported import small_story, written

PEOPLE = """no_peserta,nama,kecamatan,kelurahan,daftar
A,Ani,K1,a,2025-12-01
B,Budi,K1,a,2025-12-02
C,Cici,K1,a,2025-12-20
D,Dodi,K1,b,2025-11-01"""
SESSION = "P|aula|2026-01-12|sehari"


@pytest.fixture
def year(okoce: Callable, tmp_path: Path) -> Path:
    """Ani and Dodi have the two seats that there are; Ani withdraws."""
    kegiatan = "id,nama,maks\nP,Pelatihan,2"
    story = small_story(tmp_path / "cerita", PEOPLE, kegiatan=kegiatan)
    plan = written(story, [("A", SESSION), ("D", SESSION)], tmp_path / "hasil")
    with Rollout.init(tmp_path / "tahun", load_scenario(story)) as rollout:
        rollout.commit(what="plan", expected=rollout.current, plan=read_plan(plan))
    home = tmp_path / "tahun"
    assert okoce("rollout", "change", home, "mundur", "A", "--today", "2026-01-06").code == 0
    return home


def test_offered_refused_offered_accepted(okoce: Callable, year: Path) -> None:
    today = ("--today", "2026-01-06")
    ran = okoce("rollout", "waiting", year, *today)
    assert ran.code == 0, ran.err
    said = "Pelatihan, Senin 12 Januari 2026, Aula Satu (sehari)"
    assert f"1 kursi kosong di {said}, dari Kelurahan Anggrek:" in ran.out
    # a level is said by its goals, and what becomes of it in a word
    assert "(tingkat 1, Sebanyak mungkin mendapat tempat: membaik 1" in ran.out, ran.out
    assert ran.out.index("1. B, Pelatihan") < ran.out.index("2. C, Pelatihan")
    assert "--offer B" in ran.out
    for word, person in (("--offer", "B"), ("--refuse", "B"), ("--offer", "C")):
        ran = okoce("rollout", "waiting", year, word, person, *today)
        assert ran.code == 0, ran.err
    assert f"C, {said}: ditawarkan sampai Jumat, 9 Januari 2026" in ran.out
    # and how the answer is recorded, with the code as it must be typed
    assert f'--accept C --session "{SESSION}"' in ran.out
    # one seat, one open offer; who has refused is not asked again
    assert okoce("rollout", "waiting", year, "--offer", "B", *today).code == 2
    assert okoce("rollout", "waiting", year, "--accept", "B", *today).code == 2
    ran = okoce("rollout", "waiting", year, "--accept", "C", *today, "--json")
    assert (ran.code, ran.answer["answer"]) == (0, "accept"), ran.err
    with Rollout.open(year) as rollout:
        plan = rollout.plan(rollout.current).plan
        assert plan.people[SESSION] == ("C", "D")
        assert "A" not in rollout.scenario(rollout.current).problem.registrants
    shown = okoce("rollout", "waiting", year, *today, "--json").answer
    assert shown["free"] == []
    assert [(o["person"], o["answer"]) for o in shown["offers"]] == [
        ("B", "refuse"),
        ("C", "accept"),
    ]
    assert "tawaran diterima" in okoce("rollout", "history", year).out


def test_an_offer_expires_and_the_next_is_asked(okoce: Callable, year: Path) -> None:
    ran = okoce("rollout", "waiting", year, "--offer", "B", "--today", "2026-01-06")
    assert ran.code == 0, ran.err
    later = ("--today", "2026-01-10")
    out = okoce("rollout", "waiting", year, *later).out
    assert "lewat waktu" in out
    assert "1. C, Pelatihan" in out
    late = okoce("rollout", "waiting", year, "--accept", "B", *later)
    assert (late.code, "sudah lewat" in late.err) == (2, True)
    assert okoce("rollout", "waiting", year, "--offer", "C", *later).code == 0


def test_who_cannot_have_it_is_told_why(okoce: Callable, year: Path) -> None:
    ran = okoce("rollout", "waiting", year, "--offer", "D", "--today", "2026-01-06")
    assert ran.code == 2
    assert "bukan dari kelurahannya" in ran.err
    ran = okoce("rollout", "waiting", year, "--today", "2026-01-13")
    assert "Tidak ada kursi yang kosong" in ran.out
