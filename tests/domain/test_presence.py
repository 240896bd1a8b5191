"""In how many sessions a kelurahan can be, and which cannot be in all; figures are worked out in
the docstrings.
"""

from __future__ import annotations

from okoce_opt.domain.activities import Activity
from okoce_opt.domain.calendar import Obstacle
from okoce_opt.domain.places import Kecamatan, Kelurahan, Venue
from okoce_opt.domain.presence import Exemption, exemptions, homes_in_need
from okoce_opt.domain.problem import Problem
from tests.hands import day, people, sid, world


def ids(letter: str, number: int) -> list[str]:
    return [f"{letter}{n}" for n in range(number)]


def busy(a: int, days: str = "", halls: tuple[int, ...] = (1,), **said: object) -> Problem:
    """a people of kelurahan a who can come on these days of January only, in so many halls, from
    Monday 5 to Friday 9.
    """
    away = [
        Obstacle("pendaftar", who, day(off), day(off))
        for who in ids("A", a)
        for off in "56789"
        if off not in days
    ]
    venues = [
        Venue(f"aula{n}" if n else "aula", "K1", "Aula", seats) for n, seats in enumerate(halls)
    ]
    return world(
        **{
            "registrants": people(*ids("A", a)),
            "venues": venues,
            "last": "9",
            "obstacles": away,
            **said,
        }
    )


def reach(problem: Problem, at_least: int = 1) -> list[tuple[int, int]]:
    """(sessions they can come to, sessions needed) of each exempted kelurahan."""
    return [(case.reach, case.sessions) for case in exemptions(problem, at_least, ())]


def test_one_session_less_than_needed() -> None:
    """Three people in a hall of 1 need 3 sessions: Monday to Wednesday will do, Monday and Tuesday
    will not.
    """
    assert reach(busy(3, "567")) == []
    assert exemptions(busy(3, "56"), 1, ()) == [Exemption("P", "a", people=3, reach=2, sessions=3)]


def test_a_hall_beside_it_is_one_more_on_the_same_day() -> None:
    """Four people: two days in two halls are four sessions, two days in one are two. The larger
    hall says how many are needed.
    """
    assert reach(busy(4, "56", halls=(1, 1))) == []
    assert reach(busy(4, "56")) == [(2, 4)]
    assert reach(busy(4, "5", halls=(1, 2))) == []
    assert reach(busy(6, "5", halls=(1, 2))) == [(2, 3)]


def test_a_whole_day_beside_a_half_is_still_one_session_at_a_time() -> None:
    """Six people, two days: mornings and afternoons are four sessions, whole days and mornings
    two.
    """
    for parts, most in (
        (("pagi", "siang"), 4),
        (("pagi", "siang", "sehari"), 4),
        (("pagi", "sehari"), 2),
        (("siang", "sehari"), 2),
    ):
        assert reach(busy(6, "56", parts=parts)) == [(most, 6)]


def test_as_many_as_are_wanted_must_be_able_to_come_together() -> None:
    """A0 can come on Monday and Tuesday, the others on Monday only: one of them twice, two together
    once. Two are needed.
    """
    away = [
        Obstacle("pendaftar", who, day(first), day("9"))
        for who, first in (("A0", "7"), ("A1", "6"), ("A2", "6"), ("A3", "6"))
    ]
    problem = world(
        registrants=people(*ids("A", 4)),
        venues=[Venue("aula", "K1", "Aula", 2)],
        last="9",
        obstacles=away,
    )
    assert reach(problem, at_least=1) == []
    assert reach(problem, at_least=2) == [(1, 2)]


def test_who_has_attended_needs_it_no_more() -> None:
    """A2 sat there on Monday: two of A are left, for two sessions, and two days on which they can
    come.
    """
    seated = [*people("A0", "A1"), *people("A2", pins=(sid("P", "5"),))]
    assert reach(busy(3, "67")) == [(2, 3)]
    assert reach(busy(3, "67", registrants=seated)) == [(2, 3)]
    assert reach(busy(3, "67", registrants=seated, today=day("6"))) == []


def test_what_is_over_is_no_day_to_come_on() -> None:
    """Two sessions are needed; from Thursday on two days are left, from Friday one, unless Monday
    is told to have been held.
    """
    homes = [*people("A0", "A1"), *people("B0", "B1", kelurahan="b")]
    hall = [Venue("aula", "K1", "Aula", 2)]
    rows = {"registrants": homes, "venues": hall, "last": "9"}
    assert reach(world(**rows, today=day("8"))) == []
    assert reach(world(**rows, today=day("9"))) == [(1, 2), (1, 2)]
    assert reach(world(**rows, today=day("9"), told=[(sid("P", "5"), True)])) == []


def test_who_needs_it_by_kecamatan_and_kelurahan() -> None:
    """Required activities of scope own, for whom they are meant and who has not done them; all of
    them, or those named.
    """
    problem = world(
        kecamatan=[Kecamatan("K1", "Satu", "1"), Kecamatan("K2", "Dua", "2")],
        kelurahan=[Kelurahan("a", "A", "K1"), Kelurahan("b", "B", "K1"), Kelurahan("c", "C", "K2")],
        venues=[Venue("aula", "K1", "Aula", 9), Venue("kota", "", "Balai Kota", 9)],
        activities=[
            Activity("B", "B", required=False),
            Activity("C", "C", city=True),
            Activity("P", "P"),
            Activity("Z", "Z", fields=frozenset({"kuliner"})),
        ],
        registrants=[
            *people("X1", kelurahan="b"),
            *people("X2"),
            *people("X3", kelurahan="b", field="kuliner", done=(("P", day("2")),)),
        ],
    )
    found = {
        (activity, code): {home: [r.id for r in those] for home, those in homes.items()}
        for activity, code, homes in homes_in_need(problem, ())
    }
    assert found == {
        ("P", "K1"): {"a": ["X2"], "b": ["X1"]},
        ("P", "K2"): {},
        ("Z", "K1"): {"b": ["X3"]},
        ("Z", "K2"): {},
    }
    assert [(activity, code) for activity, code, _ in homes_in_need(problem, ("Z", "B", "C"))] == [
        ("Z", "K1"),
        ("Z", "K2"),
    ]
