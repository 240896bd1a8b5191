"""Counters: venues that host some activities only, and serve the people of one kelurahan only."""

from __future__ import annotations

from dataclasses import replace

from okoce_opt.counting import count
from okoce_opt.domain.activities import Activity
from okoce_opt.domain.people import Registrant
from okoce_opt.domain.places import Venue
from okoce_opt.domain.presence import exemptions
from okoce_opt.domain.problem import Problem
from okoce_opt.goals.kelurahan_share import KelurahanShare
from okoce_opt.rules.every_kelurahan_present import EveryKelurahanPresent
from okoce_opt.rules.everyone_placed import EveryonePlaced
from okoce_opt.rules.own_kelurahan import OwnKelurahan
from okoce_opt.testing import Decided, everyone_apart
from tests.hands import day, people, plan, sid, verdict, world

HALL = Venue("aula", "K1", "Aula", 4)
COUNTER = Venue("loket", "K1", "Loket A", 2, kelurahan="a", activities=frozenset({"Z"}))
AT_COUNTER = sid("Z", "5", venue="loket")


def licences(*registrants: Registrant, **said: object) -> Problem:
    """P in the hall; Z in the hall, or at the counter of kelurahan a."""
    activities = [Activity("P", "P", max_people=4), Activity("Z", "Z", max_people=4)]
    return world(
        venues=[HALL, COUNTER], activities=activities, registrants=list(registrants), **said
    )


def test_a_counter_serves_its_own_people_and_nothing_else() -> None:
    problem = licences(*people("X"), *people("Y", kelurahan="b"))
    assert {s.activity for s in problem.sessions.values() if s.venue == "loket"} == {"Z"}
    assert verdict(OwnKelurahan(), problem, plan({AT_COUNTER: "X", sid("Z", "6"): "Y"})) == []
    assert verdict(OwnKelurahan(), problem, plan({AT_COUNTER: "X Y stranger"})) == [
        "Registrant Y of kelurahan b sits in a venue that is for kelurahan a only."
    ]
    tell = [
        OwnKelurahan().distinguishes(problem, person)[0] for person in problem.registrants.values()
    ]
    assert tell == ["a", ""]
    strata = everyone_apart(problem)
    assert Decided(problem, [OwnKelurahan()], strata, {("K1/X", AT_COUNTER): 1}, ()).met
    assert not Decided(problem, [OwnKelurahan()], strata, {("K1/Y", AT_COUNTER): 1}, ()).met


def test_who_moved_house_keeps_what_was_attended() -> None:
    moved = licences(*people("Y", kelurahan="b", pins=(AT_COUNTER,)), today=day("6"))
    made = plan({AT_COUNTER: "Y"})
    assert verdict(OwnKelurahan(), moved, made) == []
    assert Decided(
        moved, [OwnKelurahan()], everyone_apart(moved), {("K1/Y", AT_COUNTER): 1}, ()
    ).met
    assert OwnKelurahan().distinguishes(moved, moved.registrants["Y"]) == ("", (AT_COUNTER,))
    to_come = replace(moved, today=day("5"))
    assert len(verdict(OwnKelurahan(), to_come, made)) == 1
    assert not Decided(
        to_come, [OwnKelurahan()], everyone_apart(to_come), {("K1/Y", AT_COUNTER): 1}, ()
    ).met


def test_presence_and_share_do_not_look_at_a_counter() -> None:
    """Nobody of b is at the counter of a, and nobody misses them; in the hall they are missed.

    Target of b in the hall of 4: half of 4 x 1 of 2 = 1.
    """
    problem = licences(*people("X"), *people("Y", kelurahan="b"))
    rule, goal = EveryKelurahanPresent(), KelurahanShare(50)
    at_counter, in_hall = plan({AT_COUNTER: "X"}), plan({sid("Z", "6"): "X"})
    assert verdict(rule, problem, at_counter) == []
    assert len(verdict(rule, problem, in_hall)) == 1
    assert (goal.measure(problem, at_counter), goal.measure(problem, in_hall)) == (0, 1)
    strata = everyone_apart(problem)
    for where, met, value in ((AT_COUNTER, True, 0), (sid("Z", "6"), False, 1)):
        counts = {("K1/X", where): 1}
        assert Decided(problem, [rule], strata, counts, {where}).met is met
        assert Decided(problem, [], strata, counts, {where}, goal=goal).value == value


def test_who_has_a_counter_need_not_be_in_the_hall() -> None:
    """Six of a and two of b for Z: those of b are two, one session of 4 in the hall; of P there are
    two, and one of b in each.

    With at_least 2, of b's two there would be need of four for the two sessions of P.
    """
    problem = licences(*people(*(f"X{n}" for n in range(6))), *people("Y", "W", kelurahan="b"))
    assert exemptions(problem, 1, ()) == []
    assert [
        (e.activity, e.kelurahan, e.people, e.sessions) for e in exemptions(problem, 2, ())
    ] == [("P", "b", 2, 2)]
    assert [case.found for case in EveryKelurahanPresent(2).validate(problem)] == ["B"]


def test_counting_knows_who_may_go_where() -> None:
    """Only the counter has Z: Y of b finds no session. Two of a and one day: there is room for
    both.
    """
    counters = [
        replace(COUNTER, weekdays=frozenset({0})),
        replace(HALL, activities=frozenset({"P"})),
    ]
    activities = [Activity("P", "P", max_people=4), Activity("Z", "Z", max_people=4)]
    alone = world(venues=counters, activities=activities, registrants=people("X", "W"), last="9")
    assert count(alone, [EveryonePlaced()]) == []
    other = world(
        venues=counters,
        activities=activities,
        registrants=[*people("X"), *people("Y", kelurahan="b")],
        last="9",
    )
    assert any(shortfall.hard for shortfall in count(other, [EveryonePlaced()]))
