"""Sessions (*sesi*): one activity in one venue from one day on, in one part of the day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple, TypeGuard

from okoce_opt.domain.ids import SessionId, VenueId

SEPARATOR = "|"


@dataclass(frozen=True)
class Session:
    """A session that may be held.

    `days` are its days in order, `halves` the half-days it takes on each (0 morning, 1 afternoon).
    `kecamatan` is empty for a session of the whole city. `seats` = how many may be invited: the
    venue's places for the activity, or more where not all who are invited come (`domain.turnout`).
    """

    activity: str
    venue: VenueId
    part: str
    days: tuple[date, ...]
    halves: frozenset[int]
    kecamatan: str
    seats: int

    @cached_property
    def id(self) -> SessionId:
        """`activity|venue|first day|part`."""
        return session_id(self.activity, self.venue, self.days[0], self.part)

    @property
    def first_day(self) -> date:
        """Its first day."""
        return self.days[0]

    @property
    def last_day(self) -> date:
        """Its last day."""
        return self.days[-1]

    @cached_property
    def starts(self) -> int:
        """The half-day it begins, counted from year 1: comparable with `ends`."""
        return self.first_day.toordinal() * 2 + min(self.halves)

    @cached_property
    def ends(self) -> int:
        """The last half-day it takes."""
        return self.last_day.toordinal() * 2 + max(self.halves)

    @cached_property
    def slots(self) -> frozenset[int]:
        """Every half-day it takes; two sessions collide when these meet."""
        return frozenset(day.toordinal() * 2 + half for day in self.days for half in self.halves)

    def slots_on(self, day: date) -> frozenset[int]:
        """The half-days that it takes on one of its days."""
        return (
            frozenset(day.toordinal() * 2 + half for half in self.halves)
            if day in self.days
            else frozenset()
        )


class SessionName(NamedTuple):
    """The four things that make a session, as its id spells them out."""

    activity: str
    venue: VenueId
    first_day: date
    part: str


def session_id(activity: str, venue: VenueId, day: date, part: str) -> SessionId:
    """The id of a session: the four things that make it, joined."""
    return SessionId(SEPARATOR.join((activity, venue, day.isoformat(), part)))


def session_name(text: str) -> SessionName:
    """What a session id spells out; ValueError when it is none."""
    activity, venue, day, part = text.split(SEPARATOR)
    return SessionName(activity, VenueId(venue), date.fromisoformat(day), part)


def is_session_id(text: str) -> TypeGuard[SessionId]:
    """Whether a text has the form of a session id."""
    try:
        session_name(text)
    except ValueError:
        return False
    return True


def activity_of(session_id: str) -> str:
    """The activity of a session id."""
    return session_id.partition(SEPARATOR)[0]


def at_any_venue(session_id: str) -> tuple[str, str, str]:
    """Activity, first day and part of a session: what it shares with those at the same time in
    other halls.
    """
    activity, _, day, part = session_id.split(SEPARATOR)
    return activity, day, part


def in_order(sessions: Mapping[SessionId, Session], ids: object) -> list[SessionId]:
    """Ids sorted by time, then by id."""
    return sorted(ids, key=lambda sid: (sessions[sid].starts, sid))  # type: ignore[call-overload, no-any-return]
