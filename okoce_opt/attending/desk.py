"""What filled sheets are read against: the lists, and every plan that was ever sent out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from okoce_opt.attending.signs import plain
from okoce_opt.domain.groups import Groups
from okoce_opt.domain.ids import PersonId, meant
from okoce_opt.domain.people import Person
from okoce_opt.domain.plan import Plan
from okoce_opt.reports.content.codes import office_code, plan_code
from okoce_opt.scenario import Scenario


@dataclass(frozen=True)
class Desk:
    """The lists, the plan that holds `now`, and the `plans` that sheets may be of, by the letters
    that their codes begin with.
    """

    scenario: Scenario
    now: Plan
    plans: Mapping[str, Plan]

    @classmethod
    def of(cls, scenario: Scenario, now: Plan, sent: Mapping[str, Plan]) -> Desk:
        """The desk for plans by their digests; of several whose codes are alike, the last."""
        return cls(scenario, now, {plan_code(digest): plan for digest, plan in sent.items()})

    @cached_property
    def _offices(self) -> Mapping[str, str]:
        """Kecamatan code -> how the code of a sheet spells it."""
        return {
            code: office_code("", "", code).split("-")[2]
            for code in self.scenario.problem.kecamatan
        }

    def office_of(self, person: PersonId) -> str:
        """The office of a person, as codes of sheets spell it; empty where they have left the
        list.
        """
        registrant = self.scenario.problem.registrants.get(person)
        return self._offices.get(registrant.kecamatan, "") if registrant else ""

    def kecamatan(self, office: str) -> str:
        """The kecamatan of an office; empty where there is none."""
        return next((code for code, spelled in self._offices.items() if spelled == office), "")

    def name_of(self, person: PersonId) -> str:
        """The name on the list; empty where it has none."""
        return self.scenario.people.get(person, Person()).name

    @cached_property
    def _numbers(self) -> Mapping[str, PersonId]:
        return {_number(person): person for person in self.scenario.problem.registrants}

    def numbered(self, said: str) -> PersonId | None:
        """The person of a number, however its case, blanks and leading noughts were typed; None for
        nobody.
        """
        found = self._numbers.get(_number(said))
        return found or meant(said, self.scenario.problem.registrants)

    @cached_property
    def _named(self) -> Mapping[str, tuple[PersonId, ...]]:
        people = self.scenario.problem.registrants
        return Groups.of((plain(self.name_of(person)), person) for person in people)

    def named(self, name: str) -> list[PersonId]:
        """Everyone of the list with exactly this name."""
        return list(self._named.get(name, ()))

    def around(self, office: str) -> list[PersonId]:
        """The people of an office, by number; everyone where it is not known."""
        code = self.kecamatan(office)
        people = self.scenario.problem.registrants
        return [p for p, registrant in people.items() if not code or registrant.kecamatan == code]


def _number(said: str) -> str:
    return "".join(plain(said).split())
