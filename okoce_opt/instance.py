"""An instance: what one search is given, a problem with the rules and the levels of its plans."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from okoce_opt.domain.problem import Problem
from okoce_opt.goals.goal import Goal, Level
from okoce_opt.rules.rule import Rule


@dataclass(frozen=True, slots=True)
class Instance:
    """A problem, the rules that no plan breaks and the goals level by level, the first the dearest.

    Without `levels` any plan that keeps the rules is as good as another. Lists are taken as tuples.
    """

    problem: Problem
    rules: Sequence[Rule]
    levels: Sequence[Level] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "rules", tuple(self.rules))
        object.__setattr__(self, "levels", tuple(self.levels))

    @property
    def goals(self) -> tuple[Goal, ...]:
        """All goals, level after level."""
        return tuple(priced.goal for level in self.levels for priced in level)

    @property
    def unnarrowed(self) -> Instance:
        """The instance on all days of its problem, those too that were not dealt to it."""
        return replace(self, problem=self.problem.unnarrowed)
