"""A part of a problem is a problem: every rule can judge a plan of it, whatever the other kecamatan
have.
"""

from __future__ import annotations

import random

import pytest

from okoce_opt.domain.narrowing import narrowed
from okoce_opt.domain.plan import Plan
from okoce_opt.rules import RULE_BOOK
from okoce_opt.verify import verify
from tests.worlds import random_plan, rule_of, small_problem


@pytest.mark.parametrize("seed", range(60))
def test_every_rule_judges_a_part(seed: int) -> None:
    rng = random.Random(f"part {seed}")
    problem = small_problem(rng)
    rules = [rule_of(rule.kind, rng) for rule in RULE_BOOK]
    plan = random_plan(rng, problem, (), 0)
    for code in problem.kecamatan:
        part = narrowed(problem, [code])
        mine = [seat for seat in plan.seats if seat[0] in part.registrants]
        said = verify(part, rules, Plan.of(mine, teams=plan.teams, mentors=plan.mentors))
        assert {person for one in said for person in one.registrants} <= {*part.registrants}
