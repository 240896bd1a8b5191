"""What changes for one office, against the revision that this office holds; nothing of others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from okoce_opt.domain.announced import Announced, Printed
from okoce_opt.domain.difference import reads_otherwise
from okoce_opt.domain.ids import PersonId, SessionId
from okoce_opt.domain.people import Person
from okoce_opt.domain.places import Kecamatan
from okoce_opt.domain.plan import Plan
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.sessions import session_name
from okoce_opt.domain.words import Words, same
from okoce_opt.reports.content.changes import (
    Change,
    What,
    find_changes,
    printed_before,
    printed_now,
)
from okoce_opt.reports.content.dates import short_date
from okoce_opt.scenario import Scenario

NOT_LISTED = Words("tidak lagi di daftar", "no longer on the list")
Home = tuple[str, str]
"""Kecamatan and kelurahan; the latter is empty where nobody knows it any more."""


@dataclass(frozen=True, slots=True)
class Held:
    """The revision that an office holds: the plan as it was announced, the scenario of that day
    where it is at hand (it knows who has left since), and what papers call it.
    """

    announced: Announced
    scenario: Scenario | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class ChangedPerson:
    """A person of an office with one change. `to_tell` says whether there is anyone to write to:
    not where they have left.
    """

    id: PersonId
    kelurahan: str
    change: Change
    person: Person = field(repr=False)
    to_tell: bool = True


@dataclass(frozen=True, slots=True)
class ChangedSession:
    """A session of the place that is held no more (`new` None), is new (`old` None), or is printed
    otherwise or led by another team; how many people it has, then and now.
    """

    old: Printed | None
    new: Printed | None
    people: tuple[int, int]
    teams: tuple[str, str]


@dataclass(frozen=True, slots=True)
class OfficeChanges:
    """All that changes for one office, people by kelurahan and name, sessions by time; `against`
    is the revision it holds.
    """

    kecamatan: Kecamatan
    against: str
    people: tuple[ChangedPerson, ...]
    sessions: tuple[ChangedSession, ...]

    def by_kelurahan(self) -> dict[str, tuple[ChangedPerson, ...]]:
        """Kelurahan code -> its people; those of whom none is known are with the office alone."""
        found: dict[str, list[ChangedPerson]] = {}
        for one in self.people:
            if one.kelurahan:
                found.setdefault(one.kelurahan, []).append(one)
        return {code: tuple(those) for code, those in found.items()}


def changes_by_office(
    scenario: Scenario, plan: Plan, held: Mapping[str, Held], lang: str = "id"
) -> dict[str, OfficeChanges]:
    """Kecamatan code -> what changes for its office, against what it holds; offices for which
    nothing changes, and those that hold nothing, are not there. In words of a language.
    """
    problem, found = scenario.problem, {}
    seen: dict[int, dict[str, OfficeChanges]] = {}
    for code, holding in held.items():
        if id(holding) not in seen:
            seen[id(holding)] = _against(scenario, plan, holding, lang)
        if code in problem.kecamatan and code in seen[id(holding)]:
            found[code] = seen[id(holding)][code]
    return found


def _against(scenario: Scenario, plan: Plan, held: Held, lang: str) -> dict[str, OfficeChanges]:
    problem = scenario.problem
    people: dict[str, list[ChangedPerson]] = {}
    for office, one in _people(scenario, plan, held, lang):
        people.setdefault(office, []).append(one)
    sessions = _sessions(problem, plan, held.announced)
    found = {}
    for code, kecamatan in problem.kecamatan.items():
        mine = sorted(people.get(code, ()), key=lambda one: _by_name(problem, one))
        named = {
            printed.session.id
            for one in mine
            for printed in (one.change.old, one.change.new)
            if printed is not None
        }
        theirs = tuple(
            changed
            for sid, changed in sessions
            if _place(changed) == code or (not _place(changed) and sid in named)
        )
        if mine or theirs:
            found[code] = OfficeChanges(kecamatan, held.name, tuple(mine), theirs)
    return found


def _by_name(problem: Problem, one: ChangedPerson) -> tuple[object, ...]:
    home = problem.kelurahan.get(one.kelurahan)
    when = [p.session.starts for p in (one.change.new, one.change.old) if p is not None]
    return (
        home is None,
        home.name.casefold() if home else "",
        one.person.name.casefold(),
        one.id,
        when[:1],
    )


def _people(
    scenario: Scenario, plan: Plan, held: Held, lang: str
) -> Iterator[tuple[str, ChangedPerson]]:
    """(kecamatan code, a person of its with one change)."""
    problem = scenario.problem
    changes: dict[PersonId, list[Change]] = {}
    for change in find_changes(problem, held.announced, plan, lang):
        changes.setdefault(change.person, []).append(change)
    homes = _Homes(problem, plan, held)
    for person in sorted({*changes, *homes.movers()}):
        old, new = homes.before(person), homes.now(person)
        about = _person(scenario, held, person)
        if new is None:
            for change in changes.get(person, ()):
                left = replace(change, after=NOT_LISTED.said(lang), new=None)
                yield old[0], ChangedPerson(person, old[1], left, about, to_tell=False)
        elif old == new:
            for change in changes.get(person, ()):
                yield new[0], ChangedPerson(person, new[1], change, about)
        else:
            for one in homes.seats(held.announced.plan, person, homes.was):
                words = Words("pindah ke {there}", "moved to {there}")
                said = words.fill(there=_place_words(problem, old, new)).said(lang)
                left = Change(person, What.LEFT, one.activity, _short(one, lang), said, one)
                yield old[0], ChangedPerson(person, old[1], left, about, to_tell=False)
            for one in homes.seats(plan, person, homes.is_now):
                words = Words("dari {there}", "from {there}")
                said = words.fill(there=_place_words(problem, new, old)).said(lang)
                short = _short(one, lang)
                come = Change(person, What.NEW, one.activity, said, short, None, one)
                yield new[0], ChangedPerson(person, new[1], come, about)


class _Homes:
    """Where people live, then and now, and their seats there; `was` and `is_now` are the sessions
    as printed.
    """

    def __init__(self, problem: Problem, plan: Plan, held: Held) -> None:
        self.problem, self.plan, self.old = problem, plan, held.announced.plan
        self.listed = {} if held.scenario is None else held.scenario.problem.registrants
        self.was, self.is_now = printed_before(problem, held.announced), printed_now(problem, plan)

    def now(self, person: PersonId) -> Home | None:
        """None where they are on the list no more."""
        registrant = self.problem.registrants.get(person)
        return None if registrant is None else (registrant.kecamatan, registrant.kelurahan)

    def before(self, person: PersonId) -> Home:
        """As the list of that day says; where it is not at hand, as their seats say."""
        if (then := self.listed.get(person)) is not None:
            # a kelurahan that is in no table any more has no lurah to be told
            known = then.kelurahan in self.problem.kelurahan
            return then.kecamatan, then.kelurahan if known else ""
        now = self.now(person)
        places = {one.session.kecamatan for one in self.seats(self.old, person, self.was)} - {""}
        if now is not None and (not places or now[0] in places):
            return now
        return min(places, default=""), ""

    def movers(self) -> set[PersonId]:
        """Who has a seat, then or now, and lives elsewhere now."""
        seated = self.old.sessions_of.keys() | self.plan.sessions_of.keys()
        return {
            person
            for person in seated & self.problem.registrants.keys()
            if self.before(person) != self.now(person)
        }

    def seats(
        self, plan: Plan, person: PersonId, printed: Mapping[SessionId, Printed]
    ) -> list[Printed]:
        """The person's sessions in a plan that have not begun yet."""
        mine = plan.sessions_of.get(person, ())
        return [printed[sid] for sid in mine if sid in printed and not _begun(self.problem, sid)]


