"""Tiny worlds without a plan: ten kinds, as many worlds of each as wanted.

Deadline and gap, household and absence, quota, sessions of the city that are told, teams on leave,
days of a week, classes of several days, turns, somebody of each kelurahan, pins.
"""

from __future__ import annotations

import itertools
import random
from dataclasses import replace
from datetime import date, timedelta

from okoce_opt.domain.activities import Activity, Order
from okoce_opt.domain.calendar import Calendar, Obstacle, Part
from okoce_opt.domain.people import Household, Registrant
from okoce_opt.domain.places import Kecamatan, Kelurahan, Venue
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.shares import Share
from okoce_opt.domain.tables import Tables
from okoce_opt.domain.teams import Team
from okoce_opt.rules.deadline import Deadline
from okoce_opt.rules.every_kelurahan_present import EveryKelurahanPresent
from okoce_opt.rules.everyone_placed import EveryonePlaced
from okoce_opt.rules.meeting_days import MeetingDays
from okoce_opt.rules.quota import Quota
from okoce_opt.rules.simultaneous_phase import SimultaneousPhase
from okoce_opt.rules.team_days import TeamDays
from okoce_opt.rules.turns import Turns
from tests.reasons.enumerated import always_on, has_plan

MONDAY = date(2026, 1, 5)
PARTS = {"sehari": Part("sehari", frozenset({0, 1}))}


def worlds_of(kind, want, start=0):
    """So many impossible worlds of a kind: (seed, problem, rules)."""
    found = 0
    for seed in itertools.count(start):
        if found >= want:
            return
        rows, extra = KINDS[kind](random.Random(f"{kind}|{seed}"))
        problem = Problem.of(Tables(**rows))
        rules = [*always_on(), *extra, EveryonePlaced()]
        if any(True for rule in rules for _ in rule.validate(problem)):
            continue
        if has_plan(problem, rules) is False:
            found += 1
            yield seed, problem, rules


def _world(dice, kecamatan, people, names, span, seats, mins=(1,), days=(1,), **activity):
    """Rows of a world of so many kecamatan, people (least, most), activities and days."""
    places = [Kecamatan(f"K{n}", f"K{n}", str(n + 1)) for n in range(kecamatan)]
    homes = [Kelurahan(f"{k.code}{x}", f"{k.code}{x}", k.code) for k in places for x in "ab"]
    last = MONDAY + timedelta(dice.randint(*span) - 1)
    those = [dice.choice(homes) for _ in range(dice.randint(*people))]
    return {
        "kecamatan": places,
        "kelurahan": homes,
        "activities": [
            Activity(
                *(name, name),
                min_people=dice.choice(mins),
                max_people=3,
                days=dice.choice(days),
                **activity,
            )
            for name in names
        ],
        "venues": [Venue(f"v{n}", k.code, "v", dice.choice(seats)) for n, k in enumerate(places)],
        "calendar": Calendar(MONDAY, last, frozenset(range(6)), parts=PARTS),
        "registrants": [Registrant(f"p{n}", h.kecamatan, h.code) for n, h in enumerate(those)],
    }


def _days(rows):
    calendar = rows["calendar"]
    return (calendar.last - calendar.first).days + 1


def _some_day(dice, rows):
    return MONDAY + timedelta(dice.randrange(_days(rows)))


def _in_a_row(dice, rows):
    if len(rows["activities"]) > 1:
        rows["orders"] = [Order("Z", "P", dice.choice((0, 1)))]


def _deadline_and_gap(dice):
    rows = _world(dice, 1, (2, 3), "PZ", (3, 6), (1, 2))
    least = dice.choice((0, 1, 2, 3))
    rows["orders"] = [Order("Z", "P", least, dice.choice((None, least, least + 1)))]
    day = MONDAY + timedelta(dice.randint(1, _days(rows) - 1))
    return rows, [Deadline(day=day)] if dice.random() < 0.8 else []


def _household_and_absence(dice):
    rows = _world(dice, 1, (3, 4), "P", (2, 4), (2, 3))
    rows["households"] = [Household("h", dice.random() < 0.7, dice.random() < 0.5)]
    rows["registrants"] = [
        replace(one, household="h" if dice.random() < 0.7 else "") for one in rows["registrants"]
    ]
    rows["obstacles"] = [
        Obstacle("pendaftar", one.id, day, day + timedelta(dice.randint(0, 2)))
        for one in rows["registrants"]
        if dice.random() < 0.7
        for day in [_some_day(dice, rows)]
    ]
    return rows, []


