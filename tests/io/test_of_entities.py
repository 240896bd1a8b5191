"""A problem made of entities is a scenario like any other: planned, saved, changed, verified."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from okoce_opt import InputError, Options, Scenario, plan, read_scenario, verify_folder, write
from okoce_opt.domain.activities import Activity, Order
from okoce_opt.domain.announced import Announced
from okoce_opt.domain.calendar import CalendarDay, Obstacle
from okoce_opt.domain.narrowing import narrowed
from okoce_opt.domain.people import Household, Person
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.shares import Fare, Share
from okoce_opt.domain.teams import Team
from okoce_opt.domain.turnout import Turnout
from okoce_opt.goals.few_sessions import FewSessions
from okoce_opt.goals.most_placed import MostPlaced
from okoce_opt.rules.everyone_placed import EveryonePlaced
from okoce_opt.rules.meeting_days import MeetingDays
from tests.hands import day, people, sid, world

SCENARIOS = Path(__file__).parents[2] / "scenarios"
LEVELS = [[MostPlaced()], [FewSessions()]]


@pytest.mark.parametrize(
    "story",
    [
        *("kecil", "jakpreneur_2024", "jakpreneur_2024_tutup2", "dua_kecamatan"),
        pytest.param("program_lengkap_2018", marks=pytest.mark.slow),
    ],
)
def test_what_is_read_is_said_again(story: str) -> None:
    """Rules, goals and every table: the problem that was read, taken to entities and back, is the
    same; only the rows of the calendar say the turns now.
    """
    read = read_scenario(SCENARIOS / story)
    again = Scenario.of(
        read.problem, read.rules, read.levels, people=read.people, draw_seed=read.draw_seed
    )
    assert again.rules == read.rules
    assert again.levels == read.levels
    assert again.people == read.people
    assert again.problem.sessions == read.problem.sessions
    turns = [one.problem.calendar.turns for one in (read, again)]
    assert turns[1].items() >= turns[0].items()
    days = {on: replace(said, turn="") for on, said in again.problem.calendar.days.items()}
    calendar = replace(again.problem.calendar, days=days)
    given = read.problem.calendar
    bare = {d: said for d, said in days.items() if d in given.days}
    assert replace(calendar, days=bare, turns=given.turns) == replace(
        given, days={d: replace(said, turn="") for d, said in given.days.items()}
    )
    assert replace(again.problem, calendar=given) == read.problem


def test_every_table_is_said() -> None:
    """Each kind of entity with everything it can say: nothing is lost in silence."""
    monday, tuesday = day("5"), day("6")
    members = [
        *people("X", "Y", household="H", weekdays=frozenset({0, 1}), field="kue"),
        *people("Z", household="I", pins=(sid("P", "5"),), registered=date(2025, 12, 1)),
        *people("U", done=(("P", date(2025, 12, 30)),), wish_weekdays=frozenset({4})),
        *people("V", missed=(("P", date(2025, 12, 30)),)),
    ]
    problem = world(
        registrants=members,
        activities=[
            Activity("P", "Pelatihan", max_people=60, team="guru", notes="Bawa KTP."),
            Activity("B", "Bazar", required=False, everywhere=True, per_seat=2, times=3),
            Activity("C", "Cadangan", reserve_for="P", required=False),
        ],
        orders=[Order("B", "P", 2, 30)],
        households=[Household("H", True), Household("I", True, False), Household("J", False)],
        obstacles=[Obstacle("tempat", "aula", tuesday, tuesday, "cat")],
        teams=[Team("guru1", "guru", 2, 30, frozenset({0}), frozenset({"K1"}), "Bu Ani")],
        turnouts=[Turnout("P", "", 925, 40)],
        shares=[Share("P", "K1", "a", 5)],
        fares=[Fare("X", "aula", 12)],
        told=[(sid("P", "5"), True)],
        days=[CalendarDay(monday, soft=True, note="cerah", parts=frozenset({"sehari"}))],
        turns={monday: "1"},
        today=date(2026, 1, 2),
    )
    made = Scenario.of(problem, [EveryonePlaced()], []).problem
    assert replace(made, calendar=problem.calendar) == problem
    assert {made.calendar.turn(on) for on in made.calendar.open_days[1:]} == {"bebas"}
    assert made.calendar.turn(monday) == "1"


def test_it_is_planned_written_verified_and_changed(tmp_path: Path) -> None:
    """A notebook user had entities, and no way to a plan that `verify` would read."""
    problem = world(registrants=people("X", "Y", "Z"))
    scenario = Scenario.of(
        problem, [MeetingDays(at_most=1)], LEVELS, people={"X": Person("Siti", "", "")}
    )
    assert scenario.people["X"].name == "Siti"
    planned = plan(scenario, Options(budget=1, workers=1))
    write(scenario, planned, tmp_path / "rencana")
    assert verify_folder(tmp_path / "rencana").stands
    assert read_scenario(scenario.save(tmp_path / "tersimpan")).digest == scenario.digest
    smaller = scenario.what_if(tempat=[{"id": "aula", "kursi": 2}])
    assert {session.seats for session in smaller.problem.sessions.values()} == {2}


def _changes_a_plan(problem: Problem) -> Problem:
    return replace(problem, announced=Announced.of([("X", next(iter(problem.sessions)))]))


def _on_one_session(problem: Problem) -> Problem:
    return narrowed(problem, problem.kecamatan, [next(iter(problem.sessions))])


@pytest.mark.parametrize(
    ("other", "lost"), [(_changes_a_plan, "announced"), (_on_one_session, "sessions")]
)
def test_what_no_scenario_can_say_is_not_lost_in_silence(other, lost) -> None:
    with pytest.raises(ValueError, match=lost):
        Scenario.of(other(world()), [], LEVELS)


def test_what_no_table_takes_is_a_complaint() -> None:
    """A number beyond all reason is refused as in a file: table, column, what is allowed."""
    many = world(activities=[Activity("P", "Pelatihan", max_people=2_000_000)])
    with pytest.raises(InputError, match=r"kegiatan.*maks"):
        Scenario.of(many, [], LEVELS)
