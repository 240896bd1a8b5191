"""The relaxation's bound is proved by its multipliers, whatever the solver says they are."""

from __future__ import annotations

import math
import random

import numpy as np

from okoce_opt.model.solvers import relaxation as to_relaxation
from okoce_opt.model.solvers.relaxation import clip_signs, costs, prove_bound, relax, round_up
from okoce_opt.rows.linear import NO_LIMIT, Priced, Rows
from tests.model.small_rows import knapsack, least, random_rows


def test_never_above_the_least_whole_number_value():
    rng = random.Random("relaxation glop")
    solved = tight = infeasible = 0
    for _ in range(400):
        rows, objective = random_rows(rng)
        best, relaxed = least(rows, objective), relax(rows, objective)
        if relaxed.feasible is False:
            assert best is None
            assert relaxed.bound is None
            infeasible += 1
        if relaxed.feasible and best is not None:
            assert relaxed.bound <= best
            solved += 1
            tight += relaxed.bound == best
    assert solved > 20
    assert tight > solved // 2
    assert infeasible > 20


def proof(rows: Rows, objective: Priced, multipliers: np.ndarray) -> float:
    """The bound that these multipliers prove once those of a wrong sign are set to zero."""
    row_lo = np.array([-math.inf if lo <= -NO_LIMIT else lo for lo in rows.row_lo], dtype=float)
    row_hi = np.array([math.inf if hi >= NO_LIMIT else hi for hi in rows.row_hi], dtype=float)
    rightly = clip_signs(multipliers, row_lo, row_hi)
    reduced = costs(rows, objective)
    for row, y in enumerate(rightly.tolist()):
        for coefficient, column in rows.terms_of(row):
            reduced[column] -= y * coefficient
    lower, upper = np.array(rows.lower), np.array(rows.upper)
    return prove_bound(lower, upper, row_lo, row_hi, rightly, reduced) + objective.constant


def test_any_multipliers_at_all_prove_a_bound_that_holds():
    rng = random.Random("multipliers")
    looked = 0
    for _ in range(600):
        rows, objective = random_rows(rng)
        best = least(rows, objective)
        for scale in (0.0, 0.5, 3.0, 1e3):
            bound = proof(
                rows, objective, np.array([rng.uniform(-scale, scale) for _ in rows.row_lo])
            )
            assert math.isfinite(bound)
            if best is not None:
                assert round_up(bound) <= best
                looked += 1
    assert looked > 500


def test_multipliers_of_a_one_sided_row_have_one_sign():
    inf = math.inf
    multipliers = np.array([1.0, -1.0, 1.0, -1.0, 1.0, -1.0])
    row_lo = np.array([0.0, 0.0, -inf, -inf, 0.0, 0.0])
    row_hi = np.array([inf, inf, 5.0, 5.0, 5.0, 5.0])
    assert clip_signs(multipliers, row_lo, row_hi).tolist() == [1.0, 0.0, 0.0, -1.0, 1.0, -1.0]


def test_a_solver_that_lies_about_its_multipliers_cannot_raise_the_bound(monkeypatch):
    """2x + y >= 3 with x, y in 0..2 at a cost of 3 and 2: the least is 5; any multipliers prove 5
    or less.
    """
    rows = Rows()
    x, y = rows.column(("x",), 0, 2), rows.column(("y",), 0, 2)
    rows.require([(2, x), (1, y)], 3, None, "rule", "one")
    rows.require([(1, x)], None, 2, "rule", "two")
    objective = Priced([(3, x), (2, y)])
    assert (least(rows, objective), relax(rows, objective).bound) == (5, 5)
    engine = to_relaxation.lp.ModelSolverHelper
    for lie in ([100.0, 0.0], [-5.0, 7.0], [1.5, 100.0], [0.0, -3.0]):
        liar = type("Liar", (engine,), {"dual_values": lambda self, lie=lie: lie})
        monkeypatch.setattr(to_relaxation.lp, "ModelSolverHelper", liar)
        assert relax(rows, objective).bound <= 5


def test_a_float_counts_less_its_error_then_rounded_up():
    assert [
        round_up(bound) for bound in (4.0, 4.0000001, 4.1, 3.9999999, -4.1, -3.9999999, 0.0)
    ] == [
        4,
        4,
        5,
        4,
        -4,
        -4,
        0,
    ]
    # the error of a large bound is larger
    assert 10**9 - 1_000 <= round_up(1e9) < 10**9
    assert -(10**9) - 1_000 <= round_up(-1e9) < -(10**9)


def test_without_time_it_says_nothing(monkeypatch):
    monkeypatch.setattr(to_relaxation, "LONGEST", 0.0)
    relaxed = relax(*knapsack(400))
    assert relaxed.feasible is None
    assert relaxed.bound is None
    assert not relaxed.values.size
