"""What one solve came to."""

from __future__ import annotations

from dataclasses import dataclass

from okoce_opt.bench.plain.lines import Terms, value_of


@dataclass(frozen=True, slots=True)
class Solved:
    """Values of all columns (None: none found) and what is proved of the objective (None:
    nothing).
    """

    values: list[int] | None
    bound: float | None
    infeasible: bool = False

    def closed(self, objective: Terms) -> bool:
        """Whether nothing less is possible."""
        if self.values is None or self.bound is None:
            return False
        return value_of(objective, self.values) <= self.bound + 0.5
