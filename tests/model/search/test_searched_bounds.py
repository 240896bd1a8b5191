"""How few seats a change must move is searched for where no relaxation says it, and what no change
touches is not searched at all.
"""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from okoce_opt.change import change_of
from okoce_opt.domain.activities import Activity
from okoce_opt.domain.announced import Announced
from okoce_opt.domain.calendar import Obstacle
from okoce_opt.domain.people import Registrant
from okoce_opt.domain.places import Kecamatan, Kelurahan, Venue
from okoce_opt.domain.problem import Problem
from okoce_opt.goals.goal import PricedGoal
from okoce_opt.goals.keep_the_plan import KeepThePlan
from okoce_opt.goals.most_placed import MostPlaced
from okoce_opt.instance import Instance
from okoce_opt.model.formulation.strata import stratify
from okoce_opt.model.search import finding, improvement, searched_bounds
from okoce_opt.model.search.relaxed_bounds import bound_part
from okoce_opt.model.search.searched_bounds import BOUNDING, held_in_any_better, search_bounds
from okoce_opt.model.search.state import WHOLE, Search, Work
from okoce_opt.model.solvers.cpsat import Effort
from okoce_opt.options import Options, StopSwitch
from tests.hands import day, sid, world
from tests.oracle import HerePool, every_plan, random_world
from tests.test_cases_planning import scenario
from tests.worlds import ALWAYS_ON

LEVELS = [(PricedGoal(MostPlaced()),), (PricedGoal(KeepThePlan()),)]
P = Activity("P", "P", min_people=2, max_people=4)
TUESDAY, WEDNESDAY, THURSDAY = 1, 2, 3
NEW = {
    "X": frozenset({TUESDAY, WEDNESDAY}),
    "Y": frozenset({WEDNESDAY, THURSDAY}),
    "Z": frozenset({TUESDAY, THURSDAY}),
}
"""Two of them can meet on a day, never three: one of them needs somebody else to sit with."""


def crowded(codes: int) -> Problem:
    """In each kecamatan four sit on Monday, a full session. In the first three are new: two of them
    make a session, and the third needs one of the four.
    """
    names = [str(n) for n in range(1, codes + 1)]
    return world(
        kecamatan=[Kecamatan(f"K{n}", f"Kecamatan {n}", "1") for n in names],
        kelurahan=[Kelurahan(f"a{n}", f"A{n}", f"K{n}") for n in names],
        venues=[Venue(f"aula{n}", f"K{n}", f"Aula {n}", 4) for n in names],
        activities=[P],
        registrants=[
            *(Registrant(f"{x}{n}", f"K{n}", f"a{n}") for n in names for x in "ABCD"),
            *(Registrant(name, "K1", "a1", weekdays=days) for name, days in NEW.items()),
        ],
        published=[(f"{x}{n}", sid("P", "5", venue=f"aula{n}")) for n in names for x in "ABCD"],
        last="8",
    )


def test_what_a_relaxation_does_not_see_is_searched_for() -> None:
    """Half a session on each of three days would seat the newcomers; whole ones need two days."""
    problem = crowded(1)
    assert bound_part(Instance(problem, ALWAYS_ON, LEVELS), 1, [0])[0] == 0
    searched = search_bounds(Instance(problem, ALWAYS_ON, LEVELS), (0, 0), (0, 4), Effort(2.0))
    assert searched.bounds == (0, 1)
    # and the days found meanwhile are a plan
    assert searched.counts is not None
    assert searched.counts.values == (0, 1)


def test_a_session_whose_end_moves_as_many_as_were_moved_is_held_in_any_better_plan() -> None:
    """Four sit on Monday. Whatever moves fewer than four keeps the session; one of them is away
    that day, who moves in any case.
    """
    monday = sid("P", "5", venue="aula1")
    problem = crowded(1)
    away = Obstacle("pendaftar", "A1", day("5"), day("5"), "")
    without = replace(problem, obstacles=(away,))
    for world_now, reached, held in (
        (problem, 4, (monday,)),
        (problem, 5, ()),
        (without, 4, (monday,)),
        (without, 5, ()),
    ):
        instance = Instance(world_now, ALWAYS_ON, LEVELS)
        assert held_in_any_better(instance, 1, reached) == held
        assert held_in_any_better(instance, 0, reached) == ()


def test_below_a_level_that_may_get_better_nothing_is_claimed() -> None:
    """Within no effort nothing is searched; what was known stays."""
    problem = crowded(1)
    nothing = search_bounds(Instance(problem, ALWAYS_ON, LEVELS), (0, 0), (2, 4), Effort(0.0))
    assert nothing.bounds == (0, 0)
    assert nothing.counts is None
    # two left over move nobody: the bound of moves given that says nothing of one where all sit
    with_two_left = search_bounds(Instance(problem, ALWAYS_ON, LEVELS), (2, 0), (2, 4), Effort(2.0))
    assert with_two_left.bounds == (2, 0)


