"""People who can come to the same sessions: against every way that one person has through the
activities.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from okoce_opt.counting.ground import Ground
from okoce_opt.domain.activities import Activity, Order
from okoce_opt.domain.calendar import Obstacle
from okoce_opt.domain.people import Registrant
from tests.counting.small import HALVES, world
from tests.counting.tiny import candidates, tiny_world, ways

P, Q, Z = Activity("P", "P"), Activity("Q", "Q"), Activity("Z", "Z")


def sid(activity, day, part="sehari", kecamatan=1):
    return f"{activity}|hall-K{kecamatan}-0|2026-01-{day:02d}|{part}"


def days(problem, which, *rules):
    """Activity -> days of the month of the sessions that one crowd has; there is only one crowd."""
    ground = Ground.of(problem, rules)
    (crowd,) = ground.crowds
    return {
        name: [ground.usable[i].first_day.day for i in indices]
        for name, indices in getattr(crowd, which).items()
    }


def test_everyone_is_in_one_crowd_with_people_who_can_come_to_the_same_sessions():
    for seed in range(300):
        problem, rules = tiny_world(seed)
        ground = Ground.of(problem, rules)
        assert sorted(person for crowd in ground.crowds for person in crowd.people) == sorted(
            problem.registrants
        )
        for crowd in ground.crowds:
            assert crowd.size == len(crowd.people)
            for person in map(problem.registrants.get, crowd.people):
                assert person.kecamatan == crowd.kecamatan
                for name in crowd.free.keys() - {pin.split("|")[0] for pin in person.pins}:
                    mine = candidates(problem, person, problem.activities[name])
                    assert [ground.usable[i] for i in crowd.free[name]] == [
                        s for s in mine if s in ground.usable
                    ]


def test_sessions_that_the_order_leaves_are_those_of_some_way():
    """`after`: of a way through what comes before; `whole`: of a way through everything the person
    needs.
    """
    seen = fewer = 0
    for seed in range(1500):
        problem, rules = tiny_world(seed)
        if (len(problem.activities) > 1 and not problem.orders) or any(
            a.times > 1 for a in problem.activities.values()
        ):
            continue
        ground = Ground.of(problem, rules)
        for crowd in ground.crowds:
            person = problem.registrants[crowd.people[0]]
            if person.pins:
                continue
            mine = [way for way in ways(problem, person) if set(way) <= set(ground.usable)]
            needed = {a.id for a in problem.needed(person)}
            complete = [way for way in mine if needed <= {s.activity for s in way}]
            assert set(crowd.needs) == needed
            for name in crowd.free:
                assert {ground.usable[i] for i in crowd.after[name]} == {
                    s for way in mine for s in way if s.activity == name
                }
                assert {ground.usable[i] for i in crowd.whole[name]} == {
                    s for way in complete for s in way if s.activity == name
                }
                seen += 1
                fewer += len(crowd.whole[name]) < len(crowd.free[name])
    assert seen > 1000
    assert fewer > 200


@pytest.mark.parametrize("names", ["PQZ", "ZQP", "QPZ"])
def test_a_chain_of_three(names):
    """Monday to Friday, a day between each: the first on days one to three, then two to four, then
    three to five.
    """
    problem = world([None], days=5, activities=[Activity(name, name) for name in names], order=1)

    def chain(which):
        found = days(problem, which)
        return [found[name] for name in names]

    assert chain("free") == [[5, 6, 7, 8, 9]] * 3
    assert chain("after") == [[5, 6, 7, 8, 9], [6, 7, 8, 9], [7, 8, 9]]
    assert chain("whole") == [[5, 6, 7], [6, 7, 8], [7, 8, 9]]


def test_who_has_done_what_comes_before_waits_from_that_day():
    """P done on Saturday the 3rd, three days between: from Tuesday the 6th on."""
    done = Registrant("X", "K1", "K1a", done=(("P", date(2026, 1, 3)),))
    problem = world([done], days=4, activities=[P, Q], order=3)
    assert days(problem, "free") == {"Q": [5, 6, 7, 8]}
    assert days(problem, "after") == days(problem, "whole") == {"Q": [6, 7, 8]}


def test_a_pinned_seat_binds_what_comes_before_and_after():
    """Q is pinned on Wednesday, gap 1: P on Monday or Tuesday, Z on Thursday or Friday."""
    pinned = Registrant("X", "K1", "K1a", pins=(sid("Q", 7),))
    assert days(world([pinned], days=5, activities=[P, Q, Z], order=1), "whole") == {
        "P": [5, 6],
        "Q": [7],
        "Z": [8, 9],
    }


def test_a_pinned_seat_stays_where_it_leaves_no_time_before_it():
    """Q is pinned on Monday, the first day: it is P that has no day left."""
    problem = world([Registrant("X", "K1", "K1a", pins=(sid("Q", 5),))], activities=[P, Q], order=1)
    assert days(problem, "after") == {"P": [5, 6], "Q": [5]}
    assert days(problem, "whole") == {"P": [], "Q": [5]}


def test_a_pin_elsewhere_is_a_seat_there():
    pinned = Registrant("X", "K1", "K1a", pins=(sid("P", 5, kecamatan=2),))
    problem = world([pinned], groups="12", activities=[P, Q])
    ground = Ground.of(problem, [])
    (crowd,) = ground.crowds
    assert (crowd.kecamatan, dict(crowd.place), crowd.needs) == (
        "K1",
        {"P": "K2", "Q": "K1"},
        ("P", "Q"),
    )
    assert [s.id for s in ground.open_to("K2", "P", whole=True)] == [sid("P", 5, kecamatan=2)]


def test_nothing_is_known_of_who_may_attend_twice_or_is_pinned_where_nothing_can_be_held():
    """They may sit anywhere else as well, so P is not asked of them; it bars no Q either."""
    twice = world(
        [Registrant("X", "K1", "K1a", pins=(sid("P", 6),))],
        activities=[Activity("P", "P", times=2), Q],
        order=1,
    )
    assert days(twice, "whole") == {"Q": [5, 6]}
    both = Registrant("X", "K1", "K1a", pins=(sid("P", 5), sid("P", 6)))
    assert days(world([both], activities=[Activity("P", "P", times=2), Q], order=1), "whole") == {
        "Q": [5, 6]
    }
    shut = [Obstacle("program", "", date(2026, 1, 6), date(2026, 1, 6))]
    nowhere = world(
        [Registrant("X", "K1", "K1a", pins=(sid("P", 6),))],
        activities=[P, Q],
        order=1,
        obstacles=shut,
    )
    assert days(nowhere, "whole") == {"Q": [5]}


def test_what_is_past_is_open_to_nobody_new():
    """On Tuesday, Monday is past. Where no plan is being changed, a session told to have been held
    takes whom it took.
    """
    changed = dict(days=3, today=date(2026, 1, 6))
    told = [("P|hall-K1-0|2026-01-05|sehari", True)]
    assert days(world([None], **changed, told=told, published=[("Y", sid("P", 5))]), "free") == {
        "P": [6, 7]
    }
    assert days(world([None], **changed), "free") == {"P": [6, 7]}
    assert days(world([None], **changed, told=told), "free") == {"P": [5, 6, 7]}
    assert days(world([None], days=3, told=told, published=[("Y", sid("P", 5))]), "free") == {
        "P": [5, 6, 7]
    }


def test_a_later_part_of_the_day_will_do():
    """Gap 0 on one day: P in the morning, Q in the afternoon."""
    ground = Ground.of(world([None], days=1, activities=[P, Q], order=0, parts=HALVES), [])
    (crowd,) = ground.crowds
    assert {name: [ground.usable[i].part for i in crowd.whole[name]] for name in "PQ"} == {
        "P": ["pagi"],
        "Q": ["siang"],
    }


def test_what_begins_too_late_is_out_of_reach_as_what_begins_too_early():
    """P on Monday only, Q at most two days later: Thursday and Friday are too late for Q."""
    shut = [Obstacle("program", "", date(2026, 1, 7), date(2026, 1, 7))]
    told = dict(days=5, activities=[replace(P, only_told=True), Q], told=[(sid("P", 5), True)])
    near = world([None], **told, orders=[Order("Q", "P", 1, 2)])
    assert days(near, "after") == {"P": [5], "Q": [6, 7]}
    away = world(
        [None],
        **{
            **told,
            "obstacles": [*shut, Obstacle("program", "", date(2026, 1, 6), date(2026, 1, 6))],
        },
        orders=[Order("Q", "P", 1, 2)],
    )
    assert days(away, "after") == {"P": [5], "Q": []}
    assert days(away, "whole") == {"P": [], "Q": []}
