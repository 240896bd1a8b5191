"""Every registrant has a seat in, or has done, every required activity that is for them (*semua
mendapat tempat*).

Exactly one of this rule and the goal `most_placed` is in a scenario.
When to modify: if some registrants may be put on a waiting list by name.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from okoce_opt.domain.findings import Violation
from okoce_opt.domain.people import Registrant
from okoce_opt.domain.plan import Plan
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.sessions import activity_of
from okoce_opt.domain.words import Words
from okoce_opt.rules.faces import Filling
from okoce_opt.rules.rule import Rule

if TYPE_CHECKING:
    from okoce_opt.rows.columns import Columns


@dataclass(frozen=True, slots=True)
class EveryonePlaced(Rule):
    """A seat for everyone in all they need."""

    kind: ClassVar[str] = "everyone_placed"
    title: ClassVar[Words] = Words("Semua mendapat tempat", "Everyone placed")
    sentence: ClassVar[Words] = Words(
        "Setiap pendaftar mendapat kursi di setiap kegiatan wajib baginya yang belum selesai.",
        "Every registrant has a seat in every required activity that is for them and not done.",
    )
    seats_everyone: ClassVar[bool] = True
    ids: ClassVar[Mapping[str, str]] = {"allowed": "activities"}

    def distinguishes(self, problem: Problem, registrant: Registrant) -> Hashable:
        """What the person needs."""
        return tuple(a.id for a in problem.needed(registrant))

    def encode(self, problem: Problem, columns: Columns) -> None:
        """Seats of a needed activity >= people."""
        for stratum in columns.strata:
            for activity in problem.needed(stratum.one):
                options = columns.options(stratum, activity.id)
                seats = [term for session in options for term in columns.seats(stratum, session)]
                columns.require(
                    seats, lo=stratum.size, rule=self.kind, subject=f"{stratum.id}|{activity.id}"
                )

    def verify(self, problem: Problem, plan: Plan) -> Iterable[Violation]:
        """Go through the list of registrants and look for their seats."""
        for person, registrant in problem.registrants.items():
            has = {activity_of(session_id) for session_id in plan.sessions_of.get(person, ())}
            has |= {name for name, _ in registrant.done}
            for activity in problem.activities.values():
                meant = not activity.fields or registrant.field in activity.fields
                if activity.required and meant and activity.id not in has:
                    yield Violation(self.kind, person, "", activity.id, (), (person,))

    def fill(self, problem: Problem) -> Filling:
        """Everyone waits until seated."""
        return Filling()

    def explain(self, violation: Violation) -> Words:
        """Who lacks a seat in what."""
        return Words(
            "Peserta {subject} belum mendapat kursi dalam kegiatan {allowed}.",
            "Registrant {subject} has no seat in activity {allowed}.",
        ).fill(subject=violation.subject, allowed=violation.allowed)
