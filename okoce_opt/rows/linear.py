"""Linear rows over whole-number columns, named by rule and subject. They know no solver.

A row says `lo <= sum(coefficient * column) <= hi`. The same rows feed the plan, the bound and any
check of either; they can be pickled, counted and printed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Terms = list[tuple[int, int]]
"""(coefficient, column) pairs; the empty list is zero."""

NO_LIMIT = 1 << 40
"""Stands for infinity in row limits; far beyond any count of people, days or prices."""


def times(factor: int, terms: Iterable[tuple[int, int]]) -> Terms:
    """`factor` times the terms."""
    return [(factor * coefficient, column) for coefficient, column in terms]


@dataclass(frozen=True, slots=True)
class Priced:
    """A measure that a goal adds up: `constant + sum(coefficient * column)`."""

    terms: Terms
    constant: int = 0


@dataclass
class Rows:
    """Columns with their limits and names, and rows in compressed sparse form, both growing at the
    end.
    """

    names: list[tuple[str, ...]] = field(default_factory=list)
    lower: list[int] = field(default_factory=list)
    upper: list[int] = field(default_factory=list)
    row_lo: list[int] = field(default_factory=list)
    row_hi: list[int] = field(default_factory=list)
    row_names: list[tuple[str, str]] = field(default_factory=list)
    starts: list[int] = field(default_factory=lambda: [0])
    columns: list[int] = field(default_factory=list)
    coefficients: list[int] = field(default_factory=list)

    def column(self, name: tuple[str, ...], lo: int, hi: int) -> int:
        """A new whole-number column between `lo` and `hi`; its number."""
        self.names.append(name)
        self.lower.append(lo)
        self.upper.append(hi)
        return len(self.names) - 1

    def require(
        self,
        terms: Iterable[tuple[int, int]],
        lo: int | None,
        hi: int | None,
        rule: str,
        subject: str,
    ) -> None:
        """A new row; terms of the same column are added up, and left out where they come to
        nothing.
        """
        sums: dict[int, int] = {}
        for coefficient, column in terms:
            sums[column] = sums.get(column, 0) + coefficient
        added = {column: coefficient for column, coefficient in sums.items() if coefficient}
        self.columns.extend(added)
        self.coefficients.extend(added.values())
        self.starts.append(len(self.columns))
        self.row_lo.append(-NO_LIMIT if lo is None else lo)
        self.row_hi.append(NO_LIMIT if hi is None else hi)
        self.row_names.append((rule, subject))

    def copy(self) -> Rows:
        """A copy that may grow and be narrowed without touching the original."""
        return Rows(**{name: list(getattr(self, name)) for name in self.__dataclass_fields__})

    def terms_of(self, row: int) -> Terms:
        """The (coefficient, column) pairs of one row."""
        span = slice(self.starts[row], self.starts[row + 1])
        return list(zip(self.coefficients[span], self.columns[span], strict=True))

    def roots(self, apart: Collection[int] = (), but: Collection[str] = ()) -> list[int]:
        """For each column one that stands for all those it is linked with through rows.

        Columns `apart` link nothing, nor do rows of the rules in `but`.
        """
        parent = list(range(len(self.names)))

        def root(column: int) -> int:
            while parent[column] != column:
                parent[column] = parent[parent[column]]
                column = parent[column]
            return column

        for row in range(len(self.row_lo)):
            if self.row_names[row][0] in but:
                continue
            members = [root(column) for _, column in self.terms_of(row) if column not in apart]
            for member in members[1:]:
                parent[root(member)] = root(members[0])
        return [root(column) for column in parent]

    def single_names(self) -> list[tuple[str, str]]:
        """The names of the rows, no two alike: where a name comes again its subject is numbered."""
        seen: Counter[tuple[str, str]] = Counter()
        names = []
        for rule, subject in self.row_names:
            seen[rule, subject] += 1
            again = seen[rule, subject]
            names.append((rule, subject if again == 1 else f"{subject}#{again}"))
        return names

    def arrays(self) -> Mapping[str, NDArray[np.int64]]:
        """Everything but the names as int64 arrays: lower, upper, row_lo, row_hi, starts, columns,
        coefficients.
        """
        keys = ("lower", "upper", "row_lo", "row_hi", "starts", "columns", "coefficients")
        return {key: np.asarray(getattr(self, key), dtype=np.int64) for key in keys}

    def broken_by(self, values: Sequence[int]) -> list[tuple[str, str]]:
        """Names of the rows (or columns out of their limits) that these values of all columns
        break.
        """
        broken = [
            ("limits", "|".join(name))
            for name, lo, v, hi in zip(self.names, self.lower, values, self.upper, strict=True)
            if not lo <= v <= hi
        ]
        for row, (lo, hi) in enumerate(zip(self.row_lo, self.row_hi, strict=True)):
            if not lo <= sum(c * values[j] for c, j in self.terms_of(row)) <= hi:
                broken.append(self.row_names[row])
        return broken
