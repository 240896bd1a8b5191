"""Decides which sessions a short search for days may use: those that the coarse relaxation uses, or
where a stratum's seats are least in price (no reduced cost); strata then alike are merged.

Of each stratum only the seats are kept that cost the least for their activity, or that the
relaxation uses; at first only in sessions that the relaxation holds at all, which are few where
days are many. Strata that are then left with the same sessions at the same prices above that least
are counted as one: who would like Tuesdays and may come Tuesdays is the same here, whatever other
days there are. What a search on a kernel finds is a proposal, and its bound is nobody's: both are
judged on the whole coarse problem.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping

from okoce_opt.domain.ids import SessionId
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.sessions import at_any_venue
from okoce_opt.instance import Instance
from okoce_opt.model.days.company import with_company
from okoce_opt.model.formulation.build import Model, build
from okoce_opt.model.formulation.coarse import combine_levels, drop_unseen
from okoce_opt.model.solvers.relaxation import FREE, LONGEST, costs, relax
from okoce_opt.rows.linear import Priced
from okoce_opt.rows.stratum import Stratum

FEW_DAYS, NARROW, WIDE, ALL = range(4)
"""How wide a kernel is: the cheapest seats in the sessions that the relaxation uses, the cheapest
seats, also those that the relaxation holds free of cost, or the coarse problem itself.
"""


GENTLE = 2
"""What a unit of an earlier level costs where the usual prices are too far apart for a linear
solver: five levels and more, dear ones among them, come to 10^13, and it ends without an answer or
not at all.
"""

RELAXING = 2.0
"""Deterministic seconds of the relaxation, or as many as the searches for which it is made."""


def kernel(
    instance: Instance,
    coarse: Model,
    objective: Priced,
    width: int = FEW_DAYS,
    effort: float = LONGEST,
) -> Model:
    """The coarse model with few of its seat columns, for searches of so much `effort`."""
    if width == ALL:
        return with_company(instance, coarse)
    problem = instance.problem
    limit = max(RELAXING, effort)
    relaxed = relax(coarse.rows, objective, limit)
    if relaxed.feasible is None:
        relaxed = relax(coarse.rows, combine_levels(coarse, GENTLE), limit)
    if not relaxed.feasible:
        return with_company(instance, coarse)
    above = prices_above_least(problem, coarse, objective)
    in_use = {session for session, column in coarse.held.items() if relaxed.values[column] > FREE}
    # in a wider kernel what is used in one hall may be used in any, so that alike halls stay alike
    # (`folding`)
    used = {
        (kind, session if width == FEW_DAYS else at_any_venue(session))
        for (kind, session), column in coarse.seats.items()
        if relaxed.values[column] > FREE
        or (width == WIDE and relaxed.reduced_costs[column] <= FREE)
    }
    cheap: dict[str, dict[SessionId, float]] = {stratum.id: {} for stratum in coarse.strata}
    for kind, session in coarse.seats:
        if width == FEW_DAYS and session not in in_use:
            continue
        if (
            above[kind, session] <= 0
            or (kind, session if width == FEW_DAYS else at_any_venue(session)) in used
        ):
            cheap[kind][session] = above[kind, session]
    alike: dict[Hashable, list[Stratum]] = {}
    for stratum in coarse.strata:
        one = stratum.one
        to_do = tuple(activity.id for activity in problem.still_to_do(one))
        looks = (
            one.kecamatan,
            to_do,
            one.done,
            tuple(sorted(one.pins)),
            frozenset(cheap[stratum.id].items()),
        )
        alike.setdefault(looks, []).append(stratum)
    strata = [
        Stratum(
            those[0].id,
            those[0].one,
            tuple(sorted(member for same in those for member in same.members)),
        )
        for those in alike.values()
    ]
    allowed = {stratum.id: frozenset(cheap[stratum.id]) for stratum in strata}
    return with_company(instance, build(drop_unseen(instance), strata, allowed))


def prices_above_least(
    problem: Problem, model: Model, objective: Priced
) -> Mapping[tuple[str, SessionId], float]:
    """What each seat (stratum id, session id) costs above the stratum's cheapest seat in the same
    activity.
    """
    cost = costs(model.rows, objective)
    price = {key: float(cost[column]) for key, column in model.seats.items()}
    least: dict[tuple[str, str], float] = {}
    for (stratum, session), each in price.items():
        key = stratum, problem.sessions[session].activity
        least[key] = min(each, least.get(key, each))
    return {
        (stratum, session): each - least[stratum, problem.sessions[session].activity]
        for (stratum, session), each in price.items()
    }
