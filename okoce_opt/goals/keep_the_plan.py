"""As few seats of the plan being changed as can be are lost (*rencana lama tetap*).

Unit: published seats, of people still on the list, that the new plan does not have; with a table
`ubah`, those that only move when they are forced to. The model
counts those that *must* move (per stratum and session: old count above new), never more than really
do.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from okoce_opt.domain.ids import SessionId
from okoce_opt.domain.may_change import cannot_stay, changing_of, seats_at_stake
from okoce_opt.domain.plan import Plan
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.states import Freedom
from okoce_opt.domain.words import Words
from okoce_opt.goals.goal import Goal
from okoce_opt.rows.linear import Priced, Terms, times

if TYPE_CHECKING:
    from okoce_opt.rows.columns import Columns


BOUND = (Freedom.NEVER, Freedom.FORCED)
"""Seats that are counted; others are free, or have their price (`near_moves`)."""


def is_counted(problem: Problem, sid: SessionId) -> bool:
    """Whether losing a seat there counts; of a firm plan also where it has a price."""
    freedom = changing_of(problem, sid).freedom
    return freedom in BOUND or (problem.announced.firm and freedom is Freedom.PRICED)


@dataclass(frozen=True, slots=True)
class KeepThePlan(Goal):
    """Published seats that are gone."""

    kind: ClassVar[str] = "keep_the_plan"
    title: ClassVar[Words] = Words("Rencana lama tetap", "Keep the plan")
    sentence: ClassVar[Words] = Words(
        "Sesedikit mungkin kursi dari rencana yang sudah diumumkan berpindah.",
        "As few seats as can be of the plan already announced are moved.",
    )
    unit: ClassVar[Words] = Words("kursi pindah", "seats moved")

    @property
    def over_kecamatan(self) -> str:
        """Kecamatan planned apart add up."""
        return "sum"

    def encode(self, problem: Problem, columns: Columns) -> Priced:
        """moved >= old - new; old seats in sessions that are none any more are moved in any
        case.
        """
        home = {member: stratum for stratum in columns.strata for member in stratum.members}
        old = Counter(
            (home[person].id, session)
            for person, session in problem.announced.seats
            if person in home and is_counted(problem, session)
        )
        strata = {stratum.id: stratum for stratum in columns.strata}
        terms: Terms = []
        constant = 0
        for (stratum_id, session_id), count in sorted(old.items()):
            stratum, session = strata[stratum_id], problem.sessions.get(session_id)
            options = columns.options(stratum, session.activity) if session is not None else []
            if session is None or session not in options:
                constant += count
            elif (
                count >= min(stratum.size, session.seats)
                and session_id not in problem.past.sessions
            ):
                terms += times(-1, columns.seats(stratum, session))
                constant += count
            else:
                moved = columns.number("moved", stratum_id, session_id, lo=0, hi=count)
                columns.require(
                    [*moved, *columns.seats(stratum, session)],
                    lo=count,
                    rule=self.kind,
                    subject=f"{stratum_id}|{session_id}",
                )
                terms += moved
        return Priced(terms, constant)

    def measure(self, problem: Problem, plan: Plan) -> int:
        """Look up every published seat of people still on the list in the plan, but those that are
        free to change, and in a plan that is not firm those that have a price of their own.
        """
        others = {Freedom.FREE} if problem.announced.firm else {Freedom.FREE, Freedom.PRICED}
        return sum(
            (person, sid) not in plan.seats
            for person, sid in problem.announced.seats
            if person in problem.registrants and changing_of(problem, sid).freedom not in others
        )

    def floor(self, problem: Problem, unplaced: int) -> int:
        """Seats whose session can be held no more, or to which their people cannot come."""
        return sum(
            cannot_stay(problem, person, sid)
            for person in problem.registrants.values()
            for sid in seats_at_stake(problem, person)
            # what a planner has pinned stays whatever else is said of the person
            if sid not in person.pins and is_counted(problem, sid)
        )