def _quota(dice):
    rows = _world(dice, dice.choice((1, 2)), (3, 4), "P", (2, 3), (2, 3))
    places = [(home.kecamatan, home.code) for home in rows["kelurahan"]]
    places += [(place.code, "") for place in rows["kecamatan"]]
    rows["shares"] = [Share("P", *at, dice.randint(0, 3)) for at in places if dice.random() < 0.6]
    return rows, [Quota(dice.random() < 0.5)]


def _city_told(dice):
    rows = _world(dice, 2, (3, 4), "P", (3, 4), (2, 3))
    series, least = dice.random() < 0.5, dice.choice((1, 2))
    rows["activities"].append(
        Activity("B", "B", city=True, only_told=series, max_people=4, min_people=least)
    )
    rows["venues"].append(Venue("city", "", "city", dice.choice((1, 2, 3))))
    days = [MONDAY + timedelta(n) for n in range(_days(rows))]
    told = [(f"B|city|{d}|sehari", dice.random() < 0.7) for d in days if dice.random() < 0.6]
    rows["told"] = told or [(f"B|city|{MONDAY}|sehari", True)]
    return rows, [SimultaneousPhase(at_most=1)] if dice.random() < 0.4 else []


def _teams_on_leave(dice):
    rows = _world(dice, dice.choice((1, 2)), (3, 4), "P", (2, 4), (1, 2), team="mitra")
    rows["teams"] = [
        Team(f"t{n}", "mitra", dice.choice((1, 1, 2)), weekdays=dice.choice((None, {0, 1})))
        for n in range(dice.choice((1, 1, 2)))
    ]
    rows["obstacles"] = [
        Obstacle("tim", team.id, day, day + timedelta(dice.randint(0, 1)))
        for team in rows["teams"]
        for day in [_some_day(dice, rows)]
        if dice.random() < 0.9
    ]
    few = TeamDays(1, dice.choice(("minggu", "semua")))
    return rows, [few] if dice.random() < 0.3 else []


def _days_of_a_week(dice):
    rows = _world(dice, 1, (2, 3), dice.choice(("P", "PZ")), (3, 5), (1, 2))
    if dice.random() < 0.6:
        _in_a_row(dice, rows)
    return rows, [MeetingDays(dice.choice((1, 2)))]


def _several_days(dice):
    names, resumes = dice.choice(("P", "PZ")), dice.random() < 0.5
    rows = _world(dice, 1, (2, 3), names, (3, 5), (1, 2), days=(1, 2, 2, 3), resumes=resumes)
    _in_a_row(dice, rows)
    day = _some_day(dice, rows)
    rows["obstacles"] = [Obstacle("tempat", "v0", day, day)] if dice.random() < 0.7 else []
    return rows, []


def _turns(dice):
    rows = _world(dice, 2, (3, 4), "P", (2, 4), (1, 2))
    groups = ("1", "2", "1", "2", "bebas")
    turns = {MONDAY + timedelta(n): dice.choice(groups) for n in range(_days(rows))}
    rows["calendar"] = replace(rows["calendar"], turns=turns)
    return rows, [Turns(), *([SimultaneousPhase(at_most=1)] if dice.random() < 0.3 else [])]


def _each_kelurahan(dice):
    rows = _world(dice, 1, (3, 4), "P", (2, 3), (1, 2, 2), mins=(1, 1, 2))
    span = _days(rows)
    rows["registrants"] = [
        replace(one, weekdays=frozenset(dice.sample(range(span), dice.randint(1, span))))
        if dice.random() < 0.5
        else one
        for one in rows["registrants"]
    ]
    return rows, [EveryKelurahanPresent(dice.choice((1, 1, 2)), where_possible=dice.random() < 0.5)]


def _pins(dice):
    rows = _world(dice, 1, (3, 4), dice.choice(("P", "PZ")), (2, 3), (1, 2), mins=(1, 2))
    _in_a_row(dice, rows)
    ids = list(Problem.of(Tables(**rows)).sessions)
    rows["registrants"] = [
        replace(one, pins=(dice.choice(ids),)) if dice.random() < 0.6 else one
        for one in rows["registrants"]
    ]
    return rows, []


KINDS = {
    "deadline_and_gap": _deadline_and_gap,
    "household_and_absence": _household_and_absence,
    "quota": _quota,
    "city_told": _city_told,
    "teams_on_leave": _teams_on_leave,
    "days_of_a_week": _days_of_a_week,
    "several_days": _several_days,
    "turns": _turns,
    "each_kelurahan": _each_kelurahan,
    "pins": _pins,
}
