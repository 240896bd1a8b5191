"""Plain models stand on the domain alone, and their plans keep every rule."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from okoce_opt.bench.plain import cpsat
from okoce_opt.bench.plain.bettered import bettered
from okoce_opt.bench.plain.kept import written
from okoce_opt.bench.plain.lines import by, value_of
from okoce_opt.bench.plain.naming import named
from okoce_opt.bench.plain.planner import plain_plan
from okoce_opt.bench.plain.who import World as Everyone
from okoce_opt.bench.plain.wished import measured
from okoce_opt.goals.goal import PricedGoal
from okoce_opt.goals.keep_the_plan import KeepThePlan
from okoce_opt.goals.most_placed import MostPlaced
from okoce_opt.goals.near_moves import NearMoves
from okoce_opt.io import load_scenario
from okoce_opt.scenario import Scenario
from okoce_opt.verify import measures, verify
from tests.house.source import ROOT, modules
from tests.oracle import World, every_plan, random_world
from tests.worlds import rule_of

SMALL_WORLDS = {"cpsat": 40, "highs": 25}
"""How many are looked at."""
BORROWED = ("model", "rows", "certificate", "counting")


def test_plain_models_share_no_code_with_the_model() -> None:
    plain = [module for module in modules() if module.name.startswith("okoce_opt.bench.plain")]
    assert plain
    for module in plain:
        for one in module.imports():
            assert one.name.split(".")[1:2] not in [[room] for room in BORROWED], one.name


@pytest.mark.parametrize("solver", ["cpsat", "highs"])
@pytest.mark.parametrize(("name", "values"), [("kecil", (0,))])
def test_a_plain_plan_keeps_every_rule(solver: str, name: str, values: tuple[int, ...]) -> None:
    scenario = load_scenario(Path(ROOT) / "scenarios" / name)
    answer = plain_plan(scenario, solver, 20.0, 1)
    assert answer.plan is not None
    assert verify(scenario.problem, scenario.rules, answer.plan) == []
    counted = measures(scenario.problem, scenario.goals, answer.plan)
    first = sum(p.price * counted[p.goal.kind] for p in scenario.levels[0])
    assert (first,) == values


@pytest.mark.parametrize("solver", ["cpsat", "highs"])
def test_plain_models_find_the_best_of_all_plans(solver: str) -> None:
    """Every plan of small worlds is looked at: values and bounds are those of the best, and what is
    impossible is said to be.
    """
    answers: Counter[str] = Counter()
    for seed in range(SMALL_WORLDS[solver]):
        answers[judged(random_world(random.Random(seed)), solver)] += 1
    assert min(answers["impossible"], answers["planned"]) >= 5


@pytest.mark.parametrize("kind", ["changes_per_person", "changes_in_all"])
def test_plain_models_know_what_may_change_of_an_announced_plan(kind: str) -> None:
    """A zoo problem whose rivals do not understand its limits of changes is compared with nobody:
    of each five two had them.
    """
    answers: Counter[str] = Counter()
    for seed in range(90):
        rng = random.Random(seed)
        world = random_world(rng)
        if world.problem.announced.seats:
            kept = tuple((PricedGoal(goal),) for goal in (KeepThePlan(), NearMoves()))
            own = [lv for lv in world.levels if lv[0].goal.kind != KeepThePlan.kind]
            limited = (*world.rules, rule_of(kind, rng))
            answers[judged(replace(world, rules=limited, levels=(*kept, *own)), "cpsat")] += 1
    assert min(answers["impossible"], answers["planned"]) >= 5


def judged(world: World, solver: str) -> str:
    """How a plain plan ended, held against every plan of the world."""
    plans = every_plan(world, 8_000)
    if plans is None:
        return "large"
    given = (world.problem, world.rules, world.levels)
    scenario = Scenario("x", Path("x"), "", "", *given, draw_seed="s", digest="d")
    answer = plain_plan(scenario, solver, 30.0, 1)
    assert answer.not_understood == ()
    best = min((world.values(plan) for plan in plans), default=None)
    if best is None:
        assert answer.infeasible
        return "impossible"
    assert answer.plan is not None
    assert verify(world.problem, world.rules, answer.plan) == []
    assert (world.values(answer.plan), tuple(answer.bounds)) == (best, best)
    return "planned"


def test_pieces_make_a_plan_better_and_leave_the_rest(kecil: Scenario) -> None:
    """From a plan in which nobody is seated, deciding some sessions anew seats people."""
    world = Everyone(kecil.problem, kecil.rules, {"most_placed"})
    paper = written(world)
    terms, _ = measured(paper, MostPlaced())
    nobody = cpsat.solve(paper.lines, by(-1, terms), {}, (20.0, 20.0), 1, lambda values: None)
    assert nobody.values is not None
    heard: list[list[int]] = []
    values = bettered(paper, terms, nobody.values, 6.0, 1, heard.append)
    assert value_of(terms, values) < value_of(terms, nobody.values)
    assert heard[-1] == values
    assert verify(kecil.problem, kecil.rules, named(paper, values)) == []


@pytest.fixture
def kecil() -> Scenario:
    return load_scenario(Path(ROOT) / "scenarios" / "kecil")