def _short(one: Printed, lang: str) -> str:
    return f"{short_date(one.session.first_day, lang)} {one.venue}"


def _begun(problem: Problem, sid: SessionId) -> bool:
    return problem.today is not None and session_name(sid).first_day < problem.today


def _place_words(problem: Problem, here: Home, there: Home) -> Words:
    """`there` as the people `here` call it: the kelurahan within the same kecamatan."""
    kelurahan, kecamatan = problem.kelurahan.get(there[1]), problem.kecamatan.get(there[0])
    if here[0] == there[0] and kelurahan is not None:
        return same(f"Kelurahan {kelurahan.name}")
    if kecamatan is not None:
        return same(f"Kecamatan {kecamatan.name}")
    return Words("tempat lain", "another place")


def _person(scenario: Scenario, held: Held, person: PersonId) -> Person:
    then = {} if held.scenario is None else held.scenario.people
    return scenario.people.get(person) or then.get(person) or Person()


def _place(changed: ChangedSession) -> str:
    one = changed.new or changed.old
    return "" if one is None else one.session.kecamatan


def _sessions(
    problem: Problem, plan: Plan, before: Announced
) -> list[tuple[SessionId, ChangedSession]]:
    """Sessions that are not over and not as they were, by time."""
    was, now = printed_before(problem, before), printed_now(problem, plan)
    old = before.plan
    found = []
    for sid in was.keys() | now.keys():
        sides = (was.get(sid), now.get(sid))
        people = (len(old.people.get(sid, ())), len(plan.people.get(sid, ())))
        teams = (old.teams.get(sid, ""), plan.teams.get(sid, ""))
        same = None not in sides and not reads_otherwise(was[sid], now[sid])
        if not (same and teams[0] == teams[1]) and not _begun(problem, sid):
            one = sides[1] or sides[0]
            when = one.session.starts if one is not None else 0
            found.append((when, sid, ChangedSession(*sides, people, teams)))
    return [(sid, changed) for _, sid, changed in sorted(found, key=lambda entry: entry[:2])]
