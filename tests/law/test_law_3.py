"""Law 3: any solution of the rows of any rules of the book, drawn, is silent before the verifier.

What the model decided is not decided again on the way to a plan: not who, not which team, not which
mentor.
"""

from __future__ import annotations

import os
import random
from collections import Counter

from okoce_opt.domain.problem import Problem
from okoce_opt.instance import Instance
from okoce_opt.model.formulation.build import build
from okoce_opt.model.formulation.counts import counts_in
from okoce_opt.model.formulation.strata import stratify
from okoce_opt.model.naming.draw import draw
from okoce_opt.model.solvers.cpsat import Effort, solve
from okoce_opt.rows.linear import Priced
from okoce_opt.rules import RULE_BOOK
from okoce_opt.verify import verify
from tests.worlds import rule_of, small_problem

WORLDS = int(os.environ.get("OKOCE_LAW_WORLDS", "200"))
TRIES = 2


def _several_teams(problem: Problem) -> bool:
    kinds = [team.kind for team in problem.teams.values()]
    return any(a.team and kinds.count(a.team) > 1 for a in problem.activities.values())


def test_any_solution_drawn_is_silent() -> None:
    rng = random.Random("law 3")
    seen: Counter[str] = Counter()
    for number in range(WORLDS):
        problem = small_problem(rng)
        extra = {rule.kind for rule in RULE_BOOK if not rule.always_on and rng.random() < 0.3}
        # in every second world there are teams to choose from, which may not be out every day
        while number % 2 and not _several_teams(problem):
            problem = small_problem(rng)
        extra |= {"team_days"} if number % 2 else set()
        active = [
            rule_of(rule.kind, rng) for rule in RULE_BOOK if rule.always_on or rule.kind in extra
        ]
        model = build(Instance(problem, active), stratify(Instance(problem, active)))
        decisions = [*model.seats.values(), *model.held.values(), *model.choices.values()]
        for attempt in range(TRIES):
            # now and then anything is as good, mostly much of this and little of that
            wanted = Priced([(rng.randint(-9, 4), column) for column in decisions])
            solved = solve(model.rows, wanted, Effort(deterministic=1, seed=attempt))
            if solved.values is None:
                break
            counts = counts_in(model, solved.values, ())
            plan = draw(problem, model.strata, counts, "benih", active)
            assert verify(problem, active, plan) == [], (plan, active, problem)
            seen.update(rule.kind for rule in active)
            seen["teams sent"] += len(plan.teams) > 1
            seen["mentors named"] += len(plan.mentors) > 1
            seen["people seated"] += len(plan.seats) > 2
    assert min(seen[rule.kind] for rule in RULE_BOOK) >= WORLDS // 20, seen
    assert min(seen["teams sent"], seen["mentors named"]) >= WORLDS // 20, seen
    assert seen["people seated"] >= WORLDS // 4, seen
