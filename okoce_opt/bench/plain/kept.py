"""The rules as lines, written afresh from their sentences."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from okoce_opt.bench.plain import announced, tied
from okoce_opt.bench.plain.lines import Terms
from okoce_opt.bench.plain.order import in_order
from okoce_opt.bench.plain.paper import Paper
from okoce_opt.bench.plain.who import World
from okoce_opt.domain.ids import SessionId

UNDERSTOOD = frozenset(
    {
        "everyone_placed",
        "everyone_once",
        "own_kecamatan",
        "own_kelurahan",
        "venue_capacity",
        "session_size",
        "one_place_one_time",
        "simultaneous_phase",
        "turns",
        "open_days",
        "available_days",
        "activity_order",
        "every_kelurahan_present",
        "teams",
        "households",
        "pinned",
        "deadline",
        "quota",
        "mentors",
        "make_up",
        "meeting_days",
        "team_days",
        "changes_per_person",
        "changes_in_all",
    }
)
"""Kinds of rules for which there are lines here."""


def written(world: World) -> Paper:
    """All rules of the world as lines."""
    paper = Paper(world, groups=world.groups)
    _columns(paper)
    _people(paper)
    _sessions(paper)
    _halls_and_days(paper)
    tied.homes(paper)
    tied.households(paper)
    tied.quota(paper)
    tied.teams(paper)
    tied.team_days(paper)
    tied.mentors(paper)
    tied.make_up(paper)
    announced.changes_per_person(paper)
    announced.changes_in_all(paper)
    return paper


def _columns(paper: Paper) -> None:
    world, problem, lines = paper.world, paper.world.problem, paper.lines
    for number, group in enumerate(paper.groups):
        for sids in group.options.values():
            for sid in sids:
                pinned = sid in group.one.pins
                room = (
                    group.size
                    if sid in problem.past.sessions
                    else min(group.size, problem.sessions[sid].seats)
                )
                column = lines.whole(group.size if pinned else 0, room)
                if pinned and group.size > room:
                    lines.impossible = True
                paper.seats[number, sid] = column
                paper.attendance.setdefault(sid, []).append((1, column))
        for pin in group.one.pins:
            if (number, pin) not in paper.seats:
                lines.impossible = True
    for sid, session in world.open.items():
        told = bool(problem.told.get(sid)) or sid in problem.past.sessions
        if sid in paper.attendance or told or problem.activities[session.activity].reserve_for:
            paper.held[sid] = lines.whole(int(told), 1)
    if any(held and sid not in paper.held for sid, held in problem.told.items()):
        lines.impossible = True


def _people(paper: Paper) -> None:
    """Once each, everyone who must, one after the other, and in one place at a time."""
    world, problem = paper.world, paper.world.problem
    for number, group in enumerate(paper.groups):
        needed = (
            {a.id for a in problem.needed(group.one)} if "everyone_placed" in world.rules else set()
        )
        for name, sids in group.options.items():
            most = problem.activities[name].times * group.size
            low = group.size if name in needed else None
            if sids or low:
                paper.lines.line(paper.sitting(number, sids), low, most)
        if any(name not in group.options for name in needed):
            paper.lines.impossible = True
        in_order(paper.lines, world, number, group, paper.seats)
        again = any(problem.activities[name].times > 1 for name in group.options)
        if again or world.may_collide(group.options, world.links(group.one)):
            at: dict[int, list[SessionId]] = {}
            for sid in (sid for sids in group.options.values() for sid in sids):
                for slot in paper.session(sid).slots:
                    at.setdefault(slot, []).append(sid)
            for those in sorted({tuple(those) for those in at.values() if len(those) > 1}):
                paper.lines.line(paper.sitting(number, those), None, group.size)


def _sessions(paper: Paper) -> None:
    """Chairs, and the least number."""
    problem = paper.world.problem
    for sid, column in paper.held.items():
        session, here = paper.session(sid), paper.attendance.get(sid, [])
        activity = problem.activities[session.activity]
        if sid in problem.past.sessions or activity.reserve_for:
            continue
        paper.lines.line([*here, (-session.seats, column)], None, 0)
        paper.lines.line([*here, (-activity.min_people, column)], 0, None)
        if here:
            paper.lines.filled.append((here, activity.min_people, session.seats, column))


def _halls_and_days(paper: Paper) -> None:
    """A hall has one session at a time; a kecamatan that meets is one of few."""
    problem, lines = paper.world.problem, paper.lines
    phase = paper.world.rules.get("simultaneous_phase")
    at: dict[tuple[str, int], list[SessionId]] = {}
    on: dict[date, dict[str, set[SessionId]]] = {}
    for sid in paper.held:
        session = paper.session(sid)
        for slot in session.slots:
            at.setdefault((session.venue, slot), []).append(sid)
        for day in session.days if session.kecamatan else ():
            on.setdefault(day, {}).setdefault(session.kecamatan, set()).add(sid)
    meets, weekly = paper.meets, paper.world.rules.get("meeting_days")
    watched = weekly is not None or "few_days" in paper.world.goals
    for day, kecamatan in on.items():
        been = sum(bool(sids & problem.past.sessions) for sids in kecamatan.values())
        most = max(getattr(phase, "at_most", len(kecamatan)), been)
        if watched or len(kecamatan) > most:
            for code in kecamatan:
                meets[code, day] = lines.whole(0, 1)
        if len(kecamatan) > most:
            lines.line([(1, meets[code, day]) for code in kecamatan], None, most)
    if weekly is not None:
        _weeks(paper, weekly.at_most, on)  # type: ignore[attr-defined]
    _spans(paper)
    seen: set[tuple[tuple[SessionId, ...], int]] = set()
    for (_, slot), sids in at.items():
        session = paper.session(sids[0])
        flag = meets.get((session.kecamatan, date.fromordinal(slot // 2)), -1)
        if (tuple(sids), flag) in seen or (len(sids) < 2 and flag < 0):
            continue
        seen.add((tuple(sids), flag))
        held: Terms = [(1, paper.held[sid]) for sid in sids]
        lines.line([*held, (-1, flag)] if flag >= 0 else held, None, 0 if flag >= 0 else 1)


def _weeks(paper: Paper, at_most: int, on: Mapping[date, Mapping[str, set[SessionId]]]) -> None:
    """Few enough days of each week on which a kecamatan meets."""
    past = paper.world.problem.past.sessions
    weeks: dict[tuple[str, tuple[int, int]], list[date]] = {}
    for day, kecamatan in on.items():
        for code in kecamatan:
            weeks.setdefault((code, day.isocalendar()[:2]), []).append(day)
    for (code, _), days in weeks.items():
        been = sum(bool(on[day][code] & past) for day in days)
        row: Terms = [(1, paper.meets[code, day]) for day in days]
        paper.lines.line(row, None, max(at_most, been))


def _spans(paper: Paper) -> None:
    """The sessions of each hall once more, as spans of its half-days that may not overlap."""
    halls: dict[str, list[SessionId]] = {}
    for sid in paper.held:
        halls.setdefault(paper.session(sid).venue, []).append(sid)
    for sids in halls.values():
        used = sorted({slot for sid in sids for slot in paper.session(sid).slots})
        place = {slot: number for number, slot in enumerate(used)}
        spans = []
        for sid in sids:
            taken = sorted(place[slot] for slot in paper.session(sid).slots)
            # one that meets once a week leaves the days between to others
            if taken[-1] - taken[0] + 1 == len(taken):
                spans.append((taken[0], taken[-1] + 1, paper.held[sid]))
        paper.lines.apart.append(spans)
