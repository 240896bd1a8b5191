"""Linear lines over whole columns, as they go into a solver's API."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

Term = tuple[int, int]
"""(coefficient, column)."""
Terms = list[Term]


@dataclass
class Lines:
    """Columns with their least and greatest values, and lines `low <= sum <= high` (None: no
    limit).

    For a solver that schedules two things say once more what lines say too. `apart`: lists of
    (start, end, column of 0 or 1), of which no two that are 1 may overlap. `filled`: (terms, least,
    most, column of 0 or 1): the sum is from least to most where the column is 1, and 0 elsewhere.
    """

    lower: list[int] = field(default_factory=list)
    upper: list[int] = field(default_factory=list)
    lines: list[tuple[Terms, int | None, int | None]] = field(default_factory=list)
    apart: list[list[tuple[int, int, int]]] = field(default_factory=list)
    filled: list[tuple[Terms, int, int, int]] = field(default_factory=list)
    impossible: bool = False

    def whole(self, low: int, high: int) -> int:
        """A new column."""
        self.lower.append(low)
        self.upper.append(max(low, high))
        return len(self.lower) - 1

    def line(self, terms: Iterable[Term], low: int | None = None, high: int | None = None) -> None:
        """A line; one without columns is judged at once."""
        those = list(terms)
        if those:
            self.lines.append((those, low, high))
        elif (low is not None and low > 0) or (high is not None and high < 0):
            self.impossible = True


def value_of(terms: Iterable[Term], values: list[int]) -> int:
    """The sum at these values of the columns."""
    return sum(times * values[column] for times, column in terms)


def by(factor: int, terms: Iterable[Term]) -> Terms:
    """The terms, each so many times."""
    return [(factor * times, column) for times, column in terms]
