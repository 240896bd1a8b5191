"""The days of the programme: which are open, whose turn each is, and the parts of a day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from okoce_opt.domain.findings import shown

MORNING, AFTERNOON = 0, 1
ANY_TURN = "bebas"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the day (*bagian hari*): the half-days it takes, and its hours as printed
    (`08.00-15.00`).
    """

    id: str
    halves: frozenset[int]
    hours: str = ""


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """What the planner says of one day.

    `is_open` None = as its weekday has it; `soft` = better avoided. `parts` in use that day, empty
    = as the calendar has them. `note` and the closing are said in reports: a NIK or telephone
    number in them keeps its last four digits.
    """

    day: date
    is_open: bool | None = None
    closing: str = ""
    soft: bool = False
    turn: str = ""
    note: str = ""
    parts: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        for name in ("closing", "note"):
            object.__setattr__(self, name, shown(getattr(self, name)))


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Someone or something is away or closed from `first` to `last`, both included (*halangan*).

    `kind` is `program`, `tempat`, `pendaftar` or `tim`; `id` is empty for `program`. The reason
    stands in every sentence about it: a NIK or telephone number in it keeps its last four digits.
    """

    kind: str
    id: str
    first: date
    last: date
    reason: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "reason", shown(self.reason))

    def covers(self, day: date) -> bool:
        """Whether `day` is one of its days."""
        return self.first <= day <= self.last


@dataclass(frozen=True)
class Calendar:
    """First and last day, weekdays in use (0 = Monday), the days that need a word, and the parts.

    `turns` maps each open day to the group whose turn it is, or `bebas`. It is fixed once on the
    calendar of the base scenario (`allot_turns`) and kept when days close or open later.
    `weekday_parts` maps a weekday to the parts in use on it, `soft_parts` are those in use on soft
    days; where they say nothing, all parts are.
    """

    first: date
    last: date
    weekdays: frozenset[int]
    days: Mapping[date, CalendarDay] = field(default_factory=dict)
    parts: Mapping[str, Part] = field(default_factory=dict)
    turns: Mapping[date, str] = field(default_factory=dict)
    weekday_parts: Mapping[int, frozenset[str]] = field(default_factory=dict)
    soft_parts: frozenset[str] = frozenset()

    def __repr__(self) -> str:
        return f"Calendar({self.first} to {self.last}, {len(self.open_days)} open days)"

    def is_open(self, day: date) -> bool:
        """Open by first and last day, weekday and the days that need a word; obstacles not
        counted.
        """
        if not self.first <= day <= self.last:
            return False
        said = self.days[day].is_open if day in self.days else None
        return day.weekday() in self.weekdays if said is None else said

    @cached_property
    def open_days(self) -> tuple[date, ...]:
        """All open days in order."""
        span = (self.last - self.first).days + 1
        return tuple(
            day for day in (self.first + timedelta(n) for n in range(span)) if self.is_open(day)
        )

    def parts_on(self, day: date) -> frozenset[str]:
        """The parts in use on a day: those said of the day itself, else those of soft days and of
        its weekday.
        """
        said = self.days[day].parts if day in self.days else frozenset()
        if said:
            return said
        parts = self.weekday_parts.get(day.weekday(), frozenset(self.parts))
        return parts & self.soft_parts if self.soft_parts and self.is_soft(day) else parts

    def is_soft(self, day: date) -> bool:
        """Whether the day is better avoided (Ramadan)."""
        return day in self.days and self.days[day].soft

    def turn(self, day: date) -> str:
        """The group whose turn `day` is, or `bebas`."""
        return self.turns.get(day, ANY_TURN)


def allot_turns(calendar: Calendar, groups: Sequence[str]) -> dict[date, str]:
    """Turns of a base calendar: its i-th open day belongs to group 1, 2, ..., G, 1, ...

    A turn given for a day replaces the count's without shifting the others.
    """
    return _given_over(
        calendar, {day: groups[i % len(groups)] for i, day in enumerate(calendar.open_days)}
    )


def carry_turns(
    before: Mapping[date, str], last: date, changed: Calendar, groups: Sequence[str]
) -> dict[date, str]:
    """Turns of a calendar that changes one with the turns `before`, which ended on `last`.

    Days of that one keep theirs, also when closed; days added at the end count on from its last
    open day; a day opened inside it (or before it) is `bebas` unless its turn is given.
    """
    turns = dict(before)
    counted = [turn for _, turn in sorted(turns.items()) if turn in groups]
    start = groups.index(counted[-1]) + 1 if counted else 0
    added = [day for day in changed.open_days if day > last and day not in turns]
    turns |= {day: groups[(start + i) % len(groups)] for i, day in enumerate(added)}
    turns |= {day: ANY_TURN for day in changed.open_days if day not in turns}
    return _given_over(changed, turns)


def _given_over(calendar: Calendar, turns: dict[date, str]) -> dict[date, str]:
    given = {day: said.turn for day, said in calendar.days.items() if said.turn}
    return dict(sorted((turns | given).items()))


def sort_groups(groups: Iterable[str]) -> list[str]:
    """Distinct group names in turn order: numbers by value, then words."""
    return sorted(
        {g for g in groups if g}, key=lambda g: (0, int(g), "") if g.isdecimal() else (1, 0, g)
    )


def open_days(calendar: Calendar, obstacles: Iterable[Obstacle]) -> list[date]:
    """The days on which the programme is open: no obstacle of it closes them."""
    closures = [o for o in obstacles if o.kind == "program"]
    return [day for day in calendar.open_days if not any(o.covers(day) for o in closures)]
