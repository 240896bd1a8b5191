"""Which days: calendars found on the coarse problem, many short searches one after the other.

Each search sees a kernel of the problem, and looks for a solution at the bound first. A calendar is
judged by the coarse relaxation with its sessions held, which is quick and nearly whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from okoce_opt.domain.ids import SessionId
from okoce_opt.domain.problem import Problem
from okoce_opt.instance import Instance
from okoce_opt.model.days.kernel import ALL, FEW_DAYS, kernel
from okoce_opt.model.days.quick_plan import greedy
from okoce_opt.model.formulation.build import Model
from okoce_opt.model.formulation.coarse import combine_levels, keep_middle_levels
from okoce_opt.model.formulation.folding import fold, held_at
from okoce_opt.model.sharing.linking import closed_sessions, must_be_held
from okoce_opt.model.solvers.cpsat import Effort, solve
from okoce_opt.model.solvers.lexicographic import worth
from okoce_opt.processes.worker import stopping
from okoce_opt.rows.linear import Priced
from okoce_opt.rules.rule import Rule

CONTENT = 0.0005
"""A calendar within this gap of the bound is good enough; the search for a better one ends."""

FIRST_SHARE, GROWTH = 2.0, 1.15
"""Many short searches beat a long one: deterministic seconds of the first, and how they grow."""

STRICT, MILD = 200, 6
"""What a unit of an earlier level costs in the calendar search, in units of what a seat costs
later.
"""

WAYS = (STRICT, MILD) * 6
"""The searches one after the other: how dear an earlier level is. What is hard for one is often
easy for the other.
"""

MOST_SEARCHES = 2 * len(WAYS)
"""Each way is tried so often; days that none of them finds are left to other searches."""


def quick_calendar(problem: Problem, rules: Sequence[Rule]) -> tuple[SessionId, ...]:
    """The calendar of a quick plan."""
    return tuple(sorted(greedy(problem, rules).held))


def old_calendars(problem: Problem, rules: Sequence[Rule]) -> list[tuple[SessionId, ...]]:
    """The calendar of the plan being changed, as far as it can still be held; none when there is no
    such plan.
    """
    if not problem.announced.seats:
        return []
    known = (
        {session for _, session in problem.announced.seats} | must_be_held(problem)
    ) & problem.sessions.keys()
    return [tuple(sorted(known - closed_sessions(problem, rules)))]


@dataclass(frozen=True, slots=True)
class Looked:
    """How far a search for days has come: the searches made, on how wide a kernel the next one is
    made, whether it is held to the bounds, whether halls that are alike are counted together, and
    the calendars that were seen.
    """

    searches: int = 0
    width: int = FEW_DAYS
    at_bounds: bool = True
    counted: bool = False
    seen: frozenset[tuple[SessionId, ...]] = frozenset()

    @property
    def is_over(self) -> bool:
        """Whether all searches have been made."""
        return self.searches >= MOST_SEARCHES

    def after(self, held: tuple[SessionId, ...] | None, *, short: bool) -> Looked:
        """What comes after a search that found a calendar, or none; `short` of the first bound."""
        width, at_bounds = self.width, self.at_bounds
        if held is None and width == FEW_DAYS:
            # perhaps on more days
            width += 1
        elif at_bounds and (held is None or short):
            # perhaps nothing meets all bounds at once, and what is kept there costs on the first
            # level
            at_bounds = False
        if held in self.seen and width < ALL:
            # the kernel has no more to give
            width += 1
        # halls that are alike stand in each other's way, unless there are so few that each may as
        # well have a name
        counted = held is None
        seen = self.seen if held is None else self.seen | {held}
        return Looked(self.searches + 1, width, at_bounds, counted, seen)


@dataclass(frozen=True, slots=True)
class Found:
    """What a search for days came to: sessions held (None: it found none, or one seen before), what
    it cost, and how far the search is then.
    """

    held: tuple[SessionId, ...] | None
    spent: float
    looked: Looked


def calendars(
    instance: Instance,
    coarse: Model,
    bounds: Sequence[int],
    effort: Effort,
    looked: Looked | None = None,
) -> Iterator[Found]:
    """Ever new calendars, as long as the effort lasts.

    `instance` is what a calendar looks at, `coarse` its model, `bounds` are those of its levels.
    `looked` says how far the part has been searched before. When all ways have been tried their
    searches take twice as long.
    """
    problem = instance.problem
    looked = looked or Looked()
    # how few seats can be moved, no relaxation says well: a change is not held to it
    if problem.announced.seats or keep_middle_levels(coarse, bounds) is coarse:
        looked = replace(looked, at_bounds=False)
    kernels: dict[tuple[int, int, bool], Model] = {}
    left = effort.deterministic
    while left > 0 and not looked.is_over:
        again, number = divmod(looked.searches, len(WAYS))
        weight, at_bounds = WAYS[number], looked.at_bounds
        way = weight, looked.width, at_bounds
        if way not in kernels:
            seen_as = keep_middle_levels(coarse, bounds) if at_bounds else coarse
            small = kernel(
                instance,
                seen_as,
                combine_levels(seen_as, weight),
                looked.width,
                effort.deterministic,
            )
            kernels[way] = keep_middle_levels(small, bounds) if at_bounds else small
        small = kernels[way]
        share = replace(
            effort,
            deterministic=min(left, 2**again * FIRST_SHARE * GROWTH**number),
            seed=effort.seed + looked.searches,
            gap=CONTENT,
            from_below=True,
        )
        found = _searched(problem, small, combine_levels(small, weight), share, looked.counted)
        left -= found.spent
        new = None if found.held in looked.seen else found.held
        looked = looked.after(found.held, short=at_bounds and found.first > bounds[0])
        yield Found(new, found.spent, looked)


@dataclass(frozen=True, slots=True)
class _Searched:
    """What one search found: the sessions held (None: nothing), the first level there, and what the
    search cost.
    """

    held: tuple[SessionId, ...] | None
    first: int
    spent: float


def _searched(
    problem: Problem, model: Model, objective: Priced, effort: Effort, counted: bool
) -> _Searched:
    """The best calendar of a model; with `counted` found on its fold where halls are alike."""
    folded = fold(model.rows, objective) if counted else None
    solved = solve(
        *((folded.rows, folded.objective) if folded else (model.rows, objective)),
        effort,
        stop=stopping,
    )
    if solved.values is None:
        return _Searched(None, 0, solved.spent)
    first_level = model.objectives[0] if model.objectives else Priced([])
    if folded is not None:
        first = folded.measured(first_level, solved.values)
        return _Searched(held_at(problem, folded, model.held, solved.values), first, solved.spent)
    held = tuple(sorted(sid for sid, column in model.held.items() if solved.values[column]))
    return _Searched(held, worth(first_level, solved.values), solved.spent)


def is_near_bound(values: Sequence[int], bounds: Sequence[int]) -> bool:
    """Whether every level is within `CONTENT` of its bound."""
    return all(
        value - bound <= CONTENT * max(1, abs(value))
        for value, bound in zip(values, bounds, strict=True)
    )
