"""Which sessions could be held at all: activity x venue x open day x part."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta

from okoce_opt.domain.activities import Activity
from okoce_opt.domain.calendar import Calendar, Obstacle, Part, open_days
from okoce_opt.domain.ids import SessionId, VenueId
from okoce_opt.domain.places import Venue
from okoce_opt.domain.sessions import Session, activity_of, session_name
from okoce_opt.domain.turnout import Turnout, invitations


@dataclass(frozen=True, slots=True)
class Sources:
    """What candidates follow from: equal ones have the same candidates.

    `obstacles` close the programme or a venue; `told` (ids) are the sessions of series, which are
    held only as told.
    """

    venues: Mapping[VenueId, Venue]
    activities: Mapping[str, Activity]
    calendar: Calendar
    obstacles: tuple[Obstacle, ...]
    turnouts: tuple[Turnout, ...] = ()
    told: frozenset[SessionId] = frozenset()

    @classmethod
    def of(
        cls,
        venues: Mapping[VenueId, Venue],
        activities: Mapping[str, Activity],
        calendar: Calendar,
        obstacles: Iterable[Obstacle],
        turnouts: tuple[Turnout, ...],
        told: Iterable[SessionId],
    ) -> Sources:
        """The same without what no candidate depends on: turns, other obstacles, other sessions."""
        return cls(
            venues,
            activities,
            replace(calendar, turns={}),
            tuple(o for o in obstacles if o.kind in ("program", "tempat")),
            turnouts,
            frozenset(
                sid for sid in told if (a := activities.get(activity_of(sid))) and a.only_told
            ),
        )


class Candidates(dict[SessionId, Session]):
    """Candidate sessions by id, with the tables they were made from, so that a problem cannot be
    given the candidates of another one. `all_there`: these are all candidates that the tables
    allow, plus the sessions that were `held`, and nothing else.
    """

    def __init__(
        self,
        sessions: Mapping[SessionId, Session],
        made_from: Sources | None,
        *,
        all_there: bool,
        held: Mapping[SessionId, Session] | None = None,
    ) -> None:
        super().__init__(sessions)
        self.made_from, self.all_there, self.held = made_from, all_there, dict(held or {})

    def __repr__(self) -> str:
        return f"Candidates({len(self)} sessions)"


def candidates_from(sources: Sources, before: Mapping[SessionId, Session]) -> Candidates:
    """The candidates of a problem that had `before`: made again where a source was replaced; what
    has been held stays, and tells of no other candidate.

    Sessions that were chosen (`domain.narrowing`) or put in go with the sources they came with: to
    replace one of these is a `ValueError`.
    """
    if not isinstance(before, Candidates):
        return Candidates(before, sources, all_there=False)
    if before.made_from == sources:
        return before
    if before.all_there:
        held = before.held
        ahead = candidate_sessions(replace(sources, told=sources.told - held.keys()))
        made = sorted({**ahead, **held}.values(), key=lambda s: (s.starts, s.id))
        return Candidates({s.id: s for s in made}, sources, all_there=True, held=held)
    names = (one.name for one in fields(Sources))
    differing = [n for n in names if getattr(before.made_from, n) != getattr(sources, n)]
    raise ValueError(
        f"{', '.join(differing)} cannot be replaced here: the sessions of this problem were chosen "
        "for others. Make it again with Problem.of."
    )


def candidate_sessions(sources: Sources) -> dict[SessionId, Session]:
    """All candidates by id, in order of time; of a series those told alone.

    An activity of scope own can be in every venue of a kecamatan that hosts it, one of scope city
    in the venues of the city. A session of several days takes its first day and the next days on
    which programme and venue are open and its part is in use.
    """
    calendar, obstacles = sources.calendar, sources.obstacles
    ahead = open_days(calendar, obstacles)
    found = []
    for venue in sources.venues.values():
        closed = [o for o in obstacles if o.kind == "tempat" and o.id == venue.id]
        usable = [
            day
            for day in ahead
            if (venue.weekdays is None or day.weekday() in venue.weekdays)
            and not any(o.covers(day) for o in closed)
        ]
        for activity in sources.activities.values():
            for part in parts_of(activity, calendar) if venue.hosts(activity) else ():
                in_use = [day for day in usable if part.id in calendar.parts_on(day)]
                those = (
                    _session(activity, venue, part, days, sources.turnouts)
                    for days in spans(activity, in_use)
                )
                found += [
                    session
                    for session in those
                    if not activity.only_told or session.id in sources.told
                ]
    return {session.id: session for session in sorted(found, key=lambda s: (s.starts, s.id))}


def spans(activity: Activity, usable: Sequence[date]) -> Iterator[tuple[date, ...]]:
    """The days of each session that an activity could have on these sorted days.

    One that does not resume must meet on each of its weekdays in turn: no closed one in between.
    """
    meets = [
        day for day in usable if activity.weekdays is None or day.weekday() in activity.weekdays
    ]
    lines = (
        [[day for day in meets if day.weekday() == weekday] for weekday in range(7)]
        if activity.weekly
        else [meets]
    )
    for line in lines:
        for start in range(len(line) - activity.days + 1):
            days = tuple(line[start : start + activity.days])
            if activity.resumes or days == unbroken(activity, days[0]):
                yield days


def unbroken(activity: Activity, first: date) -> tuple[date, ...]:
    """The days of a session from its first on, as if no day were ever closed."""
    if activity.weekly:
        return tuple(first + timedelta(weeks=n) for n in range(activity.days))
    days = [first]
    while len(days) < activity.days:
        following = days[-1] + timedelta(1)
        while activity.weekdays and following.weekday() not in activity.weekdays:
            following += timedelta(1)
        days.append(following)
    return tuple(days)


def session_named(
    session_id: str,
    venues: Mapping[VenueId, Venue],
    activities: Mapping[str, Activity],
    calendar: Calendar,
    turnouts: Sequence[Turnout] = (),
) -> Session | None:
    """The session that an id spells out, on any day of the calendar or off it; None if it names
    nothing.

    Its days are counted from its first day without asking whether they are open.
    """
    try:
        activity_id, venue_id, day, part_id = session_name(session_id)
    except ValueError:
        return None
    activity, venue, part = (
        activities.get(activity_id),
        venues.get(venue_id),
        calendar.parts.get(part_id),
    )
    if activity is None or venue is None or part is None:
        return None
    return _session(activity, venue, part, unbroken(activity, day), turnouts)


def parts_of(activity: Activity, calendar: Calendar) -> tuple[Part, ...]:
    """The parts of the day an activity may use."""
    return tuple(
        part for part in calendar.parts.values() if not activity.parts or part.id in activity.parts
    )


def turnout_of(activity: str, kecamatan: str, turnouts: Sequence[Turnout]) -> Turnout | None:
    """The turnout expected in an activity's sessions of a kecamatan: its own row, else that for
    all.
    """
    rows = {row.kecamatan: row for row in turnouts if row.activity == activity}
    return rows.get(kecamatan, rows.get(""))


def _session(
    activity: Activity,
    venue: Venue,
    part: Part,
    days: tuple[date, ...],
    turnouts: Sequence[Turnout],
) -> Session:
    return Session(
        activity=activity.id,
        venue=venue.id,
        part=part.id,
        days=days,
        halves=part.halves,
        kecamatan=venue.kecamatan,
        seats=invitations(
            venue.places(activity), turnout_of(activity.id, venue.kecamatan, turnouts)
        ),
    )
