"""At most `at_most` announced seats are taken away from all together (*perubahan seluruhnya*).

Unit: seats of the plan being changed, of people on the list and in activities that they still have
to do, that the new plan does not have. Source: `[aturan.changes_in_all] at_most`. When to modify:
if people are to be counted, not seats.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from okoce_opt.counting.lost_seats import count_lost_seats
from okoce_opt.domain.checks import at_least
from okoce_opt.domain.findings import Complaint, Violation
from okoce_opt.domain.ids import SessionId
from okoce_opt.domain.may_change import seats_at_stake
from okoce_opt.domain.people import Registrant
from okoce_opt.domain.plan import Plan
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.sessions import activity_of
from okoce_opt.domain.words import Words
from okoce_opt.rows.linear import Terms, times
from okoce_opt.rules.faces import Filling
from okoce_opt.rules.rule import Rule

if TYPE_CHECKING:
    from okoce_opt.counting.ground import Ground
    from okoce_opt.counting.shortfall import Shortfall
    from okoce_opt.rows.columns import Columns


@dataclass(frozen=True, slots=True)
class ChangesInAll(Rule):
    """Few enough lost seats of all people together."""

    at_most: int

    kind: ClassVar[str] = "changes_in_all"
    title: ClassVar[Words] = Words("Perubahan seluruhnya", "Changes in all")
    sentence: ClassVar[Words] = Words(
        "Dari semua kursi di rencana yang diumumkan, paling banyak sekian yang berubah.",
        "Of all seats in the announced plan, no more than so many change.",
    )

    @classmethod
    def samples(cls) -> Sequence[Rule]:
        """A few changes."""
        return cls(1), cls(3), cls(6)

    def validate(self, problem: Problem) -> Iterable[Complaint]:
        """No number below none."""
        yield from at_least("aturan", self.kind, "at_most", self.at_most, 0)

    def distinguishes(self, problem: Problem, registrant: Registrant) -> Hashable:
        """The announced seats: of people who had the same ones a count says how many are lost."""
        return tuple(seats_at_stake(problem, registrant))

    def encode(self, problem: Problem, columns: Columns) -> None:
        """lost >= old - new for each old session of a stratum; all lost ones <= the number."""
        gone: Terms = []
        surely = 0
        for stratum in columns.strata:
            old = Counter(
                sid
                for member in stratum.members
                for sid in seats_at_stake(problem, problem.registrants[member])
            )
            options = {session.id: session for session in columns.options(stratum)}
            for sid, count in sorted(old.items()):
                if sid not in options:
                    surely += count
                    continue
                name = f"{stratum.id}|{sid}"
                lost = columns.number(self.kind, name, lo=0, hi=count)
                row = [*lost, *columns.seats(stratum, options[sid])]
                columns.require(row, lo=count, rule=self.kind, subject=name)
                gone += lost
        if gone or surely > self.at_most:
            columns.require(
                times(1, gone), hi=self.at_most - surely, rule=self.kind, subject="semua"
            )

    def verify(self, problem: Problem, plan: Plan) -> Iterable[Violation]:
        """Cross off what everyone was told, and count what is left over."""
        lost: list[tuple[Registrant, SessionId]] = []
        for person, session_id in sorted(problem.announced.seats - problem.past.seats):
            one = problem.registrants.get(person)
            if one is None or session_id in plan.sessions_of.get(person, ()):
                continue
            activity = problem.activities.get(activity_of(session_id))
            if activity is None or activity.id in dict(one.done):
                continue
            if not activity.reserve_for and (not activity.fields or one.field in activity.fields):
                lost.append((one, session_id))
        if len(lost) > self.at_most:
            people = tuple(dict.fromkeys(one.id for one, _ in lost))
            told = {(one.id, activity_of(sid)) for one, sid in lost}
            now = {
                s
                for p in people
                for s in plan.sessions_of.get(p, ())
                if (p, activity_of(s)) in told
            }
            yield Violation(self.kind, "semua", len(lost), self.at_most, tuple(sorted(now)), people)

    def explain(self, violation: Violation) -> Words:
        """How many seats of how many people."""
        return Words(
            "{found} kursi yang diumumkan berubah ({people} orang), paling banyak {allowed}.",
            "{found} announced seats change ({people} people), at most {allowed}.",
        ).fill(found=violation.found, allowed=violation.allowed, people=len(violation.registrants))

    def looser(self, problem: Problem) -> Iterable[Sequence[Rule]]:
        """Twice as many, and so on, to all of them."""
        steps, most = [], len(problem.announced.seats)
        number = self.at_most
        while number < most:
            number = min(most, max(1, 2 * number))
            steps.append(replace(self, at_most=number))
        yield steps

    def counts(self, ground: Ground) -> Iterable[Shortfall]:
        """How many seats are lost because their sessions cannot be."""
        return count_lost_seats(ground, self.at_most, each=False)

    def fill(self, problem: Problem) -> Filling:
        """Nothing: the announced plan itself is tried beside the quick one."""
        return Filling()
