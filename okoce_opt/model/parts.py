"""One part of a problem that shares nothing with the others, planned in a child process: calendar first, then counts.

With the days of its sessions given, a kecamatan's counts are nearly a network and quickly settled
exactly. Choosing the days is the hard half; it is done on a *coarse* problem that leaves out the
rules and goals that a calendar need not look at, so that a thousand people fall into about a hundred
strata. Leaving out rules, and goals that are never negative, only loosens a problem: the coarse
relaxation bounds the plan.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from okoce_opt.domain.problem import Problem
from okoce_opt.goals.goal import Goal, Level
from okoce_opt.model.build import Model, build
from okoce_opt.model.counts import Counts, counts_in
from okoce_opt.model.greedy import greedy
from okoce_opt.model.levels import FREE, copy_of, near_relaxation, settle, worth
from okoce_opt.model.sharing import must_be_held, skeleton_with
from okoce_opt.model.strata import Stratum, stratify
from okoce_opt.model.to_cpsat import Effort, solve
from okoce_opt.model.to_relaxation import relax
from okoce_opt.model.worker import report, stopping
from okoce_opt.rows import Priced, Rows, times
from okoce_opt.rules.rule import Rule

CONTENT = 0.0005
"""A calendar within this gap of the bound is good enough; the search for a better one ends."""

RESTARTS = 12
FIRST_SHARE, GROWTH = 2.0, 1.15
"""Many short searches beat a long one: deterministic seconds of the first, and how they grow."""

FILLING = 6.0
"""Deterministic seconds for the counts of one calendar; they rarely take one."""

SHARES = (0.5, 0.3)
"""Shares of the seat columns that a calendar search sees; they take turns."""

WITH_CUTS = 4
"""Each so-manieth search also spends time on the solver's own cuts."""

NAMED = 5_000
"""Up to so many (person, session) pairs the second opinion counts nobody together."""

STRICT, MILD = 200, 6
"""What a unit of an earlier level costs in the calendar search, in units of what a seat costs later; they take turns."""


Name = tuple[str, ...]
"""A part's name: the codes of its kecamatan."""


@dataclass(frozen=True, slots=True)
class Part:
    """What a part came to: its best counts (None: none found), the levels' bounds, and how it ended.

    `bounds` hold for this part's levels, each given the values of `counts` before it.
    """

    counts: Counts | None
    bounds: tuple[int, ...]
    spent: float
    stopped: bool


@dataclass(frozen=True, slots=True)
class Found:
    """A better plan of the part named `part`, reported while the search goes on."""

    part: Name
    counts: Counts
    bounds: tuple[int, ...]


def plan_whole(name: Name, problem: Problem, rules: Sequence[Rule], levels: Sequence[Level], effort: Effort) -> tuple[Part, bool]:
    """The whole problem by one exact model, level by level; also whether it was proved infeasible."""
    model = build(problem, rules, levels, stratify(problem, rules, goals_of(levels)))

    def better(values: list[int], bounds: Sequence[int]) -> None:
        reached = [worth(objective, values) for objective in model.objectives]
        report(Found(name, counts_in(model, values, reached), tuple(bounds)))

    settled = settle(model, replace(effort, deterministic=effort.deterministic * 0.8), stopping, better)
    counts = None if settled.values is None else counts_in(model, settled.values, settled.reached)
    spent, stopped = settled.spent, settled.stopped
    if not settled.proved and not settled.infeasible:
        # exact counts on days that are known to do may beat what a large model came to
        for days in days_at_hand(problem, rules):
            other = fill(problem, rules, levels, days, replace(effort, deterministic=effort.deterministic * 0.2))
            spent, stopped = spent + other.spent, stopped or other.stopped
            if other.counts is not None and (counts is None or other.counts.values < counts.values):
                counts = other.counts
    return Part(counts, settled.bounds[: len(levels)], spent, stopped), settled.infeasible


def seconded(problem: Problem, rules: Sequence[Rule], effort: Effort) -> bool:
    """Whether a differently set up solve agrees that no plan keeps the rules: one person a stratum, no presolve, other search."""
    strata = [Stratum(f"{r.kecamatan}/{r.id}", r, (r.id,)) for r in problem.registrants.values()]
    if len(strata) * len(problem.sessions) > NAMED:
        strata = list(stratify(problem, rules, []))
    rows = build(problem, rules, [], strata).rows
    other = replace(effort, seed=effort.seed + 1, subsolvers=("default_lp",), presolve=False)
    return solve(rows, None, other, stop=stopping).status == "infeasible"


