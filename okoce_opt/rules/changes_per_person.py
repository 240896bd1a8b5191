"""Of one person at most `at_most` announced seats are taken away (*perubahan seorang*).

Unit: seats of the plan being changed, in activities that the person still has to do, that the new
plan does not have: what the person must be told anew. What they changed with earlier versions is
not known here and does not count; nor does a seat that they missed, or one in what has happened.
Source: `[aturan.changes_per_person] at_most`. When to modify: if changes are to be counted from the
day on which somebody was first told.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from okoce_opt.counting.lost_seats import count_lost_seats
from okoce_opt.domain.checks import at_least
from okoce_opt.domain.findings import Complaint, Violation
from okoce_opt.domain.ids import PersonId, SessionId
from okoce_opt.domain.may_change import seats_at_stake
from okoce_opt.domain.people import Registrant
from okoce_opt.domain.plan import Plan
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.sessions import activity_of
from okoce_opt.domain.words import Words
from okoce_opt.rules.faces import Filling
from okoce_opt.rules.rule import Rule

if TYPE_CHECKING:
    from okoce_opt.counting.ground import Ground
    from okoce_opt.counting.shortfall import Shortfall
    from okoce_opt.rows.columns import Columns


@dataclass(frozen=True, slots=True)
class ChangesPerPerson(Rule):
    """Few enough lost seats of each person."""

    at_most: int

    kind: ClassVar[str] = "changes_per_person"
    title: ClassVar[Words] = Words("Perubahan seorang", "Changes for a person")
    sentence: ClassVar[Words] = Words(
        "Dari kursi seseorang di rencana yang diumumkan, paling banyak sekian yang berubah.",
        "Of the seats that somebody has in the announced plan, no more than so many change.",
    )
    adds_up: ClassVar[bool] = True

    @classmethod
    def samples(cls) -> Sequence[Rule]:
        """No change, or a few."""
        return cls(0), cls(1), cls(2)

    def validate(self, problem: Problem) -> Iterable[Complaint]:
        """No number below none."""
        yield from at_least("aturan", self.kind, "at_most", self.at_most, 0)

    def distinguishes(self, problem: Problem, registrant: Registrant) -> Hashable:
        """The person, where they have more seats to lose than they may."""
        return registrant.id if len(seats_at_stake(problem, registrant)) > self.at_most else None

    def encode(self, problem: Problem, columns: Columns) -> None:
        """Old seats that are kept >= old seats less the number; of several people the sum."""
        for stratum in columns.strata:
            kept = 0
            names: set[SessionId] = set()
            for member in stratum.members:
                old = seats_at_stake(problem, problem.registrants[member])
                kept += max(0, len(old) - self.at_most)
                names.update(old)
            if kept:
                there = [s for s in columns.options(stratum) if s.id in names]
                seats = [term for session in there for term in columns.seats(stratum, session)]
                columns.require(seats, lo=kept, rule=self.kind, subject=stratum.id)

    def verify(self, problem: Problem, plan: Plan) -> Iterable[Violation]:
        """Cross off, seat by seat, what everyone was told; count what is left."""
        gone: dict[PersonId, list[SessionId]] = {}
        for person, session_id in sorted(problem.announced.seats - plan.seats - problem.past.seats):
            one, activity = problem.registrants.get(person), activity_of(session_id)
            if one is None or any(name == activity for name, _ in one.done):
                continue
            meant = problem.activities.get(activity)
            if meant is None or meant.reserve_for:
                continue
            if not meant.fields or one.field in meant.fields:
                gone.setdefault(person, []).append(session_id)
        for person, those in gone.items():
            if len(those) > self.at_most:
                named = {activity_of(sid) for sid in those}
                mine = plan.sessions_of.get(person, ())
                now = tuple(sid for sid in mine if activity_of(sid) in named)
                yield Violation(self.kind, person, len(those), self.at_most, now, (person,))

    def explain(self, violation: Violation) -> Words:
        """Whose seats, and how many."""
        return Words(
            "Peserta {subject}: {found} kursi yang diumumkan berubah, paling banyak {allowed}.",
            "Registrant {subject}: {found} announced seats change, at most {allowed}.",
        ).fill(subject=violation.subject, found=violation.found, allowed=violation.allowed)

    def looser(self, problem: Problem) -> Iterable[Sequence[Rule]]:
        """One change more, and so on."""
        most = max(
            (len(seats_at_stake(problem, r)) for r in problem.registrants.values()), default=0
        )
        yield [replace(self, at_most=n) for n in range(self.at_most + 1, most + 1)]

    def counts(self, ground: Ground) -> Iterable[Shortfall]:
        """Who loses more seats because their sessions cannot be."""
        return count_lost_seats(ground, self.at_most, each=True)

    def fill(self, problem: Problem) -> Filling:
        """Nothing: the announced plan itself is tried beside the quick one."""
        return Filling()
