"""Ways to the venue, in worlds drawn by hand."""

from __future__ import annotations

import math
import random
from dataclasses import replace

import pytest

from okoce_opt.domain.activities import Activity
from okoce_opt.domain.coordinates import measure_hectometres
from okoce_opt.domain.people import Registrant
from okoce_opt.domain.places import Kecamatan, Kelurahan, Venue
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.shares import Fare
from okoce_opt.goals.goal import PricedGoal
from okoce_opt.goals.travel import Travel
from okoce_opt.instance import Instance
from okoce_opt.model.search.state import WHOLE
from okoce_opt.model.search.whole import plan_whole
from okoce_opt.model.solvers.cpsat import Effort
from okoce_opt.rules.everyone_placed import EveryonePlaced
from tests.hands import people, plan, sid, world
from tests.worlds import ALWAYS_ON

HOMES = [Kelurahan("a", "A", "K1", -6.1, 106.8), Kelurahan("b", "B", "K1", -6.2, 106.8)]
AULA = Venue("aula", "K1", "Aula", 60, latitude=-6.11, longitude=106.8)
BALAI = Venue("balai", "K1", "Balai", 60, latitude=-6.2, longitude=106.81)


def town(**said: object) -> Problem:
    """X, Y and Z of kelurahan a, W of b; the aula is 11 hm south of a, the balai 11 hm east of
    b.
    """
    rows = {
        "kelurahan": HOMES,
        "venues": [AULA, BALAI],
        "registrants": [*people("X", "Y", "Z"), *people("W", kelurahan="b")],
    }
    return world(**{**rows, **said})


def haversine(one: Kelurahan, other: Kelurahan) -> float:
    """On the sphere itself, in hectometres (Sinnott, Virtues of the Haversine, Sky and Telescope
    68, 1984).
    """
    phi, psi = math.radians(one.latitude or 0), math.radians(other.latitude or 0)
    east = math.radians((one.longitude or 0) - (other.longitude or 0))
    half = math.sin((phi - psi) / 2) ** 2 + math.cos(phi) * math.cos(psi) * math.sin(east / 2) ** 2
    return 2 * 63_710.088 * math.asin(math.sqrt(half))


def test_distances_are_those_on_the_globe() -> None:
    rng = random.Random("map")
    for _ in range(500):
        one, other = (
            Kelurahan("", "", "", rng.uniform(-6.4, -6.0), rng.uniform(106.6, 107.0)) for _ in "ab"
        )
        found = measure_hectometres(one, other)
        assert found is not None
        assert abs(found - haversine(one, other)) <= 0.5 + 0.001 * found
        assert found == measure_hectometres(other, one)
    assert measure_hectometres(HOMES[0], HOMES[1]) == 111
    assert measure_hectometres(HOMES[0], HOMES[0]) == 0
    assert measure_hectometres(HOMES[0], replace(AULA, latitude=None, longitude=None)) is None


def test_ways_are_summed_over_seats() -> None:
    """11.12 hm is 11; W to the aula is 100 hm; whoever has two seats goes twice."""
    problem = town(activities=[Activity("P", "P"), Activity("Z", "Z")])
    made = plan({sid("P", "5"): "X Y", sid("Z", "6"): "X", sid("P", "7", venue="balai"): "W"})
    assert Travel().measure(problem, made) == 3 * 11 + 11
    assert Travel().measure(problem, plan({sid("P", "5"): "W"})) == 100
    assert Travel().measure(problem, plan({sid("P", "5"): "stranger", "apa saja": "X"})) == 0


def test_the_person_goes_before_the_household_and_that_before_the_kelurahan() -> None:
    those = [
        replace(r, household=h) for r, h in zip(people("X", "Y", "Z"), ("H", "H", ""), strict=True)
    ]
    fares = [Fare("a", "aula", 30), Fare("H", "aula", 20), Fare("X", "aula", 0)]
    problem = town(registrants=[*those, *people("W", kelurahan="b")], fares=fares)
    paid = {who: Travel().measure(problem, plan({sid("P", "5"): who})) for who in "XYZW"}
    assert paid == {"X": 0, "Y": 20, "Z": 30, "W": 100}
    alike = {who: Travel().distinguishes(problem, problem.registrants[who]) for who in "XYZW"}
    assert alike["X"] == (("aula", 0), ("balai", 112))
    assert len(set(alike.values())) == 4


