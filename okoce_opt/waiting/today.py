"""The year as the waiting list judges it on a day: what is done counts, nothing is planned."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from okoce_opt.domain.announced import Announced
from okoce_opt.domain.attended import Attendance
from okoce_opt.domain.ids import PersonId
from okoce_opt.domain.plan import Plan
from okoce_opt.domain.priority import count_days_waiting
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.sessions import activity_of
from okoce_opt.scenario import Scenario


def judged_on(
    scenario: Scenario, announced: Announced, attendance: Attendance, today: date
) -> Scenario:
    """The scenario that judges a seat given on `today` in the plan that people know.

    No rule is asked whether the rest of the year could be planned anew from that day: a seat can be
    given where a rule would first have to be loosened for that.
    """
    problem, listed = scenario.problem, scenario.problem.registrants
    done: dict[PersonId, dict[str, date]] = {who: dict(r.done) for who, r in listed.items()}
    for (person, activity), day in attendance.finished(problem).items():
        if person in done and day < today:
            done[person].setdefault(activity, day)
    known = replace(
        announced,
        seats=frozenset(seat for seat in announced.seats if seat[0] in listed),
        left_over=frozenset(pair for pair in announced.left_over if pair[0] in listed),
        longest_wait=max((count_days_waiting(problem, r) for r in listed.values()), default=0),
    )
    registrants = {
        who: replace(r, done=tuple(sorted(done[who].items()))) for who, r in listed.items()
    }
    return replace(
        scenario,
        problem=replace(problem, today=today, registrants=registrants, announced=known),
        # the scenario that is judged by is still the one that was read
        digest=str(scenario.digest),
    )


def plan_on(scenario: Scenario, plan: Plan, attendance: Attendance) -> Plan:
    """The plan without those who are on the list no more, and without seats that were missed: who
    had them waits again.
    """
    missed, listed = attendance.missed(scenario.problem, plan), scenario.problem.registrants
    return replace(
        plan,
        seats=frozenset(s for s in plan.seats if s[0] in listed and s not in missed),
        mentors={person: one for person, one in plan.mentors.items() if person in listed},
    )


def plan_with(problem: Problem, plan: Plan, judged: Plan, person: PersonId, given: Plan) -> Plan:
    """The plan as it is kept after a seat was given: as it was for everyone who is listed, but for
    this person without the seats of that activity that they missed. `judged` is the plan that the
    seat was judged in, `given` the same with the seat.
    """
    new = given.seats - judged.seats
    activities = {activity_of(sid) for _, sid in new}
    kept = {
        (who, sid)
        for who, sid in plan.seats
        if who in problem.registrants
        and ((who, sid) in judged.seats or who != person or activity_of(sid) not in activities)
    }
    return replace(given, seats=frozenset(kept | new), held=plan.held | given.held)
