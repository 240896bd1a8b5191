"""Who has waited comes before newcomers, and nobody loses a seat to somebody who waits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from okoce_opt import planning
from okoce_opt.change import change_of
from okoce_opt.domain.activities import Activity, Order
from okoce_opt.domain.announced import Announced
from okoce_opt.domain.people import Registrant
from okoce_opt.domain.plan import Plan
from okoce_opt.goals.goal import PricedGoal
from okoce_opt.goals.keep_the_plan import KeepThePlan
from okoce_opt.goals.longest_waiting import LongestWaiting
from okoce_opt.goals.most_placed import MostPlaced
from okoce_opt.model.search import finding
from okoce_opt.notebook.outcome import PlannedScenario
from okoce_opt.plan_files.announced import announce
from okoce_opt.scenario import Scenario
from tests.hands import people, sid, world
from tests.oracle import HerePool
from tests.test_cases_planning import hall, ids, planned, scenario


@pytest.fixture(autouse=True)
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Solves run in this process."""
    monkeypatch.setattr(finding, "ChildPool", HerePool)


def listed(
    people: Sequence[Registrant], seats: int, seed: str = "undian", **said: object
) -> Scenario:
    rows = {"activities": [Activity("P", "P", min_people=20, max_people=65)], "last": "6", **said}
    problem = world(registrants=people, venues=[hall(seats)], **rows)
    return scenario(problem, MostPlaced(), seed=seed)


@pytest.mark.parametrize("seed", ["a", "b", "c"])
def test_ten_who_waited_come_before_five_newcomers(seed: str) -> None:
    """130 people for 120 seats; three more chairs a session and five newcomers: the six new seats
    are for those who waited, whatever the draw, and nobody moves.
    """
    old = listed(people(*ids(1, 130)), 60, seed)
    plan = planned(old).plan
    waited = {person for person, _ in announce(old.problem, plan).left_over}
    assert len(waited) == 10
    # with new numbers newcomers would come first in any order of ids
    new = listed(people(*ids(1, 130), "A1", "A2", "A3", "A4", "A5"), 63, seed)
    outcome = planned(change_of(new, announce(old.problem, plan)))
    assert [set(level.measures) for level in outcome.levels] == [
        {"most_placed"},
        {"longest_waiting"},
        {"keep_the_plan"},
    ]
    seated = {person for person, _ in outcome.plan.seats}
    assert len(seated & waited) == 6
    assert not seated & {"A1", "A2", "A3", "A4", "A5"}
    assert [level.value for level in outcome.levels] == [9, 4, 0]


def test_who_can_come_on_few_days_waits_as_well_as_who_can_on_all() -> None:
    """Not only within a stratum: the newcomer can come any day, who waited on Tuesdays alone."""
    said = {"activities": [Activity("P", "P", max_people=65)]}
    old = listed(people("X", "Y"), 1, last="5", **said)
    plan = Plan.of([("X", sid("P", "5"))])
    mixed = [*people("X", "N"), *people("Y", weekdays=frozenset({1}))]
    new = listed(mixed, 1, last="6", **said)
    outcome = planned(change_of(new, announce(old.problem, plan)))
    assert outcome.plan.seats == {("X", sid("P", "5")), ("Y", sid("P", "6"))}


def test_by_date_where_nobody_waited_in_an_old_plan() -> None:
    """Of five for three seats the two who registered last stay without, whatever their numbers."""
    dated = [
        replace(one, registered=date(2025, 12, n))
        for one, n in zip(people("A", "B", "C", "D", "E"), (9, 3, 7, 1, 5), strict=True)
    ]
    problem = world(registrants=dated, venues=[hall(3)], last="5")
    outcome = planned(scenario(problem, MostPlaced(), LongestWaiting()))
    assert {person for person, _ in outcome.plan.seats} == {"B", "D", "E"}
    # 7 and 9 December until Monday 5 January
    assert outcome.levels[1].value == 29 + 27
    assert outcome.levels[1].measures == {"longest_waiting": 56}


