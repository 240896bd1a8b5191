"""Where each day of each kecamatan stands on the calendar sheet; known to its writer and its
reader.

A block a month, a line a kecamatan, the days side by side in weeks. It follows from the problem
alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from okoce_opt.domain.calendar import Obstacle
from okoce_opt.domain.ids import VenueId
from okoce_opt.domain.plan import Plan
from okoce_opt.domain.problem import Problem

CITY = ""
CLOSED = "tutup"


CITY_NAME = "Tingkat kota"


TOP = 3
"""First row of the legend; above it stand title and subtitle."""


LEGEND_SPAN = 6
"""Columns of one entry of the legend."""


WEEKS = 6
"""Weeks that a month can touch."""


@dataclass(frozen=True)
class Grid:
    """Rows and columns of the calendar of a problem, counted from 0."""

    problem: Problem

    @cached_property
    def weekdays(self) -> tuple[int, ...]:
        """Weekdays that have a column: those in use, and those of days opened one by one."""
        calendar = self.problem.calendar
        return tuple(sorted(calendar.weekdays | {day.weekday() for day in calendar.open_days}))

    @property
    def last_column(self) -> int:
        """The last column in use."""
        return max(WEEKS * len(self.weekdays), 2 * LEGEND_SPAN)

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """Kecamatan codes in order of group and name, then the city if any activity is the
        city's.
        """
        offices = sorted(
            self.problem.kecamatan.values(), key=lambda k: (k.group, k.name.casefold(), k.code)
        )
        city = [CITY] if any(activity.city for activity in self.problem.activities.values()) else []
        return (*(k.code for k in offices), *city)

    @cached_property
    def days(self) -> tuple[date, ...]:
        """The days that are shown, open or closed."""
        calendar = self.problem.calendar
        span = (calendar.last - calendar.first).days + 1
        return tuple(
            d
            for d in (calendar.first + timedelta(n) for n in range(span))
            if d.weekday() in self.weekdays
        )

    @cached_property
    def months(self) -> tuple[tuple[int, int], ...]:
        """(year, month) of each block."""
        return tuple(dict.fromkeys((day.year, day.month) for day in self.days))

    @property
    def legend_rows(self) -> int:
        """Rows the legend takes: one entry an activity and three more."""
        per_row = self.last_column // LEGEND_SPAN
        return -(-(len(self.problem.activities) + 3) // per_row)

    @property
    def block_height(self) -> int:
        """Rows of one month: name, weekdays, dates, lines, how many meet, closings, air."""
        return 3 + len(self.lines) + 3

    def block_top(self, month: tuple[int, int]) -> int:
        """The row with the month's name."""
        return TOP + self.legend_rows + 1 + self.months.index(month) * self.block_height

    def column(self, day: date) -> int:
        """The column of a day."""
        week = (day.day - 1 + day.replace(day=1).weekday()) // 7
        return 1 + week * len(self.weekdays) + self.weekdays.index(day.weekday())

    def row(self, line: str, day: date) -> int:
        """The row of a kecamatan (or the city) in the block of that day's month."""
        return self.block_top((day.year, day.month)) + 3 + self.lines.index(line)

    @cached_property
    def _closures(self) -> Mapping[str, tuple[Obstacle, ...]]:
        """Obstacles of the programme and of halls, by kind; those of people, of which there may be
        very many, are not shown.
        """
        return {
            kind: tuple(o for o in self.problem.obstacles if o.kind == kind)
            for kind in ("program", "tempat")
        }

    @cached_property
    def _halls(self) -> Mapping[str, tuple[str, ...]]:
        """Halls of each line."""
        halls: dict[str, list[str]] = {}
        for venue in self.problem.venues.values():
            halls.setdefault(venue.kecamatan, []).append(venue.id)
        return {line: tuple(those) for line, those in halls.items()}

    def closing(self, day: date) -> str | None:
        """Why the programme is closed on a day; None when it is open."""
        for obstacle in self._closures["program"]:
            if obstacle.covers(day):
                return obstacle.reason or CLOSED
        if self.problem.calendar.is_open(day):
            return None
        said = self.problem.calendar.days.get(day)
        return (said.note or said.closing or CLOSED) if said else CLOSED

    def halls_closed(self, line: str, day: date) -> bool:
        """Whether an obstacle closes every hall of a kecamatan (or of the city) on a day."""
        halls = self._halls.get(line, ())
        shut = {o.id for o in self._closures["tempat"] if o.covers(day)}
        return bool(halls) and shut.issuperset(halls)

    def closings(self, month: tuple[int, int]) -> list[str]:
        """What is closed in a month, and why: days of the programme by reason, then halls.

        A weekday on which nobody works unless it is opened is no closing.
        """
        days = [day for day in self.days if (day.year, day.month) == month]
        shut: dict[str, list[int]] = {}
        for day in days:
            reason = self.closing(day)
            if reason is not None and (reason != CLOSED or self._works_on(day)):
                shut.setdefault(reason, []).append(day.day)
        said = [f"{day_spans(those)} {reason}" for reason, those in shut.items()]
        for obstacle in self._closures["tempat"]:
            those = [day.day for day in days if obstacle.covers(day)]
            if those:
                why = f" ({obstacle.reason})" if obstacle.reason else ""
                venue = self.problem.venues[VenueId(obstacle.id)].name
                said.append(f"{day_spans(those, through=True)} {venue}{why}")
        return said

    def _works_on(self, day: date) -> bool:
        return day.weekday() in self.problem.calendar.weekdays


def day_spans(days: Sequence[int], *, through: bool = False) -> str:
    """Days of a month in order: `11\u201314, 18`; with `through`, what lies between first and last
    too.
    """
    spans: list[list[int]] = []
    for day in days:
        if spans and (through or day == spans[-1][1] + 1):
            spans[-1][1] = day
        else:
            spans.append([day, day])
    return ", ".join(
        str(first) if first == last else f"{first}\u2013{last}" for first, last in spans
    )


def people_by_day(problem: Problem, plan: Plan) -> Mapping[tuple[str, date], Counter[str]]:
    """(kecamatan, or empty for the city; day) -> people by activity. A session of several days
    counts on each.
    """
    found: dict[tuple[str, date], Counter[str]] = {}
    for sid, people in plan.people.items():
        session = problem.session(sid)
        if session is not None:
            for day in session.days:
                found.setdefault((session.kecamatan, day), Counter())[session.activity] += len(
                    people
                )
    return found
