"""Which rows of a roster go on which sheet of paper, from row heights alone.

Spreadsheets break pages where they like and count pages over the whole workbook, so breaks and
"Lembar k dari n" are fixed here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

KEPT_WITH_FOOT = 3
"""Rows that go along when the signatures need a page of their own: nobody signs a bare sheet."""


def paginate(rows: Sequence[float], *, first: float, later: float, foot: float) -> list[int]:
    """How many of the rows stand on each page.

    `rows` are heights in points; `first` and `later` what the first page and each further one have
    left for rows; `foot` what comes after the last row and must not be torn off.
    """
    counts = [0]
    left = first
    for height in rows:
        if height > left and counts[-1]:
            counts.append(0)
            left = later
        counts[-1] += 1
        left -= height
    if foot > left and (len(counts) > 1 or len(rows) > KEPT_WITH_FOOT):
        along = min(KEPT_WITH_FOOT, counts[-1] - 1)
        counts[-1] -= along
        counts.append(along)
    return counts


def fewest_pages(
    heights: Callable[[float], Sequence[float]],
    *,
    most: float,
    least: float,
    first: float,
    later: float,
    foot: float,
) -> tuple[Sequence[float], list[int]]:
    """Heights of rows and how many stand on each page, on as few pages as can be.

    `heights` gives the rows' heights where a plain row has that one; of plain rows from `most` down
    to `least` points, the highest that needs no page more is taken.
    """
    tight = len(paginate(heights(least), first=first, later=later, foot=foot))
    plain = most
    while True:
        rows = heights(plain)
        counts = paginate(rows, first=first, later=later, foot=foot)
        if len(counts) <= tight or plain <= least:
            return rows, counts
        plain = max(least, plain - 0.5)
