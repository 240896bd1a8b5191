"""Who is alike, and where everyone may sit: found from the tables, person by person."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING

from okoce_opt.bench.plain.aside import left_aside
from okoce_opt.domain.activities import Activity, Order
from okoce_opt.domain.coordinates import measure_hectometres
from okoce_opt.domain.ids import PersonId, SessionId, VenueId
from okoce_opt.domain.people import Registrant
from okoce_opt.domain.priority import weigh_waiting
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.sessions import Session, activity_of
from okoce_opt.domain.shares import price_of

if TYPE_CHECKING:
    from okoce_opt.rules.rule import Rule


@dataclass(frozen=True)
class Group:
    """People between whom nothing tells: ids, one of them, and the sessions open to each by
    activity.
    """

    people: tuple[PersonId, ...]
    one: Registrant
    options: Mapping[str, tuple[SessionId, ...]]

    @property
    def size(self) -> int:
        """How many they are."""
        return len(self.people)


class World:
    """A problem with its rules by kind, and what follows from both before anything is decided."""

    def __init__(self, problem: Problem, rules: Sequence[Rule], goals: Collection[str]) -> None:
        self.problem = problem
        self.rules = {rule.kind: rule for rule in rules}
        self.goals = frozenset(goals)

    @cached_property
    def open(self) -> dict[SessionId, Session]:
        """Sessions that could be held, as far as each by itself goes."""
        return {sid: s for sid, s in self.problem.sessions.items() if self._is_open(s)}

    def _is_open(self, session: Session) -> bool:
        problem, settled = self.problem, session.id in self.problem.past.sessions
        if problem.told.get(session.id) is False:
            return False
        if settled:
            return True
        activity = problem.activities[session.activity]
        if "turns" in self.rules and session.kecamatan:
            mine = {problem.kecamatan[session.kecamatan].group, "bebas"}
            if any(problem.calendar.turn(day) not in mine for day in session.days):
                return False
        deadline = getattr(self.rules.get("deadline"), "day", session.last_day)
        if activity.required and session.last_day > deadline:
            return False
        if activity.team and not problem.able_teams(session):
            return False
        return not problem.past.is_over(session) or bool(problem.told.get(session.id))

    @cached_property
    def aside(self) -> frozenset[str]:
        """Offers that are not looked at."""
        return left_aside(self.problem, self.rules, self.goals)

    def todo(self, one: Registrant) -> list[Activity]:
        """What the person has still to do, as far as it is looked at."""
        return [a for a in self.problem.still_to_do(one) if a.id not in self.aside]

    @cached_property
    def groups(self) -> list[Group]:
        """Everyone, in groups of those who are alike to these rules and goals."""
        found: dict[Hashable, list[Registrant]] = {}
        options: dict[Hashable, dict[str, tuple[SessionId, ...]]] = {}
        for one in self.problem.registrants.values():
            where = self.options_of(one)
            key = self._looks(one, where)
            found.setdefault(key, []).append(one)
            options.setdefault(key, where)
        return [
            Group(tuple(r.id for r in those), those[0], options[key])
            for key, those in found.items()
        ]

    @cached_property
    def _known(self) -> dict[Hashable, dict[str, tuple[SessionId, ...]]]:
        return {}

    def options_of(self, one: Registrant) -> dict[str, tuple[SessionId, ...]]:
        """Activity -> sessions in which this person may sit."""
        problem = self.problem
        counter = one.kelurahan in self._counters and one.kelurahan
        away = tuple((o.first, o.last) for o in problem.absences.get(one.id, ()))
        key = (one.kecamatan, counter, one.weekdays, away, one.done, one.pins, one.field)
        if key not in self._known:
            self._known[key] = {
                activity.id: tuple(s.id for s in self._fitting(one, activity.id))
                for activity in self.todo(one)
            }
        return self._known[key]

    @cached_property
    def _counters(self) -> set[str]:
        return {venue.kelurahan for venue in self.problem.venues.values()} - {""}

    def _fitting(self, one: Registrant, activity: str) -> list[Session]:
        problem = self.problem
        away = problem.absences.get(one.id, ())
        pinned = [
            s for pin in one.pins if (s := problem.sessions.get(pin)) and s.activity == activity
        ]
        found = [s for s in pinned if s.id in self.open]
        earliest = max(
            (
                done.toordinal() + max(1, order.min_gap_days)
                for order in problem.orders
                if order.activity == activity
                and (done := one.done_on(order.after)) is not None
                and problem.is_for(one, problem.activities[order.after])
            ),
            default=0,
        )
        for session in problem.open_to(one.kecamatan, activity):
            if session.id not in self.open or session in found or problem.past.is_over(session):
                continue
            if problem.venues[session.venue].kelurahan not in ("", one.kelurahan):
                continue
            if session.first_day.toordinal() < earliest:
                continue
            days = session.days
            if one.weekdays is not None and any(day.weekday() not in one.weekdays for day in days):
                continue
            if any(o.first <= day <= o.last for o in away for day in days):
                continue
            found.append(session)
        return sorted(found, key=lambda s: (s.starts, s.id))

    def unwished(self, one: Registrant, session: Session) -> bool:
        """Whether the seat is not on the day or in the part that the person likes."""
        days, parts = one.wish_weekdays, one.wish_parts
        other = bool(days) and session.first_day.weekday() not in days
        return other or (bool(parts) and session.part not in parts)

    def way(self, one: Registrant, venue: VenueId) -> int:
        """What the way to a venue costs the person."""
        for origin in (one.id, one.household, one.kelurahan):
            if origin and (price := price_of(self.problem.fares, origin, venue)) is not None:
                return price
        home = self.problem.kelurahan[one.kelurahan]
        return measure_hectometres(home, self.problem.venues[venue]) or 0

    def wanted(self, one: Registrant, named: Collection[str]) -> tuple[str, ...]:
        """Offers that count for `many_served`; none for those who have had one."""
        offers = [
            a
            for a in self.problem.activities.values()
            if not a.required and not a.reserve_for and (not named or a.id in named)
        ]
        if any(one.done_on(a.id) is not None for a in offers):
            return ()
        return tuple(a.id for a in offers if self.problem.is_for(one, a))

    @cached_property
    def _published(self) -> dict[PersonId, tuple[SessionId, ...]]:
        seats: dict[PersonId, list[SessionId]] = {}
        for person, session in sorted(self.problem.announced.seats):
            seats.setdefault(person, []).append(session)
        return {person: tuple(those) for person, those in seats.items()}

    def at_stake(self, one: Registrant) -> list[SessionId]:
        """The person's announced seats that they still need and that have not happened."""
        todo = {activity.id for activity in self.problem.still_to_do(one)}
        return [
            sid
            for sid in self._published.get(one.id, ())
            if activity_of(sid) in todo and (one.id, sid) not in self.problem.past.seats
        ]

    @cached_property
    def _by_home(self) -> bool:
        """Whether rules or goals look at everyone's kelurahan."""
        looking = {"kelurahan_share", "fair_shares"} & self.goals
        return "every_kelurahan_present" in self.rules or bool(looking)

    @cached_property
    def _quota_homes(self) -> set[str]:
        return {s.kelurahan for s in self.problem.shares} if "quota" in self.rules else set()

    def _looks(self, one: Registrant, where: Mapping[str, tuple[SessionId, ...]]) -> Hashable:
        problem = self.problem
        household = one.household if one.household in problem.members_of else ""
        home = one.kelurahan if self._by_home or one.kelurahan in self._quota_homes else ""
        sessions = [self.problem.sessions[sid] for those in where.values() for sid in those]
        wishes: tuple[str, ...] = ()
        if "preferred_days" in self.goals and (one.wish_weekdays or one.wish_parts):
            wishes = tuple(s.id for s in sessions if self.unwished(one, s))
        ways: tuple[int, ...] = ()
        if "travel" in self.goals:
            ways = tuple(self.way(one, venue) for venue in sorted({s.venue for s in sessions}))
        old: tuple[SessionId, ...] = ()
        if {"keep_the_plan", "near_moves"} & self.goals or "changes_in_all" in self.rules:
            old = self._published.get(one.id, ())
        waiting: tuple[int, ...] = ()
        if "longest_waiting" in self.goals:
            waiting = tuple(weigh_waiting(problem, one, a.id) for a in problem.needed(one))
        served = one.done if "many_served" in self.goals else ()
        open_orders = tuple((o.activity, o.after) for o in self.links(one))
        alone = one.id if self.is_alone(one, where) else ""
        return (
            *(one.kecamatan, tuple(where.items()), open_orders, one.pins, household, home),
            *(wishes, ways, old, served, alone, waiting),
        )

    def links(self, one: Registrant) -> list[Order]:
        """Rows of `urutan` between two activities that the person has both still to do."""
        todo = {a.id for a in self.todo(one)}
        return [o for o in self.problem.orders if o.activity in todo and o.after in todo]

    def is_alone(self, one: Registrant, where: Mapping[str, tuple[SessionId, ...]]) -> bool:
        """Whether counting people like this one would not say who sits where."""
        problem = self.problem
        todo = self.todo(one)
        links = self.links(one)
        after, before = [o.activity for o in links], [o.after for o in links]
        if len(set(after)) < len(after) or len(set(before)) < len(before):
            return True
        if any(a.times > 1 for a in todo):
            return True
        if one.household in problem.members_of and not problem.households[one.household].together:
            return True
        everyone = "everyone_placed" in self.rules
        required = {a.id for a in todo if a.required}
        if any(
            o.max_gap_days is not None and not (everyone and o.activity in required) for o in links
        ):
            return True
        changes = self.rules.get("changes_per_person")
        if changes is not None and len(self.at_stake(one)) > changes.at_most:  # type: ignore[attr-defined]
            return True
        offers = [a for a in todo if not a.required]
        if "many_served" in self.goals and len(offers) > 1:
            return True
        return self.may_collide(where, links) and not self._colours(todo, where, links)

    def may_collide(
        self, where: Mapping[str, tuple[SessionId, ...]], links: Sequence[Order]
    ) -> bool:
        """Whether two activities in no order could take the same half-day."""
        before = {name: {o.after for o in links if o.activity == name} for name in where}
        for _ in where:
            before = {n: those.union(*(before[m] for m in those)) for n, those in before.items()}
        slots = {
            name: {slot for sid in sids for slot in self.problem.sessions[sid].slots}
            for name, sids in where.items()
        }
        return any(
            a not in before[b] and b not in before[a] and slots[a] & slots[b]
            for a, b in combinations(where, 2)
        )

    def _colours(
        self,
        todo: Sequence[Activity],
        where: Mapping[str, tuple[SessionId, ...]],
        links: Sequence[Order],
    ) -> bool:
        """Whether times can be handed out like colours: no order, single days, parts that are apart
        or the same.
        """
        halves = {self.problem.sessions[sid].halves for sids in where.values() for sid in sids}
        apart = all(a == b or not a & b for a in halves for b in halves)
        return not links and apart and all(a.days == 1 for a in todo)
