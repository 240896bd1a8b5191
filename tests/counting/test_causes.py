"""A number comes with its cause: closed days, parts of the day, teams that places share, sizes."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

from okoce_opt.commands.check import tell_shortfalls
from okoce_opt.counting import Ground, count, summarize
from okoce_opt.counting.shortfall import Shortfall, in_reading_order
from okoce_opt.domain.activities import Activity, Order
from okoce_opt.domain.calendar import Obstacle
from okoce_opt.domain.people import Household, Registrant
from okoce_opt.domain.teams import Team
from okoce_opt.domain.words import same
from okoce_opt.rules.deadline import Deadline
from okoce_opt.rules.every_kelurahan_present import EveryKelurahanPresent
from okoce_opt.rules.everyone_placed import EveryonePlaced
from okoce_opt.rules.households import Households
from okoce_opt.rules.simultaneous_phase import SimultaneousPhase
from okoce_opt.rules.turns import Turns
from tests.counting.small import HALVES, everywhere, world

P, Z = Activity("P", "P"), Activity("Z", "Z")
MON, TUE = frozenset({0}), frozenset({1})


def closed(kind, which, first, last, why):
    return Obstacle(kind, which, date(2026, 1, first), date(2026, 1, last), why)


def said(problem, *rules):
    return [s.words.en for s in count(problem, rules)]


def test_closed_days_are_said_with_the_seats_that_are_short():
    """100 people, a hall of 50, four of five days closed: the number alone says nothing to do."""
    problem = world(
        [None] * 100,
        halls=(50,),
        days=5,
        activities=[P],
        obstacles=[closed("tempat", "hall-K1-0", 6, 9, "renovasi")],
    )
    (one,) = said(problem, EveryonePlaced())
    assert "50 short" in one
    assert one.endswith("(4 of 5 days fall out; halangan of hall-K1-0 (renovasi): 4).")


def test_every_cause_of_a_lost_day():
    """Of two weeks: a day of the programme closed, one past the deadline, four of another group."""
    problem = world(
        [None] * 300,
        halls=(60,),
        days=12,
        activities=[P],
        groups="12",
        obstacles=[closed("program", "", 5, 5, "rapat")],
    )
    (one,) = [s for s in said(problem, Turns(), Deadline(date(2026, 1, 15))) if "seats" in s][:1]
    assert "(6 of 10 days fall out; turn of another group: 4" in one
    assert "halangan program (rapat): 1" in one
    assert "after the deadline: 1" in one


def test_no_day_at_all_says_why():
    problem = world(
        [None] * 3, activities=[P], obstacles=[closed("program", "", 5, 6, "libur bersama")]
    )
    (one,) = said(problem)
    assert one.endswith(
        "no session can be held (2 of 2 days fall out; halangan program (libur bersama): 2)."
    )


def test_parts_of_a_day_are_the_reason_where_days_are_not():
    """P in the afternoon only, Z in the morning only, Z after P, one day: days are not at fault."""
    problem = world(
        [None],
        days=1,
        parts=HALVES,
        activities=[Activity("P", "P", parts=("siang",)), Activity("Z", "Z", parts=("pagi",))],
        orders=[Order("Z", "P", 0)],
    )
    (one,) = said(problem)
    assert "P ends on Monday, 5 January 2026 (siang) at the earliest" in one
    assert "the last one begins on Monday, 5 January 2026 (pagi)" in one


def test_what_was_done_late_is_said_with_its_date():
    done = (("P", date(2026, 1, 4)),)
    problem = world(
        [Registrant("A", "K1", "K1a", done=done)], activities=[P, Z], orders=[Order("Z", "P", 9)]
    )
    (one,) = said(problem)
    assert "P on Sunday, 4 January 2026 at the earliest, 9 days between" in one


def test_kecamatan_share_a_team_whether_or_not_days_are_limited():
    """Two kecamatan, a day, a team: two team-days are needed and one is there."""
    guru = Activity("P", "P", team="guru")
    for team, who in ((Team("g", "guru"), "The whole city"),):
        problem = world(everywhere("11", 1), groups="11", days=1, activities=[guru], teams=[team])
        for rules in ([], [SimultaneousPhase(2)]):
            (one,) = said(problem, *rules, EveryonePlaced())
            assert one.startswith(f"{who}: 2 team-days of guru needed, 1 there")
    three = {
        "groups": "111",
        "days": 1,
        "activities": [guru],
        "teams": [Team("g", "guru", 1, kecamatan=frozenset({"K1", "K2"})), Team("h", "guru", 2)],
    }
    assert said(world(everywhere("111", 1), **three), EveryonePlaced()) == []
    three["teams"] = [Team("g", "guru", 1, kecamatan=frozenset({"K1", "K2"})), *three["teams"][1:]]
    three["teams"][1] = Team("h", "guru", 2, kecamatan=frozenset({"K3"}))
    (one,) = said(world(everywhere("111", 1), **three), EveryonePlaced())
    assert one.startswith("K1, K2: 2 team-days of guru needed, 1 there")


def test_no_day_has_as_many_as_a_session_needs():
    """Two people can come on Mondays, two on Tuesdays, and a session has at least three."""
    problem = world([MON, MON, TUE, TUE], activities=[Activity("P", "P", min_people=3)])
    (left,) = count(problem, [])
    assert (left.missing, left.hard) == (4, False)
    assert "at most 2 can come to any one of them: 4 people are left over" in left.words.en
    (two,) = count(
        world([MON, MON, TUE, TUE, TUE], activities=[Activity("P", "P", min_people=3)]), []
    )
    assert (two.missing, "these 2 people" in two.words.en) == (2, True)
    three = [MON, MON, MON, TUE, TUE, TUE]
    assert said(world(three, activities=[Activity("P", "P", min_people=3)])) == []


def test_three_couples_and_two_sessions_of_three():
    couples = [Registrant(f"A{n}", "K1", "K1a", household=f"h{n // 2}") for n in range(6)]
    homes = [Household(f"h{n}", True) for n in range(3)]
    problem = world(couples, halls=(3,), activities=[P], households=homes)
    (one,) = count(problem, [EveryonePlaced(), Households()])
    assert (one.missing, one.hard) == (2, True)
    assert "2 sessions of 3 seats hold 2: 4 places for 6 people" in one.words.en
    single = [*couples[:4], *(Registrant(f"B{n}", "K1", "K1a") for n in range(2))]
    assert (
        said(
            world(single, halls=(3,), activities=[P], households=homes),
            EveryonePlaced(),
            Households(),
        )
        == []
    )


def test_days_of_classes_are_counted_in_runs():
    """Ten days hold two classes of four days, not ten sessions."""
    problem = world([None], days=12, activities=[Activity("P", "P", days=4)])
    (figures,) = summarize(Ground.of(problem, []))
    assert figures.turns == 2


def test_kelurahan_that_are_not_asked_for_are_said():
    people = [Registrant("A", "K1", "K1a"), *(Registrant(f"B{n}", "K1", "K1b") for n in range(70))]
    problem = world(people, kelurahan=3, activities=[P])
    assert [n.en for n in EveryKelurahanPresent(where_possible=True).notes(problem)] == [
        "K1: nobody of kelurahan K1c needs P, so it need not be present.",
        "K1: K1a need not be present in each session of P: 1 people for 2 sessions.",
    ]


class Paper:
    def __init__(self):
        self.lines = []

    def say(self, words):
        self.lines.append(words.id)


def test_of_many_shortfalls_the_root_comes_first_and_the_rest_in_groups():
    found = [
        Shortfall("seats", same("K2, P: 10 short"), True, 40, "K2", "P"),
        Shortfall("seats", same("soft"), False, 900, "K1", "P"),
        Shortfall("seats", same("K1: all: 90 short"), True, 90, "K1"),
        Shortfall("turns", same("city"), True, 90),
        Shortfall("seats", same("K1, P: 10 short"), True, 40, "K1", "P"),
    ]
    ordered = in_reading_order(found)
    assert [one.kecamatan + one.activity for one in ordered] == ["", "K1", "K2P", "K1P", "K1P"]
    paper = Paper()
    problem = SimpleNamespace(kecamatan={k: SimpleNamespace(name=k) for k in ("K1", "K2")})
    tell_shortfalls(ordered, problem, paper)
    assert paper.lines == [
        "MUSTAHIL: city",
        "  Juga (3 hal; sering ikut hilang bila yang di atas diperbaiki):",
        *("  K1, K2", "    - P: 10 short", "  K1", "    - All: 90 short"),
        "KURANG: soft",
    ]
    told = Shortfall("orders", same("pin"), True, 0, "K2", "P")
    assert in_reading_order([*found, told])[0] is told
