"""No more people in a session than the venue has chairs, nor than the activity takes (*kapasitas
tempat*).

Unit: people. A session that is not held has no chairs. Where table `kehadiran` lets a session
overflow once in so many times, more are invited than there are chairs: as many as that risk allows
(`domain.turnout`). Source: table `tempat` column `kursi`, table `kegiatan` columns `maks` and
`per_kursi`, table `kehadiran`. When to modify: if guests come in groups, not each for themselves.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from okoce_opt.domain.findings import Violation
from okoce_opt.domain.plan import Plan
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.sessions import Session
from okoce_opt.domain.turnout import Turnout
from okoce_opt.domain.words import Words
from okoce_opt.rows.linear import times
from okoce_opt.rules.faces import Filling
from okoce_opt.rules.rule import Rule

if TYPE_CHECKING:
    from okoce_opt.rows.columns import Columns


@dataclass(frozen=True, slots=True)
class VenueCapacity(Rule):
    """People in a session are at most its chairs, or the invitations that a turnout allows; none if
    it is not held.
    """

    kind: ClassVar[str] = "venue_capacity"
    title: ClassVar[Words] = Words("Kapasitas tempat", "Venue capacity")
    sentence: ClassVar[Words] = Words(
        "Peserta sebuah sesi tidak melebihi kursi tempatnya dan batas kegiatannya, atau undangan "
        "menurut kehadiran; "
        "sesi yang tidak dipakai kosong.",
        "A session has no more people than its venue has seats and its activity takes, or than "
        "may be invited by turnout; "
        "one that is not held has none.",
    )
    always_on: ClassVar[bool] = True

    def encode(self, problem: Problem, columns: Columns) -> None:
        """attendance <= seats * held; a closed session has no seat columns at all. What has
        happened had its chairs.
        """
        for session in problem.sessions.values():
            if not columns.is_closed(session):
                seats = (
                    len(problem.registrants)
                    if session.id in problem.past.sessions
                    else session.seats
                )
                row = [*columns.attendance(session), *times(-seats, columns.held(session))]
                columns.require(row, hi=0, rule=self.kind, subject=session.id)

    def verify(self, problem: Problem, plan: Plan) -> Iterable[Violation]:
        """Count the people of every session against its chairs."""
        for session_id, people in plan.people.items():
            session = problem.session(session_id)
            if session is None:
                continue
            activity = problem.activities[session.activity]
            chairs = min(
                problem.venues[session.venue].seats * activity.per_seat, activity.max_people
            )
            if session_id in problem.past.sessions:
                chairs = len(people)
            turnout = _turnout(problem, session) if session_id in plan.held else None
            allowed = len(people) if turnout is not None else min(len(people), chairs)
            while turnout is not None and allowed > chairs and _overflows(allowed, chairs, turnout):
                allowed -= 1
            if session_id not in plan.held:
                allowed = 0
            if len(people) > allowed:
                said = allowed if turnout is None else INVITED.fill(n=allowed, seats=chairs)
                yield Violation(
                    self.kind, session_id, len(people), said, (session_id,), people[allowed:]
                )

    def fill(self, problem: Problem) -> Filling:
        """No session is filled beyond its seats."""
        return Filling()

    def explain(self, violation: Violation) -> Words:
        """How many people for how many chairs, or for how many invitations."""
        words = Words(
            "Sesi {subject}: {found} peserta untuk {allowed} kursi.",
            "Session {subject}: {found} people for {allowed} seats.",
        )
        if isinstance(violation.allowed, Words):
            words = Words(
                "Sesi {subject}: {found} peserta untuk {allowed}.",
                "Session {subject}: {found} people for {allowed}.",
            )
        return words.fill(
            subject=violation.subject, found=violation.found, allowed=violation.allowed
        )


INVITED = Words("{n} undangan ({seats} kursi)", "{n} invitations ({seats} seats)")


def _turnout(problem: Problem, session: Session) -> Turnout | None:
    """The row of `kehadiran` by which more are invited than there are chairs; the kecamatan's own
    goes before that for all.
    """
    rows = [
        t
        for t in problem.turnouts
        if t.activity == session.activity and t.kecamatan in ("", session.kecamatan)
    ]
    found = max(rows, key=lambda t: len(t.kecamatan), default=None)
    return found if found is not None and found.once_in and found.per_thousand < 1000 else None


def _overflows(people: int, chairs: int, turnout: Turnout) -> bool:
    """Whether more than `chairs` of `people` come too often: one less the chance that so few come
    that all have a chair.
    """
    come, stay = turnout.per_thousand, 1000 - turnout.per_thousand
    # the ways in which nobody comes, then one more guest at a time: C(n, k + 1) = C(n, k) (n - k) /
    # (k + 1)
    ways = stay**people
    seated = ways
    for k in range(chairs):
        ways = ways * (people - k) * come // ((k + 1) * stay)
        seated += ways
    return bool((1000**people - seated) * turnout.once_in > 1000**people)
