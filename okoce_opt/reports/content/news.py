"""What an office must know first: who of its people has no seat, what has changed since the plan
that was announced, and which of its kelurahan cannot be in every session.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from okoce_opt.counting.left_over import find_left_over
from okoce_opt.domain.ids import PersonId
from okoce_opt.domain.people import Person
from okoce_opt.domain.plan import Plan
from okoce_opt.domain.problem import Problem
from okoce_opt.reports.content.changes import find_changes, sentence
from okoce_opt.scenario import Scenario

Line = tuple[PersonId, str, str, str]
"""No. peserta, name, activity, and what is to be said."""


@dataclass(frozen=True, slots=True)
class News:
    """Of one office: people without a seat and why, people whose seat has changed and how,
    sentences about kelurahan. `changed` is None where no announced plan was changed, or the office
    has been given none.
    """

    without_seat: tuple[Line, ...] = ()
    changed: tuple[Line, ...] | None = None
    kelurahan: tuple[str, ...] = ()


def news_by_office(scenario: Scenario, plan: Plan) -> dict[str, News]:
    """Kecamatan code -> what its office must know."""
    problem = scenario.problem
    missing: dict[str, list[Line]] = {}
    for entry in find_left_over(problem, plan, scenario.rules):
        person = entry.registrant.id
        line = (person, _name(scenario, person), entry.activity.title, entry.reason.id)
        missing.setdefault(entry.registrant.kecamatan, []).append(line)
    homes: dict[str, list[str]] = {}
    for code, words in (said for rule in scenario.rules for said in rule.lets_off(problem)):
        homes.setdefault(problem.kelurahan[code].kecamatan, []).append(words.id)
    told = _told(problem)
    changed: dict[str, list[Line]] = {}
    if told:
        for person, line in _changes(scenario, plan):
            changed.setdefault(problem.registrants[person].kecamatan, []).append(line)
    return {
        code: News(
            tuple(missing.get(code, ())),
            tuple(changed.get(code, ())) if code in told else None,
            tuple(homes.get(code, ())),
        )
        for code in problem.kecamatan
    }


def _told(problem: Problem) -> set[str]:
    """Codes of kecamatan that have been given a plan: not those of which all seats are a draft."""
    announced = problem.announced
    if not announced.exists:
        return set()
    drafts: dict[str, set[bool]] = {}
    for person, sid in announced.seats:
        if person in problem.registrants:
            code = problem.registrants[person].kecamatan
            drafts.setdefault(code, set()).add(sid in announced.drafts)
    return {code for code in problem.kecamatan if drafts.get(code) != {True}}


def _changes(scenario: Scenario, plan: Plan) -> Iterator[tuple[PersonId, Line]]:
    """Everyone on the list whose seat is another, or is printed otherwise, by number."""
    problem = scenario.problem
    for change in find_changes(problem, problem.announced, plan):
        person = change.person
        if person in problem.registrants:
            yield person, (person, _name(scenario, person), change.title, sentence(change))


def _name(scenario: Scenario, person: PersonId) -> str:
    return scenario.people.get(person, Person()).name
