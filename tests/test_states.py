"""What may still change of announced seats, by state: today is Thursday 8 January 2026.

Six in a hall of six: 1 to 3 on Friday 9 (in a day), 4 to 6 on Monday 26 (in eighteen days).
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from okoce_opt import planning
from okoce_opt.change import change_of
from okoce_opt.domain.activities import Activity
from okoce_opt.domain.announced import Announced
from okoce_opt.domain.calendar import Obstacle
from okoce_opt.domain.may_change import USUAL, changing_of, state_of
from okoce_opt.domain.outcome import Planned
from okoce_opt.domain.places import Venue
from okoce_opt.domain.plan import Plan
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.states import Changing, Freedom, State
from okoce_opt.errors import InputError
from okoce_opt.goals.few_sessions import FewSessions
from okoce_opt.goals.keep_the_plan import KeepThePlan
from okoce_opt.goals.most_placed import MostPlaced
from okoce_opt.goals.near_moves import NearMoves
from okoce_opt.io import load_scenario
from okoce_opt.model.search import finding
from okoce_opt.options import Options
from okoce_opt.verify import verify
from tests.exported import small_story, written
from tests.hands import day, people, sid, world
from tests.oracle import HerePool
from tests.test_cases_planning import scenario

SOON, LATE = sid("P", "9"), sid("P", "26")
OLD = Plan.of([*((n, SOON) for n in "123"), *((n, LATE) for n in "456")])
DRAFT, ANNOUNCED = State.DRAFT, State.ANNOUNCED


@pytest.fixture(autouse=True)
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Solves run in this process."""
    monkeypatch.setattr(finding, "ChildPool", HerePool)


def known(*changing: Changing, drafts: tuple[str, ...] = (), **said: object) -> Problem:
    rows = {
        "registrants": people(*"123456"),
        "activities": [Activity("P", "Pelatihan", max_people=6)],
        "venues": [Venue("aula", "K1", "Aula", 6), Venue("balai", "K1", "Balai", 6)],
        "today": day("8"),
        "last": "30",
    }
    problem = world(**{**rows, **said, "changing": changing})
    old = replace(Announced.of_plan(OLD), drafts=frozenset(drafts))
    return replace(problem, announced=old)


def test_states_follow_from_the_day_and_from_who_was_told() -> None:
    problem = known(drafts=(LATE,), told=[(sid("P", "12"), False)])
    states = [state_of(problem, one) for one in (sid("P", "7"), SOON, LATE, sid("P", "12"))]
    assert states == [State.HELD, ANNOUNCED, DRAFT, State.CANCELLED]


def test_the_row_with_the_fewest_days_holds_and_what_is_not_said_is_usual() -> None:
    rows = (
        Changing(ANNOUNCED, 30, Freedom.PRICED, 50),
        Changing(ANNOUNCED, 3, Freedom.NEVER),
    )
    problem = known(*rows, drafts=(LATE,))
    assert changing_of(problem, SOON).freedom is Freedom.NEVER
    assert changing_of(problem, LATE).freedom is Freedom.FREE
    told = known(*rows)
    assert changing_of(told, LATE).a_date == 50
    only_draft = known(Changing(DRAFT, None, Freedom.FORCED))
    assert [changing_of(only_draft, one) for one in (SOON, LATE)] == [*USUAL[:2]]
    without = known(drafts=(LATE,))
    assert [changing_of(without, one).freedom for one in (SOON, LATE)] == [
        Freedom.FORCED,
        Freedom.FREE,
    ]


def test_each_state_has_its_price() -> None:
    """All six move to the 12th: three are counted, three cost what their row says, in points."""
    moved = Plan.of((n, sid("P", "12")) for n in "123456")
    usual = known(Changing(ANNOUNCED, None, Freedom.PRICED, 70, 5), Changing(ANNOUNCED, 7))
    assert KeepThePlan().measure(usual, moved) == 3
    assert NearMoves().measure(usual, moved) == 3 * 103 + 3 * 76
    draft = known(Changing(ANNOUNCED, 7), drafts=(SOON,))
    assert (KeepThePlan().measure(draft, moved), NearMoves().measure(draft, moved)) == (0, 3 * 103)


