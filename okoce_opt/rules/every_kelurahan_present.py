"""In each held session sit people of each kelurahan of the kecamatan (*setiap kelurahan hadir*).

Let H0 = ceil(people who need the activity / largest session): so many sessions there will be. A
kelurahan with fewer than at_least * H0 such people, or able to come to fewer than H0, cannot be in
all: a mistake in the input, or with `where_possible` an exemption that is listed. With
`where_possible`, too, no kelurahan is asked for any more once fewer people of the kecamatan have
never had a seat than a session of theirs alone needs (not counting who registered after the last):
what is left are make-ups, for whom others would have to move. Empty seats have served nobody.
Venues of one kelurahan and, in H0, their people are left out. When to modify: for shares.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from okoce_opt.counting.presence import count_presence, note_presence
from okoce_opt.counting.told_kelurahan import without_a_kelurahan
from okoce_opt.domain.checks import at_least, did_you_mean
from okoce_opt.domain.findings import Complaint, Violation
from okoce_opt.domain.ids import PersonId, SessionId
from okoce_opt.domain.people import Registrant
from okoce_opt.domain.plan import Plan
from okoce_opt.domain.presence import (
    Exemption,
    exemption_complaint,
    exemption_words,
    exemptions,
    homes_in_need,
)
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.sessions import Session
from okoce_opt.domain.words import Words
from okoce_opt.rows.linear import Terms, times
from okoce_opt.rules.faces import Filling, Waiting
from okoce_opt.rules.rule import Rule

if TYPE_CHECKING:
    from okoce_opt.counting.ground import Ground
    from okoce_opt.counting.shortfall import Shortfall
    from okoce_opt.rows.columns import Columns


@dataclass(frozen=True, slots=True)
class EveryKelurahanPresent(Rule):
    """At least `at_least` people of every kelurahan in each held session of `activities` (none
    said: all required own ones).
    """

    at_least: int = 1
    activities: tuple[str, ...] = ()
    where_possible: bool = False

    kind: ClassVar[str] = "every_kelurahan_present"
    title: ClassVar[Words] = Words("Setiap kelurahan hadir", "Every kelurahan present")
    sentence: ClassVar[Words] = Words(
        "Di setiap sesi kegiatan wajib yang dipakai hadir warga dari setiap kelurahan di kecamatan "
        "itu (where_possible: tidak dari yang terlalu kecil, dan tidak di sesi susulan, bila yang "
        "belum pernah mendapat kursi terlalu sedikit untuk satu sesi).",
        "In each held session of a required activity there are people of each kelurahan of that "
        "kecamatan (where_possible: not of one too small, and not in make-ups, when those who have "
        "never had a seat are too few for a session).",
    )
    ids: ClassVar[Mapping[str, str]] = {"subject": "kelurahan"}
    in_calendar: ClassVar[bool] = False

    def validate(self, problem: Problem) -> Iterable[Complaint]:
        """Names that are no required own activities, and kelurahan that cannot be everywhere."""
        if self.at_least < 1:
            yield from at_least("aturan", self.kind, "at_least", self.at_least, 1)
            return
        judged = [a.id for a in problem.activities.values() if a.required and not a.city]
        for name in self.activities:
            if name not in judged:
                own = Words("kegiatan wajib tingkat kecamatan", "a required activity of scope own")
                near = did_you_mean(name, judged)
                yield Complaint(
                    "unknown_activity", "aturan", self.kind, "activities", name, own, near
                )
        for case in () if self.where_possible else [c for c in self.exempt(problem) if not c.held]:
            code = problem.kelurahan[case.kelurahan].kecamatan
            sessions = problem.open_to(code, case.activity)
            # where none can be held counting says why, and how many are needed means nothing
            common = [session for session in sessions if problem.is_for_all(session)]
            if any(session.seats >= problem.least_people(session) for session in common):
                yield exemption_complaint(problem, case, self.at_least)

    def exempt(self, problem: Problem) -> list[Exemption]:
        """Kelurahan that cannot be in all sessions of an activity, or need not any more."""
        return exemptions(problem.unnarrowed, self.at_least, self.activities)

    def distinguishes(self, problem: Problem, registrant: Registrant) -> Hashable:
        """The kelurahan."""
        return registrant.kelurahan

    def encode(self, problem: Problem, columns: Columns) -> None:
        """People of each kelurahan in a session >= at_least * held."""
        exempt = (
            {(case.activity, case.kelurahan) for case in self.exempt(problem)}
            if self.where_possible
            else set()
        )
        for activity, code, homes in homes_in_need(problem, self.activities):
            for session in problem.open_to(code, activity):
                if (
                    columns.is_closed(session)
                    or session.id in problem.past.sessions
                    or not problem.is_for_all(session)
                ):
                    continue
                present: dict[str, Terms] = {
                    home: [] for home in homes if (activity, home) not in exempt
                }
                for stratum in columns.sitters(session):
                    if stratum.one.kelurahan in present:
                        present[stratum.one.kelurahan] += columns.seats(stratum, session)
                for kelurahan, seats in present.items():
                    row = [*seats, *times(-self.at_least, columns.held(session))]
                    columns.require(row, lo=0, rule=self.kind, subject=f"{session.id}|{kelurahan}")

    def verify(self, problem: Problem, plan: Plan) -> Iterable[Violation]:
        """Count held sessions' people by kelurahan; exemptions are worked out afresh."""
        need: dict[tuple[str, str], Counter[str]] = {}
        for registrant in problem.registrants.values():
            for activity in problem.activities.values():
                meant = not activity.fields or registrant.field in activity.fields
                named = activity.id in self.activities or not self.activities
                done = any(activity.id == name for name, _ in registrant.done)
                done = done or problem.past.attended(registrant, activity.id)
                if activity.required and not activity.city and meant and named and not done:
                    place = (activity.id, registrant.kecamatan)
                    need.setdefault(place, Counter())[registrant.kelurahan] += 1
        excused: dict[tuple[str, str], set[str]] = {}
        for session_id in sorted(plan.held - problem.past.sessions):
            session = problem.session(session_id)
            key = ("", "") if session is None else _place(session)
            if key not in need or (session is not None and problem.venues[session.venue].kelurahan):
                continue
            if self.where_possible and key not in excused:
                excused[key] = set(_excused(problem, key, need[key], self.at_least))
            homes = [
                problem.registrants[p].kelurahan
                for p in plan.people[session_id]
                if p in problem.registrants
            ]
            for kelurahan in sorted(need[key].keys() - excused.get(key, set())):
                if homes.count(kelurahan) < self.at_least:
                    yield Violation(
                        self.kind, kelurahan, homes.count(kelurahan), self.at_least, (session_id,)
                    )

    def counts(self, ground: Ground) -> Iterable[Shortfall]:
        """Chairs for some of each kelurahan, and people of each for what must be held."""
        exempt = self.exempt(ground.problem) if self.where_possible else ()
        said = (ground, self.at_least, self.activities, exempt)
        return (*count_presence(*said), *without_a_kelurahan(*said))

    def lets_off(self, problem: Problem) -> Iterable[tuple[str, Words]]:
        """Kelurahan that cannot be in every session; of none asked for any more `notes` tell."""
        cases = [c for c in self.exempt(problem) if not c.held] if self.where_possible else ()
        for case in cases:
            yield case.kelurahan, exemption_words(problem, case, self.at_least)

    def notes(self, problem: Problem) -> Iterable[Words]:
        """Which kelurahan it does not ask for, and why."""
        return note_presence(problem, self.at_least, self.activities, exempt=self.where_possible)

    def fill(self, problem: Problem) -> Filling:
        """Some of each kelurahan in every session, as long as there are enough of it."""
        return _Spread(self, problem)

    def looser(self, problem: Problem) -> Iterable[Sequence[Rule]]:
        """Exceptions where it cannot be; fewer people of each; not asked in one activity."""
        if not self.where_possible:
            yield [replace(self, where_possible=True)]
        yield [replace(self, at_least=n) for n in range(self.at_least - 1, 0, -1)]
        asked = self.activities or tuple(
            one.id for one in problem.activities.values() if one.required and not one.city
        )
        for name in asked if len(asked) > 1 else ():
            yield [replace(self, activities=tuple(one for one in asked if one != name))]

    def once_begun(self) -> Rule:
        """Exceptions where it cannot be: one person who is left cannot be in each make-up."""
        return replace(self, where_possible=True)

    def explain(self, violation: Violation) -> Words:
        """How many people of which kelurahan are in which session."""
        said = "Kelurahan {subject}: {found} peserta di sesi {session}, paling sedikit {allowed}."
        return Words(
            said, "Kelurahan {subject}: {found} people in session {session}, at least {allowed}."
        ).fill(
            subject=violation.subject,
            found=violation.found,
            allowed=violation.allowed,
            session=violation.sessions[0],
        )


