"""Who came (*presensi*): marks of people on the days of sessions, and what follows from them.

What was expected beforehand is another thing: table `kehadiran`, `domain.turnout`.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from okoce_opt.domain.activities import Activity
from okoce_opt.domain.ids import PersonId, SessionId
from okoce_opt.domain.plan import Plan, Seat
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.sessions import activity_of, is_session_id

SAID = "lisan"
"""The source of a mark that no sheet has: somebody said so, on the phone perhaps."""

SheetDay = tuple[SessionId, date]
"""(session, one of its days): what one attendance sheet, or one column of it, is about."""


class Presence(StrEnum):
    """Whether somebody came: *hadir*, *izin* (excused), *sakit*, *alpa* (stayed away)."""

    CAME = "H"
    EXCUSED = "I"
    ILL = "S"
    MISSED = "A"


@dataclass(frozen=True, slots=True)
class Mark:
    """One person, one session, one of its days: did they come? `source` is the code of the sheet
    that says so, or `SAID`.
    """

    person: PersonId
    session: SessionId
    day: date
    presence: Presence
    source: str = SAID

    @property
    def key(self) -> tuple[PersonId, SessionId, date]:
        """What it is about: there is one mark for it."""
        return self.person, self.session, self.day

    @property
    def is_said(self) -> bool:
        """Whether the planner gave it by hand."""
        return self.source == SAID


@dataclass(frozen=True)
class Attendance:
    """All that is known of who came.

    `returned` are the days of sessions whose sheets are back from every office that had one;
    `files` the digests of the files that have been read. Nothing is known of a person without a
    mark: they neither came nor stayed away.
    """

    marks: Mapping[tuple[PersonId, SessionId, date], Mark] = field(default_factory=dict)
    returned: frozenset[SheetDay] = frozenset()
    files: frozenset[str] = frozenset()

    def __repr__(self) -> str:
        return f"Attendance({len(self.marks)} marks, {len(self.returned)} sheets returned)"

    @classmethod
    def of(
        cls,
        marks: Iterable[Mark],
        returned: Iterable[SheetDay] = (),
        files: Iterable[str] = (),
    ) -> Attendance:
        """Attendance from its marks; of two about the same, the later one holds."""
        by_key = {mark.key: mark for mark in marks}
        return cls(dict(sorted(by_key.items())), frozenset(returned), frozenset(files))

    def taking(self, later: Attendance) -> Attendance:
        """This, corrected by a later reading.

        A sheet that was read again is taken whole: what `later` does not say of it is no longer
        known (of people who are still asked about, the reading says what was known before). What
        the planner gave by hand outranks sheets, whichever came first, until it is given anew.
        """
        again = {(mark.source, mark.day) for mark in later.marks.values() if not mark.is_said}
        kept = [m for m in self.marks.values() if (m.source, m.day) not in again]
        by_hand = {mark.key for mark in kept if mark.is_said}
        new = [m for m in later.marks.values() if m.is_said or m.key not in by_hand]
        return Attendance.of(
            [*kept, *new], self.returned | later.returned, self.files | later.files
        )

    @property
    def today(self) -> date | None:
        """The day after the last day whose sheet is back; None where none is."""
        last = max((day for _, day in self.returned), default=None)
        return last + timedelta(days=1) if last else None

    def came(self) -> Mapping[Seat, tuple[date, ...]]:
        """(person, session) -> the days they came, in order."""
        days: defaultdict[Seat, list[date]] = defaultdict(list)
        for (person, session, day), mark in sorted(self.marks.items()):
            if mark.presence is Presence.CAME:
                days[person, session].append(day)
        return {seat: tuple(those) for seat, those in days.items()}

    def finished(self, problem: Problem) -> Mapping[tuple[PersonId, str], date]:
        """(person, activity) -> the day on which they had attended enough days of one session.

        Who came to a reserve has made up for the activity that it is for. People who have left the
        list are there too; activities that no longer exist are not.
        """
        done: dict[tuple[PersonId, str], date] = {}
        for (person, session), days in self.came().items():
            activity = problem.activities.get(activity_of(session))
            if activity is not None and len(days) >= activity.days_to_finish:
                key, day = (person, _counts_for(activity)), days[activity.days_to_finish - 1]
                done[key] = min(day, done.get(key, day))
        return done

    def missed(self, problem: Problem, plan: Plan) -> frozenset[Seat]:
        """Seats of the plan whose people cannot have attended enough days: of every day it is
        known whether they came, or its sheet is back, and too few days are left.

        A person without a mark on a sheet that is back (a question that nobody has answered) may
        have come.
        """
        return frozenset(
            (person, session)
            for person, session in plan.seats
            if (activity := problem.activities.get(activity_of(session))) is not None
            and self._missed(person, session, days_of(problem, session), activity.days_to_finish)
        )

    def _missed(
        self, person: PersonId, session: SessionId, days: tuple[date, ...], enough: int
    ) -> bool:
        said = [self.marks.get((person, session, day)) for day in days]
        if not all(
            mark or (session, day) in self.returned for mark, day in zip(said, days, strict=True)
        ):
            return False
        return sum(mark is None or mark.presence is Presence.CAME for mark in said) < enough

    def unknown(self, plan: Plan, problem: Problem, today: date) -> frozenset[SessionId]:
        """Sessions held before `today` with a day whose sheet never came back: nobody knows who
        came. Not those of which all people have been marked by hand.
        """
        return frozenset(
            session
            for session in plan.held
            for day in days_of(problem, session)
            if day < today and self._unknown(plan, session, day)
        )

    def _unknown(self, plan: Plan, session: SessionId, day: date) -> bool:
        people = plan.people.get(session, ())
        return (session, day) not in self.returned and not (
            people and all((person, session, day) in self.marks for person in people)
        )


def days_of(problem: Problem, session: SessionId) -> tuple[date, ...]:
    """The days of a session as its papers have them, which a later change of the calendar does not
    move; none for an id that names nothing.
    """
    printed = problem.announced.printed.get(session)
    found = printed.session if printed else problem.session(session)
    return found.days if found else ()


def _counts_for(activity: Activity) -> str:
    return activity.reserve_for or activity.id


def attendance_bytes(attendance: Attendance) -> bytes:
    """The attendance as JSON in UTF-8: a mark a line, sorted, so that equal ones have equal bytes.

    Ids, dates and codes only: no name, NIK or phone.
    """
    text = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
    marks = [
        text([m.person, m.session, m.day.isoformat(), m.presence.value, m.source])
        for _, m in sorted(attendance.marks.items())
    ]
    returned = [text([sid, day.isoformat()]) for sid, day in sorted(attendance.returned)]
    parts = (
        ("files", [text(digest) for digest in sorted(attendance.files)]),
        ("returned", returned),
        ("marks", marks),
    )
    said = [f'"{name}":[\n' + ",\n".join(lines) + "\n]" for name, lines in parts]
    return ("{" + ",\n".join(said) + "}\n").encode()


def attendance_of(data: bytes) -> Attendance:
    """The attendance in these bytes, as `attendance_bytes` wrote them. Raises ValueError for any
    others.
    """
    try:
        record = json.loads(data)
        marks = [
            Mark(
                PersonId(person),
                _session(session),
                date.fromisoformat(day),
                Presence(said),
                str(source),
            )
            for person, session, day, said, source in record["marks"]
        ]
        returned = [(_session(sid), date.fromisoformat(day)) for sid, day in record["returned"]]
        found = Attendance.of(marks, returned, map(str, record["files"]))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"no attendance: {error}") from error
    return found


def _session(text: str) -> SessionId:
    if not is_session_id(text):
        raise ValueError(text)
    return text
