"""What counting alone makes unavoidable on the levels of a plan."""

from __future__ import annotations

from collections.abc import Sequence

from okoce_opt.counting import count
from okoce_opt.counting.shortfall import least_missing
from okoce_opt.domain.problem import Problem
from okoce_opt.goals.goal import Goal, Level
from okoce_opt.goals.most_placed import MostPlaced
from okoce_opt.instance import Instance
from okoce_opt.rules.rule import Rule


def floors_of(instance: Instance, number: int, reached: Sequence[int]) -> dict[str, int]:
    """Goal kind -> its floor on level `number` (from 0), given the values reached before it.

    `reached` may say what the level itself came to: where that is nothing, nothing is counted.
    """
    problem, rules, levels = instance.problem, instance.rules, instance.levels
    # only a level of its own settles how many stay without; beside other goals more might, at the
    # same value
    alone = {
        level[0].goal.kind: reached[n] // level[0].price
        for n, level in enumerate(levels[:number])
        if len(level) == 1
    }
    everyone = any(rule.seats_everyone for rule in rules)
    total = sum(len(problem.needed(registrant)) for registrant in problem.registrants.values())
    unplaced = 0 if everyone else alone.get(MostPlaced.kind, total)
    is_none = number < len(reached) and not reached[number]
    missing = 0 if is_none else _missing(problem, rules, levels[number])
    return {
        goal.kind: 0
        if goal.is_idle(rules)
        else max(goal.floor(problem, unplaced), goal.forced(problem, missing))
        for goal in (priced.goal for priced in levels[number])
    }


def _missing(problem: Problem, rules: Sequence[Rule], level: Level) -> int:
    """How many person-activities stay without a seat at least; 0 where nothing on the level asks.

    Not how many do in the plan: with fewer there may be less of what comes later too.
    """
    asked = any(type(priced.goal).forced is not Goal.forced for priced in level)
    return least_missing(count(problem, rules)) if asked else 0


def floors(instance: Instance, reached: Sequence[int]) -> tuple[int, ...]:
    """The floor of each level, given the values reached before it."""
    levels = instance.levels
    found = (floors_of(instance, number, reached) for number in range(len(levels)))
    return tuple(
        sum(p.price * floor[p.goal.kind] for p in level)
        for level, floor in zip(levels, found, strict=True)
    )
