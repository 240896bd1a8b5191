"""Seats after which no day is left for a make-up."""

from __future__ import annotations

from okoce_opt import Scenario
from okoce_opt.domain.activities import Activity, Order
from okoce_opt.domain.places import Venue
from okoce_opt.goals.most_placed import MostPlaced
from okoce_opt.status.make_ups import NoMakeUp, find_no_make_up
from tests.hands import day, people, plan, sid, world


def test_who_misses_a_session_of_the_city_goes_on_at_home() -> None:
    """The activities after it were looked for among the city's own alone."""
    problem = world(
        registrants=people("X", "Y"),
        activities=[Activity("A", "A", min_people=1, max_people=9, city=True), Activity("B", "B")],
        orders=[Order("B", "A")],
        venues=[Venue("aula", "K1", "Aula", 9), Venue("gedung", "", "Gedung", 9)],
    )
    scenario = Scenario.of(problem, [], [MostPlaced()])
    for on, last in (("5", None), ("14", None), ("15", day("15"))):
        seats = {sid("A", on, venue="gedung"): "X Y", sid("B", "16"): "X"}
        found = find_no_make_up(scenario, plan(seats))
        assert found == (NoMakeUp(3, 3, last) if last else NoMakeUp(1, 3, day("16")))
