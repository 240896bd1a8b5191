"""What a filled calendar tells the search for the next one."""

from __future__ import annotations

from okoce_opt.goals.goal import PricedGoal
from okoce_opt.goals.most_placed import MostPlaced
from okoce_opt.goals.preferred_days import PreferredDays
from okoce_opt.model.parts import fill, worse_off
from okoce_opt.model.to_cpsat import Effort
from tests.hands import people, sid, world
from tests.worlds import ALWAYS_ON

LEVELS = [(PricedGoal(MostPlaced()),), (PricedGoal(PreferredDays(), 3),)]
MON, TUE = frozenset({0}), frozenset({1})


def after_monday(registrants):
    problem = world(registrants=registrants)
    counts = fill(problem, ALWAYS_ON, LEVELS, [sid("P", "5")], Effort(deterministic=2.0)).counts
    return counts, worse_off(problem, ALWAYS_ON, LEVELS, counts)


def test_those_without_a_seat_and_those_with_a_dear_one_are_worse_off() -> None:
    """P on Monday only: twenty like Mondays, Y likes Tuesdays and sits on Monday, Z cannot come on Mondays."""
    happy = people(*(f"X{n:02d}" for n in range(20)), wish_weekdays=MON)
    counts, told = after_monday([*happy, *people("Y", wish_weekdays=TUE), *people("Z", weekdays=TUE)])
    assert counts.values == (1, 3)
    assert counts.dear == {"K1/Y"}
    assert told == {"Y", "Z"}


def test_where_many_pay_it_is_not_their_own_days() -> None:
    """Half of all like Tuesdays: then only who has no seat is looked at more closely."""
    half = [*people(*(f"X{n}" for n in range(5)), wish_weekdays=MON), *people(*(f"Y{n}" for n in range(5)), wish_weekdays=TUE)]
    counts, told = after_monday([*half, *people("Z", weekdays=TUE)])
    assert counts.values == (1, 15)
    assert told == {"Z"}
    assert worse_off(world(), ALWAYS_ON, LEVELS, None) == set()
