"""What a plan costs on the planner's own goals: values with bounds, and the plan behind them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from okoce_opt.domain.plan import Plan
from okoce_opt.instance import Instance
from okoce_opt.model.formulation.build import build
from okoce_opt.model.formulation.counts import counts_in
from okoce_opt.model.formulation.floors import floors
from okoce_opt.model.formulation.strata import stratify
from okoce_opt.model.naming.draw import draw
from okoce_opt.model.solvers.cpsat import Effort
from okoce_opt.model.solvers.lexicographic import settle
from okoce_opt.reasons.court import SEED, Court
from okoce_opt.verify import measures, verify


@dataclass(frozen=True)
class Price:
    """The levels' values of a verified plan, the bounds below which none can go, and the goals'
    measures. A bound of a later level holds given the values before it.
    """

    values: tuple[int, ...]
    bounds: tuple[int, ...]
    measures: Mapping[str, int]


def price_of(instance: Instance, court: Court, largest: int) -> tuple[Price, Plan] | None:
    """The best plan that could be made within the court's limits, and its price; None without a
    plan that the verifier lets stand. Where there are more than `largest` seat columns, that of the
    court's last yes has to do.
    """
    problem, rules = instance.problem, instance.rules
    best: tuple[Price, Plan] | None = None
    if court.plan is not None and not verify(problem, rules, court.plan):
        plan = court.plan
        best = _price(instance, plan, ()), plan
    strata = stratify(instance)
    size = len(strata) * len(problem.sessions)
    if size > largest or court.is_over:
        return best
    model = build(instance, strata)
    settled = settle(model, Effort(court.deterministic), court.clock())
    if settled.values is None:
        return best
    counts = counts_in(model, settled.values, settled.reached)
    plan = draw(problem, strata, counts, SEED, rules)
    if verify(problem, rules, plan):
        return best
    found = _price(instance, plan, settled.bounds), plan
    return found if best is None or found[0].values <= best[0].values else best


def _price(instance: Instance, plan: Plan, bounds: Sequence[int]) -> Price:
    measured = measures(instance.problem, instance.goals, plan)
    values = tuple(sum(p.price * measured[p.goal.kind] for p in level) for level in instance.levels)
    counted = floors(instance, values)
    proved = [*bounds, *([0] * len(values))]
    below = tuple(
        min(value, max(0, floor, bound))
        for value, floor, bound in zip(values, counted, proved, strict=False)
    )
    return Price(values, below, measured)
