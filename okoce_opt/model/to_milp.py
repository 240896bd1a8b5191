"""Rows to HiGHS, which the ortools wheel carries: whole numbers for rows whose relaxation is nearly whole already.

Counts of people with the days given are such rows: branching on their linear program has the best in a second
or a few, where CP-SAT finds none near it. It proves nothing here; the rows are gone through again.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from ortools.linear_solver.python import model_builder_helper as lp

from okoce_opt.model.to_relaxation import FREE, linear_model
from okoce_opt.rows import Priced, Rows

LONGEST = 15.0
"""Seconds of the wall after which it is given up: less than the grace (`pool.GRACE`) that a stop gives a task, since it
hears of none. What was found so far then depends on the machine and is not used."""


def whole_numbers(rows: Rows, objective: Priced) -> tuple[list[int] | None, bool]:
    """Values of all columns that meet the rows, at an objective within 0.01 % of the least (None: none found), and
    whether it was given up for time.

    Whole numbers are asked for only when those of the linear program are not: of counts for given days they are
    three times in four, at a third or less of what branching costs.
    """
    helper = linear_model(rows, objective)
    # with it the gap at which HiGHS is content is one of the levels' values, not of people times a price
    helper.set_objective_offset(objective.constant)
    status, linear = _solved(helper, LONGEST)
    if status == lp.SolveStatus.OPTIMAL:
        values = _rounded(linear)
        if np.max(np.abs(linear - values), initial=0.0) < FREE and not rows.broken_by(values):
            return values, False
        for column in range(len(rows.names)):
            helper.set_var_integrality(column, True)
        status, branched = _solved(helper, LONGEST)
        if status == lp.SolveStatus.OPTIMAL:
            values = _rounded(branched)
            return (None if rows.broken_by(values) else values), False
    return None, status != lp.SolveStatus.INFEASIBLE


def _solved(helper: lp.ModelBuilderHelper, seconds: float) -> tuple[lp.SolveStatus, NDArray[np.float64]]:
    """How HiGHS ended, and the values of all columns where that is the least."""
    engine = lp.ModelSolverHelper("highs")
    engine.enable_output(False)
    engine.set_time_limit_in_seconds(seconds)
    engine.solve(helper)
    found = engine.status() == lp.SolveStatus.OPTIMAL
    return engine.status(), np.asarray(engine.variable_values() if found else [], dtype=float)


def _rounded(values: NDArray[np.float64]) -> list[int]:
    whole: list[int] = np.rint(values).astype(int).tolist()
    return whole
