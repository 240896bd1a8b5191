"""Offers of which nothing that is looked at can want a seat: whoever plans the first level by hand
leaves them for later.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from okoce_opt.domain.problem import Problem
from okoce_opt.domain.sessions import activity_of
from okoce_opt.rules.rule import Rule

WANTING = frozenset(
    {
        "many_served",
        "fair_shares",
        "keep_the_plan",
        "near_moves",
        "changes_per_person",
        "changes_in_all",
    }
)
"""Goals and rules to which a seat in an offer may be something."""


def left_aside(
    problem: Problem, rules: Mapping[str, Rule], goals: Collection[str]
) -> frozenset[str]:
    """The offers by id; none where a quota is to be used up."""
    if getattr(rules.get("quota"), "at_least", False) or WANTING & {*goals, *rules}:
        return frozenset()
    settled = {sid for sid, held in problem.told.items() if held}
    settled |= {pin for one in problem.registrants.values() for pin in one.pins}
    needed = {activity_of(sid) for sid in settled} | {order.after for order in problem.orders}
    offers = (a for a in problem.activities.values() if not (a.required or a.reserve_for))
    return frozenset(a.id for a in offers) - needed
