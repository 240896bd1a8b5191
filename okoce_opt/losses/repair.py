"""The quick way to survive a loss: nearly everybody stays where they are.

Nothing is proved here. What is offered has been read by the verifier; where there is nothing to
offer, a search has to look.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import product

from okoce_opt.domain.announced import Announced
from okoce_opt.domain.ids import SessionId
from okoce_opt.domain.plan import Plan
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.sessions import Session
from okoce_opt.instance import Instance
from okoce_opt.model.days.quick_plan import unmoved
from okoce_opt.model.formulation.strata import stratify
from okoce_opt.model.naming.draw import draw
from okoce_opt.model.search.filling import fill
from okoce_opt.model.sharing.linking import closed_sessions
from okoce_opt.model.solvers.cpsat import Effort
from okoce_opt.reasons.court import SEED
from okoce_opt.rules.rule import Rule
from okoce_opt.verify import verify

TRIES = 4
"""Sets of days for what was lost that are filled, the nearest first."""


def repaired(problem: Problem, rules: Sequence[Rule], old: Plan, effort: Effort) -> Plan | None:
    """A plan of the problem near the old one: those who were in lost sessions sit in free seats,
    or their sessions are on other days; where people are more, there are more sessions. None where
    none of that was found.
    """
    lost, kept = _lost_and_kept(problem, rules, old)
    if _have_room(problem, old, lost, kept):
        seats = frozenset(seat for seat in old.seats if seat[0] in problem.registrants)
        plan = unmoved(replace(problem, announced=Announced(seats)), rules)
        if not verify(problem, rules, plan):
            return plan
    instance, strata = Instance(problem, rules), None
    for held in _other_days(problem, closed_sessions(problem, rules), lost, kept):
        filled = fill(instance, held, effort).counts
        if filled is None:
            continue
        strata = strata or stratify(instance)
        plan = draw(problem, strata, filled, SEED, rules)
        if not verify(problem, rules, plan):
            return plan
    return None


def _lost_and_kept(
    problem: Problem, rules: Sequence[Rule], old: Plan
) -> tuple[list[Session], list[Session]]:
    """Sessions of the old plan that cannot be any more, and those that can."""
    closed = closed_sessions(problem, rules)
    before = [s for sid in sorted(old.held) if (s := problem.session(sid)) is not None]
    mine = [s for s in before if s.kecamatan in problem.kecamatan or not s.kecamatan]
    kept = [s for s in mine if s.id in problem.sessions and s.id not in closed]
    here = {session.id for session in kept}
    return [s for s in mine if s.id not in here], kept


def _have_room(
    problem: Problem, old: Plan, lost: Sequence[Session], kept: Sequence[Session]
) -> bool:
    """Whether there are as many free seats in what is held as were lost, activity by activity."""
    free: Counter[str] = Counter()
    for session in kept:
        free[session.activity] += max(0, session.seats - len(old.people.get(session.id, ())))
    for session in lost:
        free[session.activity] -= len(old.people.get(session.id, ()))
    return all(left >= 0 for left in free.values())


def _other_days(
    problem: Problem,
    closed: frozenset[SessionId],
    lost: Sequence[Session],
    kept: Sequence[Session],
) -> Iterator[tuple[SessionId, ...]]:
    """What is kept, and for each lost session one on another day or in another hall: the nearest,
    then the next ones; and what more people need besides.
    """
    for turn in range(TRIES):
        held = list(kept)
        for gone in lost:
            free = _free(problem, gone.kecamatan, gone.activity, held, closed)
            free.sort(key=partial(_apart, gone))
            if turn >= len(free):
                return
            held.append(free[turn])
        held += _besides(problem, held, closed)
        yield tuple(sorted(session.id for session in held))
        if not lost:
            return


def _apart(one: Session, other: Session) -> int:
    return abs((one.first_day - other.first_day).days)


def _besides(
    problem: Problem, held: Sequence[Session], closed: frozenset[SessionId]
) -> list[Session]:
    """Sessions more where more people need an activity than what is held of it has seats: of what
    comes first on the first free days, of what comes last on the last ones.
    """
    depths, more = _depths(problem), list[Session]()
    deepest = max([1, *depths.values()])
    for name, code in product(sorted(depths, key=lambda name: depths[name]), problem.kecamatan):
        here = [s for s in held if (s.activity, s.kecamatan) == (name, code)]
        lacking = len(problem.needing(code, name)) - sum(session.seats for session in here)
        while lacking > 0:
            free = _free(problem, code, name, [*held, *more], closed)
            if not free:
                return more
            more.append(free[(len(free) - 1) * depths[name] // deepest])
            lacking -= more[-1].seats
    return more


def _depths(problem: Problem) -> dict[str, int]:
    """For each required activity of kecamatan how many come before it, one after the other."""

    def depth(name: str) -> int:
        before = (order.after for order in problem.orders if order.activity == name)
        return max((1 + depth(one) for one in before), default=0)

    those = (activity for activity in problem.activities.values() if not activity.city)
    return {activity.id: depth(activity.id) for activity in those if activity.required}


def _free(
    problem: Problem,
    code: str,
    activity: str,
    held: Sequence[Session],
    closed: frozenset[SessionId],
) -> list[Session]:
    """Sessions of an activity in a kecamatan that could be beside those that are held, by day."""
    taken = {(session.venue, slot) for session in held for slot in session.slots}
    free = (
        session
        for session in problem.sessions_in[code]
        if session.activity == activity
        and session.id not in closed
        and not taken & {(session.venue, slot) for slot in session.slots}
    )
    return sorted(free, key=lambda session: (session.first_day, session.id))
