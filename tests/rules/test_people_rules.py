"""own_kecamatan, available_days, everyone_once, everyone_placed, venue_capacity, session_size:
rules about people and chairs.
"""

from __future__ import annotations

from dataclasses import replace

from okoce_opt.domain.activities import Activity
from okoce_opt.domain.calendar import Obstacle
from okoce_opt.domain.people import Registrant
from okoce_opt.domain.places import Kecamatan, Kelurahan, Venue
from okoce_opt.rules.available_days import AvailableDays
from okoce_opt.rules.everyone_once import EveryoneOnce
from okoce_opt.rules.everyone_placed import EveryonePlaced
from okoce_opt.rules.own_kecamatan import OwnKecamatan
from okoce_opt.rules.session_size import SessionSize
from okoce_opt.rules.venue_capacity import VenueCapacity
from okoce_opt.testing import Decided, everyone_apart
from tests.hands import day, people, plan, sid, verdict, world

TWO = {
    "kecamatan": [Kecamatan("K1", "Satu", "1"), Kecamatan("K2", "Dua", "2")],
    "kelurahan": [Kelurahan("a", "A", "K1"), Kelurahan("c", "C", "K2")],
    "venues": [
        Venue("aula", "K1", "Aula", 60),
        Venue("balai", "K2", "Balai", 60),
        Venue("kota", "", "Balai Kota", 60),
    ],
    "activities": [Activity("P", "P", max_people=60), Activity("B", "B", city=True)],
}
ELSEWHERE = sid("P", "5", venue="balai")


def test_own_kecamatan() -> None:
    problem = world(**TWO)
    assert (
        verdict(
            OwnKecamatan(), problem, plan({sid("P", "5"): "X", sid("B", "6", venue="kota"): "X"})
        )
        == []
    )
    assert verdict(OwnKecamatan(), problem, plan({ELSEWHERE: "X"})) == [
        "Registrant X of kecamatan K1 sits in kecamatan K2."
    ]
    # someone who is on no list is everyone_once's to tell
    assert verdict(OwnKecamatan(), problem, plan({ELSEWHERE: "stranger"})) == []


def test_who_moved_house_keeps_what_was_attended() -> None:
    moved = world(
        **TWO, registrants=people("X", pins=(ELSEWHERE,), weekdays=frozenset({1})), today=day("6")
    )
    assert verdict(OwnKecamatan(), moved, plan({ELSEWHERE: "X"})) == []
    assert verdict(AvailableDays(), moved, plan({ELSEWHERE: "X"})) == []
    strata = everyone_apart(moved)
    seat = {("K1/X", ELSEWHERE): 1}
    assert Decided(moved, [OwnKecamatan(), AvailableDays()], strata, seat, ()).met
    tell = (OwnKecamatan().distinguishes, AvailableDays().distinguishes)
    assert [ELSEWHERE in repr(look(moved, moved.registrants["X"])) for look in tell] == [True, True]
    not_yet = replace(moved, today=day("5"))
    assert not Decided(not_yet, [OwnKecamatan()], strata, seat, ()).met
    assert not Decided(
        not_yet, [OwnKecamatan()], strata, {("K1/X", sid("P", "6", venue="balai")): 1}, ()
    ).met
    assert Decided(not_yet, [OwnKecamatan()], strata, {("K1/X", sid("P", "6")): 1}, ()).met
    assert [ELSEWHERE in repr(look(not_yet, not_yet.registrants["X"])) for look in tell] == [
        False,
        False,
    ]
    assert len(verdict(OwnKecamatan(), not_yet, plan({ELSEWHERE: "X"}))) == 1
    assert len(verdict(AvailableDays(), not_yet, plan({ELSEWHERE: "X"}))) == 1


def test_available_days() -> None:
    """X can come on Mondays and Tuesdays and is away from the 6th to the 12th: Monday the 5th,
    Tuesday the 13th are left.
    """
    away = Obstacle("pendaftar", "X", day("6"), day("12"))
    problem = world(registrants=people("X", weekdays=frozenset({0, 1})), obstacles=[away])
    said = {
        on: verdict(AvailableDays(), problem, plan({sid("P", on): "X"}))
        for on in ("5", "6", "7", "12", "13", "14")
    }
    assert [on for on, found in said.items() if not found] == ["5", "13"]
    assert said["12"] == ["Registrant X cannot come on Monday, 12 January 2026."]


