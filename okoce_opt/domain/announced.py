"""The plan that people already know and that is being changed (*rencana lama*)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from okoce_opt.domain.ids import PersonId, SessionId
from okoce_opt.domain.plan import Plan, Seat
from okoce_opt.domain.sessions import Session, activity_of


@dataclass(frozen=True, slots=True)
class Printed:
    """A held session as the papers of a plan show it: with the activity's title, the venue's name,
    the hours of its part and what to bring (None: an older record does not say).
    """

    session: Session
    activity: str
    venue: str
    hours: str
    notes: str | None = None


@dataclass(frozen=True, slots=True)
class KnownDays:
    """The calendar that a plan was made on: its days, the group whose turn each was, and the hours
    of each part of the day.
    """

    first: date
    last: date
    open_days: frozenset[date]
    turns: Mapping[date, str]
    hours: Mapping[str, str]

    def __repr__(self) -> str:
        return f"KnownDays({self.first} to {self.last}, {len(self.open_days)} open days)"


@dataclass(frozen=True)
class Announced:
    """What an announced plan gave to whom; empty where a plan is made afresh.

    `seats` are people's, `teams` maps its sessions to their teams, `mentors` people to theirs;
    `held` are its sessions, with people or (a reserve) without, `printed` those of which it is
    known how they were printed, by id. `left_over` are the (registrant, activity) that were needed
    and not given, `longest_wait` the most days that anyone on today's list has waited
    (`domain.priority`). `days` is None where an older okoce wrote the plan.
    `drafts` are sessions of which nobody has been told yet. `firm` = no seat moves only so that
    more people get one. `pinned` are those of the seats that today's list pins by itself.
    """

    seats: frozenset[Seat] = frozenset()
    teams: Mapping[SessionId, str] = field(default_factory=dict)
    mentors: Mapping[PersonId, str] = field(default_factory=dict)
    held: frozenset[SessionId] = frozenset()
    printed: Mapping[SessionId, Printed] = field(default_factory=dict)
    left_over: frozenset[tuple[PersonId, str]] = frozenset()
    days: KnownDays | None = None
    longest_wait: int = 0
    drafts: frozenset[SessionId] = frozenset()
    firm: bool = False
    pinned: frozenset[Seat] = frozenset()

    def __repr__(self) -> str:
        return f"Announced({len(self.seats)} seats, {len(self.held)} sessions held)"

    @classmethod
    def of(cls, seats: Iterable[Seat]) -> Announced:
        """An announced plan of which only the seats matter."""
        return cls(frozenset(seats))

    @classmethod
    def of_plan(cls, plan: Plan) -> Announced:
        """An announced plan of which nothing is known but who sits where."""
        return cls(plan.seats, plan.teams, plan.mentors, plan.held)

    @cached_property
    def seated(self) -> frozenset[tuple[PersonId, str]]:
        """The (registrant, activity) that were given a seat."""
        return frozenset((person, activity_of(session)) for person, session in self.seats)

    @cached_property
    def sessions_of(self) -> Mapping[PersonId, tuple[SessionId, ...]]:
        """Registrant id -> their announced sessions, sorted."""
        return self.plan.sessions_of

    @property
    def exists(self) -> bool:
        """Whether a plan is being changed at all."""
        return bool(self.seats or self.held or self.days)

    @property
    def plan(self) -> Plan:
        """The announced plan as a plan."""
        held = self.held | {session for _, session in self.seats}
        return Plan.of(self.seats, held, self.teams, self.mentors)
