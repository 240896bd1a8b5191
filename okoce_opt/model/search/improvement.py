"""The best plan so far of the whole problem, improved on its exact rows once the parts are planned.

Whatever a plan came from (parts put together, one model, the quick plan), it becomes values of one
model's columns, and large neighbourhood search goes on from there until the effort is used or
nothing is left to gain.
"""

from __future__ import annotations

from collections.abc import Sequence

from okoce_opt.domain.narrowing import narrowed
from okoce_opt.instance import Instance
from okoce_opt.model.formulation.build import Model, build
from okoce_opt.model.formulation.counts import Counts, counts_in
from okoce_opt.model.search.coarse_start import CoarseStart
from okoce_opt.model.search.completing import COMPLETING, completed
from okoce_opt.model.search.large_neighbourhood import STEADY, Pace, Start, improve
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
from okoce_opt.model.search.state import WHOLE, Search, Work, result_of
from okoce_opt.model.search.steps import Step, Stepped, take_step
from okoce_opt.model.sharing.joint import (
    compares_kecamatan,
    is_summed,
    join_bounds,
    levels_of_part,
)
from okoce_opt.model.solvers.cpsat import Effort
from okoce_opt.model.solvers.lexicographic import worth

IN_VAIN, OF_THE_EFFORT = 3.0, 0.05
"""A change is wanted soon: it is given up after so many deterministic seconds without gain, beyond
twice what it took to the last gain; or after that share of the effort, if that is more: who gives
five times as much means to wait.
"""


def improve_together(
    work: Work, effort: Effort, quick: Counts | None, *, exactly: bool = True
) -> None:
    """Improve what there is so far, or the quick plan, with what is left of the effort; the result
    is one part: the whole, or what of parts that share nothing is not at its bounds. Not `exactly`:
    on the coarse problem alone, the exact rows being too many.
    """
    instance, state = work.instance, work.state
    if not instance.levels or (work.is_missing and quick is None):
        return
    if instance.problem.announced.seats and not work.is_missing:
        spent = search_bounds_of_parts(work, effort)
        state.spent += spent
        effort = effort.less(spent)
    codes = open_codes(instance.problem, instance.levels, state, quick)
    if codes == ():
        return
    if codes is None:
        _improve(work, effort, quick, exactly=exactly)
        return
    alone = taken_out(state, instance.levels, codes)

    def heard(so_far: Search) -> None:
        put_back(state, so_far, codes)
        work.found(state)

    here = [stratum for stratum in work.strata if stratum.one.kecamatan in codes]
    part = Instance(
        narrowed(instance.problem, codes), instance.rules, levels_of_part(instance.levels)
    )
    _improve(Work(part, here, work.pool, alone, heard), effort, None, exactly=exactly)
    put_back(state, alone, codes)
    state.spent += alone.spent
    state.deaths += alone.deaths
    state.reproducible &= alone.reproducible


def _improve(work: Work, effort: Effort, quick: Counts | None, *, exactly: bool) -> None:
    """Improve what there is so far, or the quick plan; the result is one part, the whole."""
    state, pool, levels = work.state, work.pool, work.instance.levels
    problem = work.instance.problem
    plans = [] if work.is_missing else [put_together(state)]
    plans += [] if quick is None else [quick]
    bounds = _ideal_bounds(work)
    # what holds kecamatan against one another parts have not looked at
    unseen = compares_kecamatan(levels) and WHOLE not in state.parts
    so_far = [] if unseen or work.is_missing else [values_together(levels, state)]
    if so_far == [bounds]:
        return

    def carry_out(steps: Sequence[Step]) -> list[Stepped | None]:
        return [result_of(task, state) for task in [pool.submit(take_step, step) for step in steps]]

    so_far += [] if quick is None else [quick.values]

    def begun(counts: Counts) -> None:
        so_far.append(counts.values)
        if counts.values == min(so_far):
            state.parts = {WHOLE: counts}
            work.found(state)

    # a change that seats as many as can be has been searched coarsely, for its bounds
    if not (problem.announced.seats and so_far and min(so_far)[:1] <= bounds[:1]):
        more, spent = CoarseStart(work, effort, carry_out, begun).plans(plans, bounds)
        plans += more
        state.spent += spent
        effort, bounds = effort.less(spent), state.raised(bounds)
    if not exactly:
        return
    model = build(work.instance, work.strata)
    starts = [values for plan in plans if (values := completed(model, plan, COMPLETING))]
    if not starts:
        return
    start = min(starts, key=lambda values: _reached(model, values))

    def better(values: list[int], reached: tuple[int, ...]) -> None:
        state.parts = {WHOLE: counts_in(model, values, reached)}
        work.found(state)

    better(start, _reached(model, start))
    patience = max(IN_VAIN, OF_THE_EFFORT * effort.deterministic)
    improved = improve(
        *(Start(problem, model, start, bounds), effort, carry_out, better, lambda: pool.stopped),
        pace=Pace(in_vain=patience) if problem.announced.seats else STEADY,
    )
    better(improved.values, improved.reached)
    # what was too little for another step is used too
    state.spent += max(improved.spent, effort.deterministic) if improved.used_up else improved.spent
    state.reproducible &= not improved.stopped
    state.prove(improved.bounds, improved.reached)


def _ideal_bounds(work: Work) -> tuple[int, ...]:
    """A bound for each level, those before it at theirs: of the parts, or where days were dealt
    out of everything together.
    """
    state, levels = work.state, work.instance.levels
    if WHOLE not in state.bounds and (state.narrowed or work.is_missing):
        if state.whole is None:
            state.whole = work.pool.submit(bound_whole, work.instance)
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
