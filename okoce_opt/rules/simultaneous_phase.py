"""On each day at most `at_most` kecamatan meet (*serentak*).

Unit: kecamatan a day. City sessions do not count as meeting. Where more have met already, no other
joins them. Source: `[aturan.simultaneous_phase] at_most`, from the number of instructors' crews.
When to modify: if crews differ from day to day.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from okoce_opt.domain.checks import at_least
from okoce_opt.domain.findings import Complaint, Violation
from okoce_opt.domain.ids import SessionId
from okoce_opt.domain.plan import Plan
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.sessions import Session
from okoce_opt.domain.words import Words
from okoce_opt.rules.faces import Filling, Sharing
from okoce_opt.rules.rule import Rule

if TYPE_CHECKING:
    from okoce_opt.rows.columns import Columns


@dataclass(frozen=True, slots=True)
class SimultaneousPhase(Rule):
    """Few enough kecamatan meet at the same time."""

    at_most: int

    kind: ClassVar[str] = "simultaneous_phase"
    title: ClassVar[Words] = Words("Serentak", "Simultaneous phase")
    sentence: ClassVar[Words] = Words(
        "Pada satu hari paling banyak sekian kecamatan mengadakan sesi.",
        "On one day no more than so many kecamatan hold sessions.",
    )

    def validate(self, problem: Problem) -> Iterable[Complaint]:
        """At least one kecamatan must be able to meet."""
        yield from at_least("aturan", self.kind, "at_most", self.at_most, 1)

    def encode(self, problem: Problem, columns: Columns) -> None:
        """A kecamatan's flag of a day >= held of each of its sessions that day; only where too many
        could meet.
        """
        met = Counter(
            day
            for code in problem.kecamatan
            for day in {
                day
                for session in problem.sessions_in[code]
                for day in session.days
                if session.id in problem.past.sessions
            }
        )
        may_meet: dict[date, list[str]] = {}
        for code in problem.kecamatan:
            for day in columns.open_days(code):
                may_meet.setdefault(day, []).append(code)
        for day, kecamatan in sorted(may_meet.items()):
            at_most = max(self.at_most, met[day])
            if len(kecamatan) > at_most:
                meeting = [t for code in kecamatan for t in columns.meets(code, day, self.kind)]
                columns.require(meeting, hi=at_most, rule=self.kind, subject=day.isoformat())

    def verify(self, problem: Problem, plan: Plan) -> Iterable[Violation]:
        """Write down, day by day, which kecamatan meet."""
        meets: dict[date, dict[str, SessionId]] = {}
        for session_id in sorted(plan.held):
            session = problem.session(session_id)
            if session is not None and session.kecamatan != "":
                for day in session.days:
                    meets.setdefault(day, {})[session.kecamatan] = session_id
        happened = [
            session
            for session in map(problem.session, sorted(problem.past.sessions))
            if session is not None
        ]
        for day, where in sorted(meets.items()):
            allowed = max(
                self.at_most, len({s.kecamatan for s in happened if s.kecamatan and day in s.days})
            )
            if len(where) > allowed:
                yield Violation(
                    self.kind, day.isoformat(), len(where), allowed, tuple(sorted(where.values()))
                )

    def most_meeting(self, problem: Problem, kecamatan: Collection[str]) -> int:
        """As many as the parameter says."""
        return min(len(kecamatan), self.at_most)

    def shares(self, problem: Problem) -> Sharing:
        """Days, each for so many kecamatan."""
        return _Days(self.at_most)

    def for_more(self, number: int, before: int) -> SimultaneousPhase:
        """As many more as there are kecamatan more, rounded up."""
        return SimultaneousPhase(-(-self.at_most * number // before))

    def here(self, problem: Problem) -> SimultaneousPhase:
        """No more can meet than there are."""
        return replace(self, at_most=min(self.at_most, max(1, len(problem.kecamatan))))

    def fill(self, problem: Problem) -> Filling:
        """Who meets on which day."""
        return _Meeting(problem, self.at_most)

    def looser(self, problem: Problem) -> Iterable[Sequence[Rule]]:
        """One kecamatan more a day, and so on."""
        most = len(problem.kecamatan)
        yield [replace(self, at_most=n) for n in range(self.at_most + 1, most + 1)]

    def explain(self, violation: Violation) -> Words:
        """How many meet on which day."""
        return Words(
            "{subject}: {found} kecamatan mengadakan sesi, paling banyak {allowed}.",
            "{subject}: {found} kecamatan hold sessions, at most {allowed}.",
        ).fill(
            subject=date.fromisoformat(violation.subject),
            found=violation.found,
            allowed=violation.allowed,
        )


class _Days(Sharing):
    def __init__(self, at_most: int) -> None:
        self._at_most = at_most

    def may_meet(self, day: date, kecamatan: Collection[str]) -> bool:
        return len(kecamatan) <= self._at_most


class _Meeting(Filling):
    """Whoever must meet on a day has one of its places, whatever comes before."""

    def __init__(self, problem: Problem, at_most: int) -> None:
        self._at_most = at_most
        self._meeting: dict[date, set[str]] = {}
        pins = {pin for registrant in problem.registrants.values() for pin in registrant.pins}
        told = {sid for sid, held in problem.told.items() if held}
        for sid in (pins | told) & problem.sessions.keys():
            self.held(problem.sessions[sid])

    def may_hold(self, session: Session) -> bool:
        if not session.kecamatan:
            return True
        meeting = (self._meeting.get(day, set()) for day in session.days)
        return all(session.kecamatan in here or len(here) < self._at_most for here in meeting)

    def held(self, session: Session) -> None:
        for day in session.days if session.kecamatan else ():
            self._meeting.setdefault(day, set()).add(session.kecamatan)
