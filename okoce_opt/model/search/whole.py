"""A problem settled whole by one exact model, and the second opinion that *impossible* needs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from okoce_opt.domain.problem import Problem
from okoce_opt.domain.proof import PartProof
from okoce_opt.instance import Instance
from okoce_opt.model.days.calendars import old_calendars, quick_calendar
from okoce_opt.model.formulation.build import build
from okoce_opt.model.formulation.counts import counts_in
from okoce_opt.model.formulation.strata import stratify
from okoce_opt.model.search.filling import fill
from okoce_opt.model.search.results import Incumbent, Name, PartResult
from okoce_opt.model.solvers.cpsat import Effort, solve
from okoce_opt.model.solvers.lexicographic import settle, worth
from okoce_opt.processes.worker import report, stopping
from okoce_opt.rows.stratum import Stratum
from okoce_opt.rules.rule import Rule

NAMED = 5_000
"""Up to so many (person, session) pairs the second opinion counts nobody together."""


def plan_whole(name: Name, instance: Instance, effort: Effort) -> tuple[PartResult, bool]:
    """The whole problem by one exact model, level by level; also whether it was proved
    infeasible.
    """
    problem, rules, levels = instance.problem, instance.rules, instance.levels
    model = build(instance, stratify(instance))

    def better(values: list[int], bounds: Sequence[int]) -> None:
        reached = [worth(objective, values) for objective in model.objectives]
        report(Incumbent(name, counts_in(model, values, reached), tuple(bounds)))

    settled = settle(
        model, replace(effort, deterministic=effort.deterministic * 0.8), stopping, better
    )
    counts = None if settled.values is None else counts_in(model, settled.values, settled.reached)
    spent, stopped = settled.spent, settled.stopped
    if not settled.proved and not settled.infeasible:
        # exact counts on days that are known to do, its own too, may beat what a large model came
        # to
        own = [] if counts is None else [counts.held]
        for days in (*own, *old_calendars(problem, rules), quick_calendar(problem, rules)):
            less = replace(effort, deterministic=effort.deterministic * 0.2)
            other = fill(instance, days, less)
            spent, stopped = spent + other.spent, stopped or other.stopped
            if other.counts is not None and (counts is None or other.counts.values < counts.values):
                counts = other.counts
    everywhere = tuple(problem.kecamatan)
    proofs = tuple(
        PartProof.of(everywhere, False, max(0, bound), named)
        for bound, named in settled.relaxed[: len(levels)]
    )
    return PartResult(
        counts, settled.bounds[: len(levels)], spent, stopped, proofs
    ), settled.infeasible


def second_opinion(problem: Problem, rules: Sequence[Rule], effort: Effort) -> bool:
    """Whether a differently set up solve agrees that no plan keeps the rules: one person a stratum,
    no presolve, other search.
    """
    instance = Instance(problem, rules)
    strata = [Stratum(f"{r.kecamatan}/{r.id}", r, (r.id,)) for r in problem.registrants.values()]
    if len(strata) * len(problem.sessions) > NAMED:
        strata = list(stratify(instance))
    rows = build(instance, strata).rows
    other = replace(effort, seed=effort.seed + 1, subsolvers=("default_lp",), presolve=False)
    return solve(rows, None, other, stop=stopping).status == "infeasible"
