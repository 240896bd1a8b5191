"""A venue, and a registrant, is in one session at a time (*satu tempat satu waktu*).

Two sessions collide when they take the same half-day. Activities that come one after the other for
a person (`activity_order`, each attended once) never collide, so rows are written only for the
others. Source: parts of the day and `urutan`. When to modify: if a venue has halls that work side
by side.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from okoce_opt.domain.activities import Activity
from okoce_opt.domain.findings import Violation
from okoce_opt.domain.people import Registrant
from okoce_opt.domain.plan import Plan
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.sessions import Session
from okoce_opt.domain.words import Words
from okoce_opt.rules.faces import Filling
from okoce_opt.rules.rule import Rule

if TYPE_CHECKING:
    from okoce_opt.rows.columns import Columns


@dataclass(frozen=True, slots=True)
class OnePlaceOneTime(Rule):
    """No two sessions at once for a venue or for a person."""

    kind: ClassVar[str] = "one_place_one_time"
    title: ClassVar[Words] = Words("Satu tempat satu waktu", "One place, one time")
    sentence: ClassVar[Words] = Words(
        "Sebuah tempat, dan seorang peserta, hanya berada di satu sesi pada satu waktu.",
        "A venue, and a registrant, is in only one session at a time.",
    )
    ids: ClassVar[Mapping[str, str]] = {"subject": "venues"}
    always_on: ClassVar[bool] = True
    adds_up: ClassVar[bool] = True

    def distinguishes(self, problem: Problem, registrant: Registrant) -> Hashable:
        """The person, unless counting by half-days is exact.

        It is when no two unordered activities of theirs can collide; and, by edge colouring, when
        none of their activities are ordered, all last one day and collisions are an equivalence.
        """
        loose = _unordered(problem, registrant)
        todo = problem.still_to_do(registrant)
        options = {a.id: problem.open_to(registrant.kecamatan, a.id) for a in todo}
        if not _can_collide([options[a.id] for a in loose]):
            return None
        pairs = [
            (o.activity, o.after)
            for o in problem.orders
            if o.activity in options and o.after in options
        ]
        halves = {session.halves for sessions in options.values() for session in sessions}
        if not pairs and all(a.days == 1 and a.times == 1 for a in todo) and len(halves) < 3:
            return None
        return registrant.id

    def encode(self, problem: Problem, columns: Columns) -> None:
        """In every half-day: held sessions of a venue <= 1, seats of a stratum in unordered
        activities <= people.
        """
        for venue in problem.venues:
            mine = [
                s
                for s in problem.sessions.values()
                if s.venue == venue and not columns.is_closed(s)
            ]
            for slot, sessions in _shared_slots(mine):
                held = [term for session in sessions for term in columns.held(session)]
                columns.require(held, hi=1, rule=self.kind, subject=f"{venue}|{slot}")
        for stratum in columns.strata:
            loose = [
                s for a in _unordered(problem, stratum.one) for s in columns.options(stratum, a.id)
            ]
            for slot, sessions in _shared_slots(loose):
                seats = [term for session in sessions for term in columns.seats(stratum, session)]
                columns.require(
                    seats, hi=stratum.size, rule=self.kind, subject=f"{stratum.id}|{slot}"
                )

    def verify(self, problem: Problem, plan: Plan) -> Iterable[Violation]:
        """Lay the sessions of every venue and of every person side by side."""
        venues: dict[str, list[Session]] = {}
        for session_id in sorted(plan.held):
            session = problem.session(session_id)
            if session is not None:
                venues.setdefault(session.venue, []).append(session)
        for venue, sessions in venues.items():
            taken: dict[int, Session] = {}
            for session in sessions:
                for slot in session.slots & taken.keys():
                    yield Violation(
                        self.kind, venue, taken[slot].id, session.id, (taken[slot].id, session.id)
                    )
                    break
                taken |= dict.fromkeys(session.slots, session)
        for person, ids in plan.sessions_of.items():
            mine = [session for session in map(problem.session, ids) if session is not None]
            for i, one in enumerate(mine):
                for other in mine[i + 1 :]:
                    if one.slots & other.slots:
                        yield Violation(
                            self.kind, person, one.id, other.id, (one.id, other.id), (person,)
                        )

    def fill(self, problem: Problem) -> Filling:
        """Half-days taken, of venues and of people."""
        return _Booked()

    def explain(self, violation: Violation) -> Words:
        """Which two sessions are at the same time."""
        return Words(
            "{subject} berada di dua sesi pada waktu yang sama: {found} dan {allowed}.",
            "{subject} is in two sessions at the same time: {found} and {allowed}.",
        ).fill(subject=violation.subject, found=violation.found, allowed=violation.allowed)


def _unordered(problem: Problem, registrant: Registrant) -> list[Activity]:
    """Activities still to do by the person that are unordered with another, or may be attended
    several times.
    """
    todo = problem.still_to_do(registrant)
    names = {a.id for a in todo}
    before = {a.id: {o.after for o in problem.orders if o.activity == a.id} & names for a in todo}
    for _ in todo:
        before = {
            name: those | {far for near in those for far in before[near]}
            for name, those in before.items()
        }
    if any(a.times > 1 for a in todo):
        return list(todo)
    return [
        a
        for a in todo
        if any(b is not a and b.id not in before[a.id] and a.id not in before[b.id] for b in todo)
    ]


def _can_collide(sessions: list[tuple[Session, ...]]) -> bool:
    """Whether sessions of two different ones of the lists ever take the same half-day."""
    taken: set[int] = set()
    for those in sessions:
        slots = {slot for session in those for slot in session.slots}
        if slots & taken:
            return True
        taken |= slots
    return False


def _shared_slots(sessions: list[Session]) -> Iterable[tuple[int, list[Session]]]:
    """Half-days that several of the sessions take, each set of sessions once."""
    at: dict[int, list[Session]] = {}
    for session in sessions:
        for slot in sorted(session.slots):
            at.setdefault(slot, []).append(session)
    seen: set[tuple[str, ...]] = set()
    for slot, those in sorted(at.items()):
        names = tuple(session.id for session in those)
        if len(those) > 1 and names not in seen:
            seen.add(names)
            yield slot, those


class _Booked(Filling):
    def __init__(self) -> None:
        self._venues: dict[str, set[int]] = {}
        self._people: dict[str, set[int]] = {}

    def may_hold(self, session: Session) -> bool:
        return session.slots.isdisjoint(self._venues.get(session.venue, ()))

    def may_sit(self, person: Registrant, session: Session) -> bool:
        return session.slots.isdisjoint(self._people.get(person.id, ()))

    def held(self, session: Session) -> None:
        self._venues.setdefault(session.venue, set()).update(session.slots)

    def seated(self, person: Registrant, session: Session) -> None:
        self._people.setdefault(person.id, set()).update(session.slots)
