"""Why someone has no seat, read from the finished plan.

Four reasons a planner can act on, and a fifth for what other rules forbid.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from okoce_opt.domain.activities import Activity
from okoce_opt.domain.people import Registrant
from okoce_opt.domain.plan import Plan
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.sessions import Session
from okoce_opt.domain.words import Words

EARLIER = Words("kegiatan sebelumnya belum didapat", "an earlier activity is missing")
NO_SESSION = Words("tidak ada sesi pada hari yang bisa", "no session on a day they can come")
PAST = Words("sesi yang bisa dihadiri sudah lewat", "the sessions they could come to are past")
FULL = Words("sesi pada harinya penuh", "the sessions on their days are full")
OTHER = Words("masih ada kursi, tetapi aturan lain menghalangi", "there are seats, but another rule stands in the way")


@dataclass(frozen=True, slots=True)
class LeftOver:
    """A person without a seat in a required activity, and why."""

    registrant: Registrant
    activity: Activity
    reason: Words


def left_over(problem: Problem, plan: Plan) -> list[LeftOver]:
    """Everyone who misses a required activity, by id, one entry an activity."""
    by_activity: dict[str, list[Session]] = {}
    for sid in sorted(plan.held):
        session = problem.session(sid)
        if session is not None:
            by_activity.setdefault(session.activity, []).append(session)
    return list(_missing(problem, plan, by_activity))


def _missing(problem: Problem, plan: Plan, held: dict[str, list[Session]]) -> Iterator[LeftOver]:
    for registrant in problem.registrants.values():
        mine = [s for sid in plan.sessions_of.get(registrant.id, ()) if (s := problem.session(sid)) is not None]
        seated = {session.activity for session in mine}
        for activity in problem.needed(registrant):
            if activity.id not in seated:
                yield LeftOver(
                    registrant, activity, _reason(problem, plan, registrant, activity, mine, held.get(activity.id, []))
                )


def _reason(
    problem: Problem, plan: Plan, registrant: Registrant, activity: Activity, mine: list[Session], held: list[Session]
) -> Words:
    seats = {session.activity: session for session in mine}
    for order in problem.orders:
        before = problem.activities[order.after]
        asked = order.activity == activity.id and problem.is_for(registrant, before)
        if asked and before.id not in seats and registrant.done_on(before.id) is None:
            return EARLIER
    possible = [s for s in held if _can_come(problem, registrant, s) and _late_enough(problem, registrant, s, seats)]
    if not possible:
        return NO_SESSION
    # seats in what has happened are no room
    ahead = [s for s in possible if not problem.is_over(s)]
    if not ahead:
        return PAST
    return FULL if all(len(plan.people[s.id]) >= s.seats for s in ahead) else OTHER


def _can_come(problem: Problem, registrant: Registrant, session: Session) -> bool:
    if session.kecamatan not in ("", registrant.kecamatan):
        return False
    away = problem.absences.get(registrant.id, ())
    return all(
        (registrant.weekdays is None or day.weekday() in registrant.weekdays) and not any(o.covers(day) for o in away)
        for day in session.days
    )


def _late_enough(problem: Problem, registrant: Registrant, session: Session, seats: dict[str, Session]) -> bool:
    for order in problem.orders:
        if order.activity == session.activity:
            earlier, done = seats.get(order.after), registrant.done_on(order.after)
            if earlier is not None and not session.may_follow(earlier, order.min_gap_days):
                return False
            if earlier is None and done is not None and _days(done, session.first_day) < order.min_gap_days:
                return False
    return True


def _days(first: date, last: date) -> int:
    return (last - first).days
