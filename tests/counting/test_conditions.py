"""Each count on a world small enough to check by hand; figures are worked out in the docstrings."""

from __future__ import annotations

from datetime import date

import pytest

from okoce_opt.counting import count
from okoce_opt.domain.activities import Activity
from okoce_opt.domain.calendar import Obstacle
from okoce_opt.domain.people import Registrant
from okoce_opt.domain.teams import Team
from okoce_opt.rules.deadline import Deadline
from okoce_opt.rules.every_kelurahan_present import EveryKelurahanPresent
from okoce_opt.rules.everyone_placed import EveryonePlaced
from okoce_opt.rules.simultaneous_phase import SimultaneousPhase
from okoce_opt.rules.turns import Turns
from tests import hands
from tests.counting.small import HALVES, WHOLE, everywhere, kinds, only, world


@pytest.mark.parametrize("everyone", [True, False])
def test_c02_seats_run_out(everyone):
    """130 people, hall 60, two days: 130 > 2 x 60 = 120, ten short."""
    shortfall = only(world([None] * 130), *([EveryonePlaced()] if everyone else []))
    assert (shortfall.kind, shortfall.missing, shortfall.hard) == (
        "seats_against_people",
        10,
        everyone,
    )
    assert "130 orang untuk 120 kursi" in shortfall.words.id
    assert "2 x 60" in shortfall.words.id
    assert "kurang 10" in shortfall.words.id
    assert not count(world([None] * 120), [EveryonePlaced()])


def test_c05_class_of_three_days_in_the_smaller_hall():
    """Hall A (50) is closed on the third day, so only B (40) can hold the class: 42 > 40."""
    problem = world(
        [None] * 42,
        halls=(50, 40),
        days=3,
        first=date(2026, 1, 12),
        activities=[Activity("P", "P", max_people=50, days=3)],
        obstacles=[Obstacle("tempat", "hall-K1-0", date(2026, 1, 14), date(2026, 1, 14))],
    )
    assert only(problem, EveryonePlaced()).hard
    left = only(problem)
    assert (left.missing, left.hard) == (2, False)


def only_mondays(none, two, one):
    people = [None] * none + [frozenset({0, 1})] * two + [frozenset({0})] * one
    return world(
        people, halls=(20,), days=3, activities=[Activity("P", "P", min_people=20, max_people=20)]
    )


def test_c09_what_fits_is_not_called_impossible():
    assert not count(only_mondays(20, 20, 20), [EveryonePlaced()])


def test_c09_people_of_the_same_day():
    """21 people who can only come on Monday, 20 seats."""
    shortfall = only(only_mondays(20, 19, 21), EveryonePlaced())
    assert (shortfall.kind, shortfall.missing, shortfall.hard) == (
        "people_of_the_same_days",
        1,
        True,
    )
    assert "21 kehadiran hanya mungkin pada 1 hari (Senin, 5 Januari 2026)" in shortfall.words.id


def test_days_shared_in_a_ring():
    """Mon/Tue, Tue/Wed and Mon/Wed: 21 each, no pair of days too full (21 < 40), but all three: 63
    > 60; Thursday is free.
    """
    pairs = [frozenset(pair) for pair in ((0, 1), (1, 2), (0, 2))]
    problem = world(
        pairs * 21 + [None], halls=(20,), days=4, activities=[Activity("P", "P", max_people=20)]
    )
    shortfall = only(problem)
    assert (shortfall.kind, shortfall.missing) == ("people_of_the_same_days", 3)


def test_c17_hall_becomes_smaller():
    """160 = 2 x 80 fits; 100 people on one day of 80 seats are 20 too many."""
    activity = [Activity("P", "P", min_people=50, max_people=100)]
    assert not count(world([None] * 160, halls=(80,), activities=activity), [EveryonePlaced()])
    assert only(world([None] * 100, halls=(80,), days=1, activities=activity)).missing == 20


def test_two_activities_in_one_hall():
    """2 x 30 attendances; five days of 10 seats: 60 > 50, though each activity by itself fits."""
    activities = [Activity("P", "P", max_people=10), Activity("Z", "Z", max_people=10)]
    shortfall = only(
        world([None] * 30, halls=(10,), days=5, activities=activities), EveryonePlaced()
    )
    assert (shortfall.kind, shortfall.missing, shortfall.activity) == (
        "seats_against_people",
        10,
        "",
    )


