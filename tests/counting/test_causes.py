"""A number comes with its cause: closed days, parts of the day, teams that places share, sizes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from types import SimpleNamespace

from okoce_opt.commands.check import tell_shortfalls
from okoce_opt.counting import Ground, count, summarize
from okoce_opt.counting.shortfall import Shortfall, in_reading_order
from okoce_opt.domain.activities import Activity, Order
from okoce_opt.domain.calendar import Obstacle
from okoce_opt.domain.people import Household, Registrant
from okoce_opt.domain.sessions import session_id
from okoce_opt.domain.teams import Team
from okoce_opt.domain.words import same
from okoce_opt.rules.deadline import Deadline
from okoce_opt.rules.every_kelurahan_present import EveryKelurahanPresent
from okoce_opt.rules.everyone_placed import EveryonePlaced
from okoce_opt.rules.households import Households
from okoce_opt.rules.meeting_days import MeetingDays
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
    assert (two.missing, "these people (2)" in two.words.en) == (2, True)
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
        "K1: K1a need not be present in each session of P: 1 person for 2 sessions.",
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


def test_a_class_of_several_days_says_how_many_it_takes():
    """Ten days and two sessions: that one takes four days was left to guess."""
    four = Activity("P", "P", max_people=4, days=4)
    (one,) = [w for w in said(world([None] * 20, halls=(4,), days=12, activities=[four])) if w]
    assert "(sessions x seats: 2 x 4; one session takes 4 days): 12 short" in one


def test_a_class_once_a_week_lacks_weeks_not_days_in_a_row():
    weekly = Activity("P", "P", days=3, weekly=True)
    (one,) = said(world([None], days=12, activities=[weekly]))
    assert "fewer than 3 weeks in a row: 10" in one


def test_a_class_that_is_smaller_than_its_hall_says_so():
    """50 chairs and ten people a session: the hall is not what is short."""
    (one,) = said(world([None] * 40, halls=(50,), activities=[Activity("P", "P", max_people=10)]))
    assert "2 x 10; maks of P: 10 people" in one


def test_a_rule_that_takes_days_away_is_named():
    (one,) = said(
        world([None] * 40, halls=(10,), days=5, activities=[P]), EveryonePlaced(), MeetingDays(2)
    )
    assert "4 days needed, 2 there (2 days; rule Meeting days a week): 2 short" in one


def test_a_kecamatan_without_any_venue_says_so():
    problem = world([None] * 3, activities=[P])
    counter = {v.id: replace(v, activities=frozenset({"Z"})) for v in problem.venues.values()}
    (one,) = said(replace(problem, venues=counter))
    assert "no session can be held (table tempat: no venue for it in this kecamatan)" in one


def test_days_that_do_not_suit_say_whose_words_they_are():
    """A class of two days for people who come on Mondays only; somebody away all week."""
    two = Activity("P", "P", days=2)
    (one,) = said(world([MON, MON], days=5, activities=[two]))
    assert (
        "each of its sessions (2 days) has a day on which they cannot come (column hari: 2)" in one
    )
    away = [Obstacle("pendaftar", "P00001", date(2026, 1, 5), date(2026, 1, 6), "umrah")]
    (one,) = said(world([None, None], activities=[P], obstacles=away))
    assert "1 person (P00001): every session is on a day they cannot come (halangan: 1)" in one


def test_a_counter_of_another_kelurahan_is_the_reason_not_the_days():
    problem = world(
        [Registrant("X", "K1", "K1b")], kelurahan=2, activities=[P], venues_of={"hall-K1-0": "K1a"}
    )
    (one,) = said(problem)
    assert "its venues are for people of other kelurahan only (K1a; table tempat)" in one


def test_what_is_past_is_no_day_that_does_not_suit():
    """X came on Monday; on Tuesday, the last day, the hall is closed: Y is left over."""
    held = session_id("P", "hall-K1-0", date(2026, 1, 5), "sehari")
    people = [Registrant("X", "K1", "K1a", pins=(held,)), Registrant("Y", "K1", "K1a")]
    problem = world(
        people,
        activities=[P],
        today=date(2026, 1, 6),
        obstacles=[closed("tempat", "hall-K1-0", 6, 6, "dicat")],
    )
    (one,) = said(problem)
    assert "1 person (all of them): what is past cannot be attended any more" in one
    assert "halangan of hall-K1-0 (dicat): 1" in one


def test_sessions_are_counted_where_none_can_be_held():
    """24 seats "that is 0 sessions" beside a hall that is closed all week."""
    problem = world(
        [None] * 24, halls=(4,), activities=[P], obstacles=[closed("program", "", 5, 6, "rapat")]
    )
    (figures,) = summarize(Ground.of(problem, ()))
    assert (figures.sessions, figures.turns) == (6, 0)


def test_a_class_that_waits_for_its_rows_of_sesi_is_told_from_one_that_finds_no_day():
    """`hanya_sesi` and no row of it in `sesi`: "other reasons: 5" was all that was said."""
    told_only = Activity("P", "P", max_people=60, only_told=True)
    (one,) = said(world([None] * 5, days=5, activities=[told_only]), EveryonePlaced())
    assert one.endswith("(5 of 5 days fall out; P is hanya_sesi, not in table sesi: 5).")


def test_what_makes_the_last_day_the_last_is_said_with_its_row():
    """Z needs a team, which is on leave from the second week on; before the leave it is too soon
    after P, whose hall is painted on Monday.
    """
    problem = world([None] * 10, halls=(100,), days=12, activities=[P, Z], order=5)
    problem = replace(
        problem,
        activities={"P": P, "Z": replace(Z, team="mitra")},
        teams={"t": Team("t", "mitra", name="Tim Mitra")},
        obstacles=(
            closed("tempat", "hall-K1-0", 5, 5, "dicat"),
            closed("tim", "t", 12, 16, "cuti"),
        ),
    )
    places = {("halangan", "tim/t/2026-01-12"): ("halangan.csv", 3)}
    [one] = [s.words.en for s in count(problem, [EveryonePlaced()], places)]
    assert one.endswith(
        "P on Tuesday, 6 January 2026 (days lost before it: 1; halangan of hall-K1-0 (dicat): 1)"
        " at the earliest, 5 days between, so from Sunday, 11 January 2026 on, but the last is "
        "Friday, 9 January 2026 (days lost after it: 5; halangan of Tim Mitra (cuti; "
        "halangan.csv row 3): 5)."
    )


def test_an_obstacle_that_stands_in_no_file_has_no_row() -> None:
    problem = world(
        [None] * 100,
        halls=(50,),
        days=5,
        activities=[P],
        obstacles=[closed("tempat", "hall-K1-0", 6, 9, "renovasi")],
    )
    places = {("halangan", "tempat/hall-K1-0/2026-01-06"): ("halangan (what_if)", 0)}
    [one] = [s.words.en for s in count(problem, [EveryonePlaced()], places)]
    assert one.endswith("halangan of hall-K1-0 (renovasi): 4).")
