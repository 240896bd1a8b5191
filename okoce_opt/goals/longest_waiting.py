"""Where seats do not suffice, who has waited longest is not left without (*yang menunggu dulu*).

Unit: days of waiting (from registering to the last day of the programme) of all that are left
without a seat, counted once for each required activity they miss. Those left over in the announced
plan weigh more than any newcomer, those who had a seat there more than they
(`domain.priority`). With as many people left over as `most_placed` allows, the least sum leaves
those over who have waited least; among equals the draw decides. Source: column `daftar` of
`pendaftar`, the plan being changed. When to modify: if some have priority for another reason.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from okoce_opt.domain.findings import Complaint
from okoce_opt.domain.people import Registrant
from okoce_opt.domain.plan import Plan
from okoce_opt.domain.priority import weigh_waiting
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.sessions import activity_of
from okoce_opt.domain.words import Words
from okoce_opt.goals.goal import Goal
from okoce_opt.rows.linear import Priced, Terms, times

if TYPE_CHECKING:
    from okoce_opt.rows.columns import Columns


@dataclass(frozen=True, slots=True)
class LongestWaiting(Goal):
    """Days that people without a seat have waited."""

    kind: ClassVar[str] = "longest_waiting"
    title: ClassVar[Words] = Words("Yang menunggu didahulukan", "Longest waiting")
    sentence: ClassVar[Words] = Words(
        "Bila kursi tidak cukup: yang sudah punya kursi di rencana lama tetap mendapat kursi, lalu "
        "yang menunggu sejak rencana lama, lalu menurut tanggal daftar.",
        "Where seats do not suffice: who had a seat in the old plan keeps one, then come those who "
        "have waited since the old plan, then the order of registering.",
    )
    unit: ClassVar[Words] = Words("hari menunggu", "days of waiting")
    in_calendar: ClassVar[bool] = True

    @property
    def over_kecamatan(self) -> str:
        """Kecamatan planned apart add up."""
        return "sum"

    def validate(self, problem: Problem) -> Iterable[Complaint]:
        """Nothing beyond what the tables already check."""
        return ()

    def distinguishes(self, problem: Problem, registrant: Registrant) -> Hashable:
        """What it weighs to leave the person without each activity that they need."""
        return tuple(
            weigh_waiting(problem, registrant, activity.id)
            for activity in problem.needed(registrant)
        )

    def encode(self, problem: Problem, columns: Columns) -> Priced:
        """The weight of a stratum's people less that of those with a seat; where an activity may be
        attended several times, of at least people less seats.
        """
        terms: Terms = []
        constant = 0
        for stratum in columns.strata:
            for activity in problem.needed(stratum.one):
                weight = weigh_waiting(problem, stratum.one, activity.id)
                options = columns.options(stratum, activity.id) if weight else []
                seats = [term for session in options for term in columns.seats(stratum, session)]
                if activity.times == 1:
                    terms += times(-weight, seats)
                    constant += weight * stratum.size
                elif weight:
                    name = f"{stratum.id}|{activity.id}"
                    without = columns.number("without", name, lo=0, hi=stratum.size)
                    row = [*without, *seats]
                    columns.require(row, lo=stratum.size, rule=self.kind, subject=name)
                    terms += times(weight, without)
        return Priced(terms, constant)

    def measure(self, problem: Problem, plan: Plan) -> int:
        """Go through the list of registrants and add up the weight of what is missing."""
        total = 0
        for person, registrant in problem.registrants.items():
            has = {activity_of(session_id) for session_id in plan.sessions_of.get(person, ())}
            for activity in problem.needed(registrant):
                if activity.id not in has:
                    total += weigh_waiting(problem, registrant, activity.id)
        return total

    def forced(self, problem: Problem, missing: int) -> int:
        """The least weights of so many as must be left without."""
        weights = sorted(
            weigh_waiting(problem, registrant, activity.id)
            for registrant in problem.registrants.values()
            for activity in problem.needed(registrant)
        )
        return sum(weights[:missing])
