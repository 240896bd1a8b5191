"""The planner's list of sessions, by time."""

from __future__ import annotations

from okoce_opt.domain.candidates import turnout_of
from okoce_opt.domain.plan import Plan
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.sessions import Session
from okoce_opt.domain.words import number_words
from okoce_opt.reports.content import labels
from okoce_opt.reports.content.offices import held_sessions, place_of
from okoce_opt.reports.content.sessions import batch_numbers, chairs_of, session_words, team_said
from okoce_opt.reports.content.subjects import Schedule
from okoce_opt.reports.reading.workbook import Cells
from okoce_opt.reports.sheets.sheet import Readback
from okoce_opt.reports.sheets.table import ComparedTable, compare_table, session_subject
from okoce_opt.reports.style.book import Book
from okoce_opt.reports.style.headings import titled_sheet
from okoce_opt.reports.style.tables import plain_table

CHAIRS, FILLED = "Kursi", "Terisi"
INVITED, COMING = "Boleh diundang", "Diperkirakan datang"
MARK = labels.CODE.rstrip(":")
WORDS = (labels.ACTIVITY, labels.HOURS, labels.PLACE)


def write(book: Book, schedule: Schedule) -> None:
    """One line a held session."""
    table = table_of(schedule.scenario.problem, schedule.plan)
    note = f"{number_words(len(table.rows), 'id')} sesi, urut waktu"
    about = f"Sesi; {schedule.scenario.title}"
    sheet = titled_sheet(book, labels.SESSIONS, "Sesi", note, about=about)
    plain_table(book, sheet, 3, table, one_line=True)


def compare(back: Readback, cells: Cells) -> None:
    """The same sessions, said in the same way, with as many people."""
    table = table_of(back.scenario.problem, back.plan)
    compare_table(cells, table, back.found, lambda key: session_subject(back.found, key[0]))


def table_of(problem: Problem, plan: Plan) -> ComparedTable:
    """The sessions of a plan; what is expected of turnout and the team only where there are any.

    Which of its batches a session is shifts when another is moved; it is not compared.
    """
    held = held_sessions(problem, plan)
    batches = batch_numbers(held)
    widths = {
        **{labels.DAY: 165, labels.KECAMATAN: 135, labels.ACTIVITY: 200, labels.HOURS: 140},
        **{labels.PLACE: 260, labels.BATCH: 65, labels.PEOPLE: 60, CHAIRS: 50, FILLED: 55},
        **({INVITED: 70, COMING: 85, labels.RESERVED: 65} if problem.turnouts else {}),
        **({labels.TEAM: 230} if plan.teams else {}),
        labels.CODE.rstrip(":"): 300,
    }
    rows = []
    for session in held:
        people = len(plan.people[session.id])
        words = session_words(problem, session)
        rows.append(
            [
                words[labels.DAY],
                place_of(problem, session),
                *(words[title] for title in WORDS),
                batches[session.id],
                people,
                chairs_of(problem, session),
                people / max(1, session.seats),
                *(_expected(problem, session, people) if problem.turnouts else []),
                *([_team(problem, plan, session)] if plan.teams else []),
                session.id,
            ]
        )
    return ComparedTable(
        list(widths), list(widths.values()), rows, (labels.CODE.rstrip(":"),), (labels.BATCH,)
    )


def _expected(problem: Problem, session: Session, people: int) -> list[object]:
    """People that may be invited, that are expected to come, and seats kept for later."""
    if problem.activities[session.activity].reserve_for:
        return ["", "", session.seats]
    turnout = turnout_of(session.activity, session.kecamatan, problem.turnouts)
    come = people if turnout is None else (people * turnout.per_thousand + 500) // 1000
    return [session.seats, come, ""]


def _team(problem: Problem, plan: Plan, session: Session) -> str:
    return team_said(problem, plan.teams.get(session.id, ""))
