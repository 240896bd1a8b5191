"""People sit on the weekday, and in the part of the day, they wished for (*hari yang disukai*).

Unit: seats that are not as wished; one point a seat, of a session of several days its first day
counts. Who wished nothing never counts. Source: table `pendaftar` column `suka`.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from okoce_opt.domain.people import Registrant
from okoce_opt.domain.plan import Plan
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.words import Words
from okoce_opt.goals.goal import Goal
from okoce_opt.rows.linear import Priced, Terms

if TYPE_CHECKING:
    from okoce_opt.rows.columns import Columns


@dataclass(frozen=True, slots=True)
class PreferredDays(Goal):
    """Seats that are not as wished."""

    kind: ClassVar[str] = "preferred_days"
    title: ClassVar[Words] = Words("Hari yang disukai", "Preferred days")
    sentence: ClassVar[Words] = Words(
        "Sedapatnya peserta hadir pada hari atau bagian hari yang disukainya.",
        "As far as can be, people attend on the day or part of the day they like.",
    )
    unit: ClassVar[Words] = Words("kursi tidak sesuai keinginan", "seats not as wished")

    @property
    def over_kecamatan(self) -> str:
        """Kecamatan planned apart add up."""
        return "sum"

    def distinguishes(self, problem: Problem, registrant: Registrant) -> Hashable:
        """The weekdays and parts of candidates that cost the person a point."""
        if not (registrant.wish_weekdays or registrant.wish_parts):
            return ()
        nothing: frozenset[tuple[int, str]] = frozenset()
        possible = nothing.union(
            *(
                problem.begins.get((registrant.kecamatan, a.id), nothing)
                for a in problem.still_to_do(registrant)
            ),
            (
                (s.first_day.weekday(), s.part)
                for pin in registrant.pins
                if (s := problem.sessions.get(pin)) is not None
            ),
        )
        return tuple(
            sorted(
                (weekday, part) for weekday, part in possible if _costs(registrant, weekday, part)
            )
        )

    def encode(self, problem: Problem, columns: Columns) -> Priced:
        """The seats that cost a point."""
        unwished: Terms = []
        for stratum in columns.strata:
            if stratum.one.wish_weekdays or stratum.one.wish_parts:
                for session in columns.options(stratum):
                    if _costs(stratum.one, session.first_day.weekday(), session.part):
                        unwished += columns.seats(stratum, session)
        return Priced(unwished)

    def measure(self, problem: Problem, plan: Plan) -> int:
        """Ask of every seat whether it is as wished."""
        points = 0
        for person, session_id in plan.seats:
            registrant, session = problem.registrants.get(person), problem.session(session_id)
            if registrant is not None and session is not None:
                days, parts = registrant.wish_weekdays, registrant.wish_parts
                other_day = bool(days) and session.days[0].weekday() not in days
                other_part = bool(parts) and session.part not in parts
                points += other_day or other_part
        return points

    def floor(self, problem: Problem, unplaced: int) -> int:
        """Counting alone forces nothing."""
        return 0


def _costs(registrant: Registrant, weekday: int, part: str) -> bool:
    if registrant.wish_weekdays and weekday not in registrant.wish_weekdays:
        return True
    return bool(registrant.wish_parts) and part not in registrant.wish_parts
