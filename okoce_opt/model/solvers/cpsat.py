"""Rows to CP-SAT and back; values are read only when a solution exists. HiGHS is in `highs`, GLOP
in `relaxation`.

Models and answers are the solver's own records (`cp_model_helper`): the layer above them, with its
expressions, loads pandas, which takes each process longer than all else of it.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from threading import Event, Thread

import numpy as np
from ortools.sat.python import cp_model_helper as solver_of

from okoce_opt.rows.linear import NO_LIMIT, Priced, Rows

SEEDS = 1 << 31
"""A solver's seed has 31 bits; searches add to the one that they are given."""

Progress = Callable[[list[int], int, int], None]
"""Called with (values of all columns, objective, bound) for each better solution."""


@dataclass(frozen=True, slots=True)
class Solved:
    """What a solve ended with. `status` is `optimal`, `feasible`, `infeasible` or `unknown`.

    `values` are those of all columns, None without a solution; `bound` is proved for these rows
    (None when infeasible); `spent` is deterministic time; `stopped` says that a stop ended it.
    """

    status: str
    values: list[int] | None
    objective: int | None
    bound: int | None
    spent: float
    stopped: bool = False


@dataclass(frozen=True, slots=True)
class Effort:
    """How hard to try: deterministic seconds, seed, gap at which to be content, subsolvers.

    `from_below` looks for solutions at the bound first, without the solver's own cuts or probing,
    and gives way a little at a time: for problems whose bound can be reached. `brief` presolves
    once and probes nothing: for a short search from an incumbent, which presolving would take
    half of.
    """

    deterministic: float
    seed: int = 1
    gap: float = 0.0
    subsolvers: tuple[str, ...] = ("max_lp",)
    presolve: bool = True
    from_below: bool = False
    brief: bool = False

    def at_most(self, seconds: float) -> Effort:
        """No more than so many deterministic seconds."""
        return replace(self, deterministic=min(seconds, self.deterministic))

    def less(self, spent: float) -> Effort:
        """What is left of it."""
        return replace(self, deterministic=max(0.0, self.deterministic - spent))


class Incumbents(solver_of.SolutionCallback):
    """Hands each better solution on."""

    def __init__(self, width: int, progress: Progress) -> None:
        super().__init__()
        self._width, self._progress = width, progress

    def OnSolutionCallback(self) -> None:
        """Called by the solver."""
        values = [self.SolutionIntegerValue(column) for column in range(self._width)]
        self._progress(values, round(self.ObjectiveValue()), _up(self.BestObjectiveBound()))


def solve(
    rows: Rows,
    objective: Priced | None,
    effort: Effort,
    progress: Progress | None = None,
    stop: Event | None = None,
    hint: Sequence[int] | None = None,
) -> Solved:
    """Minimise `objective` (or find any solution) over the rows with one worker.

    `hint` are values of all columns that meet the rows: the incumbent, where there is one.
    """
    model = to_cpsat(rows, objective)
    if hint:
        model.solution_hint.vars.extend(range(len(hint)))
        model.solution_hint.values.extend(hint)
    parameters = solver_of.SatParameters()
    parameters.num_workers = 1
    parameters.catch_sigint_signal = False
    parameters.random_seed = effort.seed % SEEDS
    parameters.max_deterministic_time = max(effort.deterministic, 1e-3)
    parameters.relative_gap_limit = effort.gap
    parameters.cp_model_presolve = effort.presolve
    if effort.brief:
        parameters.max_presolve_iterations = 1
        parameters.cp_model_probing_level = 0
    parameters.use_objective_lb_search = effort.from_below
    parameters.cut_level = int(not effort.from_below)
    if effort.from_below:
        # measured on the calendars of the 2018 story: a third of such a search, for nothing
        parameters.cp_model_probing_level = 0
    parameters.subsolvers.extend(effort.subsolvers)
    solver = solver_of.SolveWrapper()
    solver.set_parameters(parameters)
    callback = None if progress is None else Incumbents(len(rows.names), progress)
    if callback is not None:
        solver.add_solution_callback(callback)
    watcher = Watcher(solver, stop)
    with watcher:
        response = solver.solve(model)
    if callback is not None:
        solver.clear_solution_callback(callback)
    return _solved(response, len(rows.names), objective, watcher.stopped)


