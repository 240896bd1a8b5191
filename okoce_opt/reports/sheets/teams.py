"""Where each team is, day by day, and which kecamatan waited for it meanwhile."""

from __future__ import annotations

from okoce_opt.domain.plan import Plan
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.sessions import Session
from okoce_opt.domain.words import number_words
from okoce_opt.reports.content import labels
from okoce_opt.reports.content.offices import held_sessions, place_of
from okoce_opt.reports.content.sessions import session_words, team_said
from okoce_opt.reports.content.subjects import Schedule
from okoce_opt.reports.reading.workbook import Cells
from okoce_opt.reports.sheets.sheet import Readback
from okoce_opt.reports.sheets.table import ComparedTable, Subject, compare_table
from okoce_opt.reports.style.book import Book
from okoce_opt.reports.style.headings import titled_sheet
from okoce_opt.reports.style.tables import plain_table

WAITED, MEANWHILE = "Hari sejak sesi sebelumnya", "Sementara itu tim di"


def write(book: Book, schedule: Schedule) -> None:
    """One line a session that has a team, by team and time; nothing where no session has one."""
    table = table_of(schedule.scenario.problem, schedule.plan)
    if not table.rows:
        return
    note = (
        f"{number_words(len(table.rows), 'id')} sesi; "
        "sementara sebuah kecamatan menunggu, tim berada di tempat lain"
    )
    about = f"Tim; {schedule.scenario.title}"
    sheet = titled_sheet(book, labels.TEAM, "Tim", note, about=about)
    plain_table(book, sheet, 3, table, one_line=True)


def compare(back: Readback, cells: Cells) -> None:
    """The same sessions of each team; how long a kecamatan waited follows from the other lines."""
    table = table_of(back.scenario.problem, back.plan)
    compare_table(cells, table, back.found, lambda key: Subject(", ".join(key[:2])))


def is_due(back: Readback, file: str) -> bool:
    """Where any session has a team."""
    return bool(back.plan.teams)


def table_of(problem: Problem, plan: Plan) -> ComparedTable:
    """Every session with a team, by team and time."""
    sessions = [session for session in held_sessions(problem, plan) if session.id in plan.teams]
    rows: list[list[object]] = []
    for team in sorted(set(plan.teams.values())):
        mine = [session for session in sessions if plan.teams[session.id] == team]
        for number, session in enumerate(mine):
            words = session_words(problem, session)
            rows.append(
                [
                    team_said(problem, team),
                    words[labels.DAY],
                    words[labels.HOURS],
                    place_of(problem, session),
                    words[labels.ACTIVITY],
                    words[labels.PLACE],
                    *_since_the_last(problem, mine[:number], session),
                ]
            )
    widths = {
        **{labels.TEAM: 200, labels.DAY: 165, labels.HOURS: 140, labels.KECAMATAN: 135},
        **{labels.ACTIVITY: 180, labels.PLACE: 230, WAITED: 90, MEANWHILE: 300},
    }
    key = (labels.TEAM, labels.DAY, labels.HOURS)
    return ComparedTable(list(widths), list(widths.values()), rows, key, (WAITED, MEANWHILE))


def _since_the_last(
    problem: Problem, before: list[Session], session: Session
) -> tuple[object, str]:
    """Days since the team's last session in the same kecamatan, and where it was in between; blank
    for the first.
    """
    last = max(
        (n for n, one in enumerate(before) if one.kecamatan == session.kecamatan), default=None
    )
    if last is None:
        return "", ""
    others = dict.fromkeys(place_of(problem, one) for one in before[last + 1 :])
    return (session.first_day - before[last].last_day).days, ", ".join(others)
