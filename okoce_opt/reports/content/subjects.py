"""What each workbook is about: as much of scenario and plan as its sheets show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from okoce_opt.domain.outcome import Planned
from okoce_opt.domain.people import Registrant
from okoce_opt.domain.plan import Plan
from okoce_opt.domain.sessions import Session
from okoce_opt.reports.content import labels
from okoce_opt.reports.content.names import sheet_name
from okoce_opt.reports.content.offices import Office
from okoce_opt.scenario import Scenario


@dataclass(frozen=True, slots=True)
class Schedule:
    """The planner's own workbook. `provenance` holds nothing that differs between two runs."""

    scenario: Scenario
    outcome: Planned
    provenance: Mapping[str, object]

    @property
    def plan(self) -> Plan:
        """The plan."""
        return self.outcome.plan


@dataclass(frozen=True, slots=True)
class OfficeBook:
    """A camat office's workbook: its sessions, with those of its people who sit in each."""

    office: Office
    rosters: Sequence[tuple[Session, tuple[Registrant, ...]]]
    show_nik: bool = False
    show_phone: bool = False

    @property
    def scenario(self) -> Scenario:
        """The scenario, as far as this office is concerned."""
        return self.office.scenario

    @property
    def sheet_names(self) -> list[str]:
        """The name of each session's attendance sheet."""
        return names_of(self.scenario, [session for session, _ in self.rosters])


@dataclass(frozen=True, slots=True)
class MentorBook:
    """A mentor's workbook: the people they carry."""

    scenario: Scenario
    plan: Plan
    mentor: str
    people: tuple[Registrant, ...]


@dataclass(frozen=True, slots=True)
class StallBook:
    """Stall lists of a place, by kecamatan code, empty for the city: its sessions of offers."""

    scenario: Scenario
    plan: Plan
    code: str
    sessions: Sequence[Session]

    @property
    def place(self) -> str:
        """Its name."""
        return self.scenario.problem.kecamatan[self.code].name if self.code else labels.CITY

    @property
    def sheet_names(self) -> list[str]:
        """The name of each session's list."""
        return names_of(self.scenario, self.sessions)


def names_of(scenario: Scenario, sessions: Sequence[Session]) -> list[str]:
    """A sheet's name for each session of a workbook, numbered."""
    return [
        sheet_name(n, scenario.problem.activities[session.activity].title, session.first_day)
        for n, session in enumerate(sessions, start=1)
    ]
