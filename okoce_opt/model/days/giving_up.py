"""Giving up seats until a plan stands: where people may be left over there is always one that does,
unless what is pinned and told breaks a rule itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from okoce_opt.domain.findings import Violation
from okoce_opt.domain.ids import PersonId, SessionId
from okoce_opt.domain.plan import Plan, Seat
from okoce_opt.domain.problem import Problem
from okoce_opt.model.sharing.linking import must_be_held
from okoce_opt.rules.rule import Rule
from okoce_opt.verify import verify

ROUNDS = 16
"""After so many rounds, each giving up more, everything is given up that need not be."""


def standing(problem: Problem, rules: Sequence[Rule], plan: Plan) -> Plan:
    """The plan less the seats and sessions that break a rule; as it is where a rule wants everybody
    seated, or nothing helps.
    """
    if any(rule.seats_everyone for rule in rules):
        return plan
    given_up, fixed = plan, _Fixed(problem)
    for number in range(ROUNDS):
        violations = verify(problem, rules, given_up)
        if not violations:
            return given_up
        fewer = fixed.less(given_up, violations, 1 << number // 2)
        if fewer == given_up:
            break
        given_up = fewer
    least = fixed.only(plan)
    return plan if verify(problem, rules, least) else least


class _Fixed:
    """What may not be given up: pinned seats, and sessions told to be held."""

    def __init__(self, problem: Problem) -> None:
        self._problem = problem
        self._held = must_be_held(problem)
        self._seats = {(r.id, pin) for r in problem.registrants.values() for pin in r.pins}

    def only(self, plan: Plan) -> Plan:
        """Nothing else."""
        return self._without(plan, plan.seats, plan.held)

    def less(self, plan: Plan, violations: Iterable[Violation], most: int) -> Plan:
        """The plan without up to `most` of what each violation names: the latest seats of people,
        or the emptiest sessions.
        """
        seats: set[Seat] = set()
        sessions: set[SessionId] = set()
        for violation in violations:
            named = self._seats_named(plan, violation)
            if named:
                seats.update(self._latest(named, most))
            else:
                where = self._sessions_named(plan, violation)
                sessions.update(sorted(where, key=lambda sid: (len(plan.people[sid]), sid))[:most])
        return self._without(plan, seats, sessions)

    def _seats_named(self, plan: Plan, violation: Violation) -> dict[PersonId, list[SessionId]]:
        """Person -> their seats that the violation speaks of and that can be given up; all of
        theirs where it speaks of no session.
        """
        found: dict[PersonId, list[SessionId]] = {}
        for person in violation.registrants:
            mine = plan.sessions_of.get(person, ())
            spoken = [sid for sid in mine if sid in violation.sessions or not violation.sessions]
            if free := [sid for sid in spoken if (person, sid) not in self._seats]:
                found[person] = free
        return found

    def _latest(self, named: dict[PersonId, list[SessionId]], most: int) -> Iterable[Seat]:
        for person, ids in named.items():
            known = self._problem.sessions
            by_time = sorted(ids, key=lambda sid: (known[sid].starts if sid in known else 0, sid))
            yield from ((person, sid) for sid in by_time[-most:])

    def _sessions_named(self, plan: Plan, violation: Violation) -> list[SessionId]:
        ids = violation.sessions or (SessionId(violation.subject),)
        return [sid for sid in ids if sid in plan.held and sid not in self._held]

    def _without(self, plan: Plan, seats: Iterable[Seat], sessions: Iterable[SessionId]) -> Plan:
        closed = {*sessions} - self._held
        gone = {*seats} - self._seats
        left = frozenset(s for s in plan.seats if s not in gone and s[1] not in closed)
        peopled = {sid for _, sid in left}
        # a reserve has nobody by name; any other session without people is not held
        held = frozenset(
            sid
            for sid in plan.held - closed
            if sid in peopled or sid in self._held or self._is_reserve(sid)
        )
        teams = {sid: team for sid, team in plan.teams.items() if sid in held}
        return replace(plan, seats=left, held=held, teams=teams)

    def _is_reserve(self, session_id: SessionId) -> bool:
        session = self._problem.sessions.get(session_id)
        return session is not None and bool(self._problem.activities[session.activity].reserve_for)
