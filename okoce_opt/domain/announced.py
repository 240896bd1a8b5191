"""The plan that people already know and that is being changed (*rencana lama*)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from okoce_opt.domain.plan import Seat


@dataclass(frozen=True, slots=True)
class Announced:
    """What an announced plan gave to people still on the list; empty where a plan is made afresh.

    `seats` are theirs, `teams` maps its sessions to their teams, `mentors` these people to theirs.
    """

    seats: frozenset[Seat] = frozenset()
    teams: Mapping[str, str] = field(default_factory=dict)
    mentors: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, seats: Iterable[Seat]) -> Announced:
        """An announced plan of which only the seats matter."""
        return cls(frozenset(seats))
