"""The goals as sums over columns, written afresh from their measures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from itertools import pairwise
from typing import Any

from okoce_opt.bench.plain import announced
from okoce_opt.bench.plain.announced import Measure, missing
from okoce_opt.bench.plain.lines import Terms, by
from okoce_opt.bench.plain.paper import Paper
from okoce_opt.domain.ids import SessionId
from okoce_opt.domain.priority import weigh_waiting
from okoce_opt.domain.sessions import Session


def measured(paper: Paper, goal: Any) -> Measure:
    """The goal's measure. Raises KeyError for a kind that is not understood."""
    return MEASURES[goal.kind](paper, goal)


def _most_placed(paper: Paper, goal: Any) -> Measure:
    terms, constant = Terms(), 0
    for number, group in enumerate(paper.groups):
        for activity in paper.world.problem.needed(group.one):
            seats = paper.sitting(number, group.options.get(activity.id, ()))
            more, least = missing(paper, seats, group.size, activity.times)
            terms, constant = terms + more, constant + least
    return terms, constant


def _longest_waiting(paper: Paper, goal: Any) -> Measure:
    terms, constant, problem = Terms(), 0, paper.world.problem
    for number, group in enumerate(paper.groups):
        for activity in problem.needed(group.one):
            weight = weigh_waiting(problem, group.one, activity.id)
            seats = paper.sitting(number, group.options.get(activity.id, ()))
            more, least = missing(paper, seats, group.size, activity.times)
            terms, constant = terms + by(weight, more), constant + weight * least
    return terms, constant


def _many_served(paper: Paper, goal: Any) -> Measure:
    terms, constant = Terms(), 0
    activities = paper.world.problem.activities
    for number, group in enumerate(paper.groups):
        wanted = paper.world.wanted(group.one, goal.activities)
        seats = [t for a in wanted for t in paper.sitting(number, group.options.get(a, ()))]
        if wanted:
            times = sum(activities[a].times for a in wanted)
            more, least = missing(paper, seats, group.size, times)
            terms, constant = terms + more, constant + least
    return terms, constant


def _few_days(paper: Paper, goal: Any) -> Measure:
    return [(1, column) for column in paper.meets.values()], 0


def _required(paper: Paper) -> list[Session]:
    activities = paper.world.problem.activities
    those = (paper.session(sid) for sid in paper.held)
    return [session for session in those if activities[session.activity].required]


def _finish_early(paper: Paper, goal: Any) -> Measure:
    ends: dict[str, dict[int, list[Session]]] = {}
    for session in _required(paper):
        days = (session.last_day - paper.world.problem.calendar.first).days
        whose = session.kecamatan if goal.each else ""
        ends.setdefault(whose, {}).setdefault(days, []).append(session)
    terms = Terms()
    for on in ends.values():
        later, order = -1, sorted(on)
        for place in range(len(order) - 1, -1, -1):
            days = order[place]
            flag = paper.lines.whole(0, 1)
            terms.append((days - (order[place - 1] if place else 0), flag))
            for session in on[days]:
                paper.lines.line([(1, flag), (-1, paper.held[session.id])], 0, None)
            if later >= 0:
                paper.lines.line([(1, flag), (-1, later)], 0, None)
            later = flag
    return terms, 0


def _alike_finish(paper: Paper, goal: Any) -> Measure:
    ends: dict[str, dict[int, list[int]]] = {}
    for session in _required(paper):
        if session.kecamatan:
            on = ends.setdefault(session.kecamatan, {})
            on.setdefault(session.last_day.toordinal(), []).append(paper.held[session.id])
    days = sorted({day for on in ends.values() for day in on})
    terms, lines = Terms(), paper.lines
    on_going: dict[tuple[str, int], int] = {}
    for code, on in ends.items():
        for day in days:
            flag = on_going[code, day] = lines.whole(0, 1)
            still = [
                column for ends_on, columns in on.items() if ends_on >= day for column in columns
            ]
            for column in still:
                lines.line([(1, flag), (-1, column)], 0, None)
            lines.line([(1, flag), *((-1, column) for column in still)], None, 0)
    for before, day in pairwise(days):
        somebody, apart = lines.whole(0, 1), lines.whole(0, 1)
        terms.append((day - before, apart))
        for code in ends:
            here, ever = on_going[code, day], on_going[code, days[0]]
            lines.line([(1, somebody), (-1, here)], 0, None)
            lines.line([(1, apart), (-1, somebody), (-1, ever), (1, here)], -1, None)
    return terms, 0


def _few_sessions(paper: Paper, goal: Any) -> Measure:
    return [(1, column) for column in paper.held.values()], 0


def _venue_rent(paper: Paper, goal: Any) -> Measure:
    venues = paper.world.problem.venues
    return [
        (venues[paper.session(sid).venue].rent * len(paper.session(sid).days), column)
        for sid, column in paper.held.items()
    ], 0


def _travel(paper: Paper, goal: Any) -> Measure:
    return [
        (paper.world.way(paper.groups[number].one, paper.session(sid).venue), column)
        for (number, sid), column in paper.seats.items()
    ], 0


