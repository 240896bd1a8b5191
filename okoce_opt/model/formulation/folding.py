"""Halls that all rows treat alike are counted together, not one by one: a smaller problem with the
same linear bound. Its whole numbers must still be dealt out to the halls, which may fail.

Rows are folded by colour refinement. Columns of the same kind (of one stratum, say, in the same
activity at the same time) begin in one class. Classes of columns and rows are split until every
column of a class has the same sum of coefficients in each class of rows, and every row of a class
the same in each class of columns. Then the sum of each class of columns may stand for the class,
and the sum of each class of rows: the linear program has the same least (Grohe, Kersting, Mladenov
and Selman, Dimension reduction via colour refinement, 2014). For whole numbers a fold is a
proposal: what it comes to is dealt out to the halls, and the rows are gone through again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from okoce_opt.domain.ids import SessionId
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.sessions import SEPARATOR, at_any_venue
from okoce_opt.rows.linear import NO_LIMIT, Priced, Rows
from okoce_opt.rows.stratum import Stratum

WORTH = 0.8
"""More classes than this share of the columns are not worth a fold."""

Classes = NDArray[np.int64]
"""For each column or row the number of its class."""


@dataclass(frozen=True, slots=True)
class Folded:
    """Rows of classes of columns, the objective over them, and the class of every column that was
    folded.
    """

    rows: Rows
    objective: Priced
    column_class: Classes

    def measured(self, objective: Priced, values: Sequence[int]) -> int:
        """What an objective over the columns before the fold comes to, the folded values shared out
        evenly.
        """
        sizes = np.bincount(self.column_class, minlength=len(self.rows.names))
        each: list[float] = (np.asarray(values) / sizes)[self.column_class].tolist()
        return objective.constant + round(
            sum(coefficient * each[column] for coefficient, column in objective.terms)
        )


def fold(rows: Rows, objective: Priced) -> Folded | None:
    """The rows folded, with that objective; None where it is not worth it."""
    kinds = _numbered([_kind(name) for name in rows.names])
    if not len(kinds) or kinds.max() + 1 > WORTH * len(kinds):
        return None
    data = rows.arrays()
    cost = np.zeros(len(kinds), dtype=np.int64)
    for coefficient, column in objective.terms:
        cost[column] += coefficient
    column_class, row_class = _refined(data, _joined(kinds, data["lower"], data["upper"], cost))
    if column_class.max() + 1 > WORTH * len(kinds):
        return None
    return Folded(*_folded(rows, data, objective, cost, column_class, row_class), column_class)


def held_at(
    problem: Problem, folded: Folded, held: Mapping[SessionId, int], values: Sequence[int]
) -> tuple[SessionId, ...]:
    """The sessions held, where each class of held columns says how many of it are: whoever begins
    first takes the first venue that is free. `held` maps session ids to columns as they were before
    the fold.
    """
    classes: dict[int, list[SessionId]] = {}
    for sid, column in held.items():
        classes.setdefault(int(folded.column_class[column]), []).append(sid)
    taken: dict[str, set[int]] = {}
    found: list[SessionId] = []
    # whoever has no other choice comes first of those that begin together
    for number, sids in sorted(
        classes.items(), key=lambda item: (problem.sessions[item[1][0]].starts, len(item[1]))
    ):
        left = values[number]
        for session in (problem.sessions[sid] for sid in sorted(sids)):
            if left and not session.slots & taken.setdefault(session.venue, set()):
                taken[session.venue] |= session.slots
                found.append(session.id)
                left -= 1
    return tuple(sorted(found))


def deal_out(
    folded: Folded,
    strata: Sequence[Stratum],
    seats: Mapping[tuple[str, SessionId], int],
    values: Sequence[int],
) -> dict[int, int]:
    """People for each seat column, where each class of them says how many it has: dealt in turn,
    kelurahan by kelurahan.

    So the sessions of a class have equally many people, and equally many of each kelurahan, give or
    take one.
    """
    home = {stratum.id: stratum.one.kelurahan for stratum in strata}
    classes: dict[int, list[tuple[str, SessionId]]] = {}
    for key, column in seats.items():
        classes.setdefault(int(folded.column_class[column]), []).append(key)
    order: dict[tuple[SessionId, ...], list[tuple[str, str, int]]] = {}
    for number, keys in classes.items():
        stratum = keys[0][0]
        order.setdefault(tuple(sorted(sid for _, sid in keys)), []).append(
            (home[stratum], stratum, number)
        )
    people: dict[int, int] = {}
    for sids, those in order.items():
        turn = 0
        for _, stratum, number in sorted(those):
            each, more = divmod(values[number], len(sids))
            for place, sid in enumerate(sids):
                people[seats[stratum, sid]] = each + ((place - turn) % len(sids) < more)
            turn = (turn + more) % len(sids)
    return people


def _kind(name: tuple[str, ...]) -> tuple[object, ...]:
    """A column's name with its session, if it has one, at any venue."""
    return tuple(at_any_venue(piece) if piece.count(SEPARATOR) == 3 else piece for piece in name)


