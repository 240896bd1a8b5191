"""Rules and goals that hold a plan against the one that was announced, and goals about mentors."""

from __future__ import annotations

from collections import Counter
from typing import Any

from okoce_opt.bench.plain.lines import Terms, by
from okoce_opt.bench.plain.paper import Paper
from okoce_opt.domain.may_change import changing_of
from okoce_opt.domain.sessions import session_name
from okoce_opt.domain.states import Freedom

A_PART = 1
"""Points of a move to another part of the day; table `ubah` says the others."""
Measure = tuple[Terms, int]
"""Terms and a constant."""


def missing(paper: Paper, seats: Terms, size: int, times: int) -> Measure:
    """How many of `size` people have none of these seats."""
    if times == 1:
        return by(-1, seats), size
    without = paper.lines.whole(0, size)
    paper.lines.line([*seats, (1, without)], size, None)
    return [(1, without)], 0


def changes_per_person(paper: Paper) -> None:
    """Of each person's announced seats few enough are gone."""
    rule = paper.world.rules.get("changes_per_person")
    for number, group in enumerate(paper.groups) if rule is not None else ():
        at_stake = paper.world.at_stake(group.one)
        least = len(at_stake) - rule.at_most  # type: ignore[union-attr]
        if least > 0:
            # whoever has more to lose than this is a group alone
            assert group.size == 1
            kept = paper.sitting(number, (s for s in at_stake if (number, s) in paper.seats))
            paper.lines.line(kept, least, None)


def changes_in_all(paper: Paper) -> None:
    """Of all announced seats few enough are gone."""
    rule = paper.world.rules.get("changes_in_all")
    if rule is None:
        return
    kept, had = Terms(), 0
    for number, group in enumerate(paper.groups):
        at_stake = paper.world.at_stake(group.one)
        had += len(at_stake) * group.size
        kept += paper.sitting(number, (s for s in at_stake if (number, s) in paper.seats))
    paper.lines.line(kept, had - rule.at_most, None)  # type: ignore[attr-defined]


def keep_the_plan(paper: Paper, goal: Any) -> Measure:
    """Announced seats that are gone."""
    problem, terms = paper.world.problem, Terms()
    counting = {Freedom.NEVER, Freedom.FORCED}
    if problem.announced.firm:
        counting.add(Freedom.PRICED)
    kept = {
        (person, sid)
        for person, sid in problem.announced.seats
        if changing_of(problem, sid).freedom in counting
    }
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
        group, had, row = paper.groups[number], session_name(sid), changing_of(problem, sid)
        if row.freedom is Freedom.FREE:
            continue
        options = [paper.session(s) for s in group.options.get(had.activity, ())]
        dates = [s for s in options if s.first_day == had.first_day]
        halls = [s for s in dates if s.venue == had.venue]
        parts = [s for s in dates if s.part == had.part]
        activity = problem.activities.get(had.activity)
        for points, there in ((row.a_date, dates), (row.a_hall, halls), (A_PART, parts)):
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
