"""Which rows of a roster go on which sheet of paper, from row heights alone.

Spreadsheets break pages where they like and count pages over the whole workbook, so breaks and
"Lembar k dari n" are fixed here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

KEPT_WITH_FOOT = 3
"""Rows that go along when the signatures need a page of their own: nobody signs a bare sheet."""


@dataclass(frozen=True, slots=True)
class Room:
    """Points that the `first` page and each `later` one have left for rows, and those of the `foot`
    that comes after the last row and must not be torn off.
    """

    first: float
    later: float
    foot: float


def paginate(rows: Sequence[float], room: Room, *, last: int = 1) -> list[int]:
    """How many of the rows, of these heights in points, stand on each page; on the last one at
    least `last`, where there are so many.
    """
    first, later, foot = room.first, room.later, room.foot
    counts = [0]
    left = first
    for height in rows:
        if height > left and counts[-1]:
            counts.append(0)
            left = later
        counts[-1] += 1
        left -= height
    if foot > left and (len(counts) > 1 or len(rows) > KEPT_WITH_FOOT):
        along = min(max(KEPT_WITH_FOOT, last), counts[-1] - 1)
        counts[-1] -= along
        counts.append(along)
    if len(counts) > 1 and counts[-1] < last:
        more = min(last - counts[-1], counts[-2] - 1)
        counts[-2:] = [counts[-2] - more, counts[-1] + more]
    return counts


def fewest_pages(
    heights: Callable[[float], Sequence[float]],
    room: Room,
    *,
    most: float,
    least: float,
    last: int = 1,
) -> tuple[Sequence[float], list[int]]:
    """Heights of rows and how many stand on each page, on as few pages as can be.

    `heights` gives the rows' heights where a plain row has that one; of plain rows from `most` down
    to `least` points, the highest that needs no page more is taken.
    """
    tight = len(paginate(heights(least), room, last=last))
    plain = most
    while True:
        rows = heights(plain)
        counts = paginate(rows, room, last=last)
        if len(counts) <= tight or plain <= least:
            return rows, counts
        plain = max(least, plain - 0.5)
