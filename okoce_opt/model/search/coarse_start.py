"""A better plan to begin with: an incumbent of everything improved on the coarse problem, and the
days so found filled with exact counts.

The coarse problem leaves out what the choice of days need not look at, and counts people where a
plan must know each of them. A step of the search over it sees many more days and kecamatan at once
than one over the exact rows, and costs a fraction. What it comes to is a proposal.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from okoce_opt.domain.ids import SessionId
from okoce_opt.model.formulation.build import Model
from okoce_opt.model.formulation.coarse import calendar_model, drop_rare_absences
from okoce_opt.model.formulation.counts import Counts, counts_in
from okoce_opt.model.search.completing import COMPLETING, completed
from okoce_opt.model.search.filling import fill
from okoce_opt.model.search.large_neighbourhood import Pace, Start, improve
from okoce_opt.model.search.state import Work, result_of
from okoce_opt.model.search.steps import CarryOut
from okoce_opt.model.solvers.cpsat import Effort
from okoce_opt.model.solvers.lexicographic import worth
from okoce_opt.rows.stratum import Stratum

STEP, IN_VAIN = 2.0, 4.0
"""Deterministic seconds of a step, longer than on exact rows since it sees more at once; and after
how many without gain, beyond twice what it took to the last gain, the search ends.
"""

FIRST = 0.6
"""The share of what is left that the first level alone may take."""

COARSER = 2
"""How many times as many strata the exact rows must have for the coarse problem to be worth it."""

MOST = 200_000
"""Of more seat columns no step is taken, coarse or not."""


@dataclass(frozen=True)
class CoarseStart:
    """What finding a plan to begin with is given; `carry_out` takes the steps of a round, `found`
    hears of each plan.
    """

    work: Work
    effort: Effort
    carry_out: CarryOut
    found: Callable[[Counts], None] = lambda counts: None

    def plans(self, known: Sequence[Counts], bounds: Sequence[int]) -> tuple[list[Counts], float]:
        """Exact counts on days found coarsely, beginning from the best of `known`, and the
        deterministic seconds that it took.

        First for the first level alone: what only later levels look at is left out, and people
        whom only later levels tell apart are counted together. Then for all levels.
        """
        found: list[Counts] = []
        spent = 0.0
        levels = self.work.instance.levels
        for many in sorted({1, len(levels)}):
            left = self.effort.deterministic - spent
            if left <= 0 or self.work.pool.stopped:
                break
            left *= FIRST if many < len(levels) else 1.0
            plan, took = self._plan(many, [*known, *found], bounds[:many], left)
            spent += took
            if plan is not None:
                found.append(plan)
                self.found(plan)
        return found, spent

    def _plan(
        self, many: int, known: Sequence[Counts], bounds: Sequence[int], left: float
    ) -> tuple[Counts | None, float]:
        """Exact counts on days found for so many levels; none where the coarse problem is not much
        smaller than the exact rows, or nothing better was found.
        """
        instance, strata, pool = self.work.instance, self.work.strata, self.work.pool
        looked_at = drop_rare_absences(replace(instance, levels=instance.levels[:many]))
        model = calendar_model(looked_at)
        if COARSER * len(model.strata) > len(strata) or len(model.seats) > MOST:
            return None, 0.0
        merged = [_merged(plan, strata, model) for plan in known]
        starts = [values for plan in merged if (values := completed(model, plan, COMPLETING))]
        if not starts:
            return None, 0.0
        start = min(starts, key=lambda values: _reached(model, values))
        improved = improve(
            Start(looked_at.problem, model, start, bounds),
            replace(self.effort, deterministic=left),
            self.carry_out,
            ended=lambda: pool.stopped,
            pace=Pace(STEP, IN_VAIN),
        )
        self.work.state.reproducible &= not improved.stopped
        if improved.reached >= _reached(model, start) or pool.stopped:
            return None, improved.spent
        held = counts_in(model, improved.values, improved.reached).held
        filled = result_of(pool.submit(fill, instance, held, self.effort), self.work.state)
        if filled is None:
            return None, improved.spent
        self.work.state.reproducible &= not filled.stopped
        return filled.counts, improved.spent + filled.spent


def _merged(plan: Counts, strata: Sequence[Stratum], coarse: Model) -> Counts:
    """A plan's counts by the strata of the coarse problem, which hold whole strata of the plan."""
    home = {member: stratum.id for stratum in coarse.strata for member in stratum.members}
    of = {stratum.id: home[stratum.members[0]] for stratum in strata}
    people: dict[tuple[str, SessionId], int] = {}
    for (stratum, session), count in plan.people.items():
        key = of.get(stratum, stratum), session
        people[key] = people.get(key, 0) + count
    return replace(plan, people=people)


def _reached(model: Model, values: Sequence[int]) -> tuple[int, ...]:
    return tuple(worth(objective, values) for objective in model.objectives)
