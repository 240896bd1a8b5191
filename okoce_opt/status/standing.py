"""Where each person stands in the year: finished, on the way, late, unknown, unable to finish."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from okoce_opt.domain.attended import Attendance, Presence, days_of
from okoce_opt.domain.findings import NOTHING
from okoce_opt.domain.ids import PersonId, SessionId
from okoce_opt.domain.people import Registrant
from okoce_opt.domain.plan import Plan
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.sessions import Session, activity_of
from okoce_opt.domain.words import Words
from okoce_opt.scenario import Scenario
from okoce_opt.status.chances import Chances


class State(StrEnum):
    """How somebody stands. FINISHED: all required activities done. ON_TIME: a seat ahead in each
    that is not. LATE: has missed one, or has no seat ahead. UNKNOWN: sat in a session whose sheet
    never came back, or says nothing of them yet. CANNOT: no session is left in which they could
    finish this year.
    """

    FINISHED = "finished"
    ON_TIME = "on_time"
    LATE = "late"
    UNKNOWN = "unknown"
    CANNOT = "cannot"


@dataclass(frozen=True, slots=True)
class Standing:
    """One person: `done` maps the required activities that are done to the day, `needed` counts all
    that are required of them; `why` says why they are late or cannot finish.
    """

    person: PersonId
    done: Mapping[str, date]
    needed: int
    state: State
    why: Words = NOTHING


@dataclass(frozen=True, slots=True)
class Tally:
    """Of a group: how many people, how many have done so many activities, how many stand how."""

    people: int
    done: Mapping[int, int]
    states: Mapping[State, int]


def find_standings(
    scenario: Scenario, plan: Plan, attendance: Attendance, today: date
) -> tuple[Standing, ...]:
    """Everyone on the list, by number, as of `today` (what happens on it is still to come)."""
    finder = _Finder(scenario, plan, attendance, today)
    return tuple(map(finder.standing, scenario.problem.registrants.values()))


def days_done(problem: Problem, attendance: Attendance) -> dict[PersonId, dict[str, date]]:
    """Each person -> activity -> the day it was done, as the list or the sheets say."""
    found: dict[PersonId, dict[str, date]] = {
        person: dict(registrant.done) for person, registrant in problem.registrants.items()
    }
    for (person, activity), day in attendance.finished(problem).items():
        if person in found:
            found[person].setdefault(activity, day)
    return found


def tally(standings: Iterable[Standing]) -> Tally:
    """The standings counted."""
    those = list(standings)
    return Tally(
        len(those),
        Counter(len(one.done) for one in those),
        Counter(one.state for one in those),
    )


def tally_by(standings: Iterable[Standing], group: Callable[[Standing], str]) -> dict[str, Tally]:
    """The standings counted by group, in the order of the groups' names."""
    groups: dict[str, list[Standing]] = {}
    for one in standings:
        groups.setdefault(group(one), []).append(one)
    return {name: tally(groups[name]) for name in sorted(groups)}


