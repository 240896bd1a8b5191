"""A whole plan within seconds: fill the next session with those who can come least often.

What it makes is a proposal. It knows the usual rules only in passing and proves nothing; it is
shown as a plan only when the verifier is silent about it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from okoce_opt.domain.household_checks import is_meant
from okoce_opt.domain.people import Registrant
from okoce_opt.domain.plan import Plan
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.sessions import Session, activity_of
from okoce_opt.domain.shares import Share
from okoce_opt.model.naming.mentors import quick_mentors
from okoce_opt.model.naming.teams import Staff
from okoce_opt.model.sharing.linking import closed_sessions, must_be_held, options_of
from okoce_opt.rows.stratum import Stratum
from okoce_opt.rules.rule import Rule


def greedy(problem: Problem, rules: Sequence[Rule]) -> Plan:
    """Sessions in order of time, each filled as far as people can come.

    What the rules bar and close in the model without its goals is barred and closed here.
    """
    filling = _Filling(problem, rules)
    closed = closed_sessions(problem, rules)
    slots: dict[tuple[int, str], list[Session]] = {}
    for session in problem.sessions.values():
        if session.id not in closed:
            slots.setdefault((session.starts, session.venue), []).append(session)
    for _, sessions in sorted(slots.items()):
        filling.hold_one_of(sessions, 1.0)
    # those for whom no room was worth it may have one that stays half empty, for what they must
    # attend
    required = {activity.id for activity in problem.activities.values() if activity.required}
    for filled in (0.5, 0.0):
        for _, sessions in sorted(slots.items()):
            filling.hold_one_of(
                [session for session in sessions if session.activity in required], filled
            )
    return Plan.of(filling.seats, filling.held, filling.staff.teams, quick_mentors(problem, rules))


class _Filling:
    """Who still needs what, and what has been held so far."""

    def __init__(self, problem: Problem, rules: Sequence[Rule]) -> None:
        self.problem = problem
        self.seats: list[tuple[str, str]] = []
        self.held: list[str] = []
        self.staff = Staff(problem)
        phases = [rule for rule in rules if rule.kind == "simultaneous_phase"]
        self._at_most = phases[0].at_most if phases else None  # type: ignore[attr-defined]
        presence = [rule for rule in rules if rule.kind == "every_kelurahan_present"]
        self._present = presence[0].at_least if presence else 0  # type: ignore[attr-defined]
        # whoever must meet on a day has one of its places, whatever comes before
        self._meeting: dict[date, set[str]] = {}
        for sid in must_be_held(problem):
            for day in problem.sessions[sid].days if problem.sessions[sid].kecamatan else ():
                self._meeting.setdefault(day, set()).add(problem.sessions[sid].kecamatan)
        self._booked: dict[str, set[int]] = {}
        self._options = options_of(problem, rules)
        self._households = (
            problem.members_of if any(rule.kind == "households" for rule in rules) else {}
        )
        self._sits: dict[str, tuple[Session, ...]] = {}
        self._order = {
            a.id: [o for o in problem.orders if o.activity == a.id]
            for a in problem.activities.values()
        }
        limited = any(rule.kind == "quota" for rule in rules)
        self._waiting: dict[tuple[str, str], dict[str, Registrant]] = {}
        for person in problem.registrants.values():
            for activity in problem.still_to_do(person):
                self._waiting.setdefault((person.kecamatan, activity.id), {})[person.id] = person
        for share in sorted(problem.shares, key=lambda s: not s.kelurahan) if limited else ():
            self._keep_to(share)
        required = {a.id for a in problem.activities.values() if a.required and not a.city}
        self._homes = {
            key: self._must_be_there(*key, those)
            for key, those in self._waiting.items()
            if key[1] in required
        }
        for person in problem.registrants.values():
            for pin in person.pins:
                self._seat(person, problem.sessions[pin])

    def _keep_to(self, share: Share) -> None:
        """As many as the share says still wait there: those with a pin, then those who can come
        most often.
        """
        waiting = self._waiting.get((share.kecamatan, share.activity), {})
        here = [p for p in waiting.values() if share.kelurahan in ("", p.kelurahan)]
        pinned = {p.id for p in here if any(activity_of(pin) == share.activity for pin in p.pins)}
        for person in sorted(
            here, key=lambda p: (p.id not in pinned, -len(self._options[p.id]), p.id)
        )[share.people :]:
            del waiting[person.id]

    def hold_one_of(self, sessions: Sequence[Session], filled: float) -> None:
        """Hold the fullest of the sessions that want the same room at the same time, if it would be
        filled to such a share.
        """
        sessions = [
            s
            for s in sessions
            if not s.slots & self._booked.get(s.venue, set()) and self._is_wanted(s)
        ]
        if not sessions:
            return
        told = [s for s in sessions if self.problem.told.get(s.id)]
        ready = {s.id: self._ready(s) for s in sessions}
        best = max(
            told or sessions,
            key=lambda s: (min(len(ready[s.id]), s.seats), -len(self._order[s.activity])),
        )
        full = any(self._is_full(day, best.kecamatan) for day in best.days)
        if (full and not told) or self.staff.free_for(best) is None:
            return
        chosen = self._choose(best, ready[best.id])
        least = self.problem.least_people(best)
        if told or len(chosen) >= max(least, 1, filled * min(best.seats, self._left(best))):
            for person in chosen:
                self._seat(person, best)

    def _is_full(self, day: date, kecamatan: str) -> bool:
        """Whether so many others meet on the day that the kecamatan cannot."""
        here = self._meeting.get(day, set())
        return (
            self._at_most is not None
            and kecamatan not in (*here, "")
            and len(here) >= self._at_most
        )

    def _must_be_there(
        self, kecamatan: str, activity: str, waiting: Mapping[str, Registrant]
    ) -> set[str]:
        """Kelurahan with enough people to be in every session of the activity."""
        sessions = -(
            -len(waiting) // max(1, self.problem.largest_session(kecamatan, activity, for_all=True))
        )
        people = Counter(person.kelurahan for person in waiting.values())
        return {home for home, n in people.items() if n >= self._present * sessions}

    def _left(self, session: Session) -> int:
        home = self.problem.venues[session.venue].kelurahan
        return sum(home in ("", person.kelurahan) for person in self._waiting_for(session).values())

    def _is_wanted(self, session: Session) -> bool:
        return any(self._crowds(session))

    def _crowds(self, session: Session) -> Iterator[dict[str, Registrant]]:
        codes = (session.kecamatan,) if session.kecamatan else tuple(self.problem.kecamatan)
        return (those for code in codes if (those := self._waiting.get((code, session.activity))))

    def _waiting_for(self, session: Session) -> Mapping[str, Registrant]:
        """Those who still want the activity and may come there: people of its kecamatan, or
        everybody for one of the city's.
        """
        crowds = list(self._crowds(session))
        return (
            crowds[0]
            if len(crowds) == 1
            else {person: one for those in crowds for person, one in those.items()}
        )

    def _ready(self, session: Session) -> list[Registrant]:
        """Those who wait for the activity and can come, rarest guests first."""
        those = [p for p in self._waiting_for(session).values() if self._can(p, session)]
        those = (
            [p for p in those if self._fits_household(p, session, those)]
            if self._households
            else those
        )
        return sorted(those, key=lambda p: (len(self._options[p.id]), p.id))

    def _fits_household(
        self, person: Registrant, session: Session, ready: Sequence[Registrant]
    ) -> bool:
        """Together: all that wait are ready. In turns: the first of those ready, and nobody else
        sits that day.
        """
        others = [p for p in self._households.get(person.household, ()) if p.id != person.id]
        if not others:
            return True
        if self.problem.households[person.household].together:
            waiting = self._waiting_for(session)
            here = {p.id for p in ready}
            seated = any(
                s.activity == session.activity for p in others for s in self._sits.get(p.id, ())
            )
            activity = self.problem.activities[session.activity]
            if self.problem.households[person.household].whole:
                return not seated and all(
                    p.id in here for p in others if is_meant(self.problem, p, activity)
                )
            return not seated and all(p.id in here for p in others if p.id in waiting)
        days = {day.toordinal() * 2 + half for day in session.days for half in (0, 1)}
        free = not any(days & s.slots for p in others for s in self._sits.get(p.id, ()))
        return free and not any(p.id < person.id for p in others if p in ready)

    def _together(
        self, people: Sequence[Registrant], seats: int, waiting: Mapping[str, Registrant]
    ) -> list[Registrant]:
        """As many of these as there are seats, whole households at a time."""
        chosen: dict[str, Registrant] = {}
        for person in people:
            asks = self.problem.households.get(person.household)
            unit = (
                self._households.get(person.household, ())
                if asks is not None and asks.together
                else ()
            )
            those = [p for p in unit if p.id in waiting] or [person]
            if person.id not in chosen and len(chosen) + len(those) <= seats:
                chosen.update((p.id, p) for p in those)
        return list(chosen.values())

    def _can(self, person: Registrant, session: Session) -> bool:
        if session.id not in self._options[person.id]:
            return False
        had = self._sits.get(person.id, ())
        if had and any(session.slots & other.slots for other in had):
            return False
        for order in self._order[session.activity]:
            before = [other for other in had if other.activity == order.after]
            if before:
                if not any(order.allows(other, session) for other in before):
                    return False
            elif person.done_on(order.after) is None and self.problem.is_for(
                person, self.problem.activities[order.after]
            ):
                return False
        return True

    def _choose(self, session: Session, ready: Sequence[Registrant]) -> list[Registrant]:
        """At most a roomful: some of each kelurahan first, then its share, leaving enough of each
        for the sessions to come.

        Nobody, when a kelurahan that must be there cannot be.
        """
        waiting = self._waiting_for(session)
        looked_at = (
            session.kecamatan,
            session.activity,
        ) in self._homes and self.problem.is_for_all(session)
        must_be = self._homes[session.kecamatan, session.activity] if looked_at else set()
        present = self._present if looked_at else 0
        later = max(0, -(-len(waiting) // max(1, session.seats)) - 1)
        here = Counter(person.kelurahan for person in waiting.values())
        ranks: list[list[Registrant]] = [[], [], []]
        taken: Counter[str] = Counter()
        for person in ready:
            so_far, home = taken[person.kelurahan], here[person.kelurahan]
            if so_far >= max(present, home - present * later):
                continue
            share = -(-home * session.seats // max(1, len(waiting)))
            ranks[0 if so_far < present else 1 if so_far < share else 2].append(person)
            taken[person.kelurahan] += 1
        absent = any(taken[home] < present for home in must_be)
        return (
            []
            if absent
            else self._together(
                [person for rank in ranks for person in rank], session.seats, waiting
            )
        )

    def _seat(self, person: Registrant, session: Session) -> None:
        self.seats.append((person.id, session.id))
        self._waiting.get((person.kecamatan, session.activity), {}).pop(person.id, None)
        self._sits[person.id] = (*self._sits.get(person.id, ()), session)
        if session.id not in self.held:
            self.held.append(session.id)
            self.staff.send(self.staff.free_for(session), session)
            self._booked.setdefault(session.venue, set()).update(session.slots)
            for day in session.days if session.kecamatan else ():
                self._meeting.setdefault(day, set()).add(session.kecamatan)


def counts_of(plan: Plan, strata: Sequence[Stratum]) -> Mapping[tuple[str, str], int]:
    """A plan's seats counted by (stratum id, session id)."""
    stratum_of = {member: stratum.id for stratum in strata for member in stratum.members}
    counts: dict[tuple[str, str], int] = {}
    for person, session in plan.seats:
        key = (stratum_of[person], session)
        counts[key] = counts.get(key, 0) + 1
    return dict(sorted(counts.items()))
