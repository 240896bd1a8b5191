"""Rows to HiGHS, which the ortools wheel carries: whole numbers for rows whose relaxation is nearly
whole already.

Counts of people with the days given are such rows: branching on their linear program has the best
in a second or a few, where CP-SAT finds none near it. It proves nothing here; the rows are gone
through again.
"""

from __future__ import annotations

import time

import numpy as np
from numpy.typing import NDArray
from ortools.linear_solver.python import model_builder_helper as lp

from okoce_opt.model.solvers.relaxation import FREE, linear_model
from okoce_opt.rows.linear import Priced, Rows

SHORT = 12
"""Rows of at most so many terms tie columns together: where one person may sit, not who sits in a
session.
"""

LONGEST = 15.0
"""Seconds of the wall after which it is given up: less than the grace (`pool.GRACE`) that a stop
gives a task, since it hears of none. What was found so far then depends on the machine and is not
used.
"""

OVER = (lp.SolveStatus.INFEASIBLE, lp.SolveStatus.UNKNOWN_STATUS, lp.SolveStatus.ABNORMAL)
"""How HiGHS ends before its time without a solution: there is none, or it cannot tell."""

A_MOMENT = 0.1
"""Seconds before its time at which HiGHS may end for want of it."""


def whole_numbers(rows: Rows, objective: Priced) -> tuple[list[int] | None, bool]:
    """Values of all columns that meet the rows, at an objective within 0.01 % of the least (None:
    none found), and whether it was given up for time: where HiGHS ends early and knows nothing,
    as it does beside prices that are many powers of ten apart, another solver may.

    Of counts for given days the linear program is whole three times in four, at a third or less of
    what branching costs. Where it is not, only what is tied to its fractions is branched on first,
    and all the rest left as it is.
    """
    helper = linear_model(rows, objective)
    # with it the gap at which HiGHS is content is one of the levels' values, not of people times a
    # price
    helper.set_objective_offset(objective.constant)
    until = time.monotonic() + LONGEST
    status, least, linear = _solved(helper, until)
    if status != lp.SolveStatus.OPTIMAL:
        return None, _is_late(status, until)
    values = _rounded(linear)
    if np.max(np.abs(linear - values), initial=0.0) < FREE and not rows.broken_by(values):
        return values, False
    tied = _tied(rows, np.abs(linear - values) >= FREE)
    for column, value in enumerate(values):
        helper.set_var_integrality(column, True)
        if not tied[column]:
            helper.set_var_lower_bound(column, value)
            helper.set_var_upper_bound(column, value)
    # so little is left that it can be settled exactly: counted from the least, no gap is small
    helper.set_objective_offset(objective.constant - least)
    status, above, near = _solved(helper, until)
    if status not in (lp.SolveStatus.OPTIMAL, lp.SolveStatus.INFEASIBLE):
        return None, _is_late(status, until)
    best = _kept(rows, near)
    # objectives are whole numbers: less than one above the least there is nothing better
    if best is not None and above < 0.99:
        return best, False
    for column in range(len(rows.names)):
        helper.set_var_lower_bound(column, rows.lower[column])
        helper.set_var_upper_bound(column, rows.upper[column])
    helper.set_objective_offset(objective.constant)
    status, reached, branched = _solved(helper, until)
    if status != lp.SolveStatus.OPTIMAL:
        return None, _is_late(status, until)
    return (best if best is not None and least + above < reached else _kept(rows, branched)), False


def _is_late(status: lp.SolveStatus, until: float) -> bool:
    """Whether an end without a solution is for want of time."""
    return status not in OVER or time.monotonic() > until - A_MOMENT


def _solved(
    helper: lp.ModelBuilderHelper, until: float
) -> tuple[lp.SolveStatus, float, NDArray[np.float64]]:
    """How HiGHS ended, and the least with the values of all columns there."""
    engine = lp.ModelSolverHelper("highs")
    engine.enable_output(False)
    engine.set_time_limit_in_seconds(max(0.001, until - time.monotonic()))
    engine.solve(helper)
    if engine.status() != lp.SolveStatus.OPTIMAL:
        return engine.status(), 0.0, np.zeros(0)
    return (
        engine.status(),
        engine.objective_value(),
        np.asarray(engine.variable_values(), dtype=float),
    )


def _tied(rows: Rows, some: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """These columns and those tied to them by rows of few terms, one after the other: the seats of
    the same people.
    """
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


def _kept(rows: Rows, values: NDArray[np.float64]) -> list[int] | None:
    """The values rounded, if there are any and they meet the rows."""
    if not len(values):
        return None
    whole = _rounded(values)
    return None if rows.broken_by(whole) else whole
