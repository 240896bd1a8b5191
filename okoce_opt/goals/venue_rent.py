"""As little rent as can be (*sewa tempat*).

Unit: thousand rupiah; rent of the venue for each day of each held session. Source: table `tempat`
column `sewa`. When to modify: if a hall costs less by the half-day.
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
class VenueRent(Goal):
    """Rent of held sessions."""

    kind: ClassVar[str] = "venue_rent"
    title: ClassVar[Words] = Words("Sewa tempat semurah mungkin", "Venue rent")
    sentence: ClassVar[Words] = Words(
        "Sewa tempat untuk semua hari sesi yang dipakai semurah mungkin (sewa 1, 2, 3: aula diisi "
        "menurut urutan itu).",
        "The rent of venues for all days of held sessions is as low as can be (rents 1, 2, 3: "
        "halls are filled in that order).",
    )
    unit: ClassVar[Words] = Words("ribu rupiah", "thousand rupiah")

    @property
    def over_kecamatan(self) -> str:
        """Kecamatan planned apart add up."""
        return "sum"

    def encode(self, problem: Problem, columns: Columns) -> Priced:
        """rent * days * held, summed."""
        rent: Terms = []
        for session in problem.sessions.values():
            rent += times(
                problem.venues[session.venue].rent * len(session.days), columns.held(session)
            )
        return Priced(rent)

    def measure(self, problem: Problem, plan: Plan) -> int:
        """Pay every held session's hall, day by day."""
        sessions = (session for sid in plan.held if (session := problem.session(sid)) is not None)
        return sum(problem.venues[session.venue].rent for session in sessions for _ in session.days)

    def floor(self, problem: Problem, unplaced: int) -> int:
        """Counting alone forces nothing."""
        return 0
