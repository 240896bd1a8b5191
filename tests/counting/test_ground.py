"""What counts stand on: sessions of a venue that do not collide, the rooms of a day, and which
sessions are usable.
"""

from __future__ import annotations

import itertools
import random
from datetime import date, timedelta

import pytest

from okoce_opt.counting.ground import Ground, count_daily, count_most_disjoint, group_by_venue
from okoce_opt.domain.activities import Activity
from okoce_opt.domain.people import Registrant
from okoce_opt.domain.places import Kecamatan, Kelurahan, Venue
from okoce_opt.domain.sessions import Session
from okoce_opt.rules.deadline import Deadline
from okoce_opt.rules.everyone_placed import EveryonePlaced
from okoce_opt.rules.simultaneous_phase import SimultaneousPhase
from okoce_opt.rules.turns import Turns
from tests import hands
from tests.counting.small import HALVES, MONDAY, WHOLE, world

PARTS = {part.id: part for part in (*HALVES, WHOLE)}


def session(first, length=1, part="sehari", venue="aula", seats=10, activity="P"):
    days = tuple(MONDAY + timedelta(first + n) for n in range(length))
    return Session(activity, venue, part, days, PARTS[part].halves, "K1", seats)


def apart(sessions):
    """The most sessions of which no two collide, looked for one set after the other."""
    sets = [
        those for n in range(len(sessions) + 1) for those in itertools.combinations(sessions, n)
    ]
    return max(
        len(those)
        for those in sets
        if all(not a.slots & b.slots for a, b in itertools.combinations(those, 2))
    )


@pytest.mark.parametrize(
    "parts", [["sehari"], ["pagi", "sehari"], ["siang", "sehari"], ["pagi", "siang"], list(PARTS)]
)
def test_sessions_that_do_not_collide(parts):
    """Exactly, unless whole days, mornings and afternoons are mixed: then never too few."""
    dice = random.Random(str(parts))
    for _ in range(100):
        sessions = [
            session(dice.randrange(6), dice.choice((1, 1, 2, 3)), dice.choice(parts))
            for _ in range(dice.randint(0, 7))
        ]
        if len(parts) < 3:
            assert count_most_disjoint(sessions) == apart(sessions)
        else:
            assert count_most_disjoint(sessions) >= apart(sessions)


def weekly(first, length, seats=10):
    """Once a week from a day on."""
    days = tuple(MONDAY + timedelta(first + 7 * n) for n in range(length))
    return Session("P", "aula", "sehari", days, WHOLE.halves, "K1", seats)


def test_classes_once_a_week_stand_beside_one_another():
    """Tuesdays and Wednesdays for two weeks are two classes of one hall, of three each: one was
    counted, 2 of 5 people were said to be short, and with everyone to be placed it was impossible.
    """
    assert count_most_disjoint([weekly(1, 2), weekly(2, 2)]) == 2
    dice = random.Random("weekly")
    for _ in range(60):
        classes = [weekly(dice.randrange(14), 2) for _ in range(dice.randint(1, 7))]
        assert count_most_disjoint(classes) == apart(classes)
        mixed = [*classes[:4], *(session(dice.randrange(14), 1) for _ in range(3))]
        assert count_most_disjoint(mixed) >= apart(mixed)


def test_rooms_of_a_day():
    """Monday: aula twice 10 (pagi and siang), balai once 20. Tuesday: aula once, a class goes on or
    30 people come.
    """
    sessions = [
        session(0, part="pagi"),
        session(0, part="siang", seats=8),
        session(0, part="sehari", seats=9),
        session(0, part="sehari", seats=20, venue="balai"),
        session(0, part="siang", seats=5, venue="balai"),
        session(0, 2, part="pagi", seats=10),
        session(1, seats=30),
        session(2, seats=3),
    ]
    days = [MONDAY + timedelta(n) for n in range(3)]
    assert count_daily(sessions) == dict(zip(days, [(3, 40), (1, 30), (1, 3)], strict=True))
    assert {venue: len(those) for venue, those in group_by_venue(sessions).items()} == {
        "aula": 6,
        "balai": 2,
    }


