"""The planner's own orders: pins and told sessions against each rule, and two by two. Each world is
impossible, and each answer names both sides.
"""

from __future__ import annotations

from datetime import date

import pytest

from okoce_opt.counting import count
from okoce_opt.domain.activities import Activity, Order
from okoce_opt.domain.calendar import Obstacle
from okoce_opt.domain.people import Household, Registrant
from okoce_opt.domain.teams import Team
from okoce_opt.rules.deadline import Deadline
from okoce_opt.rules.every_kelurahan_present import EveryKelurahanPresent
from okoce_opt.rules.everyone_placed import EveryonePlaced
from okoce_opt.rules.households import Households
from okoce_opt.rules.pinned import Pinned
from okoce_opt.rules.simultaneous_phase import SimultaneousPhase
from okoce_opt.rules.turns import Turns
from tests.counting.small import HALVES, WHOLE, world

P, Z = Activity("P", "P"), Activity("Z", "Z")
AFTER = {"activities": [P, Z], "days": 5, "orders": [Order("Z", "P", 1)]}


def sid(activity, day, part="sehari", hall="hall-K1-0"):
    return f"{activity}|{hall}|2026-01-{day:02d}|{part}"


def who(n, *pins, home="K1", **rest):
    return Registrant(f"A{n}", home, f"{home}a", pins=tuple(sorted(pins)), **rest)


def hard(problem, *rules):
    """What counting calls impossible; with `most_placed` as with `everyone_placed`."""
    found = [s.words.en for s in count(problem, rules) if s.hard]
    assert {*found} <= {s.words.en for s in count(problem, [*rules, EveryonePlaced()]) if s.hard}
    return found


def told(*ids):
    return [(one, True) for one in ids]


WORLDS = {
    "pin x pin, wrong order": (
        world([who(1, sid("P", 9), sid("Z", 5))], **AFTER),
        (),
        ["A1 in P|hall-K1-0|2026-01-09", "A1 in Z|hall-K1-0|2026-01-05", "1 day between"],
    ),
    "pin x pin, one time": (
        world([who(1, sid("P", 5), sid("Z", 5))], activities=[P, Z]),
        (),
        ["A1 in P|", "A1 in Z|", "at one time"],
    ),
    "pin x order: no time before": (
        world([who(1, sid("Z", 5))], **AFTER),
        (),
        ["A1 in Z|hall-K1-0|2026-01-05", "P must come before it", "table urutan"],
    ),
    "pin x order: done too late": (
        world(
            [who(1, sid("Z", 5), done=(("P", date(2026, 1, 4)),))],
            **(AFTER | {"orders": [Order("Z", "P", 5)]}),
        ),
        (),
        ["A1 in Z|", "P was done on Sunday, 4 January 2026", "5 days"],
    ),
    "pin x deadline": (
        world([who(1, sid("P", 9))], **AFTER),
        (Deadline(date(2026, 1, 8)),),
        ["A1 in P|hall-K1-0|2026-01-09", "the deadline is Thursday, 8 January 2026"],
    ),
    "pin x turns": (
        world([who(1, sid("P", 6)), who(2, home="K2")], activities=[P], groups="12"),
        (Turns(),),
        ["A1 in P|hall-K1-0|2026-01-06", "turn of group 2, not of group 1"],
    ),
    "pin x team": (
        world(
            [who(1, sid("P", 6))],
            activities=[Activity("P", "P", team="guru")],
            teams=[Team("g1", "guru")],
            obstacles=[Obstacle("tim", "g1", date(2026, 1, 6), date(2026, 1, 6))],
        ),
        (),
        ["A1 in P|hall-K1-0|2026-01-06", "no team of guru"],
    ),
    "pins x capacity": (
        world([who(n, sid("P", 5)) for n in (1, 2)], halls=(1,), activities=[P]),
        (),
        ["has 1 seat, but 2 people are pinned", "A1 in", "A2 in"],
    ),
    "pins of two people, one hall, one time": (
        world([who(1, sid("P", 5)), who(2, sid("Z", 5))], activities=[P, Z]),
        (),
        ["in one venue at the same time", "A1 in P|", "A2 in Z|"],
    ),
    "pins x least size, together": (
        world(
            [who(1, sid("P", 5)), who(2, sid("P", 6)), who(3, sid("P", 7))],
            days=5,
            activities=[Activity("P", "P", min_people=3)],
        ),
        (),
        ["need at least 9 people, there are 3", "A1 in", "A2 in", "A3 in"],
    ),
    "pins x at_most": (
        world(
            [who(1, sid("P", 5)), who(2, sid("P", 5, hall="hall-K2-0"), home="K2")],
            groups="11",
            activities=[P],
        ),
        (SimultaneousPhase(1),),
        ["2 kecamatan are to meet, at most 1 may", "A1 in", "A2 in"],
    ),
    "told x told, one team": (
        world(
            [who(1), who(2, home="K2")],
            groups="11",
            activities=[Activity("P", "P", team="guru")],
            teams=[Team("g1", "guru")],
            told=told(sid("P", 5), sid("P", 5, hall="hall-K2-0")),
        ),
        (),
        ["P|hall-K1-0|2026-01-05", "P|hall-K2-0|2026-01-05", "need 2 teams of guru", "g1"],
    ),
    "told x told, people at one time": (
        world(
            [who(1)],
            halls=(60, 60),
            activities=[P, Z],
            told=told(sid("P", 5), sid("Z", 5, hall="hall-K1-1")),
        ),
        (),
        ["at one time need at least 2 people, 1 can come"],
    ),
    "told x every kelurahan present": (
        world(
            [who(1), Registrant("B1", "K1", "K1b", weekdays=frozenset({1}))],
            kelurahan=2,
            days=5,
            activities=[P],
            told=told(sid("P", 5)),
        ),
        (EveryKelurahanPresent(),),
        ["of kelurahan K1b only 0 people can come", "P|hall-K1-0|2026-01-05"],
    ),
    "household together, pinned apart": (
        world(
            [who(1, sid("P", 5), household="h"), who(2, sid("P", 6), household="h")],
            activities=[P],
            households=[Household("h", True)],
        ),
        (Households(),),
        ["household h asks to sit together", "A1 in", "A2 in"],
    ),
    "household in turns, pinned on one day": (
        world(
            [who(1, sid("P", 5), household="h"), who(2, sid("P", 5), household="h")],
            activities=[P],
            households=[Household("h", False)],
        ),
        (Households(),),
        ["household h asks to come in turns", "A1 in", "A2 in"],
    ),
    "pin x seat that was attended": (
        world(
            [who(1, sid("P", 5), sid("P", 9))],
            days=5,
            activities=[P],
            today=date(2026, 1, 7),
            published=[("A1", sid("P", 5))],
        ),
        (),
        [
            "A1 in P|hall-K1-0|2026-01-05",
            "a seat of the plan announced",
            "is attended 1 time only",
        ],
    ),
}


