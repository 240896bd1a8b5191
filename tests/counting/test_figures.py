"""The figures and the sentence of each count, worked out in the docstrings."""

from __future__ import annotations

from datetime import date

from okoce_opt.counting import Ground, count, summarize
from okoce_opt.domain.activities import Activity, Order
from okoce_opt.domain.calendar import Obstacle
from okoce_opt.domain.people import Registrant
from okoce_opt.domain.places import Kecamatan, Kelurahan, Venue
from okoce_opt.rules.deadline import Deadline
from okoce_opt.rules.every_kelurahan_present import EveryKelurahanPresent
from okoce_opt.rules.everyone_placed import EveryonePlaced
from okoce_opt.rules.turns import Turns
from tests import hands
from tests.counting.small import HALVES, only, said, world

P, Z = Activity("P", "P"), Activity("Z", "Z")


# -- seats
# ---------------------------------------------------------------------------------------------


def test_halls_side_by_side_are_added_up():
    """One day: halls of 1, 2, 3, 4 and 5 hold 15; four are spelled out."""
    problem = world([None] * 16, halls=(1, 2, 3, 4, 5), days=1, activities=[P])
    assert said(problem) == [
        "K1, P: 16 people for 15 seats (sessions x seats: 1 x 1 + 1 x 2 + 1 x 3 + 1 x 4 + ...): 1 "
        "short."
    ]
    four = world([None] * 11, halls=(1, 2, 3, 4), days=1, activities=[P])
    assert said(four) == [
        "K1, P: 11 people for 10 seats (sessions x seats: 1 x 1 + 1 x 2 + 1 x 3 + 1 x 4): 1 short."
    ]


def test_a_single_chair():
    """One chair on one day: for two people, and for one person who needs two activities."""
    assert said(world([None] * 2, halls=(1,), days=1, activities=[P])) == [
        "K1, P: 2 people for 1 seat (sessions x seats: 1 x 1): 1 short."
    ]
    assert said(world([None], halls=(1,), days=1, activities=[P, Z])) == [
        "K1: all activities together need 2 seats, there are 1 (1 day x 1 seat): 1 short."
    ]


def test_all_activities_together():
    """Two activities of 30 people, five days of 10 seats: 60 > 50. Where days differ no product is
    told.
    """
    problem = world([None] * 30, halls=(10,), days=5, activities=[P, Z])
    assert said(problem) == [
        "K1: all activities together need 60 seats, there are 50 (5 days x 10 seats): 10 short."
    ]
    exact = world([None] * 20, halls=(10,), days=4, activities=[P, Z])
    assert said(exact) == []
    shut = [Obstacle("tempat", "hall-K1-1", date(2026, 1, 9), date(2026, 1, 9))]
    uneven = world([None] * 30, halls=(6, 4), days=5, activities=[P, Z], obstacles=shut)
    assert said(uneven) == [
        "K1: all activities together need 60 seats, there are 46 (5 days): 14 short."
    ]


def test_classes_of_several_days_are_counted_by_seat_days():
    """30 people, P of two days and Z of one: 90 seat-days, five days of 16 have 80. Ten short: at
    least five people of P.
    """
    problem = world([None] * 30, halls=(16,), days=5, activities=[Activity("P", "P", days=2), Z])
    (shortfall,) = [s for s in count(problem, []) if not s.activity]
    assert shortfall.words.en == (
        "K1: all activities together need 90 seat-days, there are 80 (5 days x 16 seats): 10 short."
    )
    assert shortfall.missing == 5
    odd = world(
        [None] * 30,
        halls=(16,),
        days=5,
        activities=[Activity("P", "P", days=2), Z, Activity("Q", "Q", required=False)],
    )
    assert [s.missing for s in count(odd, []) if not s.activity] == [5]
    nine = world(
        [None] * 30 + [Registrant("Y", "K1", "K1a", done=(("P", date(2026, 1, 2)),))],
        halls=(16,),
        days=5,
        activities=[Activity("P", "P", days=2), Z],
    )
    assert [s.missing for s in count(nine, []) if not s.activity] == [6]


# -- sizes, presence, days
# ----------------------------------------------------------------------------


