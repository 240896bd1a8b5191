"""From what was decided to values of all columns: rules' own columns follow."""

from __future__ import annotations

import numpy as np

from okoce_opt.model.formulation.build import Model
from okoce_opt.model.formulation.counts import Counts
from okoce_opt.model.solvers.cpsat import Effort, solve
from okoce_opt.model.solvers.lexicographic import worth
from okoce_opt.processes.worker import stopping
from okoce_opt.rows.linear import Priced
from okoce_opt.rows.restriction import Incidence, Values

COMPLETING = Effort(2.0)
"""Deterministic seconds for rules' own columns of a plan; they follow from what is decided."""


def completed(model: Model, counts: Counts, effort: Effort) -> list[int] | None:
    """Values of all columns for what was decided, rules' own columns at the levels' least; None
    where the rows do not allow it.
    """
    if any(n and key not in model.seats for key, n in counts.people.items()):
        return None
    held = {*counts.held}
    decided = {column: counts.people.get(key, 0) for key, column in model.seats.items()}
    decided |= {column: int(sid in held) for sid, column in model.held.items()}
    decided |= {column: counts.choices.get(name, 0) for name, column in model.choices.items()}
    incidence = Incidence(model.rows)
    values: Values = np.zeros(incidence.width, dtype=np.int64)
    values[list(decided)] = list(decided.values())
    following = np.ones(incidence.width, dtype=np.bool_)
    following[list(decided)] = False
    left = incidence.restricted(following, values, model.objectives or (Priced([]),))
    rows, found = left.rows, None
    for objective in left.objectives:
        solved = solve(rows, objective, effort, stop=stopping, hint=found)
        if solved.values is None:
            break
        found = solved.values
        reached = worth(objective, found)
        rows.require(objective.terms, None, reached - objective.constant, "earlier_level", "")
    if found is None:
        return None
    values[left.columns] = found
    # rows in which everything is decided are not among those that were solved
    return values.tolist() if incidence.meets(values) else None
