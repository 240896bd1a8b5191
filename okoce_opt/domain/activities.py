"""What people are to do, and in which order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from okoce_opt.domain.sessions import Session

FOREVER = date.max.toordinal()
"""Days beyond any calendar."""


@dataclass(frozen=True, slots=True)
class Activity:
    """An activity (*kegiatan*).

    A held session has `min_people` to `max_people` people and lasts `days` open days, each in one
    of `parts` (empty = any part in use). `city` = its sessions are the city's, open to every
    kecamatan; otherwise people attend in their own; `everywhere` = both will do. `times` = how
    often one person may attend. `fields` of business it is for (empty = everyone). `team` = kind of
    team a session needs (empty = none). `per_seat` people share one of the venue's seats (two to a
    tent).

    A session of several days meets on the `weekdays` (0 = Monday, None = any), day after day or,
    when `weekly`, once a week on the weekday of its first day. Where that would be a closed day it
    `resumes` on the next one that is open, or else it cannot be.

    Who has attended `enough_days` of them has done it (None = all).

    With `only_told` it is a series: its sessions are those that the planner tells to be held, no
    others.

    A reserve (`reserve_for` another activity) has sessions but no named people: seats promised to
    those who will have missed that activity.
    """

    id: str
    title: str
    required: bool = True
    min_people: int = 1
    max_people: int = 100
    days: int = 1
    parts: tuple[str, ...] = ()
    city: bool = False
    times: int = 1
    fields: frozenset[str] = frozenset()
    team: str = ""
    notes: str = ""
    everywhere: bool = False
    per_seat: int = 1
    weekdays: frozenset[int] | None = None
    weekly: bool = False
    resumes: bool = True
    reserve_for: str = ""
    only_told: bool = False
    enough_days: int | None = None

    @property
    def days_to_finish(self) -> int:
        """So many days of one of its sessions must be attended to have done it."""
        return self.days if self.enough_days is None else self.enough_days

    @property
    def is_offered(self) -> bool:
        """Whether people may come and need not. Of one without any weekday, which today's tables do
        not have, only what was held is left.
        """
        return not self.required and not self.reserve_for and self.weekdays != frozenset()

    def is_held_at(self, of_city: bool) -> bool:
        """Whether its sessions may be in a venue of the city (or, if not `of_city`, of a
        kecamatan).
        """
        return self.everywhere or self.city == of_city


@dataclass(frozen=True, slots=True)
class Order:
    """`activity` comes after the activity `after` (*urutan*).

    It starts at least `min_gap_days` calendar days after that one's last day (0 = a later part of
    the same day will do), and between two seats of the plan at most `max_gap_days` if given.
    """

    activity: str
    after: str
    min_gap_days: int = 0
    max_gap_days: int | None = None

    def window(self, earlier: Session) -> tuple[int, int]:
        """The first and the last half-day (`Session.starts`) on which one may go on after
        `earlier`.
        """
        last = earlier.last_day.toordinal()
        least, most = self.min_gap_days, self.max_gap_days
        first = earlier.ends + 1 if least == 0 else (last + least) * 2
        return first, (last + (FOREVER if most is None else most)) * 2 + 1

    def is_ready(self, earlier: Session, later: Session) -> bool:
        """Whether `later` begins late enough after `earlier`."""
        return self.window(earlier)[0] <= later.starts

    def is_in_time(self, earlier: Session, later: Session) -> bool:
        """Whether the greatest gap has not run out when `later` begins."""
        return later.starts <= self.window(earlier)[1]

    def allows(self, earlier: Session, later: Session) -> bool:
        """Whether `later` begins late enough after `earlier`, and not too late."""
        first, last = self.window(earlier)
        return first <= later.starts <= last

    def allows_after_done(self, done: date, later: Session) -> bool:
        """Whether `later` begins late enough after the day on which the earlier activity was done
        before planning began: a later day at least, and there is no greatest gap.
        """
        return (later.first_day - done).days >= max(1, self.min_gap_days)
