"""A change that moves people for the sake of newcomers says what it would be without."""

from __future__ import annotations

import pytest

from okoce_opt.change import change_of
from okoce_opt.domain.activities import Activity
from okoce_opt.domain.announced import Announced
from okoce_opt.goals.most_placed import MostPlaced
from okoce_opt.model.days import quick_plan
from okoce_opt.model.formulation.strata import stratify
from okoce_opt.model.search import answer, finding
from okoce_opt.notebook.outcome import planned_for
from okoce_opt.scenario import Scenario
from tests.hands import people, sid, world
from tests.oracle import HerePool
from tests.test_cases_planning import hall, planned, scenario

MONDAY = frozenset({0})


@pytest.fixture(autouse=True)
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Solves run in this process."""
    monkeypatch.setattr(finding, "ChildPool", HerePool)


def changed(newcomers: int, seats: int = 4) -> Scenario:
    """Four sit on Monday; newcomers can come on Monday alone, Tuesday is free."""
    old = Announced.of((person, sid("P", "5")) for person in "ABCD")
    new = people(*(f"N{n}" for n in range(newcomers)), weekdays=MONDAY)
    problem = world(
        registrants=[*people(*"ABCD"), *new],
        venues=[hall(seats)],
        activities=[Activity("P", "P", max_people=9)],
        last="6",
    )
    return change_of(scenario(problem, MostPlaced()), old)


def test_both_ends_are_told() -> None:
    """Three move so that three sit; with nobody moved three would be without."""
    outcome = planned(changed(3))
    (note,) = outcome.notes
    assert note.en == (
        "Two ends: this plan moves 3 seats and leaves 0 people without a seat; with 0 seats moved, "
        "3 people are without one."
    )
    assert "3 orang tanpa kursi" in planned_for(changed(3), outcome)._repr_html_()


@pytest.mark.parametrize(("newcomers", "seats"), [(0, 4), (3, 9)])
def test_nothing_is_told_where_nobody_moves(newcomers: int, seats: int) -> None:
    outcome = planned(changed(newcomers, seats))
    assert outcome.notes == ()
    assert [level.value for level in outcome.levels] == [0, 0]


def test_nobody_is_moved_where_that_seats_nobody_more() -> None:
    """Of six newcomers for Monday's four chairs two stay without, wherever the others sit; the
    other end has all six without.
    """
    (note,) = planned(changed(6)).notes
    assert "moves 4 seats and leaves 2 people" in note.en
    assert "6 people are without one" in note.en


def test_what_is_announced_is_gone_on_from() -> None:
    """The quick plan of a change moves nobody who can stay, though another one would seat all."""
    asked = changed(3)
    strata = stratify(asked.instance)
    quick = answer.quick_candidate(asked, strata)
    assert quick is not None
    assert quick.measures == {"most_placed": 3, "keep_the_plan": 0}
    assert quick.kept == quick.plan


def test_the_plan_that_moves_nobody_is_made_once(monkeypatch: pytest.MonkeyPatch) -> None:
    made = []

    def greedy(*given, make=quick_plan.greedy):
        made.append(given)
        return make(*given)

    monkeypatch.setattr(quick_plan, "greedy", greedy)
    assert planned(changed(3)).notes
    assert len(made) == 1
