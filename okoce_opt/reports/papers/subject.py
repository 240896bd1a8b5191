"""What papers are about: a plan, its people, and what may be shown of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from okoce_opt.domain.people import Person, Registrant
from okoce_opt.domain.places import Kecamatan, Kelurahan
from okoce_opt.domain.plan import Plan, Seat
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.sessions import Session
from okoce_opt.domain.words import Words
from okoce_opt.reports.content.names import file_names
from okoce_opt.reports.content.office_changes import OfficeChanges
from okoce_opt.reports.content.people import by_name
from okoce_opt.reports.content.sessions import team_said
from okoce_opt.scenario import Scenario

_SHEET_NAME = 31


@dataclass(frozen=True)
class Printed:
    """A plan on its way to paper. `digest` is the plan's; `attended` says who came, where filled
    sheets say so; `changes` what changes for which office against what it holds, by kecamatan code.
    `lang` is the language of change papers; others are Indonesian.
    """

    scenario: Scenario
    plan: Plan
    digest: str = ""
    show_nik: bool = False
    show_phone: bool = False
    attended: Mapping[Seat, str] = field(default_factory=dict)
    changes: Mapping[str, OfficeChanges] = field(default_factory=dict)
    lang: str = "id"

    def said(self, words: Words) -> str:
        """What change papers say."""
        return words.said(self.lang)

    @property
    def problem(self) -> Problem:
        """Its problem."""
        return self.scenario.problem

    @property
    def born(self) -> date:
        """The date that workbooks carry: a day of the programme, never the clock's."""
        return self.problem.calendar.first

    def person(self, registrant: Registrant) -> Person:
        """Name, NIK and phone; empty where none were given."""
        return self.scenario.people.get(registrant.id, Person())

    def offices(self) -> Iterator[tuple[Kecamatan, str]]:
        """Each kecamatan that has people, with its name as part of a file's name."""
        for code, stem in self.stems().items():
            if self.problem.people_of[code]:
                yield self.problem.kecamatan[code], stem

    def stems(self) -> dict[str, str]:
        """Kecamatan code -> its name as part of a file's name."""
        return {
            code: name.removeprefix("DaftarHadir_").removesuffix(".xlsx")
            for code, name in file_names(self.problem).items()
        }

    def home(self, kelurahan: str) -> str:
        """The name of a kelurahan; nothing where it is not known."""
        return self.problem.kelurahan[kelurahan].name if kelurahan else ""

    def team(self, team: str) -> str:
        """A team as printed."""
        return team_said(self.problem, team) if team else "tanpa tim"

    def kelurahan(self, office: Kecamatan) -> Iterator[tuple[Kelurahan, list[Registrant]]]:
        """The kelurahan of an office by name, with its people by name."""
        homes: dict[str, list[Registrant]] = {}
        for registrant in self.problem.people_of[office.code]:
            homes.setdefault(registrant.kelurahan, []).append(registrant)
        for code in sorted(homes, key=lambda code: self.problem.kelurahan[code].name.casefold()):
            yield self.problem.kelurahan[code], self.by_name(homes[code])

    def by_name(self, registrants: Iterable[Registrant]) -> list[Registrant]:
        """Sorted as a printed list is."""
        return sorted(registrants, key=lambda registrant: by_name(self.scenario, registrant))

    def sessions(self, registrant: Registrant) -> list[Session]:
        """The sessions of a person, by time."""
        mine = map(self.problem.session, self.plan.sessions_of.get(registrant.id, ()))
        return sorted((s for s in mine if s is not None), key=lambda s: (s.starts, s.id))

    def sitters(self, session: Session) -> list[Registrant]:
        """Who sits in a session, by name."""
        known = self.problem.registrants
        return self.by_name(known[r] for r in self.plan.people[session.id] if r in known)


def tab(number: int, name: str) -> str:
    """A sheet's name, told apart by its number, without what a spreadsheet refuses."""
    plain = " ".join(re.sub(r"[\[\]:*?/\\']", " ", name).split())
    return f"{number:02d} {plain}"[:_SHEET_NAME].strip()
