"""What every count stands on: sessions that no single rule bars, and people who can come to the
same ones.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import ClassVar, Protocol

from okoce_opt.counting.crowds import Crowd, find_crowds
from okoce_opt.counting.shortfall import Shortfall
from okoce_opt.domain.activities import Activity
from okoce_opt.domain.people import Registrant
from okoce_opt.domain.plan import Plan
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.sessions import Session
from okoce_opt.domain.words import Words, same

Places = Mapping[tuple[str, str], tuple[str, int]]
"""Table and key of an order -> the file and row in which it is written."""


class Countable(Protocol):
    """What counting asks of a rule (see `rules.rule.Rule`)."""

    title: ClassVar[Words]
    seats_everyone: ClassVar[bool]
    groups_days: ClassVar[bool]

    def closes(self, problem: Problem, session: Session) -> Words | None:
        """Why the rule alone says that the session is not held."""
        ...

    def closes_day(
        self, problem: Problem, activity: Activity, kecamatan: str, day: date
    ) -> Words | None:
        """Why the rule alone says that nothing of the activity is there on the day."""
        ...

    def most_meeting(self, problem: Problem, kecamatan: Collection[str]) -> int:
        """At most how many of these kecamatan can meet on one day."""
        ...

    def most_days(self, problem: Problem, kecamatan: str, days: Collection[date]) -> int:
        """On at most how many of these days the kecamatan can meet."""
        ...

    def most_seated(
        self, problem: Problem, activity: Activity, people: Collection[Registrant]
    ) -> int:
        """At most how many of these people can get a seat in the activity."""
        ...

    def counts(self, ground: Ground) -> Iterable[Shortfall]:
        """What the rule itself counts."""
        ...

    def keeps_out(
        self, problem: Problem, plan: Plan
    ) -> Callable[[Registrant, Activity], Words | None] | None:
        """Who says of somebody left over whether the rule is why."""
        ...


@dataclass(frozen=True)
class Ground:
    """A problem and what its active rules say that can be counted with.

    `usable` are the candidates that are open to somebody as far as single rules, size, what the
    planner told and what has happened go. A place is a kecamatan code, or empty for the city's own
    sessions. `places` says where the planner's orders are written, by table and key.
    """

    problem: Problem
    rules: tuple[Countable, ...]
    usable: tuple[Session, ...]
    crowds: tuple[Crowd, ...]
    places: Places = field(default_factory=dict)

    @classmethod
    def of(
        cls, problem: Problem, rules: Iterable[Countable], places: Places | None = None
    ) -> Ground:
        """The ground under a problem and its active rules."""
        rules = tuple(rules)
        usable = find_usable_sessions(problem, rules)
        return cls(problem, rules, usable, find_crowds(problem, usable), places or {})

    @cached_property
    def everyone(self) -> bool:
        """Whether nobody may be left over."""
        return any(rule.seats_everyone for rule in self.rules)

    @cached_property
    def turns(self) -> bool:
        """Whether kecamatan meet on the days of their group."""
        return any(rule.groups_days for rule in self.rules)

    def most_meeting(self, kecamatan: Collection[str]) -> int:
        """At most how many of these kecamatan can meet on one day."""
        each = (rule.most_meeting(self.problem, kecamatan) for rule in self.rules)
        return min(each, default=len(kecamatan))

    def most_days(self, kecamatan: str, days: Collection[date]) -> int:
        """On at most how many of these days the kecamatan can meet."""
        each = (rule.most_days(self.problem, kecamatan, days) for rule in self.rules)
        return min(each, default=len(days))

    def most_seated(self, activity: Activity, people: Collection[Registrant]) -> int:
        """At most how many of these people can get a seat in the activity."""
        each = (rule.most_seated(self.problem, activity, people) for rule in self.rules)
        return min(each, default=len(people))

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


def find_usable_sessions(problem: Problem, rules: Iterable[Countable]) -> tuple[Session, ...]:
    """The sessions that no single rule bars, and those that have happened, in the problem's
    order.
    """
    rules = tuple(rules)
    return tuple(
        s
        for s in problem.sessions.values()
        if s.id in problem.past.sessions
        or (
            _is_usable(problem, s)
            and (s.id in problem.told or not problem.past.is_over(s))
            and all(rule.closes(problem, s) is None for rule in rules)
        )
    )


def _is_usable(problem: Problem, session: Session) -> bool:
    activity = problem.activities[session.activity]
    if problem.told.get(session.id) is False or session.seats < problem.least_people(session):
        return False
    return not activity.team or bool(problem.able_teams(session))


def count_most_disjoint(sessions: Sequence[Session]) -> int:
    """The most sessions of one venue that can be held without colliding; never too few."""
    halves = {session.halves for session in sessions}
    if frozenset({0}) in halves and frozenset({1}) in halves:
        return sum(_most_apart([s for s in sessions if half in s.halves]) for half in (0, 1))
    return _most_apart(sessions)


def _most_apart(sessions: Sequence[Session]) -> int:
    """Sessions with no day in common; never too few."""
    most = _most_in_a_row(sessions)
    if most is not None:
        return most
    total = 0
    for those in _share_days(sessions):
        most = _most_in_a_row(those)
        if most is None:
            days = {day for session in those for day in session.days}
            most = len(days) // min(len(session.days) for session in those)
        total += most
    return total


def _most_in_a_row(sessions: Sequence[Session]) -> int | None:
    """The most where each takes days in a row of all that are used: always take the one that ends
    first. None where one is broken by a day of another (classes once a week).
    """
    days = sorted({day for session in sessions for day in session.days})
    place = {day: number for number, day in enumerate(days)}
    spans = sorted((place[s.last_day], place[s.first_day], len(s.days)) for s in sessions)
    if any(last - first + 1 != length for last, first, length in spans):
        return None
    count, free_from = 0, 0
    for last, first, _ in spans:
        if first >= free_from:
            count, free_from = count + 1, last + 1
    return count


def _share_days(sessions: Sequence[Session]) -> list[list[Session]]:
    """The sessions in lots that have no day in common: classes once a week, by weekday."""
    lots: list[tuple[set[date], list[Session]]] = []
    for session in sessions:
        days, those = set(session.days), [session]
        for lot in [lot for lot in lots if not days.isdisjoint(lot[0])]:
            lots.remove(lot)
            days |= lot[0]
            those += lot[1]
        lots.append((days, those))
    return [those for _, those in lots]


def group_by_venue(sessions: Iterable[Session]) -> dict[str, list[Session]]:
    """Venue -> its sessions."""
    found: dict[str, list[Session]] = {}
    for session in sessions:
        found.setdefault(session.venue, []).append(session)
    return found


def count_daily(sessions: Iterable[Session]) -> dict[date, tuple[int, int]]:
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
