"""Pins that have to go, because what has changed or who has stayed away leaves them no room.

Rosters that were edited by hand are kept by pins; a year in which a hall closes on such a day could
not go on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from okoce_opt.domain.ids import PersonId, SessionId
from okoce_opt.domain.people import Registrant
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.sessions import Session, activity_of
from okoce_opt.domain.words import Words
from okoce_opt.errors import InputError
from okoce_opt.io import OpenScenario
from okoce_opt.io.tables.records import ERASE

Rows = Iterable[Mapping[str, Any]]
_PIN = "pin_"


def without_lost_pins(make: Callable[[Rows], OpenScenario]) -> OpenScenario:
    """What `make` gives with rows of `pendaftar` besides: those that take away the pins that cannot
    be any more, none where all can. Raises InputError about anything else.
    """
    rows: dict[str, dict[str, Any]] = {}
    while True:
        made = None
        try:
            made = make(rows.values())
            lost = [(person, f"{_PIN}{activity_of(pin)}") for person, pin in _after_missed(made)]
        except InputError as error:
            lost = [(PersonId(one.key), one.column) for one in error.complaints]
            if not all(
                one.table == "pendaftar" and one.column.startswith(_PIN) for one in error.complaints
            ):
                raise
        new = [(key, column) for key, column in lost if column not in rows.get(key, {})]
        if made is not None and not new:
            return made
        if not new:
            raise AssertionError("a pin that was taken away is complained about")
        for key, column in new:
            rows.setdefault(key, {"no_peserta": key})[column] = ERASE


def pins_let_go(before: Problem, after: Problem) -> list[tuple[PersonId, SessionId]]:
    """Pins of people on both lists that only the older one has, by person."""
    return [
        (person, pin)
        for person, one in sorted(after.registrants.items())
        if person in before.registrants
        for pin in before.registrants[person].pins
        if pin not in one.pins
    ]


def let_go_words(problem: Problem, person: PersonId, pin: SessionId) -> Words:
    """That a seat that was fixed by hand is free to move, and why; `problem` is the one after."""
    cause = _missed_before(problem, problem.registrants[person], pin)
    if cause is None:
        why = Words("itu tidak mungkin lagi", "it cannot be any more")
    else:
        activity, day = cause
        why = Words(
            "ia tidak hadir di {activity} pada {day}",
            "they stayed away from {activity} on {day}",
        ).fill(activity=problem.activities[activity].title, day=day)
        if activity != activity_of(pin):
            text = Words(
                "{why}, dan menyusulnya sebelum itu tidak mungkin lagi",
                "{why}, and making up for it before that is not possible any more",
            )
            why = text.fill(why=why)
    words = Words(
        "{person} tidak lagi ditetapkan di {pin}: {why}.",
        "{person} is no longer fixed in {pin}: {why}.",
    )
    return words.fill(person=person, pin=pin, why=why)


def _after_missed(made: OpenScenario) -> Iterator[tuple[PersonId, SessionId]]:
    """Pins that somebody has missed, or before which nothing makes up for what they have missed."""
    problem = made.problem
    for person, one in problem.registrants.items():
        for pin in one.pins if one.missed else ():
            if _missed_before(problem, one, pin) is not None:
                yield person, pin


def _missed_before(problem: Problem, one: Registrant, pin: SessionId) -> tuple[str, date] | None:
    """What the person has missed, and on which day, that takes the session of the pin away: itself,
    or an activity that must come before it and cannot any more.
    """
    seat = problem.session(pin)
    if seat is None:
        return None
    for activity, day in one.missed:
        if one.done_on(activity) is not None:
            continue
        if activity == seat.activity:
            is_lost = seat.first_day <= day
        else:
            is_lost = activity in _before(problem, seat.activity) and not any(
                _goes_before(problem, earlier, seat)
                for earlier in _open_still(problem, one, activity)
            )
        if is_lost:
            return activity, day
    return None


def _open_still(problem: Problem, one: Registrant, activity: str) -> Iterator[Session]:
    """Sessions of an activity that the person can still be seated in: where it is pinned, that
    one.
    """
    pinned = {pin for pin in one.pins if activity_of(pin) == activity}
    for session in problem.open_to(one.kecamatan, activity):
        is_over = problem.past.is_over(session) or one.has_missed(activity, session.first_day)
        is_away = session.days in problem.missed_by(one)
        if not (is_over or is_away) and (not pinned or session.id in pinned):
            yield session


def _goes_before(problem: Problem, earlier: Session, later: Session) -> bool:
    """Whether somebody may sit in both as far as the orders between the two say."""
    direct = [
        order
        for order in problem.orders
        if (order.activity, order.after) == (later.activity, earlier.activity)
    ]
    if direct:
        return all(order.allows(earlier, later) for order in direct)
    return earlier.ends < later.starts


def _before(problem: Problem, activity: str) -> set[str]:
    """Activities that must come before this one."""
    found: set[str] = set()
    todo = [activity]
    while todo:
        last = todo.pop()
        new = {order.after for order in problem.orders if order.activity == last} - found
        found |= new
        todo += new
    return found
