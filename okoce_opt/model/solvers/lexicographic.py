"""Levels settled one after the other on one model: relaxation, then few columns, then all of them.

The relaxation of an allocation is often whole already. When it is not, CP-SAT looks first among the
columns that the relaxation holds to be free of cost, and only then at the whole model.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from threading import Event

import numpy as np

from okoce_opt.domain.proof import Multipliers
from okoce_opt.model.formulation.build import Model
from okoce_opt.model.solvers.cpsat import Effort, Solved, solve
from okoce_opt.model.solvers.relaxation import FREE, Relaxed, name_multipliers, relax
from okoce_opt.rows.linear import NO_LIMIT, Priced, Rows

RELAXING = 20.0
"""Deterministic seconds that a relaxation may take however small the effort: it is the bound, and a
search of a second has none without it.
"""


@dataclass(frozen=True, slots=True)
class Settled:
    """What settling the levels came to.

    `values` of all columns (None without a solution), the levels' `reached` values and `bounds`; a
    bound holds for these rows, given the values reached before it. `infeasible` is proved.
    `relaxed` has for each level the bound that multipliers alone prove, and those.
    """

    values: list[int] | None
    reached: tuple[int, ...]
    bounds: tuple[int, ...]
    infeasible: bool
    spent: float
    stopped: bool
    relaxed: tuple[tuple[int, Multipliers], ...] = ()

    @property
    def proved(self) -> bool:
        """Whether every level is settled at its bound."""
        return self.values is not None and self.reached == self.bounds


def settle(
    model: Model,
    effort: Effort,
    stop: Event | None = None,
    better: Callable[[list[int], Sequence[int]], None] = lambda values, bounds: None,
) -> Settled:
    """Settle all levels of a model within `effort.deterministic` seconds together.

    `better(values, bounds so far)` is called with each improved solution.
    """
    rows = model.rows.copy()
    objectives = model.objectives or (Priced([]),)
    values: list[int] | None = None
    bounds: list[int] = []
    relaxations: list[tuple[int, Multipliers]] = []
    spent, stopped = 0.0, False
    for number, objective in enumerate(objectives):
        share = replace(
            effort, deterministic=(effort.deterministic - spent) / (len(objectives) - number)
        )
        relaxed = relax(rows, objective, max(RELAXING, share.deterministic))
        step = settle_level(
            *(rows, objective, relaxed, values, share),
            stop=stop,
            better=lambda v: better(v, tuple(bounds)),
        )
        spent += step.spent
        stopped |= step.stopped
        if step.status == "infeasible":
            return Settled(None, (), (), True, spent, stopped)
        bounds.append(-NO_LIMIT if step.bound is None else step.bound)
        relaxations.append((relaxed.bound or 0, name_multipliers(rows, relaxed)))
        if step.values is None:
            break
        values = step.values
        rows.require(
            objective.terms,
            None,
            worth(objective, values) - objective.constant,
            "earlier_level",
            str(number + 1),
        )
    reached = () if values is None else tuple(worth(objective, values) for objective in objectives)
    return Settled(values, reached, tuple(bounds), False, spent, stopped, tuple(relaxations))


def settle_level(
    rows: Rows,
    objective: Priced,
    relaxed: Relaxed,
    known: list[int] | None,
    effort: Effort,
    *,
    stop: Event | None = None,
    better: Callable[[list[int]], None] = lambda values: None,
) -> Solved:
    """The least of one objective; never worse than the known solution, and with the best bound that
    was proved.

    Content within `effort.gap` of the bound.
    """
    if relaxed.feasible is False:
        # a float's word for infeasible wants a second opinion
        second = solve(rows, None, effort, stop=stop)
        if second.status == "infeasible":
            return second
    best = known
    bound = relaxed.bound
    spent, stopped = 0.0, False
    for attempt in attempts(rows, objective, relaxed, effort, stop, better):
        spent += attempt.spent
        stopped |= attempt.stopped
        if attempt.status == "infeasible" and best is None:
            return replace(attempt, spent=spent)
        if attempt.bound is not None:
            bound = attempt.bound if bound is None else max(bound, attempt.bound)
        if attempt.values is not None and (
            best is None or worth(objective, attempt.values) < worth(objective, best)
        ):
            best = attempt.values
            better(best)
        if (
            best is not None
            and bound is not None
            and worth(objective, best) - bound <= effort.gap * max(1, abs(bound))
        ):
            break
    return _answer(objective, best, bound, spent, stopped)


def attempts(
    rows: Rows,
    objective: Priced,
    relaxed: Relaxed,
    effort: Effort,
    stop: Event | None,
    better: Callable[[list[int]], None],
) -> Iterable[Solved]:
    """Ever dearer ways to a solution."""
    for near in near_relaxation(
        rows, objective, relaxed, replace(effort, deterministic=effort.deterministic / 3), stop
    ):
        yield near
        effort = replace(effort, deterministic=effort.deterministic - near.spent)
    yield solve(rows, objective, effort, progress=lambda values, _, __: better(values), stop=stop)
    # a model on which the relaxation misleads is given once to the portfolio's other way of
    # searching
    yield solve(
        rows,
        objective,
        replace(effort, deterministic=effort.deterministic / 3, subsolvers=("default_lp",)),
        stop=stop,
    )


def near_relaxation(
    rows: Rows, objective: Priced, relaxed: Relaxed, effort: Effort, stop: Event | None
) -> Iterable[Solved]:
    """The relaxation itself if it is whole, then the best among its free columns; their bound is
    the relaxation's.
    """
    if not relaxed.feasible:
        return
    rounded = if_whole(rows, relaxed)
    if rounded is not None:
        yield Solved("feasible", rounded, worth(objective, rounded), relaxed.bound, 0.0)
    some = solve(free_columns(rows, relaxed), objective, effort, stop=stop)
    yield replace(
        some, status="unknown" if some.values is None else "feasible", bound=relaxed.bound
    )


def if_whole(rows: Rows, relaxed: Relaxed) -> list[int] | None:
    """The relaxation's values where they are whole numbers that meet the rows."""
    if not relaxed.feasible:
        return None
    rounded: list[int] = np.rint(relaxed.values).astype(int).tolist()
    near = np.max(np.abs(relaxed.values - rounded), initial=0.0) < FREE
    return rounded if near and not rows.broken_by(rounded) else None


def free_columns(rows: Rows, relaxed: Relaxed) -> Rows:
    """The rows with every column that is not free of cost in the relaxation held at its lower
    limit.
    """
    held = rows.copy()
    for column in np.flatnonzero(relaxed.reduced_costs > FREE).tolist():
        held.upper[column] = held.lower[column]
    return held


def worth(objective: Priced, values: Sequence[int]) -> int:
    """The objective's value for the values of all columns."""
    return objective.constant + sum(
        coefficient * values[column] for coefficient, column in objective.terms
    )


def _answer(
    objective: Priced, best: list[int] | None, bound: int | None, spent: float, stopped: bool
) -> Solved:
    if best is None:
        return Solved("unknown", None, None, bound, spent, stopped)
    value = worth(objective, best)
    return Solved("optimal" if value == bound else "feasible", best, value, bound, spent, stopped)
