"""Draws who comes, many times: how often a session overflows, and how often the reserve is too
small.

Everyone comes or not for themselves, with the probability of table `kehadiran`. The stream is that
of the bit generator PCG64 (O'Neill, 2014), whose raw numbers NumPy keeps the same from version to
version, unlike those of its distributions: someone comes when their 64 bits, as a whole number, are
below per_thousand / 1000 of 2^64. Sessions are drawn by time, then id; within one session run after
run; so seed, runs and plan say every figure.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from okoce_opt.domain.candidates import turnout_of
from okoce_opt.domain.plan import Plan
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.sessions import Session

PER_BATCH = 1 << 21
"""Numbers drawn at once; it bounds the memory, not the stream."""


@dataclass(frozen=True, slots=True)
class Simulated:
    """What came of an activity.

    `overflows` of `runs` x `sessions` draws had more people than seats; a share `allowed` of them
    was to have at most (0 = no more are invited than there are seats). `worst` is the session that
    overflowed most, `worst_overflows` times. `turned_away` and `absent` are means of a run over all
    sessions. `reserve_seats` in all; in `too_small` of runs x `places` those who were absent or
    turned away in one kecamatan did not all have a seat in a reserve late enough.
    """

    activity: str
    sessions: int
    invited: int
    allowed: float
    overflows: int
    worst: str
    worst_overflows: int
    turned_away: float
    absent: float
    reserve_seats: int
    too_small: int
    places: int


@dataclass(frozen=True, slots=True)
class _Missed:
    """In one session, run by run: who needs a seat again, from which day on."""

    place: str
    ends: date
    people: NDArray[np.int64]


def simulate(problem: Problem, plan: Plan, runs: int, seed: int, gap: int) -> tuple[Simulated, ...]:
    """Each activity with a turnout that has held sessions, by id. `gap` = days between a missed
    session and a reserve.
    """
    chance = _Chance(np.random.PCG64(seed), runs)
    held = sorted(
        (s for sid in plan.held if (s := problem.session(sid)) is not None),
        key=lambda s: (s.starts, s.id),
    )
    found = []
    for name in sorted({turnout.activity for turnout in problem.turnouts}):
        sessions = [
            s
            for s in held
            if s.activity == name and turnout_of(name, s.kecamatan, problem.turnouts) is not None
        ]
        if sessions:
            reserves = [s for s in held if problem.activities[s.activity].reserve_for == name]
            found.append(_one(problem, plan, sessions, reserves, chance, gap))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Chance:
    """Where chance comes from, and how often it is asked."""

    bits: np.random.PCG64
    runs: int


def _one(
    problem: Problem,
    plan: Plan,
    sessions: Sequence[Session],
    reserves: Sequence[Session],
    chance: _Chance,
    gap: int,
) -> Simulated:
    """The held sessions of one activity, with those in reserve for it."""
    name, runs = sessions[0].activity, chance.runs
    overflows: dict[str, int] = {}
    missed: list[_Missed] = []
    turned_away = absent = invited = 0
    allowed = 0.0
    for session in sessions:
        turnout = turnout_of(name, session.kecamatan, problem.turnouts)
        people = len(plan.people[session.id])
        chairs = problem.venues[session.venue].places(problem.activities[name])
        per_thousand = turnout.per_thousand if turnout is not None else 1000
        come = _who_come(chance, people, per_thousand)
        over = np.maximum(come - chairs, 0)
        overflows[session.id] = int(np.count_nonzero(over))
        turned_away += int(over.sum())
        absent += int((people - come).sum())
        invited += people
        allowed += 1 / turnout.once_in if turnout is not None and turnout.once_in else 0.0
        missed.append(_Missed(session.kecamatan, session.last_day, people - come + over))
    worst = max(overflows, key=lambda sid: overflows[sid])
    places = sorted({one.place for one in missed})
    return Simulated(
        activity=name,
        sessions=len(sessions),
        invited=invited,
        allowed=allowed / len(sessions),
        overflows=sum(overflows.values()),
        worst=worst,
        worst_overflows=overflows[worst],
        turned_away=turned_away / runs,
        absent=absent / runs,
        reserve_seats=sum(session.seats for session in reserves),
        too_small=sum(
            _too_small(
                [m for m in missed if m.place == place],
                [r for r in reserves if r.kecamatan == place],
                runs,
                gap,
            )
            for place in places
        ),
        places=len(places),
    )


def _who_come(chance: _Chance, people: int, per_thousand: int) -> NDArray[np.int64]:
    """How many of `people` come, run by run."""
    runs = chance.runs
    if per_thousand >= 1000 or not people:
        return np.full(runs, people, dtype=np.int64)
    below = np.uint64((per_thousand << 64) // 1000)
    at_once = max(1, PER_BATCH // people)
    counts = []
    for start in range(0, runs, at_once):
        some = min(at_once, runs - start)
        drawn = chance.bits.random_raw(some * people)
        counts.append(np.count_nonzero(drawn.reshape(some, people) < below, axis=1))
    return np.concatenate(counts).astype(np.int64)


def _too_small(missed: Sequence[_Missed], reserves: Sequence[Session], runs: int, gap: int) -> int:
    """Runs in which, from some day on, more people need a seat again than reserves late enough
    have.
    """
    short = np.zeros(runs, dtype=bool)
    waiting = np.zeros(runs, dtype=np.int64)
    for day in sorted({one.ends for one in missed}, reverse=True):
        waiting = waiting + sum(one.people for one in missed if one.ends == day)
        short |= waiting > sum(
            session.seats for session in reserves if session.first_day >= day + timedelta(gap)
        )
    return int(np.count_nonzero(short))
