"""What a plan costs on the planner's own goals: values with bounds, and the plan behind them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from okoce_opt.domain.plan import Plan
from okoce_opt.domain.problem import Problem
from okoce_opt.goals.goal import Level
from okoce_opt.model.formulation.build import build
from okoce_opt.model.formulation.counts import counts_in
from okoce_opt.model.formulation.floors import floors
from okoce_opt.model.formulation.strata import stratify
from okoce_opt.model.naming.draw import draw
from okoce_opt.model.solvers.cpsat import Effort
from okoce_opt.model.solvers.lexicographic import settle
from okoce_opt.reasons.court import SEED, Court
from okoce_opt.rules.rule import Rule
from okoce_opt.verify import measures, verify


@dataclass(frozen=True)
class Price:
    """The levels' values of a verified plan, the bounds below which none can go, and the goals'
    measures. A bound of a later level holds given the values before it.
    """

    values: tuple[int, ...]
    bounds: tuple[int, ...]
    measures: Mapping[str, int]


def price_of(
    problem: Problem,
    rules: Sequence[Rule],
    levels: Sequence[Level],
    court: Court,
    largest: int,
) -> tuple[Price, Plan] | None:
    """The best plan that could be made within the court's limits, and its price; None without a
    plan that the verifier lets stand. Where there are more than `largest` seat columns, that of the
    court's last yes has to do.
    """
    best: tuple[Price, Plan] | None = None
    if court.plan is not None and not verify(problem, rules, court.plan):
        plan = court.plan
        best = _price(problem, rules, levels, plan, ()), plan
    goals = [priced.goal for level in levels for priced in level]
    strata = stratify(problem, rules, goals)
    size = len(strata) * len(problem.sessions)
    if size > largest or court.is_over:
        return best
    model = build(problem, rules, levels, strata)
    settled = settle(model, Effort(court.deterministic), court.clock())
    if settled.values is None:
        return best
    counts = counts_in(model, settled.values, settled.reached)
    plan = draw(problem, strata, counts.people, SEED, counts.held, counts.choices, rules)
    if verify(problem, rules, plan):
        return best
    found = _price(problem, rules, levels, plan, settled.bounds), plan
    return found if best is None or found[0].values <= best[0].values else best


def _price(
    problem: Problem,
    rules: Sequence[Rule],
    levels: Sequence[Level],
    plan: Plan,
    bounds: Sequence[int],
) -> Price:
    measured = measures(problem, [priced.goal for level in levels for priced in level], plan)
    values = tuple(sum(p.price * measured[p.goal.kind] for p in level) for level in levels)
    counted = floors(problem, rules, levels, values)
    proved = [*bounds, *([0] * len(values))]
    below = tuple(
        min(value, max(0, floor, bound))
        for value, floor, bound in zip(values, counted, proved, strict=False)
    )
    return Price(values, below, measured)
