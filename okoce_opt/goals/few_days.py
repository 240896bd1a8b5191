"""Kecamatan meet on as few days as can be (*hari sesedikit mungkin*).

Unit: days on which a kecamatan holds a session of its own, summed over kecamatan; two sessions on
one day are one meeting day, each day of a longer session counts. City sessions are nobody's. The
price is what a day of the hall, the office and its people costs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from okoce_opt.domain.plan import Plan
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.sessions import Session
from okoce_opt.domain.words import Words
from okoce_opt.goals.goal import Goal
from okoce_opt.rows.linear import Priced, Terms

if TYPE_CHECKING:
    from okoce_opt.rows.columns import Columns


@dataclass(frozen=True, slots=True)
class FewDays(Goal):
    """Days on which kecamatan meet."""

    kind: ClassVar[str] = "few_days"
    title: ClassVar[Words] = Words("Hari pertemuan sesedikit mungkin", "Few meeting days")
    sentence: ClassVar[Words] = Words(
        "Jumlah hari pertemuan tiap kecamatan sesedikit mungkin.",
        "Kecamatan hold their sessions on as few days as can be.",
    )
    unit: ClassVar[Words] = Words("hari pertemuan", "meeting days")

    @property
    def over_kecamatan(self) -> str:
        """Kecamatan planned apart add up."""
        return "sum"

    def encode(self, problem: Problem, columns: Columns) -> Priced:
        """The sum of the flags of kecamatan and day."""
        terms: Terms = []
        for code in problem.kecamatan:
            for day in columns.open_days(code):
                terms += columns.meets(code, day, self.kind)
        return Priced(terms)

    def measure(self, problem: Problem, plan: Plan) -> int:
        """Count kecamatan and days."""
        met: set[tuple[str, date]] = set()
        for session in map(problem.session, plan.held):
            if session is not None and session.kecamatan:
                met.update((session.kecamatan, day) for day in session.days)
        return len(met)

    def floor(self, problem: Problem, unplaced: int) -> int:
        """ceil(seat-days needed / seats of the day with most) for each kecamatan in which nothing
        has happened yet. Those left over free the seat-days of the longest activities, and these
        are taken where a day less wants fewest.
        """
        savings: list[int] = []
        everywhere: list[int] = []
        total = 0
        for code in problem.kecamatan:
            largest = _most_seats(problem.sessions_in[code])
            away = any(
                sid in problem.past.sessions for r in problem.people_of[code] for sid in r.pins
            )
            if not largest or away:
                continue
            needs = [
                activity.days
                for registrant in problem.people_of[code]
                if not registrant.pins
                for activity in problem.needed(registrant)
                if not activity.city and not activity.everywhere
            ]
            if not needs:
                continue
            least = -(-sum(needs) // largest)
            savings += [sum(needs) - largest * (least - 1), *[largest] * (least - 1)]
            everywhere += needs
            total += least
        freed = sum(sorted(everywhere, reverse=True)[:unplaced])
        for seat_days in sorted(savings):
            freed -= seat_days
            if freed < 0:
                break
            total -= 1
        return total


def _most_seats(sessions: Iterable[Session]) -> int:
    """Seats of the day that has most, when each venue holds a whole day's session or one in each
    half.
    """
    rooms: dict[tuple[date, str], Counter[frozenset[int]]] = {}
    for session in sessions:
        for day in session.days:
            seats = rooms.setdefault((day, session.venue), Counter())
            seats[session.halves] = max(seats[session.halves], session.seats)
    days: Counter[date] = Counter()
    for (day, _), seats in rooms.items():
        halves = sum(n for taken, n in seats.items() if len(taken) == 1)
        days[day] += max(halves, max(seats.values()))
    return max(days.values(), default=0)
