"""`jadwal.xlsx`, the planner's own workbook: calendar, sessions, people, venues, who is left over,
goals, origin.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from okoce_opt.domain.outcome import Planned
from okoce_opt.reports.sheets.calendar import write_calendar
from okoce_opt.reports.sheets.goals import write_goals
from okoce_opt.reports.sheets.origin import write_origin
from okoce_opt.reports.sheets.people import write_everyone
from okoce_opt.reports.sheets.sessions import write_sessions
from okoce_opt.reports.sheets.teams import write_teams
from okoce_opt.reports.sheets.venues import write_venues
from okoce_opt.reports.sheets.without_seat import write_unseated
from okoce_opt.reports.style.book import Book
from okoce_opt.scenario import Scenario


def write_schedule(
    scenario: Scenario, outcome: Planned, path: Path, provenance: Mapping[str, object]
) -> None:
    """Write the schedule of a plan to `path`.

    `provenance` is shown as it is (`io.plan_files.provenance`); it must hold nothing that differs
    between two runs of the same plan, for the workbook's bytes are compared.
    """
    plan = outcome.plan
    with Book(path, f"Jadwal {scenario.title}", scenario.problem.calendar.first) as book:
        write_calendar(book, scenario, plan)
        write_sessions(book, scenario, plan)
        write_teams(book, scenario.problem, plan)
        write_everyone(book, scenario, plan)
        write_venues(book, scenario, plan)
        write_unseated(book, scenario, plan)
        write_goals(book, scenario, outcome)
        write_origin(book, scenario, provenance)
