"""Invitations by turnout, reserve sessions and make-ups, as a person counts them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from okoce_opt.counting.no_shows import weigh_both_sides
from okoce_opt.domain.activities import Activity, Order
from okoce_opt.domain.places import Venue
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.turnout import Turnout, invitations
from okoce_opt.rules.everyone_once import EveryoneOnce
from okoce_opt.rules.make_up import MakeUp
from okoce_opt.rules.session_size import SessionSize
from okoce_opt.rules.venue_capacity import VenueCapacity
from tests.hands import people, plan, sid, verdict, world

P = Activity("P", "Pelatihan", max_people=1000)
RESERVE = Activity("S", "Susulan", required=False, min_people=5, reserve_for="P")


def invited(seats: int, per_thousand: int, once_in: int, **said: object) -> Problem:
    """A hall of so many seats, so many of a thousand come."""
    rows = {"venues": [Venue("aula", "K1", "Aula", seats)], "activities": [P, RESERVE]}
    return world(
        **{
            **rows,
            "turnouts": [Turnout("P", "", per_thousand, once_in)],
            "registrants": people(*crowd(200)),
            **said,
        }
    )


def crowd(number: int) -> list[str]:
    return [f"A{n:03}" for n in range(number)]


@pytest.mark.parametrize(
    ("seats", "per_thousand", "most"),
    [
        (100, 877, 108),
        (100, 630, 144),
        (100, 500, 179),
        (20, 877, 20),
        (20, 630, 26),
        (20, 500, 31),
    ],
)
def test_as_many_as_overflow_once_in_twenty_sessions(
    seats: int, per_thousand: int, most: int
) -> None:
    """Case C51: P(Bin(108, 0.877) > 100) = 0.037 and of 109 0.069, and so on. The judge counts by
    the other tail.
    """
    problem = invited(seats, per_thousand, 20)
    assert problem.sessions[sid("P", "5")].seats == most
    assert problem.sessions[sid("S", "5")].seats == min(seats, 100)
    assert verdict(VenueCapacity(), problem, plan({sid("P", "5"): " ".join(crowd(most))})) == []
    assert verdict(VenueCapacity(), problem, plan({sid("P", "5"): " ".join(crowd(most + 1))})) == [
        f"Session P|aula|2026-01-05|sehari: {most + 1} people for {most} invitations ({seats} "
        "seats)."
    ]


def test_where_chance_is_exactly_the_risk() -> None:
    """One chair, half come: two people overflow it with 1/4. Once in four allows that, once in five
    does not.
    """
    assert [invitations(1, Turnout("P", "", 500, n)) for n in (4, 5)] == [2, 1]
    assert verdict(VenueCapacity(), invited(1, 500, 4), plan({sid("P", "5"): "A000 A001"})) == []
    assert (
        len(verdict(VenueCapacity(), invited(1, 500, 5), plan({sid("P", "5"): "A000 A001"}))) == 1
    )


def test_no_more_than_chairs_without_a_risk_or_when_all_come() -> None:
    assert [
        invitations(7, row) for row in (None, Turnout("P", "", 500), Turnout("P", "", 1000, 20))
    ] == [7, 7, 7]
    assert invitations(1000, Turnout("P", "", 630, 20)) == 1538
    # the row of a kecamatan goes before that for all
    rows = [Turnout("P", "", 500, 20), Turnout("P", "K1", 1000, 20)]
    assert invited(20, 500, 20, turnouts=rows).sessions[sid("P", "5")].seats == 20
    assert (
        len(
            verdict(
                VenueCapacity(),
                invited(20, 500, 20, turnouts=rows),
                plan({sid("P", "5"): " ".join(crowd(21))}),
            )
        )
        == 1
    )


def test_a_reserve_needs_nobody_and_takes_nobody_by_name() -> None:
    problem = invited(20, 500, 0)
    empty = plan({}, held=(sid("S", "6"),))
    assert verdict(SessionSize(), problem, empty) == []
    assert verdict(EveryoneOnce(), problem, plan({sid("S", "6"): "A000"})) == [
        "Registrant A000: 1 seat in activity S, allowed 0."
    ]


def test_a_later_reserve_seat_for_whoever_is_expected_to_miss() -> None:
    """Halls of 4, half come. 4 on Monday and 3 on Wednesday: 2 and 1.5 miss. One reserve on
    Thursday has 4 seats for 3.5.
    """
    problem = invited(4, 500, 0)
    seats = {sid("P", "5"): "A000 A001 A002 A003", sid("P", "7"): "A004 A005 A006"}
    assert verdict(MakeUp(), problem, plan(seats, held=(sid("S", "8"),))) == []
    # on Tuesday it is too early for those who miss Wednesday, and with three days between Thursday
    # is too
    assert verdict(MakeUp(), problem, plan(seats, held=(sid("S", "6"),))) == [
        "Kecamatan Satu: 2 people are expected to miss sessions on Wednesday, 7 January 2026 or "
        "later, reserve seats after it: 0."
    ]
    assert len(verdict(MakeUp(2), problem, plan(seats, held=(sid("S", "8"),)))) == 1
    # a fifth person on Friday: 4 people miss 0.5 + 3.5 = 4 of 4 seats when the reserve is on the
    # Monday after
    fuller = {**seats, sid("P", "9"): "A007"}
    assert verdict(MakeUp(), problem, plan(fuller, held=(sid("S", "12"),))) == []
    full = {**seats, sid("P", "9"): "A007 A008"}
    assert verdict(MakeUp(), problem, plan(full, held=(sid("S", "12"),))) == [
        "Kecamatan Satu: 5 people are expected to miss sessions on Monday, 5 January 2026 or "
        "later, reserve seats after it: 4."
    ]
    assert verdict(MakeUp(), problem, plan(full, held=(sid("S", "6"), sid("S", "12")))) == []


def test_what_cannot_be_made_up() -> None:
    """No reserve; a gap of no day; a reserve of the city; an activity that others follow."""

    def codes(rule: MakeUp, problem: Problem) -> list[str]:
        return [complaint.code for complaint in rule.validate(problem)]

    assert codes(MakeUp(), invited(4, 500, 0)) == []
    assert codes(MakeUp(0), invited(4, 500, 0, activities=[P])) == ["out_of_range", "no_reserve"]
    assert codes(MakeUp(), invited(4, 500, 0, activities=[P, replace(RESERVE, city=True)])) == [
        "reserve_elsewhere"
    ]
    chain = invited(
        4, 500, 0, activities=[P, RESERVE, Activity("Z", "Z")], orders=[Order("Z", "P", 1)]
    )
    (only,) = MakeUp().validate(chain)
    assert (only.code, only.table, only.key) == ("not_the_last", "urutan", "Z/P")
    assert "remove Z" in only.advice.en


def test_both_sides_of_inviting_more() -> None:
    """200 people, 100 seats, 63 %: 2 sessions either way; 74 stay away: 1 session again. 300: 3
    sessions, or 3 of 144.
    """
    (sides,) = weigh_both_sides(invited(100, 630, 20))
    assert (sides.sessions_by_seats, sides.sessions_by_invitations, sides.saved) == (2, 2, 0)
    assert (sides.absent, sides.reserve_seats, sides.again) == (74, 100, 1)
    (more,) = weigh_both_sides(invited(100, 630, 20, registrants=people(*crowd(1000))))
    assert (more.seats, more.invitations) == (100, 144)
    assert (
        more.sessions_by_seats,
        more.sessions_by_invitations,
        more.saved,
        more.absent,
        more.again,
    ) == (10, 7, 3, 370, 4)
    (alone,) = weigh_both_sides(invited(100, 630, 20, activities=[P]))
    assert (alone.reserve_seats, alone.again) == (0, 0)
