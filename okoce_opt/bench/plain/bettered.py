"""A plain plan made better piece by piece: some sessions are decided anew, the rest stays."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import replace

from okoce_opt.bench.plain import cpsat
from okoce_opt.bench.plain.lines import Terms, value_of
from okoce_opt.bench.plain.paper import Paper

LARGE = 300_000
"""Of lines with more terms than this, making them anew for each piece takes too long."""
SHORTEST = 3.0
"""Seconds for a piece in the first round; half as much again in each that finds nothing."""


def bettered(
    paper: Paper,
    objective: Terms,
    values: list[int],
    seconds: float,
    workers: int,
    heard: Callable[[list[int]], None],
) -> list[int]:
    """Values no worse than these after so many seconds: kecamatan by kecamatan, and stretch of days
    by stretch of days.
    """
    until, each = time.monotonic() + seconds, SHORTEST
    if sum(len(terms) for terms, _, _ in paper.lines.lines) > LARGE:
        return values
    while time.monotonic() < until - 1:
        before = value_of(objective, values)
        for free in _pieces(paper):
            left = min(each, until - time.monotonic())
            if left < 1:
                break
            kept = {c: values[c] for c in _decided(paper, free)}
            lines = replace(
                paper.lines,
                lower=[kept.get(c, low) for c, low in enumerate(paper.lines.lower)],
                upper=[kept.get(c, high) for c, high in enumerate(paper.lines.upper)],
            )
            hint = dict(enumerate(values))
            found = cpsat.solve(lines, objective, hint, (left, left), workers, lambda values: None)
            if found.values and value_of(objective, found.values) < value_of(objective, values):
                values = found.values
                heard(values)
        if value_of(objective, values) == before:
            each *= 1.5
    return values


def _pieces(paper: Paper) -> Iterator[set[str]]:
    """Sets of sessions to be decided anew: those of a kecamatan, those that begin in a third of the
    days.
    """
    places = sorted({paper.session(sid).kecamatan for sid in paper.held})
    for place in places if len(places) > 1 else ():
        yield {sid for sid in paper.held if paper.session(sid).kecamatan == place}
    days = sorted({paper.session(sid).first_day for sid in paper.held})
    width = max(1, len(days) // 3)
    for start in range(0, len(days), max(1, width // 2)):
        stretch = {*days[start : start + width]}
        yield {sid for sid in paper.held if paper.session(sid).first_day in stretch}


def _decided(paper: Paper, free: set[str]) -> Iterator[int]:
    """Columns of who sits where and what is held, but for these sessions."""
    yield from (column for (_, sid), column in paper.seats.items() if sid not in free)
    yield from (column for sid, column in paper.held.items() if sid not in free)
