"""The engine against every plan there is, on tiny random worlds.

`pytest tests/model/search/test_against_brute_force.py -m slow -s` looks at 600 worlds of at most
20,000 plans, a hundred at a time, and says what it saw.
"""

from __future__ import annotations

import random
from collections import Counter
from operator import le

import pytest

from okoce_opt.counting import count
from okoce_opt.model.formulation.counts import Counts
from okoce_opt.model.formulation.floors import floors
from okoce_opt.model.formulation.strata import stratify
from okoce_opt.model.naming.draw import draw
from okoce_opt.model.search.bounds import joint_bounds
from okoce_opt.model.search.decomposition import search
from okoce_opt.model.search.state import WHOLE
from okoce_opt.model.search.whole import plan_whole, second_opinion
from okoce_opt.model.solvers.cpsat import Effort
from okoce_opt.verify import verify
from tests.oracle import HerePool, every_plan, random_world

EFFORT = Effort(deterministic=30)
KEEPING = "keep_the_plan"


def worlds(number, most, seed, wanted):
    rng = random.Random(seed)
    found = 0
    while found < number:
        world = random_world(rng, people=rng.choice([3, 4, 5, 6]), wide=True)
        if wanted and wanted not in at_once(world):
            continue
        plans = every_plan(world, most)
        if plans is not None and (plans or not wanted):
            found += 1
            yield world, plans


def look(number, most, seed, wanted=""):
    """Check the worlds, those alone that have a plan and what is `wanted` in them if anything is;
    what was seen.
    """
    seen = Counter()
    for world, plans in worlds(number, most, seed, wanted):
        seen["worlds"] += 1
        best = min((world.values(plan) for plan in plans), default=None)
        keeping = any(goal.kind == KEEPING for goal in world.goals)
        if best is None:
            seen["impossible"] += 1
        elif any(shortfall.hard for shortfall in count(world.problem, world.rules)):
            raise AssertionError("counting says impossible of a world that has a plan")
        else:
            forced = floors(world.instance, best)
            assert all(map(le, forced, best)), (forced, best, world)
            seen["forced"] += any(forced)
        _whole_model(world, best, keeping, seen)
        _split(world, plans, best, keeping, seen)
    return seen


TOGETHER = (
    "team, gap and two-day class",
    "offer and household",
    "mentors and absence",
    "reserves and gap",
    "quota and team",
)


def at_once(world):
    """Which of the things that are worth a look together this world has."""
    problem = world.problem
    activities = problem.activities.values()
    gap = any(order.min_gap_days for order in problem.orders)
    if gap and any(a.team and a.days > 1 for a in activities):
        yield "team, gap and two-day class"
    if problem.members_of and any(not a.required and not a.reserve_for for a in activities):
        yield "offer and household"
    if problem.absences and any(rule.kind == "mentors" for rule in world.rules):
        yield "mentors and absence"
    if (
        gap
        and any(rule.kind == "make_up" for rule in world.rules)
        and any(a.reserve_for for a in activities)
    ):
        yield "reserves and gap"
    if any(rule.kind == "quota" for rule in world.rules) and any(a.team for a in activities):
        yield "quota and team"


def _whole_model(world, best, keeping, seen):
    strata = stratify(world.instance)
    part, infeasible = plan_whole(WHOLE, world.instance, EFFORT)
    assert infeasible == (best is None), world
    assert not infeasible or second_opinion(world.problem, world.rules, EFFORT)
    if best is None:
        return
    assert part.counts is not None
    plan = draw(world.problem, strata, part.counts, "undian", world.rules)
    assert verify(world.problem, world.rules, plan) == [], world
    values = world.values(plan)
    if keeping:
        seen["keeping"] += 1
        seen["kept as few as can be"] += values == best
        # seats that must move are counted by strata; the draw may have to move more
        first = next(
            n for n, level in enumerate(world.levels) if any(p.goal.kind == KEEPING for p in level)
        )
        assert values[:first] == best[:first]
        assert part.counts.values[first] <= best[first] <= values[first]
    else:
        seen["compared"] += 1
        assert values == best == part.counts.values == part.bounds, world


def _split(world, plans, best, keeping, seen):
    """The split forced: never better than the best, its bounds never above it, never impossible by
    itself.
    """
    if len(world.problem.kecamatan) < 2:
        return
    strata = stratify(world.instance)
    pool = HerePool()
    state = search(world.instance, strata, pool, EFFORT, small=0)
    assert not state.infeasible or best is None
    if state.infeasible:
        assert WHOLE in state.bounds
        return
    if best is None:
        assert not state.parts
        return
    seen["split"] += WHOLE not in state.bounds
    counts = {key: n for part in state.parts.values() for key, n in part.people.items()}
    held = tuple(sorted({sid for part in state.parts.values() for sid in part.held}))
    choices = {name: n for part in state.parts.values() for name, n in part.choices.items()}
    plan = draw(world.problem, strata, Counts(counts, held, (), choices), "undian", world.rules)
    assert verify(world.problem, world.rules, plan) == [], world
    values = world.values(plan)
    assert values >= best
    seen["split as good as the best"] += values == best
    bounds = joint_bounds(world.instance, state, values, pool)
    for number, joint in enumerate(bounds):
        least = min(
            v[number]
            for v in map(world.values, plans)
            if all(v[n] <= values[n] for n in range(number))
        )
        assert joint.bound <= least, (number, joint.bound, least, world)


def test_a_hundred_worlds():
    seen = look(number=120, most=300, seed=11)
    assert seen["compared"] >= 50
    assert seen["impossible"] >= 5
    assert seen["split"] >= 5
    print(dict(seen))


@pytest.mark.parametrize("wanted", TOGETHER)
def test_several_things_at_once(wanted):
    seen = look(number=6, most=300, seed=wanted, wanted=wanted)
    assert seen["compared"] + seen["keeping"] == 6


@pytest.mark.slow
@pytest.mark.parametrize("hundred", range(6))
def test_six_hundred_worlds(hundred):
    seen = look(number=100, most=20_000, seed=f"hundred {hundred}")
    print(dict(seen))
    assert seen["worlds"] == 100
