"""Bounds that a search proves where relaxations say little: how few seats a change must move.

A relaxation holds a tenth of a make-up session on each free day, and moves nobody; in whole numbers
a session needs its people, and its day. The coarse problem is small enough to be searched for that,
and looser than the problem: what bounds it bounds the plan.

A plan that gives up an announced session moves all its people, besides those who must move anyhow.
Where that alone is as much as the incumbent moves, every better plan holds the session. Its days
are fixed, and few days are left to be chosen. The bound that is proved then holds for better plans
only, so it is never told as more than the incumbent's value.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from okoce_opt.domain.ids import SessionId
from okoce_opt.domain.may_change import cannot_stay
from okoce_opt.domain.narrowing import narrowed
from okoce_opt.goals.keep_the_plan import KeepThePlan, is_counted
from okoce_opt.instance import Instance
from okoce_opt.model.formulation.build import Model, build
from okoce_opt.model.formulation.coarse import coarse_model, keep_level
from okoce_opt.model.formulation.counts import Counts
from okoce_opt.model.formulation.strata import stratify
from okoce_opt.model.search.filling import FILLING, fill
from okoce_opt.model.search.open_parts import for_each_level
from okoce_opt.model.search.state import WHOLE, Work, result_of
from okoce_opt.model.sharing.joint import is_summed, levels_of_part
from okoce_opt.model.solvers.cpsat import Effort, Solved, solve
from okoce_opt.processes.worker import stopping

BOUNDING, LONGEST = 12.0, 6.0
"""Deterministic seconds in which bounds of a change are searched for at most: of all parts together
and of one.
"""

FIRST = 0.3
"""The share of a level's seconds after which it is given up where its bound has not risen."""

FEW = 10_000
"""Columns up to which a model is searched: in more, seconds prove no more than a relaxation."""


@dataclass(frozen=True, slots=True)
class SearchedBounds:
    """A bound for each level of a part, given what it has reached of the levels before; what a plan
    on the days found meanwhile comes to (None: none was found); what that cost; and whether a
    longer search would have gone on where this one was cut short.
    """

    bounds: tuple[int, ...]
    counts: Counts | None
    spent: float
    stopped: bool
    cut: bool


def search_bounds(
    instance: Instance, known: Sequence[int], reached: Sequence[int], effort: Effort
) -> SearchedBounds:
    """Each level of a part that has `reached` more than its `known` bound searched for, in order,
    as long as the levels before it are at their bounds; in a child.

    On the coarse problem first, then, where that is settled and there are few columns, on the exact
    rows. `known` bounds hold given what is reached of the levels before.
    """
    bounds = [*known]
    held: tuple[SessionId, ...] | None = None
    spent, stopped, cut = 0.0, False, False
    models = [coarse_model(instance)]
    count = len(instance.levels)
    for number in range(count):
        for turn in range(2):
            firm = held_in_any_better(instance, number, reached[number])
            left = effort.deterministic - spent
            left = left if firm else left / (count - number)
            if reached[number] <= bounds[number]:
                break
            if left <= 0 or stopping.is_set():
                cut = True
                break
            if turn == len(models):
                models.append(_exact_model(instance))
            if len(models[turn].rows.names) > FEW:
                break
            wanted = _Wanted(number, tuple(reached), bounds[number], firm)
            solved, took, more = _searched(models[turn], wanted, effort, left)
            spent, stopped, cut = spent + took, stopped or solved.stopped, cut or more
            if firm and solved.status == "infeasible":
                bounds[number] = reached[number]
            elif solved.bound is not None:
                most = reached[number] if firm else solved.bound
                bounds[number] = max(bounds[number], min(solved.bound, most))
            if solved.values is not None:
                columns = models[turn].held.items()
                held = tuple(sorted(sid for sid, column in columns if solved.values[column]))
            if solved.status != "optimal":
                # what is not settled on fewer columns is not on more
                break
        if reached[number] > bounds[number]:
            # what is found below a level that may still get better is a bound of nothing
            break
    filled = None
    if held is not None:
        filled = fill(instance, held, replace(effort, deterministic=FILLING))
    return SearchedBounds(
        tuple(bounds),
        None if filled is None else filled.counts,
        spent + (0.0 if filled is None else filled.spent),
        stopped or (filled is not None and filled.stopped),
        cut,
    )


