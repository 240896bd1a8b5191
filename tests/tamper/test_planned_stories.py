"""On a whole plan one changed cell may break several rules: the set that is named holds the one
meant.

The big story runs by hand: `pytest -m slow tests/tamper`.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from okoce_opt import planning
from okoce_opt.domain.plan import Plan
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.sessions import session_id
from okoce_opt.domain.words import date_words
from okoce_opt.plan_files.record import read_plan
from okoce_opt.reports.content import labels
from tests.exported import Sheet, change
from tests.scenarios.planned import HOME, Stories

Cells = Mapping[Any, object]
Change = tuple[str, Callable[[Sheet], Cells]]


@dataclass(frozen=True)
class World:
    """A problem with its plan, and where to change it."""

    problem: Problem
    plan: Plan

    def moved(self, fits: Callable[[str, date], bool]) -> Change:
        """The first session and day that fit: its date is typed anew."""
        span = (self.problem.calendar.last - self.problem.calendar.first).days + 1
        days = [self.problem.calendar.first + timedelta(n) for n in range(span)]
        sid, day = next(
            (sid, day)
            for sid in sorted(self.plan.held)
            for day in days
            if str(day) not in sid and fits(sid, day)
        )
        return sid, lambda sheet: {sheet.head(labels.DAY): f": {date_words(day, 'id')}"}

    def replaced(self, fits: Callable[[str, str, str], bool]) -> Change:
        """The first session, one of its people and someone else that fit: the number of the other
        is typed over.
        """
        people = sorted(self.problem.registrants)
        random.Random(1).shuffle(people)
        sid, old, new = next(
            (sid, old, new)
            for sid in sorted(self.plan.held)
            for old in self.plan.people[sid]
            for new in people
            if new not in self.plan.people[sid] and fits(sid, old, new)
        )
        return sid, lambda sheet: {sheet.person(old): new}

    def home(self, person: str) -> str:
        return self.problem.registrants[person].kecamatan

    def of(self, sid: str, day: date) -> str:
        """The session on another day."""
        activity, venue, _, part = sid.split("|")
        return session_id(activity, venue, day, part)

    def meets(self, day: date) -> set[str]:
        """The kecamatan with a session on a day."""
        return {self.where(sid) for sid in self.plan.held if sid.split("|")[2] == str(day)}

    def where(self, sid: str) -> str:
        return self.problem.venues[sid.split("|")[1]].kecamatan


def is_open(world: World, sid: str, day: date) -> bool:
    return world.of(sid, day) in world.problem.sessions


def away(world: World, sid: str, day: date) -> bool:
    candidate = world.problem.sessions.get(world.of(sid, day))
    if candidate is None:
        return False
    return any(
        candidate.days in world.problem.missed_by(world.problem.registrants[p])
        for p in world.plan.people[sid]
    )


def one_more(world: World) -> Change:
    sid = next(
        sid
        for sid, people in world.plan.people.items()
        if len(people) == world.problem.sessions[sid].seats
    )
    stranger = next(p for p in sorted(world.problem.registrants) if p not in world.plan.people[sid])
    return sid, lambda sheet: {sheet.blank: stranger}


def half_a_sheet(world: World) -> Change:
    sid = max(world.plan.held, key=lambda sid: (len(world.plan.people[sid]), sid))
    least = world.problem.activities[sid.split("|")[0]].min_people
    return sid, lambda sheet: {cell: None for cell in sheet.ids[least - 1 :] if cell.value}


def lone_neighbour(world: World) -> Change:
    """Everybody of the rarest kelurahan of a session becomes someone of the commonest."""
    best = None
    for sid, people in sorted(world.plan.people.items()):
        homes: dict[str, list[str]] = {}
        for person in people:
            homes.setdefault(world.problem.registrants[person].kelurahan, []).append(person)
        few = min(homes.values(), key=lambda those: (len(those), those))
        if best is None or len(few) < len(best[1]):
            others = max(homes.values(), key=lambda those: (len(those), those))
            home = world.problem.registrants[others[0]].kelurahan
            rest = [
                p
                for p in sorted(world.problem.registrants)
                if world.problem.registrants[p].kelurahan == home
            ]
            best = sid, few, [p for p in rest if p not in people]
    assert best is not None
    sid, few, new = best
    return sid, lambda sheet: {
        sheet.person(old): other for old, other in zip(few, new, strict=False)
    }


CHANGES: dict[str, Callable[[World], Change]] = {
    "open_days": lambda w: w.moved(lambda sid, day: day.weekday() == 6),
    "turns": lambda w: w.moved(
        lambda sid, day: (
            is_open(w, sid, day)
            and w.problem.calendar.turn(day)
            not in ("bebas", w.problem.kecamatan[w.where(sid)].group)
        )
    ),
    "own_kecamatan": lambda w: w.replaced(lambda sid, old, new: w.home(new) != w.home(old)),
    "available_days": lambda w: w.moved(lambda sid, day: away(w, sid, day)),
    "pinned": lambda w: w.moved(
        lambda sid, day: w.problem.told.get(sid) is True and is_open(w, sid, day)
    ),
    "activity_order": lambda w: w.moved(
        lambda sid, day: (
            sid.startswith("pengemasan")
            and day == w.problem.calendar.first
            and is_open(w, sid, day)
        )
    ),
    "everyone_once": lambda w: w.replaced(lambda sid, old, new: w.home(new) == w.home(old)),
    "venue_capacity": one_more,
    "session_size": half_a_sheet,
    "one_place_one_time": lambda w: w.moved(
        lambda sid, day: any(
            other[0:4] != sid[0:4] and other.split("|")[1:3] == [sid.split("|")[1], str(day)]
            for other in sorted(w.plan.held)
        )
    ),
    "simultaneous_phase": lambda w: w.moved(
        lambda sid, day: (
            is_open(w, sid, day)
            and len(w.meets(day) | {w.where(sid)}) > {8: 4}.get(len(w.problem.kecamatan), 1)
        )
    ),
    "every_kelurahan_present": lone_neighbour,
}
NOT_HERE = {"deadline", "everyone_placed", "teams", "households", "own_kelurahan"}
"""The deadline is the last day of the calendar, people may be left over, no team is needed, no
household asks for anything, no venue is for one kelurahan; each stands in a world of its own.
"""


def named(folder: Path, change_of: Callable[[World], Change], story: str) -> set[str]:
    world = World(planning.read_scenario(HOME / story).problem, read_plan(folder).plan)
    sid, edit = change_of(world)
    cells = change(folder, sid, edit)
    verdict = planning.verify(folder)
    file = cells[0].split(" ")[0]
    assert any(
        cell.startswith(file) for violation in verdict.violations for cell in violation.cells
    )
    return {violation.rule for violation in verdict.violations}


@pytest.mark.scenario
def test_every_rule_that_these_stories_have_is_tried(stories: Stories):
    rules = {rule.kind for rule in planning.read_scenario(HOME / "dua_kecamatan").rules}
    assert rules == CHANGES.keys() | (NOT_HERE & rules)


@pytest.mark.scenario
@pytest.mark.parametrize("rule", CHANGES)
def test_the_rule_is_among_those_named(tmp_path: Path, stories: Stories, rule: str):
    assert rule in named(
        stories.copy("dua_kecamatan", tmp_path / "hasil"), CHANGES[rule], "dua_kecamatan"
    )


@pytest.mark.scenario
@pytest.mark.slow
@pytest.mark.parametrize("rule", CHANGES)
def test_on_the_big_story_too(tmp_path: Path, stories: Stories, rule: str):
    assert rule in named(
        stories.copy("jakarta_barat_2018", tmp_path / "hasil"), CHANGES[rule], "jakarta_barat_2018"
    )
