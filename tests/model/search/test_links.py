"""Who can come to few sessions needs one of them whole: the first level's bound says so, and its
certificate goes through the rows again.
"""

from __future__ import annotations

import random

from okoce_opt.certificate import proved_by
from okoce_opt.domain.problem import Problem
from okoce_opt.goals.few_sessions import FewSessions
from okoce_opt.goals.goal import PricedGoal
from okoce_opt.goals.most_placed import MostPlaced
from okoce_opt.model.formulation.coarse import coarse_model
from okoce_opt.model.formulation.links import LINK_CUT, add_links
from okoce_opt.model.search.relaxed_bounds import bound_part, bound_with_links
from okoce_opt.rules.meeting_days import MeetingDays
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
    assert bound_part(problem, RULES, LEVELS, 0, ())[0] == 0
    linked = bound_with_links(problem, RULES, LEVELS)
    assert linked is not None
    assert linked[0] == 1


def test_the_rows_that_were_added_are_written_again_by_their_names() -> None:
    problem = two_of_different_days()
    linked = bound_with_links(problem, RULES, LEVELS)
    assert linked is not None
    model = coarse_model(problem, RULES, LEVELS[:1])
    multipliers = linked[1].multipliers
    named = [subject for rule, subject in multipliers if rule == LINK_CUT]
    assert named
    add_links(model, named)
    assert proved_by(model.rows, model.objectives[0], multipliers) == 1


def test_no_plan_is_better_than_the_bound_says() -> None:
    """Against every plan of small worlds."""
    rng = random.Random("links")
    looked = 0
    while looked < 8:
        those = random_world(rng, people=4)
        plans = those and every_plan(those, 2_000)
        if not plans:
            continue
        linked = bound_with_links(those.problem, those.rules, those.levels)
        assert linked is not None
        _, plain = bound_part(those.problem, those.rules, those.levels[:1], 0, ())
        assert plain.bound <= linked[0] <= min(those.values(plan)[0] for plan in plans)
        looked += 1
