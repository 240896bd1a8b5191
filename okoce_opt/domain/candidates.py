"""Which sessions could be held at all: activity x venue x open day x part."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from okoce_opt.domain.activities import Activity
from okoce_opt.domain.calendar import Calendar, Obstacle, Part
from okoce_opt.domain.places import Venue
from okoce_opt.domain.sessions import Session, split_id


def candidate_sessions(
    venues: Mapping[str, Venue],
    activities: Mapping[str, Activity],
    calendar: Calendar,
    obstacles: Sequence[Obstacle],
) -> dict[str, Session]:
    """All candidates by id, in order of time.

    An activity of scope own can be in every venue of a kecamatan, one of scope city in the venues of
    the city. A session of several days takes its first day and the next days on which programme and
    venue are open.
    """
    closures = [o for o in obstacles if o.kind == "program"]
    open_days = [day for day in calendar.open_days if not any(o.covers(day) for o in closures)]
    found = []
    for venue in venues.values():
        closed = [o for o in obstacles if o.kind == "tempat" and o.id == venue.id]
        usable = [
            day
            for day in open_days
            if (venue.weekdays is None or day.weekday() in venue.weekdays) and not any(o.covers(day) for o in closed)
        ]
        for activity in activities.values():
            if activity.city == (venue.kecamatan == ""):
                for part in parts_of(activity, calendar):
                    for start in range(len(usable) - activity.days + 1):
                        days = tuple(usable[start : start + activity.days])
                        found.append(_session(activity, venue, part, days))
    return {session.id: session for session in sorted(found, key=lambda s: (s.starts, s.id))}


def session_named(
    session_id: str, venues: Mapping[str, Venue], activities: Mapping[str, Activity], calendar: Calendar
) -> Session | None:
    """The session that an id spells out, on any day of the calendar or off it; None if it names nothing.

    Its days are counted from its first day without asking whether they are open.
    """
    try:
        activity_id, venue_id, day, part_id = split_id(session_id)
    except ValueError:
        return None
    activity, venue, part = activities.get(activity_id), venues.get(venue_id), calendar.parts.get(part_id)
    if activity is None or venue is None or part is None:
        return None
    days = tuple(date.fromordinal(day.toordinal() + n) for n in range(activity.days))
    return _session(activity, venue, part, days)


def parts_of(activity: Activity, calendar: Calendar) -> tuple[Part, ...]:
    """The parts of the day an activity may use."""
    return tuple(part for part in calendar.parts.values() if not activity.parts or part.id in activity.parts)


def _session(activity: Activity, venue: Venue, part: Part, days: tuple[date, ...]) -> Session:
    return Session(
        activity=activity.id,
        venue=venue.id,
        part=part.id,
        days=days,
        halves=part.halves,
        kecamatan=venue.kecamatan,
        seats=min(venue.seats, activity.max_people),
    )