def _numbered(keys: Iterable[object]) -> Classes:
    """For each key the number of its first like."""
    first: dict[object, int] = {}
    return np.asarray([first.setdefault(key, len(first)) for key in keys], dtype=np.int64)


def _joined(*parts: NDArray[np.int64] | NDArray[np.uint64]) -> Classes:
    """Classes of what is alike in every part."""
    classes = np.zeros(len(parts[0]), dtype=np.int64)
    for part in parts:
        codes = np.unique(part, return_inverse=True)[1]
        classes = np.unique(classes * (int(codes.max(initial=0)) + 1) + codes, return_inverse=True)[
            1
        ]
    return classes.astype(np.int64)


def _refined(
    data: Mapping[str, NDArray[np.int64]], column_class: Classes
) -> tuple[Classes, Classes]:
    """The classes of columns split, and rows put into classes, until nothing in a class is told
    apart.
    """
    starts, columns, coefficients = data["starts"], data["columns"], data["coefficients"]
    row_of = np.repeat(np.arange(len(starts) - 1), np.diff(starts))
    row_class = _joined(data["row_lo"], data["row_hi"])
    counts = (-1, -1)
    while counts != (int(column_class.max(initial=0)), int(row_class.max(initial=0))):
        counts = int(column_class.max(initial=0)), int(row_class.max(initial=0))
        row_class = _joined(
            row_class, _summed(row_of, column_class[columns], coefficients, len(row_class))
        )
        column_class = _joined(
            column_class, _summed(columns, row_class[row_of], coefficients, len(column_class))
        )
    return column_class, row_class


def _summed(
    where: NDArray[np.int64], classes: Classes, coefficients: NDArray[np.int64], width: int
) -> NDArray[np.uint64]:
    """For each row (or column) a fingerprint of its coefficients by class: alike, but for chance,
    where these are alike.
    """
    found = np.zeros(width, dtype=np.uint64)
    marks = _mixed(classes.astype(np.uint64)) * coefficients.astype(np.uint64)
    np.add.at(found, where, marks)
    return found


def _mixed(numbers: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Numbers scattered over 64 bits (Steele, Lea and Flood, SplitMix, 2014)."""
    z = (numbers + np.uint64(1)) * np.uint64(0x9E3779B97F4A7C15)
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return z ^ (z >> np.uint64(31))


def _folded(
    rows: Rows,
    data: Mapping[str, NDArray[np.int64]],
    objective: Priced,
    cost: NDArray[np.int64],
    column_class: Classes,
    row_class: Classes,
) -> tuple[Rows, Priced]:
    sizes = np.bincount(column_class)
    first_column = np.unique(column_class, return_index=True)[1]
    first_row, in_class = np.unique(row_class, return_index=True, return_counts=True)[1:]
    row_of = np.repeat(np.arange(len(row_class)), np.diff(data["starts"]))
    width = len(sizes)
    where, at = np.unique(
        row_class[row_of] * width + column_class[data["columns"]], return_inverse=True
    )
    sums = np.zeros(len(where), dtype=np.int64)
    np.add.at(sums, at, data["coefficients"])
    columns = where % width
    sums //= sizes[columns]
    folded = Rows(
        names=[rows.names[j] for j in first_column],
        lower=(data["lower"][first_column] * sizes).tolist(),
        upper=(data["upper"][first_column] * sizes).tolist(),
        row_lo=_scaled(data["row_lo"][first_row], in_class),
        row_hi=_scaled(data["row_hi"][first_row], in_class),
        row_names=[rows.row_names[i] for i in first_row],
        starts=np.searchsorted(where, np.arange(len(first_row) + 1) * width).tolist(),
        columns=columns.tolist(),
        coefficients=sums.tolist(),
    )
    prices = cost[first_column]
    return folded, Priced(
        [(int(prices[j]), int(j)) for j in np.flatnonzero(prices)], objective.constant
    )


def _scaled(limits: NDArray[np.int64], times: NDArray[np.int64]) -> list[int]:
    """Limits of so many rows together; none stays none."""
    return np.where(np.abs(limits) >= NO_LIMIT, limits, limits * times).tolist()  # type: ignore[no-any-return]
