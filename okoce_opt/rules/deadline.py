"""No held session of a required activity ends after a day (*tenggat*).

Source: `[aturan.deadline] day`. When to modify: if activities have deadlines of their own.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from okoce_opt.domain.findings import Complaint, Violation
from okoce_opt.domain.people import Registrant
from okoce_opt.domain.plan import Plan
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.words import Words

if TYPE_CHECKING:
    from okoce_opt.rows.columns import Columns


@dataclass(frozen=True, slots=True)
class Deadline:
    """Required activities are over by `day`."""

    day: date

    kind: ClassVar[str] = "deadline"
    title: ClassVar[Words] = Words("Tenggat", "Deadline")
    sentence: ClassVar[Words] = Words(
        "Semua sesi kegiatan wajib berakhir paling lambat pada tanggal tenggat.",
        "Sessions of required activities end by the deadline.",
    )
    always_on: ClassVar[bool] = False
    in_calendar: ClassVar[bool] = True

    def validate(self, problem: Problem) -> Iterable[Complaint]:
        """A deadline before the first day leaves no day at all."""
        if self.day < problem.calendar.first:
            least = Words("{first} atau sesudahnya", "{first} or later").fill(
                first=problem.calendar.first.isoformat()
            )
            yield Complaint("out_of_range", "aturan", self.kind, "day", self.day.isoformat(), least)

    def distinguishes(self, problem: Problem, registrant: Registrant) -> Hashable:
        """Nothing about a person matters here."""
        return None

    def encode(self, problem: Problem, columns: Columns) -> None:
        """Close the sessions that end too late."""
        for session in problem.sessions.values():
            late = problem.activities[session.activity].required and session.last_day > self.day
            if late and session.id not in problem.past.sessions:
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

    def explain(self, violation: Violation) -> Words:
        """How late the session ends."""
        return Words(
            "Sesi {subject} berakhir {found}, sesudah tenggat {allowed}.",
            "Session {subject} ends {found}, after the deadline {allowed}.",
        ).fill(subject=violation.subject, found=violation.found, allowed=violation.allowed)
