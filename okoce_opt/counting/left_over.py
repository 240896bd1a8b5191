"""Why someone has no seat, read from the finished plan.

Reasons that a planner can act on, and one for what other rules forbid.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from okoce_opt.counting.ground import usable_sessions
from okoce_opt.domain.activities import Activity
from okoce_opt.domain.people import Registrant
from okoce_opt.domain.plan import Plan
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.sessions import Session, activity_of
from okoce_opt.domain.words import Words

EARLIER = Words("kegiatan sebelumnya belum didapat", "an earlier activity is missing")
QUOTA = Words(
    "jatah kecamatan atau kelurahannya habis",
    "the quota of their kecamatan or kelurahan is used up",
)
NO_SESSION = Words("tidak ada sesi pada hari yang bisa", "no session on a day they can come")
UNHELD = Words(
    "sesi yang bisa dihadiri tidak diadakan", "no session that they could come to is held"
)
PAST = Words("sesi yang bisa dihadiri sudah lewat", "the sessions they could come to are past")
FULL = Words("sesi pada harinya penuh", "the sessions on their days are full")
OTHER = Words(
    "masih ada kursi, tetapi aturan lain menghalangi",
    "there are seats, but another rule stands in the way",
)


Place = tuple[str, str, str]
"""An activity, a kecamatan and one of its kelurahan (empty = all of it)."""


@dataclass(frozen=True, slots=True)
class LeftOver:
    """A person without a seat in a required activity, and why."""

    registrant: Registrant
    activity: Activity
    reason: Words


def left_over(problem: Problem, plan: Plan, rules: Iterable[object] = ()) -> list[LeftOver]:
    """Everyone who misses a required activity, by id, one entry an activity; `rules` are those of
    the plan.
    """
    rules = tuple(rules)
    held = _by_activity(
        session for sid in sorted(plan.held) if (session := problem.session(sid)) is not None
    )
    used = (
        _used_up(problem, plan)
        if any(getattr(rule, "kind", "") == "quota" for rule in rules)
        else frozenset()
    )
    return list(_missing(problem, plan, rules, held, used))


def _by_activity(sessions: Iterable[Session]) -> dict[str, list[Session]]:
    found: dict[str, list[Session]] = {}
    for session in sessions:
        found.setdefault(session.activity, []).append(session)
    return found


def _used_up(problem: Problem, plan: Plan) -> frozenset[Place]:
    """The rows of table `jatah` that allow nobody more."""
    seats: Counter[Place] = Counter()
    for person, sid in plan.seats:
        if (one := problem.registrants.get(person)) is not None:
            for kelurahan in ("", one.kelurahan):
                seats[activity_of(sid), one.kecamatan, kelurahan] += 1
    rows = [(share, (share.activity, share.kecamatan, share.kelurahan)) for share in problem.shares]
    return frozenset(place for share, place in rows if seats[place] >= share.people)


def _missing(
    problem: Problem,
    plan: Plan,
    rules: Iterable[object],
    held: dict[str, list[Session]],
    used: frozenset[Place],
) -> Iterator[LeftOver]:
    could: dict[str, list[Session]] | None = None
    for registrant in problem.registrants.values():
        mine = [
            s
            for sid in plan.sessions_of.get(registrant.id, ())
            if (s := problem.session(sid)) is not None
        ]
        seated = {session.activity for session in mine}
        for activity in problem.needed(registrant):
            if activity.id not in seated:
                reason = _reason(
                    problem, plan, registrant, activity, mine, held.get(activity.id, [])
                )
                if reason == NO_SESSION:
                    could = (
                        _by_activity(usable_sessions(problem, rules)) if could is None else could
                    )
                    if _open_to(problem, registrant, could.get(activity.id, []), mine):
                        reason = UNHELD
                places = {
                    (activity.id, registrant.kecamatan, home) for home in ("", registrant.kelurahan)
                }
                # whoever lacks what comes before would not be seated with a larger quota either
                yield LeftOver(
                    registrant, activity, QUOTA if places & used and reason != EARLIER else reason
                )


def _reason(
    problem: Problem,
    plan: Plan,
    registrant: Registrant,
    activity: Activity,
    mine: list[Session],
    held: list[Session],
) -> Words:
    seats = {session.activity for session in mine}
    for order in problem.orders:
        before = problem.activities[order.after]
        asked = order.activity == activity.id and problem.is_for(registrant, before)
        if asked and before.id not in seats and registrant.done_on(before.id) is None:
            return EARLIER
    possible = _open_to(problem, registrant, held, mine)
    if not possible:
        return NO_SESSION
    # seats in what has happened are no room
    ahead = [s for s in possible if not problem.past.is_over(s)]
    if not ahead:
        return PAST
    return FULL if all(len(plan.people[s.id]) >= s.seats for s in ahead) else OTHER


def _open_to(
    problem: Problem, registrant: Registrant, sessions: list[Session], mine: list[Session]
) -> list[Session]:
    """Those of the sessions that the person could come to, late enough after the seats in
    `mine`.
    """
    seats = {session.activity: session for session in mine}
    return [
        s
        for s in sessions
        if _can_come(problem, registrant, s) and _late_enough(problem, registrant, s, seats)
    ]


def _can_come(problem: Problem, registrant: Registrant, session: Session) -> bool:
    if session.kecamatan not in ("", registrant.kecamatan):
        return False
    if problem.venues[session.venue].kelurahan not in ("", registrant.kelurahan):
        return False
    return all(problem.can_come(registrant, day) for day in session.days)


def _late_enough(
    problem: Problem, registrant: Registrant, session: Session, seats: dict[str, Session]
) -> bool:
    for order in problem.orders:
        if order.activity == session.activity:
            earlier, done = seats.get(order.after), registrant.done_on(order.after)
            if earlier is not None and not order.allows(earlier, session):
                return False
            if earlier is None and done is not None and not order.allows_after_done(done, session):
                return False
    return True
