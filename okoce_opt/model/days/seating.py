"""A proposal who takes which seat, where people were counted together though a plan must know each
of them. Names are given by the draw (`naming/draw`), not here.

Where activities may come in any order, or several times, a count does not say whose seats they are:
the exact rows tell everyone apart. Counts of `stratify(loosely=True)` are taken by people here one
activity after the other, as many as can (augmenting paths: Berge, Two theorems in graph theory,
1957). Whoever has a seat in the announced plan keeps it where that can be. What nobody can take is
lost, and what that breaks gives up more (`standing`): a proposal.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from okoce_opt.domain.ids import SessionId
from okoce_opt.domain.people import Registrant
from okoce_opt.domain.plan import Plan, Seat
from okoce_opt.domain.problem import Problem
from okoce_opt.model.days.giving_up import standing
from okoce_opt.model.formulation.counts import Counts
from okoce_opt.model.sharing.linking import options_of
from okoce_opt.rows.stratum import Stratum
from okoce_opt.rules.rule import Rule


def seat_each(
    problem: Problem,
    rules: Sequence[Rule],
    strata: Sequence[Stratum],
    counts: Counts,
) -> Plan:
    """A plan in which people of `strata` sit as nearly as `counts` says as each of them can; rules
    that add up are asked about everyone.
    """
    seats = _Seating(problem, rules).seats(strata, counts.people)
    plan = Plan.of(seats, counts.held)
    for rule in rules:
        plan = rule.named(problem, plan, counts.choices, sorted(problem.registrants))
    return standing(problem, rules, plan)


class _Seating:
    """Who sits where so far, and who is asked whether somebody may sit somewhere besides."""

    def __init__(self, problem: Problem, rules: Sequence[Rule]) -> None:
        self._problem = problem
        self._options = options_of(problem, rules)
        fillings = [rule.fill(problem) for rule in rules if rule.adds_up]
        self._asked = [filling for filling in fillings if filling is not None]

    def seats(
        self, strata: Sequence[Stratum], counts: Mapping[tuple[str, SessionId], int]
    ) -> list[Seat]:
        """Seats of everyone."""
        by_stratum: dict[str, dict[SessionId, int]] = {}
        for (stratum_id, session), count in counts.items():
            by_stratum.setdefault(stratum_id, {})[session] = count
        taken: list[Seat] = []
        for stratum in strata:
            mine = by_stratum.get(stratum.id, {})
            people = [self._problem.registrants[member] for member in stratum.members]
            for activity in self._in_order(mine):
                room = {s: n for s, n in mine.items() if self._activity(s) == activity}
                taken += self._taken(people, room, self._problem.activities[activity].times)
        return taken

    def _taken(
        self, people: Sequence[Registrant], room: Mapping[SessionId, int], times: int
    ) -> list[Seat]:
        """Seats of one activity: everyone one, as long as there are any, then another one."""
        left, taken = dict(room), set[Seat]()
        for _ in range(times):
            reach = [
                [
                    sid
                    for sid in sorted(left)
                    if left[sid] and (one.id, sid) not in taken and self._may_sit(one, sid)
                ]
                for one in people
            ]
            for number, sid in match(reach, left, self._known(people, reach, left)).items():
                left[sid] -= 1
                taken.add((people[number].id, sid))
                for filling in self._asked:
                    filling.seated(people[number], self._problem.sessions[sid])
        return sorted(taken)

    def _known(
        self,
        people: Sequence[Registrant],
        reach: Sequence[Sequence[SessionId]],
        room: Mapping[SessionId, int],
    ) -> dict[int, SessionId]:
        """Seats that people have in the announced plan already, by number, where there is room."""
        left, known = dict(room), dict[int, SessionId]()
        for number, (one, sids) in enumerate(zip(people, reach, strict=True)):
            had = self._problem.announced.sessions_of.get(one.id, ())
            sid = next((sid for sid in had if sid in sids and left[sid]), None)
            if sid is not None:
                left[sid] -= 1
                known[number] = sid
        return known

    def _may_sit(self, one: Registrant, sid: SessionId) -> bool:
        session = self._problem.sessions[sid]
        return sid in self._options[one.id] and all(f.may_sit(one, session) for f in self._asked)

    def _activity(self, sid: SessionId) -> str:
        return self._problem.sessions[sid].activity

    def _in_order(self, sessions: Mapping[SessionId, int]) -> list[str]:
        """The activities of these sessions: what follows something after it, and what is in no
        order last, for it fits in anywhere.
        """
        names = sorted({self._activity(sid) for sid in sessions})
        orders = self._problem.orders
        tied = {name for o in orders for name in (o.activity, o.after)}
        depth = dict.fromkeys(self._problem.activities, 0)
        for _ in depth:
            for order in orders:
                depth[order.activity] = max(depth[order.activity], depth[order.after] + 1)
        length = {name: self._problem.activities[name].days for name in names}
        return sorted(names, key=lambda name: (name not in tied, depth[name], -length[name], name))


def match(
    reach: Sequence[Sequence[SessionId]],
    room: Mapping[SessionId, int],
    begun: Mapping[int, SessionId] = MappingProxyType({}),
) -> dict[int, SessionId]:
    """As many people (by number) as can be, each in one of the sessions that they reach, no more in
    a session than there is room.

    From seats that are `begun` people move only so that somebody more has one.
    """
    sits = dict(begun)
    inside: dict[SessionId, set[int]] = {sid: set() for sid in room}
    for number, sid in begun.items():
        inside[sid].add(number)
    for number in sorted(range(len(reach)), key=lambda n: (len(reach[n]), n)):
        if number in begun:
            continue
        came_by: dict[SessionId, int] = {}
        queue, end = [number], None
        for one in queue:
            for sid in reach[one]:
                if sid in came_by:
                    continue
                came_by[sid] = one
                if len(inside[sid]) < room[sid]:
                    end = sid
                    break
                queue += sorted(inside[sid])
            if end is not None:
                break
        while end is not None:
            one = came_by[end]
            before = sits.get(one)
            sits[one] = end
            inside[end].add(one)
            if before is not None:
                inside[before].discard(one)
            end = before
    return sits
