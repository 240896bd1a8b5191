"""`jadwal.xlsx`, the planner's own workbook: it opens on the calendar."""

from __future__ import annotations

from pathlib import Path

from okoce_opt.reports.content import labels
from okoce_opt.reports.content.subjects import Schedule
from okoce_opt.reports.sheets import sheets_of
from okoce_opt.reports.style.book import Book


def write_schedule(schedule: Schedule, path: Path) -> None:
    """Write the schedule of a plan to `path`."""
    scenario = schedule.scenario
    with Book(path, f"Jadwal {scenario.title}", scenario.problem.calendar.first) as book:
        for sheet in sheets_of(labels.SCHEDULE):
            sheet.write(book, schedule)
