"""Calendars are judged by what people would pay alone, and only ever bettered by a step."""

from __future__ import annotations

import random
from dataclasses import replace
from functools import cache
from pathlib import Path
from unittest import mock

import pytest

from okoce_opt.domain.activities import Activity, Order
from okoce_opt.domain.calendar import Obstacle
from okoce_opt.domain.narrowing import narrowed
from okoce_opt.goals.few_sessions import FewSessions
from okoce_opt.goals.goal import PricedGoal
from okoce_opt.goals.most_placed import MostPlaced
from okoce_opt.goals.preferred_days import PreferredDays
from okoce_opt.instance import Instance
from okoce_opt.io import load_scenario
from okoce_opt.model.days.calendar_steps import Judge, Judged
from okoce_opt.model.days.calendars import STRICT, calendars, quick_calendar
from okoce_opt.model.days.person_costs import PersonCosts
from okoce_opt.model.formulation import coarse as coarse_rooms
from okoce_opt.model.formulation.coarse import (
    calendar_model,
    combine_levels,
    combined_value,
    drop_rare_absences,
    prices,
)
from okoce_opt.model.search import part as parts
from okoce_opt.model.search.filling import fill
from okoce_opt.model.search.relaxed_bounds import bounds_given, bounds_of
from okoce_opt.model.sharing.linking import must_be_held
from okoce_opt.model.solvers.cpsat import Effort
from tests.hands import day, people, sid, world
from tests.worlds import ALWAYS_ON

STORIES = Path(__file__).parents[3] / "scenarios"


@cache
def lonely():
    """One kecamatan of a story where everybody is away on days of their own besides; what a
    calendar sees; the judge.
    """
    scenario = load_scenario(STORIES / "dua_kecamatan")
    problem = narrowed(scenario.problem, list(scenario.problem.kecamatan)[:1])
    rng = random.Random("sendiri")
    days = sorted({session.first_day for session in problem.sessions.values()})
    own = [
        Obstacle("pendaftar", person, d, d)
        for person in problem.registrants
        for d in days
        if rng.random() < 0.08
    ]
    crowded = replace(problem, obstacles=(*problem.obstacles, *own))
    with mock.patch.object(coarse_rooms, "MANY", 25):
        looked_at = drop_rare_absences(replace(scenario.instance, problem=crowded))
    coarse = calendar_model(looked_at)
    alone = PersonCosts.of(replace(scenario.instance, problem=crowded), coarse, STRICT)
    assert len(alone.weight) > len(coarse.strata)
    return crowded, scenario, looked_at, coarse, alone


def judge_of(problem, coarse, alone):
    return Judge(problem, coarse, combine_levels(coarse, STRICT), alone)


def paid_alone(problem, model, price_of, missing, stratum, held):
    """The least one person of a stratum pays, by walking along every path of seats."""
    to_do = [activity.id for activity in problem.still_to_do(stratum.one)]
    terms = [
        (price * c, j)
        for price, level in zip(price_of, model.objectives, strict=True)
        for c, j in level.terms
    ]
    cost = {}
    for c, j in terms:
        cost[j] = cost.get(j, 0) + c
    after = {order.after: order for order in problem.orders}

    def onward(name, earlier):
        order = after.get(name)
        return 0 if order is None else least(order.activity, earlier, order)

    def least(name, earlier, order):
        if name not in to_do:
            return onward(name, None)
        best = missing
        for taken in held:
            session = problem.sessions[taken]
            if session.activity != name or (
                earlier is not None and not order.is_ready(earlier, session)
            ):
                continue
            column = model.seats.get((stratum.id, taken))
            best = min(
                best, (missing if column is None else cost.get(column, 0)) + onward(name, session)
            )
        return best

    heads = [
        name
        for name in problem.activities
        if all(order.activity != name for order in problem.orders)
    ]
    return sum(least(name, None, None) for name in heads)


def test_what_absences_cost_is_what_each_pays_alone_along_every_path():
    problem, scenario, _, coarse, alone = lonely()
    everyone = calendar_model(Instance(problem, scenario.rules, scenario.levels))
    price_of = prices(coarse, STRICT)
    rng, told = random.Random("jalan"), 0
    for _ in range(6):
        held = tuple(sorted(rng.sample(sorted(coarse.held), rng.randint(4, 30))))
        exact = sum(
            s.size * paid_alone(problem, everyone, price_of, alone.missing, s, held)
            for s in everyone.strata
        )
        seen = sum(
            s.size * paid_alone(problem, coarse, price_of, alone.missing, s, held)
            for s in coarse.strata
        )
        assert alone.more(held) == exact - seen
        told += exact != seen
    assert told > 3


