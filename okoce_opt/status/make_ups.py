"""Seats of a plan after which no day is left for a make-up: who stays away from one cannot finish.

A hint for whoever has made the plan, before anybody has stayed away. It looks at possible sessions,
not at the people who could come to them: there may be more such seats than it names, never fewer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from okoce_opt.counting.ground import find_usable_sessions
from okoce_opt.domain.plan import Plan
from okoce_opt.domain.sessions import Session
from okoce_opt.scenario import Scenario
from okoce_opt.status.chances import in_order


@dataclass(frozen=True, slots=True)
class NoMakeUp:
    """So many of the `seats` that are still to come have no make-up day; `since` is the first day
    of one that has none.
    """

    seats: int
    of: int
    since: date


def find_no_make_up(scenario: Scenario, plan: Plan) -> NoMakeUp | None:
    """Seats in required activities, of sessions still to come, that cannot be made up for so that
    all that comes after can be done too; None where there is no such seat.
    """
    problem = scenario.problem
    last = _last_chances(scenario)
    today = problem.today or problem.calendar.first
    of, without = 0, []
    for sid, people in plan.people.items():
        session = problem.session(sid)
        if session is None or session.first_day < today:
            continue
        if not problem.activities[session.activity].required:
            continue
        of += len(people)
        chances = [last.get((place, session.activity)) for place in (session.kecamatan, "")]
        if not any(day is not None and day > session.last_day for day in chances):
            without.append((session.first_day, len(people)))
    if not without:
        return None
    return NoMakeUp(sum(n for _, n in without), of, min(without)[0])


def _last_chances(scenario: Scenario) -> dict[tuple[str, str], date]:
    """(kecamatan, activity) -> the first day of its last session after which the activities that
    follow can still be done.
    """
    problem = scenario.problem
    sessions: dict[tuple[str, str], list[Session]] = {}
    for session in find_usable_sessions(problem, scenario.rules):
        activity = problem.activities[session.activity]
        key = (session.kecamatan, activity.reserve_for or activity.id)
        sessions.setdefault(key, []).append(session)
    possible: dict[tuple[str, str], list[Session]] = {}
    for activity in reversed(in_order(problem)):
        after = [o for o in problem.orders if o.after == activity.id]
        for place in (*problem.kecamatan, ""):
            those = sessions.get((place, activity.id), [])
            for order in after:
                if problem.activities[order.activity].required:
                    next_ones = _anywhere(possible, place, order.activity)
                    those = [s for s in those if any(order.allows(s, n) for n in next_ones)]
            possible[place, activity.id] = those
    return {key: max(s.first_day for s in those) for key, those in possible.items() if those}


def _anywhere(
    possible: dict[tuple[str, str], list[Session]], place: str, name: str
) -> Sequence[Session]:
    """Sessions of an activity to which people of a kecamatan can go, or (empty) people of any."""
    return [
        session
        for (home, activity), those in possible.items()
        if activity == name and (not place or home in (place, ""))
        for session in those
    ]
