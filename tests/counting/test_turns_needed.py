"""Turns, days and whole sessions against people: figures and sentences, worked out in the
docstrings.
"""

from __future__ import annotations

from datetime import date

from okoce_opt.counting import count
from okoce_opt.domain.activities import Activity
from okoce_opt.domain.calendar import Obstacle
from okoce_opt.domain.people import Registrant
from okoce_opt.domain.places import Venue
from okoce_opt.rules.everyone_placed import EveryonePlaced
from okoce_opt.rules.simultaneous_phase import SimultaneousPhase
from okoce_opt.rules.turns import Turns
from tests import hands
from tests.counting.small import everywhere, only, said, world

P, Z = Activity("P", "P"), Activity("Z", "Z")


def test_whole_sessions_are_told_as_turns_or_as_days():
    """101 people twice in a hall of 100: 2 + 2 sessions, three days. So it is with 150, for whom
    there are just seats enough.
    """
    problem = world([None] * 101, halls=(100,), days=3, activities=[P, Z])
    assert said(problem) == ["K1, all activities: 4 days needed, 3 there (3 days): 1 short."]
    assert said(problem, Turns()) == [
        "K1, all activities: 4 turns needed, 3 there (3 days): 1 short."
    ]
    assert said(problem, SimultaneousPhase(1)) == said(problem)
    as_many_seats = world([None] * 150, halls=(100,), days=3, activities=[P, Z])
    assert said(as_many_seats) == said(problem)
    assert [(s.kecamatan, s.activity, s.hard) for s in count(problem, [EveryonePlaced()])] == [
        ("K1", "", True)
    ]


def test_kecamatan_that_share_no_days_are_told_apart():
    """As many may meet as there are: nothing is said of the whole city, nor of a group without
    turns.
    """
    problem = world(everywhere("11", 101), halls=(100,), days=3, activities=[P, Z], groups="11")
    assert said(problem) == [
        f"K{k}, all activities: 4 days needed, 3 there (3 days): 1 short." for k in (1, 2)
    ]


def test_the_emptiest_sessions_are_the_ones_given_up():
    """One kecamatan a day, halls of 100. 110 + 20 + 30 people: sessions of 100, 10, 20, 30. On two
    days 10 + 20 stay away.
    """
    people = [
        Registrant(f"P{k}{n}", f"K{k}", f"K{k}a")
        for k, size in ((1, 110), (2, 20), (3, 30))
        for n in range(size)
    ]
    two = world(people, halls=(100,), days=2, activities=[P], groups="111")
    found = only(two, SimultaneousPhase(1))
    assert found.words.en == "The whole city, P: 4 sessions needed, 2 there (2 days): 2 short."
    assert (found.missing, found.kecamatan, found.activity) == (30, "", "P")
    assert (
        said(
            world(people, halls=(100,), days=4, activities=[P], groups="111"), SimultaneousPhase(1)
        )
        == []
    )
    assert said(two, SimultaneousPhase(2)) == []


def test_days_that_leave_no_time_for_the_rest_are_no_days_for_one_activity():
    """Three kecamatan, one a day, three days, P and a day later Z: only two days are early enough
    for a P.
    """
    problem = world(
        everywhere("111", 30), halls=(100,), days=3, activities=[P, Z], groups="111", order=1
    )
    assert "The whole city, P: 3 sessions needed, 2 there (2 days): 1 short." in said(
        problem, SimultaneousPhase(1)
    )


def test_the_largest_hall_says_how_many_sessions_are_needed():
    """Halls of 100 and 10 side by side on two days, 110 people twice: every seat is taken, and two
    sessions each are enough.
    """
    assert said(world([None] * 110, halls=(100, 10), days=2, activities=[P, Z])) == []


def test_a_kecamatan_without_a_hall_takes_no_days_from_the_others():
    """One day, one kecamatan a day: K1 and K2 need a session each, and the hall of K3 is closed."""
    shut = [Obstacle("tempat", "hall-K3-0", date(2026, 1, 5), date(2026, 1, 5))]
    problem = world(
        everywhere("111", 30), halls=(100,), days=1, activities=[P], groups="111", obstacles=shut
    )
    assert said(problem, SimultaneousPhase(1)) == [
        "The whole city, P: 2 sessions needed, 1 there (1 day): 1 short.",
        "K3, P: no day is possible for 30 people (all of them): no session can be held (1 of 1 "
        "day falls out; halangan of hall-K3-0: 1).",
    ]


