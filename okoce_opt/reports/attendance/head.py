"""What one attendance sheet is about, and the labelled lines of its head."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from okoce_opt.domain.people import Person, Registrant
from okoce_opt.domain.places import Kecamatan
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.sessions import Session
from okoce_opt.domain.teams import Team
from okoce_opt.domain.words import date_words
from okoce_opt.reports.content import labels
from okoce_opt.reports.content.sessions import invited_words, session_words, team_words
from okoce_opt.scenario import Papers


@dataclass(frozen=True)
class Attendance:
    """What one sheet is about: a session, the people of one office in it, sorted as printed."""

    problem: Problem
    papers: Papers
    title: str
    office: Kecamatan
    session: Session
    batch: int
    registrants: tuple[Registrant, ...]
    people: Mapping[str, Person]
    team: Team | None = None
    show_nik: bool = False
    show_phone: bool = False


def head_lines(what: Attendance) -> list[tuple[str, str]]:
    """Labels and what stands behind them, from top to bottom."""
    problem, session = what.problem, what.session
    activity = problem.activities[session.activity]
    count = len(what.registrants)
    lines = [
        *session_words(problem, session).items(),
        *([(labels.TEAM, team_words(what.team))] if activity.team else []),
        (labels.BATCH, str(what.batch)),
    ]
    if activity.reserve_for:
        missed = problem.activities[activity.reserve_for].title
        lines.append(
            (
                labels.RESERVED,
                f"{session.seats}, tanpa nama: bagi yang belum sempat hadir di {missed}",
            )
        )
        lines.append((labels.PRESENT, f".......... dari {session.seats} kursi"))
    else:
        lines.append((labels.HEADCOUNT, str(count)))
        lines += [(labels.INVITED, words)] if (words := invited_words(problem, session)) else []
        lines.append((labels.PRESENT, f".......... dari {count} peserta"))
    if activity.notes:
        lines.append((labels.BRING, activity.notes))
    if what.papers.revision:
        told = [what.papers.revision]
        told += (
            [date_words(what.papers.revision_date, "id", weekday=False)]
            if what.papers.revision_date
            else []
        )
        lines.append((labels.REVISION, " / ".join(told)))
    return lines
