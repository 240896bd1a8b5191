"""How many will finish, by the turnout seen so far, with its uncertainty.

Turnout differs from session to session more than people who each come or not for themselves would
make it differ. So each run first draws which of the sessions seen so far it believes in (as many,
with replacement: the bootstrap of whole sessions; Davison and Hinkley, 1997, Bootstrap Methods,
3.8). For each session ahead it takes one of them, of c who came of n, and draws that session's
chance from Beta(1 + c, 1 + n - c): what is known of a chance after c of n where nothing was known
before (Gelman et al., 2013, Bayesian Data Analysis, 2.1). Then everyone comes or not; who comes is
beta-binomial. Beta(k, n + 1 - k) is the k-th smallest of n uniform numbers (David and Nagaraja,
2003, Order Statistics, 2.3), so that raw numbers of PCG64, which stay the same from version to
version, say every figure.

Who misses takes a seat that is left free in a session ahead, those who have waited longest first;
no session is added.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from okoce_opt.domain.attended import Attendance, days_of
from okoce_opt.domain.candidates import turnout_of
from okoce_opt.domain.ids import PersonId, SessionId
from okoce_opt.domain.plan import Plan
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.sessions import activity_of
from okoce_opt.status.drawn_year import NEVER, Year, uniform
from okoce_opt.status.standing import days_done

RUNS, SEED = 200, 1
FEWEST, MOST = 40, 4_000_000
"""Runs at least, and people times runs at most: for many people fewer runs will do."""
ENOUGH = 5
"""Sheets of an activity in a kecamatan from which on those alone say what to expect there."""
LOW, MIDDLE, HIGH = 0.05, 0.5, 0.95


@dataclass(frozen=True, slots=True)
class Seen:
    """Of one session whose sheets are back: who came of how many."""

    activity: str
    kecamatan: str
    came: int
    people: int


@dataclass(frozen=True, slots=True)
class Range:
    """What 90 of 100 runs come to: from `low` to `high`, half of them below `middle`."""

    low: int
    middle: int
    high: int


@dataclass(frozen=True, slots=True)
class Forecast:
    """How many will have finished: at the end, in each kecamatan, and at the end of each month that
    is still to come.
    """

    total: Range
    kecamatan: Mapping[str, Range]
    months: tuple[tuple[date, Range], ...]


def turnout_seen(problem: Problem, plan: Plan, attendance: Attendance) -> tuple[Seen, ...]:
    """Sessions whose sheets are all back, by id: of the people marked there, how many came on
    enough days. A reserve counts for the activity that it is for.
    """
    marked: dict[SessionId, set[PersonId]] = {}
    for person, sat_in, _ in attendance.marks:
        marked.setdefault(sat_in, set()).add(person)
    came = attendance.came()
    found = []
    for sid in sorted(marked):
        activity, session = problem.activities.get(activity_of(sid)), problem.session(sid)
        days = days_of(problem, sid)
        if (
            session is None
            or activity is None
            or not {(sid, d) for d in days} <= attendance.returned
        ):
            continue
        enough = activity.days_to_finish
        there = sum(len(came.get((person, sid), ())) >= enough for person in marked[sid])
        name = activity.reserve_for or activity.id
        found.append(Seen(name, session.kecamatan, there, len(marked[sid])))
    return tuple(found)


def forecast(
    problem: Problem,
    plan: Plan,
    attendance: Attendance,
    today: date,
    *,
    runs: int = RUNS,
    seed: int = SEED,
) -> Forecast | None:
    """What is to be expected of the sessions from `today` on; None where neither sheets nor the
    table `kehadiran` say anything of turnout.
    """
    seen = turnout_seen(problem, plan, attendance)
    if not seen and not problem.turnouts:
        return None
    runs = max(FEWEST, min(runs, MOST // max(1, len(problem.registrants))))
    year = Year(problem, plan, days_done(problem, attendance), runs)
    bits = np.random.PCG64(seed)
    beliefs: dict[tuple[Seen, ...], _Belief] = {}
    for session in year.ahead(today):
        pool = _pool(seen, year.activity(session), session.kecamatan)
        if pool:
            if pool not in beliefs:
                beliefs[pool] = _Belief(pool, runs, bits)
            chance = beliefs[pool].chances(bits)
        else:
            turnout = turnout_of(year.activity(session), session.kecamatan, problem.turnouts)
            expected = 1.0 if turnout is None else turnout.per_thousand / 1000
            chance = np.full(runs, expected)
        year.hold(session, chance, bits)
    ends = year.ends()
    homes = np.array([registrant.kecamatan for registrant in year.people])
    return Forecast(
        _range((ends < NEVER).sum(axis=0)),
        {code: _range((ends[homes == code] < NEVER).sum(axis=0)) for code in problem.kecamatan},
        tuple(
            (day, _range((ends <= day.toordinal()).sum(axis=0)))
            for day in _month_ends(today, problem.calendar.last)
        ),
    )


def _month_ends(today: date, last: date) -> Iterator[date]:
    """The last day of each month from today's to that of the programme's last day, which is the
    last.
    """
    year, month = today.year, today.month
    while True:
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
        end = date.fromordinal(date(year, month, 1).toordinal() - 1)
        if end >= last:
            break
        yield end
    if last >= today:
        yield last


def _range(counts: NDArray[np.int64]) -> Range:
    cut = np.quantile(counts, (LOW, MIDDLE, HIGH), method="inverted_cdf")
    return Range(*(int(one) for one in cut))


def _pool(seen: Sequence[Seen], activity: str, kecamatan: str) -> tuple[Seen, ...]:
    """The sessions that say what to expect: of the activity here, else anywhere, else all."""
    alike = [one for one in seen if one.activity == activity]
    here = [one for one in alike if one.kecamatan == kecamatan]
    return tuple(here if len(here) >= ENOUGH else alike or seen)


class _Belief:
    """Which of the sessions seen each run believes in."""

    def __init__(self, pool: Sequence[Seen], runs: int, bits: np.random.PCG64) -> None:
        self.came = np.array([one.came for one in pool])
        self.people = np.array([one.people for one in pool])
        self.drawn = (uniform(bits, runs, len(pool)) * len(pool)).astype(np.int64)

    def chances(self, bits: np.random.PCG64) -> NDArray[np.float64]:
        """The chance that somebody comes to one session ahead, run by run."""
        runs, size = self.drawn.shape
        column = (uniform(bits, runs) * size).astype(np.int64)
        which = self.drawn[np.arange(runs), column]
        most = int(self.people.max()) + 1
        numbers = uniform(bits, runs, most)
        # n + 1 numbers: the (c + 1)-th smallest is Beta(1 + c, 1 + n - c)
        numbers[np.arange(most)[None, :] > self.people[which][:, None]] = 2.0
        numbers.sort(axis=1)
        return np.asarray(numbers[np.arange(runs), self.came[which]])
