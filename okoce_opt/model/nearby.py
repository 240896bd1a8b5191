"""From a calendar to a better one nearby: one session moved to another day, or two that trade their activities.

A search for days sees few of the absences that single people have. Where that leaves something out, the days it
found are improved step by step, each time by the change that leaves people alone (`alone`) the least to
pay, if the coarse relaxation holds it for no dearer. One calendar so improved is worth a dozen searches.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from okoce_opt.domain.problem import Problem
from okoce_opt.domain.sessions import Session
from okoce_opt.model.alone import Alone
from okoce_opt.model.build import Model
from okoce_opt.model.sharing import must_be_held
from okoce_opt.model.to_relaxation import Relaxed, relax
from okoce_opt.rows import Priced

PROMISE = 8e-6
"""What a coarse relaxation with its sessions held counts as, in deterministic seconds a column."""

TRIES = 30
"""So many changes are held up to the relaxation in one step."""

NEAR = 0.01
"""Days that promise more than this above the bound lack more than single people's days; steps do not help them."""


@dataclass(frozen=True, slots=True)
class Judged:
    """Held sessions, what they can come to, and what finding them took."""

    held: tuple[str, ...]
    value: int
    spent: float


def promise_of(model: Model, objective: Priced, held: Collection[str]) -> int | None:
    """What a calendar can come to at best: the coarse relaxation with its sessions held; None if nothing fits it."""
    return _relaxed(model, objective, held).bound


def nearby(
    problem: Problem, coarse: Model, objective: Priced, bound: int, alone: Alone, held: Sequence[str], most: float
) -> Judged | None:
    """The best that steps from `held` come to within `most` deterministic seconds; None if nothing fits `held`.

    `bound` is the objective's on all days.
    """
    promise = promise_of(coarse, objective, held)
    if promise is None:
        return None
    one = PROMISE * len(coarse.rows.names)
    best, spent = Judged(tuple(held), promise + alone.more(held), one), one
    cuts: list[Cut] = []
    while spent < most and promise - bound <= NEAR * max(1, bound):
        better = []
        for other in _neighbours(problem, coarse, best.held):
            spent += alone.effort(other)
            if (more := alone.more(other)) < best.value - promise:
                better.append((more, other))
        tries = 0
        for more, other in sorted(better):
            if any(cut.least(other) + more >= best.value for cut in cuts):
                continue
            if (tries := tries + 1) > TRIES:
                return Judged(best.held, best.value, spent)
            spent += one
            relaxed = _relaxed(coarse, objective, other)
            if relaxed.bound is not None and relaxed.bound + more < best.value:
                best, promise = Judged(other, relaxed.bound + more, spent), relaxed.bound
                break
            cuts.append(Cut.of(coarse, relaxed, other))
        else:
            break
    return Judged(best.held, best.value, spent)


@dataclass(frozen=True, slots=True)
class Cut:
    """What the multipliers of one calendar's relaxation prove of every other calendar: at least `start` and what
    its sessions cost there (Benders, Partitioning procedures for solving mixed-variables programming problems, 1962)."""

    start: float
    session: Mapping[str, float]

    @classmethod
    def of(cls, model: Model, relaxed: Relaxed, held: Collection[str]) -> Cut:
        """The cut of a calendar's relaxation; one that says nothing where that has no multipliers."""
        if relaxed.bound is None:
            return cls(0.0, {})
        session = {sid: float(relaxed.reduced_costs[column]) for sid, column in model.held.items()}
        return cls(relaxed.bound - sum(session[sid] for sid in held), session)

    def least(self, held: Collection[str]) -> float:
        """What these sessions come to at least."""
        return self.start + sum(self.session.get(sid, 0.0) for sid in held)


def _relaxed(model: Model, objective: Priced, held: Collection[str]) -> Relaxed:
    """The relaxation with just these sessions held."""
    rows = model.rows.copy()
    chosen = set(held)
    for session, column in model.held.items():
        rows.lower[column] = rows.upper[column] = int(session in chosen)
    return relax(rows, objective)


def _neighbours(problem: Problem, coarse: Model, held: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Calendars one change away."""
    fixed = must_be_held(problem)
    there = [problem.sessions[sid] for sid in held]
    movable = [session for session in there if session.id not in fixed]
    candidates: dict[str, list[Session]] = {}
    for sid in coarse.held:
        candidates.setdefault(problem.sessions[sid].activity, []).append(problem.sessions[sid])
    at = {(s.activity, s.venue, s.first_day, s.part): s.id for those in candidates.values() for s in those}
    for session in movable:
        others = [other for other in there if other is not session]
        taken = {(other.venue, slot) for other in others for slot in other.slots}
        rest = [other.id for other in others]
        for other in candidates[session.activity]:
            if other.id not in held and not any((other.venue, slot) in taken for slot in other.slots):
                yield tuple(sorted([*rest, other.id]))
    for number, one in enumerate(movable):
        for two in movable[:number]:
            traded = (
                at.get((two.activity, one.venue, one.first_day, one.part)),
                at.get((one.activity, two.venue, two.first_day, two.part)),
            )
            if one.activity != two.activity and None not in traded:
                yield tuple(sorted([*(s.id for s in there if s is not one and s is not two), *(sid for sid in traded if sid)]))