class _Finder:
    """What is looked up again and again for one person after another."""

    def __init__(self, scenario: Scenario, plan: Plan, attendance: Attendance, today: date) -> None:
        problem = scenario.problem
        self.problem, self.plan, self.today = problem, plan, today
        self.done = days_done(problem, attendance)
        self.unknown = attendance.unknown(plan, problem, today)
        self.marks = attendance.marks
        self.missed = _missed(problem, attendance)
        self.missed_seats = attendance.missed(problem, plan)
        self.chances = Chances(problem, scenario.rules, plan.held, today)

    def standing(self, registrant: Registrant) -> Standing:
        needed = [
            a for a in self.chances.order if a.required and self.problem.is_for(registrant, a)
        ]
        days = self.done[registrant.id]
        done = {a.id: days[a.id] for a in needed if a.id in days}
        state, why = State.FINISHED, NOTHING
        if len(done) < len(needed):
            state, why = self._open(registrant, done, [a.id for a in needed if a.id not in done])
        return Standing(registrant.id, done, len(needed), state, why)

    def _open(
        self, registrant: Registrant, done: Mapping[str, date], to_do: list[str]
    ) -> tuple[State, Words]:
        seats = {name: self._seats(registrant.id, name) for name in to_do}
        unknown = {
            name: session.last_day
            for name, those in seats.items()
            if (session := next((s for s in those if self._is_open(registrant, s)), None))
        }
        why = self.chances.why_not(registrant, {**done, **unknown})
        if why is not None:
            return State.CANNOT, why
        if unknown:
            name = min(unknown)
            out = any(session.id in self.unknown for session in seats[name])
            words = _NO_SHEET if out else _NOT_SAID
            title = self.problem.activities[name].title
            return State.UNKNOWN, words.fill(title=title, day=unknown[name])
        reasons = [*self._late(registrant.id, seats)]
        return (State.LATE, reasons[0]) if reasons else (State.ON_TIME, NOTHING)

    def _is_open(self, one: Registrant, session: Session) -> bool:
        """Whether the session has been and nobody knows yet if they came: its sheet is not back, or
        it is and says nothing of them (a question that waits for its answer).
        """
        if session.id in self.unknown:
            return True
        is_over = session.last_day < self.today
        return is_over and not any(
            (one.id, session.id, day) in self.marks for day in days_of(self.problem, session.id)
        )

    def _late(self, person: PersonId, seats: Mapping[str, list[Session]]) -> Iterator[Words]:
        for name, those in seats.items():
            title = self.problem.activities[name].title
            ahead = next((s for s in those if s.last_day >= self.today), None)
            missed = self.missed.get((person, name))
            seat = next((s for s in those if (person, s.id) in self.missed_seats), None)
            day = missed or (seat.last_day if seat is not None else None)
            if day is not None and ahead is None:
                yield _MISSED.fill(title=title, day=day)
            elif day is not None and ahead is not None:
                yield _AGAIN.fill(title=title, day=day, again=ahead.first_day)
            elif ahead is None:
                yield _NO_SEAT.fill(title=title)

    def _seats(self, person: PersonId, name: str) -> list[Session]:
        mine = (sid for sid in self.plan.sessions_of.get(person, ()) if activity_of(sid) == name)
        return [s for sid in mine if (s := self.problem.session(sid)) is not None]


def _missed(problem: Problem, attendance: Attendance) -> dict[tuple[PersonId, str], date]:
    """(person, activity) -> the last day on which a sheet says that they did not come."""
    found: dict[tuple[PersonId, str], date] = {}
    for (person, session, day), mark in attendance.marks.items():
        if mark.presence is not Presence.CAME:
            activity = problem.activities.get(activity_of(session))
            key = (person, (activity and activity.reserve_for) or activity_of(session))
            found[key] = max(day, found.get(key, day))
    return found


def sheets_missing(
    problem: Problem, plan: Plan, attendance: Attendance, today: date
) -> list[SessionId]:
    """Sessions that were held and whose sheet never came back, by time."""
    unknown = attendance.unknown(plan, problem, today)
    known = [s for sid in unknown if (s := problem.session(sid)) is not None]
    return [s.id for s in sorted(known, key=lambda s: (s.starts, s.id))]


_NO_SHEET = Words(
    "daftar hadir {title} ({day}) belum kembali", "the sheet of {title} ({day}) is not back"
)
_NOT_SAID = Words(
    "belum diketahui hadir atau tidak di {title} ({day})",
    "not known yet whether they came to {title} ({day})",
)
_MISSED = Words(
    "tidak hadir di {title} ({day}), belum ada kursi susulan",
    "missed {title} ({day}), no make-up seat yet",
)
_AGAIN = Words(
    "tidak hadir di {title} ({day}), susulan {again}",
    "missed {title} ({day}), make-up on {again}",
)
_NO_SEAT = Words("belum ada kursi di {title}", "no seat in {title} yet")
