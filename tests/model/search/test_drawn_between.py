"""F5: of two groups who wanted the same seats, always the same one was seated whole, whatever the
seed; the draw decided only within a group.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from okoce_opt import planning
from okoce_opt.domain.outcome import Planned
from okoce_opt.model.naming.draw import draw_order
from okoce_opt.model.search import finding
from okoce_opt.options import Options
from tests.exported import small_story
from tests.oracle import HerePool

FIRST = [f"A{n}" for n in range(4)]
OTHERS = [f"B{n}" for n in range(4)]
SEEDS = range(12)
SIX = {"rules": ["quota"], "jatah": "kegiatan,kecamatan,orang\nP,K1,6"}
TWO = {
    "kegiatan": "id,nama,maks\nP,Pelatihan,4\nZ,Perizinan,4",
    "urutan": "kegiatan,sesudah,jeda_min\nZ,P,1",
    "jatah": f"{SIX['jatah']}\nZ,K1,6",
    "last": "2026-01-09",
}


@pytest.fixture(autouse=True)
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Solves run in this process."""
    monkeypatch.setattr(finding, "ChildPool", HerePool)


def planned(folder: Path, first: str, others: str, title: str = "hari", **said: object) -> Planned:
    """Two groups of four that differ in one column; who has no seat is told by the plan."""
    rows = [f"no_peserta,kecamatan,kelurahan,{title}"]
    rows += [f"{who},K1,a,{first}" for who in FIRST] + [f"{who},K1,a,{others}" for who in OTHERS]
    story = small_story(folder, "\n".join(rows), **{"levels": '[["most_placed"]]', **said})
    toml = story / "scenario.toml"
    text = toml.read_text(encoding="utf-8")
    toml.write_text(text.replace('"kecil"', f'"{folder.name}"'), encoding="utf-8")
    outcome = planning.plan(planning.read_scenario(story), Options(workers=1, budget=2))
    assert isinstance(outcome, Planned)
    return outcome


def left_over(plan: Planned, activity: str = "P") -> set[str]:
    has = {who for who, sid in plan.plan.seats if sid.startswith(f"{activity}|")}
    return {*FIRST, *OTHERS} - has


def test_a_quota_leaves_the_last_of_all_in_the_draw(tmp_path: Path) -> None:
    """Four can come on Mondays only, four on Fridays only; six may come."""
    seen: Counter[int] = Counter()
    for seed in SEEDS:
        plan = planned(tmp_path / f"benih {seed}", "senin", "jumat", last="2026-01-09", **SIX)
        assert [(level.value, level.bound) for level in plan.levels] == [(2, 2)]
        last = draw_order([*FIRST, *OTHERS], f"benih {seed}")[-2:]
        assert left_over(plan) == set(last)
        seen[sum(who in FIRST for who in last)] += 1
    assert len(seen) > 1


def test_what_people_like_is_drawn_where_it_costs_the_same(tmp_path: Path) -> None:
    """Three seats on Monday, which four like, and three on Tuesday, which nobody does."""
    said = {
        "levels": '[["most_placed"], ["preferred_days"]]',
        "last": "2026-01-06",
        "tempat": "id,kecamatan,nama,kursi\naula,K1,Aula,3\ngedung,K2,Gedung,3",
    }
    seen: Counter[int] = Counter()
    for seed in SEEDS:
        plan = planned(tmp_path / f"benih {seed}", "senin", "jumat", title="suka", **said)
        assert [level.value for level in plan.levels] == [2, 3]
        seen[sum(who in FIRST for who in left_over(plan))] += 1
    assert {*seen} == {0, 1}


def test_who_goes_without_goes_without_all_that_follows(tmp_path: Path) -> None:
    for seed in SEEDS[:4]:
        days = ('"senin, rabu"', '"selasa, kamis"')
        plan = planned(tmp_path / f"benih {seed}", *days, **{**SIX, **TWO})
        last = set(draw_order([*FIRST, *OTHERS], f"benih {seed}")[-2:])
        assert left_over(plan, "P") == left_over(plan, "Z") == last


def test_what_a_level_says_is_not_drawn(tmp_path: Path) -> None:
    """Four have registered a day later: of them are the two that are left over, on every seed."""
    levels = '[["most_placed"], ["longest_waiting"]]'
    for seed in SEEDS[:6]:
        plan = planned(
            tmp_path / f"benih {seed}", "2026-01-02", "2026-01-01", "daftar", levels=levels, **SIX
        )
        assert left_over(plan) < set(FIRST)