def test_morning_and_afternoon_count_twice():
    """Two days of pagi and siang in a hall of 10: 40 seats."""
    activity = [Activity("P", "P", max_people=10)]
    assert not count(world([None] * 40, halls=(10,), activities=activity, parts=HALVES), [])
    assert only(world([None] * 41, halls=(10,), activities=activity, parts=HALVES)).missing == 1
    assert (
        only(world([None] * 21, halls=(10,), activities=activity, parts=[WHOLE, HALVES[0]])).missing
        == 1
    )


def test_whole_sessions():
    """101 people twice: 2 + 2 sessions of 100, three days: one session short, and dropping it
    leaves out one person.
    """
    activities = [Activity("P", "P"), Activity("Z", "Z")]
    shortfall = only(
        world([None] * 101, halls=(100,), days=3, activities=activities), EveryonePlaced()
    )
    assert (shortfall.kind, shortfall.missing) == ("turns_needed", 1)


def test_turns_of_groups_and_of_the_city():
    """Two groups of two kecamatan, 30 people each, hall 10, 5 days: group 1 has 3 turns (60 seats),
    group 2 has 2 (40 < 60).
    """
    activity = [Activity("P", "P", max_people=10)]
    problem = world(everywhere("1122", 30), halls=(10,), days=5, activities=activity, groups="1122")
    told = {
        s.words.id: s
        for s in count(problem, [EveryonePlaced(), Turns(), SimultaneousPhase(at_most=2)])
    }
    assert "Kelompok 2, P: 2 giliran x 2 kecamatan x 10 kursi = 40 < 60: kurang 20 kursi." in told
    assert "Seluruh kota, P: 5 hari x 2 kecamatan x 10 kursi = 100 < 120: kurang 20 kursi." in told
    assert all(s.hard for s in told.values())
    assert not any("Kelompok 1" in words for words in told)
    assert kinds(problem, EveryonePlaced()) == set()


def test_too_few_for_a_session():
    """45 people, sessions of 50 to 100: none can be held. 110 people, 60 to 100: one, 10 left
    over.
    """
    small = only(world([None] * 45, halls=(100,), activities=[Activity("P", "P", min_people=50)]))
    assert (small.kind, small.missing) == ("session_sizes_against_people", 45)
    assert (
        only(
            world([None] * 110, halls=(100,), activities=[Activity("P", "P", min_people=60)])
        ).missing
        == 10
    )


def test_kelurahan_against_chairs():
    """6 kelurahan x 2 people = 12 > 10 chairs."""
    people = [Registrant(f"P{n}", "K1", f"K1{home}") for n, home in enumerate("abcdef" * 4)]
    problem = world(
        people, halls=(10,), days=5, activities=[Activity("P", "P", max_people=10)], kelurahan=6
    )
    assert not count(problem, [EveryKelurahanPresent(at_least=1)])
    shortfall = only(problem, EveryKelurahanPresent(at_least=2), EveryonePlaced())
    assert (shortfall.kind, shortfall.hard, shortfall.missing) == (
        "kelurahan_against_session",
        True,
        24,
    )
    assert not count(problem, [EveryKelurahanPresent(at_least=2, where_possible=True)])


def chain(gap, limit, days=14):
    activities = [Activity("P", "P"), Activity("Q", "Q")]
    return count(
        world([None] * 10, halls=(100,), days=days, activities=activities, order=gap),
        [Deadline(limit), EveryonePlaced()],
    )


def test_a_team_that_never_comes():
    """The only team works on Sundays: nobody can come to P, and it is said why."""
    activities, people = (
        [Activity("P", "P", team="mitra")],
        [Registrant(f"X{n}", "K1", "a") for n in range(3)],
    )
    sunday, any_day = (
        hands.world(
            activities=activities, registrants=people, teams=[Team("t", "mitra", weekdays=days)]
        )
        for days in (frozenset({6}), None)
    )
    (shortfall,) = count(sunday, [EveryonePlaced()])
    assert (shortfall.kind, shortfall.hard, shortfall.missing) == ("possible_days", True, 3)
    assert "tidak ada tim mitra yang bertugas" in shortfall.words.id
    assert not count(any_day, [EveryonePlaced()])