@pytest.mark.parametrize(("problem", "rules", "pieces"), WORLDS.values(), ids=WORLDS)
def test_an_order_that_cannot_be_is_named_with_both_sides(problem, rules, pieces):
    said = hard(problem, *rules)
    assert any(all(piece in one for piece in pieces) for one in said), said


@pytest.mark.parametrize(
    ("problem", "rules"),
    [
        (world([who(1, sid("P", 5), sid("Z", 6))], **AFTER), ()),
        (
            world(
                [who(1, sid("P", 5, "pagi")), who(2, sid("Z", 5, "siang"))],
                activities=[P, Z],
                parts=[*HALVES, WHOLE],
            ),
            (),
        ),
        (
            world(
                [who(1, sid("P", 5), household="h"), who(2, sid("P", 5), household="h")],
                activities=[P],
                households=[Household("h", True)],
            ),
            (Households(),),
        ),
        (
            world(
                [who(1), who(2, home="K2")],
                groups="11",
                activities=[Activity("P", "P", team="guru")],
                teams=[Team("g1", "guru", 2)],
                told=told(sid("P", 5), sid("P", 5, hall="hall-K2-0")),
            ),
            (),
        ),
    ],
)
def test_orders_that_can_be_kept_are_left_alone(problem, rules):
    assert hard(problem, *rules) == []


def test_a_pin_to_a_session_that_is_told_not_to_be_is_a_mistake_in_the_input():
    problem = world([who(1, sid("P", 9))], days=5, activities=[P], told=[(sid("P", 9), False)])
    (complaint,) = Pinned().validate(problem)
    assert (complaint.code, complaint.key, complaint.column) == ("pin_not_held", "A1", "pin_P")
    assert "sesi" in complaint.advice.id


def test_rows_are_named_where_they_are_known():
    problem = world([who(1, sid("P", 5)), who(2, sid("Z", 5))], activities=[P, Z])
    places = {("pendaftar", f"A1|{sid('P', 5)}"): ("pendaftar.csv", 2)}
    said = [s.words.id for s in count(problem, [], places) if s.hard]
    assert any("pendaftar.csv baris 2, kolom pin_P" in one for one in said)
