"""The least value of a goal's expression with decisions fixed is the best measure over namings."""

from __future__ import annotations

import os
import random
from dataclasses import replace
from datetime import date

import pytest

from okoce_opt.domain.problem import Problem
from okoce_opt.goals import GOAL_BOOK
from okoce_opt.goals.fair_shares import FairShares
from okoce_opt.goals.finish_early import FinishEarly
from okoce_opt.goals.goal import Goal, PricedGoal
from okoce_opt.goals.kelurahan_share import KelurahanShare
from okoce_opt.instance import Instance
from okoce_opt.model.formulation.strata import stratify
from okoce_opt.testing import Decided, choices_of, counts_of, everyone_apart, silent_namings
from okoce_opt.verify import measures, verify
from tests.worlds import ALWAYS_ON, aside, random_plan, rule_of, small_problem

WORLDS = int(os.environ.get("OKOCE_LAW_WORLDS", "200"))


def goal_of(kind: str, rng: random.Random) -> Goal:
    if kind == "finish_early":
        return FinishEarly(each=rng.random() < 0.5)
    if kind == "fair_shares":
        return FairShares(rng.choice(["kecamatan", "kelurahan"]))
    if kind == "kelurahan_share":
        return KelurahanShare(rng.choice([30, 50, 100]))
    return next(goal for goal in GOAL_BOOK if goal.kind == kind)()


def published(problem: Problem, rng: random.Random) -> Problem:
    """The problem as a change of some plan, also with seats of people who left and sessions that
    are no more; some people waited, some say when they registered.
    """
    old = random_plan(rng, problem, (), 0).seats | {
        ("P99", "P|K0v0|2026-01-05|sehari"),
        ("P0", "P|K0v0|2026-02-05|sehari"),
    }
    other = aside(rng)
    pairs = [(person, name) for person in problem.registrants for name in problem.activities]
    before = replace(
        problem.announced,
        seats=old,
        left_over=frozenset(pair for pair in pairs if other.random() < 0.3),
        longest_wait=other.choice([0, 40]),
    )
    dates = [None, date(2025, 12, 1), date(2025, 12, 20)]
    people = {
        person: replace(one, registered=other.choice(dates))
        for person, one in problem.registrants.items()
    }
    return replace(problem, announced=before, registrants=people)


def offering(problem: Problem, kind: str, rng: random.Random) -> Problem:
    """For goals about what is offered most activities are."""
    if kind not in ("many_served", "fair_shares"):
        return problem
    return replace(
        problem,
        activities={
            a.id: replace(a, required=not a.reserve_for and rng.random() < 0.2)
            for a in problem.activities.values()
        },
    )


@pytest.mark.parametrize("kind", [goal.kind for goal in GOAL_BOOK])
def test_everyone_apart(kind: str) -> None:
    rng = random.Random(f"goal apart {kind}")
    once, seats = rule_of("everyone_once", rng), rule_of("venue_capacity", rng)
    # goals are told what sessions hold by the rows that say nobody sits in one that is not held
    rules = [once, seats, *([rule_of("mentors", rng)] if "mentors" in kind else [])]
    more = 0
    for _ in range(WORLDS):
        problem = offering(small_problem(rng), kind, rng)
        while kind == "alike_finish" and len(problem.kecamatan) < 2:
            problem = small_problem(rng)
        problem = published(problem, rng)
        goal = goal_of(kind, rng)
        plan = random_plan(rng, problem, rules, 40)
        strata = everyone_apart(problem)
        choices = choices_of(problem, rules, plan)
        decided = Decided(
            problem, rules, strata, counts_of(plan, strata), plan.held, goal=goal, choices=choices
        )
        if decided.met:
            measured = measures(problem, [goal], plan)[kind]
            assert decided.value == measured, f"{plan} in {problem}"
            more += measured > 0
    assert more >= WORLDS // 20, f"only {more} plans cost anything"


@pytest.mark.parametrize("kind", [goal.kind for goal in GOAL_BOOK])
def test_people_counted_together(kind: str) -> None:
    rng = random.Random(f"goal merged {kind}")
    rules = [*ALWAYS_ON, *([rule_of("mentors", rng)] if "mentors" in kind else [])]
    together = 0
    for _ in range(WORLDS):
        problem = published(offering(small_problem(rng, plain=True), kind, rng), rng)
        goal = goal_of(kind, rng)
        strata = stratify(Instance(problem, rules, [(PricedGoal(goal),)]))
        plan = random_plan(rng, problem, rules, 60)
        counts = counts_of(plan, strata)
        silent = silent_namings(problem, rules, strata, counts, plan.held, most=100, also=plan)
        if silent:
            decided = Decided(
                problem,
                rules,
                strata,
                counts,
                plan.held,
                goal=goal,
                choices=choices_of(problem, rules, plan),
            )
            best = min(goal.measure(problem, naming) for naming in silent)
            if kind in ("keep_the_plan", "near_moves"):
                assert decided.value <= best
            else:
                assert decided.value == best, f"{counts} in {problem}"
            together += any(stratum.size > 1 for stratum in strata)
    assert together >= WORLDS // 20


@pytest.mark.parametrize("kind", [goal.kind for goal in GOAL_BOOK])
def test_floor_and_validate(kind: str) -> None:
    """What counting makes unavoidable is never above what a plan that stands costs."""
    rng = random.Random(f"goal floor {kind}")
    tight = 0
    for _ in range(WORLDS // 2):
        problem = offering(small_problem(rng), kind, rng)
        goal = goal_of(kind, rng)
        assert not list(goal.validate(problem))
        plan = random_plan(rng, problem, ALWAYS_ON, 60)
        unplaced = rule_of("everyone_placed", rng)
        missing = len(list(unplaced.verify(problem, plan)))
        stood = [
            "everyone_once",
            "venue_capacity",
            "one_place_one_time",
            *(["mentors"] if "mentors" in kind else []),
        ]
        stood += ["own_kelurahan"] if kind == "travel" else []
        # sessions that were held are counted, and a plan without them does not stand
        stood += ["pinned"] if kind == "few_sessions" else []
        if not verify(problem, [rule_of(name, rng) for name in stood], plan):
            floor = max(goal.floor(problem, missing), goal.forced(problem, missing))
            measured = goal.measure(problem, plan)
            assert 0 <= floor <= measured
            # how many go without may not be known: it is at most so many, or at least so many
            assert goal.floor(problem, missing + 3) <= floor
            assert goal.forced(problem, max(0, missing - 3)) <= floor
            tight += floor == measured
    assert tight > 0