def _exact_model(instance: Instance) -> Model:
    return build(instance, stratify(instance.unnarrowed))


def held_in_any_better(instance: Instance, number: int, reached: int) -> tuple[SessionId, ...]:
    """Announced sessions that are held in every plan in which level `number` (from 0) comes to less
    than `reached`; none where the level is about anything but how few seats move.
    """
    level, problem = instance.levels[number], instance.problem
    if [priced.goal.kind for priced in level] != [KeepThePlan.kind]:
        return ()
    lost, stay = 0, Counter[SessionId]()
    for person, sid in problem.announced.seats:
        one = problem.registrants.get(person)
        if one is None or not is_counted(problem, sid):
            continue
        if sid not in one.pins and cannot_stay(problem, one, sid):
            lost += 1
        else:
            stay[sid] += 1
    price = level[0].price
    return tuple(sorted(sid for sid, n in stay.items() if price * (lost + n) >= reached))


@dataclass(frozen=True, slots=True)
class _Wanted:
    """Level `number` (from 0), given what is `reached` of all levels: a bound above the `known`,
    of plans that hold the `firm` sessions.
    """

    number: int
    reached: tuple[int, ...]
    known: int
    firm: tuple[SessionId, ...]


def _searched(
    model: Model, wanted: _Wanted, effort: Effort, seconds: float
) -> tuple[Solved, float, bool]:
    """The least of the level, those before it no worse than what is reached; the deterministic
    seconds that it took, all of them only where a few raise the known bound or where sessions are
    fixed; and whether with more of them it would have gone another way.
    """
    number, rows = wanted.number, model.rows.copy()
    for earlier in range(number):
        keep_level(model, rows, earlier, wanted.reached[earlier])
    objective, spent, cut = model.objectives[number], 0.0, False
    for sid in wanted.firm:
        if sid in model.held:
            rows.lower[model.held[sid]] = 1
    below = replace(effort, from_below=effort.from_below or bool(wanted.firm))
    for share in (1.0,) if wanted.firm else (FIRST, 1 - FIRST):
        few = replace(below, deterministic=share * seconds)
        solved = solve(rows, objective, few, stop=stopping)
        spent += solved.spent
        settled = solved.status in ("optimal", "infeasible")
        cut |= not settled
        if settled or stopping.is_set() or (solved.bound or 0) <= wanted.known:
            break
    return solved, spent, cut


def search_bounds_of_parts(work: Work, effort: Effort) -> float:
    """Bounds of the parts that are not at theirs, searched for in at most `LONGEST` seconds each
    and `BOUNDING` in all; the deterministic seconds that it took.

    With less effort than that a search that is cut short ends what there is: a longer one would
    have found other days, so that what goes on from its bounds and days would not be the beginning
    of what more effort does. Its bounds are kept.
    """
    instance, state = work.instance, work.state
    problem, levels = instance.problem, instance.levels
    if state.narrowed or effort.deterministic <= 0 or not all(is_summed(level) for level in levels):
        return 0.0
    seen = levels if WHOLE in state.parts else levels_of_part(levels)
    known = {name: for_each_level(state.bounds.get(name, ()), levels) for name in state.parts}
    wanting = [name for name, part in state.parts.items() if part.values > known[name]]
    most = min(BOUNDING, effort.deterministic)
    share = min(most / max(1, len(wanting)), LONGEST)
    tasks = {
        name: work.pool.submit(
            search_bounds,
            Instance(problem if name == WHOLE else narrowed(problem, name), instance.rules, seen),
            known[name],
            state.parts[name].values,
            replace(effort, deterministic=share),
        )
        for name in wanting
    }
    found = {name: result_of(task, state) for name, task in tasks.items()}
    done = {name: searched for name, searched in found.items() if searched is not None}
    for name, searched in done.items():
        state.reproducible &= not searched.stopped
        state.bounds[name] = searched.bounds
    if most < BOUNDING and any(searched.cut for searched in done.values()):
        return effort.deterministic
    for name, searched in done.items():
        if searched.counts is not None and searched.counts.values < state.parts[name].values:
            state.parts[name] = searched.counts
    return sum(searched.spent for searched in done.values())
