"""The levels of goals that a change of an announced plan gets besides the planner's own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from okoce_opt.goals.few_sessions import FewSessions
from okoce_opt.goals.goal import Goal, Level, PricedGoal
from okoce_opt.goals.keep_mentors import KeepMentors
from okoce_opt.goals.keep_the_plan import KeepThePlan
from okoce_opt.goals.longest_waiting import LongestWaiting
from okoce_opt.goals.most_placed import MostPlaced
from okoce_opt.goals.near_moves import NearMoves


def with_keeping(
    levels: Iterable[Level],
    *,
    waiting: bool = False,
    near: bool = False,
    mentors: bool = False,
    missed: bool = False,
    firm: bool = False,
) -> list[Level]:
    """The levels with those of a change put in, unless they are there already: after `most_placed`
    `longest_waiting`, where anyone is `waiting`, then `keep_the_plan`, `near_moves` where one can
    move `near`, and `keep_mentors` where there are `mentors`; at the end `few_sessions` where
    anyone has `missed` a seat. Where the announced plan is `firm`, `keep_the_plan` comes first.
    """
    placed = list(levels)
    if firm:
        placed = _with_keeping_first(placed)
    if waiting and level_of(placed, MostPlaced.kind) is not None:
        _put(placed, LongestWaiting(), after=(MostPlaced.kind,))
    _put(placed, KeepThePlan(), after=(LongestWaiting.kind, MostPlaced.kind))
    if near:
        nearer = (LongestWaiting.kind, MostPlaced.kind) if firm else ()
        _put(placed, NearMoves(), after=(*nearer, KeepThePlan.kind))
    if mentors:
        _put(placed, KeepMentors(), after=(NearMoves.kind, KeepThePlan.kind))
    if missed and level_of(placed, FewSessions.kind) is None:
        placed.append((PricedGoal(FewSessions()),))
    return placed


def _with_keeping_first(levels: Sequence[Level]) -> list[Level]:
    """The levels with `keep_the_plan` before `most_placed`, where there is that."""
    placed, kept = level_of(levels, MostPlaced.kind), level_of(levels, KeepThePlan.kind)
    if placed is None or (kept is not None and kept < placed):
        return [*levels]
    others = (tuple(p for p in level if p.goal.kind != KeepThePlan.kind) for level in levels)
    found = [level for level in others if level]
    first = next(n for n, level in enumerate(found) if level_of([level], MostPlaced.kind) == 0)
    found.insert(first, (PricedGoal(KeepThePlan()),))
    return found


def _put(levels: list[Level], goal: Goal, after: Sequence[str]) -> None:
    """Give a goal a level of its own after that of the first of these that there is, else before
    all.
    """
    if level_of(levels, goal.kind) is None:
        found = (n for kind in after if (n := level_of(levels, kind)) is not None)
        levels.insert(next((n + 1 for n in found), 0), (PricedGoal(goal),))


def level_of(levels: Sequence[Level], kind: str) -> int | None:
    """The level that a goal is on, from 0; None if it is on none."""
    kinds = ([priced.goal.kind for priced in level] for level in levels)
    return next((n for n, those in enumerate(kinds) if kind in those), None)
