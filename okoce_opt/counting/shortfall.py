"""What arithmetic alone says against a problem."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from okoce_opt.domain.words import Words


@dataclass(frozen=True, slots=True)
class Shortfall:
    """A necessary condition that does not hold.

    `hard` = no plan keeps every rule. Otherwise people may be left over (`most_placed`), and at
    least `missing` person-activities stay without a seat; shortfalls overlap, so these numbers do
    not add up. `kecamatan` and `activity` say whose it is; empty = of several.
    """

    kind: str
    words: Words
    hard: bool
    missing: int = 0
    kecamatan: str = ""
    activity: str = ""


_OF_ORDERS = ("orders", "told_sessions")


def in_reading_order(found: Iterable[Shortfall]) -> list[Shortfall]:
    """What helps most when it is mended comes first.

    That is what the planner ordered by hand, then what leaves most people without a seat, the wider
    before the narrower: a whole city's want of days shows again in each kecamatan and activity.
    """
    return sorted(
        found,
        key=lambda s: (
            *(not s.hard, s.kind not in _OF_ORDERS, -s.missing),
            *(bool(s.kecamatan), bool(s.activity)),
        ),
    )


def least_missing(found: Iterable[Shortfall]) -> int:
    """How many person-activities stay without a seat at least.

    Within a kecamatan the greatest shortfall counts: who finds no room in one activity may be the
    same person that finds none in another. Kecamatan have different people, and add up.
    """
    most: defaultdict[str, int] = defaultdict(int)
    for one in found:
        most[one.kecamatan] = max(most[one.kecamatan], one.missing)
    return max(most.pop("", 0), sum(most.values()))
