"""The judge of a finished plan: plain loops over the rule book. It knows neither rows nor
solvers.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from okoce_opt.domain.findings import Violation
from okoce_opt.domain.plan import Plan
from okoce_opt.domain.problem import Problem

if TYPE_CHECKING:
    from okoce_opt.goals.goal import Goal
    from okoce_opt.rules.rule import Rule


def verify(problem: Problem, rules: Sequence[Rule], plan: Plan) -> list[Violation]:
    """Every way in which the plan breaks these rules, in the order of the rules; empty = it stands.

    The plan may be anything that can be written on a sheet: ids of nobody and of no session are
    told, not stumbled over.
    """
    return [violation for rule in rules for violation in rule.verify(problem, plan)]


def stands(problem: Problem, rules: Sequence[Rule], plan: Plan) -> bool:
    """Whether the plan breaks none of these rules; asked no further than the first that it does."""
    return not any(True for rule in rules for _ in rule.verify(problem, plan))


def measures(problem: Problem, goals: Sequence[Goal], plan: Plan) -> dict[str, int]:
    """Goal kind -> its measure of the plan, in the goal's unit."""
    return {goal.kind: goal.measure(problem, plan) for goal in goals}
