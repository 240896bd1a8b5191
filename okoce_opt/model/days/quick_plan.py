"""A whole plan within seconds: sessions filled by time, by those who can come least often.

What it makes is a proposal. Every rule is asked before a session is held and a seat is taken, by
its face `fill` or, where it has none, by `verify` on what stands so far. Nothing is proved; what
breaks a rule all the same gives up seats until the verifier is silent (`standing`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from okoce_opt.domain.ids import PersonId, SessionId
from okoce_opt.domain.narrowing import narrowed
from okoce_opt.domain.people import Registrant
from okoce_opt.domain.plan import Plan, Seat
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.sessions import Session, activity_of
from okoce_opt.model.days.giving_up import standing
from okoce_opt.model.days.partial_plan import PartialPlan
from okoce_opt.model.sharing.linking import closed_sessions, find_groups, options_of
from okoce_opt.rows.stratum import Stratum
from okoce_opt.rules.faces import Filling, Waiting
from okoce_opt.rules.rule import Rule

__all__ = ["counts_of", "greedy", "standing", "unmoved"]


Options = Mapping[PersonId, frozenset[SessionId]]
"""The sessions that the rules leave open to each person."""


def greedy(problem: Problem, rules: Sequence[Rule], options: Options | None = None) -> Plan:
    """Sessions in order of time, each filled as far as people can come.

    What the rules bar and close in the model without its goals is barred and closed here;
    `options` says what is left open to whom where that is known.
    """
    filler = _Filler(problem, rules, options)
    closed = closed_sessions(problem, rules)
    slots: dict[tuple[int, str], list[Session]] = {}
    for session in problem.sessions.values():
        if session.id not in closed:
            slots.setdefault((session.starts, session.venue), []).append(session)
    for _, sessions in sorted(slots.items()):
        filler.hold_one_of(sessions, 1.0)
    # those for whom no room was worth it may have one that stays half empty, for what they must
    # attend
    required = {activity.id for activity in problem.activities.values() if activity.required}
    for filled in (0.5, 0.0):
        for _, sessions in sorted(slots.items()):
            filler.hold_one_of(
                [session for session in sessions if session.activity in required], filled
            )
    plan = Plan.of(filler.seats, filler.held)
    choices = {name: n for each in filler.fillings for name, n in each.choices().items()}
    for rule in rules:
        plan = rule.named(problem, plan, choices, sorted(problem.registrants))
    return plan


def unmoved(problem: Problem, rules: Sequence[Rule]) -> Plan:
    """A plan of a change that stands: everyone where they were announced to be, as far as that can
    still be, and whoever fits beside them.
    """
    old = frozenset(seat for seat in problem.announced.seats if seat[1] in problem.sessions)
    told = {sid for sid, held in problem.told.items() if held}
    kept = standing(problem, rules, Plan.of(old, told | {sid for _, sid in old}))
    pins: dict[str, set[SessionId]] = {}
    for person, sid in kept.seats:
        pins.setdefault(person, set()).add(sid)
    pinned = {
        rid: replace(one, pins=tuple(sorted({*one.pins, *pins.get(rid, ())})))
        for rid, one in problem.registrants.items()
    }
    held_fast = replace(problem, registrants=pinned)
    # who still waits may go where they might before the others were held fast: told apart by what
    # each is pinned to, people are many times as many. Nobody else goes anywhere
    has = {(person, activity_of(sid)) for person, sid in kept.seats}
    waiting = {
        one.kecamatan
        for rid, one in problem.registrants.items()
        if any((rid, activity.id) not in has for activity in problem.still_to_do(one))
    }
    options: dict[PersonId, frozenset[SessionId]] = dict.fromkeys(problem.registrants, frozenset())
    # with those to whose sessions somebody who moved house still goes
    codes = [code for group in find_groups(problem) if waiting & {*group} for code in group]
    options |= options_of(narrowed(problem, codes), rules)
    return standing(held_fast, rules, greedy(held_fast, rules, options))


class _Filler:
    """Who still needs what, and what has been held so far."""

    def __init__(self, problem: Problem, rules: Sequence[Rule], options: Options | None) -> None:
        self.problem = problem
        self.seats: list[Seat] = []
        self.held: list[SessionId] = []
        fills = [rule.fill(problem) for rule in rules]
        self.fillings = [filling for filling in fills if filling is not None]
        self._partial = PartialPlan(
            problem, [rule for rule, filling in zip(rules, fills, strict=True) if filling is None]
        )
        # most rules say nothing of single seats: those are not asked about each
        self._asked = [f for f in self.fillings if type(f).may_sit is not Filling.may_sit]
        self._following = [f for f in self.fillings if type(f).seated is not Filling.seated]
        self._accompanied = [f for f in self.fillings if type(f).company is not Filling.company]
        self._options = options_of(problem, rules) if options is None else options
        self._seated: Counter[SessionId] = Counter()
        self._waiting: Waiting = {}
        for person in problem.registrants.values():
            for activity in problem.still_to_do(person):
                self._waiting.setdefault((person.kecamatan, activity.id), {})[person.id] = person
        self._prerequisites = Counter(order.activity for order in problem.orders)
        for filling in self.fillings:
            filling.beside(self.fillings)
            filling.begin(self._waiting, self._options)
        for person in problem.registrants.values():
            for pin in person.pins:
                self._seat(person, problem.sessions[pin])

    def hold_one_of(self, sessions: Sequence[Session], filled: float) -> None:
        """Hold the fullest of the sessions that want the same room at the same time, if it would be
        filled to such a share; of a session that is held already, fill what room is left.
        """
        begun = [s for s in sessions if s.id in self.held]
        for session in begun:
            self._join(session)
        if begun:
            return
        told = [s for s in sessions if self.problem.told.get(s.id)]
        sessions = [
            s
            for s in told or sessions
            if self._is_wanted(s) and all(f.may_hold(s) for f in self.fillings)
        ]
        if not sessions:
            return
        ready = {s.id: self._ready(s) for s in sessions}
        best = max(
            sessions,
            key=lambda s: (min(len(ready[s.id]), s.seats), -self._prerequisites[s.activity]),
        )
        chosen = self._choose(best, self._partial.without_misfits(best, ready[best.id]))
        least = self.problem.least_people(best)
        if not told and len(chosen) < max(least, 1, filled * min(best.seats, self._left(best))):
            return
        if not told and not self._partial.allows(best, chosen):
            return
        for person in chosen:
            self._seat(person, best)

    def _join(self, session: Session) -> None:
        """Seat those who wait in what room a session has that is held already."""
        room = session.seats - self._seated[session.id]
        if room <= 0 or not self._is_wanted(session):
            return
        ready = self._partial.without_misfits(session, self._ready(session))
        chosen = self._together(ready, room, self._waiting_for(session))
        if chosen and self._partial.allows(session, chosen):
            for person in chosen:
                self._seat(person, session)

    def _left(self, session: Session) -> int:
        home = self.problem.venues[session.venue].kelurahan
        return sum(home in ("", person.kelurahan) for person in self._waiting_for(session).values())

    def _is_wanted(self, session: Session) -> bool:
        return any(self._crowds(session)) and not self._partial.refuses(session)

    def _crowds(self, session: Session) -> Iterator[dict[PersonId, Registrant]]:
        codes = (session.kecamatan,) if session.kecamatan else tuple(self.problem.kecamatan)
        return (those for code in codes if (those := self._waiting.get((code, session.activity))))

    def _waiting_for(self, session: Session) -> Mapping[PersonId, Registrant]:
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
        waiting, sid = self._waiting_for(session), session.id
        those: Sequence[Registrant] = [p for p in waiting.values() if sid in self._options[p.id]]
        for asked in self._asked:
            those = [p for p in those if asked.may_sit(p, session)]
        for filling in self.fillings:
            those = filling.ready(session, those, waiting)
        return sorted(those, key=lambda p: (len(self._options[p.id]), p.id))

    def _choose(self, session: Session, ready: Sequence[Registrant]) -> list[Registrant]:
        """At most a roomful: some of each kelurahan first, then its share, leaving enough of each
        for the sessions to come.

        Nobody, when a kelurahan that must be there cannot be.
        """
        waiting = self._waiting_for(session)
        present, must_be = max(
            (filling.spread(session) for filling in self.fillings),
            key=lambda spread: spread[0],
            default=(0, ()),
        )
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
        if any(taken[home] < present for home in must_be):
            return []
        return self._together([person for rank in ranks for person in rank], session.seats, waiting)

    def _together(
        self, people: Sequence[Registrant], seats: int, waiting: Mapping[PersonId, Registrant]
    ) -> list[Registrant]:
        """As many of these as there are seats, each with those who come along."""
        chosen: dict[PersonId, Registrant] = {}
        for person in people:
            if person.id in chosen:
                continue
            those = {person.id: person}
            for filling in self._accompanied:
                those.update((p.id, p) for p in filling.company(person) if p.id in waiting)
            if len(chosen) + len(those) <= seats:
                chosen.update(those)
        return list(chosen.values())

    def _seat(self, person: Registrant, session: Session) -> None:
        if session.id not in self.held:
            self.held.append(session.id)
            for filling in self.fillings:
                filling.held(session)
        self.seats.append((person.id, session.id))
        self._seated[session.id] += 1
        self._waiting.get((person.kecamatan, session.activity), {}).pop(person.id, None)
        for filling in self._following:
            filling.seated(person, session)
        self._partial.seat(person, session)


def counts_of(plan: Plan, strata: Sequence[Stratum]) -> Mapping[tuple[str, SessionId], int]:
    """A plan's seats counted by (stratum id, session id)."""
    stratum_of = {member: stratum.id for stratum in strata for member in stratum.members}
    counts: dict[tuple[str, SessionId], int] = {}
    for person, session in plan.seats:
        key = (stratum_of[person], session)
        counts[key] = counts.get(key, 0) + 1
    return dict(sorted(counts.items()))
