"""The sessions that a mentor attends; left out where they attend none."""

from __future__ import annotations

from okoce_opt.domain.plan import Plan
from okoce_opt.domain.problem import Problem
from okoce_opt.reports.content import labels
from okoce_opt.reports.content.names import mentor_of_file
from okoce_opt.reports.content.offices import held_sessions
from okoce_opt.reports.content.seats import mentor_words
from okoce_opt.reports.content.sessions import session_words
from okoce_opt.reports.content.subjects import MentorBook
from okoce_opt.reports.reading.workbook import Cells
from okoce_opt.reports.sheets.sheet import Readback
from okoce_opt.reports.sheets.table import ComparedTable, Subject, compare_table
from okoce_opt.reports.style.book import Book
from okoce_opt.reports.style.headings import titled_sheet
from okoce_opt.reports.style.tables import plain_table

SAID = (labels.DAY, labels.HOURS, labels.ACTIVITY, labels.PLACE)


def write(book: Book, shown: MentorBook) -> None:
    """One line a session, by time."""
    table = table_of(shown.scenario.problem, shown.plan, shown.mentor)
    if not table.rows:
        return
    said = mentor_words(shown.scenario.problem, shown.mentor)
    title = f"Sesi yang dihadiri {said}"
    sheet = titled_sheet(book, labels.SESSIONS, title, about=f"{title}; {shown.scenario.title}")
    plain_table(book, sheet, 3, table, one_line=True)


def compare(back: Readback, cells: Cells) -> None:
    """The sessions that the attendance sheets give the mentor as a team."""
    mentor = mentor_of_file(back.scenario.problem, cells.file)
    table = table_of(back.scenario.problem, back.plan, mentor)
    compare_table(cells, table, back.found, lambda key: Subject(", ".join(key)))


def is_due(back: Readback, file: str) -> bool:
    """Where the mentor attends any session."""
    return mentor_of_file(back.scenario.problem, file) in back.plan.teams.values()


def table_of(problem: Problem, plan: Plan, mentor: str) -> ComparedTable:
    """Where the mentor is the team."""
    served = [s for s in held_sessions(problem, plan) if plan.teams.get(s.id) == mentor]
    words = [session_words(problem, session) for session in served]
    rows = [[line[title] for title in SAID] for line in words]
    return ComparedTable(SAID, [165, 140, 200, 260], rows, SAID[:2])
