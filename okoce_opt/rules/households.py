"""Who belongs together sits together, or never on one day (*keluarga*): as each household of the
table asks.

Together: those who get a seat in an activity sit in one session of it (in `times` at most, where it
may be attended so often); who needs none, or is left over, is left out. In turns (someone minds the
shop): no day on which two of them are seated, whatever the activity. Sessions that have happened
are not judged. Source: table `keluarga`, column `keluarga` of `pendaftar`. A calendar does not look
at it: a household is small beside a session. When to modify: if only some activities are meant.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from okoce_opt.domain.findings import Complaint, Violation
from okoce_opt.domain.people import Registrant
from okoce_opt.domain.plan import Plan
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.sessions import Session, activity_of
from okoce_opt.domain.words import Words
from okoce_opt.rows.linear import Terms, times

if TYPE_CHECKING:
    from okoce_opt.rows.columns import Columns
    from okoce_opt.rows.stratum import Stratum


@dataclass(frozen=True, slots=True)
class Households:
    """People of a household sit together, or never on one day."""

    kind: ClassVar[str] = "households"
    title: ClassVar[Words] = Words("Keluarga", "Households")
    sentence: ClassVar[Words] = Words(
        "Anggota keluarga atau koperasi yang meminta duduk di sesi yang sama, atau tidak pernah "
        "pada hari yang sama.",
        "People of a household or cooperative that asks sit in the same session, or never on the "
        "same day.",
    )
    always_on: ClassVar[bool] = True
    in_calendar: ClassVar[bool] = False

    def validate(self, problem: Problem) -> Iterable[Complaint]:
        """People of two kecamatan who need an activity of which each has only its own sessions."""
        for name, members in problem.members_of.items():
            for activity in (
                problem.activities.values() if problem.households[name].together else ()
            ):
                homes = {r.kecamatan for r in members if activity in problem.needed(r)}
                if len(homes) > 1 and not activity.city:
                    there = Words("{h}: satu kecamatan", "{h}: one kecamatan").fill(h=name)
                    advice = Words(
                        "{a} diadakan di tiap kecamatan, jadi anggotanya tidak dapat duduk "
                        "bersama: pisahkan keluarga ini.",
                        "{a} is held in each kecamatan, so its people cannot sit together: divide "
                        "this household.",
                    ).fill(a=activity.title)
                    one = next(r for r in members if r.kecamatan == max(homes))
                    found = problem.kecamatan[one.kecamatan].name
                    yield Complaint(
                        "household_far_apart", "pendaftar", one.id, "keluarga", found, there, advice
                    )
                    break

    def distinguishes(self, problem: Problem, registrant: Registrant) -> Hashable:
        """The household that sits together; the person, where they come in turns."""
        if registrant.household not in problem.members_of:
            return ""
        return (
            registrant.household
            if problem.households[registrant.household].together
            else registrant.id
        )

    def encode(self, problem: Problem, columns: Columns) -> None:
        """Together: a flag for each session with seats of theirs, `times` flags at most. In turns:
        one seat a day at most.
        """
        strata: dict[str, list[Stratum]] = {}
        for stratum in columns.strata:
            if stratum.one.household in problem.members_of:
                strata.setdefault(stratum.one.household, []).append(stratum)
        for name, those in strata.items():
            for activity in problem.activities if problem.households[name].together else ():
                self._together(problem, columns, name, those, activity)
            if not problem.households[name].together:
                self._in_turns(problem, columns, name, those)

    def _together(
        self, problem: Problem, columns: Columns, name: str, strata: list[Stratum], activity: str
    ) -> None:
        sessions: dict[str, Terms] = {}
        for stratum, session in _options(problem, columns, strata):
            if session.activity == activity:
                flag = columns.flag("there", name, session.id)
                row = [*times(stratum.size, flag), *times(-1, columns.seats(stratum, session))]
                columns.require(row, lo=0, rule=self.kind, subject=f"{stratum.id}|{session.id}")
                sessions[session.id] = flag
        most = problem.activities[activity].times
        if len(sessions) > most:
            flags = [term for flag in sessions.values() for term in flag]
            columns.require(flags, hi=most, rule=self.kind, subject=f"{name}|{activity}")

    def _in_turns(
        self, problem: Problem, columns: Columns, name: str, strata: list[Stratum]
    ) -> None:
        days: dict[date, dict[str, Terms]] = {}
        for stratum, session in _options(problem, columns, strata):
            for day in session.days:
                here = columns.flag("out", stratum.id, day.isoformat())
                row = [*here, *times(-1, columns.seats(stratum, session))]
                columns.require(
                    row, lo=0, rule=self.kind, subject=f"{stratum.id}|{session.id}|{day}"
                )
                days.setdefault(day, {})[stratum.id] = here
        for day, people in days.items():
            out = [term for here in people.values() for term in here]
            columns.require(out, hi=1, rule=self.kind, subject=f"{name}|{day}")

    def verify(self, problem: Problem, plan: Plan) -> Iterable[Violation]:
        """Gather each household's seats by activity, or by day, and count sessions, or people."""
        asks: dict[str, list[str]] = {}
        for person, registrant in problem.registrants.items():
            if registrant.household in problem.households:
                asks.setdefault(registrant.household, []).append(person)
        for name, members in asks.items():
            by: dict[str | date, list[tuple[str, Session]]] = {}
            for person, sid in [
                (p, s) for p in members if len(members) > 1 for s in plan.sessions_of.get(p, ())
            ]:
                if (
                    sid not in problem.past.sessions
                    and (session := problem.session(sid)) is not None
                ):
                    together = problem.households[name].together
                    keys: tuple[str | date, ...] = (session.activity,) if together else session.days
                    for key in keys:
                        by.setdefault(key, []).append((person, session))
            for key, those in by.items():
                sessions, people = {s.id for _, s in those}, {p for p, _ in those}
                told = tuple(sorted(sessions)), tuple(sorted(people))
                if isinstance(key, date) and len(people) > 1:
                    yield Violation(self.kind, name, key, "", *told)
                elif (
                    not isinstance(key, date) and len(sessions) > problem.activities[str(key)].times
                ):
                    yield Violation(
                        self.kind, name, len(sessions), problem.activities[str(key)].times, *told
                    )

    def explain(self, violation: Violation) -> Words:
        """Who sits in how many sessions of an activity, or how many of them on one day."""
        if violation.allowed == "":
            said = Words(
                "Keluarga {subject} minta bergantian: {people} duduk pada hari yang sama, {found}.",
                "Household {subject} asks to come in turns: {people} are seated on the same day, "
                "{found}.",
            )
        else:
            said = Words(
                "Keluarga {subject} minta bersama: {people} duduk di {found} sesi {activity}, "
                "paling banyak {allowed}.",
                "Household {subject} asks to sit together: {people} are in {found} sessions of "
                "{activity}, at most {allowed}.",
            )
        return said.fill(
            subject=violation.subject,
            people=", ".join(violation.registrants[:6])
            + (", ..." if len(violation.registrants) > 6 else ""),
            found=violation.found,
            allowed=violation.allowed,
            activity=activity_of(violation.sessions[0]),
        )


def _options(
    problem: Problem, columns: Columns, strata: Iterable[Stratum]
) -> Iterator[tuple[Stratum, Session]]:
    """Seats that are to be judged: those of sessions that have not happened."""
    for stratum in strata:
        for session in columns.options(stratum):
            if session.id not in problem.past.sessions:
                yield stratum, session
