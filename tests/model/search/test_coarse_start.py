"""A plan to begin with from the coarse problem: days that a step over exact rows does not see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from okoce_opt.goals.few_sessions import FewSessions
from okoce_opt.goals.goal import PricedGoal
from okoce_opt.goals.many_served import ManyServed
from okoce_opt.goals.most_placed import MostPlaced
from okoce_opt.instance import Instance
from okoce_opt.model.days.quick_plan import counts_of, greedy, standing
from okoce_opt.model.formulation.counts import Counts
from okoce_opt.model.formulation.strata import stratify
from okoce_opt.model.naming.draw import draw
from okoce_opt.model.search import filling
from okoce_opt.model.search.coarse_start import CoarseStart
from okoce_opt.model.search.filling import fill
from okoce_opt.model.search.relaxed_bounds import bound_whole
from okoce_opt.model.search.state import Search, Work
from okoce_opt.model.search.steps import Step, Stepped, take_step
from okoce_opt.model.solvers.cpsat import Effort
from okoce_opt.verify import measures, verify
from tests.model.days.test_seating import with_an_offer
from tests.oracle import HerePool
from tests.worlds import ALWAYS_ON

LEVELS = [
    (PricedGoal(MostPlaced()),),
    (PricedGoal(ManyServed(), 5), PricedGoal(FewSessions(), 3)),
]
GOALS = [priced.goal for level in LEVELS for priced in level]


def here(steps: Sequence[Step]) -> list[Stepped]:
    return [take_step(step) for step in steps]


def values_of(problem, plan):
    measured = measures(problem, GOALS, plan)
    return tuple(sum(one.price * measured[one.goal.kind] for one in level) for level in LEVELS)


@pytest.fixture(scope="module")
def begun():
    """48 people whom an offer in no order tells apart, their strata and the quick plan's counts."""
    problem = with_an_offer(0, 48)
    strata = stratify(Instance(problem, ALWAYS_ON, LEVELS))
    made = standing(problem, ALWAYS_ON, greedy(problem, ALWAYS_ON))
    counts = Counts(counts_of(made, strata), tuple(sorted(made.held)), values_of(problem, made))
    return problem, strata, counts


def test_people_told_apart_needlessly_do_not_keep_a_plan_from_its_bound(begun) -> None:
    """Zoo 1.2 stood at 807 left over for a bound of 487: every person was a stratum."""
    problem, strata, quick = begun
    bounds = [bound for bound, _ in bound_whole(Instance(problem, ALWAYS_ON, LEVELS))]
    assert quick.values[0] > bounds[0]
    heard: list[Counts] = []
    work = Work(Instance(problem, ALWAYS_ON, LEVELS), strata, HerePool(), Search())
    start = CoarseStart(work, Effort(4.0), here, heard.append)
    found, spent = start.plans([quick], bounds)
    assert heard
    assert all(one in heard for one in found)
    best = min(found, key=lambda counts: counts.values)
    assert list(best.values) == bounds
    assert spent > 0
    # the counts are those of a plan of everybody by name
    plan = draw(problem, strata, best, "seed", ALWAYS_ON)
    assert verify(problem, ALWAYS_ON, plan) == []
    assert values_of(problem, plan) == best.values


def test_what_the_coarse_search_proves_bounds_the_plan(begun) -> None:
    """Zoo 91.19: 186 were proved to be left over on the coarse problem, that was forgotten, and
    the effort went into a plan that nothing could make better, with a bound of 167 beside it.
    """
    problem, strata, quick = begun
    instance = Instance(problem, ALWAYS_ON, LEVELS)
    work = Work(instance, strata, HerePool(), Search())
    CoarseStart(work, Effort(4.0), here).plans([quick], (0, 0))
    assert work.state.raised((0, 0)) == tuple(bound for bound, _ in bound_whole(instance))


def test_a_bound_that_was_searched_for_is_used_where_what_it_rests_on_holds() -> None:
    state = Search()
    state.prove({0: 5, 1: 40}, (6, 50))
    assert state.raised((3, 30)) == (5, 40)
    # at seven of the first level there may be less of the second
    assert state.raised((7, 30)) == (7, 30)
    state.prove({0: 4, 1: 39}, (6, 45))
    assert state.searched == {0: (5, ()), 1: (40, (6,))}
    state.prove({1: 35}, (8, 60))
    assert state.raised((7, 30)) == (7, 35)


def test_below_a_level_whose_bound_is_raised_older_bounds_say_nothing() -> None:
    """With three left over 40 is the least cost; with the five that must be left over it may be 20,
    and the search is not to take 40 as settled.
    """
    state = Search()
    state.prove({0: 5}, (6, 50))
    assert state.raised((3, 40, 7)) == (5, 0, 0)
    state.prove({1: 25}, (5, 30))
    assert state.raised((3, 40, 7)) == (5, 25, 0)
    assert state.raised((5, 40, 7)) == (5, 40, 7)


def test_given_days_are_counted_loosely_and_then_named(begun, monkeypatch) -> None:
    """A column for each of 1,137 people and session found nothing within a minute."""
    problem, strata, quick = begun
    counted = []
    build = filling.build

    def heard(instance, strata):
        counted.append(len(strata))
        return build(instance, strata)

    monkeypatch.setattr(filling, "build", heard)
    filled = fill(Instance(problem, ALWAYS_ON, LEVELS), quick.held, Effort(2.0))
    assert filled.counts is not None
    assert filled.counts.values <= quick.values
    assert counted
    assert max(counted) < len(strata) / 2


def test_what_cannot_be_named_is_counted_person_by_person(begun, monkeypatch) -> None:
    problem, strata, quick = begun
    monkeypatch.setattr(filling, "verify", lambda *given: ["something"])
    filled = fill(Instance(problem, ALWAYS_ON, LEVELS), quick.held, Effort(2.0))
    assert filled.counts is not None
    plan = draw(problem, strata, replace(filled.counts, choices={}), "seed", ALWAYS_ON)
    assert verify(problem, ALWAYS_ON, plan) == []
    assert values_of(problem, plan) == filled.counts.values


def test_where_the_coarse_problem_is_no_smaller_nothing_is_looked_for(begun) -> None:
    problem, _, quick = begun
    instance = Instance(problem, ALWAYS_ON, LEVELS)
    loose = stratify(instance, loosely=True)
    start = CoarseStart(Work(instance, loose, HerePool(), Search()), Effort(2.0), here)
    assert start.plans([quick], (0, 0)) == ([], 0.0)
