"""Moves that cost the same are not alike: who has to move keeps the date, then the hall, then the
part of the day.
"""

from __future__ import annotations

import pytest

from okoce_opt.change import change_of
from okoce_opt.domain.activities import Activity
from okoce_opt.domain.calendar import Obstacle
from okoce_opt.domain.difference import difference
from okoce_opt.domain.plan import Plan
from okoce_opt.goals.few_sessions import FewSessions
from okoce_opt.goals.most_placed import MostPlaced
from okoce_opt.goals.near_moves import NearMoves
from okoce_opt.model.search import finding
from okoce_opt.rules.everyone_placed import EveryonePlaced
from okoce_opt.scenario import Scenario
from tests.hands import day, people, sid, world
from tests.oracle import HerePool
from tests.test_cases_planning import hall, ids, planned, scenario, values


@pytest.fixture(autouse=True)
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Solves run in this process."""
    monkeypatch.setattr(finding, "ChildPool", HerePool)


def closed(venue: str, on: str) -> Obstacle:
    return Obstacle("tempat", venue, day(on), day(on))


def later(*judges: object, **said: object) -> Scenario:
    rows = {
        "registrants": people(*ids(1, 100)),
        "activities": [Activity("P", "P", min_people=50, max_people=50)],
        "venues": [hall(50, "A1"), hall(50, "A2")],
        "last": "7",
    }
    return scenario(world(**{**rows, **said}), *judges)  # type: ignore[arg-type]


def kinds(old: Plan, new: Plan) -> dict[str, int]:
    """Old seats that move, by what has come instead."""
    changes = [c for those in difference(old, new).changes.values() for c in those if c.old]
    return {kind: sum(c.kind == kind for c in changes) for kind in {c.kind for c in changes}}


TUE, WED = (sid("P", on, venue="A1") for on in "67")
OLD = Plan.of([(p, TUE) for p in ids(1, 50)] + [(p, WED) for p in ids(51, 100)])


def test_a_hall_that_closes_costs_nobody_a_new_date() -> None:
    """Monday in A1 and Tuesday in A2 cost the same seats; on Tuesday nobody needs a new date."""
    outcome = planned(change_of(later(EveryonePlaced(), obstacles=[closed("A1", "6")]), OLD))
    assert [set(level.measures) for level in outcome.levels] == [{"keep_the_plan"}, {"near_moves"}]
    assert values(outcome) == [50, 100]
    assert kinds(OLD, outcome.plan) == {"hall": 50}
    assert outcome.plan.held == {sid("P", "6", venue="A2"), WED}


def test_the_hall_comes_after_the_date() -> None:
    """A1 in the afternoon of the same day before A2; the morning is closed for everybody."""
    halves = ("pagi", "siang")
    old = Plan.of((p, sid("P", "6", "pagi", "A1")) for p in ids(1, 50))
    made = later(
        EveryonePlaced(),
        registrants=people(*ids(1, 50)),
        parts=halves,
        activities=[Activity("P", "P", min_people=50, max_people=50, parts=("siang",))],
    )
    outcome = planned(change_of(made, old))
    assert values(outcome) == [50, 50]
    assert kinds(old, outcome.plan) == {"hour": 50}


@pytest.mark.parametrize("part", ["pagi", "siang"])
def test_the_part_of_the_day_comes_after_the_hall(part: str) -> None:
    """A1 closes; A2 is free in the morning and in the afternoon: nobody is sent to the other one.
    Once four people of the afternoon were told to come in the morning.
    """
    old = Plan.of((p, sid("P", "6", part, "A1")) for p in ids(1, 50))
    made = later(
        EveryonePlaced(),
        registrants=people(*ids(1, 50)),
        parts=("pagi", "siang"),
        activities=[Activity("P", "P", min_people=50, max_people=50, parts=("pagi", "siang"))],
        obstacles=[closed("A1", "6")],
    )
    outcome = planned(change_of(made, old))
    assert values(outcome) == [50, 100]
    assert outcome.plan.held == {sid("P", "6", part, "A2")}


def test_no_more_seats_move_for_the_sake_of_a_date() -> None:
    """`keep_the_plan` comes first: one seat on another day before two on the same."""
    two = {
        "registrants": people("X", "Y", "Z"),
        "activities": [Activity("P", "P", min_people=1, max_people=2)],
        "venues": [hall(2, "A1"), hall(1, "A2")],
        "last": "6",
    }
    old = Plan.of(
        [(p, sid("P", "5", venue="A1")) for p in "XY"] + [("Z", sid("P", "6", venue="A2"))]
    )
    shut = [closed("A2", "5"), closed("A2", "6")]
    outcome = planned(change_of(later(EveryonePlaced(), **two, obstacles=shut), old))
    assert values(outcome) == [1, 2]
    assert kinds(old, outcome.plan) == {"hall": 1}


def test_names_within_a_stratum_are_drawn_near() -> None:
    """All are alike, both days lose their hall, and each day has another: the draw takes nobody to
    the other day, whatever the order of the draw.
    """
    made = later(EveryonePlaced(), obstacles=[closed("A1", on) for on in "567"], last="7")
    for seed in ("a", "b", "c"):
        judged = change_of(scenario_with(made, seed), OLD)
        outcome = planned(judged)
        assert values(outcome)[0] == 100
        assert kinds(OLD, outcome.plan) == {"hall": 100}
        assert NearMoves().measure(judged.problem, outcome.plan) == 200


def scenario_with(made: Scenario, seed: str) -> Scenario:
    return scenario(made.problem, EveryonePlaced(), seed=seed)


def test_no_level_where_no_move_is_nearer_than_another() -> None:
    """One hall and one part a day: every move is to another day."""
    made = later(MostPlaced(), FewSessions(), venues=[hall(50, "A1")], last="8")
    changed = change_of(made, OLD)
    assert [g.kind for g in changed.goals] == ["most_placed", "keep_the_plan", "few_sessions"]
