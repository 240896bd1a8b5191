"""A small repair: who lost a seat gets a free one, or the session is on another day; everybody else
stays.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from okoce_opt.domain.ids import PersonId, SessionId
from okoce_opt.domain.plan import Plan
from okoce_opt.io import load_scenario
from okoce_opt.losses.growth import with_more
from okoce_opt.losses.loss import several_days
from okoce_opt.losses.repair import repaired
from okoce_opt.model.solvers.cpsat import Effort
from okoce_opt.verify import verify
from tests.exported import small_story

DAYS = [f"2026-01-{n:02}" for n in (5, 6, 7, 8)]


def the_plan(tmp_path: Path, seats: int, last: str, least: int = 1):
    """Eight people in two sessions of four, on Monday and Tuesday, in a hall of so many seats."""
    people = ["no_peserta,kecamatan,kelurahan", *(f"A{n},K1,a" for n in range(8))]
    people += [f"B{n},K2,c" for n in range(least)]
    halls = f"id,kecamatan,nama,kursi\naula,K1,Aula Satu,{seats}\ngedung,K2,Gedung Dua,4"
    story = small_story(
        tmp_path / "cerita",
        "\n".join(people),
        rules=("everyone_placed",),
        last=last,
        levels='[["few_sessions"]]',
        tempat=halls,
        kegiatan=f"id,nama,min,maks\nP,Pelatihan,{least},{seats}",
    )
    scenario = load_scenario(story)
    those = [(f"A{n}", f"P|aula|{DAYS[n // 4]}|sehari") for n in range(8)]
    those += [(f"B{n}", f"P|gedung|{DAYS[1]}|sehari") for n in range(least)]
    plan = Plan.of([(PersonId(person), SessionId(sid)) for person, sid in those])
    assert not verify(scenario.problem, scenario.rules, plan)
    return scenario, plan


@pytest.mark.parametrize(("seats", "last"), [(8, DAYS[1]), (4, DAYS[3])])
def test_a_lost_day_is_made_good_and_the_others_stay(tmp_path: Path, seats: int, last: str) -> None:
    scenario, plan = the_plan(tmp_path, seats, last)
    monday = scenario.problem.calendar.first
    after, lost = several_days([monday]).after(scenario.problem, plan)
    assert lost
    found = repaired(after, scenario.rules, plan, Effort(2))
    assert found is not None
    assert not verify(after, scenario.rules, found)
    here = {sid for _, sid in found.seats if "|aula|" in sid}
    # room where they are is used before another day
    assert {sid.split("|")[2] for sid in here} == ({DAYS[1]} if seats == 8 else {*DAYS[1:3]})


def test_where_nothing_is_free_there_is_no_repair(tmp_path: Path) -> None:
    scenario, plan = the_plan(tmp_path, 4, DAYS[1])
    after, _ = several_days([scenario.problem.calendar.first]).after(scenario.problem, plan)
    assert repaired(after, scenario.rules, plan, Effort(2)) is None


@pytest.mark.parametrize(("percent", "days"), [(25, 3), (100, 4), (150, 0)])
def test_more_people_get_a_session_more(tmp_path: Path, percent: int, days: int) -> None:
    """Of 2018 it was open whether one per cent more could have seats: every session is full, and
    those who are new are too few for one of their own.
    """
    scenario, plan = the_plan(tmp_path, 4, DAYS[3], least=3)
    after, _ = with_more(scenario.problem, percent, "okoce")
    found = repaired(after, scenario.rules, plan, Effort(2))
    assert (found is not None) == (days > 0)
    if found is not None:
        assert not verify(after, scenario.rules, found)
        assert len({sid for sid in found.held if "|aula|" in sid}) == days


def test_what_comes_first_is_held_more_on_early_days_and_what_comes_last_on_late_ones(
    tmp_path: Path,
) -> None:
    """Four have Pelatihan and Perizinan after it; then six, of whom three make a session."""
    people = ["no_peserta,kecamatan,kelurahan", *(f"A{n},K1,a" for n in range(4))]
    days = [f"2026-01-{n:02}" for n in (5, 6, 7, 8)]
    story = small_story(
        *(tmp_path / "cerita", "\n".join(people)),
        rules=("everyone_placed",),
        last=days[3],
        levels='[["few_sessions"]]',
        tempat="id,kecamatan,nama,kursi\naula,K1,Aula Satu,4\ngedung,K2,Gedung Dua,4",
        kegiatan="id,nama,min,maks\nP,Pelatihan,3,4\nZ,Perizinan,3,4",
        urutan="kegiatan,sesudah\nZ,P",
    )
    scenario = load_scenario(story)
    held = [
        (f"A{n}", f"{a}|aula|{days[d]}|sehari") for n in range(4) for a, d in (("P", 1), ("Z", 2))
    ]
    plan = Plan.of([(PersonId(person), SessionId(sid)) for person, sid in held])
    assert not verify(scenario.problem, scenario.rules, plan)
    after, _ = with_more(scenario.problem, 50, "okoce")
    found = repaired(after, scenario.rules, plan, Effort(2))
    assert found is not None
    here = sorted(sid for sid in found.held if "|aula|" in sid)
    assert [sid.split("|")[2] for sid in here] == [days[0], days[1], days[2], days[3]]
