"""A better plan to begin with: an incumbent of everything improved on the coarse problem, and the
days so found filled with exact counts.

The coarse problem leaves out what the choice of days need not look at, and counts people where a
plan must know each of them. A step of the search over it sees many more days and kecamatan at once
than one over the exact rows, and costs a fraction. What it comes to is a proposal.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from okoce_opt.domain.ids import SessionId
from okoce_opt.model.formulation.build import Model
from okoce_opt.model.formulation.coarse import calendar_model, drop_rare_absences
from okoce_opt.model.formulation.counts import Counts, counts_in
from okoce_opt.model.search.completing import COMPLETING, completed
from okoce_opt.model.search.filling import FILLING, fill
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

FIRST = 12.0
"""Deterministic seconds that the first level alone may take."""

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
            most = FIRST if many < len(levels) else float("inf")
            proved = self.work.state.raised(bounds)[:many]
            proposed = self._plan(many, [*known, *found], proved, left, most)
            spent += proposed.spent
            if proposed.best is not None:
                found.append(proposed.best)
            if proposed.cut_short:
                # what follows would begin where a longer search does not
                return found, max(spent, self.effort.deterministic)
        return found, spent

    def _plan(
        self, many: int, known: Sequence[Counts], bounds: Sequence[int], left: float, most: float
    ) -> _Proposed:
        """Exact counts on days found for so many levels, within what is `left` and `most` seconds;
        none where the coarse problem is not much smaller than the exact rows, or nothing better was
        found.
        """
        instance, strata, pool = self.work.instance, self.work.strata, self.work.pool
        looked_at = drop_rare_absences(replace(instance, levels=instance.levels[:many]))
        model = calendar_model(looked_at)
        proposed = _Proposed(self, model)
        if COARSER * len(model.strata) > len(strata) or len(model.seats) > MOST:
            return proposed
        merged = [_merged(plan, strata, model) for plan in known]
        starts = [values for plan in merged if (values := completed(model, plan, COMPLETING))]
        if not starts:
            return proposed
        start = min(starts, key=lambda values: _reached(model, values))
        improved = improve(
            Start(looked_at.problem, model, start, bounds),
            replace(self.effort, deterministic=min(left, most)),
            self.carry_out,
            proposed.fill,
            ended=lambda: pool.stopped,
            # days to which a cut step led a longer search may never propose
            pace=Pace(STEP, IN_VAIN, whole=left < most),
        )
        proposed.cut_short = left < most and improved.used_up
        self.work.state.reproducible &= not improved.stopped
        # looser than the problem: what bounds it bounds every plan
        self.work.state.prove(improved.bounds, improved.reached)
        proposed.spent += improved.spent
        return proposed


@dataclass
class _Proposed:
    """Days found on a coarse model, each filled with exact counts: the best of them, what all took,
    and whether the search for them was `cut_short` by the effort.
    """

    start: CoarseStart
    model: Model
    best: Counts | None = None
    spent: float = 0.0
    cut_short: bool = False
    _seen: set[tuple[SessionId, ...]] = field(default_factory=set)

    def fill(self, values: list[int], reached: tuple[int, ...]) -> None:
        """Fill the days of a coarse plan, unless they have been filled."""
        work, held = self.start.work, counts_in(self.model, values, reached).held
        if held in self._seen or work.pool.stopped:
            return
        self._seen.add(held)
        whole = replace(self.start.effort, deterministic=FILLING)
        filled = result_of(work.pool.submit(fill, work.instance, held, whole), work.state)
        if filled is None:
            return
        self.spent += filled.spent
        work.state.reproducible &= not filled.stopped
        counts = filled.counts
        if counts is not None and (self.best is None or counts.values < self.best.values):
            self.best = counts
            self.start.found(counts)


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
