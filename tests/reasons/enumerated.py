"""Whether a tiny world has a plan in which those who are asked have their seats: every plan looked
at, by code that neither plans nor counts.
"""

from __future__ import annotations

import itertools
import math
import random
from dataclasses import replace
from datetime import timedelta

from okoce_opt.rules.everyone_placed import EveryonePlaced
from tests.counting.tiny import stands, tiny_world, ways

KNOWN = (
    *("make_up", "mentors", "quota", "turns", "simultaneous_phase", "meeting_days"),
    *("deadline", "every_kelurahan_present", "households", "team_days"),
)
"""Rules that are judged here beside what always holds."""

MOST = 4_000
"""Choices of everybody together that are looked at."""


def has_plan(problem, rules, most=MOST):
    """True or False; None where there are too many choices to look at."""
    asking = [rule for rule in rules if rule.kind == "seats_for"]
    everyone = any(rule.seats_everyone for rule in rules)
    others = list({rule.kind: rule for rule in rules if rule.kind in KNOWN}.values())
    reserves = sum(
        bool(problem.activities[s.activity].reserve_for) for s in problem.sessions.values()
    )
    if 2**reserves > most:
        return None
    people = list(problem.registrants.values())
    each = []
    for person in people:
        asked = {name for rule in asking for name in rule.asked(problem, person)}
        if everyone:
            asked |= {activity.id for activity in problem.needed(person)}
        each.append(
            [taken for taken in ways(problem, person) if asked <= {s.activity for s in taken}]
        )
    if math.prod(map(len, each)) * 2**reserves > most:
        return None
    return any(stands(problem, others, people, chosen) for chosen in itertools.product(*each))


def impossible_worlds(seeds):
    """Tiny worlds in which not everyone can be placed: (seed, problem, rules)."""
    for seed in seeds:
        problem, rules = tiny_world(seed)
        rules = [*always_on(), *rules, EveryonePlaced()]
        if has_plan(problem, rules) is False:
            yield seed, problem, rules


def tightened_worlds(seeds):
    """Tiny worlds with a plan, of which things were taken away until there was none."""
    for seed in seeds:
        problem, rules = tiny_world(seed)
        rules = [*always_on(), *rules, EveryonePlaced()]
        if not has_plan(problem, rules):
            continue
        dice = random.Random(seed)
        for _ in range(6):
            problem = _tighter(problem, dice)
            if not problem.sessions or any(True for r in rules for _ in r.validate(problem)):
                break
            if has_plan(problem, rules) is False:
                yield seed, problem, rules
                break


def _tighter(problem, dice):
    """A seat less in each hall, the last day less, or a day less for somebody."""
    calendar = problem.calendar
    fewer = {k: replace(v, seats=max(1, v.seats - 1)) for k, v in problem.venues.items()}
    someone = dice.choice(list(problem.registrants.values()))
    days = someone.weekdays or frozenset(range(7))
    choosy = replace(someone, weekdays=days - {dice.choice(sorted(days)), dice.choice(range(3))})
    those = [
        replace(problem, venues=fewer),
        replace(problem, registrants={**problem.registrants, someone.id: choosy}),
    ]
    if calendar.last > calendar.first:
        those.append(
            replace(problem, calendar=replace(calendar, last=calendar.last - timedelta(1)))
        )
    return dice.choice(those)


def always_on():
    """The rules that hold in every scenario."""
    from okoce_opt.rules import RULE_BOOK

    return [rule() for rule in RULE_BOOK if rule.always_on]