class Watcher:
    """Ends a running solve as soon as `stop` is set; stop requests before the solve began are
    honoured too.
    """

    def __init__(self, solver: solver_of.SolveWrapper, stop: Event | None) -> None:
        self._solver, self._stop, self._over = solver, stop, Event()
        self._thread = Thread(target=self._watch, daemon=True)
        self.stopped = False

    def __enter__(self) -> Watcher:
        if self._stop is not None:
            self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        if self._stop is not None:
            self._thread.join()

    def _watch(self) -> None:
        while not self._over.wait(0.05):
            if self._stop is not None and self._stop.is_set():
                self.stopped = True
                self._solver.stop_search()


def to_cpsat(rows: Rows, objective: Priced | None) -> solver_of.CpModelProto:
    """A CP-SAT model of the rows; its variables are nameless, so that nothing of a person can leak.

    Filled as the solver keeps it, a row at a time: an expression for each would take as long as a
    short search.
    """
    model = solver_of.CpModelProto()
    variables, constraints = model.variables, model.constraints
    for limits in zip(rows.lower, rows.upper, strict=True):
        variables.add().domain.extend(limits)
    columns, coefficients = _by_column(rows)
    spans = zip(rows.starts, rows.starts[1:], rows.row_lo, rows.row_hi, strict=False)
    for start, end, lo, hi in spans:
        if start == end:
            if not lo <= 0 <= hi:
                constraints.add().bool_or.literals.extend([])
            continue
        row = constraints.add().linear
        row.vars.extend(columns[start:end])
        row.coeffs.extend(coefficients[start:end])
        row.domain.extend((_LEAST if lo <= -NO_LIMIT else lo, _MOST if hi >= NO_LIMIT else hi))
    if objective is not None:
        costs: dict[int, int] = {}
        for coefficient, column in objective.terms:
            costs[column] = costs.get(column, 0) + coefficient
        if not all(float(cost).is_integer() for cost in costs.values()):
            raise ValueError("an objective with a price that is no whole number")
        costs = {column: cost for column, cost in sorted(costs.items()) if cost}
        model.objective.vars.extend(list(costs))
        model.objective.coeffs.extend(list(costs.values()))
        # with its constant, so that a relative gap is one of the objective that the planner sees
        model.objective.offset = objective.constant
        model.objective.scaling_factor = 1.0
    return model


_LEAST, _MOST = -(1 << 63), (1 << 63) - 1
"""How the solver writes that there is no limit."""


def _by_column(rows: Rows) -> tuple[list[int], list[int]]:
    """Columns and coefficients of all rows, each row's in the order of its columns."""
    data = rows.arrays()
    row = np.repeat(np.arange(len(rows.row_lo)), np.diff(data["starts"]))
    order = np.lexsort((data["columns"], row))
    return data["columns"][order].tolist(), data["coefficients"][order].tolist()


def _solved(
    response: solver_of.CpSolverResponse, width: int, objective: Priced | None, stopped: bool
) -> Solved:
    status, spent = response.status, response.deterministic_time
    if status == solver_of.INFEASIBLE:
        return Solved("infeasible", None, None, None, spent, stopped)
    if status == solver_of.MODEL_INVALID:
        raise ValueError("the solver refused the rows: a coefficient or limit is too large")
    bound = None if objective is None else _up(response.best_objective_bound)
    if status not in (solver_of.OPTIMAL, solver_of.FEASIBLE) or len(response.solution) != width:
        return Solved("unknown", None, None, bound, spent, stopped)
    values = [int(value) for value in response.solution]
    if objective is None:
        return Solved("optimal", values, 0, 0, spent, stopped)
    reached = objective.constant + sum(c * values[j] for c, j in objective.terms)
    # a reached gap limit is called OPTIMAL by the solver: only value = bound is a proof
    return Solved(
        "optimal" if reached == bound else "feasible", values, reached, bound, spent, stopped
    )


def _up(bound: float) -> int:
    """A float bound of a whole-number objective, rounded up to a whole number less its error."""
    return math.ceil(bound - 1e-6) if math.isfinite(bound) else -NO_LIMIT
