"""Seats in the city's sessions dealt out to kecamatan, so that each of them can be planned by
itself.

Which sessions of the city are held must be known beforehand: those that are told to be, or to which
someone is pinned. Each kecamatan then has seats of its own in them, and its part of the least
number of people: whatever the kecamatan come to, together they are no more than the session holds
and no fewer than it needs. Where seats are left empty they are dealt again, to those who filled all
of theirs. What else is offered in the city, and not told, is not held in such a plan; that never
breaks a rule.

A deal is a proposal. It takes away what could have been, so no part's bound is one of the joint
problem: that is bounded as a whole (`relaxed_bounds.bound_whole`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from okoce_opt.domain.problem import Problem
from okoce_opt.domain.sessions import Session
from okoce_opt.model.formulation.counts import Counts
from okoce_opt.model.sharing.linking import must_be_held
from okoce_opt.model.sharing.shared_days import DealtDays
from okoce_opt.rows.columns import Columns

Share = tuple[str, str]
"""(kecamatan code, session id)."""


@dataclass(frozen=True, slots=True)
class SeatDeal:
    """What each kecamatan has of the city's sessions: `seats` in them, and people that it owes them
    at `least`.
    """

    seats: Mapping[Share, int]
    least: Mapping[Share, int]

    def part(self, whole: Problem, codes: Collection[str]) -> Problem:
        """The problem of these kecamatan, with their own seats only in the city's sessions."""
        mine = {
            s.id: sum(self.seats.get((code, s.id), 0) for code in codes)
            for s in whole.sessions_in[""]
        }
        # a seat that is pinned in a session that cannot be held stays a contradiction
        kept = {pin for person in whole.registrants.values() for pin in person.pins} | {
            s for s, n in mine.items() if n
        }
        sessions = {
            sid: session if session.kecamatan else replace(session, seats=mine[sid])
            for sid, session in whole.sessions.items()
            if session.kecamatan or sid in kept
        }
        return replace(
            whole,
            sessions=sessions,
            told={sid: held for sid, held in whole.told.items() if sid in sessions},
            least={
                sid: sum(self.least.get((code, sid), 0) for code in codes)
                for sid, seats in mine.items()
                if seats
            },
            origin=whole.unnarrowed,
        )


def city_sessions_to_deal(problem: Problem, columns: Columns) -> list[Session] | None:
    """Sessions of the city that will be held, by time; None when it is not known beforehand which
    of them will be.
    """
    held = must_be_held(problem)
    open_sessions = [s for s in problem.sessions_in[""] if not columns.is_closed(s)]
    if any(s.id not in held and problem.activities[s.activity].required for s in open_sessions):
        return None
    # what a team does in the city, it does not do in the kecamatan
    if any(problem.activities[s.activity].team for s in open_sessions):
        return None
    return [s for s in open_sessions if s.id in held]


def deal_seats(
    problem: Problem, columns: Columns, sessions: Collection[Session]
) -> SeatDeal | None:
    """The seats of the city's sessions, dealt to kecamatan one by one: the next seat goes to the
    kecamatan whose seats in the activity, less what it was promised, are fewest. None if a session
    gets fewer people than it needs.

    Pinned and announced seats are dealt first; no kecamatan gets more seats than it has people who
    can come.
    """
    able = {s.id: _able(problem, columns, s) for s in sessions}
    seats = _bound(problem, sessions)
    given: Counter[tuple[str, str]] = Counter()
    for share in problem.shares:
        given[share.kecamatan, share.activity] -= share.people if not share.kelurahan else 0
    for session in sessions:
        _deal(session, seats, given, able[session.id], problem.past.is_over(session))
    least: Counter[Share] = Counter()
    for session in sessions:
        mine = [code for code in problem.kecamatan if seats[code, session.id]]
        needs = 0 if session.id in problem.past.sessions else problem.least_people(session)
        if sum(seats[code, session.id] for code in mine) < needs:
            return None
        for _ in range(needs):
            one = min(
                mine, key=lambda code: (least[code, session.id] / seats[code, session.id], code)
            )
            least[one, session.id] += 1
    return SeatDeal(dict(seats), dict(least))


