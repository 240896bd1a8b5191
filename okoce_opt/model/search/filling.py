"""Exact counts for given days: who sits where, all levels in one objective.

With the days of its sessions given, a problem is nearly a network and quickly settled.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from okoce_opt.domain.ids import SessionId
from okoce_opt.domain.narrowing import narrowed
from okoce_opt.domain.problem import Problem
from okoce_opt.goals.goal import Level
from okoce_opt.model.days.calendars import CONTENT, STRICT
from okoce_opt.model.days.quick_plan import counts_of
from okoce_opt.model.days.seating import seat_each
from okoce_opt.model.formulation.build import build
from okoce_opt.model.formulation.coarse import (
    combine_levels,
    goals_of,
)
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
from okoce_opt.rules.rule import Rule
from okoce_opt.verify import measures, verify

COUNTING = 0.03
"""What the counts of one calendar count as, in deterministic seconds for a thousand columns."""

FILLING = 6.0
"""Deterministic seconds for the counts of one calendar; they rarely take one."""


def fill(
    problem: Problem,
    rules: Sequence[Rule],
    levels: Sequence[Level],
    held: Sequence[SessionId],
    effort: Effort,
) -> PartResult:
    """Exact counts for a calendar: the sessions of `held` are held, no others.

    One objective for all levels, an earlier one far dearer: with the days given its relaxation is
    whole, or nearly. People are counted in halls that are alike together, then dealt out. Where
    most people are told apart they are counted loosely first, and then named: that is quick and
    rarely loses a seat, where one column for each of them may find nothing.
    """
    if not must_be_held(problem) <= set(held):
        return PartResult(None, (), 0.0, False)
    held_only = narrowed(problem, problem.kecamatan, held)
    # the draw knows people as they are on all days; on those dealt out more of them are alike
    strata = stratify(problem.unnarrowed, rules, goals_of(levels))
    spent = 0.0
    if 2 * len(strata) > len(problem.registrants):
        loose = stratify(problem.unnarrowed, rules, goals_of(levels), loosely=True)
        if 2 * len(loose) <= len(strata):
            counted = _count(held_only, rules, levels, loose, effort)
            spent = counted.spent
            named = counted.counts and _name(problem, rules, levels, strata, loose, counted.counts)
            if named or counted.stopped:
                return replace(counted, counts=named)
    exact = _count(held_only, rules, levels, strata, effort)
    return replace(exact, spent=exact.spent + spent)


def _name(
    problem: Problem,
    rules: Sequence[Rule],
    levels: Sequence[Level],
    strata: Sequence[Stratum],
    loose: Sequence[Stratum],
    counts: Counts,
) -> Counts | None:
    """Loose counts as those of `strata`, less the seats that nobody can take; None where what is
    left breaks a rule.
    """
    held_only = narrowed(problem, problem.kecamatan, counts.held)
    plan = seat_each(held_only, rules, loose, counts)
    if verify(problem, rules, plan):
        return None
    measured = measures(problem, goals_of(levels), plan)
    values = [
        sum(priced.price * measured[priced.goal.kind] for priced in level) for level in levels
    ]
    held = tuple(sorted(plan.held))
    return Counts(counts_of(plan, strata), held, tuple(values), choices_in(problem, rules, plan))


def _count(
    held_only: Problem,
    rules: Sequence[Rule],
    levels: Sequence[Level],
    strata: Sequence[Stratum],
    effort: Effort,
) -> PartResult:
    """Counts of these strata in sessions that are all held."""
    model = build(held_only, rules, levels, strata)
    for column in model.held.values():
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
