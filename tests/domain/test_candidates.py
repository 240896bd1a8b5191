"""The days of a session that lasts several, drawn by hand in January 2026 (the 5th is a Monday)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from okoce_opt.domain.activities import Activity
from okoce_opt.domain.calendar import CalendarDay, Obstacle
from okoce_opt.domain.places import Venue
from okoce_opt.domain.turnout import Turnout, invitations
from tests.hands import MONDAY_TO_FRIDAY, day, world

LONG = Activity("P", "Pelatihan", days=3)
TUE_THU = frozenset({1, 3})


def spans(activity: Activity, **said: object) -> list[tuple[int, ...]]:
    """The days of the month of each candidate."""
    problem = world(activities=[activity], **said)
    return [tuple(one.day for one in session.days) for session in problem.sessions.values()]


def test_a_class_goes_on_after_the_weekend_and_after_a_holiday() -> None:
    closed = [CalendarDay(day("7"), is_open=False)]
    assert spans(LONG, last="12") == [(5, 6, 7), (6, 7, 8), (7, 8, 9), (8, 9, 12)]
    assert spans(LONG, last="12", days=closed) == [(5, 6, 8), (6, 8, 9), (8, 9, 12)]


def test_one_that_must_not_be_broken_off_is_not() -> None:
    unbroken = replace(LONG, resumes=False)
    assert spans(unbroken, last="12") == [(5, 6, 7), (6, 7, 8), (7, 8, 9)]
    assert spans(unbroken, last="12", days=[CalendarDay(day("7"), is_open=False)]) == []
    with_sundays = frozenset(range(7))
    assert (8, 9, 10) in spans(unbroken, last="12", weekdays=with_sundays)


def test_tuesdays_and_thursdays() -> None:
    """A holiday on Thursday 8: one class goes on the week after, the other cannot be."""
    twice = replace(LONG, weekdays=TUE_THU)
    holiday = [CalendarDay(day("8"), is_open=False)]
    assert spans(twice, last="16") == [(6, 8, 13), (8, 13, 15)]
    assert spans(twice, last="16", days=holiday) == [(6, 13, 15)]
    assert spans(replace(twice, resumes=False), last="16", days=holiday) == []


def test_once_a_week() -> None:
    """Three Mondays, three Tuesdays, ...; where the second Monday is closed the class ends a week
    later, or cannot be.
    """
    weekly = replace(LONG, weekly=True, weekdays=frozenset({0}))
    holiday = [CalendarDay(day("12"), is_open=False)]
    assert spans(weekly, last="26") == [(5, 12, 19), (12, 19, 26)]
    assert spans(weekly, last="26", days=holiday) == [(5, 19, 26)]
    assert spans(replace(weekly, resumes=False), last="26", days=holiday) == []
    assert spans(replace(weekly, weekdays=None), last="20") == [(5, 12, 19), (6, 13, 20)]


def test_each_hall_has_its_own_closed_days() -> None:
    halls = [Venue("aula", "K1", "Aula", 60), Venue("balai", "K1", "Balai", 60)]
    closed = [Obstacle("tempat", "balai", day("6"), day("6"))]
    problem = world(activities=[LONG], venues=halls, obstacles=closed, last="9")
    found = {(s.venue, tuple(one.day for one in s.days)) for s in problem.sessions.values()}
    assert found == {
        ("aula", (5, 6, 7)),
        ("aula", (6, 7, 8)),
        ("aula", (7, 8, 9)),
        ("balai", (5, 7, 8)),
        ("balai", (7, 8, 9)),
    }


def test_parts_that_a_day_does_not_have() -> None:
    """No afternoons on Fridays, only mornings on soft days, and what is said of a day itself comes
    first.
    """
    said = [
        CalendarDay(day("6"), soft=True),
        CalendarDay(day("7"), soft=True, parts=frozenset({"siang"})),
        CalendarDay(day("9"), parts=frozenset({"siang"})),
    ]
    problem = world(activities=[Activity("P", "P")], parts=("pagi", "siang"), days=said, last="16")
    calendar = replace(
        problem.calendar,
        weekday_parts={4: frozenset({"pagi"})},
        soft_parts=frozenset({"pagi"}),
        weekdays=MONDAY_TO_FRIDAY,
    )
    use = {n: sorted(calendar.parts_on(day(str(n)))) for n in (5, 6, 7, 9, 16)}
    assert use == {5: ["pagi", "siang"], 6: ["pagi"], 7: ["siang"], 9: ["siang"], 16: ["pagi"]}


def test_a_hall_holds_what_it_is_for_and_two_share_a_tent() -> None:
    yard = Venue("halaman", "K1", "Halaman", 28, activities=frozenset({"B"}))
    fair = Activity("B", "Bazar", required=False, per_seat=2, everywhere=True)
    square = Venue("alun", "", "Alun-alun", 40, activities=frozenset({"B"}))
    hall = Venue("aula", "K1", "Aula", 60, activities=frozenset({"P"}))
    problem = world(activities=[Activity("P", "P"), fair], venues=[hall, yard, square], last="5")
    assert sorted((s.activity, s.venue, s.seats) for s in problem.sessions.values()) == [
        ("B", "alun", 80),
        ("B", "halaman", 56),
        ("P", "aula", 60),
    ]
    assert [s.venue for s in problem.open_to("K1", "B")] == ["alun", "halaman"]


@pytest.mark.parametrize(
    ("seats", "per_thousand", "most"),
    [
        (100, 877, 108),
        (100, 630, 144),
        (100, 500, 179),
        (20, 877, 20),
        (20, 630, 26),
        (20, 500, 31),
        (20, 1000, 20),
    ],
)
def test_invitations(seats: int, per_thousand: int, most: int) -> None:
    """C51: overflow at most once in twenty sessions."""
    assert invitations(seats, Turnout("P", "", per_thousand, 20)) == most
    assert invitations(seats, Turnout("P", "", per_thousand)) == seats
    assert invitations(seats, None) == seats
