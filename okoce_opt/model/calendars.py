"""Which days: calendars found on the coarse problem, many short searches one after the other.

Each search sees the columns that the relaxation holds cheapest, and looks for a solution at the bound
first. A calendar is judged by the coarse relaxation with its sessions held, which is quick and nearly whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from okoce_opt.domain.problem import Problem
from okoce_opt.model.build import Model
from okoce_opt.model.coarse import together
from okoce_opt.model.greedy import greedy
from okoce_opt.model.levels import FREE
from okoce_opt.model.sharing import must_be_held, skeleton_with
from okoce_opt.model.strata import stratify
from okoce_opt.model.to_cpsat import Effort, solve
from okoce_opt.model.to_relaxation import relax
from okoce_opt.model.worker import stopping
from okoce_opt.rows import Priced, Rows
from okoce_opt.rules.rule import Rule

CONTENT = 0.0005
"""A calendar within this gap of the bound is good enough; the search for a better one ends."""

RESTARTS = 12
FIRST_SHARE, GROWTH = 2.0, 1.15
"""Many short searches beat a long one: deterministic seconds of the first, and how they grow."""

SHARES = (0.5, 0.3)
"""Shares of the seat columns that a calendar search sees; they take turns."""

WITH_CUTS = 4
"""Each so-manieth search also spends time on the solver's own cuts."""

STRICT, MILD = 200, 6
"""What a unit of an earlier level costs in the calendar search, in units of what a seat costs later; they take turns."""


def days_at_hand(problem: Problem, rules: Sequence[Rule]) -> list[tuple[str, ...]]:
    """Calendars that need no search: that of the plan being changed, and a quick plan's, often near the best already."""
    strata = stratify(problem, rules, [])
    columns = skeleton_with(problem, rules, strata)
    quick = tuple(sorted(greedy(problem, rules, strata, columns).held))
    known = ({session for _, session in problem.published} | must_be_held(problem)) & problem.sessions.keys()
    old = tuple(sorted(sid for sid in known if not columns.is_closed(problem.sessions[sid])))
    return [old, quick] if problem.published and old != quick else [quick]


def promise_of(model: Model, objective: Priced, held: Sequence[str]) -> int | None:
    """What a calendar can come to at best: the coarse relaxation with its sessions held; None if nothing fits it."""
    rows = model.rows.copy()
    chosen = set(held)
    for session, column in model.held.items():
        rows.lower[column] = rows.upper[column] = int(session in chosen)
    return relax(rows, objective).bound


def calendars(model: Model, effort: Effort) -> Iterator[tuple[tuple[str, ...] | None, float]]:
    """Held sessions of ever new calendars (None where a search found none, or one seen before), and what each search cost."""
    seen: set[tuple[str, ...]] = set()
    objectives = [together(model, weight) for weight in (MILD, STRICT)]
    kernels = [(objective, narrow(model, objective, share)) for share in SHARES for objective in objectives]
    for attempt in range(RESTARTS):
        objective, rows = kernels[attempt % len(kernels)]
        share = replace(
            effort,
            deterministic=FIRST_SHARE * GROWTH**attempt,
            seed=effort.seed + attempt,
            gap=CONTENT,
            from_below=True,
            cuts=attempt % WITH_CUTS == WITH_CUTS - 1,
        )
        solved = solve(rows, objective, share, stop=stopping)
        held = None
        if solved.values is not None:
            held = tuple(sorted(sid for sid, column in model.held.items() if solved.values[column]))
        yield (None if held in seen else held), solved.spent
        if held is not None:
            seen.add(held)


def narrow(model: Model, objective: Priced, share: float) -> Rows:
    """The rows with only this share of the seat columns, those that the relaxation holds cheapest."""
    relaxed = relax(model.rows, objective)
    if not relaxed.feasible or not model.seats:
        return model.rows
    costs = {column: float(relaxed.reduced_costs[column]) for column in model.seats.values()}
    most = max(FREE, sorted(costs.values())[int((len(costs) - 1) * share)])
    held = model.rows.copy()
    # seats alone: what is counted from them, seats that move say, has to follow whole sessions
    for column in (column for column, cost in costs.items() if cost > most):
        held.upper[column] = held.lower[column]
    return held
