"""The planner's sheet `Tim`: where each team is, day by day, and which kecamatan waited for it
meanwhile.
"""

from __future__ import annotations

from okoce_opt.domain.plan import Plan
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.sessions import Session
from okoce_opt.domain.words import number_words
from okoce_opt.reports.content import labels
from okoce_opt.reports.content.offices import held_sessions
from okoce_opt.reports.content.sessions import session_words, team_words
from okoce_opt.reports.style.book import Book
from okoce_opt.reports.style.tables import plain_table, print_wide

WAITED, MEANWHILE = "Hari sejak sesi sebelumnya", "Sementara itu tim di"


def write_teams(book: Book, problem: Problem, plan: Plan) -> None:
    """One line a session that has a team, by team and time; nothing where no session has one."""
    if not plan.teams:
        return
    sessions = [session for session in held_sessions(problem, plan) if session.id in plan.teams]
    rows: list[list[object]] = []
    for team in sorted(set(plan.teams.values())):
        mine = [session for session in sessions if plan.teams[session.id] == team]
        for number, session in enumerate(mine):
            words = session_words(problem, session)
            waited, meanwhile = _since_the_last(problem, mine[:number], session)
            said = [words[title] for title in (labels.DAY, labels.HOURS)]
            where = [_place(problem, session), words[labels.ACTIVITY], words[labels.PLACE]]
            rows.append(
                [
                    team_words(problem.teams.get(team)) or team,
                    *said,
                    *where,
                    waited,
                    meanwhile,
                ]
            )
    sheet = book.sheet(labels.TEAM)
    sheet.write_string(0, 0, "Tim", book.format(bold=True, font_size=14))
    note = (
        f"{number_words(len(rows), 'id')} sesi; "
        "sementara sebuah kecamatan menunggu, tim berada di tempat lain"
    )
    sheet.write_string(1, 0, note, book.format(font_size=9))
    titles = [
        labels.TEAM,
        labels.DAY,
        labels.HOURS,
        labels.KECAMATAN,
        labels.ACTIVITY,
        labels.PLACE,
        WAITED,
        MEANWHILE,
    ]
    plain_table(book, sheet, 3, titles, [200, 165, 140, 135, 180, 230, 90, 300], rows)
    print_wide(sheet, landscape=True)


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
    others = dict.fromkeys(_place(problem, one) for one in before[last + 1 :])
    return (session.first_day - before[last].last_day).days, ", ".join(others)


def _place(problem: Problem, session: Session) -> str:
    return problem.kecamatan[session.kecamatan].name if session.kecamatan else "Kota"