def _excused(
    problem: Problem, key: tuple[str, str], need: Counter[str], at_least: int
) -> Iterator[str]:
    """Kelurahan that cannot be in every session, for `verify` alone: who can come to how many of
    the candidate sessions, and who has never been invited to one of those that were held.
    """
    there = (s for s in problem.sessions.values() if _place(s) == key)
    counter = {s.id: problem.venues[s.venue].kelurahan for s in there}
    sessions = [problem.sessions[sid] for sid, kelurahan in counter.items() if not kelurahan]
    largest = max((s.seats for s in sessions), default=0)
    people = sum(n for kelurahan, n in need.items() if kelurahan not in counter.values())
    least = 0 if largest == 0 else (people + largest - 1) // largest
    been = [s for s in map(problem.session, problem.past.sessions) if s and key == _place(s)]
    held = [s for s in been if not problem.venues[s.venue].kelurahan]
    last, meant = max((s.last_day for s in held), default=None), problem.activities[key[0]]
    fresh = [r for r in problem.people_of[key[1]] if not meant.fields or r.field in meant.fields]
    alone = max(meant.min_people, at_least * len({r.kelurahan for r in fresh}))
    fresh = [r for r in fresh if key[0] not in {name for name, _ in (*r.done, *r.missed)}]
    fresh = [r for r in fresh if last and (r.registered or last) <= last]
    never = sum(not problem.past.attended(r, key[0]) for r in fresh)
    if last and never < alone:
        yield from need
        return
    able: dict[str, Counter[str]] = {kelurahan: Counter() for kelurahan in need}
    for registrant in (
        r for r in problem.needing(key[1], key[0]) if not problem.past.attended(r, key[0])
    ):
        away = problem.absences.get(registrant.id, ())
        for session in sessions:
            suits = all(
                (registrant.weekdays is None or day.weekday() in registrant.weekdays)
                and not any(o.covers(day) for o in away)
                for day in session.days
            )
            if suits and not problem.past.is_over(session):
                able[registrant.kelurahan][session.id] += 1
    for kelurahan, people in need.items():
        places: dict[tuple[str, date], list[Session]] = {}
        for session in sessions:
            if able[kelurahan][session.id] >= at_least:
                places.setdefault((session.venue, session.first_day), []).append(session)
        apart = [
            max(1 + (not a.halves & b.halves) for a in those for b in those)
            for those in places.values()
        ]
        if people < at_least * least or sum(apart) < least:
            yield kelurahan


