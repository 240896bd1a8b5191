"""What a rollout keeps: versions, and which office was given which of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from okoce_opt.domain.findings import shown

INIT, UNDO, PUBLISH, FORGET, BACKUP = "init", "undo", "publish", "forget", "backup"
KEEP = "keep"
"""What the store itself does; other words come from those who commit."""


@dataclass(frozen=True, slots=True)
class Version:
    """One state of the year, never changed afterwards.

    `made_from` is the version before it, `what` a word for what was done (`import`, `replan`),
    `at` when, with its time zone. `scenario`, `plan` and `attendance` are digests of what is kept
    of them, empty where there is none; `digest` is that of all this, its ancestors included. The
    `note` is the planner's own and part of no digest; a NIK or telephone number in it keeps its
    last four digits.
    """

    number: int
    digest: str
    made_from: int | None
    what: str
    note: str
    at: datetime
    scenario: str
    plan: str = ""
    attendance: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "note", shown(self.note))

    @property
    def content(self) -> tuple[str, str, str]:
        """What two versions have in common that say the same."""
        return self.scenario, self.plan, self.attendance


@dataclass(frozen=True, slots=True)
class Publication:
    """An office (code of a kecamatan) was given the plan of a version, on a day.

    A published version is one `revision`, counted from 1; all offices that get it get that one.
    """

    version: int
    revision: int
    office: str
    on: date


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the trail: who did what to the rollout, without personal data.

    `who` is the account of the computer; `subject` what it was about: a version's number, offices,
    the number of a registrant who was forgotten; `current` the version that holds afterwards.
    """

    at: datetime
    who: str
    what: str
    subject: str
    current: int
    note: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "note", shown(self.note))
