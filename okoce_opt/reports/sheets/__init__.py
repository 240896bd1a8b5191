"""Every sheet but the attendance sheet, one file each: its title, its writer, its comparer.

`SHEET_BOOK` lists them in the order in which they stand in their workbooks. A sheet that is added
here is written, and compared when the plan is verified; one without a comparer, or one that is no
line here, is named by `verify` among what it did not look at.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from okoce_opt.reports.content import labels
from okoce_opt.reports.reading.workbook import Cells
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
from okoce_opt.reports.sheets.table import header_of

SHEET_BOOK: tuple[Sheet[Any], ...] = (
    Sheet(labels.SCHEDULE, labels.CALENDAR, calendar.write, calendar.compare),
    Sheet(labels.SCHEDULE, labels.SESSIONS, sessions.write, sessions.compare, mark=sessions.MARK),
    Sheet(
        labels.SCHEDULE,
        labels.TEAM,
        teams.write,
        teams.compare,
        counts_all=True,
        mark=teams.WAITED,
        is_due=teams.is_due,
    ),
    Sheet(
        labels.SCHEDULE,
        labels.PEOPLE,
        people.write_everyone,
        people.compare_everyone,
        mark=labels.REGISTRANT,
    ),
    Sheet(
        labels.SCHEDULE,
        labels.VENUES,
        venues.write,
        venues.compare,
        counts_all=True,
        mark=venues.MARK,
    ),
    Sheet(
        labels.SCHEDULE,
        labels.UNSEATED,
        without_seat.write,
        without_seat.compare,
        counts_all=True,
        mark=without_seat.REASON,
    ),
    Sheet(labels.SCHEDULE, labels.GOALS, goals.write),
    Sheet(labels.SCHEDULE, labels.ORIGIN, origin.write),
    Sheet(
        labels.FOLDER,
        labels.SUMMARY,
        office_summary.write,
        office_summary.compare,
        mark=labels.SHEET,
    ),
    Sheet(
        labels.FOLDER,
        labels.PEOPLE,
        people.write_office,
        people.compare_office,
        mark=labels.REGISTRANT,
    ),
    Sheet(
        labels.MENTORS,
        labels.PEOPLE,
        people.write_mentor,
        people.compare_mentor,
        mark=labels.REGISTRANT,
    ),
    Sheet(
        labels.MENTORS,
        labels.SESSIONS,
        mentor_sessions.write,
        mentor_sessions.compare,
        mark=labels.HOURS,
        is_due=mentor_sessions.is_due,
    ),
    Sheet(
        labels.STALLS,
        labels.SUMMARY,
        stall_summary.write,
        stall_summary.compare,
        mark=labels.STALL_SHEET,
    ),
    Sheet(labels.STALLS, "", stall_list.write, stall_list.compare),
)


def sheets_of(workbook: str) -> tuple[Sheet[Any], ...]:
    """The sheets of one kind of workbook, in their order."""
    return tuple(sheet for sheet in SHEET_BOOK if sheet.workbook == workbook)


def kind_of(workbook: str, cells: Cells, tabs: Collection[str]) -> Sheet[Any] | None:
    """The kind of a sheet in a workbook with these `tabs`: by its own, else by a title that only
    this kind has, where no tab is called so; None where it is none of ours.
    """
    kinds = sheets_of(workbook)
    named = next((kind for kind in kinds if kind.title == cells.name), None)
    lost = (kind for kind in kinds if kind.mark and kind.title not in tabs)
    marked = (kind for kind in lost if header_of(cells, kind.mark)[1])
    return named or next(marked, None) or next((kind for kind in kinds if not kind.title), None)
