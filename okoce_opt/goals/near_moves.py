"""Who has to move keeps the date, then the hall, then the part of the day (*pindah sedekat
mungkin*).

Unit: points. Each announced seat of somebody still on the list costs

- 100 where the person has no seat in its activity on that date any more,
- 2 where they have none in that hall on that date,
- 1 where they have none in that part of that date.

Table `ubah` may say other prices for its state; a seat that may change freely costs nothing. Among
plans that move as few seats (`keep_the_plan`) those win in which people need no new date. The model
counts what *must* be lost (per stratum, activity and date: old count above new), never more than
really is. When to modify: if the part of the day weighs more.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from okoce_opt.domain.ids import PersonId
from okoce_opt.domain.may_change import changing_of
from okoce_opt.domain.people import Registrant
from okoce_opt.domain.plan import Plan
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.sessions import activity_of, is_session_id, session_name
from okoce_opt.domain.states import Freedom
from okoce_opt.domain.words import Words
from okoce_opt.goals.goal import Goal
from okoce_opt.rows.linear import Priced, Terms, times

if TYPE_CHECKING:
    from okoce_opt.rows.columns import Columns

A_PART = 1
"""Points for another part of the day."""

Place = tuple[str, date, str, str, int]
"""Activity, date, hall (none = anywhere) and part of the day (none = whenever), and the points for
losing it.
"""


@dataclass(frozen=True, slots=True)
class NearMoves(Goal):
    """Dates, halls and parts of a day that announced seats lose."""

    kind: ClassVar[str] = "near_moves"
    title: ClassVar[Words] = Words("Pindah sedekat mungkin", "Near moves")
    sentence: ClassVar[Words] = Words(
        "Yang terpaksa pindah sedapatnya tetap pada tanggalnya (100 poin sekursi), lalu di tempat "
        "yang sama (2 poin), lalu di bagian hari yang sama (1 poin).",
        "Who has to move keeps the date where that can be (100 points a seat), then the hall (2 "
        "points), then the part of the day (1 point).",
    )
    unit: ClassVar[Words] = Words("poin pindah", "points for moves")

    @property
    def over_kecamatan(self) -> str:
        """Kecamatan planned apart add up."""
        return "sum"

    def distinguishes(self, problem: Problem, registrant: Registrant) -> Hashable:
        """Nothing: old seats are counted by stratum, and the draw keeps their holders near."""
        return None

    def encode(self, problem: Problem, columns: Columns) -> Priced:
        """lost >= old - new, for each date and for each hall and each part of the day on it."""
        home = {member: stratum for stratum in columns.strata for member in stratum.members}
        old = Counter(
            (home[person].id, place) for person, place in _places(problem) if person in home
        )
        strata = {stratum.id: stratum for stratum in columns.strata}
        terms: Terms = []
        constant = 0
        for (stratum_id, place), count in sorted(old.items()):
            stratum = strata[stratum_id]
            activity, day, venue, part, points = place
            there = [
                session
                for session in columns.options(stratum, activity)
                if session.first_day == day
                and venue in ("", session.venue)
                and part in ("", session.part)
            ]
            seats = [term for session in there for term in columns.seats(stratum, session)]
            if not there or (count == stratum.size and problem.activities[activity].times == 1):
                constant += points * count
                terms += times(-points, seats)
                continue
            name = (stratum_id, activity, day.isoformat(), venue, part, str(points))
            lost = columns.number("lost_place", *name, lo=0, hi=count)
            columns.require([*lost, *seats], lo=count, rule=self.kind, subject="|".join(name))
            terms += times(points, lost)
        return Priced(terms, constant)

    def measure(self, problem: Problem, plan: Plan) -> int:
        """Look for each old date, hall and part among the seats that the person has now."""
        points = 0
        for person, old in sorted(problem.announced.seats):
            if person not in problem.registrants or not is_session_id(old):
                continue
            had = session_name(old)
            now = [
                session_name(sid)
                for sid in plan.sessions_of.get(person, ())
                if is_session_id(sid) and activity_of(sid) == had.activity
            ]
            dates = [one for one in now if one.first_day == had.first_day]
            price = changing_of(problem, old)
            if price.freedom is not Freedom.FREE:
                points += 0 if dates else price.a_date
                points += 0 if any(one.venue == had.venue for one in dates) else price.a_hall
                points += 0 if any(one.part == had.part for one in dates) else A_PART
        return points

    def floor(self, problem: Problem, unplaced: int) -> int:
        """Counting alone forces nothing."""
        return 0


def _places(problem: Problem) -> Iterable[tuple[PersonId, Place]]:
    """Where and when each person sits: by the date alone, with the hall and with the part of the
    day, each with what losing it costs; seats that are none are nowhere.
    """
    found = set()
    for person, session_id in problem.announced.seats:
        if not is_session_id(session_id):
            continue
        name, row = session_name(session_id), changing_of(problem, session_id)
        if row.freedom is not Freedom.FREE:
            on = (name.activity, name.first_day)
            found |= {
                (person, (*on, "", "", row.a_date)),
                (person, (*on, name.venue, "", row.a_hall)),
                (person, (*on, "", name.part, A_PART)),
            }
    return found