def test_a_cut_is_never_above_what_a_calendar_promises():
    problem, scenario, _, coarse, alone = lonely()
    judge = judge_of(problem, coarse, alone)
    rng = random.Random("potongan")
    told, quick = must_be_held(problem), set(quick_calendar(problem, scenario.rules))
    loose = sorted(quick - told)
    those = [tuple(sorted(quick - {*rng.sample(loose, n % len(loose))})) for n in range(12)]
    promises = [judge.promise(held) for held in those]
    assert len(judge.cuts) == sum(promise is not None for promise in promises) > 4
    tight = 0
    told = [
        (held, promise)
        for held, promise in zip(those, promises, strict=True)
        if promise is not None
    ]
    for number, (held, promise) in enumerate(told):
        chosen = [float(each in held) for each in coarse.held]
        others = [
            start + float(chosen @ price)
            for n, (start, price) in enumerate(judge.cuts)
            if n != number
        ]
        assert max(others) <= promise
        tight += max(others) >= 0.9 * promise
    assert tight > 4


def test_steps_only_better_a_calendar_and_the_counts_keep_what_they_promise():
    problem, scenario, looked_at, coarse, alone = lonely()
    judge = judge_of(problem, coarse, alone)
    proofs = bounds_of(bounds_given(problem, coarse, ()))
    bound = combined_value(coarse, STRICT, proofs)
    effort = Effort(deterministic=4.0)
    better = 0
    found = calendars(looked_at, coarse, proofs, effort)
    for held in [one.held for one in found if one.held is not None][:3]:
        before = judge.judged(held, bound, 0.0)
        after = judge.judged(held, bound, 30.0)
        assert after.value <= before.value
        assert must_be_held(problem) <= set(after.held)
        assert after.value == judge.promise(after.held) + alone.more(after.held)
        better += after.value < before.value
        counts = fill(Instance(problem, scenario.rules, scenario.levels), after.held, effort).counts
        assert counts is not None
        assert combined_value(coarse, STRICT, counts.values) >= judge.promise(after.held)
    assert better


def alone_in(levels, *, activities=("P",), orders=()):
    """A and B, who likes no Monday; A is away on Monday 5 January, of which the coarse model knows
    nothing.
    """
    problem = world(
        registrants=[*people("A"), *people("B", wish_weekdays=frozenset({1, 2, 3, 4}))],
        activities=[Activity(name, name, max_people=60) for name in activities],
        orders=list(orders),
    )
    away = replace(problem, obstacles=(Obstacle("pendaftar", "A", day("5"), day("5")),))
    coarse = calendar_model(Instance(problem, ALWAYS_ON, levels))
    return PersonCosts.of(Instance(away, ALWAYS_ON, levels), coarse, STRICT), prices(coarse, STRICT)


@pytest.mark.parametrize("price", [1, 3])
def test_a_seat_missed_costs_what_it_would_earn(price):
    alone, (unit, _) = alone_in(
        [(PricedGoal(MostPlaced(), price),), (PricedGoal(PreferredDays()),)]
    )
    assert alone.more([sid("P", "5")]) == unit * price
    assert alone.more([sid("P", "5"), sid("P", "6")]) == 0


def test_where_seats_earn_nothing_one_missed_is_dearer_than_any():
    alone, (unit,) = alone_in([(PricedGoal(FewSessions(), 100), PricedGoal(PreferredDays(), 50))])
    assert unit == 1
    assert alone.more([sid("P", "5")]) > 1_000
    assert alone.more([sid("P", "5"), sid("P", "6")]) == 0


def test_without_goals_only_seats_missed_cost():
    alone, _ = alone_in([])
    assert alone.more([sid("P", "5")]) > 0
    assert alone.more([sid("P", "6")]) == 0


def test_an_activity_after_two_others_is_counted_once():
    """S follows Q and R, which follow P: whoever has no S misses one seat, not two."""
    orders = (Order("Q", "P", 1), Order("R", "P", 1), Order("S", "Q", 1), Order("S", "R", 1))
    alone, (unit, _) = alone_in(
        [(PricedGoal(MostPlaced()),), (PricedGoal(PreferredDays()),)],
        activities="PQRS",
        orders=orders,
    )
    held = [sid("P", "5"), sid("P", "6"), sid("Q", "7"), sid("R", "8"), sid("S", "9")]
    assert alone.more(held) == 0
    assert alone.more(held[:1]) == unit


def test_what_steps_led_to_is_not_the_last_word(monkeypatch):
    """Steps lead to days that cannot be filled: the days themselves are."""
    problem, scenario, _, coarse, alone = lonely()
    judge = judge_of(problem, coarse, alone)
    quick = quick_calendar(problem, scenario.rules)
    monkeypatch.setattr(Judge, "judged", lambda *_: Judged((), 1, 0.0))
    monkeypatch.setattr(parts, "report", lambda found: None)
    instance = replace(scenario.instance, problem=problem)
    trial = parts._Trial(("x",), instance, Effort(deterministic=5.0), judge)
    trial.consider(quick)
    assert trial.best is not None
    assert trial.best.held == quick
