"""Whole numbers by branching on a linear program: within a ten-thousandth of the least, and they meet every row."""

from __future__ import annotations

import random

from okoce_opt.model import to_milp
from okoce_opt.model.levels import worth
from okoce_opt.model.to_milp import whole_numbers
from tests.model.small_rows import knapsack, least, random_rows


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
