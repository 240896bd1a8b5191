"""The quick way to survive a loss: nearly everybody stays where they are.

Nothing is proved here. What is offered has been read by the verifier; where there is nothing to
offer, a search has to look.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

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
    or their sessions are on other days. None where neither was found.
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
    then the next ones.
    """
    for turn in range(TRIES):
        held = list(kept)
        for gone in lost:
            free = _free(problem, gone, held, closed)
            if turn >= len(free):
                return
            held.append(free[turn])
        yield tuple(sorted(session.id for session in held))
        if not lost:
            return


def _free(
    problem: Problem, gone: Session, held: Sequence[Session], closed: frozenset[SessionId]
) -> list[Session]:
    """Sessions that could be in place of one, beside those that are held; the nearest first."""
    taken = {(session.venue, slot) for session in held for slot in session.slots}
    return sorted(
        (
            session
            for session in problem.sessions_in[gone.kecamatan]
            if session.activity == gone.activity
            and session.id not in closed
            and not taken & {(session.venue, slot) for slot in session.slots}
        ),
        key=lambda session: (abs((session.first_day - gone.first_day).days), session.id),
    )
