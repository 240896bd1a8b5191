"""No held session of a required activity ends after a day (*tenggat*).

Source: `[aturan.deadline] day`. When to modify: if activities have deadlines of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from okoce_opt.domain.activities import Activity
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
class Deadline(Rule):
    """Required activities are over by `day`."""

    day: date

    kind: ClassVar[str] = "deadline"
    title: ClassVar[Words] = Words("Tenggat", "Deadline")
    sentence: ClassVar[Words] = Words(
        "Semua sesi kegiatan wajib berakhir paling lambat pada tanggal tenggat.",
        "Sessions of required activities end by the deadline.",
    )

    def validate(self, problem: Problem) -> Iterable[Complaint]:
        """A deadline before the first day leaves no day at all."""
        if self.day < problem.calendar.first:
            least = Words("{first} atau sesudahnya", "{first} or later").fill(
                first=problem.calendar.first.isoformat()
            )
            yield Complaint(
                *("out_of_range", "aturan", self.kind, "day", self.day.isoformat(), least),
                is_fact=True,
            )

    def closes(self, problem: Problem, session: Session) -> Words | None:
        """A required session that ends too late."""
        if not problem.activities[session.activity].required or session.last_day <= self.day:
            return None
        said = "batas waktunya {day} (aturan.deadline)"
        return Words(said, "the deadline is {day} (aturan.deadline)").fill(day=self.day)

    def closes_day(
        self, problem: Problem, activity: Activity, kecamatan: str, day: date
    ) -> Words | None:
        """A day after it."""
        late = activity.required and day > self.day
        return Words("sesudah batas waktu", "after the deadline") if late else None

    def encode(self, problem: Problem, columns: Columns) -> None:
        """Close the sessions that end too late."""
        for session in problem.sessions.values():
            if (
                session.id not in problem.past.sessions
                and self.closes(problem, session) is not None
            ):
                columns.close(session)

    def verify(self, problem: Problem, plan: Plan) -> Iterable[Violation]:
        """Look at the last day of every held session of a required activity."""
        for session_id in sorted(plan.held - problem.past.sessions):
            session = problem.session(session_id)
            if (
                session is not None
                and problem.activities[session.activity].required
                and max(session.days) > self.day
            ):
                yield Violation(self.kind, session_id, max(session.days), self.day, (session_id,))

    @property
    def last_day(self) -> date:
        """The parameter."""
        return self.day

    def fill(self, problem: Problem) -> Filling:
        """What it closes says all."""
        return Filling()

    def looser(self, problem: Problem) -> Iterable[Sequence[Rule]]:
        """The next open day, and so on to the end of the programme."""
        yield [replace(self, day=day) for day in problem.calendar.open_days if day > self.day]

    def explain(self, violation: Violation) -> Words:
        """How late the session ends."""
        return Words(
            "Sesi {subject} berakhir {found}, sesudah tenggat {allowed}.",
            "Session {subject} ends {found}, after the deadline {allowed}.",
        ).fill(subject=violation.subject, found=violation.found, allowed=violation.allowed)
