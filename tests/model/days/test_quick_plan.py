"""The quick plan: what it must not overlook."""

from __future__ import annotations

from okoce_opt.domain.activities import Activity, Order
from okoce_opt.domain.calendar import Obstacle
from okoce_opt.domain.people import Registrant
from okoce_opt.domain.places import Kecamatan, Kelurahan, Venue
from okoce_opt.model.days.quick_plan import greedy
from okoce_opt.rules.simultaneous_phase import SimultaneousPhase
from okoce_opt.verify import verify
from tests.hands import day, people, sid, world
from tests.worlds import ALWAYS_ON


def test_of_several_earlier_seats_any_that_is_in_time_will_do() -> None:
    """X has A on the 5th and the 14th; B follows within 14 days and can be on the 21st at the
    earliest.
    """
    pins = (sid("A", "5"), sid("A", "14"))
    problem = world(
        activities=[Activity("A", "A", max_people=60, times=2), Activity("B", "B", max_people=60)],
        orders=[Order("B", "A", 1, 14)],
        obstacles=[
            Obstacle("program", "", day(first), day(last))
            for first, last in (("6", "13"), ("15", "20"))
        ],
        registrants=people("X", pins=pins),
        told=[(pin, True) for pin in pins],
        last="23",
    )
    assert greedy(problem, ALWAYS_ON).seats == {("X", pin) for pin in (*pins, sid("B", "21"))}


def test_a_room_that_stays_half_empty_is_better_than_nobody() -> None:
    """A can come on Monday and B on Tuesday, C never: neither day fills the room, and both are held
    for one person each.
    """
    days = {"A": 0, "B": 1, "C": 4}
    those = [
        one for name, weekday in days.items() for one in people(name, weekdays=frozenset({weekday}))
    ]
    problem = world(registrants=those, last="6")
    assert greedy(problem, ALWAYS_ON).seats == {("A", sid("P", "5")), ("B", sid("P", "6"))}


def test_nobody_sits_in_less_than_the_least() -> None:
    """With two as the least, neither is held."""
    those = [*people("A", weekdays=frozenset({0})), *people("B", weekdays=frozenset({1}))]
    problem = world(
        registrants=those, last="6", activities=[Activity("P", "P", min_people=2, max_people=60)]
    )
    assert greedy(problem, ALWAYS_ON).seats == frozenset()


def test_nobody_more_meets_on_any_day_of_a_session() -> None:
    """Sessions of two days and one kecamatan a day: K2 fills Tuesday and Wednesday; one of K1 can
    on Monday and Tuesday.
    """
    homes = [
        Registrant("A", "K1", "a", weekdays=frozenset({0, 1})),
        Registrant("B", "K1", "a", weekdays=frozenset({4})),
    ]
    homes += [Registrant(name, "K2", "b", weekdays=frozenset({1, 2})) for name in ("X", "Y")]
    rules = (*ALWAYS_ON, SimultaneousPhase(1))
    problem = world(
        kecamatan=[Kecamatan("K1", "Satu"), Kecamatan("K2", "Dua")],
        kelurahan=[Kelurahan("a", "A", "K1"), Kelurahan("b", "B", "K2")],
        venues=[Venue("aula", "K1", "Aula", 60), Venue("balai", "K2", "Balai", 60)],
        activities=[Activity("P", "P", days=2, max_people=60)],
        registrants=homes,
        last="9",
    )
    made = greedy(problem, rules)
    assert made.held == {sid("P", "6", venue="balai")}
    assert verify(problem, rules, made) == []


def test_what_is_offered_is_not_held_half_empty() -> None:
    """Of three who might come to a bazaar only one can, each day: nobody asks that it be held for
    so few.
    """
    those = [
        one
        for name, weekday in {"A": 0, "B": 1, "C": 4}.items()
        for one in people(name, weekdays=frozenset({weekday}))
    ]
    problem = world(
        registrants=those, last="6", activities=[Activity("P", "P", required=False, max_people=60)]
    )
    assert greedy(problem, ALWAYS_ON).seats == frozenset()