def test_crowds_that_cannot_be_divided():
    """110 people in sessions of 60 to 100: one session, 10 left over; an activity attended twice is
    not judged.
    """
    sizes = Activity("P", "P", min_people=60)
    assert said(world([None] * 110, halls=(100,), activities=[sizes])) == [
        "K1, P: 110 people cannot be divided into sessions of 60 to 100 (at most 1 session, 100 "
        "seats): 10 people are left over."
    ]
    assert said(world([None] * 110, halls=(60, 100), activities=[sizes])) == said(
        world([None] * 110, halls=(100,), activities=[sizes])
    )
    twice = Activity("P", "P", min_people=60, times=2)
    assert said(world([None] * 110, halls=(100,), activities=[twice])) == []
    assert said(world([None] * 60, halls=(60,), activities=[sizes])) == []
    assert only(world([None] * 110, halls=(100,), activities=[sizes]), EveryonePlaced()).hard


def test_the_largest_hall_counts_only_on_days_that_leave_time_for_the_rest():
    """P on Monday, a day later Z on Tuesday; the hall of 100 opens on Tuesday, so the one session
    of P is in the hall of 60.
    """
    shut = [Obstacle("tempat", "hall-K1-1", date(2026, 1, 5), date(2026, 1, 5))]
    activities = [Activity("P", "P", min_people=60), Z]
    problem = world([None] * 110, halls=(60, 100), activities=activities, order=1, obstacles=shut)
    assert [s.missing for s in count(problem, []) if s.kind == "session_sizes_against_people"] == [
        50
    ]


def six(**more):
    people = [Registrant(f"P{n}", "K1", f"K1{home}") for n, home in enumerate("abcdef" * 4)]
    return world(
        people,
        halls=(10,),
        days=10,
        kelurahan=6,
        **{"activities": [Activity("P", "P", max_people=10)], **more},
    )


def test_chairs_for_each_kelurahan():
    """Six kelurahan x 2 = 12 > 10 chairs; a hall of 12 is enough; activities that the rule does not
    name are not judged.
    """
    words = ["K1, P: 6 kelurahan x 2 people = 12 > 10 seats in the largest session."]
    assert said(six(), EveryKelurahanPresent(at_least=2)) == words
    assert said(six(activities=[P, Z]), EveryKelurahanPresent(at_least=2, activities=("Z",))) == [
        words[0].replace("P", "Z", 1)
    ]
    assert (
        said(six(activities=[Activity("P", "P", max_people=10)]), EveryKelurahanPresent(at_least=1))
        == []
    )
    people = [Registrant(f"P{n}", "K1", f"K1{home}") for n, home in enumerate("abcdef" * 4)]
    assert (
        said(
            world(people, halls=(12,), days=5, kelurahan=6, activities=[P]),
            EveryKelurahanPresent(at_least=2),
        )
        == []
    )


def test_exempted_kelurahan_need_no_chairs():
    """a to e have six people each and f one: with two of each wanted f is exempt, and 5 x 2 = 10
    chairs of 11 do.
    """
    people = [Registrant(f"P{n}", "K1", f"K1{home}") for n, home in enumerate("abcde" * 6 + "f")]
    problem = world(people, halls=(11,), days=5, kelurahan=6, activities=[P])
    assert said(problem, EveryKelurahanPresent(at_least=2)) == [
        "K1, P: 6 kelurahan x 2 people = 12 > 11 seats in the largest session."
    ]
    assert said(problem, EveryKelurahanPresent(at_least=2, where_possible=True)) == []


def test_people_without_a_day():
    """Seven people who can only come on Friday, and the programme ends on Tuesday: five are named;
    then all of them.
    """
    fridays = [frozenset({4})]
    assert said(world([None] * 30 + fridays * 7)) == [
        "K1, P: no day is possible for 7 people (P00031, P00032, P00033, P00034, P00035, ...): "
        "every session is on a day they cannot come (column hari: 7)."
    ]
    assert said(world([None] * 30 + fridays * 5)) == [
        "K1, P: no day is possible for 5 people (P00031, P00032, P00033, P00034, P00035): "
        "every session is on a day they cannot come (column hari: 5)."
    ]
    everybody = said(world(fridays * 7))
    assert everybody == [
        "K1, P: no day is possible for 7 people (all of them): every session is on a day they "
        "cannot come (column hari: 7)."
    ]


def test_no_session_at_all():
    """No hall holds the least number of people; or the deadline is over before the first day."""
    words = "K1, P: no day is possible for 1 person (all of them): no session can be held"
    assert said(world([None], halls=(10,))) == [
        f"{words} (2 of 2 days fall out; 10 seats, fewer than min 20: 2)."
    ]
    assert said(world([None]), Deadline(date(2026, 1, 4)))[0] == (
        f"{words} (2 of 2 days fall out; after the deadline: 2)."
    )


