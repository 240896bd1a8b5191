"""Arithmetic on the back of an envelope: conditions without which there is no plan, or nobody is
left over.

One condition a file. Each holds in every world that has a plan; none of them is enough to make one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from okoce_opt.counting.forced_sessions import count_forced_sessions
from okoce_opt.counting.ground import Countable, Ground, Places
from okoce_opt.counting.no_shows import BothSides, weigh_both_sides
from okoce_opt.counting.pins import count_pins
from okoce_opt.counting.possible_days import count_possible_days
from okoce_opt.counting.same_days import count_same_days
from okoce_opt.counting.seats import count_seats
from okoce_opt.counting.shortfall import Shortfall
from okoce_opt.counting.sizes import count_session_sizes
from okoce_opt.counting.summary import Figures, Summary, summarize
from okoce_opt.counting.teams import count_days_of_all_teams
from okoce_opt.counting.turns import count_turns
from okoce_opt.domain.problem import Problem

__all__ = [
    "COUNTS",
    "BothSides",
    "Figures",
    "Ground",
    "Shortfall",
    "Summary",
    "count",
    "count_on",
    "summarize",
    "weigh_both_sides",
]

COUNTS: tuple[Callable[[Ground], Iterable[Shortfall]], ...] = (
    count_pins,
    count_forced_sessions,
    count_turns,
    count_days_of_all_teams,
    count_seats,
    count_session_sizes,
    count_possible_days,
    count_same_days,
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
