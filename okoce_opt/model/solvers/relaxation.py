"""Rows to a linear program, and the bound that its multipliers prove.

The bound is recomputed from the multipliers and the columns' limits, so that it does not rest on
the solver's word. For any multipliers y of the right signs, `min c x` over the rows is at least

    sum_i y_i * (lo_i if y_i > 0 else hi_i)  +  sum_j min(d_j lower_j, d_j upper_j),   d = c - A'y

(weak duality; Neumaier and Shcherbina, Safe bounds in linear and mixed-integer linear programming,
2004).
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from ortools.linear_solver.python import model_builder_helper as lp

from okoce_opt.domain.proof import UNIT, Multipliers
from okoce_opt.rows.linear import NO_LIMIT, Priced, Rows

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Relaxed:
    """A solved relaxation. `feasible` None = the solver could not say.

    `bound` is proved for the whole-number problem (None without multipliers) by `multipliers`, one
    for each row in units of 1/UNIT; `values` and `reduced_costs` guide the search and prove
    nothing.
    """

    feasible: bool | None
    bound: int | None
    values: Floats
    reduced_costs: Floats
    multipliers: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, dtype=np.int64))


FREE = 1e-6
"""A reduced cost below this counts as none, and so near to a whole number a value is one."""

FAR = float(1 << 62)
"""No multiplier is taken to be larger; any multipliers prove a bound."""

LONGEST = 60.0
"""Deterministic seconds after which a relaxation is given up; seconds of the wall are up to twice
as many.
"""


def relax(rows: Rows, objective: Priced, limit: float = LONGEST) -> Relaxed:
    """Minimise `objective` over the rows with fractions allowed, in `limit` deterministic seconds
    (never more than LONGEST).
    """
    data = rows.arrays()
    cost = costs(rows, objective)
    engine = lp.ModelSolverHelper("glop")
    engine.set_solver_specific_parameters(f"max_deterministic_time: {min(limit, LONGEST)}")
    engine.solve(linear_model(rows, objective))
    nothing = np.zeros(0)
    if engine.status() == lp.SolveStatus.INFEASIBLE:
        return Relaxed(False, None, nothing, nothing)
    if engine.status() != lp.SolveStatus.OPTIMAL:
        return Relaxed(None, None, nothing, nothing)
    row_lo, row_hi = _sides(data["row_lo"], data["row_hi"])
    multipliers = clip_signs(np.asarray(engine.dual_values(), dtype=float), row_lo, row_hi)
    reduced = cost - _transposed(
        data["starts"], data["columns"], data["coefficients"], multipliers, len(cost)
    )
    units = np.rint(np.clip(multipliers * UNIT, -FAR, FAR))
    exact = units / UNIT
    after = cost - _transposed(
        data["starts"], data["columns"], data["coefficients"], exact, len(cost)
    )
    bound = (
        prove_bound(data["lower"], data["upper"], row_lo, row_hi, exact, after) + objective.constant
    )
    values = np.asarray(engine.variable_values(), dtype=float)
    return Relaxed(True, round_up(bound), values, reduced, units.astype(np.int64))


def linear_model(rows: Rows, objective: Priced) -> lp.ModelBuilderHelper:
    """The rows and the objective, to be minimised, for a linear solver."""
    helper = lp.ModelBuilderHelper()
    for lo, hi in zip(rows.lower, rows.upper, strict=True):
        column = helper.add_var()
        helper.set_var_lower_bound(column, lo)
        helper.set_var_upper_bound(column, hi)
    cost = costs(rows, objective)
    for j in np.flatnonzero(cost).tolist():
        helper.set_var_objective_coefficient(j, float(cost[j]))
    row_lo, row_hi = _sides(np.asarray(rows.row_lo), np.asarray(rows.row_hi))
    starts, columns, coefficients = rows.starts, rows.columns, rows.coefficients
    for row in range(len(row_lo)):
        helper.add_linear_constraint()
        helper.set_constraint_lower_bound(row, row_lo[row])
        helper.set_constraint_upper_bound(row, row_hi[row])
        for k in range(starts[row], starts[row + 1]):
            helper.add_term_to_constraint(row, columns[k], coefficients[k])
    helper.set_maximize(False)
    return helper


def _sides(row_lo: NDArray[np.int64], row_hi: NDArray[np.int64]) -> tuple[Floats, Floats]:
    """The rows' limits with infinity where there is none."""
    return np.where(row_lo <= -NO_LIMIT, -math.inf, row_lo), np.where(
        row_hi >= NO_LIMIT, math.inf, row_hi
    )


def name_multipliers(rows: Rows, relaxed: Relaxed) -> Multipliers:
    """The multipliers of a solved relaxation by the names of its rows, less those that are 0."""
    names = rows.single_names()
    return {
        names[row]: int(relaxed.multipliers[row])
        for row in np.flatnonzero(relaxed.multipliers).tolist()
    }


def costs(rows: Rows, objective: Priced) -> Floats:
    """The objective's coefficient of each column."""
    cost = np.zeros(len(rows.names))
    for coefficient, column in objective.terms:
        cost[column] += coefficient
    return cost


def clip_signs(multipliers: Floats, row_lo: Floats, row_hi: Floats) -> Floats:
    """The multipliers with those of a sign that their one-sided row forbids set to zero."""
    wrong = ((multipliers > 0) & np.isinf(row_lo)) | ((multipliers < 0) & np.isinf(row_hi))
    return np.where(wrong, 0.0, multipliers)


def prove_bound(
    lower: NDArray[np.int64],
    upper: NDArray[np.int64],
    row_lo: Floats,
    row_hi: Floats,
    multipliers: Floats,
    reduced: Floats,
) -> float:
    """The bound that rightly signed multipliers prove; `reduced` must be `c - A'y` of the same
    multipliers.
    """
    side = np.where(multipliers > 0, row_lo, np.where(multipliers < 0, row_hi, 0.0))
    by_column = np.where(reduced > 0, lower, upper) * reduced
    return math.fsum((multipliers * side).tolist()) + math.fsum(by_column.tolist())


def round_up(bound: float) -> int:
    """A float bound less its error, rounded up: the objective is a whole number."""
    return math.ceil(bound - 1e-6 * max(1.0, abs(bound)))


def _transposed(
    starts: NDArray[np.int64],
    columns: NDArray[np.int64],
    coefficients: NDArray[np.int64],
    y: Floats,
    width: int,
) -> Floats:
    """A'y for rows in compressed sparse form."""
    spread = np.repeat(y, np.diff(starts))
    return np.bincount(columns, weights=coefficients * spread, minlength=width).astype(np.float64)
