"""Exact counts for given days: who sits where, all levels in one objective.

With the days of its sessions given, a problem is nearly a network and quickly settled.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from okoce_opt.domain.ids import SessionId
from okoce_opt.domain.narrowing import narrowed
from okoce_opt.instance import Instance
from okoce_opt.model.days.calendars import CONTENT, STRICT
from okoce_opt.model.days.quick_plan import counts_of
from okoce_opt.model.days.seating import seat_each
from okoce_opt.model.formulation.build import build
from okoce_opt.model.formulation.coarse import combine_levels
from okoce_opt.model.formulation.counts import Counts, choices_in, counts_in
from okoce_opt.model.formulation.folding import fold
from okoce_opt.model.formulation.strata import stratify
from okoce_opt.model.search.results import PartResult
from okoce_opt.model.search.unfolding import unfold
from okoce_opt.model.sharing.linking import must_be_held
from okoce_opt.model.solvers.cpsat import Effort, solve
from okoce_opt.model.solvers.highs import whole_numbers
from okoce_opt.model.solvers.lexicographic import free_columns, worth
from okoce_opt.model.solvers.relaxation import relax
from okoce_opt.processes.worker import stopping
from okoce_opt.rows.stratum import Stratum
from okoce_opt.verify import measures, verify

COUNTING = 0.03
"""What the counts of one calendar count as, in deterministic seconds for a thousand columns."""

FILLING = 6.0
"""Deterministic seconds for the counts of one calendar; they rarely take one."""


def fill(instance: Instance, held: Sequence[SessionId], effort: Effort) -> PartResult:
    """Exact counts for a calendar: the sessions of `held` are held, no others; of a change without
    those that cannot be, where not all can.

    One objective for all levels, an earlier one far dearer: with the days given its relaxation is
    whole, or nearly. People are counted in halls that are alike together, then dealt out. Where
    most people are told apart they are counted loosely first, and then named: that is quick and
    rarely loses a seat, where one column for each of them may find nothing.
    """
    if not must_be_held(instance.problem) <= set(held):
        return PartResult(None, (), 0.0, False)
    held_only = _narrowed(instance, held)
    # the draw knows people as they are on all days; on those dealt out more of them are alike
    strata = stratify(instance.unnarrowed)
    spent = 0.0
    if 2 * len(strata) > len(instance.problem.registrants):
        loose = stratify(instance.unnarrowed, loosely=True)
        if 2 * len(loose) <= len(strata):
            counted = _count(held_only, loose, effort)
            spent = counted.spent
            named = counted.counts and _name(instance, strata, loose, counted.counts)
            if named or counted.stopped:
                return replace(counted, counts=named)
    exact = _count(held_only, strata, effort)
    if exact.counts is None and not exact.stopped and instance.problem.announced.seats:
        # in a change somebody of a kelurahan may be ready for the later of two sessions only
        spent += exact.spent
        exact = _count(held_only, strata, effort, some=True)
    return replace(exact, spent=exact.spent + spent)


def _narrowed(instance: Instance, held: Sequence[SessionId]) -> Instance:
    """The instance with no other sessions than those held."""
    problem = instance.problem
    return replace(instance, problem=narrowed(problem, problem.kecamatan, held))


def _name(
    instance: Instance, strata: Sequence[Stratum], loose: Sequence[Stratum], counts: Counts
) -> Counts | None:
    """Loose counts as those of `strata`, less the seats that nobody can take; None where what is
    left breaks a rule.
    """
    problem, rules, levels = instance.problem, instance.rules, instance.levels
    plan = seat_each(_narrowed(instance, counts.held).problem, rules, loose, counts)
    if verify(problem, rules, plan):
        return None
    measured = measures(problem, instance.goals, plan)
    values = [
        sum(priced.price * measured[priced.goal.kind] for priced in level) for level in levels
    ]
    held = tuple(sorted(plan.held))
    return Counts(counts_of(plan, strata), held, tuple(values), choices_in(problem, rules, plan))


def _count(
    held_only: Instance, strata: Sequence[Stratum], effort: Effort, *, some: bool = False
) -> PartResult:
    """Counts of these strata in sessions that are all held, or `some` of them."""
    model = build(held_only, strata)
    for column in model.held.values() if not some else ():
        model.rows.lower[column] = model.rows.upper[column]
    objective = combine_levels(model, STRICT)
    values, stopped, spent = None, False, COUNTING * len(model.rows.names) / 1000
    if (folded := fold(model.rows, objective)) is not None:
        values, stopped = unfold(model, objective, folded)
    if values is None and not stopping.is_set():
        values, late = whole_numbers(model.rows, objective)
        stopped |= late
    if (
        values is None
        and not (stopped or stopping.is_set())
        and (relaxed := relax(model.rows, objective)).feasible
    ):
        share = replace(effort, deterministic=min(FILLING, effort.deterministic), gap=CONTENT)
        solved = solve(free_columns(model.rows, relaxed), objective, share, stop=stopping)
        values, spent, stopped = solved.values, spent + solved.spent, stopped or solved.stopped
    if values is None:
        return PartResult(None, (), spent, stopped or stopping.is_set())
    reached = [worth(each, values) for each in model.objectives]
    return PartResult(counts_in(model, values, reached), (), spent, stopped)
