"""Rows to CP-SAT and back: what a solve may be called, and that nothing is read where there is
nothing.
"""

from __future__ import annotations

import random
import threading

import pytest

from okoce_opt.model.solvers.cpsat import Effort, solve, to_cpsat
from okoce_opt.model.solvers.lexicographic import settle_level
from okoce_opt.model.solvers.relaxation import relax
from okoce_opt.rows.linear import NO_LIMIT, Priced, Rows
from tests.model.small_rows import knapsack, least, random_rows, worth

EFFORT = Effort(deterministic=10)


def one_column(lo: int = 0, hi: int = 5) -> Rows:
    rows = Rows()
    rows.column(("x",), lo, hi)
    return rows


def test_the_least_value_and_its_proof_or_no_values_at_all():
    rng = random.Random("cp-sat")
    solved = infeasible = 0
    for _ in range(250):
        rows, objective = random_rows(rng)
        best, answer = least(rows, objective), solve(rows, objective, EFFORT)
        if best is None:
            assert (answer.status, answer.values, answer.objective, answer.bound) == (
                "infeasible",
                None,
                None,
                None,
            )
            infeasible += 1
        else:
            assert answer.status == "optimal"
            assert answer.objective == answer.bound == best == worth(objective, answer.values)
            assert not rows.broken_by(answer.values)
            solved += 1
    assert min(solved, infeasible) > 30


def test_without_an_objective_any_solution_will_do():
    rows = one_column()
    rows.require([(2, 0)], 3, 4, "rule", "")
    answer = solve(rows, None, EFFORT)
    assert (answer.status, answer.values, answer.objective) == ("optimal", [2], 0)


@pytest.mark.parametrize(
    ("lo", "hi", "status"),
    [(0, 3, "optimal"), (None, 0, "optimal"), (1, None, "infeasible"), (None, -1, "infeasible")],
)
def test_a_row_without_terms_is_a_fact(lo, hi, status):
    rows = one_column()
    rows.require([(1, 0), (-1, 0)], lo, hi, "rule", "")
    assert solve(rows, Priced([(1, 0)]), EFFORT).status == status


def test_no_columns_at_all():
    answer = solve(Rows(), Priced([], 4), EFFORT)
    assert (answer.status, answer.values, answer.objective, answer.bound) == ("optimal", [], 4, 4)


def test_the_constant_is_part_of_objective_and_bound():
    rows = one_column(2, 5)
    answer = solve(rows, Priced([(3, 0)], 100), EFFORT)
    assert (answer.objective, answer.bound) == (106, 106)


def test_a_reached_gap_is_no_proof():
    rows, objective = knapsack()
    within = solve(rows, objective, Effort(deterministic=10, gap=0.5))
    assert within.values is not None
    assert within.bound < within.objective
    assert within.status == "feasible"


def test_a_gap_is_one_of_the_objective_with_its_constant():
    """Two percent of a million is more than all of the prices: the first solution will do."""
    rows, objective = knapsack()
    far = Priced(objective.terms, 1_000_000)
    within = solve(rows, far, Effort(deterministic=30, gap=0.02))
    assert within.objective - within.bound <= 0.02 * within.objective
    assert within.status == "feasible"


def test_without_time_nothing_is_read():
    answer = solve(*knapsack(300), Effort(deterministic=0.0, presolve=False))
    assert answer.status in ("unknown", "feasible")
    if answer.status == "unknown":
        assert answer.values is None
        assert answer.objective is None
    assert answer.bound is None or answer.bound <= 7


def test_a_stop_ends_a_running_solve_with_its_best():
    stop = threading.Event()
    threading.Timer(0.5, stop.set).start()
    answer = solve(*knapsack(200), Effort(deterministic=1e3), stop=stop)
    assert answer.stopped
    assert answer.values is not None
    assert answer.status == "feasible"


def test_a_stop_asked_for_before_is_honoured_too():
    stop = threading.Event()
    stop.set()
    answer = solve(*knapsack(200), Effort(deterministic=1e3), stop=stop)
    assert answer.stopped


def test_better_solutions_are_handed_on_as_they_come():
    seen: list[tuple[int, int]] = []
    rows, objective = knapsack(60)

    def progress(values: list[int], value: int, bound: int) -> None:
        assert not rows.broken_by(values)
        assert worth(objective, values) == value
        seen.append((value, bound))

    answer = solve(rows, objective, Effort(deterministic=2), progress=progress)
    assert seen
    assert [value for value, _ in seen] == sorted({value for value, _ in seen}, reverse=True)
    assert all(bound <= answer.objective for _, bound in seen)


def test_rows_that_are_too_large_are_refused_rather_than_misread():
    rows = one_column(0, 1 << 61)
    rows.require([(1 << 40, 0)], 0, None, "rule", "")
    with pytest.raises(ValueError, match="refused"):
        solve(rows, Priced([(1, 0)]), EFFORT)


def test_a_price_that_is_no_whole_number_is_refused():
    with pytest.raises(ValueError, match="whole number"):
        to_cpsat(one_column(), Priced([(0.5, 0)]))


@pytest.mark.parametrize(
    ("lo", "hi", "limits"),
    [(1, None, (1, (1 << 63) - 1)), (None, 4, (-(1 << 63), 4)), (1, 4, (1, 4))],
)
def test_the_model_says_what_the_rows_say(lo, hi, limits):
    rows = Rows()
    for number in range(3):
        rows.column(("n", str(number)), -number, number)
    rows.require([(5, 2), (1, 1), (-3, 0), (-1, 1)], lo, hi, "rule", "")
    proto = to_cpsat(rows, Priced([(2, 2), (7, 0)], 9))
    assert [tuple(variable.domain) for variable in proto.variables] == [(0, 0), (-1, 1), (-2, 2)]
    (row,) = (constraint.linear for constraint in proto.constraints)
    assert (list(row.vars), list(row.coeffs)) == ([0, 2], [-3, 5])
    assert tuple(row.domain) == limits


def test_nothing_of_a_person_is_in_the_model():
    rows = Rows()
    rows.column(("seats", "K1/P00001", "P|aula|2026-01-05|sehari"), 0, 3)
    rows.require([(1, 0)], 1, NO_LIMIT, "everyone_placed", "K1/P00001|P")
    model = to_cpsat(rows, Priced([(1, 0)]))
    assert "P00001" not in str(model)


def test_a_level_keeps_what_is_known_when_nothing_better_is_found():
    rows, objective = knapsack(60)
    known = [0] * 60
    relaxed = relax(rows, objective)
    settled = settle_level(rows, objective, relaxed, known, Effort(deterministic=1))
    assert settled.objective < worth(objective, known)
    assert settled.bound <= settled.objective
    stop = threading.Event()
    stop.set()
    stopped = settle_level(
        rows,
        objective,
        relaxed,
        settled.values,
        Effort(deterministic=1e3),
        stop=stop,
    )
    assert stopped.stopped
    assert stopped.objective <= settled.objective


def test_the_greatest_seed_may_be_added_to() -> None:
    """`--seed 2147483647`: the second opinion's seed is one more, and was refused by the solver."""
    assert solve(Rows(), None, Effort(1.0, seed=1 << 31)).status == "optimal"
