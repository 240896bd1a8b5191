"""No session on a day closed for the programme or the venue, and none that cannot be (*hari buka*).

Sessions that could be held are open by construction, so there is no row to write; a finished plan
is still read against the calendar. A session id that names nothing is told here. Source: calendar,
`halangan`, table `tempat` column `hari`, table `kegiatan` columns `bagian` and `lingkup`. When to
modify: never for one day; say `buka` in the table `kalender`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from okoce_opt.domain.findings import Violation
from okoce_opt.domain.plan import Plan
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.words import Words
from okoce_opt.rules.faces import Filling
from okoce_opt.rules.rule import Rule

if TYPE_CHECKING:
    from okoce_opt.rows.columns import Columns


@dataclass(frozen=True, slots=True)
class OpenDays(Rule):
    """Sessions are on days on which programme and venue are open."""

    kind: ClassVar[str] = "open_days"
    title: ClassVar[Words] = Words("Hari buka", "Open days")
    sentence: ClassVar[Words] = Words(
        "Tidak ada sesi pada hari yang tutup bagi program atau bagi tempatnya.",
        "No session is on a day closed for the programme or for its venue.",
    )
    always_on: ClassVar[bool] = True

    def encode(self, problem: Problem, columns: Columns) -> None:
        """Nothing: a session on a closed day has no columns."""

    def verify(self, problem: Problem, plan: Plan) -> Iterable[Violation]:
        """Read every session of the plan against the calendar, the obstacles and the venue."""
        closures = [o for o in problem.obstacles if o.kind in ("program", "tempat")]
        for session_id in sorted(plan.people.keys() - problem.past.sessions):
            session = problem.session(session_id)
            if session is None:
                yield Violation(self.kind, session_id, "", "", (session_id,))
                continue
            activity, venue = problem.activities[session.activity], problem.venues[session.venue]
            elsewhere = not activity.everywhere and activity.city != (venue.kecamatan == "")
            unfit = venue.activities and activity.id not in venue.activities
            if (activity.parts and session.part not in activity.parts) or elsewhere or unfit:
                yield Violation(self.kind, session_id, "", "", (session_id,))
            for day in session.days:
                closed = any(o.covers(day) for o in closures if o.id in ("", venue.id))
                shut = any(
                    days is not None and day.weekday() not in days
                    for days in (venue.weekdays, activity.weekdays)
                )
                out_of_use = session.part not in problem.calendar.parts_on(day)
                if closed or shut or out_of_use or not problem.calendar.is_open(day):
                    yield Violation(self.kind, session_id, day, "", (session_id,))

    def fill(self, problem: Problem) -> Filling:
        """What is closed is no candidate."""
        return Filling()

    def explain(self, violation: Violation) -> Words:
        """Which session is on which closed day, or cannot be at all."""
        if not isinstance(violation.found, date):
            return Words(
                "Sesi {subject} tidak mungkin ada: kegiatan, tempat, tanggal atau bagian harinya "
                "tidak cocok.",
                "Session {subject} cannot be: its activity, venue, date or part of the day do not "
                "fit.",
            ).fill(subject=violation.subject)
        return Words(
            "Sesi {subject}: {found} tutup.", "Session {subject}: {found} is closed."
        ).fill(subject=violation.subject, found=violation.found)