def plan_part(name: Name, problem: Problem, rules: Sequence[Rule], levels: Sequence[Level], effort: Effort) -> Part:
    """Calendars, each filled exactly if it promises more than the best so far, with the bound of the coarse relaxation."""
    coarse = coarse_model(problem, rules, levels)
    dearly = together(coarse, STRICT)
    best: Counts | None = None
    bounds = bounds_given(coarse, ())
    cheapest: int | None = None
    spent, stopped = 0.0, False
    for held, cost in chain(((days, 0.0) for days in days_at_hand(problem, rules)), calendars(coarse, effort)):
        spent += cost
        promise = None if held is None else promise_of(coarse, dearly, held)
        if held is not None and promise is not None and (cheapest is None or promise < cheapest):
            filled = fill(problem, rules, levels, held, effort)
            spent += filled.spent
            stopped |= filled.stopped
            if filled.counts is not None and (best is None or filled.counts.values < best.values):
                best, cheapest = filled.counts, priced_together(coarse, STRICT, filled.counts.values)
                bounds = bounds_given(coarse, best.values)
                report(Found(name, best, bounds))
        if stopping.is_set() or spent >= effort.deterministic:
            break
        if best is not None and content(best.values, bounds):
            break
    return Part(best, bounds, spent, stopped or stopping.is_set())


def days_at_hand(problem: Problem, rules: Sequence[Rule]) -> list[tuple[str, ...]]:
    """Calendars that need no search: that of the plan being changed, and a quick plan's, often near the best already."""
    strata = stratify(problem, rules, [])
    columns = skeleton_with(problem, rules, strata)
    quick = tuple(sorted(greedy(problem, rules, strata, columns).held))
    known = ({session for _, session in problem.published} | must_be_held(problem)) & problem.sessions.keys()
    old = tuple(sorted(sid for sid in known if not columns.is_closed(problem.sessions[sid])))
    return [old, quick] if problem.published and old != quick else [quick]


def promise_of(model: Model, objective: Priced, held: Sequence[str]) -> int | None:
    """What a calendar can come to at best: the coarse relaxation with its sessions held; None if nothing fits it."""
    rows = copy_of(model.rows)
    chosen = set(held)
    for session, column in model.held.items():
        rows.lower[column] = rows.upper[column] = int(session in chosen)
    return relax(rows, objective).bound


def bound_part(problem: Problem, rules: Sequence[Rule], levels: Sequence[Level], rooms: Sequence[int]) -> int:
    """A bound for the last of `levels` on one part, each earlier level at most at its room."""
    return bounds_given(coarse_model(problem, rules, levels), rooms)[-1]


def goals_of(levels: Sequence[Level]) -> list[Goal]:
    """The goals of all levels."""
    return [priced.goal for level in levels for priced in level]


def coarse_model(problem: Problem, rules: Sequence[Rule], levels: Sequence[Level]) -> Model:
    """The model that looks only at what a calendar must look at."""
    kept = [rule for rule in rules if rule.in_calendar]
    seen = [tuple(priced for priced in level if priced.goal.in_calendar) for level in levels]
    return build(problem, kept, seen, stratify(problem, kept, goals_of(seen)))


def bounds_given(model: Model, reached: Sequence[int]) -> tuple[int, ...]:
    """A bound for each level by relaxation, earlier levels kept at `reached` (at their bounds where nothing is reached yet)."""
    rows = copy_of(model.rows)
    bounds: list[int] = []
    for number, objective in enumerate(model.objectives):
        relaxed = relax(rows, objective)
        bound = relaxed.bound if relaxed.bound is not None else 0
        bounds.append(bound)
        most = reached[number] if number < len(reached) else bound
        rows.require(objective.terms, None, most - objective.constant, "earlier_level", str(number + 1))
    return tuple(bounds)


