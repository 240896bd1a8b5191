"""Every sheet but the attendance sheet, one file each: its title, its writer, its comparer.

`SHEET_BOOK` lists them in the order in which they stand in their workbooks. A sheet that is added
here is written, and compared when the plan is verified; one without a comparer, or one that is no
line here, is named by `verify` among what it did not look at.
"""

from __future__ import annotations

from typing import Any

from okoce_opt.reports.content import labels
from okoce_opt.reports.sheets import (
    calendar,
    goals,
    mentor_sessions,
    office_summary,
    origin,
    people,
    sessions,
    stall_list,
    stall_summary,
    teams,
    venues,
    without_seat,
)
from okoce_opt.reports.sheets.sheet import Sheet

SHEET_BOOK: tuple[Sheet[Any], ...] = (
    Sheet(labels.SCHEDULE, labels.CALENDAR, calendar.write, calendar.compare),
    Sheet(labels.SCHEDULE, labels.SESSIONS, sessions.write, sessions.compare),
    Sheet(labels.SCHEDULE, labels.TEAM, teams.write, teams.compare, counts_all=True),
    Sheet(labels.SCHEDULE, labels.PEOPLE, people.write_everyone, people.compare_everyone),
    Sheet(labels.SCHEDULE, labels.VENUES, venues.write, venues.compare, counts_all=True),
    Sheet(
        labels.SCHEDULE, labels.UNSEATED, without_seat.write, without_seat.compare, counts_all=True
    ),
    Sheet(labels.SCHEDULE, labels.GOALS, goals.write),
    Sheet(labels.SCHEDULE, labels.ORIGIN, origin.write),
    Sheet(labels.FOLDER, labels.SUMMARY, office_summary.write, office_summary.compare),
    Sheet(labels.FOLDER, labels.PEOPLE, people.write_office, people.compare_office),
    Sheet(labels.MENTORS, labels.PEOPLE, people.write_mentor, people.compare_mentor),
    Sheet(labels.MENTORS, labels.SESSIONS, mentor_sessions.write, mentor_sessions.compare),
    Sheet(labels.STALLS, labels.SUMMARY, stall_summary.write, stall_summary.compare),
    Sheet(labels.STALLS, "", stall_list.write, stall_list.compare),
)


def sheets_of(workbook: str) -> tuple[Sheet[Any], ...]:
    """The sheets of one kind of workbook, in their order."""
    return tuple(sheet for sheet in SHEET_BOOK if sheet.workbook == workbook)


def sheet_named(workbook: str, title: str) -> Sheet[Any] | None:
    """The kind of a sheet in a workbook, by its name there; None where it is none of ours."""
    kinds = sheets_of(workbook)
    named = next((sheet for sheet in kinds if sheet.title == title), None)
    return named or next((sheet for sheet in kinds if not sheet.title), None)
