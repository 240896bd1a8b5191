"""Whether a tiny world has a plan in which those who are asked have their seats: every plan looked
at, by code that neither plans nor counts.
"""

from __future__ import annotations

import itertools
import math

from okoce_opt.rules.everyone_placed import EveryonePlaced
from tests.counting.tiny import stands, tiny_world, ways

MOST = 4_000
"""Choices of everybody together that are looked at."""


def has_plan(problem, rules, most=MOST):
    """True or False; None where there are too many choices to look at."""
    asking = [rule for rule in rules if rule.kind == "seats_for"]
    others = [rule for rule in rules if not rule.always_on and rule not in asking]
    everyone = [rule for rule in others if rule.seats_everyone]
    others = [rule for rule in others if rule not in everyone]
    people = list(problem.registrants.values())
    each = []
    for person in people:
        asked = {name for rule in asking for name in rule.asked(problem, person)}
        if everyone:
            asked |= {activity.id for activity in problem.needed(person)}
        each.append(
            [taken for taken in ways(problem, person) if asked <= {s.activity for s in taken}]
        )
    if math.prod(map(len, each)) > most:
        return None
    return any(stands(problem, others, people, chosen) for chosen in itertools.product(*each))


def impossible_worlds(seeds):
    """Tiny worlds in which not everyone can be placed: (seed, problem, rules)."""
    for seed in seeds:
        problem, rules = tiny_world(seed)
        rules = [*always_on(), *rules, EveryonePlaced()]
        if has_plan(problem, rules) is False:
            yield seed, problem, rules


def always_on():
    """The rules that hold in every scenario."""
    from okoce_opt.rules import RULE_BOOK

    return [rule() for rule in RULE_BOOK if rule.always_on]
