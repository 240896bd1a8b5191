"""Who can come to few sessions needs one of them whole: the first level's bound says so, and its
certificate goes through the rows again.
"""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from okoce_opt import certificate
from okoce_opt.domain.outcome import SettledLevel
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.proof import COUNTING, ROWS, Proof
from okoce_opt.goals.few_sessions import FewSessions
from okoce_opt.goals.goal import PricedGoal
from okoce_opt.goals.most_placed import MostPlaced
from okoce_opt.instance import Instance
from okoce_opt.model.formulation.links import LINK_CUT
from okoce_opt.model.search.relaxed_bounds import bound_part, bound_with_links
from okoce_opt.rules.meeting_days import MeetingDays
from okoce_opt.scenario import Scenario
from tests.hands import people, world
from tests.oracle import every_plan, random_world
from tests.worlds import ALWAYS_ON

LEVELS = ((PricedGoal(MostPlaced()),), (PricedGoal(FewSessions()),))
RULES = (*ALWAYS_ON, MeetingDays(1))


def two_of_different_days() -> Problem:
    """X can come on Monday and Y on Tuesday, one day a week, in one week."""
    each = [
        *people("X", weekdays=frozenset({0})),
        *people("Y", weekdays=frozenset({1})),
    ]
    return world(registrants=each, last="9")


def test_half_a_session_on_each_day_seats_nobody() -> None:
    problem = two_of_different_days()
    assert bound_part(Instance(problem, RULES, LEVELS), 0, ())[0] == 0
    linked = bound_with_links(Instance(problem, RULES, LEVELS))
    assert linked is not None
    assert linked[0] == 1


@pytest.mark.parametrize(("printed", "stands"), [(1, True), (2, False)])
def test_the_certificate_writes_the_added_rows_again_by_their_names(
    printed: int, stands: bool
) -> None:
    problem = two_of_different_days()
    linked = bound_with_links(Instance(problem, RULES, LEVELS))
    assert linked is not None
    assert any(rule == LINK_CUT for rule, _ in linked[1].multipliers)
    scenario = Scenario("dunia", Path("dunia"), "", "", problem, RULES, LEVELS, "undian", "d" * 64)
    levels = [
        SettledLevel({}, 2, printed, 0, Proof(ROWS, (linked[1],))),
        SettledLevel({}, 1, 0, 0, Proof(COUNTING, ())),
    ]
    first, _ = certificate.check(scenario, levels)
    assert first.proved == 1
    assert first.holds == stands


def test_no_plan_is_better_than_the_bound_says() -> None:
    """Against every plan of small worlds."""
    rng = random.Random("links")
    looked = 0
    while looked < 8:
        those = random_world(rng, people=4)
        plans = those and every_plan(those, 2_000)
        if not plans:
            continue
        linked = bound_with_links(those.instance)
        assert linked is not None
        _, plain = bound_part(Instance(those.problem, those.rules, those.levels[:1]), 0, ())
        assert plain.bound <= linked[0] <= min(those.values(plan)[0] for plan in plans)
        looked += 1
