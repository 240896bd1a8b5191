"""open_days, turns, deadline, simultaneous_phase: rules about days only."""

from __future__ import annotations

from datetime import date

from okoce_opt.domain.activities import Activity
from okoce_opt.domain.calendar import CalendarDay, Obstacle
from okoce_opt.domain.people import Registrant
from okoce_opt.domain.places import Kecamatan, Kelurahan, Venue
from okoce_opt.rules.deadline import Deadline
from okoce_opt.rules.open_days import OpenDays
from okoce_opt.rules.simultaneous_phase import SimultaneousPhase
from okoce_opt.rules.turns import Turns
from okoce_opt.testing import Decided, everyone_apart
from tests.hands import day, people, plan, sid, verdict, world

TWO = {
    "kecamatan": [Kecamatan("K1", "Satu", "1"), Kecamatan("K2", "Dua", "2")],
    "kelurahan": [Kelurahan("a", "A", "K1"), Kelurahan("c", "C", "K2")],
    "venues": [Venue("aula", "K1", "Aula", 60), Venue("balai", "K2", "Balai", 60)],
}


def test_closed_days() -> None:
    problem = world(
        days=[CalendarDay(day("6"), is_open=False), CalendarDay(day("10"), is_open=True)],
        venues=[Venue("aula", "K1", "Aula", 60, weekdays=frozenset({0, 1, 2, 3, 5}))],
        obstacles=[
            Obstacle("program", "", day("7"), day("7")),
            Obstacle("tempat", "aula", day("8"), day("8")),
        ],
    )
    # 5 is open, 6 closed, 7 and 8 obstacles, on Friday 9 the hall is not let; 10 is a Saturday that
    # is opened,
    # 11 a Sunday, 19 too late
    found = {
        on: verdict(OpenDays(), problem, plan({sid("P", on): "X"}))
        for on in ("5", "6", "7", "8", "9", "10", "11", "19")
    }
    assert [on for on, said in found.items() if not said] == ["5", "10"]
    assert found["6"] == ["Session P|aula|2026-01-06|sehari: Tuesday, 6 January 2026 is closed."]


def test_sessions_that_name_nothing() -> None:
    problem = world(
        parts=("pagi", "sehari"),
        activities=[Activity("P", "P", parts=("sehari",)), Activity("B", "B", city=True)],
    )
    bad = [
        "P|aula|2026-01-05|pagi",
        "P|aula|2026-01-05|malam",
        "P|gudang|2026-01-05|sehari",
        "B|aula|2026-01-05|sehari",
        "apa saja",
    ]
    for session in bad:
        assert verdict(OpenDays(), problem, plan({session: "X"})) == [
            f"Session {session} cannot be: its activity, venue, date or part of the day do not fit."
        ]


def test_turns() -> None:
    turns = {day("5"): "1", day("6"): "2", day("7"): "bebas"}
    problem = world(**TWO, turns=turns, last="7")
    assert (
        verdict(
            Turns(),
            problem,
            plan({sid("P", "5"): "X", sid("P", "7"): "Y", sid("P", "7", venue="balai"): "Z"}),
        )
        == []
    )
    assert verdict(Turns(), problem, plan({sid("P", "6"): "X"})) == [
        "Session P|aula|2026-01-06|sehari: that day is the turn of group 2, not of group 1."
    ]
    groupless = world(kecamatan=[Kecamatan("K1", "Satu")])
    assert [c.code for c in Turns().validate(groupless)] == ["kecamatan_without_group"]
    assert not list(Turns().validate(problem))


def test_a_class_of_two_days_needs_both_turns() -> None:
    problem = world(
        **TWO, activities=[Activity("P", "P", days=2)], turns={day("5"): "1", day("6"): "2"}
    )
    assert len(verdict(Turns(), problem, plan({sid("P", "5"): "X"}))) == 1


