"""No more people in a session than the venue has chairs, nor than the activity takes (*kapasitas tempat*).

Unit: people. A session that is not held has no chairs.
Source: table `tempat` column `kursi`, table `kegiatan` columns `maks` and `per_kursi`.
When to modify: if a session may exceed its chairs (invitations by turnout).
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from okoce_opt.domain.findings import Complaint, Violation
from okoce_opt.domain.people import Registrant
from okoce_opt.domain.plan import Plan
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.words import Words
from okoce_opt.rows import times

if TYPE_CHECKING:
    from okoce_opt.model.columns import Columns


@dataclass(frozen=True, slots=True)
class VenueCapacity:
    """People in a session are at most min(venue seats, activity's greatest number); none if it is not held."""

    kind: ClassVar[str] = "venue_capacity"
    title: ClassVar[Words] = Words("Kapasitas tempat", "Venue capacity")
    sentence: ClassVar[Words] = Words(
        "Peserta sebuah sesi tidak melebihi kursi tempatnya dan batas kegiatannya; sesi yang tidak dipakai kosong.",
        "A session has no more people than its venue has seats and its activity takes; one that is not held has none.",
    )
    always_on: ClassVar[bool] = True
    in_calendar: ClassVar[bool] = True

    def validate(self, problem: Problem) -> Iterable[Complaint]:
        """Nothing beyond what the tables already check."""
        return ()

    def distinguishes(self, problem: Problem, registrant: Registrant) -> Hashable:
        """Nothing about a person matters here."""
        return None

    def encode(self, problem: Problem, columns: Columns) -> None:
        """attendance <= seats * held; a closed session has no seat columns at all. What has happened had its chairs."""
        for session in problem.sessions.values():
            if not columns.is_closed(session):
                seats = len(problem.registrants) if session.id in problem.settled else session.seats
                row = [*columns.attendance(session), *times(-seats, columns.held(session))]
                columns.require(row, hi=0, rule=self.kind, subject=session.id)

    def verify(self, problem: Problem, plan: Plan) -> Iterable[Violation]:
        """Count the people of every session against its chairs."""
        for session_id, people in plan.people.items():
            session = problem.session(session_id)
            if session is None:
                continue
            activity = problem.activities[session.activity]
            chairs = min(problem.venues[session.venue].seats * activity.per_seat, activity.max_people)
            if session_id in problem.settled:
                chairs = len(people)
            allowed = chairs if session_id in plan.held else 0
            if len(people) > allowed:
                yield Violation(self.kind, session_id, len(people), allowed, (session_id,), people[allowed:])

    def explain(self, violation: Violation) -> Words:
        """How many people for how many chairs."""
        return Words(
            "Sesi {subject}: {found} peserta untuk {allowed} kursi.",
            "Session {subject}: {found} people for {allowed} seats.",
        ).fill(subject=violation.subject, found=violation.found, allowed=violation.allowed)
