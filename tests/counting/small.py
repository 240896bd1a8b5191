"""Worlds small enough to count by hand: K1 with a hall of 60 and one activity P, from Monday 5
January 2026 on.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from okoce_opt.counting import count
from okoce_opt.domain.activities import Activity, Order
from okoce_opt.domain.calendar import Calendar, Part, allot_turns, sort_groups
from okoce_opt.domain.people import Registrant
from okoce_opt.domain.places import Kecamatan, Kelurahan, Venue
from tests import hands

MONDAY = date(2026, 1, 5)
WHOLE = Part("sehari", frozenset({0, 1}))
HALVES = [Part("pagi", frozenset({0})), Part("siang", frozenset({1}))]


def world(
    people,
    halls=(60,),
    days=2,
    first=MONDAY,
    activities=(),
    order=None,
    groups="1",
    parts=(WHOLE,),
    kelurahan=1,
    published=(),
    venues_of=(),
    **rest,
):
    """`people`: for each person of K1 the weekdays that suit, or ready registrants. `groups`: one
    letter per kecamatan; `venues_of`: halls of one kelurahan, by id.
    """
    kecamatan = [Kecamatan(f"K{i}", f"K{i}", g) for i, g in enumerate(groups, start=1)]
    homes = [
        Kelurahan(f"{k.code}{x}", f"{k.code}{x}", k.code)
        for k in kecamatan
        for x in "abcdef"[:kelurahan]
    ]
    of = dict(venues_of)
    venues = [
        Venue(f"hall-{k.code}-{i}", k.code, "", seats, kelurahan=of.get(f"hall-{k.code}-{i}", ""))
        for k in kecamatan
        for i, seats in enumerate(halls)
    ]
    calendar = Calendar(
        first, first + timedelta(days=days - 1), frozenset(range(5)), parts={p.id: p for p in parts}
    )
    chained = [] if order is None else [*pairwise(a.id for a in activities)]
    rows = {
        "kecamatan": kecamatan,
        "kelurahan": homes,
        "venues": venues,
        "activities": activities or [Activity("P", "P", min_people=20, max_people=60)],
        "calendar": replace(calendar, turns=allot_turns(calendar, sort_groups(groups))),
        "registrants": [
            person
            if isinstance(person, Registrant)
            else Registrant(f"P{n:05d}", "K1", "K1a", weekdays=person)
            for n, person in enumerate(people, start=1)
        ],
        "orders": [Order(z, p, order) for p, z in chained],
        "published": published,
    }
    return hands.world(**{**rows, **rest})


def kinds(problem, *rules):
    return {shortfall.kind for shortfall in count(problem, rules)}


def only(problem, *rules):
    (shortfall,) = count(problem, rules)
    return shortfall


def everywhere(problem_groups, each):
    return [
        Registrant(f"P{k}{n:04d}", f"K{k}", f"K{k}a")
        for k in range(1, len(problem_groups) + 1)
        for n in range(each)
    ]


def said(problem, *rules):
    """All sentences, in English."""
    return [shortfall.words.en for shortfall in count(problem, rules)]