def test_city_sessions_have_no_turn_and_do_not_meet() -> None:
    city = [*TWO["venues"], Venue("kota", "", "Balai Kota", 60)]
    problem = world(
        **{**TWO, "venues": city}, activities=[Activity("B", "B", city=True)], turns={day("5"): "2"}
    )
    made = plan({sid("B", "5", venue="kota"): "X"})
    assert verdict(Turns(), problem, made) == []
    assert verdict(SimultaneousPhase(0), problem, made) == []


def test_deadline() -> None:
    """P of two days from the 8th ends on the 9th; the offered bazaar may be later."""
    problem = world(activities=[Activity("P", "P", days=2), Activity("B", "B", required=False)])
    rule = Deadline(day("8"))
    assert verdict(rule, problem, plan({sid("P", "7"): "X", sid("B", "9"): "X"})) == []
    assert verdict(rule, problem, plan({sid("P", "8"): "X"})) == [
        "Session P|aula|2026-01-08|sehari ends Friday, 9 January 2026, after the deadline "
        "Thursday, 8 January 2026."
    ]
    assert [c.code for c in Deadline(date(2026, 1, 4)).validate(problem)] == ["out_of_range"]
    assert not list(Deadline(date(2026, 1, 5)).validate(problem))


def test_two_kecamatan_meet() -> None:
    problem = world(
        **TWO, activities=[Activity("P", "P"), Activity("Z", "Z")], registrants=people("X")
    )
    both = plan({sid("P", "5"): "X", sid("P", "5", venue="balai"): "Y"})
    assert verdict(SimultaneousPhase(1), problem, both) == [
        "Monday, 5 January 2026: 2 kecamatan hold sessions, at most 1."
    ]
    assert verdict(SimultaneousPhase(2), problem, both) == []
    # two sessions of one kecamatan are one meeting
    assert (
        verdict(SimultaneousPhase(1), problem, plan({sid("P", "5"): "X", sid("Z", "5"): "X"})) == []
    )
    assert [c.code for c in SimultaneousPhase(0).validate(problem)] == ["out_of_range"]
    assert not list(SimultaneousPhase(1).validate(problem))


def test_where_more_have_met_than_may_now_nobody_joins_them() -> None:
    """A class of two days began on Monday in K1 and K2. On Tuesday one may meet: both go on, K3
    does not begin.
    """
    held = [sid("P", "5", venue=venue) for venue in ("H1", "H2")]
    problem = world(
        kecamatan=[Kecamatan(code, code) for code in ("K1", "K2", "K3")],
        kelurahan=[Kelurahan(code.lower(), code, code) for code in ("K1", "K2", "K3")],
        venues=[Venue(f"H{n}", f"K{n}", "Aula", 9) for n in (1, 2, 3)],
        activities=[Activity("P", "Pelatihan", max_people=9, days=2)],
        registrants=[
            Registrant("A", "K1", "k1", pins=(held[0],)),
            Registrant("B", "K2", "k2", pins=(held[1],)),
            *(Registrant(f"C{n}", f"K{n}", f"k{n}") for n in (1, 2, 3)),
        ],
        today=day("6"),
    )
    rule = SimultaneousPhase(1)
    third, fourth = sid("P", "6", venue="H3"), sid("P", "7", venue="H3")
    both = {held[0]: "A", held[1]: "B"}
    strata = everyone_apart(problem)

    def stands(seats: dict[str, str]) -> bool:
        made = plan(seats)
        counts = {
            (f"K{session.split('|')[1][1]}/{who}", session): 1 for session, who in seats.items()
        }
        met = Decided(problem, [rule], strata, counts, made.held).met
        assert met == (verdict(rule, problem, made) == [])
        return met

    assert stands(both)
    assert stands({**both, fourth: "C3"})
    assert not stands({**both, third: "C3"})
    # from Wednesday on one may meet
    assert not stands({**both, fourth: "C3", sid("P", "7", venue="H1"): "C1"})
    assert verdict(rule, problem, plan({**both, third: "C3"})) == [
        "Tuesday, 6 January 2026: 3 kecamatan hold sessions, at most 2.",
    ]
