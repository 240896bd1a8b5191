"""Everything that is known before planning, as one frozen value."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from okoce_opt.domain.activities import Activity, Order
from okoce_opt.domain.announced import Announced
from okoce_opt.domain.availability import can_come, can_work, days_known_by
from okoce_opt.domain.calendar import Calendar, Obstacle
from okoce_opt.domain.candidates import Candidates, Sources, candidates_from, session_named
from okoce_opt.domain.consistency import complaints_about
from okoce_opt.domain.groups import Groups
from okoce_opt.domain.ids import PersonId, SessionId, VenueId
from okoce_opt.domain.past import Past, settled_before, teams_at_work
from okoce_opt.domain.people import Household, Registrant
from okoce_opt.domain.places import Kecamatan, Kelurahan, Venue
from okoce_opt.domain.sessions import Session
from okoce_opt.domain.shares import Fare, Share
from okoce_opt.domain.states import Changing
from okoce_opt.domain.tables import Tables
from okoce_opt.domain.teams import Team
from okoce_opt.domain.turnout import Turnout
from okoce_opt.errors import InputError


@dataclass(frozen=True)
class Problem:
    """Who, what, where and when. Made by `Problem.of`, which refuses what cannot mean anything.

    `told` maps a session id to True (it is to be held) or False (it is not). `today` splits what
    has happened from what can be planned. `announced` is the plan that is being changed. `sessions`
    are the candidates, in order of time; they follow from the rest. `origin` is the problem whose
    candidates were narrowed to make this one (`domain.narrowing`); what a rule asks of *all*
    candidates it asks of `unnarrowed`. `least` maps sessions that others fill too to the people
    needed from here. `changing` is table `ubah`. `notice` are the days that people must be told
    beforehand (None: nobody said).
    """

    kecamatan: Mapping[str, Kecamatan]
    kelurahan: Mapping[str, Kelurahan]
    venues: Mapping[VenueId, Venue]
    activities: Mapping[str, Activity]
    orders: tuple[Order, ...]
    calendar: Calendar
    obstacles: tuple[Obstacle, ...]
    teams: Mapping[str, Team]
    registrants: Mapping[PersonId, Registrant]
    told: Mapping[SessionId, bool]
    today: date | None
    sessions: Mapping[SessionId, Session]
    announced: Announced = field(default_factory=Announced)
    households: Mapping[str, Household] = field(default_factory=dict)
    shares: tuple[Share, ...] = ()
    fares: tuple[Fare, ...] = ()
    turnouts: tuple[Turnout, ...] = ()
    origin: Problem | None = field(default=None, compare=False, repr=False)
    least: Mapping[SessionId, int] = field(default_factory=dict)
    changing: tuple[Changing, ...] = ()
    notice: int | None = None

    def __post_init__(self) -> None:
        """Sessions follow from other fields, and are made again where one of those is replaced."""
        places = self.venues, self.activities, self.calendar, self.obstacles
        sources = Sources.of(*places, self.turnouts, self.told)
        object.__setattr__(self, "sessions", candidates_from(sources, self.sessions))

    def __repr__(self) -> str:
        return f"Problem({len(self.registrants)} registrants, {len(self.sessions)} sessions)"

    @classmethod
    def of(cls, given: Tables) -> Problem:
        """The problem in these rows.

        Raises `InputError` with every complaint at once: duplicates, ids that lead nowhere, values
        that cannot be.
        """
        if complaints := complaints_about(given):
            raise InputError(complaints)
        venues = {v.id: v for v in sorted(given.venues, key=lambda v: v.id)}
        activities = {a.id: a for a in sorted(given.activities, key=lambda a: a.id)}
        obstacles = tuple(
            sorted(given.obstacles, key=lambda o: (o.kind, o.id, o.first, o.last, o.reason))
        )
        turnouts = tuple(sorted(given.turnouts, key=lambda t: (t.activity, t.kecamatan)))
        return cls(
            kecamatan={k.code: k for k in sorted(given.kecamatan, key=lambda k: k.code)},
            kelurahan={k.code: k for k in sorted(given.kelurahan, key=lambda k: k.code)},
            venues=venues,
            activities=activities,
            orders=tuple(sorted(given.orders, key=lambda o: (o.activity, o.after))),
            calendar=given.calendar,
            obstacles=obstacles,
            teams={t.id: t for t in sorted(given.teams, key=lambda t: t.id)},
            registrants={r.id: r for r in sorted(given.registrants, key=lambda r: r.id)},
            told=dict(sorted(given.told)),
            today=given.today,
            sessions=Candidates({}, None, all_there=True),
            households={h.id: h for h in sorted(given.households, key=lambda h: h.id)},
            shares=tuple(
                sorted(given.shares, key=lambda s: (s.activity, s.kecamatan, s.kelurahan))
            ),
            fares=tuple(sorted(given.fares, key=lambda f: (f.origin, f.venue))),
            turnouts=turnouts,
            changing=tuple(sorted(given.changing, key=str)),
            notice=given.notice,
        )

    @cached_property
    def members_of(self) -> Mapping[str, tuple[Registrant, ...]]:
        """Household that asks for something -> its people, by id; only those of two or more."""
        asking = (r for r in self.registrants.values() if r.household in self.households)
        homes = Groups.of((r.household, r) for r in asking)
        return {name: members for name, members in homes.items() if len(members) > 1}

    def session(self, session_id: str) -> Session | None:
        """The candidate of that id, or the session as its id says it (on a closed day, say); None
        if it names nothing.
        """
        found = self.sessions.get(SessionId(session_id))
        return found or session_named(
            session_id, self.venues, self.activities, self.calendar, self.turnouts
        )

    def is_for(self, registrant: Registrant, activity: Activity) -> bool:
        """Whether the activity is meant for this person's field of business; a reserve is for
        nobody by name.
        """
        return not activity.reserve_for and (
            not activity.fields or registrant.field in activity.fields
        )

    def still_to_do(self, registrant: Registrant) -> tuple[Activity, ...]:
        """Activities, required or offered, that are for the person and not done."""
        return tuple(
            a
            for a in self.activities.values()
            if self.is_for(registrant, a) and registrant.done_on(a.id) is None
        )

    def needed(self, registrant: Registrant) -> tuple[Activity, ...]:
        """Required activities that are for the person and not done."""
        return tuple(a for a in self.still_to_do(registrant) if a.required)

    @cached_property
    def people_of(self) -> Mapping[str, tuple[Registrant, ...]]:
        """Kecamatan code -> its registrants, by id; nobody for one that is not in the problem."""
        return Groups.of(((r.kecamatan, r) for r in self.registrants.values()), self.kecamatan)

    @cached_property
    def sessions_in(self) -> Mapping[str, tuple[Session, ...]]:
        """Kecamatan code -> candidates held there, by time; the empty code has the city's. None for
        a kecamatan that is not in the problem: parts are planned apart.
        """
        sessions = ((s.kecamatan, s) for s in self.sessions.values())
        return Groups.of(sessions, ("", *self.kecamatan))

    @cached_property
    def _open_to(self) -> Mapping[tuple[str, str], tuple[Session, ...]]:
        return Groups.of(
            ((code, session.activity), session)
            for session in self.sessions.values()
            for code in ((session.kecamatan,) if session.kecamatan else self.kecamatan)
        )

    def open_to(self, kecamatan: str, activity: str) -> tuple[Session, ...]:
        """Candidates of an activity that people of a kecamatan may attend (its own or the city's),
        by time.
        """
        return self._open_to[kecamatan, activity]

    @cached_property
    def begins(self) -> Mapping[tuple[str, str], frozenset[tuple[int, str]]]:
        """(kecamatan, activity) -> weekday (0 = Monday) and part in which something open to its
        people begins.
        """
        return {
            key: frozenset((s.first_day.weekday(), s.part) for s in those)
            for key, those in self._open_to.items()
        }

    def needing(self, kecamatan: str, activity: str) -> tuple[Registrant, ...]:
        """Registrants of a kecamatan who need a required activity."""
        return self._needing[kecamatan, activity]

    @cached_property
    def _needing(self) -> Mapping[tuple[str, str], tuple[Registrant, ...]]:
        return Groups.of(
            ((registrant.kecamatan, activity.id), registrant)
            for registrant in self.registrants.values()
            for activity in self.needed(registrant)
        )

    def largest_session(self, kecamatan: str, activity: str, *, for_all: bool = False) -> int:
        """Most people that one candidate of the activity in the kecamatan (one `for_all` kelurahan)
        holds; 0 if there is none.
        """
        return self._largest.get((kecamatan, activity, for_all), 0)

    def is_for_all(self, session: Session) -> bool:
        """Whether its venue serves every kelurahan."""
        return not self.venues[session.venue].kelurahan

    def least_people(self, session: Session) -> int:
        """People that the session needs if it is held: the activity's least number, or its part of
        that; a reserve needs none.
        """
        activity = self.activities[session.activity]
        return self.least.get(session.id, 0 if activity.reserve_for else activity.min_people)

    @property
    def unnarrowed(self) -> Problem:
        """The same problem with all its candidates."""
        return self.origin or self

    @cached_property
    def _largest(self) -> Mapping[tuple[str, str, bool], int]:
        largest: dict[tuple[str, str, bool], int] = {}
        for session in self.unnarrowed.sessions.values():
            for for_all in {False, self.is_for_all(session)}:
                key = (session.kecamatan, session.activity, for_all)
                largest[key] = max(session.seats, largest.get(key, 0))
        return largest

    @cached_property
    def absences(self) -> Mapping[PersonId, tuple[Obstacle, ...]]:
        """Registrant id -> the obstacles of that person."""
        return Groups.of((PersonId(o.id), o) for o in self.obstacles if o.kind == "pendaftar")

    @cached_property
    def _spans(self) -> Mapping[str, tuple[tuple[date, ...], ...]]:
        spans = (
            (code, session.days)
            for session in self.sessions.values()
            for code in ((session.kecamatan,) if session.kecamatan else self.kecamatan)
        )
        return Groups.of(dict.fromkeys(spans), self.kecamatan)

    @cached_property
    def _missed(self) -> dict[object, frozenset[tuple[date, ...]]]:
        return {}

    def missed_by(self, registrant: Registrant) -> frozenset[tuple[date, ...]]:
        """Days (a tuple for each session length) of candidates open to the person on which they
        cannot come.
        """
        key = (registrant.kecamatan, self.days_known_by(registrant))
        if key not in self._missed:
            self._missed[key] = frozenset(
                days
                for days in self._spans[registrant.kecamatan]
                if not all(self.can_come(registrant, day) for day in days)
            )
        return self._missed[key]

    def can_come(self, registrant: Registrant, day: date) -> bool:
        """Whether the weekday suits the person and they are not away."""
        return can_come(registrant, self.absences[registrant.id], day)

    def days_known_by(self, registrant: Registrant) -> Hashable:
        """Equal for people who can come on the same days."""
        return days_known_by(registrant, self.absences[registrant.id])

    @cached_property
    def _absent_teams(self) -> Mapping[str, tuple[Obstacle, ...]]:
        return Groups.of((o.id, o) for o in self.obstacles if o.kind == "tim")

    def able_teams(self, session: Session) -> tuple[Team, ...]:
        """Teams of the kind that the session needs which go to its kecamatan and work on all its
        days, by id.
        """
        return tuple(
            team
            for team in self.teams.values()
            if team.kind == self.activities[session.activity].team
            and team.serves(session.kecamatan)
            and all(can_work(team, self._absent_teams[team.id], day) for day in session.days)
        )

    @cached_property
    def past(self) -> Past:
        """What has happened before `today`, or begins too soon for anybody to be told."""
        before = settled_before(self.today, self.notice)
        seats = (
            (r.id, pin)
            for r in self.registrants.values()
            for pin in r.pins
            if before and (session := self.session(pin)) and session.first_day < before
        )
        return Past(before, frozenset(seats), self.told, self.announced.exists)

    @cached_property
    def at_work(self) -> Mapping[tuple[str, int], int]:
        """(team id, half-day) -> sessions that keep the team there because they have begun."""
        begun = (s for sid in self.past.sessions if (s := self.session(sid)) is not None)
        return teams_at_work(begun, self.announced.teams)
