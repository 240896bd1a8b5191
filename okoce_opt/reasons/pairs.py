"""Two changes at once, where no single one is enough."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations
from typing import Any

from okoce_opt.domain.words import Words
from okoce_opt.io.tables.declared import TABLES
from okoce_opt.reasons.change import Change, Row
from okoce_opt.reasons.levers import LEFT_OVER, Lever

PAIRS = 80
"""Pairs of levers that are tried at most."""

Helps = Callable[[Change], bool | None]


def pairs_that_help(levers: Sequence[Lever], helps: Helps) -> Iterator[tuple[Lever, Change]]:
    """Two levers of different kinds that do together, neither pulled further than it need be beside
    the other, as one lever with its change; of each two kinds one pair. Rules are not dropped for
    it, nor people left over.
    """
    able = [one for one in levers if not one.kind.startswith("no_") and one.kind != LEFT_OVER]
    tried: set[tuple[str, str]] = set()
    for first, second in list(combinations(able, 2))[:PAIRS]:
        kinds = (first.kind, second.kind)
        if first.kind == second.kind or kinds in tried:
            continue
        found = _least(first, second, helps)
        if found is None:
            continue
        tried.add(kinds)
        n, m = found
        change = together(first.change(n), second.change(m))
        words = Words("dua perubahan: {one}, dan {other}", "two changes: {one}, and {other}")
        said = words.fill(one=first.words(n), other=second.words(m))
        if change is not None:
            yield _as_one("_and_".join(kinds), change, said), change


def _as_one(kind: str, change: Change, words: Words) -> Lever:
    return Lever(kind, 1, lambda step: change, lambda step: words)


def _least(first: Lever, second: Lever, helps: Helps) -> tuple[int, int] | None:
    """Steps of both that do: the second as little as can be beside all of the first, then the first
    as little as can be beside that.
    """

    def do(n: int, m: int) -> bool:
        change = together(first.change(n), second.change(m))
        return change is not None and helps(change) is True

    if not do(first.steps, second.steps):
        return None
    m = _bisected(second.steps, lambda step: do(first.steps, step))
    return _bisected(first.steps, lambda step: do(step, m)), m


def _bisected(high: int, does: Callable[[int], bool]) -> int:
    """A step that does, `high` at most, the one below which does not."""
    low = 0
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if does(middle) else (middle, high)
    return high


def together(first: Change, second: Change) -> Change | None:
    """Both changes in one; None where they would change the same cell."""
    if first.rules.keys() & second.rules.keys() or (first.last and second.last):
        return None
    if first.levels is not None and second.levels is not None:
        return None
    tables: dict[str, Sequence[Row]] = {**first.tables}
    for name, rows in second.tables.items():
        joined = _joined(name, tables.get(name, ()), rows)
        if joined is None:
            return None
        tables[name] = joined
    return Change(
        tables,
        first.last or second.last,
        {**first.rules, **second.rules},
        first.levels if second.levels is None else second.levels,
    )


def _joined(table: str, first: Sequence[Row], second: Sequence[Row]) -> list[Row] | None:
    """Rows of both; of one key the cells of both. None where both say something of one cell."""
    keys = TABLES[table].keys
    found: dict[tuple[Any, ...], Row] = {}
    for row in (*first, *second):
        key = tuple(row.get(name) for name in keys)
        before = found.get(key, {})
        if any(before[name] != row[name] for name in before.keys() & row.keys()):
            return None
        if before and ("hapus" in before) != ("hapus" in row):
            return None
        found[key] = {**before, **row}
    return list(found.values())
