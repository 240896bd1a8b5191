"""Which days, and how few: of days that could be had, the fewest that make a plan possible."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from okoce_opt.domain.problem import Problem
from okoce_opt.instance import Instance
from okoce_opt.model.formulation.build import build
from okoce_opt.model.formulation.strata import stratify
from okoce_opt.model.sharing.linking import closed_sessions
from okoce_opt.model.solvers.cpsat import Effort, solve
from okoce_opt.reasons.change import Change
from okoce_opt.reasons.court import LARGE, Court
from okoce_opt.reasons.levers import Lever
from okoce_opt.rows.linear import Priced, Rows
from okoce_opt.rules.rule import Rule


def fewest_days(
    base: Instance,
    lever: Lever,
    court: Court,
    is_possible: Callable[[Change], bool | None],
) -> tuple[list[date], int] | None:
    """The days to take and how few are not proved to fail; None where this was not found so.

    All days are opened, each used one counts 1, and the sum is made small; that one less does not
    do is solved once more, set up differently.
    """
    of_days = lever.of_days
    # a session of several days runs on other days as soon as one more is open
    if of_days is None or any(a.days > 1 for a in base.problem.activities.values()):
        return None
    before = _open_sessions(base.problem, base.rules)
    opened = replace(of_days(lever.days).tried(base), levels=())
    model = build(opened, stratify(opened))
    if len(model.rows.names) > LARGE:
        return None
    rows = model.rows
    used = {day: rows.column(("used", day.isoformat()), 0, 1) for day in lever.days}
    for sid, column in model.held.items():
        for day in opened.problem.sessions[sid].days if sid not in before else ():
            if day in used:
                rows.require([(1, used[day]), (-1, column)], 0, None, "used", sid)
    effort = Effort(court.deterministic)
    total = [(1, column) for column in used.values()]
    found = solve(rows, Priced(total), effort)
    if found.values is None:
        return None
    days = [day for day, column in used.items() if found.values[column]]
    if not days or is_possible(of_days(days)) is not True:
        return None
    least = found.bound is not None and found.bound >= len(days)
    at_least = len(days) if least and _fails(rows, total, len(days) - 1, effort) else 1
    return days, at_least


def _fails(rows: Rows, total: list[tuple[int, int]], most: int, effort: Effort) -> bool:
    """Whether a solve set up differently agrees that so few days do not do."""
    fewer = rows.copy()
    fewer.require(total, None, most, "used", "fewer")
    other = Effort(effort.deterministic, effort.seed + 1, 0.0, ("default_lp",), presolve=False)
    return solve(fewer, None, other).status == "infeasible"


def _open_sessions(problem: Problem, rules: Sequence[Rule]) -> frozenset[str]:
    return frozenset(problem.sessions) - closed_sessions(problem, rules)