def calendars(model: Model, effort: Effort) -> Iterator[tuple[tuple[str, ...] | None, float]]:
    """Held sessions of ever new calendars (None where a search found none, or one seen before), and what each search cost."""
    seen: set[tuple[str, ...]] = set()
    objectives = [together(model, weight) for weight in (MILD, STRICT)]
    kernels = [(objective, narrow(model, objective, share)) for share in SHARES for objective in objectives]
    for attempt in range(RESTARTS):
        objective, rows = kernels[attempt % len(kernels)]
        share = replace(
            effort,
            deterministic=FIRST_SHARE * GROWTH**attempt,
            seed=effort.seed + attempt,
            gap=CONTENT,
            from_below=True,
            cuts=attempt % WITH_CUTS == WITH_CUTS - 1,
        )
        solved = solve(rows, objective, share, stop=stopping)
        held = None
        if solved.values is not None:
            held = tuple(sorted(sid for sid, column in model.held.items() if solved.values[column]))
        yield (None if held in seen else held), solved.spent
        if held is not None:
            seen.add(held)


def together(model: Model, weight: int) -> Priced:
    """All levels in one objective: a unit of an earlier level costs `weight` times what a seat costs later."""
    terms: list[tuple[int, int]] = []
    constant = 0
    for price, objective in zip(prices(model, weight), model.objectives, strict=True):
        terms += times(price, objective.terms)
        constant += price * objective.constant
    return Priced(terms, constant)


def priced_together(model: Model, weight: int, values: Sequence[int]) -> int:
    """The levels' values in one number, as `together` has them."""
    return sum(price * value for price, value in zip(prices(model, weight), values, strict=True))


def prices(model: Model, weight: int) -> list[int]:
    """The price of a unit of each level in `together`; the last level's is 1."""
    found: list[int] = []
    later: list[tuple[int, int]] = []
    price = 1
    for objective in reversed(model.objectives):
        found.insert(0, price)
        later += times(price, objective.terms)
        price = weight * seat_price(model, Priced(later))
    return found


def seat_price(model: Model, objective: Priced) -> int:
    """Roughly what one more seat costs: the dearest seat, and its share of the dearest session."""
    cost: dict[int, int] = {}
    for coefficient, column in objective.terms:
        cost[column] = cost.get(column, 0) + abs(coefficient)
    seat = max((cost.get(column, 0) for column in model.seats.values()), default=0)
    session = max((cost.get(column, 0) for column in model.held.values()), default=0)
    seats = max((model.rows.upper[column] for column in model.seats.values()), default=1)
    return max(1, seat + session // max(1, seats))


def narrow(model: Model, objective: Priced, share: float) -> Rows:
    """The rows with only this share of the seat columns, those that the relaxation holds cheapest."""
    relaxed = relax(model.rows, objective)
    if not relaxed.feasible or not model.seats:
        return model.rows
    costs = {column: float(relaxed.reduced_costs[column]) for column in model.seats.values()}
    most = max(FREE, sorted(costs.values())[int((len(costs) - 1) * share)])
    held = copy_of(model.rows)
    # seats alone: what is counted from them, seats that move say, has to follow whole sessions
    for column in (column for column, cost in costs.items() if cost > most):
        held.upper[column] = held.lower[column]
    return held


def fill(problem: Problem, rules: Sequence[Rule], levels: Sequence[Level], held: Sequence[str], effort: Effort) -> Part:
    """Exact counts for a calendar: the sessions of `held` are held, no others.

    All levels are settled in one objective, an earlier one far dearer: with the days given the
    relaxation is whole, or nearly, and its free columns hold a solution as good.
    """
    if not must_be_held(problem) <= set(held):
        return Part(None, (), 0.0, False)
    given = problem.only(problem.kecamatan, held)
    # the draw knows people as they are on all days; on the days that were dealt out more of them are alike
    model = build(given, rules, levels, stratify(problem.unnarrowed, rules, goals_of(levels)))
    for column in model.held.values():
        model.rows.lower[column] = model.rows.upper[column]
    objective = together(model, STRICT)
    relaxed = relax(model.rows, objective)
    share = replace(effort, deterministic=min(FILLING, effort.deterministic), gap=CONTENT)
    for solved in near_relaxation(model.rows, objective, relaxed, share, stopping):
        if solved.values is not None:
            reached = [worth(each, solved.values) for each in model.objectives]
            return Part(counts_in(model, solved.values, reached), (), solved.spent, solved.stopped)
    return Part(None, (), share.deterministic, stopping.is_set())


def content(values: Sequence[int], bounds: Sequence[int]) -> bool:
    """Whether every level is within `CONTENT` of its bound."""
    return all(value - bound <= CONTENT * max(1, abs(value)) for value, bound in zip(values, bounds, strict=True))
