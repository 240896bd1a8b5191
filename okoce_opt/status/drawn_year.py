"""The rest of a year, drawn many times at once: who comes to which session, who misses, who takes a
seat that is left free.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

from okoce_opt.domain.ids import PersonId
from okoce_opt.domain.plan import Plan
from okoce_opt.domain.priority import count_days_waiting
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.sessions import Session, activity_of

NEVER = date.max.toordinal()
"""The day of what is not done."""


def uniform(bits: np.random.PCG64, *shape: int) -> NDArray[np.float64]:
    """Numbers from 0 to 1, of 53 bits each."""
    raw = bits.random_raw(int(np.prod(shape)))
    return np.asarray(((raw >> np.uint64(11)) * 2.0**-53).reshape(shape))


class Year:
    """The state of `runs` years: for each required activity, person and run the day it was done.

    `people` are the registrants in the order in which free seats are given: who has waited longest
    first, then by number.
    """

    def __init__(
        self,
        problem: Problem,
        plan: Plan,
        done: Mapping[PersonId, Mapping[str, date]],
        runs: int,
    ) -> None:
        self.problem, self.plan, self.runs = problem, plan, runs
        self.people = sorted(
            problem.registrants.values(), key=lambda r: (-count_days_waiting(problem, r), r.id)
        )
        self._row = {registrant.id: n for n, registrant in enumerate(self.people)}
        required = [a for a in problem.activities.values() if a.required and not a.reserve_for]
        self._needs = {
            a.id: np.array([problem.is_for(r, a) for r in self.people], dtype=bool)
            for a in required
        }
        self._days: dict[str, NDArray[np.int32]] = {}
        self._open: dict[str, NDArray[np.bool_]] = {}
        seated = {(person, activity_of(sid)) for person, sid in plan.seats}
        for a in required:
            days = [_ordinal(done.get(r.id, {}).get(a.id)) for r in self.people]
            self._days[a.id] = np.repeat(np.array(days, dtype=np.int32)[:, None], runs, axis=1)
            # who needs a seat that nobody has given them: from the start, or since they missed it
            without = np.array([(r.id, a.id) not in seated for r in self.people], dtype=bool)
            self._open[a.id] = np.repeat(without[:, None], runs, axis=1)

    def activity(self, session: Session) -> str:
        """What the session counts for: of a reserve, the activity that it is for."""
        activity = self.problem.activities[session.activity]
        return activity.reserve_for or activity.id

    def ahead(self, today: date) -> list[Session]:
        """Held sessions that end on `today` or later, by time. Who sat in those before, and has not
        done the activity, needs a seat again.
        """
        held = [s for sid in self.plan.held if (s := self.problem.session(sid)) is not None]
        for session in held:
            name = self.activity(session)
            if session.last_day < today and name in self._open:
                self._open[name][self._sitters(session)] = True
        return sorted(
            (s for s in held if s.last_day >= today and self.activity(s) in self._open),
            key=lambda s: (s.starts, s.id),
        )

    def hold(self, session: Session, chance: NDArray[np.float64], bits: np.random.PCG64) -> None:
        """Draw who comes, run by run: first of those who sit there, then of those in free seats."""
        name, sitters = self.activity(session), self._sitters(session)
        self._attend(session, sitters, self._ready(session, sitters), chance, bits)
        self._open[name][sitters] = True
        free = session.seats - len(self.plan.people.get(session.id, ()))
        others = self._others(session, {*sitters}) if free > 0 else []
        if others:
            able = self._open[name][others] & self._ready(session, others)
            able &= np.cumsum(able, axis=0) <= free
            self._attend(session, others, able, chance, bits)

    def ends(self) -> NDArray[np.int32]:
        """(person, run) -> the day on which everything required was done, `NEVER` if it was not."""
        last = np.zeros((len(self.people), self.runs), dtype=np.int32)
        for name, days in self._days.items():
            last = np.maximum(last, np.where(self._needs[name][:, None], days, 0))
        return last

    def _sitters(self, session: Session) -> list[int]:
        there = self.plan.people.get(session.id, ())
        return [self._row[person] for person in there if person in self._row]

    def _others(self, session: Session, sitters: set[int]) -> list[int]:
        """Who may take a free seat there, in some run."""
        name, home = self.activity(session), self.problem.venues[session.venue].kelurahan
        waiting = (self._open[name] & (self._days[name] == NEVER)).any(axis=1) & self._needs[name]
        found = []
        for row in np.flatnonzero(waiting):
            one = self.people[row]
            here = session.kecamatan in ("", one.kecamatan) and home in ("", one.kelurahan)
            if (
                here
                and row not in sitters
                and all(self.problem.can_come(one, day) for day in session.days)
            ):
                found.append(int(row))
        return found

    def _ready(self, session: Session, rows: Sequence[int]) -> NDArray[np.bool_]:
        """Who has not done it yet, and has done what comes before, long enough ago."""
        name, first = self.activity(session), session.first_day.toordinal()
        ready = np.asarray(self._days[name][rows] == NEVER)
        for order in self.problem.orders:
            if order.activity == name and order.after in self._days:
                before = self._days[order.after][rows]
                gap = first - before >= order.min_gap_days
                ready &= gap | ~self._needs[order.after][rows][:, None]
        return ready

    def _attend(
        self,
        session: Session,
        rows: Sequence[int],
        able: NDArray[np.bool_],
        chance: NDArray[np.float64],
        bits: np.random.PCG64,
    ) -> None:
        if not rows:
            return
        come = able & (uniform(bits, len(rows), self.runs) < chance[None, :])
        days = self._days[self.activity(session)]
        days[rows] = np.where(come, session.last_day.toordinal(), days[rows])


def _ordinal(day: date | None) -> int:
    return NEVER if day is None else day.toordinal()
