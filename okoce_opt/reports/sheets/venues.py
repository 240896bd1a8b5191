"""How much each venue is used."""

from __future__ import annotations

from datetime import date

from okoce_opt.domain.plan import Plan
from okoce_opt.domain.problem import Problem
from okoce_opt.reports.content import labels
from okoce_opt.reports.content.offices import held_sessions
from okoce_opt.reports.content.subjects import Schedule
from okoce_opt.reports.reading.workbook import Cells
from okoce_opt.reports.sheets.sheet import Readback
from okoce_opt.reports.sheets.table import ComparedTable, Subject, compare_table
from okoce_opt.reports.style.book import Book
from okoce_opt.reports.style.headings import titled_sheet
from okoce_opt.reports.style.tables import plain_table

MARK = "Hari tersedia"
WIDTHS = {
    **{"Tempat": 230, "Kecamatan": 140, "Kursi": 60, "Sesi": 60, "Hari dipakai": 70},
    **{"Hari tersedia": 75, "Hari terpakai": 75, "Kursi ditawarkan": 85, "Kursi terisi": 75},
    "Terisi": 70,
}


def write(book: Book, schedule: Schedule) -> None:
    """One line a venue."""
    table = table_of(schedule.scenario.problem, schedule.plan)
    note = "hari tersedia = hari buka yang dapat dipakai"
    about = f"Beban tempat; {schedule.scenario.title}"
    sheet = titled_sheet(book, labels.VENUES, "Beban tempat", note, about=about)
    plain_table(book, sheet, 3, table, one_line=True)


def compare(back: Readback, cells: Cells) -> None:
    """The same days and seats used."""
    table = table_of(back.scenario.problem, back.plan)
    compare_table(cells, table, back.found, lambda key: Subject(key[0]))


def table_of(problem: Problem, plan: Plan) -> ComparedTable:
    """Sessions, days and seats used of each venue, of those that could be."""
    held = held_sessions(problem, plan)
    candidates: dict[str, set[date]] = {vid: set() for vid in problem.venues}
    for session in problem.sessions.values():
        candidates[session.venue].update(session.days)
    rows: list[list[object]] = []
    for venue in sorted(
        problem.venues.values(), key=lambda v: (v.kecamatan, v.name.casefold(), v.id)
    ):
        here = [s for s in held if s.venue == venue.id]
        days = {day for session in here for day in session.days}
        offered, used = sum(s.seats for s in here), sum(len(plan.people[s.id]) for s in here)
        office = problem.kecamatan.get(venue.kecamatan)
        rows.append(
            [
                venue.name,
                office.name if office else labels.CITY,
                venue.seats,
                len(here),
                len(days),
                len(candidates[venue.id]),
                len(days) / max(1, len(candidates[venue.id])),
                offered,
                used,
                used / max(1, offered),
            ]
        )
    key = ("Tempat", "Kecamatan")
    return ComparedTable(list(WIDTHS), list(WIDTHS.values()), rows, key)