def test_nobody_loses_an_announced_seat_to_somebody_who_waits() -> None:
    """X registered last of all and has the only seat; Y waits since December: X keeps it."""
    dated = [
        replace(*people("X"), registered=date(2026, 1, 4)),
        replace(*people("Y"), registered=date(2025, 12, 1)),
        *people("N"),
    ]
    new = listed(dated, 1, last="5", activities=[Activity("P", "P")])
    old = Announced(
        frozenset({("X", sid("P", "5"))}),
        held=frozenset({sid("P", "5")}),
        left_over=frozenset({("Y", "P")}),
    )
    outcome = planned(change_of(new, old))
    assert outcome.plan.seats == {("X", sid("P", "5"))}
    wider = listed(dated, 2, last="5", activities=[Activity("P", "P")])
    assert {person for person, _ in planned(change_of(wider, old)).plan.seats} == {"X", "Y"}


@pytest.mark.parametrize("form", ["what plan() returned", "its folder", "as text"])
def test_python_knows_who_waited_as_the_command_does(tmp_path: Path, form: str) -> None:
    """Y waited in the old plan, N is new: whatever `change_of` is given, Y comes first."""
    rows = {"activities": [Activity("P", "P")], "last": "5"}
    old = listed(people("X", "Y"), 1, **rows)
    done = planning.plan(old, workers=1)
    assert isinstance(done, PlannedScenario)
    planning.write(old, done, tmp_path / "lama")
    given = {"what plan() returned": done, "its folder": tmp_path / "lama"}
    new = listed(people("X", "Y", "A"), 2, **rows)
    changed = change_of(new, given.get(form, str(tmp_path / "lama")))
    waited = {"X", "Y"} - {person for person, _ in done.plan.seats}
    assert {person for person, _ in changed.problem.announced.left_over} == waited
    assert changed.notices == ()
    assert {person for person, _ in planned(changed).plan.seats} == {"X", "Y"}


def test_a_bare_plan_says_that_it_does_not_know_who_waited() -> None:
    """Once newcomers were silently taken for people who had waited."""
    rows = {"activities": [Activity("P", "P")], "last": "5"}
    bare = Plan.of([("X", sid("P", "5"))])
    (notice,) = change_of(listed(people("X", "Y", "A"), 2, **rows), bare).notices
    assert "2 people without a seat" in notice.en
    assert not change_of(listed(people("X"), 2, **rows), bare).notices


def test_each_activity_has_a_line_of_its_own() -> None:
    """X sits in P and waits for Z, Y waits for both: one seat more in each is Y's, and X's."""
    rows = {
        "activities": [Activity("P", "P"), Activity("Z", "Z")],
        "orders": [Order("Z", "P", 1)],
        "last": "6",
    }
    problem = world(registrants=people("N", "X", "Y"), venues=[hall(2)], **rows)
    old = Announced(
        frozenset({("X", sid("P", "5"))}),
        held=frozenset({sid("P", "5")}),
        left_over=frozenset({("X", "Z"), ("Y", "P"), ("Y", "Z")}),
    )
    outcome = planned(change_of(scenario(problem, MostPlaced()), old))
    assert {person for person, _ in outcome.plan.seats} == {"X", "Y"}


def test_no_level_where_nothing_tells_people_apart() -> None:
    """Nobody waited and no date is known: a level more would only cost time."""
    new = listed(people("X", "Y"), 60)
    changed = change_of(new, Announced.of([("X", sid("P", "5"))]))
    assert [goal.kind for goal in changed.goals] == ["most_placed", "keep_the_plan"]
    placed = replace(new, levels=((*new.levels[0], PricedGoal(KeepThePlan())),))
    assert len(change_of(placed, Announced.of([("X", sid("P", "5"))])).levels) == 1
