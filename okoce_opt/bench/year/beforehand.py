"""The year for somebody who had known everything beforehand: who comes on which day, and all that
changes.

No plan is made of it. One that is badly searched would make any year look good; a count that no
plan can beat cannot.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from okoce_opt.bench.year.happening import Event, comes
from okoce_opt.domain.plan import Plan
from okoce_opt.domain.problem import Problem
from okoce_opt.io import OpenScenario
from okoce_opt.replanning.rows import LATE, MOVED
from okoce_opt.replanning.today import once_begun, with_changes
from okoce_opt.status.chances import Chances


def at_most_finished(scenario: OpenScenario, events: Sequence[Event], seed: int) -> int:
    """People on the list at the end of whom nothing says that they cannot finish, had everything
    been known and every seat been theirs: of whom the sessions that can be held on days on which
    they come are late enough after one another. Who moves house is one of them in any case, for
    they have two places.
    """
    known = known_beforehand(scenario, events, seed)
    problem = known.problem
    chances = Chances(problem, known.rules, (), problem.calendar.first)
    movers = {event.change.who for event in events if event.change.what == MOVED}
    return sum(
        person in movers or chances.why_not(one, {}) is None
        for person, one in problem.registrants.items()
    )


def known_beforehand(scenario: OpenScenario, events: Sequence[Event], seed: int) -> OpenScenario:
    """The scenario with every change of the year from its first day, in which nobody is available
    on a day on which they will not come, or on which they have not registered yet.
    """
    first = scenario.problem.calendar.first
    made = with_changes(scenario, Plan.of(()), [event.change for event in events], first)
    late = {e.change.who: e.day for e in events if e.change.what == LATE}
    return made.what_if(
        name=made.name,
        rules=once_begun(made),
        halangan=list(_absences(made.problem, late, seed)),
    )


def _absences(problem: Problem, late: dict[str, date], seed: int) -> Iterator[dict[str, Any]]:
    """Rows of `halangan`: runs of open days on which somebody would be invited in vain."""
    for person in sorted(problem.registrants):
        known = {o.first for o in problem.absences[person]}
        run: list[date] = []
        for day in (*problem.calendar.open_days, None):
            if day is not None and (
                not comes(seed, person, day) or day <= late.get(person, date.min)
            ):
                run.append(day)
            elif run:
                if run[0] not in known:
                    yield _row(person, run)
                run = []


def _row(person: str, run: Sequence[date]) -> dict[str, Any]:
    key = {"jenis": "pendaftar", "id": person, "dari": run[0]}
    return {**key, "sampai": run[-1], "alasan": "tidak datang"}
