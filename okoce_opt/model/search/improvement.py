"""The best plan so far of the whole problem, improved on its exact rows once the parts are planned.

Whatever a plan came from (parts put together, one model, the quick plan), it becomes values of one
model's columns, and large neighbourhood search goes on from there until the effort is used or
nothing is left to gain.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from okoce_opt.domain.narrowing import narrowed
from okoce_opt.domain.problem import Problem
from okoce_opt.goals.goal import Level
from okoce_opt.model.formulation.build import Model, build
from okoce_opt.model.formulation.counts import Counts, counts_in
from okoce_opt.model.search.coarse_start import CoarseStart
from okoce_opt.model.search.completing import COMPLETING, completed
from okoce_opt.model.search.large_neighbourhood import Step, Stepped, improve, take_step
from okoce_opt.model.search.open_parts import (
    for_each_level,
    open_codes,
    put_back,
    put_together,
    taken_out,
    values_together,
)
from okoce_opt.model.search.relaxed_bounds import bound_whole
from okoce_opt.model.search.searched_bounds import search_bounds_of_parts
from okoce_opt.model.search.state import WHOLE, Search, result_of
from okoce_opt.model.sharing.joint import (
    compares_kecamatan,
    is_summed,
    join_bounds,
    levels_of_part,
)
from okoce_opt.model.solvers.cpsat import Effort
from okoce_opt.model.solvers.lexicographic import RELAXING, worth
from okoce_opt.processes.pool import Pool
from okoce_opt.rows.stratum import Stratum
from okoce_opt.rules.rule import Rule

IN_VAIN = 3.0
"""A change is wanted soon: it is given up after so many deterministic seconds without gain, beyond
twice what it took to the last gain.
"""


def improve_together(
    problem: Problem,
    rules: Sequence[Rule],
    levels: Sequence[Level],
    strata: Sequence[Stratum],
    pool: Pool,
    effort: Effort,
    state: Search,
    quick: Counts | None,
    found: Callable[[Search], None],
    *,
    exactly: bool = True,
) -> None:
    """Improve what `state` has, or the quick plan, with what is left of the effort; the result is
    one part: the whole, or what of parts that share nothing is not at its bounds. Not `exactly`: on
    the coarse problem alone, the exact rows being too many.
    """
    if not levels or (state.missing(problem) and quick is None):
        return
    if problem.announced.seats and not state.missing(problem):
        effort = search_bounds_of_parts(problem, rules, levels, pool, effort, state)
    codes = open_codes(problem, levels, state, quick)
    if codes == ():
        return
    if codes is None:
        _improve(problem, rules, levels, strata, pool, effort, state, quick, found, exactly)
        return
    alone = taken_out(state, levels, codes)

    def heard(so_far: Search) -> None:
        put_back(state, so_far, codes)
        found(state)

    here = [stratum for stratum in strata if stratum.one.kecamatan in codes]
    part = narrowed(problem, codes)
    below = levels_of_part(levels)
    _improve(part, rules, below, here, pool, effort, alone, None, heard, exactly)
    put_back(state, alone, codes)
    state.spent += alone.spent
    state.deaths += alone.deaths
    state.reproducible &= alone.reproducible


def _improve(
    problem: Problem,
    rules: Sequence[Rule],
    levels: Sequence[Level],
    strata: Sequence[Stratum],
    pool: Pool,
    effort: Effort,
    state: Search,
    quick: Counts | None,
    found: Callable[[Search], None],
    exactly: bool,
) -> None:
    """Improve what `state` has, or the quick plan; the result is one part, the whole."""
    plans = [] if state.missing(problem) else [put_together(state)]
    plans += [] if quick is None else [quick]
    bounds = _ideal_bounds(problem, rules, levels, pool, state, effort)
    # what holds kecamatan against one another parts have not looked at
    unseen = compares_kecamatan(levels) and WHOLE not in state.parts
    so_far = [] if unseen or state.missing(problem) else [values_together(levels, state)]
    if so_far == [bounds]:
        return

    def carry_out(steps: Sequence[Step]) -> list[Stepped | None]:
        return [result_of(task, state) for task in [pool.submit(take_step, step) for step in steps]]

    so_far += [] if quick is None else [quick.values]

    def begun(counts: Counts) -> None:
        so_far.append(counts.values)
        if counts.values == min(so_far):
            state.parts = {WHOLE: counts}
            found(state)

    # a change that seats as many as can be has been searched coarsely, for its bounds
    if not (problem.announced.seats and so_far and min(so_far)[:1] <= bounds[:1]):
        coarse = CoarseStart(problem, rules, levels, strata, pool, effort, state, carry_out, begun)
        more, spent = coarse.plans(plans, bounds)
        plans += more
        state.spent += spent
        effort = replace(effort, deterministic=max(0.0, effort.deterministic - spent))
    if not exactly:
        return
    model = build(problem, rules, levels, strata)
    starts = [values for plan in plans if (values := completed(model, plan, COMPLETING))]
    if not starts:
        return
    start = min(starts, key=lambda values: _reached(model, values))

    def better(values: list[int], reached: tuple[int, ...]) -> None:
        state.parts = {WHOLE: counts_in(model, values, reached)}
        found(state)

    better(start, _reached(model, start))
    improved = improve(
        *(problem, model, start, bounds, effort, carry_out, better, lambda: pool.stopped),
        in_vain=IN_VAIN if problem.announced.seats else float("inf"),
    )
    better(improved.values, improved.reached)
    state.spent += improved.spent
    state.reproducible &= not improved.stopped
    state.searched = {
        number: (bound, improved.reached[:number]) for number, bound in improved.bounds.items()
    }
    if WHOLE in state.bounds:
        own = state.bounds[WHOLE]
        state.bounds[WHOLE] = tuple(
            max(bound, improved.bounds.get(number, bound)) for number, bound in enumerate(own)
        )


def _ideal_bounds(
    problem: Problem,
    rules: Sequence[Rule],
    levels: Sequence[Level],
    pool: Pool,
    state: Search,
    effort: Effort,
) -> tuple[int, ...]:
    """A bound for each level, those before it at theirs: of the parts, or where days were dealt
    out of everything together.
    """
    if WHOLE not in state.bounds and (state.narrowed or state.missing(problem)):
        if state.whole is None:
            state.whole = pool.submit(
                bound_whole, problem, rules, levels, max(RELAXING, effort.deterministic)
            )
        together = result_of(state.whole, state)
        return tuple(bound for bound, _ in together or ())
    bounds = [for_each_level(one, levels) for one in state.bounds.values()]
    # below a level that is one maximum a part may use the room that the latest leaves: its own
    # bound says nothing of all
    single = [number for number, level in enumerate(levels) if not is_summed(level)]
    firm = len(levels) if WHOLE in state.bounds else min(single, default=len(levels))
    return tuple(
        max(0, join_bounds(level, [one[number] for one in bounds])) if number <= firm else 0
        for number, level in enumerate(levels)
    )


def _reached(model: Model, values: Sequence[int]) -> tuple[int, ...]:
    return tuple(worth(objective, values) for objective in model.objectives)
