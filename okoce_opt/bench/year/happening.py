"""What happens in a simulated year: who comes on which day, and the changes, all drawn by a seed.

Whether somebody comes on a day depends on the seed, the person and the day alone: however the plan
goes on, it is the same world.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256

from okoce_opt.domain.ids import PersonId
from okoce_opt.domain.problem import Problem
from okoce_opt.replanning.rows import (
    HALL,
    LATE,
    MOVED,
    MOVED_HOLIDAY,
    TEAM,
    WITHDRAWN,
    Change,
)

STAY_AWAY = 0.37
"""The share of those invited who did not come, on the first days of March 2018."""

LATE_SHARE, WITHDRAWN_SHARE, MOVER_SHARE = 400 / 8_000, 150 / 8_000, 12 / 8_000
"""Of all people: register late, withdraw, move to another kecamatan."""

HOLIDAYS, BURNT, AWAY = 3, timedelta(weeks=8), timedelta(weeks=2)
"""Holidays that move; how long the hall that burns is closed, and how long a team is ill."""

KNOWN_BEFORE = timedelta(weeks=4)
"""So long before the earlier of its two days a holiday's move is announced."""


@dataclass(frozen=True, slots=True)
class Event:
    """A change, and the day on which the office hears of it."""

    day: date
    change: Change


def comes(seed: int, person: PersonId, day: date) -> bool:
    """Whether somebody who is invited for a day comes."""
    drawn = sha256(f"{seed}|{person}|{day.isoformat()}".encode()).digest()
    return int.from_bytes(drawn[:8], "big") / 2**64 >= STAY_AWAY


def events_of(problem: Problem, seed: int) -> tuple[Event, ...]:
    """All changes of a year, by day; their number goes by that of the people."""
    rng = random.Random(f"{seed} year")
    found = [
        *_of_people(problem, rng),
        *_of_places(problem, rng),
        *_of_holidays(problem, rng),
    ]
    return tuple(sorted(found, key=lambda event: (event.day, event.change.what, event.change.who)))


def _of_people(problem: Problem, rng: random.Random) -> Iterator[Event]:
    days = problem.calendar.open_days
    people = sorted(problem.registrants)
    homes = sorted(problem.kelurahan)
    leave = max(1, round(WITHDRAWN_SHARE * len(people)))
    move = max(1, round(MOVER_SHARE * len(people))) if len(problem.kecamatan) > 1 else 0
    chosen = rng.sample(people, leave + move)
    for person in chosen[:leave]:
        yield Event(rng.choice(days), Change(WITHDRAWN, person, reason="mundur"))
    for person in chosen[leave:]:
        here = problem.registrants[person].kecamatan
        other = [code for code in homes if problem.kelurahan[code].kecamatan != here]
        yield Event(rng.choice(days), Change(MOVED, person, after=rng.choice(other)))
    # who registers in the last quarter can hardly finish what takes weeks
    early = days[: max(1, len(days) * 3 // 4)]
    for number in range(max(1, round(LATE_SHARE * len(people)))):
        day = rng.choice(early)
        change = Change(LATE, f"Z{number + 1:05d}", before=day, after=rng.choice(homes))
        yield Event(day, change)


def _of_places(problem: Problem, rng: random.Random) -> Iterator[Event]:
    days = problem.calendar.open_days
    middle = days[len(days) // 6 : max(len(days) // 6 + 1, len(days) // 2)]
    last = problem.calendar.last
    for what, those, long, reason in (
        (HALL, problem.venues, BURNT, "kebakaran"),
        (TEAM, problem.teams, AWAY, "sakit"),
    ):
        if those:
            day = rng.choice(middle)
            until = min(day + long, last)
            yield Event(day, Change(what, rng.choice(sorted(those)), day, until, reason))


def _of_holidays(problem: Problem, rng: random.Random) -> Iterator[Event]:
    calendar = problem.calendar
    closed = [day for day, said in sorted(calendar.days.items()) if said.is_open is False]
    for old in sorted(rng.sample(closed, min(HOLIDAYS, len(closed)))):
        near = [day for day in calendar.open_days if 0 < abs((day - old).days) <= 7]
        if near:
            new = rng.choice(near)
            told = max(calendar.first, min(old, new) - KNOWN_BEFORE)
            yield Event(told, Change(MOVED_HOLIDAY, before=old, after=new, reason="digeser"))
