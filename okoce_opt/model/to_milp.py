"""Rows to HiGHS, which the ortools wheel carries: whole numbers for rows whose relaxation is nearly whole already.

Counts of people with the days given are such rows: branching on their linear program has the best in a second
or a few, where CP-SAT finds none near it. It proves nothing here; the rows are gone through again.
"""

from __future__ import annotations

import time

import numpy as np
from numpy.typing import NDArray
from ortools.linear_solver.python import model_builder_helper as lp

from okoce_opt.model.to_relaxation import FREE, linear_model
from okoce_opt.rows import Priced, Rows

GAP = 1e-4
"""The gap at which HiGHS is content."""

SHORT = 12
"""Rows of at most so many terms tie columns together: where one person may sit, not who sits in a session."""

LONGEST = 15.0
"""Seconds of the wall after which it is given up: less than the grace (`pool.GRACE`) that a stop gives a task, since it
hears of none. What was found so far then depends on the machine and is not used."""


def whole_numbers(rows: Rows, objective: Priced) -> tuple[list[int] | None, bool]:
    """Values of all columns that meet the rows, at an objective within `GAP` of the least (None: none found), and
    whether it was given up for time.

    Of counts for given days the linear program is whole three times in four, at a third or less of what branching
    costs. Where it is not, only what is tied to its fractions is branched on first, and all the rest left as it is.
    """
    helper = linear_model(rows, objective)
    # with it the gap at which HiGHS is content is one of the levels' values, not of people times a price
    helper.set_objective_offset(objective.constant)
    until = time.monotonic() + LONGEST
    status, least, linear = _solved(helper, until)
    if status != lp.SolveStatus.OPTIMAL:
        return None, status != lp.SolveStatus.INFEASIBLE
    values = _rounded(linear)
    if np.max(np.abs(linear - values), initial=0.0) < FREE and not rows.broken_by(values):
        return values, False
    tied = _tied(rows, np.abs(linear - values) >= FREE)
    for column, value in enumerate(values):
        helper.set_var_integrality(column, True)
        if not tied[column]:
            helper.set_var_lower_bound(column, value)
            helper.set_var_upper_bound(column, value)
    status, reached, near = _solved(helper, until)
    if status not in (lp.SolveStatus.OPTIMAL, lp.SolveStatus.INFEASIBLE):
        return None, True
    if status == lp.SolveStatus.OPTIMAL and reached - least <= GAP * abs(least):
        values = _rounded(near)
        if not rows.broken_by(values):
            return values, False
    for column in range(len(rows.names)):
        helper.set_var_lower_bound(column, rows.lower[column])
        helper.set_var_upper_bound(column, rows.upper[column])
    status, _, branched = _solved(helper, until)
    if status != lp.SolveStatus.OPTIMAL:
        return None, status != lp.SolveStatus.INFEASIBLE
    values = _rounded(branched)
    return (None if rows.broken_by(values) else values), False


def _solved(helper: lp.ModelBuilderHelper, until: float) -> tuple[lp.SolveStatus, float, NDArray[np.float64]]:
    """How HiGHS ended, and the least with the values of all columns there."""
    engine = lp.ModelSolverHelper("highs")
    engine.enable_output(False)
    engine.set_time_limit_in_seconds(max(0.001, until - time.monotonic()))
    engine.solve(helper)
    if engine.status() != lp.SolveStatus.OPTIMAL:
        return engine.status(), 0.0, np.zeros(0)
    return engine.status(), engine.objective_value(), np.asarray(engine.variable_values(), dtype=float)


def _tied(rows: Rows, some: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """These columns and those tied to them by rows of few terms, one after the other: the seats of the same people."""
    arrays = rows.arrays()
    columns, lengths = arrays["columns"], np.diff(arrays["starts"])
    row = np.repeat(np.arange(len(lengths)), lengths)
    short = (lengths <= SHORT)[row]
    tied, before = some, -1
    while (count := int(tied.sum())) > before:
        before = count
        touched = np.zeros(len(lengths), dtype=np.bool_)
        touched[row[short & tied[columns]]] = True
        tied = tied.copy()
        tied[columns[touched[row]]] = True
    return tied


def _rounded(values: NDArray[np.float64]) -> list[int]:
    whole: list[int] = np.rint(values).astype(int).tolist()
    return whole
