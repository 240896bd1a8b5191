"""What any sheet says of a session: its day, hours, place, seats, batch and team."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from okoce_opt.domain.calendar import Part
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.sessions import Session
from okoce_opt.domain.teams import Team
from okoce_opt.domain.words import Words, date_words, number_words
from okoce_opt.reports.content import labels

_TO = Words("s.d.", "to")


def day_words(session: Session, lang: str = "id") -> str:
    """`Selasa, 13 Maret 2018`, or first and last day joined by s.d. (in English by to)."""
    first, last = (date_words(day, lang) for day in (session.first_day, session.last_day))
    return first if len(session.days) == 1 else f"{first} {_TO.said(lang)} {last}"


def people_in(problem: Problem, session: Session, people: int) -> int | str:
    """How many are in a session, as an office reads it: of a reserve its seats, which nobody has by
    name.
    """
    return f"{session.seats} kursi" if problem.activities[session.activity].reserve_for else people


def team_words(team: Team) -> str:
    """`Tim 1 Sudin Perindustrian (mitra-1)`; the id alone where the team has no name."""
    return f"{team.name} ({team.id})" if team.name else team.id


def team_said(problem: Problem, team: str) -> str:
    """The team of a session as printed; its id where it went there and is in no table any more."""
    return team_words(problem.teams[team]) if team in problem.teams else team


def hours_words(part: Part, parts: Sequence[Part], lang: str = "id") -> str:
    """`08.00 s.d. 15.00 WIB`; the part's name is added where two parts would read alike."""
    text = re.sub(r"\s*[-\u2013]\s*", f" {_TO.said(lang)} ", part.hours.strip())
    if not text:
        return part.id
    zoned = text if text[-1].isalpha() else f"{text} WIB"
    twins = [other for other in parts if other.hours.strip() == part.hours.strip()]
    return zoned if len(twins) < 2 else f"{zoned} ({part.id})"


def session_words(problem: Problem, session: Session) -> dict[str, str]:
    """What any sheet says of a session: title -> its activity, day, hours and place."""
    parts = problem.calendar.parts
    return {
        labels.ACTIVITY: problem.activities[session.activity].title,
        labels.DAY: day_words(session),
        labels.HOURS: hours_words(parts[session.part], tuple(parts.values())),
        labels.PLACE: problem.venues[session.venue].name,
    }


def chairs_of(problem: Problem, session: Session) -> int:
    """How many people the venue has room for in a session, however many are invited."""
    return problem.venues[session.venue].places(problem.activities[session.activity])


def invited_words(problem: Problem, session: Session) -> str:
    """`paling banyak 144 untuk 100 kursi` where more may be invited than there are seats; else
    nothing.
    """
    chairs = chairs_of(problem, session)
    return f"paling banyak {session.seats} untuk {chairs} kursi" if session.seats > chairs else ""


def total_words(sessions: int, seats: int, people: int) -> str:
    """The line of totals of an office's summary."""
    chairs, listed = number_words(seats, "id"), number_words(people, "id")
    return f"{sessions} sesi, {chairs} kursi, {listed} pendaftar"


def batch_numbers(held: Sequence[Session]) -> dict[str, int]:
    """Session id -> the n of *angkatan n*: which session of its activity it is in its kecamatan, by
    time.
    """
    so_far: Counter[tuple[str, str]] = Counter()
    numbers: dict[str, int] = {}
    for session in sorted(held, key=lambda s: (s.starts, s.id)):
        so_far[session.activity, session.kecamatan] += 1
        numbers[session.id] = so_far[session.activity, session.kecamatan]
    return numbers
