"""A stratum: registrants whom no active rule or goal can tell apart, counted instead of named."""

from __future__ import annotations

from dataclasses import dataclass

from okoce_opt.domain.ids import PersonId
from okoce_opt.domain.people import Registrant


@dataclass(frozen=True, slots=True)
class Stratum:
    """Registrants that are alike to every active rule and goal.

    `one` stands for any of them in what the active rules and goals look at; `members` are their
    ids, sorted.
    """

    id: str
    one: Registrant
    members: tuple[PersonId, ...]

    @property
    def size(self) -> int:
        """People in it."""
        return len(self.members)
