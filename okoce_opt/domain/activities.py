"""What people are to do, and in which order."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Activity:
    """An activity (*kegiatan*).

    A held session has `min_people` to `max_people` people and lasts `days` open days, each in one of
    `parts` (empty = any part in use). `city` = its sessions are open to every kecamatan; otherwise
    people attend in their own. `times` = how often one person may attend. `fields` of business it is
    for (empty = everyone). `team` = kind of team a session needs (empty = none).
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


@dataclass(frozen=True, slots=True)
class Order:
    """`activity` comes after the activity `after` (*urutan*).

    It starts at least `min_gap_days` calendar days after that one's last day (0 = a later part of the
    same day will do), and between two seats of the plan at most `max_gap_days` if given.
    """

    activity: str
    after: str
    min_gap_days: int = 0
    max_gap_days: int | None = None
