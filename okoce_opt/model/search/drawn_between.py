"""Who goes without, where people of several strata want the same seats and all levels stay as they
are: the draw decides between them as it does within a stratum.

A level often leaves open which of two strata has the last seats, and a solver always gives them to
the same one. So the seats of all who compete are dealt once more, with the same held sessions and
the same values of the levels: whoever is left over then comes last in one draw of all competitors.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from okoce_opt.domain.activities import Activity
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.sessions import activity_of
from okoce_opt.instance import Instance
from okoce_opt.model.formulation.build import Model, build
from okoce_opt.model.formulation.counts import Counts, counts_in
from okoce_opt.model.naming.draw import draw_order
from okoce_opt.model.search.completing import COMPLETING, completed
from okoce_opt.model.sharing.linking import seat_columns, skeleton
from okoce_opt.model.solvers.cpsat import Effort, solve
from okoce_opt.model.solvers.lexicographic import worth
from okoce_opt.processes.worker import stopping
from okoce_opt.rows.linear import Priced, Rows, Terms
from okoce_opt.rows.restriction import Incidence, Restricted
from okoce_opt.rows.stratum import Stratum

DEALING = Effort(1.0, brief=True)
"""Deterministic seconds; what is not settled by then stays as the search left it."""

MOST = 200_000
"""Seat columns up to which one model of everybody is made for it."""


@dataclass(frozen=True, slots=True)
class Share:
    """What a stratum has of an activity that does not have a seat for everybody: how many of its
    people sit, of the first in the draw's order.
    """

    stratum: Stratum
    activity: str
    seated: int


def contested(problem: Problem, strata: Sequence[Stratum], counts: Counts) -> list[Share]:
    """The shares of all strata that need an activity in which someone of theirs, or of others who
    may sit in the same sessions, has no seat; none where nobody else could have one.
    """
    seated: Counter[tuple[str, str]] = Counter()
    for (stratum_id, sid), people in counts.people.items():
        seated[stratum_id, activity_of(sid)] += people
    shares = [
        Share(stratum, activity.id, seated[stratum.id, activity.id])
        for stratum in strata
        for activity in problem.needed(stratum.one)
        if activity.times == 1
    ]
    pools: dict[tuple[str, str], list[Share]] = {}
    for share in shares:
        activity = problem.activities[share.activity]
        pools.setdefault((activity.id, _home(activity, share.stratum)), []).append(share)
    return [
        share
        for pool in pools.values()
        if len(pool) > 1
        and any(share.seated for share in pool)
        and any(share.seated < share.stratum.size for share in pool)
        for share in pool
    ]


def _home(activity: Activity, stratum: Stratum) -> str:
    """Where people compete for an activity: in their kecamatan, or in the whole city."""
    return "" if activity.city or activity.everywhere else stratum.one.kecamatan


def deal_between(
    instance: Instance, strata: Sequence[Stratum], counts: Counts, draw_seed: str
) -> Counts | None:
    """The counts with the seats of all who compete dealt by the draw, every level at most where it
    was; None where that changes nothing, cannot be settled in time, or is too much for one model.
    """
    problem = instance.problem
    if seat_columns(problem, skeleton(problem, instance.rules), strata) > MOST:
        return None
    shares = contested(problem, strata, counts)
    model = build(instance, strata)
    before = completed(model, counts, COMPLETING)
    if before is None:
        return None
    incidence = Incidence(model.rows)
    decided = np.zeros(incidence.width, dtype=np.bool_)
    decided[[*model.seats.values(), *model.held.values()]] = True
    seats = np.zeros(incidence.width, dtype=np.bool_)
    competing = {share.stratum.id for share in shares}
    seats[[column for (who, _), column in model.seats.items() if who in competing]] = True
    values = np.asarray(before, dtype=np.int64)
    free = incidence.restricted(incidence.followed(seats, ~decided), values, model.objectives)
    for number, objective in enumerate(free.objectives):
        most = worth(model.objectives[number], before) - objective.constant
        free.rows.require(objective.terms, None, most, "earlier_level", str(number + 1))
    hint = values[free.columns].tolist()
    objective, last = _left_over(model, free, shares, draw_seed)
    solved = solve(free.rows, objective, DEALING, stop=stopping, hint=[*hint, *last])
    if solved.values is None or worth(objective, solved.values) >= worth(objective, [*hint, *last]):
        return None
    values[free.columns] = solved.values[: len(hint)]
    dealt = values.tolist()
    found = counts_in(model, dealt, [worth(each, dealt) for each in model.objectives])
    return replace(found, people=dict(sorted(found.people.items())))


def _left_over(
    model: Model, free: Restricted, shares: Sequence[Share], draw_seed: str
) -> tuple[Priced, list[int]]:
    """Who is left over, the last of each stratum first, and what it costs: the more the earlier
    they come in the draw's order of all. With what that is now.
    """
    members = {who: None for share in shares for who in share.stratum.members}
    order = draw_order([*members], draw_seed)
    cost = {who: len(order) - place for place, who in enumerate(order)}
    place = {column: number for number, column in enumerate(free.columns.tolist())}
    terms: Terms = []
    now: list[int] = []
    seats: dict[tuple[str, str], Terms] = {}
    for (who, sid), column in model.seats.items():
        if column in place:
            seats.setdefault((who, activity_of(sid)), []).append((1, place[column]))
    for share in shares:
        sitting = seats.get((share.stratum.id, share.activity), [])
        last = [*_columns(free.rows, share)]
        free.rows.require(
            [*sitting, *((1, column) for column in last)],
            share.stratum.size,
            share.stratum.size,
            "left_over",
            f"{share.stratum.id}|{share.activity}",
        )
        # what comes later in the order is cheaper, so that nobody is left over before it
        costs = sorted(cost[who] for who in share.stratum.members)
        terms += zip(costs, last, strict=True)
        left = share.stratum.size - share.seated
        now += [int(number < left) for number in range(len(last))]
    return Priced(terms), now


def _columns(rows: Rows, share: Share) -> Iterator[int]:
    """One column for each of the stratum's people: 1 where so many are left over."""
    for number in range(share.stratum.size):
        yield rows.column(("last", share.stratum.id, share.activity, str(number)), 0, 1)
