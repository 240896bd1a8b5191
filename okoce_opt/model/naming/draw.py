"""The draw: names for counts, by a published seed.

Each stratum's members are put in the order of SHA-256 of `draw_seed|registrant id`. One after the
other takes a path (a seat in each activity, or none from some activity on) that leaves the rest
decomposable: the earliest. When a plan is changed, those come first who can keep all of their old
seats, then those who can keep fewer, each keeping as many as such a path can, and of the seats that
go the date, then the hall, then the part of the day. Whoever holds
scenario, counts and the old plan can recompute every name.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from okoce_opt.domain.ids import PersonId, SessionId
from okoce_opt.domain.plan import Plan, Seat
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.sessions import SessionName, activity_of, session_id, session_name
from okoce_opt.model.formulation.counts import Counts
from okoce_opt.model.naming.exchanging import exchange
from okoce_opt.model.naming.paths import Chain, Colours, Takers
from okoce_opt.rows.stratum import Stratum
from okoce_opt.rules.rule import Rule

SEAT, A_DATE, A_HALL, A_PART = 1_000_000, 1_000, 2, 1
"""What keeping an old seat is worth in the draw, or only its date, or its hall or part on that
date.
"""


def draw(
    problem: Problem,
    strata: Sequence[Stratum],
    counts: Counts,
    draw_seed: str,
    rules: Sequence[Rule] = (),
) -> Plan:
    """The plan in which as many members of each stratum sit in each session as the counts say.

    What the choices among the counts mean is said by the `rules` that they are of; nothing is
    decided here. Raises ValueError when the counts of a stratum cannot be taken by its members one
    path each.
    """
    old: dict[PersonId, set[SessionId]] = {}
    for person, session in problem.announced.seats:
        old.setdefault(person, set()).add(session)
    by_stratum: dict[str, dict[SessionId, int]] = {}
    for (stratum_id, session), count in counts.people.items():
        if count:
            by_stratum.setdefault(stratum_id, {})[session] = count
    seats: list[Seat] = []
    for stratum in strata:
        people = draw_order(stratum.members, draw_seed)
        for person, sessions in name(
            problem, stratum, by_stratum.get(stratum.id, {}), people, old
        ).items():
            seats.extend((person, session) for session in sessions)
    plan = Plan.of(seats, counts.held)
    drawn = (
        draw_order([member for stratum in strata for member in stratum.members], draw_seed)
        if counts.choices
        else []
    )
    for rule in rules:
        plan = rule.named(problem, plan, counts.choices, drawn)
    return plan


def with_old_choices(problem: Problem, rules: Sequence[Rule], plan: Plan) -> Plan:
    """The plan with more of the teams that the announced one had, say: a proposal."""
    for rule in rules if problem.announced.seats else ():
        plan = rule.kept(problem, plan)
    return plan


def draw_order(members: Sequence[PersonId], draw_seed: str) -> list[PersonId]:
    """Registrant ids in the order of the draw."""
    return sorted(
        members,
        key=lambda person: (hashlib.sha256(f"{draw_seed}|{person}".encode()).hexdigest(), person),
    )


def name(
    problem: Problem,
    stratum: Stratum,
    counts: Mapping[SessionId, int],
    people: Sequence[PersonId],
    old: Mapping[PersonId, set[SessionId]],
) -> dict[PersonId, list[SessionId]]:
    """Who of `people`, in draw order, sits where."""
    if len(people) == 1:
        return {people[0]: sorted(counts)}
    takers = takers_of(problem, stratum, counts)
    to_do = {activity.id for activity in problem.still_to_do(stratum.one)}
    # what has happened and is not to do any more is everyone's of the stratum: pins tell apart
    had = [sid for sid in stratum.one.pins if sid in counts and activity_of(sid) not in to_do]
    named: dict[PersonId, list[SessionId]] = {person: [*had] for person in people}
    for taker in takers:
        # what everyone had is worth what it was before anybody took a seat
        worth = worths(taker, people, old)
        paths = dict(taken_in_turn(taker, people, worth))
        exchange(taker, paths, worth)
        for person, path in paths.items():
            named[person] += path
    if any(taker.left() for taker in takers):
        raise ValueError(f"the counts of stratum {stratum.id} leave seats that nobody can take")
    return named


Worths = Mapping[PersonId, Mapping[SessionId, int]]
"""Person -> session -> what it is worth to them."""


def worths(
    taker: Takers, people: Sequence[PersonId], old: Mapping[PersonId, set[SessionId]]
) -> Worths:
    """What the sessions that have seats left are worth to each: those that they had most."""
    nearness = _Nearness(taker.free())
    return {person: nearness.of(old.get(person, ())) for person in people}


def taken_in_turn(
    taker: Takers, people: Sequence[PersonId], worth: Worths
) -> Iterator[tuple[PersonId, list[SessionId]]]:
    """Who takes which path: those first who can keep most of their old seats and, of those that
    they lose, the date, then the hall, then the part of the day; among equals in draw order.
    """
    waiting = list(people)
    most = max((_at_most(worth[person]) // SEAT for person in people), default=0)
    bounds = {_at_most(each) for each in worth.values()}
    for least in sorted({*bounds, *(SEAT * n for n in range(most + 1))}, reverse=True):
        for person in tuple(waiting):
            free = taker.free() if worth[person] else set()
            wanted = {sid: n for sid, n in worth[person].items() if sid in free}
            if _at_most(wanted) < least:
                continue
            path = taker.take(len(waiting), wanted, least)
            if path is not None:
                waiting.remove(person)
                yield person, path


class _Nearness:
    """What sessions are worth to someone who had seats in others."""

    def __init__(self, sessions: Iterable[SessionId]) -> None:
        self._on: dict[tuple[str, date], list[SessionName]] = {}
        for name in map(session_name, sorted(sessions)):
            self._on.setdefault((name.activity, name.first_day), []).append(name)

    def of(self, old: Iterable[SessionId]) -> dict[SessionId, int]:
        """Session -> its worth: the old seat itself, else the same date, more in the same hall or
        part of the day.
        """
        worth: dict[SessionId, int] = {}
        for had in map(session_name, sorted(old)):
            for name in self._on.get((had.activity, had.first_day), ()):
                near = (
                    A_DATE + A_HALL * (name.venue == had.venue) + A_PART * (name.part == had.part)
                )
                near = SEAT if name == had else near
                worth[session_id(*name)] = max(near, worth.get(session_id(*name), 0))
        return worth


def _at_most(wanted: Mapping[SessionId, int]) -> int:
    """What a path of these sessions can be worth: the best of each activity."""
    best: dict[str, int] = {}
    for sid, worth in wanted.items():
        best[activity_of(sid)] = max(worth, best.get(activity_of(sid), 0))
    return sum(best.values())


def takers_of(problem: Problem, stratum: Stratum, counts: Mapping[SessionId, int]) -> list[Takers]:
    """How the seats of a stratum fall into paths: one chain after another, or colours where
    activities collide without order.
    """
    to_do = [activity.id for activity in problem.still_to_do(stratum.one)]
    # what has happened follows nothing any more: an order may have been changed since
    to_come = [activity for activity in to_do if not problem.past.attended(stratum.one, activity)]
    orders = {o.activity: o for o in problem.orders if o.activity in to_come and o.after in to_do}
    sessions = {
        activity: [
            problem.sessions[sid]
            for sid in sorted(counts)
            if problem.sessions[sid].activity == activity
        ]
        for activity in to_do
    }
    if not orders and len({s.halves for those in sessions.values() for s in those}) < 3:
        return [Colours(sessions, counts)]
    heads = [activity for activity in to_do if activity not in orders]
    following = {o.after: o for o in orders.values()}
    chains: list[Takers] = []
    for head in heads:
        links = []
        last = head
        while last in following:
            links.append(following[last])
            last = following[last].activity
        chains.append(Chain([head, *(link.activity for link in links)], links, sessions, counts))
    return chains
