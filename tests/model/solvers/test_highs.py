"""Whole numbers by branching on a linear program: within a ten-thousandth of the least, and they
meet every row.
"""

from __future__ import annotations

import random
from collections import Counter

from okoce_opt.domain.activities import Activity
from okoce_opt.goals.goal import PricedGoal
from okoce_opt.goals.most_placed import MostPlaced
from okoce_opt.instance import Instance
from okoce_opt.model.search.filling import fill
from okoce_opt.model.solvers import highs as to_milp
from okoce_opt.model.solvers.cpsat import Effort
from okoce_opt.model.solvers.highs import whole_numbers
from okoce_opt.model.solvers.lexicographic import worth
from tests.hands import people, world
from tests.model.small_rows import knapsack, least, random_rows
from tests.worlds import ALWAYS_ON


def test_the_least_of_small_rows():
    rng = random.Random("milp")
    solved = impossible = 0
    for _ in range(200):
        rows, objective = random_rows(rng)
        best = least(rows, objective)
        values, late = whole_numbers(rows, objective)
        assert not late
        if best is None:
            assert values is None
            impossible += 1
        else:
            assert values is not None
            assert not rows.broken_by(values)
            assert best <= worth(objective, values) <= best + 1e-4 * abs(best)
            solved += 1
    assert solved > 50
    assert impossible > 10


def test_what_takes_too_long_is_not_used(monkeypatch):
    monkeypatch.setattr(to_milp, "LONGEST", 0.01)
    assert whole_numbers(*knapsack(400)) == (None, True)


def test_counts_next_to_a_linear_program_that_is_not_whole_are_the_least(monkeypatch):
    """Whatever of the three ways answers, it is the least; the second answers too, and is not asked
    again.
    """
    rng, asked = random.Random("pecahan"), Counter()
    solved = to_milp._solved
    for _ in range(400):
        rows, objective = random_rows(rng)
        best, calls = least(rows, objective), []
        monkeypatch.setattr(
            to_milp, "_solved", lambda *args, calls=calls: calls.append(1) or solved(*args)
        )
        values, _ = whole_numbers(rows, objective)
        if best is not None:
            assert worth(objective, values) <= best + 1e-4 * abs(best)
            asked[len(calls)] += 1
    assert min(asked[1], asked[2], asked[3]) > 5


def test_a_second_way_that_takes_too_long_is_said(monkeypatch):
    """What comes of it would depend on the machine: nothing is answered."""
    rng, late = random.Random("terlambat"), 0
    solved = to_milp._solved
    for _ in range(200):
        rows, objective = random_rows(rng)
        calls = []

        def slow(helper, until, calls=calls):
            calls.append(1)
            return (
                solved(helper, until)
                if len(calls) != 2
                else (to_milp.lp.SolveStatus.NOT_SOLVED, 0.0, to_milp.np.zeros(0))
            )

        monkeypatch.setattr(to_milp, "_solved", slow)
        answer = whole_numbers(rows, objective)
        if len(calls) == 2:
            assert answer == (None, True)
            late += 1
        assert len(calls) < 3
    assert late > 5


def test_where_highs_cannot_tell_another_solver_is_asked(monkeypatch):
    """Five levels of a change in one objective were too much for it: it ended at once, knowing
    nothing. That was taken for the end of the time, the announced days were given up, and 290 seats
    of a plan moved that could have stayed.
    """
    unknown = (to_milp.lp.SolveStatus.UNKNOWN_STATUS, 0.0, to_milp.np.zeros(0))
    monkeypatch.setattr(to_milp, "_solved", lambda *args: unknown)
    problem = world(registrants=people("A", "B", "C"), activities=[Activity("P", "P")])
    instance = Instance(problem, ALWAYS_ON, [(PricedGoal(MostPlaced()),)])
    filled = fill(instance, [min(problem.sessions)], Effort(1.0))
    assert not filled.stopped
    assert filled.counts is not None
    assert filled.counts.values == (0,)
