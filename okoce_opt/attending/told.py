"""What was said of somebody on the phone: a mark without a sheet."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from okoce_opt.attending.desk import Desk
from okoce_opt.domain.attended import SAID, Attendance, Mark, Presence, days_of
from okoce_opt.domain.checks import did_you_mean
from okoce_opt.domain.findings import Complaint
from okoce_opt.domain.ids import PersonId, SessionId
from okoce_opt.domain.words import Words, same
from okoce_opt.errors import InputError
from okoce_opt.reports.content.session_names import session_said


def told_marks(
    desk: Desk,
    known: Attendance,
    said: Iterable[tuple[str, Presence]],
    *,
    session: str = "",
    day: date | None = None,
    today: date | None = None,
    left_in: Callable[[str], int] = lambda _: 0,
) -> list[Mark]:
    """The marks of what was said of these people, in `session`, else in the one of theirs that is
    meant; of a session of several days on all days before `today`, or on `day` alone. `left_in`
    knows in which version of the year a number left the list; 0 where it did not.

    Raises `InputError` with everything that is not clear: who, or which session.
    """
    marks: list[Mark] = []
    wrong: list[Complaint] = []
    for who, presence in said:
        person = desk.numbered(who)
        if person is None:
            wrong.append(
                Complaint(
                    "unknown_registrant",
                    "pendaftar",
                    who,
                    "no_peserta",
                    who,
                    Words("salah satu yang dikenal", "one that is known"),
                    _who_else(who, desk, left_in(who.strip().upper())),
                )
            )
            continue
        found = list(_days(desk, known, person, session, day, today))
        if len({sid for sid, _ in found}) != 1:
            wrong.append(_unclear(desk, known, person, session, day, today))
            continue
        marks += [Mark(person, sid, one, presence, SAID) for sid, one in found]
    if wrong:
        raise InputError(wrong)
    return marks


def _who_else(who: str, desk: Desk, left: int) -> Words:
    """What to say of a number that is not on the list: that it has left it, else whose is near."""
    if not left:
        return did_you_mean(who, desk.scenario.problem.registrants)
    return Words(
        "{who} sudah tidak di daftar sejak versi {n} (mundur atau dikeluarkan); tidak ada yang "
        "dicatat untuknya.",
        "{who} has not been on the list since version {n} (withdrawn or taken off); nothing is "
        "noted for them.",
    ).fill(who=who, n=left)


def _days(
    desk: Desk,
    known: Attendance,
    person: PersonId,
    session: str,
    day: date | None,
    today: date | None,
) -> Iterator[tuple[SessionId, date]]:
    """The days that may be meant. Without a session those of their own that have been and of which
    nothing is known yet; where something is known of all, all.
    """
    held = desk.now.held
    mine = [sid for sid in held if sid == session] or [
        sid for sid in desk.now.sessions_of.get(person, ()) if not session
    ]
    days = [
        (sid, one)
        for sid in mine
        for one in days_of(desk.scenario.problem, sid)
        if (day is None or one == day) and (today is None or one < today)
    ]
    new = [(sid, one) for sid, one in days if (person, sid, one) not in known.marks]
    yield from new or days


def _unclear(
    desk: Desk,
    known: Attendance,
    person: PersonId,
    session: str,
    day: date | None,
    today: date | None,
) -> Complaint:
    before = [sid for who, sid, _ in known.marks if who == person]
    problem = desk.scenario.problem
    theirs = [
        Words("'{code}' ({name})", "'{code}' ({name})").fill(
            code=same(sid), name=session_said(problem, sid)
        )
        for sid in dict.fromkeys([*before, *desk.now.sessions_of.get(person, ())])
    ]
    until = Words(
        "Dihitung pada {today}; bila sesinya sudah lewat, sebutkan --today. ",
        "As of {today}; if the session has been, say --today. ",
    )
    return Complaint(
        "unclear_session",
        "sesi",
        person,
        "sesi",
        session or (day.isoformat() if day else ""),
        Words("satu sesi yang sudah berlangsung", "one session that has been"),
        Words(
            "{until}Sebutkan sesinya dengan --session (dan --day). Sesi orang ini: {theirs}.",
            "{until}Name the session with --session (and --day). The sessions of this person: "
            "{theirs}.",
        ).fill(
            until=Words("", "") if today is None else until.fill(today=today), theirs=theirs or "-"
        ),
    )