def test_people_of_one_kelurahan_are_alike_until_a_price_says_otherwise() -> None:
    tell = Travel().distinguishes
    plain, priced = town(), town(fares=[Fare("X", "aula", 11), Fare("Y", "aula", 12)])
    assert tell(plain, plain.registrants["X"]) == tell(plain, plain.registrants["Y"])
    assert tell(priced, priced.registrants["X"]) == tell(priced, priced.registrants["Z"]), (
        "11 is the distance"
    )
    assert tell(priced, priced.registrants["X"]) != tell(priced, priced.registrants["Y"])


def test_a_counter_of_another_kelurahan_is_not_looked_at() -> None:
    counter = Venue("loket", "K1", "Loket", 9, kelurahan="b")
    problem = town(venues=[AULA, counter], fares=[Fare("b", "loket", 3)])
    assert list(Travel().validate(problem)) == []
    assert [venue for venue, _ in Travel().distinguishes(problem, problem.registrants["X"])] == [
        "aula"
    ]  # type: ignore[attr-defined]
    assert Travel().floor(problem, 0) == 3 * 11 + 3


def test_the_floor_is_everyones_cheapest_way() -> None:
    """X, Y, Z 11 each to the aula, W 11 to the balai; those left over may be any."""
    problem = town()
    assert [Travel().floor(problem, left) for left in range(6)] == [44, 33, 22, 11, 0, 0]
    assert Travel().floor(town(fares=[Fare("W", "balai", 50)]), 1) == 33, "the dearest is left over"
    done = town(registrants=people("X", done=(("P", problem.calendar.first.replace(day=1)),)))
    assert Travel().floor(done, 0) == 0


def test_a_seat_kept_in_the_old_kecamatan_counts_from_the_new_home() -> None:
    two = [Kecamatan("K1", "Satu"), Kecamatan("K2", "Dua")]
    far = Venue("jauh", "K2", "Jauh", 60, latitude=-6.15, longitude=106.8)
    pin = sid("P", "6", venue="jauh")
    mover = Registrant("X", "K1", "a", pins=(pin,))
    problem = town(kecamatan=two, venues=[AULA, far], registrants=[mover])
    assert Travel().distinguishes(problem, mover) == (("aula", 11), ("jauh", 56))
    assert Travel().measure(problem, plan({pin: "X"})) == 56
    assert Travel().floor(problem, 0) <= 56


@pytest.mark.parametrize("seats", [60, 2])
def test_a_plan_sends_people_to_the_near_hall(seats: int) -> None:
    """With room for all each goes to the near hall; an aula of two on one day sends one of three
    the long way.
    """
    problem = town(venues=[replace(AULA, seats=seats), BALAI], first="5", last="5")
    rules = [*ALWAYS_ON, EveryonePlaced()]
    part, impossible = plan_whole(
        WHOLE, Instance(problem, rules, [(PricedGoal(Travel()),)]), Effort(deterministic=5)
    )
    assert not impossible
    assert part.counts is not None
    assert (part.counts.values, part.bounds) == (
        {60: (44,), 2: (33 + 112,)}[seats],
        {60: (44,), 2: (145,)}[seats],
    )


def test_what_has_neither_price_nor_point_is_told_once_a_table() -> None:
    homes = [replace(HOMES[0], latitude=None, longitude=None), HOMES[1]]
    problem = town(kelurahan=homes)
    (only,) = Travel().validate(problem)
    assert (only.code, only.table, only.key, only.column) == (
        "way_unknown",
        "kelurahan",
        "a",
        "lintang",
    )
    assert only.advice.en == "Fill in lintang and bujur, or prices of the ways, for 1 row: A."
    halls = [replace(hall, latitude=None, longitude=None) for hall in (AULA, BALAI)]
    found = list(Travel().validate(town(kelurahan=homes, venues=halls)))
    assert [(c.table, c.key) for c in found] == [("kelurahan", "a"), ("tempat", "aula")]
    assert "aula, balai" in found[1].advice.id
    prices = [Fare(home, hall, 5) for home in "ab" for hall in ("aula", "balai")]
    assert list(Travel().validate(town(kelurahan=homes, venues=halls, fares=prices))) == []
    assert [(c.table, c.key) for c in Travel().validate(town(venues=halls, fares=prices[1:]))] == [
        ("tempat", "aula")
    ]


def test_what_nobody_needs_may_stay_unknown() -> None:
    """A kelurahan without people, and a hall that only hosts what is done in the city."""
    idle = Venue("gudang", "K1", "Gudang", 9, weekdays=frozenset({6}))
    homes = [*HOMES, Kelurahan("c", "C", "K1")]
    assert list(Travel().validate(town(kelurahan=homes, venues=[AULA, BALAI, idle]))) == []
