"""The plan that an office makes by hand: fill the next session in list order.

Day by day, each hall holds the activity for which most people are ready, and the first on the list
who can come that day get its seats. Capacity, days, order and gaps are respected, and no more
kecamatan meet than may. Which kelurahan are there is not looked at; whether the plan keeps every
rule the verifier says.
"""

from __future__ import annotations

from datetime import date

from okoce_opt.domain.people import Registrant
from okoce_opt.domain.plan import Plan, Seat
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.sessions import Session
from okoce_opt.model.sharing.linking import skeleton
from okoce_opt.scenario import Scenario


def by_hand(scenario: Scenario) -> Plan:
    """Sessions in order of time, each filled from the top of the list."""
    problem = scenario.problem
    closed = skeleton(problem, scenario.rules)
    shared = [rule.shares(problem) for rule in scenario.rules]
    slots: dict[tuple[int, str], list[Session]] = {}
    for session in problem.sessions.values():
        if not closed.is_closed(session) and problem.told.get(session.id, True):
            slots.setdefault((session.starts, session.venue), []).append(session)
    seats: list[Seat] = []
    attended: dict[str, list[Session]] = {person: [] for person in problem.registrants}
    meeting: dict[date, set[str]] = {}
    for _, sessions in sorted(slots.items()):
        told = [session for session in sessions if problem.told.get(session.id)]
        ready = {s.id: _ready(problem, s, attended) for s in told or sessions}
        fullest = max(told or sessions, key=lambda s: min(len(ready[s.id]), s.seats))
        here = meeting.setdefault(fullest.first_day, set())
        crowded = fullest.kecamatan not in here and not all(
            each.may_meet(fullest.first_day, here | {fullest.kecamatan})
            for each in shared
            if each is not None
        )
        if crowded or len(ready[fullest.id]) < problem.activities[fullest.activity].min_people:
            continue
        here.add(fullest.kecamatan)
        for person in ready[fullest.id][: fullest.seats]:
            seats.append((person.id, fullest.id))
            attended[person.id].append(fullest)
    return Plan.of(seats)


def _ready(
    problem: Problem, session: Session, attended: dict[str, list[Session]]
) -> list[Registrant]:
    """Who may sit in the session, in list order."""
    activity = problem.activities[session.activity]
    orders = [order for order in problem.orders if order.activity == activity.id]
    found = []
    for person in (
        problem.people_of[session.kecamatan] if session.kecamatan else problem.registrants.values()
    ):
        had = {s.activity: s for s in attended[person.id]}
        if (
            activity.id in had
            or activity not in problem.still_to_do(person)
            or session.days in problem.missed_by(person)
        ):
            continue
        if any(session.slots & s.slots for s in had.values()):
            continue
        if all(
            person.done_on(o.after) is not None
            or (o.after in had and o.allows(had[o.after], session))
            for o in orders
        ):
            found.append(person)
    return found
