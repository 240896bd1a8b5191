"""The days of a change for those whom it touches alone: everybody else sits where it was announced.

Who has lost a seat, or has none, is sought a place by a short search on the coarse problem; all
others hold theirs fast. That is often all that a change needs, and takes a fraction of a search in
which everything may move. What it finds is a proposal.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace

from okoce_opt.domain.ids import PersonId, SessionId
from okoce_opt.domain.may_change import cannot_stay, seats_at_stake
from okoce_opt.domain.people import Registrant
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.sessions import activity_of
from okoce_opt.model.formulation.build import Model
from okoce_opt.model.formulation.coarse import combine_levels
from okoce_opt.model.solvers.cpsat import Effort, solve
from okoce_opt.model.solvers.lexicographic import worth
from okoce_opt.processes.worker import stopping

SEARCHING = 1.0
"""Deterministic seconds; where few are touched a tenth of it does."""


def kept_days(
    problem: Problem,
    coarse: Model,
    open_before: Collection[SessionId],
    weight: int,
    effort: Effort,
    least: int = 0,
) -> tuple[tuple[SessionId, ...] | None, float]:
    """The sessions held where only those move whom the change touches (None: nothing was found),
    and the deterministic seconds that it took.

    Where that leaves more than `least` on the first level, others may move too, from there on.
    `open_before` are the sessions of the plan being changed that can still be held, `weight` is
    what a unit of an earlier level costs in seats of a later one.
    """
    rows = coarse.rows.copy()
    home = {member: stratum.id for stratum in coarse.strata for member in stratum.members}
    those = {*open_before}
    fast = Counter(
        (home[person], sid) for person, sids in _holding(problem, those).items() for sid in sids
    )
    for key, people in fast.items():
        column = coarse.seats.get(key)
        if column is not None:
            rows.lower[column] = max(rows.lower[column], min(people, rows.upper[column]))
    share = replace(effort, deterministic=min(SEARCHING, effort.deterministic))
    objective = combine_levels(coarse, weight)
    solved = solve(rows, objective, share, stop=stopping)
    values, spent = solved.values, solved.spent
    if values is not None and coarse.objectives and worth(coarse.objectives[0], values) > least:
        # a search that begins with what stays moves few; one that does not may move nearly all
        solved = solve(coarse.rows, objective, share, stop=stopping, hint=values)
        values, spent = solved.values or values, spent + solved.spent
    if values is None:
        return None, spent
    held = (sid for sid, column in coarse.held.items() if values[column])
    return tuple(sorted(held)), spent


def _holding(
    problem: Problem, open_before: Collection[SessionId]
) -> dict[PersonId, Sequence[SessionId]]:
    """The seats of everyone who has lost none and lacks none."""
    seats = {one.id: seats_at_stake(problem, one) for one in problem.registrants.values()}
    return {
        person: those
        for person, those in seats.items()
        if not _is_touched(problem, problem.registrants[person], those, open_before)
    }


def _is_touched(
    problem: Problem,
    person: Registrant,
    seats: Sequence[SessionId],
    open_before: Collection[SessionId],
) -> bool:
    has = {activity_of(sid) for sid in seats}
    return any(sid not in open_before or cannot_stay(problem, person, sid) for sid in seats) or any(
        activity.id not in has and not problem.past.attended(person, activity.id)
        for activity in problem.needed(person)
    )
