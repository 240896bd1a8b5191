"""A kecamatan meets on at most `at_most` days of a week (*hari seminggu*).

Unit: days on which it holds a session of its own, from Monday to Sunday; two sessions on one day
are one, each day of a longer session counts. City sessions are nobody's meeting. What has happened
counts, and where it is more than the number no day is added. Source: `[aturan.meeting_days]
at_most`. When to modify: if some kecamatan may meet more often than others.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby
from typing import TYPE_CHECKING, ClassVar

from okoce_opt.domain.checks import at_least
from okoce_opt.domain.findings import Complaint, Violation
from okoce_opt.domain.plan import Plan
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.sessions import Session
from okoce_opt.domain.words import Words
from okoce_opt.rules.faces import Filling
from okoce_opt.rules.rule import Rule

if TYPE_CHECKING:
    from okoce_opt.rows.columns import Columns


@dataclass(frozen=True, slots=True)
class MeetingDays(Rule):
    """Few enough days of a week with a session."""

    at_most: int

    kind: ClassVar[str] = "meeting_days"
    title: ClassVar[Words] = Words("Hari pertemuan seminggu", "Meeting days a week")
    sentence: ClassVar[Words] = Words(
        "Sebuah kecamatan mengadakan sesi paling banyak sekian hari dalam seminggu.",
        "A kecamatan holds sessions on no more than so many days of a week.",
    )
    ids: ClassVar[Mapping[str, str]] = {"subject": "kecamatan"}

    @classmethod
    def samples(cls) -> Sequence[Rule]:
        """One day a week, or two."""
        return cls(1), cls(2)

    def validate(self, problem: Problem) -> Iterable[Complaint]:
        """At least one day a week."""
        yield from at_least("aturan", self.kind, "at_most", self.at_most, 1)

    def encode(self, problem: Problem, columns: Columns) -> None:
        """Days of a week on which the kecamatan meets <= the number, where it could be more."""
        had = _had(problem)
        for code in problem.kecamatan:
            for monday, week in groupby(columns.open_days(code), _monday):
                days = list(week)
                most = max(self.at_most, len(had.get((code, monday), ())))
                if len(days) > most:
                    meets = [t for day in days for t in columns.meets(code, day, self.kind)]
                    columns.require(meets, hi=most, rule=self.kind, subject=f"{code}|{monday}")

    def verify(self, problem: Problem, plan: Plan) -> Iterable[Violation]:
        """Mark each kecamatan's days in a diary, and leaf through its weeks."""
        diary: dict[tuple[str, int, int], dict[date, str]] = {}
        begun: dict[tuple[str, int, int], set[date]] = {}
        for session_id in sorted(plan.held | problem.past.sessions):
            session = problem.session(session_id)
            if session is None or session.kecamatan == "":
                continue
            for day in session.days:
                week = (session.kecamatan, *day.isocalendar()[:2])
                if session_id in plan.held:
                    diary.setdefault(week, {})[day] = session_id
                if session_id in problem.past.sessions:
                    begun.setdefault(week, set()).add(day)
        for week, days in sorted(diary.items()):
            allowed = max(self.at_most, len(begun.get(week, ())))
            if len(days) > allowed:
                there = tuple(sid for sid in sorted(plan.held) if sid in days.values())
                found = DAYS.fill(n=len(days), first=min(days), last=max(days))
                yield Violation(self.kind, week[0], found, allowed, there)

    def looser(self, problem: Problem) -> Iterable[Sequence[Rule]]:
        """One day of the week more, and so on."""
        yield [replace(self, at_most=n) for n in range(self.at_most + 1, 8)]

    def explain(self, violation: Violation) -> Words:
        """Which kecamatan meets on how many days of which week."""
        return Words(
            "{subject}: sesi pada {found}, paling banyak {allowed} hari seminggu.",
            "{subject}: sessions on {found}, at most {allowed} days a week.",
        ).fill(subject=violation.subject, found=violation.found, allowed=violation.allowed)

    def most_days(self, problem: Problem, kecamatan: str, days: Collection[date]) -> int:
        """Of each week as many as it may have."""
        had, weeks = _had(problem), [_monday(day) for day in days]
        return sum(
            min(weeks.count(monday), max(self.at_most, len(had.get((kecamatan, monday), ()))))
            for monday in set(weeks)
        )

    def fill(self, problem: Problem) -> Filling:
        """The days of each week so far."""
        return _Diary(problem, self.at_most)


DAYS = Words("{n} hari ({first} sampai {last})", "{n} days ({first} to {last})")


def _monday(day: date) -> date:
    return day - timedelta(day.weekday())


def _had(problem: Problem) -> dict[tuple[str, date], set[date]]:
    """(kecamatan, Monday) -> days of that week on which it has met, or meets with what began."""
    had: dict[tuple[str, date], set[date]] = {}
    for session in map(problem.session, problem.past.sessions):
        for day in session.days if session is not None and session.kecamatan else ():
            assert session is not None
            had.setdefault((session.kecamatan, _monday(day)), set()).add(day)
    return had


class _Diary(Filling):
    def __init__(self, problem: Problem, at_most: int) -> None:
        self._at_most = at_most
        self._days = _had(problem)
        told = {sid for sid, held in problem.told.items() if held}
        for sid in told & problem.sessions.keys():
            self.held(problem.sessions[sid])

    def may_hold(self, session: Session) -> bool:
        weeks: dict[date, set[date]] = {}
        for day in session.days if session.kecamatan else ():
            weeks.setdefault(_monday(day), set()).add(day)
        known = {monday: self._days.get((session.kecamatan, monday), set()) for monday in weeks}
        return all(
            days <= known[monday] or len(days | known[monday]) <= self._at_most
            for monday, days in weeks.items()
        )

    def held(self, session: Session) -> None:
        for day in session.days if session.kecamatan else ():
            self._days.setdefault((session.kecamatan, _monday(day)), set()).add(day)
