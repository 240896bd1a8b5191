"""The planner's list of sessions, by time."""

from __future__ import annotations

from okoce_opt.domain.candidates import turnout_of
from okoce_opt.domain.plan import Plan
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.sessions import Session
from okoce_opt.domain.words import number_words
from okoce_opt.reports.content import labels
from okoce_opt.reports.content.offices import held_sessions
from okoce_opt.reports.content.sessions import batch_numbers, chairs_of, session_words, team_words
from okoce_opt.reports.reading.evidence import Evidence
from okoce_opt.reports.reading.workbook import Cells
from okoce_opt.reports.sheets.session_lines import compare_line, header_of, not_here
from okoce_opt.reports.style.book import Book
from okoce_opt.reports.style.headings import titled_sheet
from okoce_opt.reports.style.tables import plain_table
from okoce_opt.scenario import Scenario

TURNOUT_TITLES, WIDTHS = ["Boleh diundang", "Diperkirakan datang", labels.RESERVED], [70, 85, 65]


def expected_cells(problem: Problem, session: Session, people: int) -> list[object]:
    """One session's cells under `TITLES`: people that may be invited, that are expected to come,
    and seats kept for later.
    """
    if problem.activities[session.activity].reserve_for:
        return ["", "", session.seats]
    turnout = turnout_of(session.activity, session.kecamatan, problem.turnouts)
    come = people if turnout is None else (people * turnout.per_thousand + 500) // 1000
    return [session.seats, come, ""]


def write_sessions(book: Book, scenario: Scenario, plan: Plan) -> None:
    """One line a held session, by time."""
    problem = scenario.problem
    held = held_sessions(problem, plan)
    batches = batch_numbers(held)
    rows: list[list[object]] = []
    for session in held:
        office = problem.kecamatan.get(session.kecamatan)
        people = len(plan.people[session.id])
        words = session_words(problem, session)
        rows.append(
            [
                words[labels.DAY],
                office.name if office else "Kota",
                *(words[title] for title in (labels.ACTIVITY, labels.HOURS, labels.PLACE)),
                batches[session.id],
                people,
                chairs_of(problem, session),
                people / max(1, session.seats),
                *(expected_cells(problem, session, people) if problem.turnouts else []),
                *(
                    [team_words(problem.teams.get(plan.teams.get(session.id, "")))]
                    if plan.teams
                    else []
                ),
                session.id,
            ]
        )
    titles = [
        labels.DAY,
        labels.KECAMATAN,
        labels.ACTIVITY,
        labels.HOURS,
        labels.PLACE,
        labels.BATCH,
    ]
    titles += [
        labels.PEOPLE,
        "Kursi",
        "Terisi",
        *(TURNOUT_TITLES if problem.turnouts else []),
        *([labels.TEAM] if plan.teams else []),
        labels.CODE.rstrip(":"),
    ]
    widths = [
        165,
        135,
        200,
        140,
        260,
        65,
        60,
        50,
        55,
        *(WIDTHS if problem.turnouts else []),
        *([230] if plan.teams else []),
        300,
    ]
    sheet = titled_sheet(
        book, labels.SESSIONS, "Sesi", f"{number_words(len(held), 'id')} sesi, urut waktu"
    )
    plain_table(book, sheet, 3, titles, widths, rows)


def compare_sessions(problem: Problem, plan: Plan, cells: Cells, found: Evidence) -> None:
    """The planner's `Sesi`: the same sessions, said in the same way, with as many people."""
    code = labels.CODE.rstrip(":")
    header, titles = header_of(cells, code)
    attendance, seen = plan.attendance(), set()
    for row in range(header + 1, len(cells.rows)) if titles else ():
        if sid := cells.text(row, titles[code]):
            seen.add(sid)
            team = team_words(problem.teams.get(plan.teams.get(sid, "")))
            said = {labels.PEOPLE: str(attendance.get(sid, 0)), labels.TEAM: team}
            compare_line(problem, cells, row, titles, sid, said, found)
    for sid in sorted(attendance.keys() - seen) if titles else ():
        not_here(sid, cells, found)
