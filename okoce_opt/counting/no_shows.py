"""Both sides of inviting more than there are seats: sessions saved, and sessions needed again for
those who miss theirs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from okoce_opt.counting.forced_sessions import find_forced_sessions
from okoce_opt.counting.ground import Ground, count_most_disjoint, group_by_venue
from okoce_opt.counting.shortfall import Shortfall
from okoce_opt.domain.candidates import turnout_of
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.sessions import Session, activity_of
from okoce_opt.domain.words import Words

KIND = "reserve_sessions"


@dataclass(frozen=True, slots=True)
class BothSides:
    """What turnout comes to in one kecamatan (empty code: the city) and activity.

    `people` need it; the largest session has `seats` and `invitations`; `sessions_by_seats` and
    `sessions_by_invitations` at least are needed; of the people `absent` are expected to stay away,
    and `again` more sessions of `reserve_seats` seats take them (0 and 0 where the activity has no
    reserve).
    """

    kecamatan: str
    activity: str
    people: int
    seats: int
    invitations: int
    sessions_by_seats: int
    sessions_by_invitations: int
    absent: int
    reserve_seats: int
    again: int

    @property
    def saved(self) -> int:
        """Sessions fewer by inviting more."""
        return self.sessions_by_seats - self.sessions_by_invitations


def weigh_both_sides(problem: Problem) -> tuple[BothSides, ...]:
    """The figures of each kecamatan and required activity with a turnout, by kecamatan and
    activity.
    """
    found = []
    for place in ("", *problem.kecamatan):
        for activity in problem.activities.values():
            turnout = turnout_of(activity.id, place, problem.turnouts)
            homes = problem.kecamatan if activity.city else [place]
            people = sum(len(problem.needing(code, activity.id)) for code in homes)
            invitations = problem.largest_session(place, activity.id)
            if turnout is None or not people or not invitations or (place == "") != activity.city:
                continue
            seats = max(
                v.places(activity)
                for v in problem.venues.values()
                if v.kecamatan == place and v.hosts(activity)
            )
            absent = -(-people * (1000 - turnout.per_thousand) // 1000)
            reserves = [a.id for a in problem.activities.values() if a.reserve_for == activity.id]
            chairs = max((problem.largest_session(place, name) for name in reserves), default=0)
            found.append(
                BothSides(
                    kecamatan=place,
                    activity=activity.id,
                    people=people,
                    seats=seats,
                    invitations=invitations,
                    sessions_by_seats=-(-people // seats),
                    sessions_by_invitations=-(-people // invitations),
                    absent=absent,
                    reserve_seats=chairs,
                    again=-(-absent // chairs) if chairs else 0,
                )
            )
    return tuple(found)


def count_reserve_sessions(ground: Ground, gap_days: int) -> Iterable[Shortfall]:
    """Sessions of an activity and of its reserves, in the same venues and after one another,
    against what fits there.
    """
    yield from _forced_misses(ground, gap_days)
    for (place, name), crowds in ground.needs.items():
        turnout = turnout_of(name, place, ground.problem.turnouts)
        reserves = [
            s
            for s in ground.usable
            if s.kecamatan == place and ground.problem.activities[s.activity].reserve_for == name
        ]
        last = max((s.first_day for s in reserves), default=None)
        made_up = any(
            activity.reserve_for == name for activity in ground.problem.activities.values()
        )
        if (
            turnout is None
            or turnout.per_thousand == 1000
            or not made_up
            or ground.problem.activities[name].times > 1
        ):
            continue
        gap = timedelta(gap_days)
        sessions = [
            s
            for s in ground.open_to(place, name, whole=True)
            if last is not None and s.last_day + gap <= last
        ]
        if any(session.id in ground.problem.past.sessions for session in sessions):
            # more may have come to what has happened than there are seats for now
            continue
        people = sum(crowd.size for crowd in crowds)
        most = _most_people(sessions, reserves, people, 1000 - turnout.per_thousand)
        if most < people:
            absent = -(-people * (1000 - turnout.per_thousand) // 1000)
            words = Words(
                "{place}, {activity}: {people} orang, {absent} diperkirakan tidak datang; hari "
                "dan kursi untuk sesi dan "
                "susulannya cukup untuk paling banyak {most} orang: kurang {short}.",
                "{place}, {activity}: {people} people, {absent} expected to miss; days and seats "
                "for its sessions and the "
                "make-ups do for at most {most} people: {short} short.",
            ).fill(
                place=ground.name(place),
                activity=ground.title(name),
                people=people,
                absent=absent,
                most=most,
                short=people - most,
            )
            yield Shortfall(KIND, words, ground.everyone, people - most, place, name)


def _forced_misses(ground: Ground, gap_days: int) -> Iterable[Shortfall]:
    """Who must sit in a session, and is expected to miss it, needs a reserve seat after it."""
    problem = ground.problem
    pinned = Counter(
        pin
        for one in problem.registrants.values()
        for pin in one.pins
        if one.done_on(activity_of(pin)) is None
    )
    for one in find_forced_sessions(ground):
        session = one.session
        activity = problem.activities[session.activity]
        turnout = turnout_of(activity.id, session.kecamatan, problem.turnouts)
        kinds = [a.id for a in problem.activities.values() if a.reserve_for == activity.id]
        if turnout is None or turnout.per_thousand == 1000 or not kinds:
            continue
        first = session.last_day + timedelta(gap_days)
        after = [
            s
            for s in ground.usable
            if s.kecamatan == session.kecamatan and s.activity in kinds and s.first_day >= first
        ]
        seats = sum(s.seats for s in after)
        held = session.id in problem.past.sessions
        people = max(0 if held else activity.min_people, pinned[session.id])
        if people * (1000 - turnout.per_thousand) > 1000 * seats:
            words = Words(
                "Sesi {sid} harus diadakan dengan paling sedikit {people} orang, {absent} "
                "diperkirakan tidak datang, tetapi kursi susulan sesudahnya {seats}.",
                "Session {sid} is to be held with at least {people} people, {absent} expected to "
                "miss it, but there are {seats} make-up seats after it.",
            ).fill(
                sid=one.said,
                people=people,
                absent=-(-people * (1000 - turnout.per_thousand) // 1000),
                seats=seats,
            )
            yield Shortfall(
                KIND, words, hard=True, kecamatan=session.kecamatan, activity=activity.id
            )


def _most_people(sessions: list[Session], reserves: list[Session], people: int, absent: int) -> int:
    """Most people that fit when whole sessions and whole reserves take their days in the same
    venues; never too few.
    """
    if not sessions:
        return 0
    rooms = sum(
        count_most_disjoint(those) for those in group_by_venue([*sessions, *reserves]).values()
    )
    seats, chairs = max(s.seats for s in sessions), max(s.seats for s in reserves)
    fits = (
        n
        for n in range(people, 0, -1)
        if -(-n // seats) + -(-n * absent // (1000 * chairs)) <= rooms
    )
    return next(fits, 0)
