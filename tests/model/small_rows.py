"""Small random rows, and their least objective by trying all values."""

from __future__ import annotations

import itertools
import random

from okoce_opt.rows.linear import Priced, Rows


def random_rows(rng: random.Random) -> tuple[Rows, Priced]:
    """Up to four columns of a few values each, up to four rows of every form, and an objective with
    a constant.
    """
    rows = Rows()
    for n in range(rng.randint(1, 4)):
        lower = rng.randint(-1, 1)
        rows.column(("x", str(n)), lower, lower + rng.randint(0, 4))
    for n in range(rng.randint(0, 4)):
        terms = [
            (rng.randint(-3, 3), rng.randrange(len(rows.names))) for _ in range(rng.randint(0, 4))
        ]
        lo = rng.choice([None, rng.randint(-4, 4)])
        hi = rng.choice([None, (0 if lo is None else lo) + rng.randint(0, 3)])
        rows.require(terms, lo, hi, "rule", str(n))
    terms = [(rng.randint(-4, 4), rng.randrange(len(rows.names))) for _ in range(rng.randint(0, 5))]
    return rows, Priced(terms, rng.randint(-20, 20))


def worth(objective: Priced, values: tuple[int, ...]) -> int:
    """The objective's value."""
    return objective.constant + sum(
        coefficient * values[column] for coefficient, column in objective.terms
    )


def least(rows: Rows, objective: Priced) -> int | None:
    """The least objective; None if no values meet the rows."""
    spans = [range(lo, hi + 1) for lo, hi in zip(rows.lower, rows.upper, strict=True)]
    return min(
        (worth(objective, v) for v in itertools.product(*spans) if not rows.broken_by(v)),
        default=None,
    )


def knapsack(columns: int = 40, seed: int = 1) -> tuple[Rows, Priced]:
    """Rows that take a solver a while: several knapsacks over the same columns, nothing of which
    rounds well.
    """
    rng = random.Random(seed)
    rows = Rows()
    for n in range(columns):
        rows.column(("x", str(n)), 0, 1)
    for n in range(12):
        weights = [(rng.randint(100, 999), column) for column in range(columns)]
        rows.require(weights, None, sum(weight for weight, _ in weights) // 3, "weight", str(n))
    return rows, Priced([(-rng.randint(100, 999), column) for column in range(columns)], 7)
