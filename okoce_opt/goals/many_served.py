"""As many different people as can be get a seat in what is offered (*sebanyak mungkin kebagian*).

Unit: people for whom some offered activity is meant, who have done none of them and get no seat in
any. Source: table `kegiatan` column `wajib`. When to modify: if some offers should count more than
others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from okoce_opt.domain.activities import Activity
from okoce_opt.domain.checks import did_you_mean
from okoce_opt.domain.findings import Complaint
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
class ManyServed(Goal):
    """People without a seat in any of the offered `activities`; none named = all that are
    offered.
    """

    activities: tuple[str, ...] = ()

    kind: ClassVar[str] = "many_served"
    title: ClassVar[Words] = Words("Sebanyak mungkin kebagian", "Many served")
    sentence: ClassVar[Words] = Words(
        "Sebanyak mungkin orang yang berbeda mendapat kursi di kegiatan tawaran (bazar).",
        "As many different people as can be get a seat in an offered activity (a bazaar).",
    )
    adds_up: ClassVar[bool] = True
    unit: ClassVar[Words] = Words("orang tidak kebagian", "people without one")

    @property
    def over_kecamatan(self) -> str:
        """Kecamatan planned apart add up."""
        return "sum"

    def validate(self, problem: Problem) -> Iterable[Complaint]:
        """Activities that are not there, or not offered."""
        offered = [activity.id for activity in problem.activities.values() if activity.is_offered]
        for name in self.activities:
            if name not in offered:
                allowed = Words("kegiatan yang tidak wajib", "an activity that is not required")
                yield Complaint(
                    "not_offered",
                    "sasaran",
                    self.kind,
                    "activities",
                    name,
                    allowed,
                    did_you_mean(name, offered),
                )

    def _wanted(self, problem: Problem, registrant: Registrant) -> tuple[Activity, ...]:
        """What is offered to the person; nothing to those who have done one of them."""
        offered = [
            a
            for a in problem.activities.values()
            if a.is_offered and (a.id in self.activities or not self.activities)
        ]
        if any(registrant.done_on(activity.id) is not None for activity in offered):
            return ()
        return tuple(activity for activity in offered if problem.is_for(registrant, activity))

    def distinguishes(self, problem: Problem, registrant: Registrant) -> Hashable:
        """What is offered to the person; the person when they may have several seats, for a count
        does not say whose they are.
        """
        wanted = self._wanted(problem, registrant)
        several = len(wanted) > 1 or any(activity.times > 1 for activity in wanted)
        return registrant.id if several else tuple(activity.id for activity in wanted)

    def encode(self, problem: Problem, columns: Columns) -> Priced:
        """without >= people - seats, one stratum at a time; with one seat at most for each, people
        - seats itself.
        """
        terms: Terms = []
        constant = 0
        for stratum in columns.strata:
            wanted = self._wanted(problem, stratum.one)
            seats = [
                t
                for a in wanted
                for s in columns.options(stratum, a.id)
                for t in columns.seats(stratum, s)
            ]
            if len(wanted) == 1 and wanted[0].times == 1:
                terms += times(-1, seats)
                constant += stratum.size
            elif wanted:
                without = columns.number("unserved", stratum.id, lo=0, hi=stratum.size)
                columns.require(
                    [*without, *seats], lo=stratum.size, rule=self.kind, subject=stratum.id
                )
                terms += without
        return Priced(terms, constant)

    def measure(self, problem: Problem, plan: Plan) -> int:
        """Go through the list and count those to whom something is offered and nothing given."""
        missed = 0
        offers = [a for a in problem.activities.values() if a.is_offered]
        offers = [
            activity for activity in offers if not self.activities or activity.id in self.activities
        ]
        for person, registrant in problem.registrants.items():
            had = {name for name, _ in registrant.done} | {
                activity_of(sid) for sid in plan.sessions_of.get(person, ())
            }
            meant = any(
                not activity.fields or registrant.field in activity.fields for activity in offers
            )
            missed += meant and not any(activity.id in had for activity in offers)
        return missed

    def floor(self, problem: Problem, unplaced: int) -> int:
        """People less all the seats that there could be, kecamatan by kecamatan, less the
        city's.
        """
        people: Counter[str] = Counter()
        names: set[str] = set()
        for registrant in problem.registrants.values():
            wanted = self._wanted(problem, registrant)
            people[registrant.kecamatan] += bool(wanted)
            names.update(activity.id for activity in wanted)
        seats: Counter[str] = Counter()
        for session in problem.sessions.values():
            seats[session.kecamatan] += session.seats if session.activity in names else 0
        afar = sum(
            activity_of(session) in names
            for r in problem.registrants.values()
            for session in r.pins
        )
        return max(
            0,
            sum(max(0, people[code] - seats[code]) for code in problem.kecamatan)
            - seats[""]
            - afar,
        )
