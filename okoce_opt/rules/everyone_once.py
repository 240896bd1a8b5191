"""Nobody attends an activity more often than its `times`, nor one they have done or that is not for
them (*sekali saja*).

Pinned seats before `hari_ini` have happened: whose field is another now keeps what was attended.
Source: table `kegiatan` columns `kali` and `bidang`, table `pendaftar` columns `selesai_<kegiatan>`
and `bidang`. When to modify: if a done activity may be repeated.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from okoce_opt.domain.findings import Violation
from okoce_opt.domain.ids import SessionId
from okoce_opt.domain.people import Registrant
from okoce_opt.domain.plan import Plan
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.sessions import activity_of
from okoce_opt.domain.words import Words
from okoce_opt.rules.faces import Filling
from okoce_opt.rules.rule import Rule

if TYPE_CHECKING:
    from okoce_opt.rows.columns import Columns


@dataclass(frozen=True, slots=True)
class EveryoneOnce(Rule):
    """At most `times` seats of an activity for each person; none if done or not for them."""

    kind: ClassVar[str] = "everyone_once"
    title: ClassVar[Words] = Words("Sekali saja", "Everyone once")
    sentence: ClassVar[Words] = Words(
        "Tidak ada yang ikut lebih sering dari yang boleh, mengulang yang sudah selesai, atau "
        "ikut yang bukan untuk bidangnya.",
        "Nobody attends an activity more often than allowed, after having done it, or when it is "
        "not for their field.",
    )
    always_on: ClassVar[bool] = True
    adds_up: ClassVar[bool] = True

    def distinguishes(self, problem: Problem, registrant: Registrant) -> Hashable:
        """The activities still to do and seats that have happened; the person when one of the
        activities may be attended several times.
        """
        todo = problem.still_to_do(registrant)
        if any(a.times > 1 for a in todo):
            return registrant.id
        return tuple(a.id for a in todo), problem.past.seats_of(registrant)

    def encode(self, problem: Problem, columns: Columns) -> None:
        """Seats of an activity <= times * people; no seats in what is done or not for them, but
        those that have happened.
        """
        for stratum in columns.strata:
            todo = problem.still_to_do(stratum.one)
            happened = Counter(map(activity_of, problem.past.seats_of(stratum.one)))
            for activity in problem.activities.values():
                options = columns.options(stratum, activity.id)
                allowed = max(activity.times, happened[activity.id])
                if activity not in todo:
                    for session in options:
                        if (stratum.one.id, session.id) not in problem.past.seats:
                            columns.bar(stratum, session)
                elif len(options) > allowed:
                    seats = [
                        term for session in options for term in columns.seats(stratum, session)
                    ]
                    columns.require(
                        seats,
                        hi=allowed * stratum.size,
                        rule=self.kind,
                        subject=f"{stratum.id}|{activity.id}",
                    )

    def verify(self, problem: Problem, plan: Plan) -> Iterable[Violation]:
        """Count the seats of everyone, activity by activity."""
        for person, sessions in plan.sessions_of.items():
            registrant = problem.registrants.get(person)
            if registrant is None:
                yield Violation(self.kind, person, len(sessions), "", sessions, (person,))
                continue
            seats: dict[str, list[SessionId]] = {}
            for session_id in sessions:
                seats.setdefault(activity_of(session_id), []).append(session_id)
            for name, those in seats.items():
                activity = problem.activities.get(name)
                if activity is None:
                    continue
                done = any(name == finished for finished, _ in registrant.done)
                stranger = activity.fields and registrant.field not in activity.fields
                allowed = 0 if done or stranger or activity.reserve_for else activity.times
                happened = sum((person, session_id) in problem.past.seats for session_id in those)
                if len(those) > max(allowed, happened):
                    yield Violation(self.kind, person, len(those), allowed, tuple(those), (person,))

    def fill(self, problem: Problem) -> Filling:
        """Who has a seat waits no more."""
        return Filling()

    def explain(self, violation: Violation) -> Words:
        """How many seats instead of how many, or an id that is on no list."""
        if violation.allowed == "":
            return Words(
                "Peserta {subject} tidak ada di daftar pendaftar.",
                "{subject} is not on the list of registrants.",
            ).fill(subject=violation.subject)
        return Words(
            "Peserta {subject}: {found} kursi dalam kegiatan {activity}, boleh {allowed}.",
            "Registrant {subject}: {found} seats in activity {activity}, allowed {allowed}.",
        ).fill(
            subject=violation.subject,
            found=violation.found,
            allowed=violation.allowed,
            activity=activity_of(violation.sessions[0]),
        )
