"""Who stands at which stall of what is offered (a bazaar)."""

from __future__ import annotations

from okoce_opt.domain.people import Registrant
from okoce_opt.domain.plan import Plan
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.sessions import Session
from okoce_opt.reports.content.offices import held_sessions
from okoce_opt.reports.content.people import by_name
from okoce_opt.scenario import Scenario


def offered_in(problem: Problem, plan: Plan) -> dict[str, list[Session]]:
    """Place (a kecamatan's code, or empty for the city) -> its held sessions of offered activities,
    by time.

    Reserve sessions are for those who missed something, and offered to nobody.
    """
    found: dict[str, list[Session]] = {}
    for session in held_sessions(problem, plan):
        activity = problem.activities[session.activity]
        if activity.is_offered:
            found.setdefault(session.kecamatan, []).append(session)
    return found


def stalls_of(scenario: Scenario, plan: Plan, session: Session) -> list[tuple[int, Registrant]]:
    """Stall number and person, in order: by kecamatan, kelurahan and name, as many to a stall as
    share one.
    """
    problem = scenario.problem
    people = [
        problem.registrants[person]
        for person in plan.people[session.id]
        if person in problem.registrants
    ]

    def place(one: Registrant) -> tuple[str, ...]:
        names = problem.kecamatan[one.kecamatan].name, problem.kelurahan[one.kelurahan].name
        return (*(name.casefold() for name in names), *by_name(scenario, one))

    each = problem.activities[session.activity].per_seat
    return [(number // each + 1, one) for number, one in enumerate(sorted(people, key=place))]
