"""`penempatan.csv` and `undian.csv`: who sits where, and the draw, for machines.

Ids and codes only: no name, NIK or phone. The digest of a plan is that of the bytes of
`penempatan.csv`.
"""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from okoce_opt.domain.ids import NO_SESSION, PersonId, SessionId
from okoce_opt.domain.plan import Plan, Seat, digest_of
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.sessions import is_session_id, session_name
from okoce_opt.domain.words import Words
from okoce_opt.errors import PlanFilesError

SEATS, OLD_SEATS, DRAW = "penempatan.csv", "penempatan_lama.csv", "undian.csv"
HEADER = (
    "registrant",
    "kecamatan",
    "kelurahan",
    "activity",
    "session",
    "date",
    "part",
    "venue",
    "team",
    "mentor",
)
NOBODY = PersonId("")
"""Stands for the registrant in the row of a session that is held without named people."""
DRAW_HEADER = ("stratum", "rank", "registrant")


def seats_bytes(problem: Problem, plan: Plan) -> bytes:
    """`penempatan.csv`: one row a seat, by person and day; UTF-8 with a mark, as Excel wants it.

    A session that is held without named people (a reserve) has one row with nobody in it, so that
    the table and its digest are the whole plan; who has a mentor and no seat has one without a
    session.
    """
    return _csv_bytes(HEADER, _rows(problem, plan))


def _rows(problem: Problem, plan: Plan) -> Iterator[tuple[str, ...]]:
    names = {sid: session_name(sid) for sid in plan.held | {session for _, session in plan.seats}}
    parts: dict[SessionId, tuple[str, ...]] = {
        sid: (name.activity, name.first_day.isoformat(), name.part, name.venue)
        for sid, name in names.items()
    }
    parts[NO_SESSION] = ("", "", "", "")

    def in_order(sessions: Iterable[SessionId]) -> list[SessionId]:
        return sorted(sessions, key=lambda sid: (parts[sid][1], sid))

    for session in in_order(plan.held - {session for _, session in plan.seats}):
        yield _row(problem, plan, NOBODY, session, parts[session])
    for person in sorted(plan.sessions_of.keys() | plan.mentors.keys()):
        for session in in_order(plan.sessions_of.get(person, (NO_SESSION,))):
            yield _row(problem, plan, person, session, parts[session])


def _row(
    problem: Problem, plan: Plan, person: PersonId, session_id: SessionId, parts: Sequence[str]
) -> tuple[str, ...]:
    registrant, session = (
        problem.registrants.get(person),
        problem.session(session_id) if person == NOBODY else None,
    )
    # an old seat may belong to someone who has left the list
    home = (
        (registrant.kecamatan, registrant.kelurahan)
        if registrant
        else (session.kecamatan if session else "", "")
    )
    activity, *when_and_where = parts
    team, mentor = plan.teams.get(session_id, ""), plan.mentors.get(person, "")
    return (person, *home, activity, session_id, *when_and_where, team, mentor)


def draw_bytes(strata: Mapping[str, Sequence[PersonId]]) -> bytes:
    """`undian.csv`: the people of each stratum in the order drawn."""
    return _csv_bytes(
        DRAW_HEADER,
        ((s, rank, rid) for s in sorted(strata) for rank, rid in enumerate(strata[s], start=1)),
    )


def plan_digest(plan: Plan, problem: Problem) -> str:
    """SHA-256 of the bytes of `penempatan.csv`."""
    return digest_of(seats_bytes(problem, plan))


class SeatRow(NamedTuple):
    """What is read of a row of `penempatan.csv`; the rest follows from it."""

    registrant: PersonId
    session: SessionId
    team: str
    mentor: str


def read_rows(path: Path) -> list[SeatRow]:
    """The rows of `penempatan.csv`. Raises `PlanFilesError` when it is missing or has other
    columns.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            # a spreadsheet saves the same table with semicolons where the comma is decimal
            first = file.readline()
            file.seek(0)
            reader = csv.DictReader(
                file, delimiter=";" if first.count(";") > first.count(",") else ","
            )
            missing = [
                name for name in ("registrant", "session") if name not in (reader.fieldnames or ())
            ]
            # a name that stands in many rows is kept once
            rows = [
                SeatRow._make(sys.intern((row.get(name) or "").strip()) for name in SeatRow._fields)
                for row in reader
            ]
    except (OSError, UnicodeError, csv.Error) as error:
        raise _unreadable(path) from error
    if missing:
        raise _unreadable(path)
    return rows


def read_seats(path: Path) -> tuple[Plan, frozenset[Seat]]:
    """The plan in `penempatan.csv`, and its seats. Raises `PlanFilesError` when it cannot be
    read.
    """
    rows = read_rows(path)
    said = frozenset((row.registrant, row.session) for row in rows if row.session or not row.mentor)
    if not all(is_session_id(session) for session in {session for _, session in said}):
        raise _unreadable(path)
    seats = frozenset((person, session) for person, session in said if person != NOBODY)
    teams = {row.session: row.team for row in rows if row.team}
    mentors = {row.registrant: row.mentor for row in rows if row.mentor}
    return Plan(seats, frozenset(session for _, session in said), teams, mentors), seats


def _unreadable(path: Path) -> PlanFilesError:
    return PlanFilesError(
        Words(
            "{name} tidak ada atau tidak terbaca sebagai tabel penempatan. Buat ulang rencananya "
            "dengan `okoce plan`.",
            "{name} is missing or is no table of seats. Make the plan again with `okoce plan`.",
        ).fill(name=path.name)
    )


def _csv_bytes(header: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    data = io.BytesIO()
    text = io.TextIOWrapper(data, encoding="utf-8-sig", newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    text.flush()
    return data.getvalue()