def planned(problem: Problem) -> frozenset[tuple[str, str]]:
    """Seats of the plan; one session would do for everybody."""
    goals = (MostPlaced(), FewSessions())
    changed = change_of(
        scenario(replace(problem, announced=Announced()), *goals), problem.announced
    )
    outcome = planning.plan(changed, Options(workers=1, budget=10))
    assert isinstance(outcome, Planned), outcome
    assert not verify(changed.problem, changed.rules, outcome.plan)
    assert all(level.bound == level.value for level in outcome.levels)
    return outcome.plan.seats


def test_a_draft_may_be_made_better_and_what_was_told_may_not() -> None:
    row = Changing(ANNOUNCED, 7)
    assert planned(known(row)) == OLD.seats
    assert planned(known()) == OLD.seats
    assert len({session for _, session in planned(known(drafts=(SOON, LATE)))}) == 1
    together = planned(known(row, drafts=(LATE,)))
    assert together == {(n, SOON) for n in "123456"}
    assert len({session for _, session in planned(known(row, drafts=(SOON, LATE)))}) == 1


def test_what_may_never_change_stays_though_somebody_goes_without() -> None:
    """7 can only come on the 9th, when the hall is small; 1 to 3 could go to another day."""
    only = people("7", weekdays=frozenset({4}))
    small = {
        "registrants": [*people(*"123"), *only],
        "venues": [Venue("aula", "K1", "Aula", 3)],
        "last": "9",
        "first": "8",
    }
    never = Changing(ANNOUNCED, 7, Freedom.NEVER)
    assert {seat for seat in planned(known(never, **small)) if seat[1] == SOON} == {
        (n, SOON) for n in "123"
    }
    forced = planned(known(Changing(ANNOUNCED, 7), **small))
    assert ("7", SOON) in forced


def test_what_may_never_change_and_cannot_stay_is_told() -> None:
    closed = known(
        Changing(ANNOUNCED, 7, Freedom.NEVER),
        obstacles=[Obstacle("tempat", "aula", day("9"), day("9"))],
    )
    with pytest.raises(InputError) as refused:
        planned(closed)
    (complaint,) = refused.value.complaints
    assert (complaint.table, complaint.column, complaint.found) == ("ubah", "boleh", "tidak")
    assert f"3 seats in {SOON} cannot be kept" in complaint.advice.en


def test_the_table_is_read_and_written(tmp_path: Path) -> None:
    """In English too; a draft is still a draft when the plan is verified."""
    people_of = "no_peserta,kecamatan,kelurahan\nX,K1,a\nY,K1,a"
    table = "keadaan,dalam_hari,boleh,harga_tanggal\nannounced,7,only if forced,\ndraf,,bebas,5"
    story = small_story(tmp_path / "cerita", people_of, ubah=table)
    read = load_scenario(story).problem.changing
    assert read == (
        Changing(ANNOUNCED, 7, Freedom.FORCED),
        Changing(DRAFT, None, Freedom.FREE, 5),
    )
    old = written(story, [("X", sid("P", "9")), ("Y", sid("P", "9"))], tmp_path / "lama")
    made = change_of(
        load_scenario(story),
        replace(planning.read_scenario(story, old).problem.announced, drafts=frozenset({SOON})),
    )
    outcome = planning.plan(made, Options(workers=1, budget=5))
    assert isinstance(outcome, Planned)
    planning.write(made, outcome, tmp_path / "baru")
    verdict = planning.verify(tmp_path / "baru")
    assert (verdict.stands, verdict.as_recorded) == (True, True)
    assert verdict.scenario.problem.announced.drafts == {SOON}


def test_a_row_that_cannot_be(tmp_path: Path) -> None:
    story = small_story(
        tmp_path / "cerita",
        "no_peserta,kecamatan,kelurahan\nX,K1,a",
        ubah="keadaan,dalam_hari,boleh\ndiadakan,,bebas\ndiumumkan,-1,harga",
    )
    with pytest.raises(InputError) as refused:
        load_scenario(story)
    found = [(c.file, c.row, c.column) for c in refused.value.complaints]
    assert found == [("ubah.csv", 2, "boleh"), ("ubah.csv", 3, "dalam_hari")]
