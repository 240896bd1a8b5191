"""Rows with some columns held at known values: a smaller problem of the same kind.

What large neighbourhood search solves: the incumbent is kept but for a few free columns, and rows
that touch none of those are left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from okoce_opt.rows.linear import NO_LIMIT, Priced, Rows

Mask = NDArray[np.bool_]
"""For each column whether it is meant."""

Values = NDArray[np.int64]
"""A whole number for each column."""


@dataclass(frozen=True, slots=True)
class Restricted:
    """The rows over the free columns alone; `columns` are their numbers in the rows they come from.

    `objectives` are those asked for, with what the held columns come to in their constants.
    """

    rows: Rows
    columns: NDArray[np.int64]
    objectives: tuple[Priced, ...]


class Incidence:
    """Which rows tie which columns, as arrays, so that restrictions are made in milliseconds."""

    def __init__(self, rows: Rows) -> None:
        data = rows.arrays()
        self.width, self.height = len(rows.names), len(rows.row_lo)
        self._lower, self._upper = data["lower"], data["upper"]
        self._row_lo, self._row_hi = data["row_lo"], data["row_hi"]
        self._columns, self._coefficients = data["columns"], data["coefficients"]
        self._row = np.repeat(np.arange(self.height), np.diff(data["starts"]))

    def followed(self, free: Mask, following: Mask) -> Mask:
        """`free` and all columns of `following` that rows tie to it, one after the other.

        `following` are a rule's own columns: they follow from what is decided, and must be free to.
        """
        free = free.copy()
        while True:
            touched = self._touched(free)
            tied = np.zeros(self.width, dtype=np.bool_)
            tied[self._columns[touched[self._row]]] = True
            more = tied & following & ~free
            if not more.any():
                return free
            free |= more

    def meets(self, values: Values) -> bool:
        """Whether these values of all columns keep every row and limit."""
        activity = self._activity(values, np.ones(len(self._columns), dtype=np.bool_))
        inside = (self._lower <= values) & (values <= self._upper)
        return bool(
            inside.all() and ((self._row_lo <= activity) & (activity <= self._row_hi)).all()
        )

    def restricted(
        self, free: Mask, values: Values, objectives: Sequence[Priced] = ()
    ) -> Restricted:
        """The rows with every column but the free ones held at its value."""
        entries = free[self._columns]
        held = self._activity(values, ~entries)
        touched = np.flatnonzero(self._touched(free))
        columns = np.flatnonzero(free)
        place = np.full(self.width, -1, dtype=np.int64)
        place[columns] = np.arange(len(columns))
        new_row = np.full(self.height, -1, dtype=np.int64)
        new_row[touched] = np.arange(len(touched))
        lengths = np.bincount(new_row[self._row[entries]], minlength=len(touched))
        lo, hi = self._row_lo[touched], self._row_hi[touched]
        rows = Rows(
            names=[("free", str(column)) for column in columns.tolist()],
            lower=self._lower[columns].tolist(),
            upper=self._upper[columns].tolist(),
            row_lo=np.where(lo <= -NO_LIMIT, lo, lo - held[touched]).tolist(),
            row_hi=np.where(hi >= NO_LIMIT, hi, hi - held[touched]).tolist(),
            row_names=[("row", str(row)) for row in touched.tolist()],
            starts=[0, *np.cumsum(lengths).tolist()],
            columns=place[self._columns[entries]].tolist(),
            coefficients=self._coefficients[entries].tolist(),
        )
        return Restricted(
            rows, columns, tuple(_restricted(each, place, values) for each in objectives)
        )

    def _touched(self, free: Mask) -> Mask:
        touched = np.zeros(self.height, dtype=np.bool_)
        touched[self._row[free[self._columns]]] = True
        return touched

    def _activity(self, values: Values, entries: Mask) -> Values:
        """What the chosen entries of each row come to."""
        weights = self._coefficients[entries] * values[self._columns[entries]]
        # sums of whole numbers far below 2 ** 53 are exact in floats, and many times as fast
        found = np.bincount(self._row[entries], weights=weights, minlength=self.height)
        return found.astype(np.int64)


def _restricted(objective: Priced, place: NDArray[np.int64], values: Values) -> Priced:
    terms, constant = [], objective.constant
    for coefficient, column in objective.terms:
        if place[column] >= 0:
            terms.append((coefficient, int(place[column])))
        else:
            constant += coefficient * int(values[column])
    return Priced(terms, constant)
