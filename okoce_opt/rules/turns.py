"""A kecamatan meets only on days whose turn is its group's, or free (*giliran*).

The turn of each open day is fixed once, on the calendar of the base scenario. City sessions are
nobody's meeting.
Source: table `kecamatan` column `kelompok`, table `kalender` column `giliran`.
When to modify: if a kecamatan belongs to several groups.
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

if TYPE_CHECKING:
    from okoce_opt.rows.columns import Columns


@dataclass(frozen=True, slots=True)
class Turns:
    """Held sessions of a kecamatan are on days of its group."""

    kind: ClassVar[str] = "turns"
    title: ClassVar[Words] = Words("Giliran", "Turns")
    sentence: ClassVar[Words] = Words(
        "Kecamatan hanya mengadakan sesi pada hari giliran kelompoknya atau pada hari bebas.",
        "A kecamatan holds sessions only on days of its group's turn, or on free days.",
    )
    always_on: ClassVar[bool] = False
    in_calendar: ClassVar[bool] = True

    def validate(self, problem: Problem) -> Iterable[Complaint]:
        """Every kecamatan needs a group."""
        for kecamatan in problem.kecamatan.values():
            if not kecamatan.group:
                yield Complaint(
                    "kecamatan_without_group",
                    "kecamatan",
                    kecamatan.code,
                    "kelompok",
                    "",
                    Words("sebuah kelompok, misalnya 1", "a group, for example 1"),
                    Words(
                        "Isi kelompoknya, atau hapus aturan.turns dari program.",
                        "Give its group, or remove aturan.turns from program.",
                    ),
                )

    def distinguishes(self, problem: Problem, registrant: Registrant) -> Hashable:
        """Nothing about a person matters here."""
        return None

    def encode(self, problem: Problem, columns: Columns) -> None:
        """Close the sessions that take a day of another group."""
        for session in problem.sessions.values():
            if session.kecamatan and session.id not in problem.past.sessions:
                mine = {problem.kecamatan[session.kecamatan].group, "bebas"}
                if any(problem.calendar.turn(day) not in mine for day in session.days):
                    columns.close(session)

    def verify(self, problem: Problem, plan: Plan) -> Iterable[Violation]:
        """Ask of every day of every held session whose turn it is."""
        for session_id in sorted(plan.held):
            session = problem.session(session_id)
            if session is None or session.kecamatan == "" or session_id in problem.past.sessions:
                continue
            group = problem.kecamatan[session.kecamatan].group
            for day in session.days:
                turn = problem.calendar.turn(day)
                if turn != "bebas" and turn != group:
                    yield Violation(self.kind, session_id, turn, group, (session_id,))

    def explain(self, violation: Violation) -> Words:
        """Whose turn it is, and whose session it is."""
        return Words(
            "Sesi {subject}: hari itu giliran kelompok {found}, bukan kelompok {allowed}.",
            "Session {subject}: that day is the turn of group {found}, not of group {allowed}.",
        ).fill(subject=violation.subject, found=violation.found, allowed=violation.allowed)
