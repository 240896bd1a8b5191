"""Worlds drawn by hand for the tests of rules and goals: one kecamatan, few days, everything said
in the test that matters.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from okoce_opt.domain.activities import Activity
from okoce_opt.domain.announced import Announced
from okoce_opt.domain.calendar import Calendar, Part
from okoce_opt.domain.people import Registrant
from okoce_opt.domain.places import Kecamatan, Kelurahan, Venue
from okoce_opt.domain.plan import Plan
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.tables import Tables
from okoce_opt.rules.rule import Rule

PARTS = {
    "pagi": Part("pagi", frozenset({0}), "08.00-12.00"),
    "siang": Part("siang", frozenset({1}), "13.00-16.00"),
    "sehari": Part("sehari", frozenset({0, 1}), "08.00-15.00"),
}
MONDAY_TO_FRIDAY = frozenset(range(5))


def day(text: str) -> date:
    """`5` is 5 January 2026, a Monday; a longer text is an ISO date."""
    return date.fromisoformat(text) if "-" in text else date(2026, 1, int(text))


def world(**said: object) -> Problem:
    """Kecamatan K1 with kelurahan a and b and a hall of 60; Monday 5 to Friday 16 January 2026; P
    for everybody, 1 to 60.

    What is given replaces it, field by field of `Problem.of`; `first`, `last`, `weekdays`, `days`,
    `parts` and `turns` are the calendar's.
    """
    parts = said.pop("parts", ("sehari",))
    calendar = Calendar(
        first=day(str(said.pop("first", "5"))),
        last=day(str(said.pop("last", "16"))),
        weekdays=said.pop("weekdays", MONDAY_TO_FRIDAY),  # type: ignore[arg-type]
        days={said_of.day: said_of for said_of in said.pop("days", ())},  # type: ignore[attr-defined]
        parts={name: PARTS[name] for name in parts},  # type: ignore[attr-defined]
        turns=said.pop("turns", {}),  # type: ignore[arg-type]
    )
    rows: dict[str, object] = {
        "kecamatan": [Kecamatan("K1", "Kecamatan Satu", "1")],
        "kelurahan": [Kelurahan("a", "A", "K1"), Kelurahan("b", "B", "K1")],
        "venues": [Venue("aula", "K1", "Aula", 60)],
        "activities": [Activity("P", "Pelatihan", max_people=60)],
        "registrants": people("X"),
        "calendar": calendar,
    }
    published = said.pop("published", ())
    problem = Problem.of(Tables(**{**rows, **said}))  # type: ignore[arg-type]
    return replace(problem, announced=Announced.of(published))  # type: ignore[arg-type]


def people(*ids: str, kelurahan: str = "a", **said: object) -> list[Registrant]:
    """Registrants of K1."""
    return [Registrant(name, "K1", kelurahan, **said) for name in ids]  # type: ignore[arg-type]


def sid(activity: str, on: str, part: str = "sehari", venue: str = "aula") -> str:
    """A session's id."""
    return f"{activity}|{venue}|{day(on).isoformat()}|{part}"


def plan(seats: Mapping[str, str], held: tuple[str, ...] = ()) -> Plan:
    """People by session (`"X Y Z"`); `held` are held besides, also without people."""
    taken = [(person, session) for session, those in seats.items() for person in those.split()]
    return Plan.of(taken, {*seats, *held})


def verdict(rule: Rule, problem: Problem, made: Plan) -> list[str]:
    """What the rule says of the plan, in English."""
    return [rule.explain(violation).en for violation in rule.verify(problem, made)]
