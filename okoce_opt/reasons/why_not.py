"""*Why not*: counting first, then the smallest set of rules and rows that cannot live together."""

from __future__ import annotations

import time
from collections.abc import Callable

from okoce_opt.counting import count
from okoce_opt.counting.shortfall import in_reading_order
from okoce_opt.domain.words import Words
from okoce_opt.reasons.answer import IMPOSSIBLE, OPEN, POSSIBLE, WhyNot
from okoce_opt.reasons.conflict import find_conflict
from okoce_opt.reasons.court import QUICK, Court
from okoce_opt.scenario import Scenario

COUNTED = Words("menghitung", "counting")
LOOKING = Words("mencari sebab terkecil", "looking for the smallest reason")

AFTER_COUNTING = 8.0
"""Wall seconds in which the rows are looked for once counting has said why."""


def why_not(
    scenario: Scenario,
    time_limit: float | None = None,
    tell: Callable[[Words], None] = lambda words: None,
) -> WhyNot:
    """Why the scenario has no plan, within `time_limit` wall seconds.

    *Impossible* is said where counting proves it, or two solves that are set up differently;
    *possible* where a plan was made and verified.
    """
    began = time.monotonic()
    problem, rules = scenario.problem, scenario.rules
    tell(COUNTED)
    found = count(problem, rules, scenario.places)
    hard = tuple(in_reading_order(shortfall for shortfall in found if shortfall.hard))
    small = len(problem.registrants) < QUICK
    limit = time_limit
    if hard:
        limit = min(AFTER_COUNTING, time_limit or AFTER_COUNTING)
    court = Court(until=None if limit is None else began + limit)
    answer = False if hard else court.has_plan(problem, rules)
    if answer:
        return WhyNot(POSSIBLE, problem, places=scenario.places)
    tell(LOOKING)
    proved = answer is False
    conflict = find_conflict(problem, rules, court, proved) if small or not hard else None
    status = IMPOSSIBLE if proved or conflict is not None else OPEN
    return WhyNot(status, problem, hard, conflict, scenario.places)
