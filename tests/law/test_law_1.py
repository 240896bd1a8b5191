"""Law 1: everyone a stratum of their own, decisions fixed: rows can be met exactly when verify is
silent.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Mapping

import pytest

from okoce_opt.domain.plan import Plan
from okoce_opt.domain.problem import Problem
from okoce_opt.rules import RULE_BOOK
from okoce_opt.rules.rule import Rule
from okoce_opt.testing import Decided, choices_of, counts_of, everyone_apart
from okoce_opt.verify import verify
from tests.worlds import ALWAYS_ON, random_plan, rule_of, small_problem

LEANS_ON = {
    # a closed session is empty: that it cannot have people without being held is venue_capacity's
    # to say
    "turns": ["venue_capacity"],
    "deadline": ["venue_capacity"],
    "teams": ["venue_capacity"],
    "pinned": ["venue_capacity"],
    # which team goes where is theirs to say
    "team_days": ["venue_capacity", "teams"],
    # seats in an activity done or not for them are everyone_once's to bar
    "activity_order": ["everyone_once"],
    # people sit in other sessions than those open to them only where other rules are broken too
    "changes_per_person": ["own_kecamatan", "everyone_once"],
    "changes_in_all": ["own_kecamatan", "everyone_once"],
    # activities in order do not collide
    "one_place_one_time": ["everyone_once", "activity_order"],
}
SPEAKS_OF: Mapping[str, Callable[[Problem], bool]] = {
    "make_up": lambda problem: any(a.reserve_for for a in problem.activities.values()),
    "quota": lambda problem: bool(problem.shares),
    "changes_per_person": lambda problem: bool(problem.announced.seats),
    "changes_in_all": lambda problem: bool(problem.announced.seats),
    "team_days": lambda problem: any(a.team for a in problem.activities.values()),
}
"""Rule -> whether a world has what the rule is about."""
WORLDS = int(os.environ.get("OKOCE_LAW_WORLDS", "200"))
ENOUGH = WORLDS // 20


def companions(kind: str, rng: random.Random) -> list[Rule]:
    return [rule_of(name, rng) for name in LEANS_ON.get(kind, [])]


@pytest.mark.parametrize("kind", [rule.kind for rule in RULE_BOOK])
def test_one_rule(kind: str) -> None:
    rng = random.Random(f"law 1 {kind}")
    kept = broken = 0
    for _ in range(WORLDS):
        problem = small_problem(rng)
        while kind in SPEAKS_OF and not SPEAKS_OF[kind](problem):
            problem = small_problem(rng)
        rule, others = rule_of(kind, rng), companions(kind, rng)
        rules = [rule for rule in RULE_BOOK if rule.kind in {rule.kind for rule in others} | {kind}]
        active = [
            rule if kind == one.kind else next(o for o in others if o.kind == one.kind)
            for one in rules
        ]
        for aim in (others, active):
            plan = random_plan(
                rng,
                problem,
                aim,
                rng.choice([5, 40]),
                wild=kind == "own_kecamatan" and rng.random() < 0.5,
            )
            if kind == "open_days" and rng.random() < 0.5:
                plan = _shifted(plan, rng)
            silent = not verify(problem, active, plan)
            strata, choices = everyone_apart(problem), choices_of(problem, active, plan)
            decided = Decided(
                problem, active, strata, counts_of(plan, strata), plan.held, choices=choices
            )
            assert decided.met == silent, (
                f"{[r.explain(v).en for r in active for v in r.verify(problem, plan)]} in "
                f"{problem}: {plan}"
            )
            kept += silent
            broken += not silent and not verify(problem, others, plan)
    assert kept >= ENOUGH, f"only {kept} plans kept"
    assert broken >= ENOUGH, f"only {broken} plans broke it"


def _shifted(plan: Plan, rng: random.Random) -> Plan:
    """The plan with one session on another day of the month, or in another part of the day."""
    old = rng.choice(sorted(plan.held or {"P|K0v0|2026-01-05|sehari"}))
    activity, venue, _, part = old.split("|")
    new = "|".join(
        (activity, venue, f"2026-01-{rng.randint(1, 15):02d}", rng.choice([part, "sehari", "pagi"]))
    )
    moved = {(person, new if session == old else session) for person, session in plan.seats}
    return Plan.of(moved, (plan.held - {old}) | {new}, plan.teams, plan.mentors)


def test_all_always_on_and_some_more() -> None:
    rng = random.Random("law 1 several")
    kept = broken = 0
    for _ in range(WORLDS):
        problem = small_problem(rng)
        extra = {rule.kind for rule in RULE_BOOK if not rule.always_on and rng.random() < 0.4}
        active = [
            rule_of(rule.kind, rng) for rule in RULE_BOOK if rule.always_on or rule.kind in extra
        ]
        for steps in (20, 120):
            plan = random_plan(rng, problem, active, steps)
            silent = not verify(problem, active, plan)
            strata = everyone_apart(problem)
            decided = Decided(
                problem,
                active,
                strata,
                counts_of(plan, strata),
                plan.held,
                choices=choices_of(problem, active, plan),
            )
            assert decided.met == silent, f"{problem}: {plan}"
            kept += silent
            broken += not silent
    assert len(ALWAYS_ON) == 12
    assert min(kept, broken) >= ENOUGH, (kept, broken)
