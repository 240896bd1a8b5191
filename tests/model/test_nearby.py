"""Calendars are judged by what people would pay alone, and only ever bettered by a step."""

from __future__ import annotations

import random
from dataclasses import replace
from functools import cache
from pathlib import Path
from unittest import mock

from okoce_opt.domain.calendar import Obstacle
from okoce_opt.io import load_scenario
from okoce_opt.model import coarse as coarse_rooms
from okoce_opt.model.alone import Alone
from okoce_opt.model.calendars import STRICT, calendars, quick_days
from okoce_opt.model.coarse import calendar_model, calendar_problem, priced_together, prices, together
from okoce_opt.model.nearby import Judge
from okoce_opt.model.parts import bounds_given, bounds_of, fill
from okoce_opt.model.sharing import must_be_held
from okoce_opt.model.to_cpsat import Effort

STORIES = Path(__file__).parents[2] / "scenarios"


@cache
def lonely():
    """One kecamatan of a story where everybody is away on days of their own besides; what a calendar sees; the judge."""
    scenario = load_scenario(STORIES / "dua_kecamatan")
    problem = scenario.problem.only(list(scenario.problem.kecamatan)[:1])
    rng = random.Random("sendiri")
    days = sorted({session.first_day for session in problem.sessions.values()})
    own = [Obstacle("pendaftar", person, d, d) for person in problem.registrants for d in days if rng.random() < 0.08]
    crowded = replace(problem, obstacles=(*problem.obstacles, *own))
    with mock.patch.object(coarse_rooms, "MANY", 25):
        looked_at = calendar_problem(crowded, scenario.rules, scenario.levels)
    coarse = calendar_model(looked_at, scenario.rules, scenario.levels)
    alone = Alone.of(crowded, scenario.rules, scenario.levels, coarse, STRICT)
    assert len(alone.weight) > len(coarse.strata)
    return crowded, scenario, looked_at, coarse, alone


def judge_of(problem, coarse, alone):
    return Judge(problem, coarse, together(coarse, STRICT), alone)


def paid_alone(problem, model, price_of, missing, stratum, held):
    """The least one person of a stratum pays, by walking along every path of seats."""
    to_do = [activity.id for activity in problem.still_to_do(stratum.one)]
    terms = [(price * c, j) for price, level in zip(price_of, model.objectives, strict=True) for c, j in level.terms]
    cost = {}
    for c, j in terms:
        cost[j] = cost.get(j, 0) + c
    after = {order.after: order for order in problem.orders}

    def onward(name, earlier):
        order = after.get(name)
        return 0 if order is None else least(order.activity, earlier, order.min_gap_days)

    def least(name, earlier, gap):
        if name not in to_do:
            return onward(name, None)
        best = missing
        for sid in held:
            session = problem.sessions[sid]
            if session.activity != name or (earlier is not None and not session.may_follow(earlier, gap)):
                continue
            column = model.seats.get((stratum.id, sid))
            best = min(best, (missing if column is None else cost.get(column, 0)) + onward(name, session))
        return best

    heads = [name for name in problem.activities if all(order.activity != name for order in problem.orders)]
    return sum(least(name, None, 0) for name in heads)


def test_what_absences_cost_is_what_each_pays_alone_along_every_path():
    problem, scenario, _, coarse, alone = lonely()
    everyone = calendar_model(problem, scenario.rules, scenario.levels)
    price_of = prices(coarse, STRICT)
    rng, told = random.Random("jalan"), 0
    for _ in range(6):
        held = tuple(sorted(rng.sample(sorted(coarse.held), rng.randint(4, 30))))
        exact = sum(s.size * paid_alone(problem, everyone, price_of, alone.missing, s, held) for s in everyone.strata)
        seen = sum(s.size * paid_alone(problem, coarse, price_of, alone.missing, s, held) for s in coarse.strata)
        assert alone.more(held) == exact - seen
        told += exact != seen
    assert told > 3


def test_a_cut_is_never_above_what_a_calendar_promises():
    problem, scenario, _, coarse, alone = lonely()
    judge = judge_of(problem, coarse, alone)
    rng = random.Random("potongan")
    told, quick = must_be_held(problem), set(quick_days(problem, scenario.rules))
    loose = sorted(quick - told)
    those = [tuple(sorted(quick - {*rng.sample(loose, n % len(loose))})) for n in range(12)]
    promises = [judge.promise(held) for held in those]
    assert len(judge.cuts) == sum(promise is not None for promise in promises) > 4
    tight = 0
    for held, promise in zip(those, promises, strict=True):
        chosen = [float(sid in held) for sid in coarse.held]
        least = [start + float(chosen @ price) for start, price in judge.cuts]
        if promise is not None:
            assert max(least) <= promise + 1
            tight += max(least) >= promise - 1
    assert tight > 4


def test_steps_only_better_a_calendar_and_the_counts_keep_what_they_promise():
    problem, scenario, looked_at, coarse, alone = lonely()
    judge = judge_of(problem, coarse, alone)
    proofs = bounds_of(bounds_given(problem, coarse, ()))
    bound = priced_together(coarse, STRICT, proofs)
    effort = Effort(deterministic=4.0)
    better = 0
    found = calendars(looked_at, scenario.rules, scenario.levels, coarse, proofs, effort)
    for held in [days for days, _ in found if days is not None][:3]:
        before = judge.judged(held, bound, 0.0)
        after = judge.judged(held, bound, 30.0)
        assert after.value <= before.value
        assert must_be_held(problem) <= set(after.held)
        assert after.value == judge.promise(after.held) + alone.more(after.held)
        better += after.value < before.value
        counts = fill(problem, scenario.rules, scenario.levels, after.held, effort).counts
        assert counts is not None
        assert priced_together(coarse, STRICT, counts.values) >= bound
    assert better
