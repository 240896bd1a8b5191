"""As few people as can be of the plan being changed get another mentor (*pendamping tetap*).

Unit: people who had a mentor, are still on the list with something to do, and have another one now.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from okoce_opt.domain.plan import Plan
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.words import Words
from okoce_opt.goals.goal import Goal
from okoce_opt.rows.linear import Priced

if TYPE_CHECKING:
    from okoce_opt.rows.columns import Columns


@dataclass(frozen=True, slots=True)
class KeepMentors(Goal):
    """Mentors changed."""

    kind: ClassVar[str] = "keep_mentors"
    title: ClassVar[Words] = Words("Pendamping lama tetap", "Keep mentors")
    sentence: ClassVar[Words] = Words(
        "Sesedikit mungkin orang berganti pendamping dari rencana yang sudah diumumkan.",
        "As few people as can be get another mentor than in the plan already announced.",
    )
    unit: ClassVar[Words] = Words("orang berganti pendamping", "people with another mentor")
    in_calendar: ClassVar[bool] = False

    @property
    def over_kecamatan(self) -> str:
        """Kecamatan planned apart add up."""
        return "sum"

    def encode(self, problem: Problem, columns: Columns) -> Priced:
        """Those who had a mentor less those who keep theirs."""
        mentors = [
            (name, column)
            for name, column in sorted(columns.choice_columns.items())
            if name[0] == "mentor"
        ]
        kept = [(-1, column) for (_, _, old, mentor), column in mentors if old and old == mentor]
        had = sum(
            problem.announced.mentors.get(r.id, "") != ""
            for r in problem.registrants.values()
            if problem.still_to_do(r)
        )
        return Priced(kept, had)

    def measure(self, problem: Problem, plan: Plan) -> int:
        """Look everybody's old mentor up in the plan."""
        changed = [
            person
            for person, old in problem.announced.mentors.items()
            if old and plan.mentors.get(person, "") != old
        ]
        return sum(
            person in problem.registrants and bool(problem.still_to_do(problem.registrants[person]))
            for person in changed
        )

    def floor(self, problem: Problem, unplaced: int) -> int:
        """People whose old mentor is not there any more, or does not come to them."""
        return sum(
            old not in problem.teams or not problem.teams[old].serves(r.kecamatan)
            for r in problem.registrants.values()
            if (old := problem.announced.mentors.get(r.id, "")) and problem.still_to_do(r)
        )
