"""Sessions of an activity are about equally full (*isi merata*).

Unit: people; per kecamatan and activity, the largest less the smallest attendance of held sessions,
summed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from okoce_opt.domain.plan import Plan
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.words import Words
from okoce_opt.goals.goal import Goal
from okoce_opt.rows.linear import Priced, Terms, times

if TYPE_CHECKING:
    from okoce_opt.rows.columns import Columns


@dataclass(frozen=True, slots=True)
class EvenAttendance(Goal):
    """Largest less smallest attendance."""

    kind: ClassVar[str] = "even_attendance"
    title: ClassVar[Words] = Words("Isi merata", "Even attendance")
    sentence: ClassVar[Words] = Words(
        "Sesi-sesi sebuah kegiatan di satu kecamatan sedapatnya sama penuh.",
        "Sessions of an activity in a kecamatan are as equally full as can be.",
    )
    unit: ClassVar[Words] = Words("orang selisih", "people difference")

    @property
    def over_kecamatan(self) -> str:
        """Kecamatan planned apart add up."""
        return "sum"

    def encode(self, problem: Problem, columns: Columns) -> Priced:
        """spread >= most - least; most >= attendance; room >= seats * held - attendance, where room
        = seats - least.
        """
        total: Terms = []
        for code in ("", *problem.kecamatan):
            for activity in problem.activities:
                sessions = [
                    s
                    for s in problem.sessions_in[code]
                    if s.activity == activity and not columns.is_closed(s)
                ]
                if len(sessions) < 2:
                    continue
                name = f"{code}|{activity}"
                seats = max(session.seats for session in sessions)
                most, room, spread = (
                    columns.number(what, name, lo=0, hi=seats)
                    for what in ("most", "room", "spread")
                )
                for session in sessions:
                    here = columns.attendance(session)
                    columns.require(
                        [*most, *times(-1, here)], lo=0, rule=self.kind, subject=session.id
                    )
                    row = [*room, *here, *times(-seats, columns.held(session))]
                    columns.require(row, lo=0, rule=self.kind, subject=session.id)
                columns.require(
                    [*spread, *times(-1, most + room)], lo=-seats, rule=self.kind, subject=name
                )
                total += spread
        return Priced(total)

    def measure(self, problem: Problem, plan: Plan) -> int:
        """Compare the attendance of each kecamatan's held sessions, activity by activity."""
        counts: dict[tuple[str, str], list[int]] = {}
        for session_id in plan.held:
            session = problem.session(session_id)
            if session is not None:
                counts.setdefault((session.kecamatan, session.activity), []).append(
                    len(plan.people[session_id])
                )
        return sum(max(those) - min(those) for those in counts.values())

    def floor(self, problem: Problem, unplaced: int) -> int:
        """Counting alone forces nothing."""
        return 0