def _place(session: Session) -> tuple[str, str]:
    return session.activity, session.kecamatan


class _Spread(Filling):
    def __init__(self, rule: EveryKelurahanPresent, problem: Problem) -> None:
        self._rule, self._problem = rule, problem
        self._homes: dict[tuple[str, str], set[str]] = {}

    def begin(self, waiting: Waiting, options: Mapping[PersonId, frozenset[SessionId]]) -> None:
        let_off: dict[str, set[str]] = {}
        for case in self._rule.exempt(self._problem) if self._rule.where_possible else ():
            let_off.setdefault(case.activity, set()).add(case.kelurahan)
        for (code, name), people in waiting.items():
            activity = self._problem.activities[name]
            named = name in self._rule.activities or not self._rule.activities
            if activity.required and not activity.city and named:
                largest = self._problem.largest_session(code, name, for_all=True)
                sessions = -(-len(people) // max(1, largest))
                homes = Counter(person.kelurahan for person in people.values())
                least = self._rule.at_least * sessions
                there = {home for home, n in homes.items() if n >= least}
                self._homes[code, name] = there - let_off.get(name, set())

    def spread(self, session: Session) -> tuple[int, Collection[str]]:
        homes = self._homes.get((session.kecamatan, session.activity))
        if homes is None or not self._problem.is_for_all(session):
            return 0, ()
        return self._rule.at_least, homes
