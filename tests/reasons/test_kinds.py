"""Ten kinds of impossible worlds, each asked why as a planner would ask: the reason, the ways out
and how many kinds of them there are, held against every plan.
"""

from __future__ import annotations

from unittest import mock

import pytest

from okoce_opt.goals.few_sessions import FewSessions
from okoce_opt.goals.goal import PricedGoal
from okoce_opt.instance import Instance
from okoce_opt.reasons.levers import LEFT_OVER, Scope
from okoce_opt.reasons.ways import all_levers
from okoce_opt.reasons.why_not import ENOUGH, why_not
from okoce_opt.scenario import Scenario
from okoce_opt.verify import verify
from tests.reasons.enumerated import has_plan
from tests.reasons.kinds import KINDS, worlds_of
from tests.reasons.test_ways import enumerated, is_smaller_possible

LEVELS = ((PricedGoal(FewSessions()),),)


def patient(scenario):
    """Why not, on a machine that may have a lot of other work."""
    with mock.patch("okoce_opt.reasons.why_not.AFTER_COUNTING", 900.0):
        return why_not(scenario, time_limit=900.0)


def kinds_that_help(levers, problem, rules):
    """Kinds of changes that enumeration finds to be enough."""
    found = set()
    for lever in levers:
        steps = {1, 2, 3, lever.steps} & {*range(1, lever.steps + 1)}
        changes = [lever.of_days(lever.days)] if lever.of_days else map(lever.change, sorted(steps))
        if any(enumerated(change, problem, rules) for change in changes):
            found.add(lever.kind)
    return found


def hold_why(kind, want, start):
    """The number of worlds in which three kinds of ways exist, of those that were asked why."""
    rich = 0
    for seed, problem, rules in worlds_of(kind, want, start):
        scenario = Scenario(kind, None, kind, "", problem, tuple(rules), LEVELS, "benih", "x")
        found = patient(scenario)
        assert found.status == "impossible", seed
        conflict = found.conflict
        assert conflict.irreducible, seed
        assert has_plan(*conflict.made(conflict.items)) is not True, seed
        for spared in conflict.items:
            rest = [item for item in conflict.items if item is not spared]
            assert has_plan(*conflict.made(rest)) is not False, (seed, spared.words.en)
        levers = all_levers(Instance(problem, rules, LEVELS), Scope.of(problem, ()))
        kinds = kinds_that_help(levers, problem, rules)
        assert len(found.ways) >= min(ENOUGH, len(kinds)), (seed, kinds)
        rich += len(kinds) >= ENOUGH
        for way in found.ways:
            assert enumerated(way.change, problem, rules) is not False, (seed, way.words.en)
            changed = way.change.tried(Instance(problem, rules, LEVELS))
            assert not verify(changed.problem, changed.rules, way.plan), (seed, way.words.en)
            mine = [lever for lever in levers if lever.kind == way.kind]
            least = way.is_least and way.kind != LEFT_OVER and len(mine) == 1 and way.amount < 5
            if least and mine[0].steps < 8:
                less = is_smaller_possible(mine[0], way.amount, problem, rules)
                assert not less, (seed, way.words.en)
    return rich


@pytest.mark.parametrize("kind", KINDS)
def test_why_of_each_kind(kind: str) -> None:
    hold_why(kind, 1, 40)


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_why_of_fifteen_worlds_of_each_kind(kind: str) -> None:
    assert hold_why(kind, 15, 100) or kind == "city_told"


def test_where_no_single_change_is_enough_two_are_offered() -> None:
    """Two pins that cannot stand, in a hall that is too small besides: neither more room nor
    lifting the pins is enough alone.
    """
    pairs = 0
    for seed, problem, rules in worlds_of("pins", 3, 100):
        scenario = Scenario("pin", None, "pin", "", problem, tuple(rules), LEVELS, "benih", "x")
        for way in patient(scenario).ways:
            if "_and_" in way.kind:
                pairs += 1
                assert enumerated(way.change, problem, rules) is not False, seed
                changed = way.change.tried(Instance(problem, rules))
                assert not verify(changed.problem, changed.rules, way.plan)
    assert pairs >= 3
