"""Pins that have to go, because what has changed or who has stayed away leaves them no room.

Rosters that were edited by hand are kept by pins; a year in which a hall closes on such a day could
not go on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from okoce_opt.domain.ids import PersonId, SessionId
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.sessions import activity_of
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


def let_go_words(person: PersonId, pin: SessionId) -> Words:
    """That a seat that was fixed by hand is free to move."""
    words = Words(
        "{person} tidak lagi ditetapkan di {pin}: itu tidak mungkin lagi.",
        "{person} is no longer fixed in {pin}: it cannot be any more.",
    )
    return words.fill(person=person, pin=pin)


def _after_missed(made: OpenScenario) -> Iterator[tuple[PersonId, SessionId]]:
    """Pins of who has missed that activity, or one that must come before it."""
    problem = made.problem
    for person, one in problem.registrants.items():
        missed = {name for name, _ in one.missed if one.done_on(name) is None}
        for pin in one.pins if missed else ():
            if missed & {activity_of(pin), *_before(problem, activity_of(pin))}:
                yield person, pin


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
