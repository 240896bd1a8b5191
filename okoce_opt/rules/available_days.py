"""Nobody is seated on a day they are away, or on a weekday that does not suit (*hari yang bisa*).

A pinned seat before `hari_ini` has happened and is not judged.
Source: table `pendaftar` column `hari`, table `halangan` jenis `pendaftar`.
When to modify: if people say which parts of the day suit.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from okoce_opt.domain.findings import Violation
from okoce_opt.domain.people import Registrant
from okoce_opt.domain.plan import Plan
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.words import Words
from okoce_opt.rules.faces import Filling
from okoce_opt.rules.rule import Rule

if TYPE_CHECKING:
    from okoce_opt.rows.columns import Columns


@dataclass(frozen=True, slots=True)
class AvailableDays(Rule):
    """Everyone can come on every day of their sessions."""

    kind: ClassVar[str] = "available_days"
    title: ClassVar[Words] = Words("Hari yang bisa", "Available days")
    sentence: ClassVar[Words] = Words(
        "Tidak ada peserta yang dijadwalkan saat berhalangan atau pada hari yang tidak bisa "
        "baginya.",
        "Nobody is seated on a day they are away or on a weekday that does not suit them.",
    )
    always_on: ClassVar[bool] = True

    def distinguishes(self, problem: Problem, registrant: Registrant) -> Hashable:
        """Days of candidate sessions on which the person cannot come, and seats that have
        happened.
        """
        return problem.missed_by(registrant), problem.past.seats_of(registrant)

    def encode(self, problem: Problem, columns: Columns) -> None:
        """Bar the sessions that have such a day."""
        for stratum in columns.strata:
            missed = problem.missed_by(stratum.one)
            for session in columns.options(stratum) if missed else ():
                if (
                    session.days in missed
                    and (stratum.one.id, session.id) not in problem.past.seats
                ):
                    columns.bar(stratum, session)

    def verify(self, problem: Problem, plan: Plan) -> Iterable[Violation]:
        """Look up every seat in the person's weekdays and absences."""
        for person, sessions in plan.sessions_of.items():
            registrant = problem.registrants.get(person)
            for session_id in sessions if registrant else ():
                session = problem.session(session_id)
                if (
                    registrant is None
                    or session is None
                    or (person, session_id) in problem.past.seats
                ):
                    continue
                for day in session.days:
                    unsuited = (
                        registrant.weekdays is not None and day.weekday() not in registrant.weekdays
                    )
                    if unsuited or any(
                        o.first <= day <= o.last for o in problem.absences.get(person, ())
                    ):
                        yield Violation(self.kind, person, day, "", (session_id,), (person,))

    def fill(self, problem: Problem) -> Filling:
        """What it bars says all."""
        return Filling()

    def explain(self, violation: Violation) -> Words:
        """Who cannot come on which day."""
        return Words(
            "Peserta {subject} tidak bisa hadir {found}.",
            "Registrant {subject} cannot come on {found}.",
        ).fill(subject=violation.subject, found=violation.found)