def test_everyone_once() -> None:
    problem = world(
        activities=[
            Activity("P", "P"),
            Activity("B", "B", times=2),
            Activity("K", "K", fields=frozenset({"kuliner"})),
        ],
        registrants=[*people("X", field="kuliner"), *people("Y", done=(("P", day("2")),))],
    )
    rule = EveryoneOnce()
    assert (
        verdict(
            rule,
            problem,
            plan(
                {sid("P", "5"): "X", sid("K", "6"): "X", sid("B", "7"): "X Y", sid("B", "8"): "X Y"}
            ),
        )
        == []
    )
    twice = plan({sid("P", "5"): "X", sid("P", "6"): "X"})
    assert verdict(rule, problem, twice) == ["Registrant X: 2 seats in activity P, allowed 1."]
    assert verdict(rule, problem, plan({sid("B", on): "X" for on in "567"})) == [
        "Registrant X: 3 seats in activity B, allowed 2."
    ]
    assert verdict(rule, problem, plan({sid("P", "5"): "Y"})) == [
        "Registrant Y: 1 seat in activity P, allowed 0."
    ]
    assert verdict(rule, problem, plan({sid("K", "5"): "Y"})) == [
        "Registrant Y: 1 seat in activity K, allowed 0."
    ]
    assert verdict(rule, problem, plan({sid("P", "5"): "P9999"})) == [
        "P9999 is not on the list of registrants."
    ]


def test_everyone_placed() -> None:
    problem = world(
        activities=[
            Activity("P", "P"),
            Activity("B", "B", required=False),
            Activity("K", "K", fields=frozenset({"kuliner"})),
        ],
        registrants=[
            *people("X", field="kuliner"),
            *people("Y", done=(("P", day("2")),)),
            *people("Z"),
        ],
    )
    made = plan({sid("K", "5"): "X", sid("P", "6"): "Z"})
    assert verdict(EveryonePlaced(), problem, made) == ["Registrant X has no seat in activity P."]
    assert (
        verdict(EveryonePlaced(), problem, plan({sid("K", "5"): "X", sid("P", "6"): "X Z"})) == []
    )


def test_chairs() -> None:
    """A hall of 2 and at most 3 people: 2 fit. A session that is not held has no chairs."""
    problem = world(
        venues=[Venue("aula", "K1", "Aula", 2)], activities=[Activity("P", "P", max_people=3)]
    )
    assert verdict(VenueCapacity(), problem, plan({sid("P", "5"): "X Y"})) == []
    assert verdict(VenueCapacity(), problem, plan({sid("P", "5"): "X Y Z"})) == [
        "Session P|aula|2026-01-05|sehari: 3 people for 2 seats."
    ]
    unheld = replace(plan({sid("P", "5"): "X"}), held=frozenset())
    assert verdict(VenueCapacity(), problem, unheld) == [
        "Session P|aula|2026-01-05|sehari: 1 person for 0 seats."
    ]
    big = world(
        venues=[Venue("aula", "K1", "Aula", 9)], activities=[Activity("P", "P", max_people=2)]
    )
    assert len(verdict(VenueCapacity(), big, plan({sid("P", "5"): "X Y Z"}))) == 1
    assert verdict(VenueCapacity(), problem, plan({"apa saja": "X Y Z"})) == []


def test_a_held_session_is_not_too_small() -> None:
    problem = world(activities=[Activity("P", "P", min_people=2)])
    assert verdict(SessionSize(), problem, plan({sid("P", "5"): "X Y"})) == []
    assert verdict(SessionSize(), problem, plan({sid("P", "5"): "X"})) == [
        "Session P|aula|2026-01-05|sehari: 1 person, at least 2."
    ]
    assert len(verdict(SessionSize(), problem, plan({}, held=(sid("P", "5"),)))) == 1
    # people in a session that is not held are venue_capacity's to tell
    assert (
        verdict(SessionSize(), problem, replace(plan({sid("P", "5"): "X"}), held=frozenset())) == []
    )
    assert verdict(SessionSize(), problem, plan({"apa saja": "X"})) == []


def test_what_people_are_told_apart_by() -> None:
    away = Obstacle("pendaftar", "Y", day("7"), day("7"))
    ends_9 = world(registrants=people("X", "Y"), last="9", obstacles=[away])
    x, y = ends_9.registrants.values()
    saturday = Registrant("S", "K1", "a", weekdays=frozenset(range(6)))
    tell = AvailableDays().distinguishes
    assert tell(ends_9, x) == tell(ends_9, saturday) == (frozenset(), ())
    assert tell(ends_9, y) == (frozenset({(day("7"),)}), ())
    todo = EveryoneOnce().distinguishes
    assert todo(ends_9, x) == (("P",), ())
    assert todo(world(activities=[Activity("P", "P", times=2), Activity("Z", "Z")]), x) == "X"
    assert (
        EveryonePlaced().distinguishes(world(activities=[Activity("P", "P", required=False)]), x)
        == ()
    )
