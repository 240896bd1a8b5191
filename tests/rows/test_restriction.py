"""A restriction is the same problem with columns held: alike in every value, and nothing else."""

from __future__ import annotations

import random
from collections import Counter

import numpy as np

from okoce_opt.model.solvers.lexicographic import worth
from okoce_opt.rows.linear import Rows
from okoce_opt.rows.restriction import Incidence
from tests.model.small_rows import random_rows


def chosen(rows: Rows, rng: random.Random) -> np.ndarray:
    return np.array(
        [rng.randint(lo, hi) for lo, hi in zip(rows.lower, rows.upper, strict=True)], dtype=np.int64
    )


def test_what_is_left_keeps_its_rows_where_the_whole_does() -> None:
    """Values for the free columns meet the restriction exactly when all values meet all rows that
    touch a free column; the objective comes to the same.
    """
    rng = random.Random(1)
    seen = Counter()
    for _ in range(60):
        rows, objective = random_rows(rng)
        incidence = Incidence(rows)
        for _ in range(25):
            values, tried = chosen(rows, rng), chosen(rows, rng)
            free = np.array([rng.random() < 0.5 for _ in rows.names])
            restricted = incidence.restricted(free, values, [objective])
            tried[~free] = values[~free]
            small = tried[free].tolist()
            broken = any(
                not rows.row_lo[row]
                <= sum(c * int(tried[j]) for c, j in rows.terms_of(row))
                <= rows.row_hi[row]
                for row in range(len(rows.row_lo))
                if any(free[column] for _, column in rows.terms_of(row))
            )
            seen["broken" if broken else "kept"] += 1
            assert bool(restricted.rows.broken_by(small)) == broken
            assert worth(restricted.objectives[0], small) == worth(objective, tried.tolist())
            assert incidence.meets(tried) == (not rows.broken_by(tried.tolist()))
    assert min(seen["broken"], seen["kept"]) > 300


def test_what_follows_is_freed_too() -> None:
    """x decides, z follows from x, w from z; v hangs on y, which is held."""
    rows = Rows()
    x, y, z, w, v = (rows.column((name,), 0, 9) for name in "xyzwv")
    rows.require([(1, x), (-1, z)], 0, 0, "z", "")
    rows.require([(1, z), (-1, w)], 0, 0, "w", "")
    rows.require([(1, y), (-1, v)], 0, 0, "v", "")
    free, following = np.zeros(5, dtype=bool), np.zeros(5, dtype=bool)
    free[x] = True
    following[[z, w, v]] = True
    assert Incidence(rows).followed(free, following).tolist() == [True, False, True, True, False]
    assert Incidence(rows).followed(free, np.zeros(5, dtype=bool)).tolist() == free.tolist()
