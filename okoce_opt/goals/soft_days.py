"""Few people have to come on days better avoided, such as Ramadan (*hari lunak*).

Unit: seats in sessions that have such a day. Source: table `kalender` column `lunak`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from okoce_opt.domain.plan import Plan
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.words import Words
from okoce_opt.goals.goal import Goal
from okoce_opt.rows.linear import Priced, Terms

if TYPE_CHECKING:
    from okoce_opt.rows.columns import Columns


@dataclass(frozen=True, slots=True)
class SoftDays(Goal):
    """Seats on soft days."""

    kind: ClassVar[str] = "soft_days"
    title: ClassVar[Words] = Words("Hari yang sebaiknya dihindari", "Soft days")
    sentence: ClassVar[Words] = Words(
        "Sedapatnya tidak ada peserta yang datang pada hari lunak (misalnya Ramadan).",
        "As far as can be, nobody attends on soft days (Ramadan).",
    )
    unit: ClassVar[Words] = Words("kursi pada hari lunak", "seats on soft days")

    @property
    def over_kecamatan(self) -> str:
        """Kecamatan planned apart add up."""
        return "sum"

    def encode(self, problem: Problem, columns: Columns) -> Priced:
        """The attendance of sessions with a soft day."""
        seats: Terms = []
        for session in problem.sessions.values():
            if any(problem.calendar.is_soft(day) for day in session.days):
                seats += columns.attendance(session)
        return Priced(seats)

    def measure(self, problem: Problem, plan: Plan) -> int:
        """Count the seats whose session has a soft day."""
        soft = {day for day, said in problem.calendar.days.items() if said.soft}
        sessions = [problem.session(session_id) for _, session_id in plan.seats]
        return sum(
            session is not None and not soft.isdisjoint(session.days) for session in sessions
        )

    def floor(self, problem: Problem, unplaced: int) -> int:
        """Counting alone forces nothing."""
        return 0