def deal_again(
    problem: Problem,
    columns: Columns,
    sessions: Collection[Session],
    before: SeatDeal,
    used: Mapping[Share, int],
    without: Collection[str],
) -> tuple[SeatDeal, frozenset[str]]:
    """The deal after a first round in which `used` seats were taken, and who has more than they
    took.

    What is empty goes to those who filled theirs and to those `without` a plan; all others keep
    what they took.
    """
    able = {s.id: _able(problem, columns, s) for s in sessions}
    seats: Counter[Share] = Counter(used)
    given: Counter[tuple[str, str]] = Counter()
    least = dict(before.least)
    hungry: set[str] = set(without)
    for session in sessions:
        full = {
            code
            for code in problem.kecamatan
            if code in without
            or 0 < before.seats.get((code, session.id), 0) <= used.get((code, session.id), 0)
        }
        taken = {code: used.get((code, session.id), 0) for code in problem.kecamatan}
        _deal(
            session,
            seats,
            given,
            {code: n for code, n in able[session.id].items() if code in full},
            problem.past.is_over(session),
        )
        hungry |= {code for code in full if seats[code, session.id] > taken[code]}
        if without:
            missing = max(0, problem.least_people(session) - sum(taken.values()))
            each = -(-missing // len(without))
            for code in problem.kecamatan:
                least[code, session.id] = (
                    min(each, seats[code, session.id]) if code in without else taken[code]
                )
    return SeatDeal(dict(seats), least), frozenset(hungry)


@dataclass(frozen=True, slots=True)
class CitySeats:
    """The city's sessions that will be held, and what each kecamatan has of them.

    `leaves_out`: others might be held, and will not be.
    """

    problem: Problem
    columns: Columns
    sessions: Sequence[Session]
    deal: SeatDeal
    leaves_out: bool

    @property
    def shares(self) -> bool:
        """Whether the city has any sessions that kecamatan share."""
        return bool(self.sessions) or self.leaves_out

    @classmethod
    def of(cls, problem: Problem, columns: Columns) -> CitySeats | None:
        """A first deal; None when it is not known which sessions will be held, or they would not be
        filled.
        """
        sessions = city_sessions_to_deal(problem, columns)
        deal = None if sessions is None else deal_seats(problem, columns, sessions)
        if sessions is None or deal is None:
            return None
        known = {session.id for session in sessions}
        leaves_out = any(
            s.id not in known and not columns.is_closed(s) for s in problem.sessions_in[""]
        )
        return cls(problem, columns, sessions, deal, leaves_out)

    def parts(
        self, offered: DealtDays, names: Sequence[tuple[str, ...]]
    ) -> dict[tuple[str, ...], Problem]:
        """The problem of each part."""
        parts = {name: offered.part(name) for name in names}
        return (
            {name: self.deal.part(part, name) for name, part in parts.items()}
            if self.shares
            else parts
        )

    def again(
        self, found: Mapping[tuple[str, ...], Counts], missing: Collection[str]
    ) -> tuple[CitySeats, frozenset[str]]:
        """A deal of what the parts `found` left empty, and the kecamatan that have something of it;
        some may be missing.
        """
        used: Counter[tuple[str, str]] = Counter()
        dealt = {session.id for session in self.sessions}
        for counts in found.values():
            for (stratum, session), people in counts.people.items():
                if session in dealt:
                    used[stratum.split("/")[0], session] += people
        if not dealt:
            return self, frozenset()
        deal, hungry = deal_again(
            self.problem, self.columns, self.sessions, self.deal, used, missing
        )
        return replace(self, deal=deal), hungry


def _deal(
    session: Session,
    seats: Counter[Share],
    given: Counter[tuple[str, str]],
    able: Mapping[str, int],
    is_over: bool,
) -> None:
    """Deal out what the session has left; nobody is added to one that is over."""
    left = (
        0
        if is_over
        else session.seats - sum(n for (_, sid), n in seats.items() if sid == session.id)
    )
    for code in able:
        given[code, session.activity] += seats[code, session.id]
    for _ in range(left):
        asking = [code for code, people in able.items() if seats[code, session.id] < people]
        if not asking:
            return
        one = min(
            asking, key=lambda code: (given[code, session.activity], seats[code, session.id], code)
        )
        seats[one, session.id] += 1
        given[one, session.activity] += 1


def _bound(problem: Problem, sessions: Collection[Session]) -> Counter[Share]:
    """Seats that are pinned, or that people of the list had in the plan being changed, as far as
    there is room.
    """
    dealt = {session.id: session for session in sessions}
    bound: Counter[Share] = Counter()
    pinned = {(r.id, pin) for r in problem.registrants.values() for pin in r.pins}
    for person, sid in (*sorted(pinned), *sorted(problem.announced.seats - pinned)):
        if sid in dealt and person in problem.registrants:
            full = sum(n for (_, other), n in bound.items() if other == sid) >= dealt[sid].seats
            if not full or (person, sid) in pinned:
                bound[problem.registrants[person].kecamatan, sid] += 1
    return bound


def _able(problem: Problem, columns: Columns, session: Session) -> dict[str, int]:
    """Kecamatan -> people who could come: it is for them, the day suits, and there is time for what
    comes before.
    """
    able = {}
    for code in problem.kecamatan:
        in_time = _in_time(problem, columns, code, session)
        before = [order.after for order in problem.orders if order.activity == session.activity]
        able[code] = sum(
            problem.activities[session.activity] in problem.still_to_do(person)
            and not problem.past.attended(person, session.activity)
            and session.days not in problem.missed_by(person)
            and (in_time or all(person.done_on(name) is not None for name in before))
            for person in problem.people_of[code]
        )
    return able


def _in_time(problem: Problem, columns: Columns, code: str, session: Session) -> bool:
    """Whether some sessions of all that comes before leave time for this one."""
    for order in problem.orders:
        if order.activity == session.activity:
            earlier = (s for s in problem.open_to(code, order.after) if not columns.is_closed(s))
            if not any(
                order.allows(s, session) and _in_time(problem, columns, code, s) for s in earlier
            ):
                return False
    return True
