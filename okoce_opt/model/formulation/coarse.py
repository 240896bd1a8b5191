"""The coarse problem: a loosening of the problem on which days are chosen, with people counted
together and rare absences left out.

Rules and goals that a calendar need not look at are left out, and people counted also where a plan
must know each of them, so that a thousand people fall into about a hundred strata. Leaving out
rules, and goals that are never negative, only loosens a problem, and so does adding up rows:
whatever bounds the coarse problem bounds the plan. Ortools is not needed to build it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date

from okoce_opt.domain.problem import Problem
from okoce_opt.instance import Instance
from okoce_opt.model.formulation.build import Model, build
from okoce_opt.model.formulation.strata import stratify
from okoce_opt.rows.linear import Priced, Rows, times

MANY = 120
"""More strata a kecamatan than this are too many for a calendar."""


OTHER = 20
"""So many seats are as dear as what a goal counts besides seats and sessions: with
`calendars.STRICT` a unit of an earlier level outweighs ten of those, and the numbers stay small
enough for a solver's gap.
"""


COUNTABLE = 1 << 61
"""Solvers count in 64 bits, a sign and sums included."""


def coarse_model(instance: Instance) -> Model:
    """The model that looks only at what a calendar must look at."""
    return calendar_model(drop_rare_absences(instance))


def calendar_model(instance: Instance) -> Model:
    """The model of what a calendar looks at, every absence of the problem among it."""
    seen = drop_unseen(instance)
    return build(seen, stratify(seen, loosely=True))


def drop_rare_absences(instance: Instance) -> Instance:
    """The instance without the absences that fewest share, as many as it takes to count people in
    `MANY` strata.

    That only loosens it; it is the instance itself where nothing needs to be left out.
    """
    seen, problem = drop_unseen(instance), instance.problem

    def with_only(spans: Collection[tuple[date, date]]) -> Problem:
        obstacles = tuple(
            o for o in problem.obstacles if o.kind != "pendaftar" or (o.first, o.last) in spans
        )
        return replace(problem, obstacles=obstacles)

    def too_many(looser: Problem) -> bool:
        return len(stratify(replace(seen, problem=looser), loosely=True)) > MANY * len(
            problem.kecamatan
        )

    if not too_many(problem):
        return instance
    share = Counter(
        (o.first, o.last)
        for o in problem.obstacles
        if o.kind == "pendaftar" and o.id in problem.registrants
    )
    ranked = sorted(share, key=lambda span: (-share[span], span))
    few, more = 0, len(ranked)
    while few < more:
        middle = (few + more + 1) // 2
        few, more = (
            (few, middle - 1) if too_many(with_only(set(ranked[:middle]))) else (middle, more)
        )
    return replace(instance, problem=with_only(set(ranked[:few])))


def drop_unseen(instance: Instance) -> Instance:
    """The instance with the rules and goals that a calendar looks at; there are as many levels."""
    return replace(
        instance,
        rules=[rule for rule in instance.rules if rule.in_calendar],
        levels=[
            tuple(priced for priced in level if priced.goal.in_calendar)
            for level in instance.levels
        ],
    )


def keep_level(model: Model, rows: Rows, number: int, most: int) -> None:
    """Keep level `number` (from 0) at `most` or below, as a row."""
    objective = model.objectives[number]
    rows.require(objective.terms, None, most - objective.constant, "earlier_level", str(number + 1))


def keep_middle_levels(model: Model, bounds: Sequence[int]) -> Model:
    """The model with the levels between the first and the last kept at their bounds, as rows, and
    no longer priced.

    What finishing early is worth cannot be told in seats; on days by which it can be finished there
    is no need to.
    """
    # levels of which a calendar sees nothing come to nothing: the last is the last that it sees
    last = max(
        (number for number, objective in enumerate(model.objectives) if objective.terms), default=0
    )
    if last < 2:
        return model
    rows = model.rows.copy()
    for number in range(1, last):
        keep_level(model, rows, number, bounds[number])
    return replace(model, rows=rows, objectives=(model.objectives[0], model.objectives[last]))


def combine_levels(model: Model, weight: int) -> Priced:
    """All levels in one objective: a unit of an earlier level costs `weight` times what a seat
    costs later.
    """
    terms: list[tuple[int, int]] = []
    constant = 0
    for price, objective in zip(prices(model, weight), model.objectives, strict=True):
        terms += times(price, objective.terms)
        constant += price * objective.constant
    return Priced(terms, constant)


def combined_value(model: Model, weight: int, values: Sequence[int]) -> int:
    """The levels' values in one number, as `combine_levels` has them."""
    return sum(price * value for price, value in zip(prices(model, weight), values, strict=True))


def prices(model: Model, weight: int) -> list[int]:
    """The price of a unit of each level in `combine_levels`; the last level's is 1.

    Where many levels one above the other come to more than `COUNTABLE`, the last of them are left
    out (0): earlier ones matter more.
    """
    for left_out in range(len(model.objectives)):
        seen = model.objectives[: len(model.objectives) - left_out]
        found = _prices(model, seen, weight)
        if _greatest(model.rows, found, seen) <= COUNTABLE:
            break
    else:
        return []
    return [*found, *[0] * left_out]


def _prices(model: Model, objectives: Sequence[Priced], weight: int) -> list[int]:
    found: list[int] = []
    later: list[tuple[int, int]] = []
    price = 1
    for objective in reversed(objectives):
        found.insert(0, price)
        later += times(price, objective.terms)
        price = weight * seat_price(model, Priced(later))
    return found


def _greatest(rows: Rows, found: Sequence[int], objectives: Sequence[Priced]) -> int:
    """No value of the levels at these prices is further from 0."""
    return sum(
        price
        * (
            abs(objective.constant)
            + sum(abs(c) * max(abs(rows.lower[j]), abs(rows.upper[j])) for c, j in objective.terms)
        )
        for price, objective in zip(found, objectives, strict=True)
    )


def seat_price(model: Model, objective: Priced) -> int:
    """Roughly what one more seat costs: the dearest seat, and its share of the dearest session.

    What else a goal counts (days until the end, people not served) may be dearer than any seat, and
    a seat moves a few of those at once: a share of the dearest counts as a seat too.
    """
    cost: dict[int, int] = {}
    for coefficient, column in objective.terms:
        cost[column] = cost.get(column, 0) + abs(coefficient)
    seat = max((cost.pop(column, 0) for column in model.seats.values()), default=0)
    session = max((cost.pop(column, 0) for column in model.held.values()), default=0)
    seats = max((model.rows.upper[column] for column in model.seats.values()), default=1)
    return max(1, seat + session // max(1, seats), max(cost.values(), default=0) // OTHER)
