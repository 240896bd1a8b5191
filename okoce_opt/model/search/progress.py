"""What the live line is told while a plan is looked for: at each step, and again as time goes
on.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from okoce_opt.domain.words import Words
from okoce_opt.goals.most_placed import MostPlaced
from okoce_opt.model.search.state import Search
from okoce_opt.model.sharing.joint import join_bounds
from okoce_opt.options import Progress
from okoce_opt.scenario import Scenario

COST = Words("biaya", "cost")
SEARCHING = Words("mencari yang lebih baik", "searching for better")


class Telling:
    """Tells `progress` of each stage; of two plans the better is told: a quick one may beat what
    the search has so far.
    """

    def __init__(
        self,
        scenario: Scenario,
        progress: Callable[[Progress], None],
        limit: float | None = None,
    ) -> None:
        self._scenario, self._progress, self._limit = scenario, progress, limit
        self._begun = time.monotonic()
        self._tasks: Sequence[object] = ()
        self._since = self._begun
        self._unit, self._price = _last_unit(scenario)
        self._stage = SEARCHING
        self._least: tuple[int, ...] = ()
        self._bound: int | None = None
        self._search = Search()

    def __call__(
        self, stage: Words, values: tuple[int, ...] = (), bound: int | None = None
    ) -> None:
        """The levels' values of a plan and the last level's bound, where they are known."""
        self._stage, self._bound = stage, bound
        self._least = min(values, self._least) if values and self._least else values or self._least
        self.again()

    def found(self, search: Search) -> None:
        """How far the search is."""
        self._search = search
        self(SEARCHING, *joint(self._scenario, search))

    def again(self) -> None:
        """The same, at this moment's time and kecamatan."""
        names = [self._scenario.problem.kecamatan[code].name for code in self._search.working()]
        parts, left = self._how_far()
        value, bound = (
            None if cost is None else -(-cost // self._price)
            for cost in (self._least[-1] if self._least else None, self._bound)
        )
        self._progress(
            Progress(
                time.monotonic() - self._begun,
                self._stage,
                value,
                bound,
                tuple(names),
                self._unit,
                _missing_seats(self._scenario, self._least),
                parts,
                left,
            )
        )

    def _how_far(self) -> tuple[tuple[int, int] | None, float | None]:
        """How many of the parts that are searched now are done, and how long the others may take at
        that pace, no longer than the limit allows.
        """
        now = time.monotonic()
        tasks = self._search.tasks if self._stage == SEARCHING else ()
        if tasks is not self._tasks:
            self._tasks, self._since = tasks, now
        done = sum(task.done() for _, task in tasks)
        left = None
        if 0 < done < len(tasks):
            left = (now - self._since) * (len(tasks) - done) / done
            if self._limit is not None:
                left = max(0.0, min(left, self._begun + self._limit - now))
        return ((done, len(tasks)) if len(tasks) > 1 else None), left


def _last_unit(scenario: Scenario) -> tuple[Words | None, int]:
    """In what the last level is counted, and the price of one: where several goals are added, the
    planner's prices.
    """
    last = scenario.levels[-1] if scenario.levels else ()
    if len(last) == 1:
        return last[0].goal.unit, max(1, last[0].price)
    return (COST if last else None), 1


def _missing_seats(scenario: Scenario, values: Sequence[int]) -> int | None:
    """Seats that are missing, where a level counts nothing else."""
    for level, value in zip(scenario.levels, values, strict=False):
        if len(level) == 1 and level[0].goal.kind == MostPlaced.kind:
            return value // max(1, level[0].price)
    return None


def joint(scenario: Scenario, state: Search) -> tuple[tuple[int, ...], int | None]:
    """The levels' values as far as the parts have come, none until every part has some; and the
    last level's bound.
    """
    levels, parts = scenario.levels, dict(state.parts)
    if not levels or state.missing(scenario.problem):
        return (), None
    bounds = [
        state.bounds[name][-1] for name in parts if len(state.bounds.get(name, ())) == len(levels)
    ]
    bound = (
        join_bounds(levels[-1], bounds)
        if len(bounds) == len(parts) and not state.narrowed
        else None
    )
    # several goals, one of them a maximum, come to more than the greatest part and to less than the
    # sum
    mixed = any(
        len(level) > 1 and any(priced.goal.over_kecamatan == "max" for priced in level)
        for level in levels
    )
    if mixed and len(parts) > 1:
        return (), bound
    return tuple(
        join_bounds(level, [part.values[n] for part in parts.values()])
        for n, level in enumerate(levels)
    ), bound
