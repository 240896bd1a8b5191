"""What has happened before `hari_ini`: it is kept as it was, and nothing is added to it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from okoce_opt.domain.ids import SessionId
from okoce_opt.domain.people import Registrant
from okoce_opt.domain.plan import Seat
from okoce_opt.domain.sessions import Session, activity_of


@dataclass(frozen=True)
class Past:
    """Seats and sessions that begin `before` a day: today, or later where people must be told some
    days beforehand (None: nothing has happened).

    `seats` are pinned seats before that day. `told` are the sessions told to be held or not,
    `changing` says whether a plan is being changed.
    """

    before: date | None
    seats: frozenset[Seat]
    told: Mapping[SessionId, bool]
    changing: bool

    @cached_property
    def sessions(self) -> frozenset[SessionId]:
        """Sessions that begin before that day with people who are pinned there.

        `pinned` keeps them as they were; no other rule judges them by what the lists say now
        (someone has withdrawn).
        """
        return frozenset(session for _, session in self.seats)

    def seats_of(self, registrant: Registrant) -> tuple[str, ...]:
        """Sessions that have happened with the person in them, by id."""
        return tuple(sorted(pin for pin in registrant.pins if (registrant.id, pin) in self.seats))

    def attended(self, registrant: Registrant, activity: str) -> bool:
        """Whether the person sat in a session of the activity that has happened."""
        return any(pin in self.sessions and activity_of(pin) == activity for pin in registrant.pins)

    def is_over(self, session: Session) -> bool:
        """Whether nobody can be added to the session any more, because it begins before that day.

        Only where no plan is being changed and the planner tells that a session was held, without
        saying who was there, may people be put into the past.
        """
        if self.before is None or session.first_day >= self.before:
            return False
        return self.changing or session.id in self.sessions or not self.told.get(session.id)


def settled_before(today: date | None, notice: int | None) -> date | None:
    """The first day on which anything may begin otherwise than it was announced: `notice` days from
    `today`; None where nothing has happened.
    """
    return None if today is None else today + timedelta(notice or 0)


def teams_at_work(
    begun: Iterable[Session], teams: Mapping[SessionId, str]
) -> Mapping[tuple[str, int], int]:
    """(team id, half-day) -> sessions that keep the team there because they have begun."""
    return Counter(
        (teams[session.id], slot)
        for session in begun
        if session.id in teams
        for slot in session.slots
    )
