"""A kecamatan meets only on days whose turn is its group's, or free (*giliran*).

The turn of each open day is fixed once, on the calendar of the base scenario. City sessions are
nobody's meeting.
Source: table `kecamatan` column `kelompok`, table `kalender` column `giliran`.
When to modify: if a kecamatan belongs to several groups.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from okoce_opt.domain.activities import Activity
from okoce_opt.domain.calendar import ANY_TURN
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
class Turns(Rule):
    """Held sessions of a kecamatan are on days of its group."""

    kind: ClassVar[str] = "turns"
    title: ClassVar[Words] = Words("Giliran", "Turns")
    sentence: ClassVar[Words] = Words(
        "Kecamatan hanya mengadakan sesi pada hari giliran kelompoknya atau pada hari bebas.",
        "A kecamatan holds sessions only on days of its group's turn, or on free days.",
    )
    groups_days: ClassVar[bool] = True

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

    def closes(self, problem: Problem, session: Session) -> Words | None:
        """A session on a day of another group."""
        for day in session.days if session.kecamatan else ():
            turn, group = problem.calendar.turn(day), problem.kecamatan[session.kecamatan].group
            if turn not in (group, ANY_TURN):
                return Words(
                    "{day} giliran kelompok {turn}, bukan kelompok {group} (aturan.turns)",
                    "{day} is the turn of group {turn}, not of group {group} (aturan.turns)",
                ).fill(day=day, turn=turn, group=group)
        return None

    def closes_day(
        self, problem: Problem, activity: Activity, kecamatan: str, day: date
    ) -> Words | None:
        """A day of another group."""
        group = problem.kecamatan[kecamatan].group if kecamatan else ""
        if not group or problem.calendar.turn(day) in (group, ANY_TURN):
            return None
        return Words("giliran kelompok lain", "turn of another group")

    def encode(self, problem: Problem, columns: Columns) -> None:
        """Close the sessions that take a day of another group."""
        for session in problem.sessions.values():
            if (
                session.id not in problem.past.sessions
                and self.closes(problem, session) is not None
            ):
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

    def fill(self, problem: Problem) -> Filling:
        """What it closes says all."""
        return Filling()

    def explain(self, violation: Violation) -> Words:
        """Whose turn it is, and whose session it is."""
        return Words(
            "Sesi {subject}: hari itu giliran kelompok {found}, bukan kelompok {allowed}.",
            "Session {subject}: that day is the turn of group {found}, not of group {allowed}.",
        ).fill(subject=violation.subject, found=violation.found, allowed=violation.allowed)
