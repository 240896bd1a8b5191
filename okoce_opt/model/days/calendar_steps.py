"""From a calendar to a better one nearby: one session moved to another day, or two that trade their
activities.

A search for days sees few of the absences that single people have. Where that leaves something out,
the days it found are improved step by step: each time to the first neighbour that comes to less,
tried in order of what single people's absences would cost there (`person_costs`). The coarse
relaxation is solved only where the multipliers of those solved before do not say already that the
neighbour is no better. One calendar so improved is worth a dozen searches.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from okoce_opt.domain.ids import SessionId
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.sessions import Session
from okoce_opt.model.days.person_costs import PersonCosts
from okoce_opt.model.formulation.build import Model
from okoce_opt.model.sharing.linking import must_be_held
from okoce_opt.model.solvers.relaxation import relax
from okoce_opt.processes.worker import stopping
from okoce_opt.rows.linear import Priced

PROMISE = 5e-6
"""What a coarse relaxation with its sessions held counts as, in deterministic seconds a column."""

TRIES = 15
"""So many relaxations are solved for one step."""

NEAR = 0.01
"""Days that promise more than this above the bound lack more than single people's days; steps do
not help them.
"""

Floats = NDArray[np.float64]
Calendar = tuple[SessionId, ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """Held sessions, what they can come to, and the deterministic seconds it took to say so."""

    held: Calendar
    value: int
    spent: float


@dataclass
class Judge:
    """What calendars can come to under one objective of the coarse model; with `person_costs` they
    are bettered by steps too.

    Every relaxation solved leaves a cut: its multipliers prove of any calendar that it comes to at
    least a start and what its sessions cost there (Benders, Partitioning procedures for solving
    mixed-variables programming problems, Numerische Mathematik 4, 1962). `cuts` holds the starts
    and the prices of the candidate sessions.
    """

    problem: Problem
    coarse: Model
    objective: Priced
    person_costs: PersonCosts | None
    cuts: list[tuple[float, Floats]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._column = np.array(list(self.coarse.held.values()), dtype=np.int64)
        self._number = {sid: number for number, sid in enumerate(self.coarse.held)}
        self._one = PROMISE * len(self.coarse.rows.names)

    def promise(self, held: Calendar) -> int | None:
        """What a calendar can come to at best: the coarse relaxation with its sessions held; None
        if nothing fits it.
        """
        rows = self.coarse.rows.copy()
        chosen = set(held)
        for session, column in self.coarse.held.items():
            rows.lower[column] = rows.upper[column] = int(session in chosen)
        relaxed = relax(rows, self.objective)
        if relaxed.bound is not None and self.person_costs is not None:
            price = relaxed.reduced_costs[self._column]
            self.cuts.append((relaxed.bound - 1 - float(self._chosen([held])[0] @ price), price))
        return relaxed.bound

    def judged(self, held: Calendar, bound: int, most: float) -> Judged | None:
        """The calendar, or the best that steps from it come to within `most` deterministic seconds;
        None if nothing fits it.

        `bound` is the objective's on all days.
        """
        promise = self.promise(held)
        if promise is None or self.person_costs is None:
            return None if promise is None else Judged(held, promise, 0.0)
        best = Judged(held, promise + self.person_costs.more(held), self._one)
        far = promise - bound > NEAR * max(1, bound)
        while not far and best.spent < most and not stopping.is_set():
            better, spent = self._step(self.person_costs, best)
            best = Judged(*(better or (best.held, best.value)), best.spent + spent)
            if better is None:
                break
        return best

    def _step(self, costs: PersonCosts, best: Judged) -> tuple[tuple[Calendar, int] | None, float]:
        """The first neighbour found better, those first where single people pay least, its value,
        and what looking took.
        """
        others = list(_neighbours(self.problem, self.coarse, best.held))
        spent = sum(costs.effort(other) for other in others)
        more = np.array([costs.more(other) for other in others])
        chosen = self._chosen(others)
        hope = more + np.max([start + chosen @ price for start, price in self.cuts], axis=0)
        tries = 0
        for number in np.argsort(more, kind="stable").tolist():
            if hope[number] >= best.value:
                continue
            if tries == TRIES:
                break
            tries += 1
            spent += self._one
            hoped = self.promise(others[number])
            if hoped is not None and hoped + more[number] < best.value:
                return (others[number], hoped + int(more[number])), spent
            if hoped is not None:
                start, price = self.cuts[-1]
                np.maximum(hope, more + start + chosen @ price, out=hope)
        return None, spent

    def _chosen(self, calendars: Sequence[Calendar]) -> Floats:
        """1 for each session held (calendars x candidates)."""
        chosen = np.zeros((len(calendars), len(self._number)))
        for row, held in enumerate(calendars):
            chosen[row, [self._number[sid] for sid in held if sid in self._number]] = 1.0
        return chosen


def _neighbours(problem: Problem, coarse: Model, held: Calendar) -> Iterator[Calendar]:
    """Calendars one change away."""
    fixed = must_be_held(problem)
    there = [problem.sessions[sid] for sid in held]
    movable = [session for session in there if session.id not in fixed]
    candidates: dict[str, list[Session]] = {}
    for sid in coarse.held:
        candidates.setdefault(problem.sessions[sid].activity, []).append(problem.sessions[sid])
    for session in movable:
        others = [other for other in there if other is not session]
        taken = {(other.venue, slot) for other in others for slot in other.slots}
        rest = [other.id for other in others]
        for other in candidates[session.activity]:
            if other.id not in held and not any(
                (other.venue, slot) in taken for slot in other.slots
            ):
                yield tuple(sorted([*rest, other.id]))
    at = {
        (s.activity, s.venue, s.first_day, s.part): s.id
        for those in candidates.values()
        for s in those
    }
    for number, one in enumerate(movable):
        for two in movable[:number]:
            traded = [
                at[key]
                for a, b in ((one, two), (two, one))
                if (key := (a.activity, b.venue, b.first_day, b.part)) in at
            ]
            if one.activity != two.activity and len(traded) == 2:
                yield tuple(sorted([*(s.id for s in there if s not in (one, two)), *traded]))
