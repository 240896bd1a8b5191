"""What every count stands on: sessions that no single rule bars, and people who can come to the
same ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from okoce_opt.counting.crowds import Crowd, crowds_of
from okoce_opt.domain.calendar import ANY_TURN
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.sessions import Session
from okoce_opt.domain.words import Words, same

Places = Mapping[tuple[str, str], tuple[str, int]]
"""Table and key of an order -> the file and row in which it is written."""


@dataclass(frozen=True)
class Ground:
    """A problem and what its active rules say that can be counted with.

    `usable` are the candidates that are open to somebody as far as turns, deadline, size, what the
    planner told and what has happened go. `gap` = days before a make-up, None without that rule. A
    place is a kecamatan code, or empty for the city's own sessions. `mentors` is the kind of team
    that everyone needs one of, empty = none; `quota` the rule of that name, None without it.
    `places` says where the planner's orders are written, by table and key.
    """

    problem: Problem
    everyone: bool
    at_most: int | None
    turns: bool
    deadline: date | None
    presence: Any
    gap: int | None
    usable: tuple[Session, ...]
    crowds: tuple[Crowd, ...]
    households: bool = False
    mentors: str = ""
    quota: Any = None
    places: Places = field(default_factory=dict)

    @classmethod
    def of(cls, problem: Problem, rules: Iterable[object], places: Places | None = None) -> Ground:
        """The ground under a problem and its active rules; rules without a count are passed
        over.
        """
        rules = tuple(rules)
        named = _by_kind(rules)
        limit = named.get("deadline")
        deadline: date | None = None if limit is None else limit.day
        usable = usable_sessions(problem, rules)
        return cls(
            problem=problem,
            everyone="everyone_placed" in named,
            at_most=named["simultaneous_phase"].at_most if "simultaneous_phase" in named else None,
            turns="turns" in named,
            deadline=deadline,
            presence=named.get("every_kelurahan_present"),
            gap=named["make_up"].min_gap_days if "make_up" in named else None,
            usable=usable,
            crowds=crowds_of(problem, usable),
            households="households" in named,
            mentors=named["mentors"].team if "mentors" in named else "",
            quota=named.get("quota"),
            places=places or {},
        )

    @cached_property
    def needs(self) -> Mapping[tuple[str, str], tuple[Crowd, ...]]:
        """(place, required activity) -> the crowds who need a seat there. Sorted by place and
        activity.
        """
        found: dict[tuple[str, str], list[Crowd]] = {}
        for crowd in self.crowds:
            for activity in crowd.needs:
                found.setdefault((crowd.place[activity], activity), []).append(crowd)
        return {key: tuple(found[key]) for key in sorted(found)}

    def people(self, place: str, activity: str) -> int:
        """How many need the activity at the place."""
        return sum(crowd.size for crowd in self.needs.get((place, activity), ()))

    def open_to(self, place: str, activity: str, *, whole: bool) -> tuple[Session, ...]:
        """Sessions of the activity at the place in which someone who needs it can sit.

        `whole`: in which someone can sit who gets through all their activities; else predecessors
        only.
        """
        indices: set[int] = set()
        for crowd in self.needs.get((place, activity), ()):
            indices.update((crowd.whole if whole else crowd.after)[activity])
        return tuple(self.usable[i] for i in sorted(indices))

    def name(self, place: str) -> Words:
        """A place as a planner calls it."""
        return same(self.problem.kecamatan[place].name) if place else Words("Kota", "City")

    def where(self, table: str, key: str, otherwise: str = "") -> Words:
        """File and row of a planner's order; where they are not known, what stands for it."""
        if (table, key) not in self.places:
            return same(otherwise or f"{table} {key}")
        file, row = self.places[table, key]
        return Words(f"{file} baris {row}", f"{file} row {row}")

    def title(self, activity: str) -> str:
        """An activity as a planner calls it."""
        return self.problem.activities[activity].title


def usable_sessions(problem: Problem, rules: Iterable[object]) -> tuple[Session, ...]:
    """The sessions that no single rule bars, and those that have happened, in the problem's
    order.
    """
    named = _by_kind(rules)
    deadline = named["deadline"].day if "deadline" in named else None
    return tuple(
        s
        for s in problem.sessions.values()
        if s.id in problem.past.sessions
        or (
            _is_usable(problem, s, deadline=deadline, turns="turns" in named)
            and (s.id in problem.told or not problem.past.is_over(s))
        )
    )


def _by_kind(rules: Iterable[object]) -> dict[str, Any]:
    return {str(getattr(rule, "kind", "")): rule for rule in rules}


def _is_usable(problem: Problem, session: Session, *, deadline: date | None, turns: bool) -> bool:
    activity = problem.activities[session.activity]
    if problem.told.get(session.id) is False or session.seats < problem.least_people(session):
        return False
    if activity.team and not problem.able_teams(session):
        return False
    if deadline is not None and activity.required and session.last_day > deadline:
        return False
    if not turns or not session.kecamatan:
        return True
    mine = (problem.kecamatan[session.kecamatan].group, ANY_TURN)
    return all(problem.calendar.turn(day) in mine for day in session.days)


def most_disjoint(sessions: Sequence[Session]) -> int:
    """The most sessions of one venue that can be held without colliding; never too few."""
    halves = {session.halves for session in sessions}
    if frozenset({0}) in halves and frozenset({1}) in halves:
        return sum(_most_apart([s for s in sessions if half in s.halves]) for half in (0, 1))
    return _most_apart(sessions)


def _most_apart(sessions: Sequence[Session]) -> int:
    """Sessions with no day in common: always take the one that ends first."""
    count, free_from = 0, date.min
    for session in sorted(sessions, key=lambda s: s.last_day):
        if session.first_day >= free_from:
            count += 1
            free_from = date.fromordinal(session.last_day.toordinal() + 1)
    return count


def by_venue(sessions: Iterable[Session]) -> dict[str, list[Session]]:
    """Venue -> its sessions."""
    found: dict[str, list[Session]] = {}
    for session in sessions:
        found.setdefault(session.venue, []).append(session)
    return found


def daily(sessions: Iterable[Session]) -> dict[date, tuple[int, int]]:
    """Day -> (sessions that can run that day, seats they have), all venues together."""
    on: dict[tuple[date, str], list[Session]] = {}
    for session in sessions:
        for day in session.days:
            on.setdefault((day, session.venue), []).append(session)
    found: dict[date, tuple[int, int]] = {}
    for (day, _), those in sorted(on.items(), key=lambda item: item[0]):
        halves = {session.halves for session in those}
        rooms = 2 if frozenset({0}) in halves and frozenset({1}) in halves else 1
        before = found.get(day, (0, 0))
        found[day] = (before[0] + rooms, before[1] + rooms * max(s.seats for s in those))
    return found