def test_too_few_days_left():
    """P on Monday at the earliest, five days between, so Saturday the 10th; the last day is Friday
    the 9th.
    """
    problem = world([None] * 10, halls=(100,), days=14, activities=[P, Z], order=5)
    assert said(problem, Deadline(date(2026, 1, 9))) == [
        "K1, Z: no day is possible for 10 people (all of them): P on Monday, 5 January 2026 at "
        "the earliest, 5 days between, "
        "so from Saturday, 10 January 2026 on, but the last is Friday, 9 January 2026 "
        "(days lost after it: 5; after the deadline: 5)."
    ]


def test_out_of_reach_when_what_comes_before_is():
    """Nobody can come to P, so nobody can come to Z; done too late, Z is out of reach as well."""
    shut = world(
        [None] * 2, halls=(10,), activities=[Activity("P", "P", min_people=20), Z], order=0
    )
    assert said(shut) == [
        "K1, P: no day is possible for 2 people (all of them): no session can be held (2 of 2 days "
        "fall out; 10 seats, fewer than min 20: 2).",
        "K1, Z: no day is possible for 2 people (all of them): what comes before it is out of "
        "their reach.",
    ]


# -- people of the same days
# --------------------------------------------------------------------------


def test_days_that_are_too_full_are_named():
    """21 people who can only come on Mondays, a hall of 10, two Mondays; on the other days is room.
    Of ten days six are named.
    """
    two = world([frozenset({0})] * 21 + [None], halls=(10,), days=14, activities=[P])
    assert said(two) == [
        "K1, P: 21 attendances are possible on 2 days only (Monday, 5 January 2026, Monday, 12 "
        "January 2026), "
        "with 20 seats: 1 short."
    ]
    many = world([frozenset(range(4))] * 81 + [None], halls=(10,), days=14, activities=[P])
    [words] = said(many)
    assert "81 attendances are possible on 8 days only (Monday, 5 January 2026, " in words
    assert words.endswith("Tuesday, 13 January 2026, ...), with 80 seats: 1 short.")
    assert words.count("January") == 6
    six_days = world([frozenset({0, 1})] * 61 + [None], halls=(10,), days=19, activities=[P])
    [words] = said(six_days)
    assert words.count("January") == 6
    assert "..." not in words


def test_two_crowds_that_share_no_day_are_told_apart():
    """11 on Mondays only and 12 on Tuesdays only, a hall of 10: one and two are short, three in
    all.
    """
    problem = world(
        [frozenset({0})] * 11 + [frozenset({1})] * 12 + [None], halls=(10,), days=5, activities=[P]
    )
    found = count(problem, [])
    assert [s.words.en.split(", P: ")[1][:39] for s in found] == [
        "11 attendances are possible on 1 day on",
        "12 attendances are possible on 1 day on",
    ]
    assert [(s.missing, s.kecamatan, s.activity) for s in found] == [(3, "K1", "P")] * 2
    chained = world(
        [frozenset({0})] * 11 + [frozenset({0, 1})] * 10 + [frozenset({2})] * 10 + [None],
        halls=(10,),
        days=5,
        activities=[P],
    )
    assert [s.words.en.split(", P: ")[1][:39] for s in count(chained, [])] == [
        "11 attendances are possible on 1 day on"
    ]


def test_two_activities_that_share_their_days():
    """6 people need P and Z and can only come on Mondays, a hall of 10: 12 > 10, though each by
    itself fits.
    """
    problem = world([frozenset({0})] * 6 + [None], halls=(10,), days=5, activities=[P, Z])
    found = only(problem)
    assert (found.kind, found.missing, found.kecamatan, found.activity) == (
        "people_of_the_same_days",
        2,
        "K1",
        "",
    )
    assert found.words.en.startswith("K1, P, Z: 12 attendances are possible on 1 day only")
    halves = world(
        [frozenset({0})] * 6 + [None], halls=(10,), days=5, activities=[P, Z], parts=HALVES
    )
    assert said(halves) == []


def test_days_that_leave_time_for_the_rest():
    """21 people can come from Monday to Wednesday and need P and a day later Z, a hall of 10: two
    days for each.
    """
    problem = world(
        [frozenset({0, 1, 2})] * 21 + [None], halls=(10,), days=5, activities=[P, Z], order=1
    )
    alone = {s.activity: (s.words.en, s.missing) for s in count(problem, []) if s.activity}
    assert alone == {
        name: (
            f"K1, {name}: 21 attendances are possible on 2 days only ({days}), with 20 seats: 1 "
            "short.",
            1,
        )
        for name, days in (
            ("P", "Monday, 5 January 2026, Tuesday, 6 January 2026"),
            ("Z", "Tuesday, 6 January 2026, Wednesday, 7 January 2026"),
        )
    }


