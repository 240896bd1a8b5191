"""Who has waited longest where seats do not suffice (*antrean*)."""

from __future__ import annotations

from okoce_opt.domain.people import Registrant
from okoce_opt.domain.problem import Problem


def count_days_waiting(problem: Problem, registrant: Registrant) -> int:
    """Days from registering to the last day of the programme; 0 where the date is not known."""
    if registrant.registered is None:
        return 0
    return max(0, (problem.calendar.last - registrant.registered).days)


def weigh_waiting(problem: Problem, registrant: Registrant, activity: str) -> int:
    """What it weighs to leave a person without a seat in an activity that they need.

    Newcomers: the days they have waited. Whoever was left over in the announced plan: more than
    any newcomer. Whoever had a seat there: more than anyone who waited, so that nobody loses an
    announced seat to somebody who waits.
    """
    before = problem.announced
    step = before.longest_wait + 1
    if (registrant.id, activity) in before.seated:
        return 2 * step
    days = count_days_waiting(problem, registrant)
    return days + step if (registrant.id, activity) in before.left_over else days
