"""As few sessions as can be (*sesi sesedikit mungkin*). Unit: sessions; the price is what one
costs.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from okoce_opt.domain.plan import Plan
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.sessions import activity_of
from okoce_opt.domain.words import Words
from okoce_opt.goals.goal import Goal
from okoce_opt.rows.linear import Priced

if TYPE_CHECKING:
    from okoce_opt.rows.columns import Columns


@dataclass(frozen=True, slots=True)
class FewSessions(Goal):
    """Sessions held."""

    kind: ClassVar[str] = "few_sessions"
    title: ClassVar[Words] = Words("Sesi sesedikit mungkin", "Few sessions")
    sentence: ClassVar[Words] = Words(
        "Jumlah sesi yang dipakai sesedikit mungkin.", "As few sessions as can be are held."
    )
    unit: ClassVar[Words] = Words("sesi", "sessions")

    @property
    def over_kecamatan(self) -> str:
        """Kecamatan planned apart add up."""
        return "sum"

    def encode(self, problem: Problem, columns: Columns) -> Priced:
        """The sum of held."""
        return Priced(
            [term for session in problem.sessions.values() for term in columns.held(session)]
        )

    def measure(self, problem: Problem, plan: Plan) -> int:
        """Count the held sessions."""
        return len(plan.held)

    def floor(self, problem: Problem, unplaced: int) -> int:
        """What has happened, and ceil(people / largest session) of the others for each kecamatan
        and required activity, those left over taken where it helps most. Today's largest session
        says nothing of how many sat in one that was held.
        """
        past = problem.past
        people: Counter[tuple[str, str]] = Counter()
        for registrant in problem.registrants.values():
            elsewhere = {
                activity_of(pin)
                for pin in registrant.pins
                if (s := problem.session(pin)) is None
                or pin in past.sessions
                or s.kecamatan not in ("", registrant.kecamatan)
            }
            for activity in problem.needed(registrant):
                if activity.id not in elsewhere:
                    people["" if activity.city else registrant.kecamatan, activity.id] += 1
        sessions = len(past.sessions & problem.sessions.keys())
        savings: list[int] = []
        for (code, name), count in people.items():
            largest = problem.largest_session(code, name)
            if largest:
                needed = -(-count // largest)
                sessions += needed
                savings += [count - (needed - 1) * largest, *[largest] * (needed - 1)]
        for left in sorted(savings):
            unplaced -= left
            if unplaced < 0:
                break
            sessions -= 1
        return sessions
