"""Why a session that a planner names cannot be: each reason by hand, and never a reason for one
that can.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from okoce_opt.domain.activities import Activity
from okoce_opt.domain.barred_candidates import explain_not_candidate
from okoce_opt.domain.calendar import CalendarDay, Obstacle
from okoce_opt.domain.places import Venue
from tests.hands import day, sid, world

HALL = Venue("aula", "K1", "Aula", 60)
FRIDAY = frozenset({4})


def why(problem, name: str) -> str:
    assert name not in problem.sessions
    return explain_not_candidate(problem, problem.session(name)).en


@pytest.mark.parametrize(
    ("said", "name", "expected"),
    [
        ({}, sid("P", "10"), "Saturday, 10 January 2026 is no open day"),
        ({}, sid("P", "19"), "Monday, 19 January 2026 is no open day"),
        (
            {"days": [CalendarDay(day("6"), is_open=False)]},
            sid("P", "6"),
            "Tuesday, 6 January 2026 is no open day",
        ),
        (
            {"obstacles": [Obstacle("tempat", "aula", day("6"), day("7"))]},
            sid("P", "6"),
            "(Tuesday, 6 January 2026 to Wednesday, 7 January 2026)",
        ),
        (
            {"obstacles": [Obstacle("program", "", day("6"), day("6"))]},
            sid("P", "6"),
            "there is an obstacle",
        ),
        (
            {"venues": [replace(HALL, weekdays=FRIDAY)]},
            sid("P", "6"),
            "Aula is not in use on Tuesdays",
        ),
        (
            {"activities": [Activity("P", "Pelatihan", weekdays=FRIDAY)]},
            sid("P", "6"),
            "Pelatihan is not held on Tuesdays",
        ),
        (
            {"activities": [Activity("P", "Pelatihan", city=True)]},
            sid("P", "6"),
            "Aula is no place for Pelatihan",
        ),
        (
            {
                "venues": [replace(HALL, activities=frozenset({"B"}))],
                "activities": [Activity("P", "P"), Activity("B", "B")],
            },
            sid("P", "6"),
            "Aula is no place for P",
        ),
        (
            {
                "parts": ("pagi", "siang"),
                "activities": [Activity("P", "Pelatihan", parts=("pagi",))],
            },
            sid("P", "6", part="siang"),
            "Pelatihan does not use part siang",
        ),
        (
            {
                "parts": ("pagi", "siang"),
                "days": [CalendarDay(day("6"), parts=frozenset({"pagi"}))],
            },
            sid("P", "6", part="siang"),
            "Part siang of the day is not in use on Tuesday, 6 January 2026",
        ),
        ({"activities": [Activity("P", "P", only_told=True)]}, sid("P", "6"), "Mend the date"),
    ],
)
def test_each_reason(said: dict, name: str, expected: str) -> None:
    assert expected in why(world(**said), name)


def test_a_candidate_has_no_reason() -> None:
    problem = world(obstacles=[Obstacle("tempat", "aula", day("6"), day("7"))])
    assert problem.sessions
    assert {explain_not_candidate(problem, s).en for s in problem.sessions.values()} == {
        "Mend the date, or open the day in the calendar."
    }