def test_days_left_for_a_chain():
    """P on Mon 5 at the earliest, gap 5: from Sat 10, so Mon 12. A deadline on Fri 9 leaves no day;
    one on the 12th does.
    """
    (shortfall,) = chain(5, date(2026, 1, 9))
    assert (shortfall.kind, shortfall.hard, shortfall.missing) == ("possible_days", True, 10)
    assert "P paling cepat Senin, 5 Januari 2026, jeda 5 hari" in shortfall.words.id
    assert not chain(5, date(2026, 1, 12))


def test_seats_on_the_days_that_leave_time_for_the_rest():
    """Two days, gap 1: P must be on Monday and Q on Tuesday, 100 seats each."""
    activities = [Activity("P", "P"), Activity("Q", "Q")]
    told = count(world([None] * 101, halls=(100,), activities=activities, order=1), [])
    assert {(s.activity, s.missing) for s in told if s.activity} == {("P", 1), ("Q", 1)}


def test_done_activities_need_no_seat():
    people = [Registrant(f"P{n}", "K1", "K1a", done=(("P", date(2025, 12, 1)),)) for n in range(10)]
    assert not count(
        world(people, days=1, activities=[Activity("P", "P"), Activity("Q", "Q")], order=5),
        [EveryonePlaced()],
    )
    late = [Registrant("P1", "K1", "K1a", done=(("P", date(2026, 1, 2)),))]
    assert kinds(
        world(late, days=1, activities=[Activity("P", "P"), Activity("Q", "Q")], order=5)
    ) == {"possible_days"}


def test_people_without_a_day_are_named():
    people = [None] * 30 + [frozenset({4})] * 2
    shortfall = only(world(people))
    assert (shortfall.kind, shortfall.missing) == ("possible_days", 2)
    assert "2 orang (P00031, P00032)" in shortfall.words.id


def test_told_sessions_against_one_another():
    ids = [f"P|hall-K{k}-0|2026-01-05|sehari" for k in (1, 2)]
    problem = world(everywhere("12", 30), groups="12", told=[(sid, True) for sid in ids])
    assert not count(problem, [])
    assert [s.hard for s in count(problem, [SimultaneousPhase(at_most=1)])] == [True]
    turned = count(problem, [Turns()])
    assert [s.hard for s in turned] == [True]
    assert ids[1] in turned[0].words.id


def test_told_sessions_need_people():
    """Two sessions of at least 20 for 30 people; one whose people can only come on Tuesday."""
    two = [(f"P|hall-K1-0|2026-01-0{day}|sehari", True) for day in (5, 6)]
    assert [s.kind for s in count(world([None] * 30, told=two), [])] == ["told_sessions"]
    assert [s.hard for s in count(world([frozenset({1})] * 30, told=two[:1]), [])] == [True]


def test_two_activities_told_at_one_time():
    told = [(f"{name}|hall-K1-0|2026-01-05|sehari", True) for name in "PQ"]
    assert any(
        "satu tempat" in s.words.id
        for s in count(
            world([None] * 9, told=told, activities=[Activity("P", "P"), Activity("Q", "Q")]), []
        )
    )


def test_what_has_happened_takes_nobody_in():
    """Planned as a change on Tuesday: Monday's 60 seats are gone, except for who is pinned
    there.
    """
    monday = "P|hall-K1-0|2026-01-05|sehari"
    seated = [Registrant(f"A{n}", "K1", "K1a", pins=(monday,)) for n in range(50)]
    people = [*seated, *([None] * 60)]
    published = [(f"A{n}", monday) for n in range(50)]
    assert not count(world(people, today=date(2026, 1, 6), published=published), [EveryonePlaced()])
    told = count(
        world([*people, None], today=date(2026, 1, 6), published=published), [EveryonePlaced()]
    )
    assert {(s.kind, s.missing) for s in told} == {("seats_against_people", 1)}
