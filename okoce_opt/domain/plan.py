"""What was decided: who sits where, and which sessions are held."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from okoce_opt.domain.ids import PersonId, SessionId

Seat = tuple[PersonId, SessionId]
"""(registrant id, session id)."""


@dataclass(frozen=True)
class Plan:
    """A finished plan. `teams` maps a session to its team, `mentors` a person to theirs."""

    seats: frozenset[Seat]
    held: frozenset[SessionId]
    teams: Mapping[SessionId, str] = field(default_factory=dict)
    mentors: Mapping[PersonId, str] = field(default_factory=dict)

    def __repr__(self) -> str:
        return f"Plan({len(self.seats)} seats, {len(self.held)} sessions held)"

    @classmethod
    def of(
        cls,
        seats: Iterable[Seat],
        held: Iterable[SessionId] | None = None,
        teams: Mapping[SessionId, str] | None = None,
        mentors: Mapping[PersonId, str] | None = None,
    ) -> Plan:
        """A plan from its seats; without `held`, the sessions with people are held."""
        taken = frozenset(seats)
        there = frozenset(session for _, session in taken) if held is None else frozenset(held)
        return cls(
            taken, there, dict(sorted((teams or {}).items())), dict(sorted((mentors or {}).items()))
        )

    @cached_property
    def people(self) -> Mapping[SessionId, tuple[PersonId, ...]]:
        """Session id -> its registrants, sorted. Sessions that are held but empty are there too."""
        by_session: dict[SessionId, list[PersonId]] = {session: [] for session in self.held}
        for registrant, session in sorted(self.seats):
            by_session.setdefault(session, []).append(registrant)
        return {session: tuple(people) for session, people in sorted(by_session.items())}

    @cached_property
    def sessions_of(self) -> Mapping[PersonId, tuple[SessionId, ...]]:
        """Registrant id -> their session ids, sorted."""
        by_person: dict[PersonId, list[SessionId]] = {}
        for registrant, session in sorted(self.seats):
            by_person.setdefault(registrant, []).append(session)
        return {registrant: tuple(sessions) for registrant, sessions in by_person.items()}

    def attendance(self) -> dict[SessionId, int]:
        """People in each session that is held or has people."""
        return {session: len(people) for session, people in self.people.items()}


def digest_of(data: bytes) -> str:
    """SHA-256 in hex; what every digest of a plan or file in this project is."""
    return hashlib.sha256(data).hexdigest()
