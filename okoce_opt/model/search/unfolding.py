"""Counts on a fold (halls that are alike counted as one), dealt out to the halls again."""

from __future__ import annotations

from okoce_opt.model.formulation.build import Model
from okoce_opt.model.formulation.folding import Folded, deal_out
from okoce_opt.model.solvers.highs import whole_numbers
from okoce_opt.processes.worker import stopping
from okoce_opt.rows.linear import Priced


def unfold(model: Model, objective: Priced, folded: Folded) -> tuple[list[int] | None, bool]:
    """Counts on the fold, dealt out to halls that are alike; None where that does not meet the
    rows.
    """
    values, stopped = whole_numbers(folded.rows, folded.objective)
    if values is None or stopping.is_set():
        return None, stopped
    rows = model.rows.copy()
    for column, people in deal_out(folded, model.strata, model.seats, values).items():
        rows.lower[column] = rows.upper[column] = people
    return whole_numbers(rows, objective)
