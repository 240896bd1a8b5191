"""The goals that hold a plan against the one that was announced, and those about mentors."""

from __future__ import annotations

from collections import Counter
from typing import Any

from okoce_opt.bench.plain.lines import Terms, by
from okoce_opt.bench.plain.paper import Paper
from okoce_opt.domain.sessions import session_name

A_DATE, A_HALL, A_PART = 100, 2, 1
"""Points of a move to another date, and to another hall."""
Measure = tuple[Terms, int]
"""Terms and a constant."""


def missing(paper: Paper, seats: Terms, size: int, times: int) -> Measure:
    """How many of `size` people have none of these seats."""
    if times == 1:
        return by(-1, seats), size
    without = paper.lines.whole(0, size)
    paper.lines.line([*seats, (1, without)], size, None)
    return [(1, without)], 0


def keep_the_plan(paper: Paper, goal: Any) -> Measure:
    """Announced seats that are gone."""
    terms, kept = Terms(), paper.world.problem.announced.seats
    home = {person: number for number, g in enumerate(paper.groups) for person in g.people}
    counted = Counter((home[person], sid) for person, sid in kept if person in home)
    for (number, sid), people in sorted(counted.items()):
        if (number, sid) in paper.seats:
            # all of a group have the same old seats, so whoever sits there keeps theirs
            terms.append((-1, paper.seats[number, sid]))
        assert people == paper.groups[number].size
    return terms, sum(counted.values())


def near_moves(paper: Paper, goal: Any) -> Measure:
    """Dates, halls and parts of a day that announced seats lose."""
    problem, terms, constant = paper.world.problem, Terms(), 0
    home = {person: number for number, g in enumerate(paper.groups) for person in g.people}
    old = {(home[p], sid) for p, sid in problem.announced.seats if p in home}
    for number, sid in sorted(old):
        group, had = paper.groups[number], session_name(sid)
        options = [paper.session(s) for s in group.options.get(had.activity, ())]
        dates = [s for s in options if s.first_day == had.first_day]
        halls = [s for s in dates if s.venue == had.venue]
        parts = [s for s in dates if s.part == had.part]
        activity = problem.activities.get(had.activity)
        for points, there in ((A_DATE, dates), (A_HALL, halls), (A_PART, parts)):
            seats = paper.sitting(number, [s.id for s in there])
            lost, least = missing(paper, seats, group.size, activity.times if activity else 1)
            terms, constant = terms + by(points, lost), constant + points * least
    return terms, constant


def keep_mentors(paper: Paper, goal: Any) -> Measure:
    """People who get another mentor."""
    problem = paper.world.problem
    kept = [(-1, column) for (_, old, mentor), column in paper.mentors.items() if old == mentor]
    had = sum(
        bool(problem.announced.mentors.get(one.id) and problem.still_to_do(one))
        for one in problem.registrants.values()
    )
    return kept, had


def few_mentors(paper: Paper, goal: Any) -> Measure:
    """Mentors of a kelurahan beyond the first."""
    terms, homes = Terms(), dict[str, dict[str, list[int]]]()
    for (home, _, mentor), column in paper.mentors.items():
        homes.setdefault(home, {}).setdefault(mentor, []).append(column)
    for mentors in homes.values():
        for columns in mentors.values():
            used, most = paper.lines.whole(0, 1), sum(paper.lines.upper[c] for c in columns)
            paper.lines.line([*((1, c) for c in columns), (-most, used)], None, 0)
            terms.append((1, used))
    return terms, -len(homes)
