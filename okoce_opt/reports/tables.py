"""Everything in a plan's folder that says who sits where, held against the attendance sheets."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from okoce_opt.domain.plan import Plan
from okoce_opt.plan_files.seats_csv import SEATS
from okoce_opt.reports.content import labels
from okoce_opt.reports.content.names import file_names
from okoce_opt.reports.reading.contradictions import NO_TABLE
from okoce_opt.reports.reading.evidence import Evidence
from okoce_opt.reports.reading.workbook import Cells, read_workbook
from okoce_opt.reports.seats_table import compare_seats
from okoce_opt.reports.sheets.calendar import compare_calendar
from okoce_opt.reports.sheets.mentor_people import compare_mentors
from okoce_opt.reports.sheets.office_summary import compare_summary
from okoce_opt.reports.sheets.people import compare_people
from okoce_opt.reports.sheets.sessions import compare_sessions
from okoce_opt.reports.sheets.stall_list import compare_stalls
from okoce_opt.scenario import Scenario


def compare_tables(
    scenario: Scenario, folder: Path, plan: Plan, others: Sequence[Cells], found: Evidence
) -> None:
    """Add to `found` what the rosters' own lists, `jadwal.xlsx` and `penempatan.csv` say otherwise.

    Raises `PlanFilesError` when one of these files is unreadable or the last is missing.
    """
    problem = scenario.problem
    files = file_names(problem)
    for cells in others:
        if cells.name == labels.PEOPLE:
            mine = [
                r
                for code, name in files.items()
                if name == cells.file
                for r in (p.id for p in problem.people_of[code])
            ]
            compare_people(scenario, plan, cells, mine, found)
        elif cells.name == labels.SUMMARY:
            compare_summary(problem, cells, found)
    schedule = folder / labels.SCHEDULE
    if not schedule.is_file():
        found.file(labels.SCHEDULE, NO_TABLE)
    for cells in read_workbook(schedule) if schedule.is_file() else ():
        if cells.name == labels.PEOPLE:
            compare_people(scenario, plan, cells, list(problem.registrants), found)
        elif cells.name == labels.CALENDAR:
            compare_calendar(problem, plan, cells, found)
        elif cells.name == labels.SESSIONS:
            compare_sessions(problem, plan, cells, found)
    compare_stalls(scenario, folder, plan, found)
    compare_mentors(problem, folder, plan, found)
    compare_seats(problem, folder / SEATS, plan, found)
