"""What one attendance sheet is about, and the labelled lines of its head."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from okoce_opt.domain.people import Person, Registrant
from okoce_opt.domain.places import Kecamatan
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.sessions import Session
from okoce_opt.domain.words import date_words
from okoce_opt.reports.content import labels
from okoce_opt.reports.content.sessions import invited_words, session_words
from okoce_opt.scenario import Papers


@dataclass(frozen=True)
class Attendance:
    """What one sheet is about: a session, the people of one office in it, sorted as printed;
    `team` as it is printed, `code` says in short what the sheet is (`content.codes`), as
    a picture too where `qr` is asked for.
    """

    problem: Problem
    papers: Papers
    title: str
    office: Kecamatan
    session: Session
    batch: int
    registrants: tuple[Registrant, ...]
    people: Mapping[str, Person]
    team: str = ""
    show_nik: bool = False
    show_phone: bool = False
    code: str = ""
    qr: bool = False


Line = tuple[str, str]
"""A label and what stands behind it."""


def head_lines(
    what: Attendance, fits: Callable[[Line], bool]
) -> list[tuple[Line | None, Line | None]]:
    """The labelled lines from top to bottom: what the session is, its figures beside it where a
    line `fits` into half the width.
    """
    problem, session = what.problem, what.session
    activity = problem.activities[session.activity]
    left: list[Line] = [*session_words(problem, session).items()]
    left += [(labels.TEAM, what.team)] if activity.team or what.team else []
    right: list[Line] = [(labels.BATCH, str(what.batch))]
    below: list[Line] = []
    if activity.reserve_for:
        missed = problem.activities[activity.reserve_for].title
        seats = f"{session.seats}, tanpa nama: bagi yang belum sempat hadir di {missed}"
        below.append((labels.RESERVED, seats))
        right.append((labels.PRESENT, f".......... dari {session.seats} kursi"))
    else:
        count = len(what.registrants)
        right.append((labels.HEADCOUNT, str(count)))
        right.append((labels.PRESENT, f".......... dari {count} peserta"))
        if words := invited_words(problem, session):
            below.append((labels.INVITED, words))
    if what.papers.revision:
        told = [what.papers.revision]
        if what.papers.revision_date:
            told.append(date_words(what.papers.revision_date, "id", weekday=False))
        right.append((labels.REVISION, " / ".join(told)))
    if activity.notes:
        below.append((labels.BRING, activity.notes))
    beside = iter(right)
    lines: list[tuple[Line | None, Line | None]] = [
        (line, next(beside, None) if fits(line) else None) for line in left
    ]
    return [*lines, *((line, None) for line in beside), *((line, None) for line in below)]


def strip_words(what: Attendance) -> str:
    """What stands above the table on every page: a page that has come loose still has a home."""
    words = session_words(what.problem, what.session)
    return f"{words[labels.ACTIVITY]}, {words[labels.DAY]}, Kecamatan {what.office.name}"
