"""Why someone has no seat, read from the finished plan.

Reasons that a planner can act on, and one for what other rules forbid. A rule that keeps people
out says so itself, by its face `keeps_out`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from okoce_opt.counting.ground import Countable, find_usable_sessions
from okoce_opt.domain.activities import Activity
from okoce_opt.domain.people import Registrant
from okoce_opt.domain.plan import Plan
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.sessions import Session
from okoce_opt.domain.words import Words

EARLIER = Words("kegiatan sebelumnya belum didapat", "an earlier activity is missing")
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


KeepsOut = Callable[[Registrant, Activity], Words | None]
"""Why somebody has no seat in an activity, if a rule is why."""


@dataclass(frozen=True, slots=True)
class LeftOver:
    """A person without a seat in a required activity, and why."""

    registrant: Registrant
    activity: Activity
    reason: Words


def find_left_over(problem: Problem, plan: Plan, rules: Iterable[Countable] = ()) -> list[LeftOver]:
    """Everyone who misses a required activity, by id, one entry an activity; `rules` are those of
    the plan.
    """
    rules = tuple(rules)
    held = _by_activity(
        session for sid in sorted(plan.held) if (session := problem.session(sid)) is not None
    )
    whys = [why for rule in rules if (why := rule.keeps_out(problem, plan)) is not None]
    return list(_missing(problem, plan, rules, held, whys))


def _by_activity(sessions: Iterable[Session]) -> dict[str, list[Session]]:
    found: dict[str, list[Session]] = {}
    for session in sessions:
        found.setdefault(session.activity, []).append(session)
    return found


def _missing(
    problem: Problem,
    plan: Plan,
    rules: Iterable[Countable],
    held: dict[str, list[Session]],
    whys: Sequence[KeepsOut],
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
                if reason in (NO_SESSION, PAST):
                    could = (
                        _by_activity(find_usable_sessions(problem, rules))
                        if could is None
                        else could
                    )
                    others = _open_to(problem, registrant, could.get(activity.id, []), mine)
                    if not all(map(problem.past.is_over, others)):
                        reason = UNHELD
                # whoever lacks what comes before would not be seated if the rule were looser either
                said = () if reason == EARLIER else (why(registrant, activity) for why in whys)
                first = next((words for words in said if words is not None), reason)
                yield LeftOver(registrant, activity, first)


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
