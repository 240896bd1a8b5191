"""What is offered: bazaars in a kecamatan, in the city, or both; who gets a stall, and how fairly
stalls are shared.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from okoce_opt.domain.activities import Activity
from okoce_opt.domain.people import Registrant
from okoce_opt.domain.places import Kecamatan, Kelurahan, Venue
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.shares import Share
from okoce_opt.goals.fair_shares import FairShares
from okoce_opt.goals.goal import PricedGoal
from okoce_opt.goals.many_served import ManyServed
from okoce_opt.instance import Instance
from okoce_opt.model.formulation.strata import stratify
from okoce_opt.model.naming.draw import draw
from okoce_opt.model.search.whole import plan_whole
from okoce_opt.model.solvers.cpsat import Effort
from okoce_opt.verify import verify
from tests.hands import day, plan, sid, world
from tests.worlds import ALWAYS_ON

SEVEN = range(1, 8)


def bazaar(**said: object) -> Activity:
    """Offered, twelve stalls."""
    return Activity("B", "Bazar", **{"required": False, "max_people": 12, **said})  # type: ignore[arg-type]


def city_of_seven(activity: Activity, **said: object) -> Problem:
    """Seven kecamatan of five people and two kelurahan each; twelve stalls in the city."""
    codes = [f"K{n}" for n in SEVEN]
    return world(
        kecamatan=[Kecamatan(code, code, "1") for code in codes],
        kelurahan=[Kelurahan(code + x, code + x, code) for code in codes for x in "ab"],
        venues=[Venue("kota", "", "Alun-alun", 12)],
        activities=[replace(activity, city=True)],
        registrants=[
            Registrant(f"{code}p{n}", code, code + "ab"[n % 2]) for code in codes for n in range(5)
        ],
        first="5",
        last="5",
        told=[(sid("B", "5", venue="kota"), True)],
        **said,
    )


def best(problem: Problem, goals: list) -> tuple[tuple[int, ...], tuple[int, ...], object]:
    """Values and bounds of the exact model, each goal a level, and the plan, which stands."""
    levels = [(PricedGoal(goal),) for goal in goals]
    strata = stratify(Instance(problem, ALWAYS_ON, levels))
    part, _ = plan_whole((), Instance(problem, ALWAYS_ON, levels), Effort(deterministic=20))
    made = draw(problem, strata, part.counts, "undian")
    assert not verify(problem, ALWAYS_ON, made)
    return part.counts.values, part.bounds, made


def test_what_counting_forces_of_many_served() -> None:
    """35 people; twelve stalls on one day, two people to a stall on the next case; the hall has a
    morning and an afternoon.
    """
    assert ManyServed().floor(city_of_seven(bazaar()), 0) == 23
    assert ManyServed().floor(city_of_seven(bazaar(max_people=99, per_seat=2)), 0) == 11
    halves = city_of_seven(bazaar())
    halves = replace(
        halves,
        sessions={
            s.id: s
            for one in halves.sessions.values()
            for half in (0, 1)
            for s in [replace(one, halves=frozenset({half}), part=("pagi", "siang")[half])]
        },
    )
    assert ManyServed().floor(halves, 0) == 11


def test_twelve_stalls_for_seven_kecamatan() -> None:
    """Five get 2 and two get 1 (case C30)."""
    problem = city_of_seven(bazaar())
    values, bounds, made = best(problem, [ManyServed(), FairShares()])
    assert values == bounds == (23, 1)
    got = sorted(sum(person.startswith(f"K{n}p") for person, _ in made.seats) for n in SEVEN)
    assert got == [1, 1, 2, 2, 2, 2, 2]
    assert FairShares().measure(problem, made) == 1


@pytest.mark.parametrize(
    ("rows", "spread"),
    [((), 3), ((("K1", "", 4), ("K2", "", 1)), 2), ((("K1", "", 2), ("K3", "", 3)), 4)],
)
def test_fair_shares_of_kecamatan(rows: tuple, spread: int) -> None:
    """Seats 4, 1, 1, 2, 2, 1, 1. No rows: 4 - 1. Promised 4 and 1: 0 and 0, the others' 1 to 2.
    Promised 2 and 3: 2, and -2.
    """
    problem = city_of_seven(bazaar(), shares=[Share("B", *row) for row in rows])
    seats = "K1p0 K1p1 K1p2 K1p3 K2p0 K3p0 K4p0 K4p1 K5p0 K5p1 K6p0 K7p0"
    assert FairShares().measure(problem, plan({sid("B", "5", venue="kota"): seats})) == spread


def test_fair_shares_of_kelurahan() -> None:
    """K1: 2 of a, 1 of b: 1. K2: nobody of a, 2 of b, who were promised 2: 0. Rows of kecamatan say
    nothing here.
    """
    shares = [Share("B", "K2", "K2b", 2), Share("B", "K1", "", 9)]
    problem = city_of_seven(bazaar(), shares=shares)
    made = plan({sid("B", "5", venue="kota"): "K1p0 K1p1 K1p2 K2p1 K2p3"})
    goal = FairShares("kelurahan")
    assert goal.measure(problem, made) == 1
    assert (goal.over_kecamatan, FairShares().over_kecamatan) == ("sum", "across")
    assert goal.distinguishes(problem, problem.registrants["K1p0"]) == "K1a"
    assert FairShares().distinguishes(problem, problem.registrants["K1p0"]) is None
    assert [c.found for c in FairShares("kota").validate(problem)] == ["kota"]


def test_a_place_that_nobody_is_for_is_left_out() -> None:
    """All of K7 have done it: the other six of two stalls each are even."""
    problem = city_of_seven(bazaar())
    people = {
        r.id: replace(r, done=(("B", day("2")),)) if r.kecamatan == "K7" else r
        for r in problem.registrants.values()
    }
    problem = replace(problem, registrants=people)
    made = plan(
        {sid("B", "5", venue="kota"): " ".join(f"K{n}p{i}" for n in range(1, 7) for i in range(2))}
    )
    assert FairShares().measure(problem, made) == 0


def test_a_bazaar_in_the_kecamatan_and_in_the_city() -> None:
    """`everywhere`: two stalls in K1, one in the city; three people of K1 and one of K2, who has
    only the city's.
    """
    problem = world(
        kecamatan=[Kecamatan("K1", "Satu", "1"), Kecamatan("K2", "Dua", "2")],
        kelurahan=[Kelurahan("a", "A", "K1"), Kelurahan("c", "C", "K2")],
        venues=[Venue("aula", "K1", "Aula", 1), Venue("kota", "", "Alun-alun", 1)],
        activities=[bazaar(everywhere=True, per_seat=2, max_people=2, min_people=1)],
        registrants=[
            *(Registrant(f"X{n}", "K1", "a") for n in range(4)),
            Registrant("Y", "K2", "c"),
        ],
        first="5",
        last="5",
    )
    assert [s.venue for s in problem.open_to("K1", "B")] == ["aula", "kota"]
    assert [s.venue for s in problem.open_to("K2", "B")] == ["kota"]
    assert [s.seats for s in problem.sessions.values()] == [2, 2]
    values, bounds, made = best(problem, [ManyServed(), FairShares()])
    assert values == bounds == (1, 2)
    assert ("Y", sid("B", "5", venue="kota")) in made.seats
