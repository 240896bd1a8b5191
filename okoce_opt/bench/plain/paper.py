"""What is decided: the columns of a plain model."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from okoce_opt.bench.plain.lines import Lines, Terms
from okoce_opt.bench.plain.who import Group, World
from okoce_opt.domain.ids import SessionId
from okoce_opt.domain.sessions import Session


@dataclass
class Paper:
    """The columns of what is decided: who sits where, what is held, which team goes, who has which
    mentor.
    """

    world: World
    lines: Lines = field(default_factory=Lines)
    seats: dict[tuple[int, SessionId], int] = field(default_factory=dict)
    held: dict[SessionId, int] = field(default_factory=dict)
    teams: dict[tuple[SessionId, str], int] = field(default_factory=dict)
    mentors: dict[tuple[str, str, str], int] = field(default_factory=dict)
    meets: dict[tuple[str, date], int] = field(default_factory=dict)
    attendance: dict[SessionId, Terms] = field(default_factory=dict)
    groups: list[Group] = field(default_factory=list)

    def sitting(self, number: int, sessions: Iterable[SessionId]) -> Terms:
        """The people of a group in these sessions."""
        return [(1, self.seats[number, sid]) for sid in sessions]

    def session(self, sid: SessionId) -> Session:
        """A session by its id."""
        return self.world.problem.sessions[sid]
