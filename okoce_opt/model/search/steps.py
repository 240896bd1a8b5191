"""A step of large neighbourhood search: the levels of a freed neighbourhood settled in order, here
or in a child process.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from okoce_opt.model.solvers.cpsat import Effort, solve
from okoce_opt.model.solvers.lexicographic import worth
from okoce_opt.processes.worker import stopping
from okoce_opt.rows.linear import Priced, Rows

WORTH_A_TRY = 0.02
"""Deterministic seconds below which no level is begun."""


@dataclass(frozen=True, slots=True)
class Step:
    """One neighbourhood to be searched: its rows, the levels still to be improved, the incumbent's
    values of its columns.
    """

    rows: Rows
    objectives: tuple[Priced, ...]
    hint: tuple[int, ...]
    effort: Effort


@dataclass(frozen=True, slots=True)
class Stepped:
    """What a step came to: values of its columns, a bound for each level that was looked at (given
    the levels before), whether every level was searched to its end, and what that cost.
    """

    values: tuple[int, ...]
    bounds: tuple[int | None, ...]
    to_the_end: bool
    spent: float
    stopped: bool


CarryOut = Callable[[Sequence[Step]], Sequence[Stepped | None]]
"""Takes steps, here or in children, and answers in their order."""


def take_step(step: Step) -> Stepped:
    """Settle the levels of a neighbourhood in order, each no worse than the incumbent; in a
    child.
    """
    rows, values, spent, to_the_end, stopped = step.rows.copy(), list(step.hint), 0.0, True, False
    bounds: list[int | None] = []
    for objective in step.objectives:
        left = step.effort.deterministic - spent
        if not objective.terms:
            bounds.append(objective.constant)
            continue
        if left < WORTH_A_TRY or stopping.is_set():
            to_the_end = False
            break
        now = worth(objective, values)
        rows.require(objective.terms, None, now - objective.constant, "no_worse", "incumbent")
        effort = replace(step.effort, deterministic=left)
        solved = solve(rows, objective, effort, stop=stopping, hint=values)
        spent += solved.spent
        stopped |= solved.stopped
        bounds.append(solved.bound)
        to_the_end &= solved.status == "optimal"
        if solved.values is not None:
            values = solved.values
            reached = worth(objective, values)
            rows.require(objective.terms, None, reached - objective.constant, "earlier_level", "")
    return Stepped(tuple(values), tuple(bounds), to_the_end, spent, stopped)
