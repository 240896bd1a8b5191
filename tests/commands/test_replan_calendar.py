"""A change written into a copied scenario is the same change as in one that extends it: each day
keeps the turn it had in the announced plan.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from okoce_opt import planning
from okoce_opt.domain.outcome import Planned
from okoce_opt.model.search import finding
from okoce_opt.options import Options
from tests.exported import small_story
from tests.oracle import HerePool

PEOPLE = "no_peserta,kecamatan,kelurahan\n" + "\n".join(
    f"{name},{kecamatan},{home}"
    for kecamatan, home in (("K1", "a"), ("K2", "c"))
    for name in (f"{kecamatan}{n}" for n in range(8))
)
LEVELS = '[["most_placed"], ["finish_early"]]'
CLOSED = "tanggal,status,golongan,keterangan"
ROW = "2026-01-07,tutup,cuti bersama,Libur"


@pytest.fixture(autouse=True)
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Solves run in this process."""
    monkeypatch.setattr(finding, "ChildPool", HerePool)


def story(folder: Path, **said: object) -> Path:
    rows = {"rules": ("turns",), "levels": LEVELS, "kalender": CLOSED, **said}
    return small_story(folder, PEOPLE, **rows)  # type: ignore[arg-type]


def planned(story: Path, old: Path | None = None) -> Planned:
    outcome = planning.plan(planning.read_scenario(story, old), Options(workers=1, budget=20))
    assert isinstance(outcome, Planned)
    return outcome


@pytest.fixture
def old(tmp_path: Path) -> Path:
    base = story(tmp_path / "dasar")
    planning.write(planning.read_scenario(base), planned(base), tmp_path / "hasil")
    return tmp_path / "hasil"


def overlay(tmp_path: Path, row: str = ROW) -> Path:
    folder = tmp_path / "bagaimana"
    folder.mkdir()
    (folder / "scenario.toml").write_text('extends = "../dasar"\n', encoding="utf-8")
    (folder / "kalender.csv").write_text(f"{CLOSED}\n{row}\n", encoding="utf-8")
    return folder


def test_a_copy_with_a_day_closed_is_the_same_as_a_what_if(tmp_path: Path, old: Path) -> None:
    """Without the record each later day would be the other group's."""
    copied = story(tmp_path / "salinan", kalender=f"{CLOSED}\n{ROW}")
    afresh = planning.read_scenario(copied).problem.calendar.turns
    one = planning.read_scenario(copied, old)
    what_if = overlay(tmp_path)
    other = planning.read_scenario(what_if, old)
    assert one.problem.calendar.turns == other.problem.calendar.turns
    assert one.problem.calendar.turns != afresh
    first, second = planned(copied, old), planned(what_if, old)
    assert first.plan == second.plan
    planning.write(one, first, tmp_path / "baru")
    verdict = planning.verify(tmp_path / "baru")
    assert verdict.stands
    assert verdict.scenario.problem.calendar.turns == one.problem.calendar.turns
    # a change of the change still knows the turns that were announced first
    again = planning.read_scenario(copied, tmp_path / "baru")
    assert again.problem.calendar.turns == one.problem.calendar.turns
    assert planned(copied, tmp_path / "baru").plan == first.plan


def test_days_at_the_end_count_on_and_a_day_opened_inside_is_free(
    tmp_path: Path, old: Path
) -> None:
    longer = story(
        tmp_path / "panjang", last="2026-01-20", kalender=f"{CLOSED}\n2026-01-10,buka,,Sabtu"
    )
    turns = {day.day: turn for day, turn in _turns(longer, old).items()}
    assert [turns[day] for day in (5, 6, 7, 8, 9, 12, 13, 14, 15, 16)] == ["1", "2"] * 5
    assert turns[10] == "bebas"
    assert [turns[day] for day in (19, 20)] == ["1", "2"]
    given = story(tmp_path / "giliran", kalender="tanggal,giliran\n2026-01-05,2")
    assert next(iter(_turns(given, old).values())) == "2"


def _turns(story: Path, old: Path) -> dict:
    return dict(planning.read_scenario(story, old).problem.calendar.turns)


def test_it_is_said_how_the_calendar_differs(okoce: Callable, tmp_path: Path, old: Path) -> None:
    copied = story(tmp_path / "salinan", kalender=f"{CLOSED}\n{ROW}\n2026-01-10,buka,,Sabtu")
    ran = okoce("check", copied, "--from", old)
    assert ran.code == 0
    assert "1 hari yang buka di rencana lama sekarang tutup: Rabu, 7 Januari 2026." in ran.err
    assert "bebas bagi semua kelompok: Sabtu, 10 Januari 2026." in ran.err
    assert "Giliran setiap hari tetap seperti di rencana lama." in ran.err
    assert "Rencana lama berlaku" not in ran.err
    regrouped = story(tmp_path / "kelompok", kecamatan="kode,nama,kelompok\nK1,Satu,1\nK2,Dua,1")
    ran = okoce("check", regrouped, "--from", old)
    assert "Di rencana lama ada giliran kelompok 2, yang tidak ada lagi" in ran.err
    third = story(tmp_path / "tiga", kecamatan="kode,nama,kelompok\nK1,Satu,1\nK2,Dua,3")
    ran = okoce("check", third, "--from", old)
    assert "Kelompok 3 tidak punya hari" in ran.err, (
        "its people are left over, and why was not said"
    )
    same = okoce("check", tmp_path / "dasar", "--from", old)
    assert "Giliran" not in same.err
    assert "tidak punya hari" not in same.err
    assert "buka" not in same.err
    assert f"--from {old}" in same.out


def test_check_counts_the_change(okoce: Callable, tmp_path: Path, old: Path) -> None:
    """What is past is not open to those who are new: they are short, and `check` says so only when
    it knows of the old plan.
    """
    toml = LEVELS + '\nhari_ini = "2026-01-16"\n'
    more = PEOPLE + "\nBaru1,K1,a\nBaru2,K2,c"
    late = small_story(tmp_path / "kini", more, rules=("turns",), levels=toml, kalender=CLOSED)
    report = planning.check(planning.read_scenario(late, old))
    assert sum(s.missing for s in report.shortfalls) >= 1
    ran = okoce("check", late, "--from", old, "--json")
    assert ran.answer["shortfalls"]


def test_a_day_that_a_what_if_opens_is_free_and_said_to_be(tmp_path: Path) -> None:
    """In the base itself the same row has its place in the turns: nothing is said."""
    row = "2026-01-10,buka"
    story(tmp_path / "dasar")
    said = [str(one) for one in planning.read_scenario(overlay(tmp_path, row)).notices]
    assert any("10 Januari 2026: dibuka oleh skenario ini, jadi bebas" in one for one in said)
    alone = story(tmp_path / "sendiri", kalender=f"{CLOSED}\n{row}")
    assert not any("dibuka oleh" in str(one) for one in planning.read_scenario(alone).notices)
