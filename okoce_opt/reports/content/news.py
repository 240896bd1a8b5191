"""What an office must know first: who of its people has no seat, what has changed since the plan
that was announced, and which of its kelurahan cannot be in every session.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from okoce_opt.counting.left_over import find_left_over
from okoce_opt.domain.announced import Printed
from okoce_opt.domain.difference import SeatChange, difference
from okoce_opt.domain.ids import PersonId, SessionId
from okoce_opt.domain.people import Person
from okoce_opt.domain.plan import Plan
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.sessions import activity_of, session_name
from okoce_opt.plan_files.announced import as_printed
from okoce_opt.reports.content.dates import short_date
from okoce_opt.reports.content.seats import seat_words
from okoce_opt.reports.content.sessions import day_words
from okoce_opt.scenario import Scenario

NOWHERE = "tidak ada"

Line = tuple[PersonId, str, str, str]
"""No. peserta, name, activity, and what is to be said."""


@dataclass(frozen=True, slots=True)
class News:
    """Of one office: people without a seat and why, people whose seat has changed and how,
    sentences about kelurahan. `changed` is None where no announced plan was changed.
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
    changed: dict[str, list[Line]] = {}
    if problem.announced.exists:
        for person, line in _changes(scenario, plan):
            changed.setdefault(problem.registrants[person].kecamatan, []).append(line)
    return {
        code: News(
            tuple(missing.get(code, ())),
            tuple(changed.get(code, ())) if problem.announced.exists else None,
            tuple(homes.get(code, ())),
        )
        for code in problem.kecamatan
    }


def _changes(scenario: Scenario, plan: Plan) -> Iterator[tuple[PersonId, Line]]:
    """Everyone on the list whose seat is another, or is printed otherwise, by number."""
    problem = scenario.problem
    was = _as_announced(problem)
    now = {
        sid: as_printed(problem, session)
        for sid in plan.held
        if (session := problem.session(sid)) is not None
    }
    found = difference(problem.announced.plan, plan, was, now)
    for person in sorted(found.changes.keys() | found.reprinted.keys()):
        if person not in problem.registrants:
            continue
        for change in found.changes.get(person, ()):
            title = _title(problem, change, {**was, **now})
            seats = [_seat(problem, sid, {**was, **now}) for sid in (change.old, change.new)]
            words = f"semula {seats[0]}, menjadi {seats[1]}"
            yield person, (person, _name(scenario, person), title, words)
        for sid in found.reprinted.get(person, ()):
            words = f"{_seat(problem, sid, now)}: semula {_paper(was[sid], now[sid])}, menjadi "
            words += _paper(now[sid], was[sid])
            yield person, (person, _name(scenario, person), now[sid].activity, words)


def _as_announced(problem: Problem) -> dict[SessionId, Printed]:
    """Sessions of the announced plan as they were printed: with its hours, and its halls as they
    are called today where its record does not say how they were.
    """
    announced = problem.announced
    hours = announced.days.hours if announced.days is not None else {}
    found = {}
    for sid in announced.plan.held:
        if (session := problem.session(sid)) is not None:
            one = as_printed(problem, session)
            found[sid] = replace(one, hours=hours.get(session.part, one.hours))
    return {**found, **announced.printed}


def _title(problem: Problem, change: SeatChange, printed: Mapping[SessionId, Printed]) -> str:
    sid = change.new or change.old
    activity = problem.activities.get(activity_of(sid))
    return activity.title if activity else printed[sid].activity if sid in printed else sid


def _seat(problem: Problem, sid: SessionId, printed: Mapping[SessionId, Printed]) -> str:
    """A seat in words, though its hall may be in no table any more."""
    if not sid:
        return NOWHERE
    session = problem.session(sid)
    if session is not None:
        return seat_words(problem, session)
    one, name = printed.get(sid), session_name(sid)
    return f"{short_date(name.first_day)} {one.venue if one else name.venue}"


def _paper(one: Printed, other: Printed) -> str:
    """Hours and hall; before them the activity and the days, where these are other ones."""
    words = [one.activity] * (one.activity != other.activity)
    words += [day_words(one.session)] * (one.session.days != other.session.days)
    return ", ".join([*words, one.hours, one.venue])


def _name(scenario: Scenario, person: PersonId) -> str:
    return scenario.people.get(person, Person()).name