def test_days_of_several_activities_that_leave_time_for_the_rest():
    """Ten people have P on Monday and two days later Z on Wednesday, in a hall of 10; one more
    needs B and has only Mondays.

    If everyone is placed the eleven meet on Monday. If not, P on Tuesday is a seat too.
    """
    x, y = frozenset({"x"}), frozenset({"y"})
    people = [
        Registrant(f"X{n}", "K1", "K1a", weekdays=frozenset({0, 1, 2}), field="x")
        for n in range(10)
    ]
    people += [
        Registrant("Y0", "K1", "K1a", weekdays=frozenset({0}), field="y"),
        Registrant("Y1", "K1", "K1a", field="y"),
    ]
    activities = [
        Activity("P", "P", fields=x),
        Activity("Z", "Z", fields=x),
        Activity("B", "B", fields=y),
    ]
    problem = world(people, halls=(10,), days=5, activities=activities, orders=[Order("Z", "P", 2)])
    assert said(problem) == []
    assert said(problem, EveryonePlaced()) == [
        "K1, B, P: 11 attendances are possible on 1 day only (Monday, 5 January 2026), with 10 "
        "seats: 1 short."
    ]


def test_a_hall_takes_as_many_as_the_larger_activity():
    """On Mondays only: eight need P in the morning, five Z in the afternoon; P takes 10 and Z 5, so
    they all find a seat.
    """
    x, y = frozenset({"x"}), frozenset({"y"})
    people = [
        Registrant(f"X{n}", "K1", "K1a", weekdays=frozenset({0}), field="x") for n in range(8)
    ]
    people += [
        Registrant(f"Y{n}", "K1", "K1a", weekdays=frozenset({0}), field="y") for n in range(5)
    ]
    people += [Registrant("Z", "K1", "K1a", field="y")]
    activities = [
        Activity("P", "P", max_people=10, fields=x),
        Activity("Z", "Z", max_people=5, fields=y),
    ]
    assert said(world(people, halls=(10,), days=5, activities=activities, parts=HALVES)) == []


# -- the table of `okoce check`
# -----------------------------------------------------------------------


def test_a_kecamatan_in_numbers():
    """K1: 5 people of a and 2 of b, P and Z in halls of 3: 7 + 7 seats, 3 + 3 sessions; the city's
    C is a seat but no session.

    Monday to Wednesday, morning and afternoon: 6 turns. K2 has nobody.
    """
    problem = hands.world(
        kecamatan=[Kecamatan("K1", "Satu", "1"), Kecamatan("K2", "Dua", "2")],
        kelurahan=[
            Kelurahan("a", "Anggrek", "K1"),
            Kelurahan("b", "Bakti", "K1"),
            Kelurahan("c", "Cempaka", "K2"),
        ],
        venues=[
            Venue("aula", "K1", "", 3),
            Venue("balai", "K2", "", 4),
            Venue("kota", "", "", 30),
        ],
        activities=[P, Z, Activity("B", "B", required=False), Activity("C", "C", city=True)],
        calendar=world([None], days=3, groups="12", parts=HALVES).calendar,
        registrants=[Registrant(f"X{n}", "K1", "a" if n < 5 else "b") for n in range(7)],
    )
    one, other = summarize(Ground.of(problem, []))
    assert (one.code, one.name, one.group, one.people, one.seats, one.sessions, one.turns) == (
        "K1",
        "Satu",
        "1",
        7,
        21,
        6,
        6,
    )
    assert (one.smallest, one.smallest_people) == ("Bakti", 2)
    assert (
        other.people,
        other.seats,
        other.sessions,
        other.turns,
        other.smallest,
        other.smallest_people,
    ) == (0, 0, 0, 6, "", 0)
    assert [figures.turns for figures in summarize(Ground.of(problem, [Turns()]))] == [4, 2]


def test_days_of_an_offer_alone_are_no_days_of_a_kecamatan():
    """Monday to Saturday, the hall from Monday to Friday; on Saturday the yard has a bazaar: five
    sessions, not six.
    """
    halls = [
        Venue("hall", "K1", "", 60, frozenset(range(5)), activities=frozenset({"P"})),
        Venue("yard", "K1", "", 9, frozenset({5}), activities=frozenset({"B"})),
    ]
    problem = hands.world(
        venues=halls,
        activities=[P, Activity("B", "Bazar", required=False)],
        last="10",
        weekdays=frozenset(range(6)),
    )
    assert [figures.turns for figures in summarize(Ground.of(problem, []))] == [5]
