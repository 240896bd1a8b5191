"""The other end of a change: what it would be if nobody who has a seat were moved for the sake of
those who have none.
"""

from __future__ import annotations

from okoce_opt.domain.plan import Plan
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.sessions import activity_of
from okoce_opt.domain.words import Words
from okoce_opt.goals.keep_the_plan import KeepThePlan
from okoce_opt.goals.most_placed import MostPlaced
from okoce_opt.scenario import Scenario
from okoce_opt.verify import measures

PLACED, MOVED = MostPlaced.kind, KeepThePlan.kind


def other_end(scenario: Scenario, plan: Plan, kept: Plan | None) -> Words | None:
    """How many would be without a seat in a plan that moves fewer seats than this one; None where
    nothing was moved, nobody gained by it, or no such plan is at hand.

    `kept` is a quick one that stands, in which nobody moves who need not: the figures can be had,
    perhaps better ones too.
    """
    kinds = [priced.goal.kind for level in scenario.levels for priced in level]
    if kept is None or PLACED not in kinds or MOVED not in kinds[kinds.index(PLACED) :]:
        return None
    judges = [goal for goal in scenario.goals if goal.kind in (PLACED, MOVED)]
    here = measures(scenario.problem, judges, plan)
    if not here[MOVED]:
        return None
    there = measures(scenario.problem, judges, kept)
    if there[MOVED] >= here[MOVED] or there[PLACED] <= here[PLACED]:
        return None
    problem = scenario.problem
    return _BOTH.fill(
        moved=here[MOVED],
        without=_without(problem, plan),
        fewer=there[MOVED],
        more=_without(problem, kept),
    )


def _without(problem: Problem, plan: Plan) -> int:
    """People without a seat in something that they need."""
    has = {(person, activity_of(sid)) for person, sid in plan.seats}
    return sum(
        any((rid, activity.id) not in has for activity in problem.needed(one))
        for rid, one in problem.registrants.items()
    )


_BOTH = Words(
    "Dua ujung: rencana ini memindahkan {moved} kursi dan menyisakan {without} orang tanpa kursi; "
    "dengan {fewer} kursi dipindahkan, {more} orang tanpa kursi.",
    "Two ends: this plan moves {moved} seats and leaves {without} people without a seat; with "
    "{fewer} seats moved, {more} people are without one.",
)
