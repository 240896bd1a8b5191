"""Who belongs together sits together, or never on one day (*keluarga*): as each household asks.

Together (*bersama*): of those who need an activity, offered ones too, and have not done it, all sit
in a session of it or nobody does. As far as can be (*sebisanya*): those who get a seat in an
activity sit in one session of it (in `times` at most, where it may be attended so often). In turns
(*bergantian*; someone minds the shop): no day on which two of them are seated, whatever the
activity. Sessions that have happened are not judged, nor who attended one. Source: table
`keluarga`, column `keluarga` of `pendaftar`. A calendar does not look at it: a household is small
beside a session. When to modify: if only some activities are meant.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from okoce_opt.counting.households import count_households
from okoce_opt.counting.pins import count_pins_of_households
from okoce_opt.domain.activities import Activity
from okoce_opt.domain.findings import Complaint, Violation
from okoce_opt.domain.household_checks import complaints_about_households, is_meant
from okoce_opt.domain.ids import PersonId
from okoce_opt.domain.people import Registrant
from okoce_opt.domain.plan import Plan
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.sessions import Session, activity_of
from okoce_opt.domain.words import Words
from okoce_opt.rows.linear import Terms, times
from okoce_opt.rules.faces import Filling
from okoce_opt.rules.rule import Rule

if TYPE_CHECKING:
    from okoce_opt.counting.ground import Ground
    from okoce_opt.counting.shortfall import Shortfall
    from okoce_opt.rows.columns import Columns
    from okoce_opt.rows.stratum import Stratum

Seats = Sequence[tuple[PersonId, Session]]
"""(registrant id, session) that are to be judged."""


@dataclass(frozen=True, slots=True)
class Households(Rule):
    """People of a household sit together, or never on one day."""

    kind: ClassVar[str] = "households"
    title: ClassVar[Words] = Words("Keluarga", "Households")
    sentence: ClassVar[Words] = Words(
        "Keluarga atau koperasi yang minta bersama: dari anggotanya yang perlu suatu kegiatan, "
        "semua duduk di sesi yang sama atau tidak seorang pun; yang minta sebisanya: yang mendapat "
        "kursi duduk di sesi yang sama; yang minta bergantian: tidak pernah dua orang pada hari "
        "yang sama.",
        "A household or cooperative that asks to be together: of its people who need an activity, "
        "all sit in the same session or nobody does; as far as can be: those who get a seat sit in "
        "the same session; in turns: never two of them on the same day.",
    )
    always_on: ClassVar[bool] = True
    in_calendar: ClassVar[bool] = False

    def validate(self, problem: Problem) -> Iterable[Complaint]:
        """Households that cannot sit together, whatever is planned."""
        return complaints_about_households(problem)

    def distinguishes(self, problem: Problem, registrant: Registrant) -> Hashable:
        """The household that sits together; the person, where they come in turns."""
        if registrant.household not in problem.members_of:
            return ""
        together = problem.households[registrant.household].together
        return registrant.household if together else registrant.id

    def encode(self, problem: Problem, columns: Columns) -> None:
        """All or nobody: in each session as many as there are, or none. As far as can be: a flag
        for each session with seats of theirs, `times` flags at most. In turns: one seat a day.
        """
        strata: dict[str, list[Stratum]] = {}
        for stratum in columns.strata:
            if stratum.one.household in problem.members_of:
                strata.setdefault(stratum.one.household, []).append(stratum)
        for name, those in strata.items():
            asks = problem.households[name]
            for activity in problem.activities.values() if asks.together else ():
                if asks.whole:
                    self._all_or_nobody(columns, name, those, activity)
                else:
                    self._together(columns, name, those, activity)
            if not asks.together:
                self._in_turns(columns, name, those)

    def _all_or_nobody(
        self, columns: Columns, name: str, strata: Iterable[Stratum], activity: Activity
    ) -> None:
        meant = [s for s in strata if is_meant(columns.problem, s.one, activity)]
        if sum(s.size for s in meant) < 2:
            return
        able = Counter(s.id for _, s in _options(columns, meant, activity))
        for stratum, session in _options(columns, meant, activity):
            all_can = able[session.id] == len(meant)
            everyone = columns.flag("there", name, session.id) if all_can else []
            row = [*times(stratum.size, everyone), *times(-1, columns.seats(stratum, session))]
            subject = f"{stratum.id}|{session.id}"
            columns.require(row, lo=0, hi=0, rule=self.kind, subject=subject)

    def _together(
        self, columns: Columns, name: str, strata: Iterable[Stratum], activity: Activity
    ) -> None:
        sessions: dict[str, Terms] = {}
        for stratum, session in _options(columns, strata, activity):
            flag = columns.flag("there", name, session.id)
            row = [*times(stratum.size, flag), *times(-1, columns.seats(stratum, session))]
            columns.require(row, lo=0, rule=self.kind, subject=f"{stratum.id}|{session.id}")
            sessions[session.id] = flag
        if len(sessions) > activity.times:
            flags = [term for flag in sessions.values() for term in flag]
            subject = f"{name}|{activity.id}"
            columns.require(flags, hi=activity.times, rule=self.kind, subject=subject)

    def _in_turns(self, columns: Columns, name: str, strata: Iterable[Stratum]) -> None:
        days: dict[date, dict[str, Terms]] = {}
        for stratum, session in _options(columns, strata):
            for day in session.days:
                here = columns.flag("out", stratum.id, day.isoformat())
                row = [*here, *times(-1, columns.seats(stratum, session))]
                subject = f"{stratum.id}|{session.id}|{day}"
                columns.require(row, lo=0, rule=self.kind, subject=subject)
                days.setdefault(day, {})[stratum.id] = here
        for day, people in days.items():
            out = [term for here in people.values() for term in here]
            columns.require(out, hi=1, rule=self.kind, subject=f"{name}|{day}")

    def verify(self, problem: Problem, plan: Plan) -> Iterable[Violation]:
        """Look where the people of each household sit: who is missing, how many sessions, days."""
        for name, members in problem.members_of.items():
            asks = problem.households[name]
            seats = [
                (person.id, session)
                for person in members
                for sid in plan.sessions_of.get(person.id, ())
                if sid not in problem.past.sessions
                and (session := problem.session(sid)) is not None
            ]
            if not asks.together:
                yield from self._same_days(name, seats)
            for activity in problem.activities.values() if asks.together and seats else ():
                here = [(person, s) for person, s in seats if s.activity == activity.id]
                if asks.whole:
                    yield from self._missing(problem, name, members, activity, here)
                elif len({s.id for _, s in here}) > activity.times:
                    yield _violation(name, len({s.id for _, s in here}), activity.times, here)

    def _missing(
        self,
        problem: Problem,
        name: str,
        members: Iterable[Registrant],
        activity: Activity,
        seats: Seats,
    ) -> Iterable[Violation]:
        meant = {person.id for person in members if is_meant(problem, person, activity)}
        for session_id in sorted({s.id for person, s in seats if person in meant}):
            here = [(person, s) for person, s in seats if s.id == session_id and person in meant]
            if absent := sorted(meant - {person for person, _ in here}):
                yield _violation(name, _some(absent), "whole", here)

    def _same_days(self, name: str, seats: Seats) -> Iterable[Violation]:
        for day in sorted({day for _, session in seats for day in session.days}):
            here = [(person, session) for person, session in seats if day in session.days]
            if len({person for person, _ in here}) > 1:
                yield _violation(name, day, "", here)

    def counts(self, ground: Ground) -> Iterable[Shortfall]:
        """Room for those who sit together, days for those who come in turns."""
        return (*count_households(ground), *count_pins_of_households(ground))

    def fill(self, problem: Problem) -> Filling:
        """Where the others of each household sit."""
        return _Company(problem)

    def explain(self, violation: Violation) -> Words:
        """Who sits where without whom, in how many sessions, or on which day with whom."""
        asks = {"": "turns", "whole": "whole"}.get(str(violation.allowed), "together")
        return _SAID[asks].fill(
            subject=violation.subject,
            people=_some(violation.registrants),
            found=violation.found,
            allowed=violation.allowed,
            activity=activity_of(violation.sessions[0]),
        )


_SAID = {
    "turns": Words(
        "Keluarga {subject} minta bergantian: {people} duduk pada hari yang sama, {found}.",
        "Household {subject} asks to come in turns: {people} are seated on the same day, {found}.",
    ),
    "whole": Words(
        "Keluarga {subject} minta bersama: {people} duduk di satu sesi {activity}, {found} tidak.",
        "Household {subject} asks to sit together: {people} sit in a session of {activity}, but "
        "not {found}.",
    ),
    "together": Words(
        "Keluarga {subject} minta bersama sebisanya: {people} duduk di {found} sesi {activity}, "
        "paling banyak {allowed}.",
        "Household {subject} asks to sit together as far as can be: {people} are in {found} "
        "sessions of {activity}, at most {allowed}.",
    ),
}


def _some(people: Sequence[str]) -> str:
    return ", ".join(people[:6]) + (", ..." if len(people) > 6 else "")


def _violation(name: str, found: object, allowed: object, seats: Seats) -> Violation:
    sessions, people = {s.id for _, s in seats}, {person for person, _ in seats}
    told = tuple(sorted(sessions)), tuple(sorted(people))
    return Violation(Households.kind, name, found, allowed, *told)


def _options(
    columns: Columns, strata: Iterable[Stratum], activity: Activity | None = None
) -> Iterator[tuple[Stratum, Session]]:
    """Seats (in an activity) that are to be judged: those of sessions that have not happened."""
    for stratum in strata:
        for session in columns.options(stratum, None if activity is None else activity.id):
            if session.id not in columns.problem.past.sessions:
                yield stratum, session


class _Company(Filling):
    def __init__(self, problem: Problem) -> None:
        self._problem = problem
        self._sits: dict[str, list[Session]] = {}

    def company(self, person: Registrant) -> Sequence[Registrant]:
        asks = self._problem.households.get(person.household)
        together = asks is not None and asks.together
        return self._problem.members_of.get(person.household, (person,)) if together else (person,)

    def ready(
        self, session: Session, people: Sequence[Registrant], waiting: Mapping[PersonId, Registrant]
    ) -> Sequence[Registrant]:
        """Together: all that wait are ready. In turns: the first of those ready, and nobody else
        sits that day.
        """
        if not self._problem.members_of:
            return people
        here = {person.id for person in people}
        return [person for person in people if self._fits(person, session, here, waiting)]

    def _fits(
        self,
        person: Registrant,
        session: Session,
        here: set[PersonId],
        waiting: Mapping[PersonId, Registrant],
    ) -> bool:
        others = [
            p for p in self._problem.members_of.get(person.household, ()) if p.id != person.id
        ]
        if not others:
            return True
        sits = [s for p in others for s in self._sits.get(p.id, ())]
        if self._problem.households[person.household].together:
            seated = any(s.activity == session.activity for s in sits)
            if self._problem.households[person.household].whole:
                activity = self._problem.activities[session.activity]
                meant = [p for p in others if is_meant(self._problem, p, activity)]
                return not seated and all(p.id in here for p in meant)
            return not seated and all(p.id in here for p in others if p.id in waiting)
        days = {day.toordinal() * 2 + half for day in session.days for half in (0, 1)}
        free = not any(days & s.slots for s in sits)
        return free and not any(p.id < person.id for p in others if p.id in here)

    def seated(self, person: Registrant, session: Session) -> None:
        if person.household:
            self._sits.setdefault(person.id, []).append(session)
