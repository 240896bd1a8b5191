"""Sessions that the planner told to be held, against the rules, the people and one another."""

from __future__ import annotations

from datetime import date

from okoce_opt.counting import count
from okoce_opt.domain.activities import Activity
from okoce_opt.domain.people import Registrant
from okoce_opt.domain.places import Kecamatan, Kelurahan, Venue
from okoce_opt.rules.deadline import Deadline
from okoce_opt.rules.simultaneous_phase import SimultaneousPhase
from tests import hands
from tests.counting.small import HALVES, WHOLE, everywhere, world

P, Z = Activity("P", "P"), Activity("Z", "Z")


def sid(activity, day, part="sehari", hall="hall-K1-0"):
    return f"{activity}|{hall}|2026-01-{day:02d}|{part}"


def said(problem, *rules):
    """What is said of told sessions; all of it proves that no plan exists."""
    found = [s for s in count(problem, rules) if s.kind == "told_sessions"]
    assert all(s.hard for s in found)
    return [s.words.en for s in found]


def told(*ids, people=9, **more):
    return world(
        [None] * people,
        told=[(one, True) for one in ids],
        **{"activities": [P, Z], "days": 5, **more},
    )


def test_a_day_that_the_rules_do_not_allow():
    """The Saturday is closed; Thursday is after the deadline, Wednesday is not; what is told not to
    be held may be anywhere.
    """
    closed = f"Session {sid('P', 10)} is to be held, but its day or place is not open."
    assert said(told(sid("P", 10))) == [closed]
    assert said(told(sid("P", 7), sid("P", 8)), Deadline(date(2026, 1, 7))) == [
        f"Session {sid('P', 8)} is to be held, but the deadline is Wednesday, 7 January 2026 "
        "(aturan.deadline)."
    ]
    assert said(world([None], told=[(sid("P", 10), False)])) == []
    found = [s for s in count(told(sid("P", 10)), []) if s.kind == "told_sessions"]
    assert [(s.kecamatan, s.activity, s.missing) for s in found] == [("K1", "P", 0)]


def test_two_in_one_hall_at_one_time():
    """A morning and an afternoon share a hall, a whole day and a morning do not; another hall or
    another day is free.
    """
    clash = "Sessions {} and {} are to be held in one venue at the same time."
    parts = [*HALVES, WHOLE]
    assert said(told(sid("P", 5, "pagi"), sid("Z", 5, "siang"), parts=parts)) == []
    assert said(told(sid("P", 5, "pagi"), sid("Z", 5), parts=parts)) == [
        clash.format(sid("P", 5, "pagi"), sid("Z", 5))
    ]
    assert said(told(sid("P", 5), sid("Z", 6))) == []
    assert said(told(sid("P", 5), sid("Z", 5, hall="hall-K1-1"), halls=(60, 60))) == []
    long = Activity("P", "P", days=2)
    assert said(told(sid("P", 5), sid("Z", 6), activities=[long, Z])) == [
        clash.format(sid("P", 5), sid("Z", 6))
    ]


def test_more_kecamatan_than_may_meet():
    """K1 on Monday and Tuesday, K2 on Tuesday: two meet on Tuesday."""
    ids = [sid("P", 5), sid("P", 6, hall="hall-K2-0")]
    problem = world(
        everywhere("11", 9),
        groups="11",
        days=5,
        activities=[Activity("P", "P", days=2)],
        told=[(one, True) for one in ids],
    )
    assert said(problem, SimultaneousPhase(1)) == [
        f"Tuesday, 6 January 2026: 2 kecamatan are to meet, at most 1 may: {ids[0]}, {ids[1]}."
    ]
    assert said(problem, SimultaneousPhase(2)) == said(problem) == []


def test_the_city_does_not_count_as_a_kecamatan_that_meets():
    problem = hands.world(
        kecamatan=[Kecamatan("K1", "Satu")],
        kelurahan=[Kelurahan("a", "A", "K1")],
        venues=[Venue("aula", "K1", "", 9), Venue("kota", "", "", 9)],
        activities=[P, Activity("C", "Ceramah", city=True, min_people=2)],
        calendar=world([None]).calendar,
        registrants=[Registrant("X", "K1", "a")],
        told=[(sid("P", 5, hall="aula"), True), (sid("C", 5, hall="kota"), True)],
    )
    assert said(problem, SimultaneousPhase(1)) == [
        f"Session {sid('C', 5, hall='kota')} is to be held with at least 2 people, 1 can come.",
        f"City, Ceramah: the sessions to be held ({sid('C', 5, hall='kota')}) need at least 2 "
        "people, there are 1.",
    ]


def test_a_session_needs_its_least_number_of_people():
    """Of 30 people 19 can come on Tuesdays; at least 20 are wanted, then 19."""
    tuesdays = [frozenset({0})] * 11 + [frozenset({0, 1})] * 19
    for least, words in (
        (20, [f"Session {sid('P', 6)} is to be held with at least 20 people, 19 can come."]),
        (19, []),
    ):
        activity = Activity("P", "P", min_people=least)
        assert (
            said(world(tuesdays, days=5, activities=[activity], told=[(sid("P", 6), True)]))
            == words
        )
    assert said(told(sid("P", 5), people=1)) == []


def test_sessions_told_together_need_people_for_each():
    """Three sessions of at least 10: 30 people, and there are 29; who may attend twice fills
    two.
    """
    ids = [sid("P", day) for day in (5, 6, 7)]
    ten = {"activities": [Activity("P", "P", min_people=10)]}
    assert said(told(*ids, people=30, **ten)) == []
    short = told(*ids, people=29, **ten)
    assert said(short) == [
        f"K1, P: the sessions to be held ({', '.join(ids)}) need at least 30 people, there are 29."
    ]
    assert [(s.kecamatan, s.activity) for s in count(short, []) if s.kind == "told_sessions"] == [
        ("K1", "P")
    ]
    assert (
        said(told(*ids, people=29, activities=[Activity("P", "P", min_people=10, times=2)])) == []
    )


def test_people_of_another_kecamatan_fill_no_session():
    ids = [(sid("P", 5, hall="hall-K2-0"), True)]
    people = [Registrant(f"P{n}", "K1", "K1a") for n in range(9)]
    problem = world(people, groups="11", activities=[P], told=ids)
    assert said(problem) == [
        f"Session {ids[0][0]} is to be held with at least 1 person, 0 can come.",
        f"K2, P: the sessions to be held ({ids[0][0]}) need at least 1 person, there are 0.",
    ]


def test_what_has_happened_is_not_judged():
    """Changed on Tuesday: on Monday one person came to a session of at least 20, and it stays."""
    seated = Registrant("A", "K1", "K1a", pins=(sid("P", 5),))
    problem = world(
        [seated], today=date(2026, 1, 6), published=[("A", sid("P", 5))], told=[(sid("P", 5), True)]
    )
    assert said(problem) == []


def test_a_session_told_afterwards_takes_nobody_while_a_plan_is_changed():
    """On Tuesday Monday is over: the plan being changed knows of nobody who was there."""
    told_late = {"told": [(sid("P", 5), True)], "activities": [P], "today": date(2026, 1, 6)}
    past = f"Session {sid('P', 5)} is to be held, but that day is past (hari_ini Tuesday, 6 January"
    (first, *_) = said(world([None], **told_late, published=[("Y", sid("P", 6))]))
    assert first.startswith(past)
    assert said(world([None], **told_late)) == []
