"""What arithmetic alone says against a problem."""

from __future__ import annotations

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
