"""What `rencana.json` says for the day on which the plan is changed: calendar, sessions as they are
printed, and who is left over.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from okoce_opt.domain.announced import Announced, KnownDays, Printed
from okoce_opt.domain.ids import PersonId, SessionId
from okoce_opt.domain.plan import Plan
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.sessions import Session, activity_of, session_name

CALENDAR, PRINTED, LEFT_OVER = "calendar", "printed", "left_over"
DRAFTS, FIRM = "drafts", "firm"


def announce(problem: Problem, plan: Plan) -> Announced:
    """The plan as people will know it: with its calendar, and its sessions as they are printed."""
    calendar = problem.calendar
    sessions = {sid: problem.session(sid) for sid in sorted(plan.held)}
    return replace(
        Announced.of_plan(plan),
        printed={sid: as_printed(problem, s) for sid, s in sessions.items() if s is not None},
        left_over=find_missing_seats(problem, plan),
        days=KnownDays(
            calendar.first,
            calendar.last,
            frozenset(calendar.open_days),
            calendar.turns,
            {part.id: part.hours for part in calendar.parts.values()},
        ),
    )


def as_printed(problem: Problem, session: Session) -> Printed:
    """The session as it would be printed today."""
    return Printed(
        session,
        problem.activities[session.activity].title,
        problem.venues[session.venue].name,
        problem.calendar.parts[session.part].hours,
        problem.activities[session.activity].notes,
    )


def find_missing_seats(problem: Problem, plan: Plan) -> frozenset[tuple[PersonId, str]]:
    """The (registrant, activity) that are needed and have no seat."""
    found = []
    for person, registrant in problem.registrants.items():
        has = {activity_of(sid) for sid in plan.sessions_of.get(person, ())}
        found += [(person, a.id) for a in problem.needed(registrant) if a.id not in has]
    return frozenset(found)


def announced_record(announced: Announced) -> dict[str, object]:
    """The part of `rencana.json` that says it."""
    days = announced.days
    waiting: dict[str, list[str]] = {}
    for person, activity in sorted(announced.left_over):
        waiting.setdefault(activity, []).append(person)
    return {
        CALENDAR: days
        and {
            "first": days.first.isoformat(),
            "last": days.last.isoformat(),
            "open": [day.isoformat() for day in sorted(days.open_days)],
            "turns": {day.isoformat(): turn for day, turn in sorted(days.turns.items())},
            "hours": dict(sorted(days.hours.items())),
        },
        PRINTED: [
            {
                "session": sid,
                "kecamatan": one.session.kecamatan,
                "activity": one.activity,
                "venue": one.venue,
                "days": [day.isoformat() for day in one.session.days],
                "halves": sorted(one.session.halves),
                "hours": one.hours,
                "seats": one.session.seats,
                "notes": one.notes,
            }
            for sid, one in sorted(announced.printed.items())
        ],
        LEFT_OVER: waiting,
        **({DRAFTS: sorted(announced.drafts)} if announced.drafts else {}),
        **({FIRM: True} if announced.firm else {}),
    }


def announced_of(record: Mapping[str, Any], plan: Plan) -> Announced:
    """The plan with what its record says of it; an older okoce says nothing.

    Raises ValueError when the record is not as okoce writes it.
    """
    try:
        days = record.get(CALENDAR)
        return replace(
            Announced.of_plan(plan),
            printed={
                SessionId(str(row["session"])): _read_printed(row)
                for row in record.get(PRINTED) or ()
            },
            left_over=frozenset(
                (PersonId(str(person)), str(activity))
                for activity, people in (record.get(LEFT_OVER) or {}).items()
                for person in people
            ),
            days=days
            and KnownDays(
                date.fromisoformat(days["first"]),
                date.fromisoformat(days["last"]),
                frozenset(map(date.fromisoformat, days["open"])),
                {date.fromisoformat(day): str(turn) for day, turn in days["turns"].items()},
                {str(part): str(hours) for part, hours in days["hours"].items()},
            ),
            drafts=frozenset(SessionId(str(sid)) for sid in record.get(DRAFTS) or ()),
            firm=record.get(FIRM) is True,
        )
    except (AttributeError, KeyError, TypeError) as error:
        raise ValueError(str(error)) from error


def _read_printed(row: Mapping[str, Any]) -> Printed:
    activity, venue, _, part = session_name(str(row["session"]))
    session = Session(
        activity=activity,
        venue=venue,
        part=part,
        days=tuple(map(date.fromisoformat, row["days"])),
        halves=frozenset(map(int, row["halves"])),
        kecamatan=str(row["kecamatan"]),
        seats=int(row["seats"]),
    )
    notes = row.get("notes")
    return Printed(
        session,
        str(row["activity"]),
        str(row["venue"]),
        str(row["hours"]),
        None if notes is None else str(notes),
    )
