"""Sessions that were held stay as they were, whatever today's tables say of halls, activities and
parts of the day.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from okoce_opt.domain.activities import Activity
from okoce_opt.domain.announced import Printed
from okoce_opt.domain.calendar import Part
from okoce_opt.domain.findings import Complaint
from okoce_opt.domain.places import Venue
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.sessions import session_name
from okoce_opt.domain.words import Words

PROGRAM = "program"


def restore_held(problem: Problem, held: Iterable[Printed]) -> Problem:
    """The problem with these sessions, as they were held, among its candidates.

    A hall, an activity or a part of the day that is in no table any more comes back for them
    alone: nothing else can be held there.
    """
    venues, activities = dict(problem.venues), dict(problem.activities)
    parts, sessions = dict(problem.calendar.parts), dict(problem.sessions)
    for one in held:
        session = one.session
        venues.setdefault(
            session.venue,
            Venue(session.venue, session.kecamatan, one.venue, session.seats, frozenset()),
        )
        activities.setdefault(
            session.activity,
            Activity(
                session.activity,
                one.activity,
                required=False,
                days=len(session.days),
                city=not session.kecamatan,
                weekdays=frozenset(),
                only_told=True,
            ),
        )
        parts.setdefault(session.part, Part(session.part, session.halves, one.hours))
        now = sessions.get(session.id)
        if now is None or (now.days, now.halves, now.kecamatan) != (
            session.days,
            session.halves,
            session.kecamatan,
        ):
            sessions[session.id] = session
    calendar = problem.calendar
    in_use = calendar.weekday_parts
    if parts.keys() > calendar.parts.keys():
        today = frozenset(calendar.parts)
        in_use = {weekday: in_use.get(weekday, today) for weekday in range(7)}
    return replace(
        problem,
        venues=dict(sorted(venues.items())),
        activities=dict(sorted(activities.items())),
        calendar=replace(calendar, parts=parts, weekday_parts=in_use),
        sessions={s.id: s for s in sorted(sessions.values(), key=lambda s: (s.starts, s.id))},
    )


def complaints_about_held(
    problem: Problem, held: Iterable[Printed], named: Collection[str]
) -> Iterator[Complaint]:
    """What today's tables say that cannot be true of sessions that were held; `named` are the
    activities of those that somebody attended by name.
    """
    sessions = [one.session for one in held]
    days = sorted(day for session in sessions for day in session.days)
    calendar = problem.calendar
    if days and days[0] < calendar.first:
        allowed = Words("paling lambat {day}", "{day} at the latest").fill(day=days[0])
        yield Complaint(
            "starts_after_held",
            PROGRAM,
            column="mulai",
            found=calendar.first.isoformat(),
            allowed=allowed,
            advice=_KEEP.fill(n=sum(s.first_day < calendar.first for s in sessions), day=days[0]),
        )
    if days and days[-1] > calendar.last:
        allowed = Words("paling cepat {day}", "{day} at the earliest").fill(day=days[-1])
        yield Complaint(
            "ends_before_held",
            PROGRAM,
            column="selesai",
            found=calendar.last.isoformat(),
            allowed=allowed,
            advice=_REACH.fill(day=days[-1]),
        )
    for code in sorted({s.kecamatan for s in sessions} - problem.kecamatan.keys() - {""}):
        count = sum(session.kecamatan == code for session in sessions)
        yield Complaint(
            "held_in_unknown_kecamatan",
            "kecamatan",
            column="kode",
            found=", ".join(problem.kecamatan),
            allowed=Words("{code} juga", "{code} too").fill(code=code),
            advice=_PUT_BACK.fill(n=count, code=code),
        )

    for sid in (session.id for session in sessions if problem.told.get(session.id) is False):
        yield Complaint(
            *("told_not_but_held", "sesi", sid, "status", "tidak"),
            Words("dipakai, atau tidak ditulis", "dipakai (held), or no row"),
            _HAPPENED.fill(sid=sid),
        )
    for activity in (problem.activities[one] for one in sorted(named) if one in problem.activities):
        if activity.reserve_for:
            yield Complaint(
                "reserve_held_by_name",
                "kegiatan",
                activity.id,
                "cadangan_untuk",
                activity.reserve_for,
                Words("kosong", "empty"),
                _BY_NAME,
            )


def complaints_about_unknown(problem: Problem, held: Collection[str]) -> Iterator[Complaint]:
    """Sessions that were held, of which only the ids are known, and that today's tables do not
    know.
    """
    missing: dict[tuple[str, str, str], list[str]] = {}
    for sid in sorted(held):
        if problem.session(sid) is not None:
            continue
        name = session_name(sid)
        where = (PROGRAM, "bagian", name.part)
        if name.venue not in problem.venues:
            where = ("tempat", "id", name.venue)
        elif name.activity not in problem.activities:
            where = ("kegiatan", "id", name.activity)
        missing.setdefault(where, []).append(sid)
    for (table, column, gone), those in missing.items():
        yield Complaint(
            *("held_unknown", table, "", column, gone),
            Words("{gone} juga", "{gone} too").fill(gone=gone),
            _UNKNOWN.fill(n=len(those), gone=gone, first=those[0]),
        )


_UNKNOWN = Words(
    "Rencana lama sudah mengadakan {n} sesi dengan {gone} ({first}), dan tabel tidak lagi "
    "mengenalnya; kembalikan barisnya.",
    "The old plan has held {n} sessions with {gone} ({first}), which no table knows any more; put "
    "its row back.",
)
_HAPPENED = Words(
    "Menurut rencana lama (--from) sesi {sid} sudah diadakan; yang sudah lewat tidak dapat "
    "dibatalkan. Hapus baris ini.",
    "By the old plan (--from) session {sid} has been held; what is past cannot be called off. "
    "Remove this row.",
)
_BY_NAME = Words(
    "Rencana lama (--from) sudah mengadakan kegiatan ini dengan peserta bernama, jadi bukan "
    "cadangan. Kosongkan sel ini, dan pakai kegiatan baru sebagai cadangan.",
    "The old plan (--from) has held this activity with people by name, so it is no reserve. Empty "
    "this cell, and make another activity the reserve.",
)
_KEEP = Words(
    "Rencana lama (--from) sudah mengadakan {n} sesi sebelum tanggal itu, sejak {day}. Kembalikan "
    "mulai seperti di rencana lama: yang sudah lewat tetap tercatat dan tidak direncanakan lagi.",
    "The old plan (--from) has held {n} sessions before that date, from {day} on. Put mulai back "
    "as the old plan had it: what is past stays on record and is not planned again.",
)
_REACH = Words(
    "Sesi rencana lama (--from) yang sudah dimulai berlangsung sampai {day}; undurkan selesai.",
    "A session of the old plan (--from) that has begun lasts until {day}; move selesai to it.",
)
_PUT_BACK = Words(
    "Rencana lama (--from) sudah mengadakan {n} sesi di kecamatan {code}; kembalikan barisnya.",
    "The old plan (--from) has held {n} sessions in kecamatan {code}; put its row back.",
)
