"""Large neighbourhood search: an incumbent from any source is improved on the exact rows, step by
step.

Each step frees a neighbourhood (`neighbourhoods`), holds the rest, and settles the levels one after
the other on what is left, the incumbent as hint; no level before it gets worse. Steps of a round
start from one incumbent, so that they can be taken at once in several processes, and are combined
in order: the same seed goes the same way, however many processes there are. With less effort the
way is the same and ends earlier: what the effort does not suffice for whole is taken step by step,
so that nothing is begun beyond it and more effort never ends worse.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from okoce_opt.domain.problem import Problem
from okoce_opt.model.formulation.build import Model
from okoce_opt.model.search.neighbourhoods import ALL, Neighbourhood, Neighbourhoods
from okoce_opt.model.search.steps import CarryOut, Step, Stepped
from okoce_opt.model.solvers.cpsat import Effort
from okoce_opt.rows.linear import Priced
from okoce_opt.rows.restriction import Incidence, Restricted, Values

AT_ONCE = 4
"""Steps of one round, whatever the number of processes."""

STEP, PATIENCE, LONGER, LONGEST = 0.6, 6, 1.5, 10.0
"""Deterministic seconds of a step; after so many rounds without gain steps get longer, up to that
many seconds.
"""

EVERYTHING, DOUBLED, FEW = 0.25, 2.0, 30_000
"""Where there are few columns steps that free everything may have so much of what is spent, less
where they bring nothing; each is so many times as long as the last, the first as long as any step.
"""

LEAST_SHARE, MOST_SHARE = 0.03, 0.5
"""Between these is what they may have."""

LEAST, BUILDING = 0.01, 0.01
"""What a step counts as at least, and what a thousand free columns count as, in deterministic
seconds: for making it.
"""


@dataclass(frozen=True, slots=True)
class Improved:
    """An incumbent after the search: values of all columns, the levels' values, bounds where the
    search has proved any (by level), deterministic seconds, whether it was stopped, and whether the
    effort was used up with something left to try.
    """

    values: list[int]
    reached: tuple[int, ...]
    bounds: dict[int, int]
    spent: float
    stopped: bool
    used_up: bool = False


@dataclass(frozen=True, slots=True)
class Start:
    """What the search begins with: `values` of all columns of a problem's model, which meet its
    rows, and `bounds` of the levels, each given the values before it.
    """

    problem: Problem
    model: Model
    values: Sequence[int]
    bounds: Sequence[int]


@dataclass(frozen=True, slots=True)
class Pace:
    """How long a step is at first, and after how many seconds `in_vain`, beyond twice the time to
    the last gain, the search ends. `whole`: of a last step that the effort cut short nobody hears.
    """

    first_step: float = STEP
    in_vain: float = float("inf")
    whole: bool = False


STEADY = Pace()


def improve(
    start: Start,
    effort: Effort,
    carry_out: CarryOut,
    better: Callable[[list[int], tuple[int, ...]], None] = lambda values, reached: None,
    ended: Callable[[], bool] = lambda: False,
    pace: Pace = STEADY,
) -> Improved:
    """Improve what it starts with for `effort.deterministic` seconds, or until every level is at
    its bound or proved by the search itself, or until there was no gain for too long (`pace`).

    `carry_out` takes the steps of a round, in order; None stands for one that was lost.
    `better(values, reached)` hears of each better incumbent.
    """
    search = _Search(start, effort, pace.first_step)
    gained_at, in_vain = 0.0, False

    def heard(*, cut: bool) -> None:
        if not (cut and pace.whole):
            better(search.best.tolist(), search.reached)

    while not (search.is_over or ended() or in_vain):
        if search.take_round(carry_out, heard):
            gained_at = search.spent
        in_vain = search.spent > pace.in_vain + 2 * gained_at
    return Improved(
        *(search.best.tolist(), search.reached, search.proved, search.spent, search.stopped),
        used_up=search.is_used_up and bool(search.open_levels),
    )


Try = tuple[Neighbourhood, Step, Restricted]


class _Search:
    """The incumbent, what is known of its levels, and how far the search is."""

    def __init__(self, start: Start, effort: Effort, first_step: float) -> None:
        model = start.model
        self.model, self.effort = model, effort
        self.incidence = Incidence(model.rows)
        self.neighbourhoods = Neighbourhoods(start.problem, model, self.incidence, effort.seed)
        self.best: Values = np.asarray(start.values, dtype=np.int64)
        self.bounds = tuple(start.bounds)
        self.proved: dict[int, int] = {}
        self.spent, self.stopped, self._ended = 0.0, False, False
        self._costs = [_cost(each, self.incidence.width) for each in model.objectives]
        self.reached = self._worth(self.best)
        self._barren, self._step, self._taken = 0, first_step, 0
        self._everything, self._on_everything, self._share = first_step, 0.0, EVERYTHING

    @property
    def open_levels(self) -> list[int]:
        """Levels whose value is above every bound that is known of it."""
        found, ideal = [], True
        for number, value in enumerate(self.reached):
            # a bound stands on the levels before it being at theirs
            bound = self.bounds[number] if ideal and number < len(self.bounds) else 0
            if value > max(bound, self.proved.get(number, 0)):
                found.append(number)
            ideal &= value <= bound
        return found

    @property
    def is_over(self) -> bool:
        return self.is_used_up or not self.open_levels

    @property
    def is_used_up(self) -> bool:
        """Whether it was the effort that ended the search."""
        return self._ended or self.left <= 0

    @property
    def left(self) -> float:
        return self.effort.deterministic - self.spent

    def take_round(self, carry_out: CarryOut, heard: Callable[..., None]) -> bool:
        """Take the steps of the next round, all from one incumbent; whether it got better.

        Near the end one after the other, each within what is left; with one that is cut short the
        search ends. `heard(cut=...)` is called after each gain.
        """
        before = self.reached
        tried = [self._next() for _ in range(AT_ONCE)]
        if sum(step.effort.deterministic for _, step, _ in tried) <= self.left:
            self._take(tried, carry_out, before, heard)
            tried = []
        for one in tried:
            # a longer run takes a step whole that is cut here; what it comes to may then not go
            # with what the round has gained
            cut = self.left < one[1].effort.deterministic
            self._ended |= cut and self.reached < before
            if self.is_over:
                break
            self._take([self._within(one)], carry_out, before, heard, may_be_cut=cut)
        self._barren = 0 if self.reached < before else self._barren + 1
        if self._barren >= PATIENCE:
            self._barren, self._step = 0, min(LONGEST, self._step * LONGER)
        return self.reached < before

    def _within(self, one: Try) -> Try:
        """The step, taking no longer than what is left."""
        neighbourhood, step, restricted = one
        effort = replace(step.effort, deterministic=min(self.left, step.effort.deterministic))
        return neighbourhood, replace(step, effort=effort), restricted

    def _next(self) -> Try:
        self._taken += 1
        # most steps begin with the first open level, some with a later one that is open too
        open_levels = self.open_levels
        later = 0 if self._taken % 4 else self._taken // 4
        first, seconds = open_levels[later % len(open_levels)], self._step
        if self.incidence.width <= FEW and self._on_everything <= self._share * self.spent:
            # what is searched as a whole is proved: from the first level that is open
            tried, first = self.neighbourhoods.everything(), open_levels[0]
            seconds = self._everything
            self._everything *= DOUBLED
            self._on_everything += seconds
        else:
            tried = self.neighbourhoods.drawn(self.best)
        restricted = self.incidence.restricted(tried.free, self.best, self.model.objectives)
        rows = restricted.rows
        for number, objective in enumerate(restricted.objectives[:first]):
            most = self.reached[number] - objective.constant
            rows.require(objective.terms, None, most, "earlier_level", str(number + 1))
        step = Step(
            rows,
            restricted.objectives[first:],
            tuple(self.best[restricted.columns].tolist()),
            replace(
                self.effort,
                deterministic=seconds,
                seed=self.effort.seed + self._taken,
                subsolvers=(tried.way,),
                brief=True,
            ),
        )
        return tried, step, restricted

    def _take(
        self,
        tried: Sequence[Try],
        carry_out: CarryOut,
        before: tuple[int, ...],
        heard: Callable[..., None],
        *,
        may_be_cut: bool = False,
    ) -> None:
        """Take steps at once, which begin from an incumbent that had come to `before`, and combine
        what they come to into the incumbent, in order.
        """
        results = carry_out([step for _, step, _ in tried])
        for (neighbourhood, step, restricted), result in zip(tried, results, strict=True):
            if result is None:
                self.spent += LEAST
                self.stopped = True
                continue
            cost = result.spent + LEAST + BUILDING * len(step.hint) / 1000
            self.spent += cost
            self.stopped |= result.stopped
            gained = self._combined(restricted, result)
            # a step over everything is longer than others
            share = cost / max(LEAST, step.effort.deterministic)
            self.neighbourhoods.learned(neighbourhood, gained, result.to_the_end, share)
            if neighbourhood.kind == ALL:
                change = DOUBLED if gained else 1 / DOUBLED
                self._share = min(MOST_SHARE, max(LEAST_SHARE, change * self._share))
            if neighbourhood.is_all and not result.stopped:
                self._prove(len(self.reached) - len(step.objectives), before, result)
            cut = may_be_cut and not result.to_the_end
            self._ended |= cut
            if gained:
                heard(cut=cut)

    def _combined(self, restricted: Restricted, result: Stepped) -> bool:
        candidate = self.best.copy()
        candidate[restricted.columns] = result.values
        reached = self._worth(candidate)
        if reached > self.reached or not self.incidence.meets(candidate):
            return False
        gained = reached < self.reached
        self.best, self.reached = candidate, reached
        return gained

    def _prove(self, first: int, before: tuple[int, ...], result: Stepped) -> None:
        """Bounds that a search of everything proved, where the values before still stand."""
        for number, bound in enumerate(result.bounds, first):
            if bound is not None and before[:number] == self.reached[:number]:
                self.proved[number] = max(bound, self.proved.get(number, bound))

    def _worth(self, values: Values) -> tuple[int, ...]:
        return tuple(
            objective.constant + int(cost @ values)
            for objective, cost in zip(self.model.objectives, self._costs, strict=True)
        )


def _cost(objective: Priced, width: int) -> Values:
    cost = np.zeros(width, dtype=np.int64)
    for coefficient, column in objective.terms:
        cost[column] += coefficient
    return cost