@pytest.mark.parametrize("number", [12, pytest.param(300, marks=pytest.mark.slow)])
def test_no_plan_is_below_what_was_searched_for(number: int) -> None:
    """Against every plan there is, on drawn worlds with an announced plan."""
    rng, seen, raised = random.Random("searched"), 0, 0
    while seen < number:
        those = random_world(rng, people=rng.choice([3, 4, 5]))
        kinds = [p.goal.kind for level in those.levels for p in level]
        plans = every_plan(those, 400) if KeepThePlan.kind in kinds else None
        if not plans:
            continue
        seen += 1
        best = min(those.values(plan) for plan in plans)
        nothing = (0,) * len(best)
        bounds = search_bounds(those.instance, nothing, best, Effort(2.0)).bounds
        assert all(bound <= value for bound, value in zip(bounds, best, strict=True)), those
        raised += bounds > nothing
        # given anything worse before it, a bound is no higher
        worst = max(those.values(plan) for plan in plans)
        bounds = search_bounds(those.instance, nothing, worst, Effort(2.0)).bounds
        for n, bound in enumerate(bounds):
            rest = [v[n] for v in map(those.values, plans) if v[:n] <= worst[:n]]
            assert bound <= min(rest), those
    assert raised > number // 4


def test_a_search_that_was_cut_leaves_nothing_to_go_on_with(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Where nothing was to be searched the effort stays; where the search came to its end what is
    left goes on; where it was cut short all that there was is spent, and its days are not taken.
    """
    problem = crowded(1)
    instance = Instance(problem, ALWAYS_ON, LEVELS)
    better = search_bounds(instance, (0, 0), (0, 4), Effort(2.0))
    assert not better.cut
    assert search_bounds(instance, (0, 0), (0, 4), Effort(0.0)).cut
    assert better.counts is not None
    known = replace(better.counts, values=(0, 4))

    def spent_of(state: Search, effort: float) -> float:
        work = Work(instance, stratify(instance), HerePool(), state)
        return searched_bounds.search_bounds_of_parts(work, Effort(effort))

    assert spent_of(Search(parts={WHOLE: known}, bounds={WHOLE: (0, 4)}), 2.0) == 0.0
    state = Search(parts={WHOLE: known}, bounds={WHOLE: (0, 0)})
    assert 0.0 < spent_of(state, 2.0) < 2.0
    assert state.parts[WHOLE].values == (0, 1)
    cut_short = replace(better, cut=True)
    monkeypatch.setattr(searched_bounds, "search_bounds", lambda *asked: cut_short)
    for effort, left in ((2.0, (0, 4)), (BOUNDING, (0, 1))):
        state = Search(parts={WHOLE: known}, bounds={WHOLE: (0, 0)})
        assert (spent_of(state, effort) == effort) is (effort < BOUNDING)
        assert (state.parts[WHOLE].values, state.bounds[WHOLE]) == (left, (0, 1))


def test_who_gives_more_effort_waits_longer_for_a_gain(monkeypatch: pytest.MonkeyPatch) -> None:
    """With five times the budget a change was given up as soon as without, its gap at 4 %."""
    instance = Instance(crowded(1), ALWAYS_ON, LEVELS)
    searched = search_bounds(instance, (0, 0), (0, 4), Effort(2.0))
    assert searched.counts is not None
    waits, improve = [], improvement.improve

    def heard(start, effort, *given, pace):
        waits.append(pace.in_vain)
        return improve(start, effort.less(effort.deterministic), *given, pace=pace)

    monkeypatch.setattr(improvement, "improve", heard)
    monkeypatch.setattr(improvement, "search_bounds_of_parts", lambda *_: 0.0)
    for effort in (1.0, 60.0, 300.0):
        state = Search(parts={WHOLE: searched.counts}, bounds={WHOLE: (0, 0)})
        work = Work(instance, stratify(instance), HerePool(), state)
        improvement.improve_together(work, Effort(effort), None)
    assert waits == [3.0, 3.0, 15.0]


def test_the_bound_of_moved_seats_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """A planner reads that one seat moves and that no plan moves fewer."""
    monkeypatch.setattr(finding, "ChildPool", HerePool)
    problem = crowded(2)
    old = Announced.of(problem.announced.seats)
    asked = change_of(scenario(replace(problem, announced=Announced()), MostPlaced()), old)
    outcome = finding.find_plan(asked, Options(workers=1, budget=4), lambda _: None, StopSwitch())
    assert [(level.value, level.bound) for level in outcome.levels][:2] == [(0, 0), (1, 1)]
