"""Seats in what is offered are shared fairly between kecamatan, or between the kelurahan of each
(*pembagian yang adil*).

Unit: people. What a place has above or below the number promised to it (table `jatah`; no row at
all for an activity and this kind of place: all have the same claim) is its deviation. For each
offered activity: the greatest deviation less the smallest, over places with anybody it is for;
summed. Twelve stalls for seven kecamatan of equal claim: five get 2 and two get 1, so 1.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from okoce_opt.domain.checks import did_you_mean
from okoce_opt.domain.findings import Complaint
from okoce_opt.domain.people import Registrant
from okoce_opt.domain.plan import Plan
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.sessions import activity_of
from okoce_opt.domain.words import Words, same
from okoce_opt.goals.goal import Goal
from okoce_opt.rows.linear import Priced, Terms, times

if TYPE_CHECKING:
    from okoce_opt.rows.columns import Columns

KECAMATAN, KELURAHAN = "kecamatan", "kelurahan"


@dataclass(frozen=True, slots=True)
class FairShares(Goal):
    """Greatest less smallest deviation from what was promised, `among` kecamatan, or the kelurahan
    of each.
    """

    among: str = KECAMATAN

    kind: ClassVar[str] = "fair_shares"
    title: ClassVar[Words] = Words("Pembagian yang adil", "Fair shares")
    sentence: ClassVar[Words] = Words(
        "Tempat di kegiatan yang ditawarkan dibagi adil antara kecamatan, atau antara kelurahan "
        "di tiap kecamatan.",
        "Seats in what is offered are shared fairly between kecamatan, or between the kelurahan "
        "of each.",
    )
    unit: ClassVar[Words] = Words("orang selisih", "people difference")
    in_calendar: ClassVar[bool] = False

    @property
    def over_kecamatan(self) -> str:
        """Among kelurahan each kecamatan stands for itself; else they are held against one
        another.
        """
        return "sum" if self.among == KELURAHAN else "across"

    def validate(self, problem: Problem) -> Iterable[Complaint]:
        """One of the two kinds of place."""
        if self.among not in (KECAMATAN, KELURAHAN):
            allowed, advice = (
                same(f"{KECAMATAN} / {KELURAHAN}"),
                did_you_mean(self.among, (KECAMATAN, KELURAHAN)),
            )
            yield Complaint(
                "unknown_word", "sasaran", self.kind, "among", self.among, allowed, advice
            )

    def distinguishes(self, problem: Problem, registrant: Registrant) -> Hashable:
        """The kelurahan, where it matters to somebody for whom something is offered."""
        offered = any(activity.is_offered for activity in problem.still_to_do(registrant))
        return registrant.kelurahan if offered and self.among == KELURAHAN else None

    def encode(self, problem: Problem, columns: Columns) -> Priced:
        """top >= deviation, bottom >= -deviation of each place; spread >= top + bottom."""
        total: Terms = []
        for activity in problem.activities.values():
            for whole, places in self._places(problem, activity.id) if activity.is_offered else ():
                seats: dict[str, Terms] = {place: [] for place in places}
                for stratum in columns.strata:
                    place = getattr(stratum.one, self.among)
                    if place in seats:
                        for session in columns.options(stratum, activity.id):
                            seats[place] += columns.seats(stratum, session)
                # moved up by the largest promise, so that no column is below 0
                promised = {
                    place: _promised(problem, activity.id, place, self.among) for place in places
                }
                up = {place: max(promised.values()) - promised[place] for place in places}
                most = max(up[place] + people * activity.times for place, people in places.items())
                name = f"{activity.id}|{whole}"
                top, bottom, spread = (
                    columns.number(what, name, lo=0, hi=most)
                    for what in ("top", "bottom", "uneven")
                )
                for place, taken in seats.items():
                    subject = f"{activity.id}|{place}"
                    columns.require(
                        [*top, *times(-1, taken)], lo=up[place], rule=self.kind, subject=subject
                    )
                    columns.require(
                        [*bottom, *taken], lo=most - up[place], rule=self.kind, subject=subject
                    )
                columns.require(
                    [*spread, *times(-1, top + bottom)], lo=-most, rule=self.kind, subject=name
                )
                total += spread
        return Priced(total)

    def _places(self, problem: Problem, activity: str) -> Iterator[tuple[str, Mapping[str, int]]]:
        """Places that are held against one another: the whole they belong to, and each with its
        people.
        """
        wholes: dict[str, Counter[str]] = {}
        for registrant in problem.registrants.values():
            if any(a.id == activity for a in problem.still_to_do(registrant)):
                whole = registrant.kecamatan if self.among == KELURAHAN else ""
                wholes.setdefault(whole, Counter())[getattr(registrant, self.among)] += 1
        for whole, places in wholes.items():
            if len(places) > 1:
                yield whole, places

    def measure(self, problem: Problem, plan: Plan) -> int:
        """Count each place's seats, take off what it was promised, and compare the places of a city
        or kecamatan.
        """
        spread = 0
        for activity in (a for a in problem.activities.values() if a.is_offered):
            seats: Counter[str] = Counter()
            for person, session_id in plan.seats:
                if activity_of(session_id) == activity.id and person in problem.registrants:
                    one = problem.registrants[person]
                    seats[one.kelurahan if self.among == KELURAHAN else one.kecamatan] += 1
            deviations: dict[str, dict[str, int]] = {}
            for one in problem.registrants.values():
                if problem.is_for(one, activity) and not any(
                    name == activity.id for name, _ in one.done
                ):
                    within, place = (
                        ("", one.kecamatan)
                        if self.among != KELURAHAN
                        else (one.kecamatan, one.kelurahan)
                    )
                    deviations.setdefault(within, {})[place] = seats[place] - sum(
                        share.people
                        for share in problem.shares
                        if share.activity == activity.id
                        and place
                        == (share.kelurahan if self.among == KELURAHAN else share.kecamatan)
                        and bool(share.kelurahan) == (self.among == KELURAHAN)
                    )
            spread += sum(
                max(those.values()) - min(those.values()) for those in deviations.values()
            )
        return spread

    def floor(self, problem: Problem, unplaced: int) -> int:
        """Counting alone forces nothing."""
        return 0


def _promised(problem: Problem, activity: str, place: str, among: str) -> int:
    """What the table `jatah` says of a place; 0 without a row."""
    rows = (
        s
        for s in problem.shares
        if s.activity == activity and bool(s.kelurahan) == (among == KELURAHAN)
    )
    return sum(s.people for s in rows if getattr(s, among) == place)