def city():
    """K1 (group 1) and K2 (group 2); P required, B offered, C in the city; Monday is group 1's
    turn, Tuesday group 2's.
    """
    return hands.world(
        kecamatan=[Kecamatan("K1", "Satu", "1"), Kecamatan("K2", "Dua", "2")],
        kelurahan=[Kelurahan("a", "A", "K1"), Kelurahan("c", "C", "K2")],
        venues=[
            Venue("aula", "K1", "", 10),
            Venue("balai", "K2", "", 4),
            Venue("kota", "", "", 30),
        ],
        activities=[
            Activity("P", "Pelatihan", min_people=5),
            Activity("B", "Bazar", required=False),
            Activity("C", "Ceramah", city=True),
        ],
        calendar=world([None], days=3, groups="12").calendar,
        registrants=[Registrant("X", "K1", "a"), Registrant("Y", "K2", "c")],
    )


def usable(problem, *rules):
    """Activity, venue and day of the month of each usable session."""
    return {(s.activity, s.venue, s.first_day.day) for s in Ground.of(problem, rules).usable}


def test_a_hall_with_fewer_seats_than_the_least_number_of_people_is_not_usable():
    assert {(a, v) for a, v, _ in usable(city())} == {
        ("P", "aula"),
        ("B", "aula"),
        ("B", "balai"),
        ("C", "kota"),
    }


def test_turns_bind_kecamatan_and_not_the_city():
    said = usable(city(), Turns())
    assert {(v, on) for a, v, on in said if a == "B"} == {("aula", 5), ("balai", 6), ("aula", 7)}
    assert {on for a, _, on in said if a == "C"} == {5, 6, 7}


def test_every_day_of_a_class_is_a_day_of_the_turn():
    """Turns change from day to day, so a class of two days is never within one."""
    problem = world([None], days=4, groups="12", activities=[Activity("P", "P", days=2)])
    assert {on for _, _, on in usable(problem)} == {5, 6, 7}
    assert usable(problem, Turns()) == set()


def test_a_deadline_binds_required_activities_to_the_day_itself():
    said = usable(city(), Deadline(date(2026, 1, 6)))
    assert {on for a, _, on in said if a == "P"} == {on for a, _, on in said if a == "C"} == {5, 6}
    assert {on for a, _, on in said if a == "B"} == {5, 6, 7}


def test_told_not_to_be_held_is_not_usable():
    problem = world(
        [None],
        told=[("P|hall-K1-0|2026-01-05|sehari", False), ("P|hall-K1-0|2026-01-06|sehari", True)],
    )
    assert {on for _, _, on in usable(problem)} == {6}


def test_what_is_over_is_not_usable():
    assert {on for _, _, on in usable(world([None], days=3, today=date(2026, 1, 6)))} == {6, 7}


def test_what_rules_say():
    bare, full = (
        Ground.of(city(), []),
        Ground.of(city(), [Turns(), SimultaneousPhase(3), EveryonePlaced()]),
    )
    four = ("K1", "K2", "K3", "K4")
    assert (bare.everyone, bare.most_meeting(four), bare.turns) == (False, 4, False)
    assert (full.everyone, full.most_meeting(four), full.turns) == (True, 3, True)


def test_places_and_who_needs_them():
    """X and Y both need C in the city; P each at home, and in K2 no hall is large enough."""
    ground = Ground.of(city(), [])
    assert {key: [c.people for c in crowds] for key, crowds in ground.needs.items()} == {
        ("", "C"): [("X",), ("Y",)],
        ("K1", "P"): [("X",)],
        ("K2", "P"): [("Y",)],
    }
    assert (ground.people("", "C"), ground.people("K1", "C")) == (2, 0)
    assert [len(ground.open_to(place, "P", whole=True)) for place in ("K1", "K2", "")] == [3, 0, 0]
    assert [(ground.name(place).id, ground.name(place).en) for place in ("", "K2")] == [
        ("Kota", "City"),
        ("Dua", "Dua"),
    ]
    assert ground.title("C") == "Ceramah"
