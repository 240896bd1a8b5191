"""Every *survives* and every *breaks* is right: held against every plan of tiny worlds."""

from __future__ import annotations

from collections import Counter

import pytest

from okoce_opt.losses.growth import groups_of, growth_of, rules_for_more, with_more
from okoce_opt.losses.loss import TEAM, hall_weeks, several_days, single_days, teams_away
from okoce_opt.losses.several import too_many_days
from okoce_opt.losses.survival import BREAKS, SURVIVES, Judge, seated_rules
from okoce_opt.reasons.court import Court
from okoce_opt.verify import verify
from tests.counting.tiny import tiny_world
from tests.reasons.enumerated import always_on, has_plan

MANY, TENTH = 400, 8


def judged_worlds(seeds):
    """Tiny worlds with a plan in which everyone has their seats: (seed, judge)."""
    for seed in seeds:
        problem, rules = tiny_world(seed)
        rules = seated_rules(problem, [*always_on(), *rules], _everyone(problem, rules))
        court = Court(2.0)
        if has_plan(problem, rules) and court.has_plan(problem, rules):
            yield seed, Judge(problem, rules, court.plan, court)


def _everyone(problem, rules):
    """A plan that stands for one in which nobody is left over."""
    from okoce_opt.domain.plan import Plan

    seats = {
        (person.id, f"{activity.id}|x|2026-01-05|y")
        for person in problem.registrants.values()
        for activity in problem.needed(person)
    }
    return Plan.of(seats)


def hold_losses_against_every_plan(those) -> Counter:
    """How many losses survived and how many broke the plan, each enumerated."""
    seen: Counter = Counter()
    for seed, judge in those:
        problem = judge.problem
        losses = [*single_days(problem), *hall_weeks(problem), *teams_away(problem)]
        for loss in losses:
            after, _ = loss.after(problem, judge.plan)
            found, truth = judge.survives(loss), has_plan(after, judge.rules)
            if found.status == SURVIVES:
                assert not verify(after, judge.rules, found.plan), (seed, loss)
                assert truth is not False, (seed, loss)
            if found.status == BREAKS:
                assert truth is not True, (seed, loss, found.why.en)
            seen[found.status, loss.kind == TEAM] += truth is not None
    return seen


def test_what_survives_has_a_plan_and_what_breaks_has_none():
    seen = hold_losses_against_every_plan(judged_worlds(range(0, MANY, TENTH)))
    assert seen[SURVIVES, False] > 10
    assert seen[BREAKS, False] > 5


@pytest.mark.slow
def test_what_survives_has_a_plan_and_what_breaks_has_none_in_many_worlds():
    seen = hold_losses_against_every_plan(judged_worlds(range(MANY)))
    assert seen[SURVIVES, True]
    assert seen[BREAKS, True]


def test_days_of_which_too_many_are_lost_leave_no_plan():
    looked = 0
    for seed, judge in judged_worlds(range(0, MANY, TENTH)):
        many = too_many_days(judge)
        if many is not None:
            after, _ = several_days(list(many.days)).after(judge.problem, judge.plan)
            assert has_plan(after, judge.rules) is not True, (seed, many)
            looked += 1
    assert looked > 3


def test_more_people_have_a_plan_where_it_is_said_and_none_where_it_breaks():
    looked = Counter()
    for seed, judge in judged_worlds(range(0, MANY, 4 * TENTH)):
        for codes in groups_of(judge):
            found = growth_of(judge, codes, "benih")
            for percent, expected in ((found.survives, True), (found.breaks, False)):
                if percent:
                    after, more = with_more(judge.problem, percent, "benih")
                    rules = rules_for_more(judge.rules, more, after)
                    if len(codes) == len(judge.problem.kecamatan):
                        truth = has_plan(after, rules)
                        assert truth in (expected, None), (seed, percent)
                        looked[expected] += truth is not None
    assert looked[True] or looked[False]