def test_sessions_of_several_days_take_several():
    """Classes of two days for 10 and for 20 people, one kecamatan a day, three days: one class is
    too many, that of 10 people.
    """
    people = [Registrant(f"P{k}{n}", f"K{k}", f"K{k}a") for k in (1, 2) for n in range(10 * k)]
    problem = world(
        people, halls=(100,), days=3, activities=[Activity("P", "P", days=2)], groups="11"
    )
    found = only(problem, SimultaneousPhase(1))
    assert "4 sessions needed, 3 there (3 days): 1 short" in found.words.en
    assert found.missing == 10


def test_seats_of_the_city_are_told_in_days_and_seats():
    """150 people in each of two kecamatan, classes of two days, halls of 100, one kecamatan a day:
    600 seat-days of 500.
    """
    problem = world(
        everywhere("11", 150),
        halls=(100,),
        days=5,
        activities=[Activity("P", "P", days=2)],
        groups="11",
    )
    found = only(problem, SimultaneousPhase(1))
    assert (
        found.words.en
        == "The whole city, P: 5 days x 1 kecamatan x 100 seats = 500 < 600: 100 seats short."
    )
    assert (found.missing, found.hard, found.kecamatan) == (50, False, "")


def halls_of(seats, people, days, **more):
    """K1, K2 ... with a hall of so many seats and so many people each, all in one group."""
    plain = world([None], days=days, groups="1" * len(seats))
    return hands.world(
        kecamatan=list(plain.kecamatan.values()),
        kelurahan=list(plain.kelurahan.values()),
        venues=[Venue(f"hall{k}", f"K{k}", "", size) for k, size in enumerate(seats, start=1)],
        activities=[P],
        calendar=plain.calendar,
        registrants=[
            Registrant(f"P{k}{n:04d}", f"K{k}", f"K{k}a")
            for k, size in enumerate(people, start=1)
            for n in range(size)
        ],
        **more,
    )


def test_days_that_are_not_alike_are_not_multiplied():
    """Halls of 10 and of 20, one kecamatan a day; on Friday the larger is closed: 4 x 20 + 10 = 90
    seats for 50 + 50 people.
    """
    shut = [Obstacle("tempat", "hall2", date(2026, 1, 9), date(2026, 1, 9))]
    problem = halls_of((10, 20), (50, 50), 5, obstacles=shut)
    [words] = [w for w in said(problem, SimultaneousPhase(1)) if w.startswith("The whole city")]
    assert words == "The whole city, P: seats on 5 days = 90 < 100: 10 seats short."
    assert said(problem, SimultaneousPhase(2)) == said(problem)


def test_a_small_hall_gives_up_only_the_sessions_it_needs():
    """One kecamatan a day, two days: sessions of 10, of 100 and 50, and of 20 people. Two are too
    many: 10 + 20 people.
    """
    found = only(halls_of((10, 100, 100), (10, 150, 20), 2), SimultaneousPhase(1))
    assert "4 sessions needed, 2 there (2 days): 2 short" in found.words.en
    assert found.missing == 30


def test_without_the_rule_that_everyone_is_placed_what_leaves_no_time_for_the_rest_counts_too():
    """Three days, gap 2: P can only be on Monday and Z on Wednesday; a P on Tuesday seats people
    too, but leaves them no Z.

    31 people, hall 30: four sessions on three days are one too many; of the two days that leave
    time 60 seats are two too few.
    """
    tight = world([None] * 31, halls=(30,), days=3, activities=[P, Z], order=2)
    assert {(s.activity, s.missing) for s in count(tight, [])} == {("P", 1), ("Z", 1), ("", 1)}
    together = {(s.activity, s.missing) for s in count(tight, [EveryonePlaced()])}
    assert together == {("P", 1), ("Z", 1), ("", 2)}
