"""Levels that have nothing to do with who sits where (who mentors whom, say), settled exactly by
themselves.

The calendar does not see them, so its relaxation says nothing of them, and no other calendar would
make them better. What is left of the rows is a loosened problem: its bound is one of the part.
"""

from __future__ import annotations

from collections.abc import Sequence

from okoce_opt.goals.goal import Level
from okoce_opt.instance import Instance
from okoce_opt.model.formulation.build import build
from okoce_opt.model.formulation.strata import stratify
from okoce_opt.model.solvers.cpsat import Effort, solve
from okoce_opt.processes.worker import stopping
from okoce_opt.rows.linear import Priced, Rows

SETTLING = 1.0
"""Deterministic seconds for one such level; a kecamatan's mentors take a hundredth."""


def independent_bounds(instance: Instance) -> tuple[int, ...]:
    """For each level the least that it can come to as far as it has nothing to do with sessions; 0
    for all others.
    """
    unseen = [
        tuple(p for p in level if not p.goal.in_calendar) if _unseen(level) else ()
        for level in instance.levels
    ]
    if not any(unseen):
        return (0,) * len(unseen)
    kept = [rule for rule in instance.rules if not rule.in_calendar]
    rest = Instance(instance.problem, kept, unseen)
    model = build(rest, stratify(rest))
    roots = model.rows.roots()
    seated = {roots[column] for column in (*model.seats.values(), *model.held.values())}
    bounds = []
    for objective in model.objectives:
        own = {roots[column] for _, column in objective.terms}
        bounds.append(0 if not own or own & seated else _least(model.rows, roots, own, objective))
    return tuple(bounds)


def _unseen(level: Level) -> bool:
    return not any(priced.goal.in_calendar for priced in level)


def _least(rows: Rows, roots: Sequence[int], own: set[int], objective: Priced) -> int:
    """The bound of an objective under the rows over columns linked with its own."""
    small = Rows()
    moved = {
        column: small.column(rows.names[column], rows.lower[column], rows.upper[column])
        for column, root in enumerate(roots)
        if root in own
    }
    for row, (rule, subject) in enumerate(rows.row_names):
        terms = [
            (coefficient, moved[column])
            for coefficient, column in rows.terms_of(row)
            if column in moved
        ]
        if terms:
            small.require(terms, rows.row_lo[row], rows.row_hi[row], rule, subject)
    priced = Priced([(c, moved[column]) for c, column in objective.terms], objective.constant)
    solved = solve(small, priced, Effort(SETTLING), stop=stopping)
    return max(0, solved.bound or 0)
