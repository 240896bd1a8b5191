"""What counting makes unavoidable on each level, whichever level comes first."""

from __future__ import annotations

from datetime import date

import pytest

from okoce_opt.domain.people import Registrant
from okoce_opt.domain.places import Venue
from okoce_opt.goals.few_sessions import FewSessions
from okoce_opt.goals.goal import PricedGoal
from okoce_opt.goals.longest_waiting import LongestWaiting
from okoce_opt.goals.most_placed import MostPlaced
from okoce_opt.instance import Instance
from okoce_opt.model.formulation import floors as module
from okoce_opt.model.formulation.floors import floors
from tests.hands import world
from tests.worlds import ALWAYS_ON

PLACED, WAITING = PricedGoal(MostPlaced()), PricedGoal(LongestWaiting())


def five_for_four_seats():
    """Five people who registered on five days, two days with two seats; one has to go without."""
    people = [Registrant(f"X{n}", "K1", "a", registered=date(2025, 12, 1 + n)) for n in range(5)]
    hall = Venue("aula", "K1", "Aula", 2)
    return world(venues=[hall], registrants=people, first="5", last="6")


@pytest.mark.parametrize(
    "levels",
    [
        ((WAITING,), (PLACED,)),
        ((WAITING, PLACED),),
        ((PLACED, PricedGoal(FewSessions())), (WAITING,)),
        ((PLACED,), (WAITING,)),
    ],
)
def test_as_many_wait_as_must_whatever_comes_first(levels):
    """A plan was refused: everybody's waiting together was taken for its bound where most_placed
    was not alone on a level before.
    """
    problem = five_for_four_seats()
    latest = LongestWaiting().forced(problem, 1)
    # how many sessions there must be is known only once it is settled how many go without
    least = {"most_placed": 1, "longest_waiting": latest, "few_sessions": 0}
    values = tuple(sum(least[priced.goal.kind] for priced in level) for level in levels)
    assert floors(Instance(problem, ALWAYS_ON, levels), values) == values
    # not best on the first level: who plans better there may come to less on the second
    worse = tuple(value + 1 for value in values)
    assert floors(Instance(problem, ALWAYS_ON, levels), worse) == values


def test_where_nobody_is_without_nothing_is_counted(monkeypatch):
    counted = []
    monkeypatch.setattr(module, "count", lambda *given: counted.append(given) or [])
    levels = ((PLACED,), (WAITING,))
    assert floors(Instance(five_for_four_seats(), ALWAYS_ON, levels), (0, 0)) == (0, 0)
    assert not counted