def _preferred_days(paper: Paper, goal: Any) -> Measure:
    return [
        (1, column)
        for (number, sid), column in paper.seats.items()
        if paper.world.unwished(paper.groups[number].one, paper.session(sid))
    ], 0


def _soft_days(paper: Paper, goal: Any) -> Measure:
    soft = paper.world.problem.calendar.is_soft
    return [
        (1, column)
        for (_, sid), column in paper.seats.items()
        if any(map(soft, paper.session(sid).days))
    ], 0


def _kelurahan_share(paper: Paper, goal: Any) -> Measure:
    problem, terms = paper.world.problem, Terms()
    sitters: dict[tuple[str, str], Terms] = {}
    for (number, sid), column in paper.seats.items():
        sitters.setdefault((sid, paper.groups[number].one.kelurahan), []).append((1, column))
    for sid, held in paper.held.items():
        session = paper.session(sid)
        if not session.kecamatan or not problem.activities[session.activity].required:
            continue
        if problem.venues[session.venue].kelurahan:
            continue
        need = Counter(r.kelurahan for r in problem.needing(session.kecamatan, session.activity))
        largest = problem.largest_session(session.kecamatan, session.activity, for_all=True)
        for home, people in need.items():
            target = goal.share_percent * largest * people // (100 * need.total())
            if target:
                short = paper.lines.whole(0, target)
                row = [*sitters.get((sid, home), []), (1, short), (-target, held)]
                paper.lines.line(row, 0, None)
                terms.append((1, short))
    return terms, 0


def _even_attendance(paper: Paper, goal: Any) -> Measure:
    alike: dict[tuple[str, str], list[SessionId]] = {}
    for sid in paper.held:
        session = paper.session(sid)
        alike.setdefault((session.kecamatan, session.activity), []).append(sid)
    terms, lines = Terms(), paper.lines
    people = len(paper.world.problem.registrants)
    for sids in alike.values():
        if len(sids) < 2:
            continue
        top = max(
            max(paper.session(sid).seats for sid in sids), people if _been(paper, sids) else 0
        )
        most, least = lines.whole(0, top), lines.whole(0, top)
        for sid in sids:
            here = paper.attendance.get(sid, [])
            lines.line([(1, most), *by(-1, here)], 0, None)
            # what is not held does not count as small
            lines.line([(1, least), *by(-1, here), (top, paper.held[sid])], None, top)
        spread = lines.whole(0, top)
        lines.line([(1, spread), (-1, most), (1, least)], 0, None)
        terms.append((1, spread))
    return terms, 0


def _been(paper: Paper, sids: Iterable[SessionId]) -> bool:
    return not paper.world.problem.past.sessions.isdisjoint(sids)


def _fair_shares(paper: Paper, goal: Any) -> Measure:
    problem, lines, terms = paper.world.problem, paper.lines, Terms()
    inside = goal.among == "kelurahan"

    def place(one: Any) -> str:
        return str(one.kelurahan if inside else one.kecamatan)

    for activity in (a for a in problem.activities.values() if not a.required):
        wholes: dict[str, set[str]] = {}
        for one in problem.registrants.values():
            if activity in problem.still_to_do(one):
                wholes.setdefault(one.kecamatan if inside else "", set()).add(place(one))
        taken: dict[str, Terms] = {}
        for number, group in enumerate(paper.groups):
            seats = paper.sitting(number, group.options.get(activity.id, ()))
            taken.setdefault(place(group.one), []).extend(seats)
        for places in wholes.values():
            if len(places) < 2:
                continue
            room = len(problem.registrants) * activity.times
            promised = {
                name: _promised(problem.shares, activity.id, name, inside) for name in places
            }
            high = max(promised.values())
            top, bottom = lines.whole(0, room + high), lines.whole(0, room + high)
            for name in sorted(places):
                here = taken.get(name, [])
                lines.line([(1, top), *by(-1, here)], high - promised[name], None)
                lines.line([(1, bottom), *by(-1, here)], None, high - promised[name])
            terms += [(1, top), (-1, bottom)]
    return terms, 0


def _promised(shares: Iterable[Any], activity: str, place: str, inside: bool) -> int:
    return sum(
        share.people
        for share in shares
        if share.activity == activity
        and bool(share.kelurahan) == inside
        and place == (share.kelurahan if inside else share.kecamatan)
    )


MEASURES: Mapping[str, Callable[[Paper, Any], Measure]] = {
    "most_placed": _most_placed,
    "longest_waiting": _longest_waiting,
    "many_served": _many_served,
    "keep_the_plan": announced.keep_the_plan,
    "keep_mentors": announced.keep_mentors,
    "near_moves": announced.near_moves,
    "few_days": _few_days,
    "few_mentors": announced.few_mentors,
    "finish_early": _finish_early,
    "alike_finish": _alike_finish,
    "few_sessions": _few_sessions,
    "venue_rent": _venue_rent,
    "travel": _travel,
    "preferred_days": _preferred_days,
    "soft_days": _soft_days,
    "kelurahan_share": _kelurahan_share,
    "even_attendance": _even_attendance,
    "fair_shares": _fair_shares,
}
"""The kinds of goals that are understood here."""
