"""What one solve came to."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Solved:
    """Values of all columns (None: none found) and what is proved of the objective (None:
    nothing).
    """

    values: list[int] | None
    bound: float | None
    infeasible: bool = False
