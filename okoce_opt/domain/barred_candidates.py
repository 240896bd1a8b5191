"""Why a session that a planner names is none that could be held: the first thing in its way, in the
planner's words.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from okoce_opt.domain.candidates import parts_of
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.sessions import Session
from okoce_opt.domain.words import WEEKDAYS, Words


def explain_not_candidate(problem: Problem, session: Session) -> Words:
    """One sentence: what hinders the session, and where it is written."""
    general = Words(
        "Perbaiki tanggalnya, atau buka harinya di kalender.",
        "Mend the date, or open the day in the calendar.",
    )
    return next(_reasons(problem, session), general)


def _reasons(problem: Problem, session: Session) -> Iterator[Words]:
    venue, activity = problem.venues[session.venue], problem.activities[session.activity]
    if not venue.hosts(activity):
        yield Words(
            "{venue} bukan tempat untuk {activity}: lihat kolom kecamatan dan kegiatan di tabel "
            "tempat.",
            "{venue} is no place for {activity}: see the columns kecamatan and kegiatan of table "
            "tempat.",
        ).fill(venue=venue.name, activity=activity.title)
    if session.part not in {part.id for part in parts_of(activity, problem.calendar)}:
        yield Words(
            "{activity} tidak memakai bagian hari {part}: lihat kolom bagian di tabel kegiatan.",
            "{activity} does not use part {part} of the day: see the column bagian of table "
            "kegiatan.",
        ).fill(activity=activity.title, part=session.part)
    for day in session.days:
        yield from _about_day(problem, session, day)


def _about_day(problem: Problem, session: Session, day: date) -> Iterator[Words]:
    venue, activity = problem.venues[session.venue], problem.activities[session.activity]
    weekday = Words(WEEKDAYS["id"][day.weekday()], WEEKDAYS["en"][day.weekday()])
    if not problem.calendar.is_open(day):
        yield Words(
            "{day} bukan hari buka: tulis buka di tabel kalender, atau ganti tanggalnya.",
            "{day} is no open day: write buka in table kalender, or change the date.",
        ).fill(day=day)
    for obstacle in problem.obstacles:
        if obstacle.covers(day) and (
            obstacle.kind == "program" or (obstacle.kind, obstacle.id) == ("tempat", venue.id)
        ):
            yield Words(
                "{day} ada halangan ({first} sampai {last}) di tabel halangan.",
                "On {day} there is an obstacle ({first} to {last}) in table halangan.",
            ).fill(day=day, first=obstacle.first, last=obstacle.last)
    if venue.weekdays is not None and day.weekday() not in venue.weekdays:
        yield Words(
            "{venue} tidak dipakai pada hari {weekday}: lihat kolom hari di tabel tempat.",
            "{venue} is not in use on {weekday}s: see the column hari of table tempat.",
        ).fill(venue=venue.name, weekday=weekday)
    if activity.weekdays is not None and day.weekday() not in activity.weekdays:
        yield Words(
            "{activity} tidak diadakan pada hari {weekday}: lihat kolom hari di tabel kegiatan.",
            "{activity} is not held on {weekday}s: see the column hari of table kegiatan.",
        ).fill(activity=activity.title, weekday=weekday)
    if session.part not in problem.calendar.parts_on(day):
        yield Words(
            "Bagian hari {part} tidak dipakai pada {day}: lihat bagian_hari di program dan kolom "
            "bagian di kalender.",
            "Part {part} of the day is not in use on {day}: see bagian_hari in program and the "
            "column bagian of kalender.",
        ).fill(part=session.part, day=day)
