"""Arithmetic on the back of an envelope: conditions without which there is no plan, or nobody is
left over.

One condition a file. Each holds in every world that has a plan; none of them is enough to make one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from okoce_opt.counting.ground import Countable, Ground, Places
from okoce_opt.counting.no_shows import BothSides, both_sides
from okoce_opt.counting.orders import orders_kept
from okoce_opt.counting.possible_days import possible_days
from okoce_opt.counting.same_days import people_of_the_same_days
from okoce_opt.counting.seats import seats_against_people
from okoce_opt.counting.shortfall import Shortfall
from okoce_opt.counting.sizes import session_sizes_against_people
from okoce_opt.counting.summary import Figures, Summary, summary
from okoce_opt.counting.teams import team_days
from okoce_opt.counting.told import told_sessions
from okoce_opt.counting.turns import turns_needed
from okoce_opt.domain.problem import Problem

__all__ = [
    "COUNTS",
    "BothSides",
    "Figures",
    "Ground",
    "Shortfall",
    "Summary",
    "both_sides",
    "count",
    "count_on",
    "summary",
]

COUNTS: tuple[Callable[[Ground], Iterable[Shortfall]], ...] = (
    orders_kept,
    told_sessions,
    turns_needed,
    team_days,
    seats_against_people,
    session_sizes_against_people,
    possible_days,
    people_of_the_same_days,
)
"""In reading order, the widest first; what rules count themselves comes after."""


def count(
    problem: Problem, rules: Iterable[Countable], places: Places | None = None
) -> list[Shortfall]:
    """Everything that counting says against the problem under its active rules. Any `hard` one
    proves that no plan exists. `places` says where the planner's orders are written.
    """
    return count_on(Ground.of(problem, rules, places))


def count_on(ground: Ground) -> list[Shortfall]:
    """The same where the ground is known already."""
    said = [shortfall for condition in COUNTS for shortfall in condition(ground)]
    return said + [shortfall for rule in ground.rules for shortfall in rule.counts(ground)]
