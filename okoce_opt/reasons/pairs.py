"""Two changes at once, or three, where no single one is enough."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations, islice
from typing import Any

from okoce_opt.domain.words import Words
from okoce_opt.io.tables.declared import TABLES
from okoce_opt.reasons.change import Change, Row
from okoce_opt.reasons.levers import LEFT_OVER, Lever

PAIRS = 80
"""Pairs of levers that are tried at most."""

Helps = Callable[[Change], bool | None]
Missing = Callable[[Change], float]
"""How many seats counting says are missing with a change: how far from enough it is."""

_SAID = {
    2: Words("dua perubahan: {each}", "two changes: {each}"),
    3: Words("tiga perubahan: {each}", "three changes: {each}"),
}


def pairs_that_help(
    levers: Sequence[Lever], helps: Helps, missing: Missing
) -> Iterator[tuple[Lever, Change]]:
    """Two levers of different kinds that do together, neither pulled further than it need be beside
    the other, as one lever with its change; of each two kinds one pair. Where no two do, the two
    that come nearest with a third. What helps most alone is tried first. Rules are not dropped for
    it, nor people left over.
    """
    able = [one for one in levers if not one.kind.startswith("no_") and one.kind != LEFT_OVER]
    short = {id(one): missing(one.change(one.steps)) for one in able}
    able.sort(key=lambda one: short[id(one)])
    two = (pair for pair in combinations(able, 2) if pair[0].kind != pair[1].kind)
    nearest: tuple[float, tuple[Lever, ...]] = (float("inf"), ())
    tried: set[str] = set()
    for pair in islice(two, PAIRS):
        if _kind(pair) in tried:
            continue
        found = _as_one(pair, helps)
        if found is not None:
            tried.add(_kind(pair))
            yield found
        elif not tried:
            both = _pulled(pair, [one.steps for one in pair])
            rest = float("inf") if both is None else missing(both)
            nearest = min(nearest, (rest, pair), key=lambda known: known[0])
    if tried or not nearest[1]:
        return
    used = {one.kind for one in nearest[1]}
    for third in able:
        if third.kind not in used:
            found = _as_one((*nearest[1], third), helps)
            if found is not None:
                used.add(third.kind)
                yield found


def _kind(those: Sequence[Lever]) -> str:
    return "_and_".join(one.kind for one in those)


def _as_one(those: Sequence[Lever], helps: Helps) -> tuple[Lever, Change] | None:
    """Levers that do together, as one with its change: each as little as can be beside the others,
    the last one first; None where they do not.
    """
    steps = [one.steps for one in those]

    def does(at: int, step: int) -> bool:
        change = _pulled(those, [*steps[:at], step, *steps[at + 1 :]])
        return change is not None and helps(change) is True

    if not does(0, steps[0]):
        return None
    for at in reversed(range(len(those))):
        if those[at].sizes:
            # a step is no looser than the one before
            steps[at] = next(n for n in range(1, steps[at] + 1) if n == steps[at] or does(at, n))
            continue
        steps[at] = _bisected(steps[at], lambda step, at=at: does(at, step))  # type: ignore[misc]
    change = _pulled(those, steps)
    if change is None:
        return None
    each = [one.words(step) for one, step in zip(those, steps, strict=True)]
    dan = Words("{first}, dan {last}", "{first}, and {last}")
    first = Words("; ".join(one.id for one in each[:-1]), "; ".join(one.en for one in each[:-1]))
    said = _SAID[len(those)].fill(each=dan.fill(first=first, last=each[-1]))
    return Lever(_kind(those), 1, lambda step: change, lambda step: said), change


def _pulled(those: Sequence[Lever], steps: Sequence[int]) -> Change | None:
    """All of them pulled so far, as one change; None where two would change the same cell."""
    changes = (one.change(step) for one, step in zip(those, steps, strict=True))
    found: Change | None = next(changes)
    for change in changes:
        found = found and together(found, change)
    return found


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
