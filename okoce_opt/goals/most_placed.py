"""As few as possible are left without a seat they need (*sebanyak mungkin mendapat tempat*).

Unit: person-activities, required and not done. Exactly one of this goal and the rule
`everyone_placed`.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from okoce_opt.domain.people import Registrant
from okoce_opt.domain.plan import Plan
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.sessions import activity_of
from okoce_opt.domain.words import Words
from okoce_opt.goals.goal import Goal
from okoce_opt.rows.linear import Priced, Terms, times

if TYPE_CHECKING:
    from okoce_opt.rows.columns import Columns


@dataclass(frozen=True, slots=True)
class MostPlaced(Goal):
    """Needed seats that nobody was given."""

    kind: ClassVar[str] = "most_placed"
    title: ClassVar[Words] = Words("Sebanyak mungkin mendapat tempat", "Most placed")
    sentence: ClassVar[Words] = Words(
        "Sesedikit mungkin pendaftar yang tidak mendapat kursi di kegiatan wajib.",
        "As few registrants as possible are left without a seat in a required activity.",
    )
    unit: ClassVar[Words] = Words("kursi yang kurang", "seats missing")

    @property
    def over_kecamatan(self) -> str:
        """Kecamatan planned apart add up."""
        return "sum"

    def distinguishes(self, problem: Problem, registrant: Registrant) -> Hashable:
        """What the person needs."""
        return tuple(a.id for a in problem.needed(registrant))

    def encode(self, problem: Problem, columns: Columns) -> Priced:
        """People less seats; where an activity may be attended several times, at least people less
        seats.
        """
        terms: Terms = []
        constant = 0
        for stratum in columns.strata:
            for activity in problem.needed(stratum.one):
                options = columns.options(stratum, activity.id)
                seats = [term for session in options for term in columns.seats(stratum, session)]
                if activity.times == 1:
                    terms += times(-1, seats)
                    constant += stratum.size
                else:
                    name = f"{stratum.id}|{activity.id}"
                    without = columns.number("without", name, lo=0, hi=stratum.size)
                    columns.require(
                        [*without, *seats], lo=stratum.size, rule=self.kind, subject=name
                    )
                    terms += without
        return Priced(terms, constant)

    def measure(self, problem: Problem, plan: Plan) -> int:
        """Go through the list of registrants and count what is missing."""
        missing = 0
        for person, registrant in problem.registrants.items():
            has = {activity_of(session_id) for session_id in plan.sessions_of.get(person, ())}
            missing += sum(activity.id not in has for activity in problem.needed(registrant))
        return missing

    def forced(self, problem: Problem, missing: int) -> int:
        """Those who stay without a seat, whatever is planned."""
        return missing
