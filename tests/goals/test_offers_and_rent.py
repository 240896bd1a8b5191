"""What is offered, and what halls cost, in worlds drawn by hand."""

from __future__ import annotations

from dataclasses import replace

from okoce_opt.domain.activities import Activity
from okoce_opt.domain.places import Venue
from okoce_opt.goals.many_served import ManyServed
from okoce_opt.goals.venue_rent import VenueRent
from tests.hands import day, people, plan, sid, world

P = Activity("P", "Pelatihan", max_people=60)
FAIR = Activity("B", "Bazar", required=False, max_people=2)


def test_people_served_are_counted_once() -> None:
    """X and Y have a stall, X two; Z has none; W has been to a bazaar before, V sells what the
    bazaar is not for.
    """
    twice = replace(FAIR, times=2, fields=frozenset({"kuliner"}))
    those = [
        *people("X", "Y", "Z", field="kuliner"),
        *people("W", field="kuliner", done=(("B", day("2026-01-02")),)),
        *people("V", field="kriya"),
    ]
    problem = world(activities=[P, twice], registrants=those)
    made = plan({sid("B", "5"): "X Y", sid("B", "6"): "X", sid("P", "7"): "X Y Z"})
    assert ManyServed().measure(problem, made) == 1
    assert ManyServed().measure(problem, plan({})) == 3
    assert ManyServed().distinguishes(problem, problem.registrants["X"]) == "X"
    assert ManyServed().distinguishes(problem, problem.registrants["V"]) == ()
    once = world(activities=[P, replace(twice, times=1)], registrants=those)
    assert ManyServed().distinguishes(once, once.registrants["X"]) == ("B",)


def test_of_two_offers_one_will_do_unless_the_planner_names_it() -> None:
    visit = Activity("K", "Kunjungan", required=False)
    problem = world(activities=[P, FAIR, visit], registrants=people("X", "Y"))
    made = plan({sid("K", "5"): "X"})
    assert ManyServed().measure(problem, made) == 1
    assert ManyServed(("B",)).measure(problem, made) == 2
    assert [c.found for c in ManyServed(("B", "P", "Bx")).validate(problem)] == ["P", "Bx"]


def test_stalls_that_there_can_be() -> None:
    """A series of two bazaars of two stalls for seven people: three go without."""
    series = replace(FAIR, only_told=True)
    told = [(sid("B", "5"), True), (sid("B", "6"), True)]
    problem = world(activities=[P, series], registrants=people(*"ABCDEFG"), told=told)
    assert ManyServed().floor(problem, 0) == 3
    assert ManyServed().floor(world(activities=[P, FAIR], registrants=people("X")), 0) == 0


def test_rent_is_paid_for_each_day() -> None:
    halls = [Venue("aula", "K1", "Aula", 60), Venue("balai", "K1", "Balai", 60, rent=750)]
    long = Activity("L", "Lama", days=2)
    problem = world(activities=[P, long], venues=halls, registrants=people("X", "Y"))
    made = plan(
        {sid("P", "5"): "X", sid("L", "6", venue="balai"): "X Y", sid("P", "8", venue="balai"): "Y"}
    )
    assert VenueRent().measure(problem, made) == 2 * 750 + 750
    assert VenueRent().floor(problem, 0) == 0
