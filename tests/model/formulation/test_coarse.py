"""The coarse problem is looser than the problem: people counted whom a plan must know by name."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest

from okoce_opt.domain.activities import Order
from okoce_opt.domain.calendar import Obstacle
from okoce_opt.domain.narrowing import narrowed
from okoce_opt.goals.even_attendance import EvenAttendance
from okoce_opt.goals.few_days import FewDays
from okoce_opt.goals.few_sessions import FewSessions
from okoce_opt.goals.finish_early import FinishEarly
from okoce_opt.goals.goal import PricedGoal
from okoce_opt.goals.most_placed import MostPlaced
from okoce_opt.goals.soft_days import SoftDays
from okoce_opt.instance import Instance
from okoce_opt.io import load_scenario
from okoce_opt.model.formulation.build import build
from okoce_opt.model.formulation.coarse import (
    COUNTABLE,
    MANY,
    coarse_model,
    drop_unseen,
    prices,
)
from okoce_opt.model.formulation.strata import stratify
from okoce_opt.model.search import part as parts
from okoce_opt.model.solvers.cpsat import Effort
from okoce_opt.model.solvers.relaxation import relax
from tests.hands import day, people, world
from tests.oracle import random_world
from tests.worlds import ALWAYS_ON

STORIES = Path(__file__).parents[3] / "scenarios"


def test_counting_whom_a_plan_must_name_only_loosens_the_rows():
    """Rows of people counted are sums of their own rows: each level's relaxation is never above
    that by name.
    """
    rng, told = random.Random("loosely"), 0
    for _ in range(500):
        those = random_world(rng, people=5)
        seen = drop_unseen(those.instance)
        exact = stratify(seen)
        loose = stratify(seen, loosely=True)
        if len(loose) == len(exact):
            continue
        told += 1
        assert sorted(m for s in loose for m in s.members) == sorted(those.problem.registrants)
        by_name, counted = (build(seen, strata) for strata in (exact, loose))
        for number in range(len(seen.levels)):
            strict = relax(by_name.rows, by_name.objectives[number])
            if strict.bound is None:
                continue  # no plan: nothing to be above
            looser = relax(counted.rows, counted.objectives[number])
            assert looser.feasible
            assert looser.bound <= strict.bound
    assert told > 40


def test_a_thousand_people_with_two_activities_in_any_order_are_few_strata():
    """Licences and packaging both after the training: a plan must know each of them, a calendar
    counts them.
    """
    scenario = load_scenario(STORIES / "dua_kecamatan")
    problem = narrowed(scenario.problem, list(scenario.problem.kecamatan)[:1])
    orders = (Order("perizinan", "pelatihan", 5), Order("pengemasan", "pelatihan", 5))
    fork = replace(scenario.instance, problem=replace(problem, orders=orders))
    assert len(stratify(fork)) == len(problem.registrants)
    assert len(coarse_model(fork).strata) <= MANY


@pytest.mark.parametrize("price", [1, 2, 300])
def test_a_person_is_dearer_than_a_later_end(price, monkeypatch):
    """A cannot come on the first day: all are planned a day later rather than A left over, whatever
    a day costs.
    """
    monkeypatch.setattr(parts, "report", lambda found: None)
    problem = world(
        registrants=people(*"ABCD"), obstacles=[Obstacle("pendaftar", "A", day("5"), day("5"))]
    )
    levels = [
        (PricedGoal(MostPlaced()),),
        (PricedGoal(FinishEarly(), price),),
        (PricedGoal(FewSessions()),),
    ]
    part = parts.plan_part(("K1",), Instance(problem, ALWAYS_ON, levels), Effort(deterministic=5.0))
    assert part.counts.values == (0, price, 1)


def test_many_levels_one_above_the_other_stay_countable():
    """Six levels, each dearer than all below it, were more than 64 bits: the search of a part ended
    in a fault of the solver's.
    """
    problem = world(registrants=people("P1", "P2"))
    goals = [MostPlaced(), FewSessions(), FewDays(), FinishEarly(), SoftDays(), EvenAttendance()]
    levels = [(PricedGoal(goal, 1_000),) for goal in goals]
    instance = Instance(problem, ALWAYS_ON, levels)
    model = coarse_model(instance)
    few, many = prices(replace(model, objectives=model.objectives[:2]), 200), prices(model, 200)
    assert few[1] == 1
    assert few[0] > 1
    assert len(many) == 6
    assert many[-1] == 0 < many[1] < many[0]
    most = max(abs(n) for n in many)
    assert most < COUNTABLE
    part = parts.plan_part(("K1",), instance, Effort(deterministic=1))
    assert part.counts is not None
