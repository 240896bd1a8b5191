"""What people are to do, and in which order."""

from __future__ import annotations

from dataclasses import dataclass


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
