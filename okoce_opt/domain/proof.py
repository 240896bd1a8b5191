"""How the bound of a level is proved, so that anyone can go through it again. `certificate.py`
does.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field

UNIT = 1 << 24
"""Multipliers are whole numbers of 1/UNIT: exact in a file and in the check, and nearly always in a
float.
"""

Multipliers = Mapping[tuple[str, str], int]
"""(rule, subject) of a row -> its multiplier in units of 1/UNIT; a row that is not there has 0."""

COUNTING, ROWS, SEARCH = "counting", "rows", "search"
"""The ways to prove a bound."""


@dataclass(frozen=True, slots=True)
class PartProof:
    """What multipliers of rows prove for one part of the problem, some of its kecamatan: no plan
    goes below `bound` there.

    `coarse` rows are those that a calendar looks at (`model.formulation.coarse`); else they are
    those of all rules and goals. The multipliers are kept `packed`: a city's many thousand would
    otherwise be most of what a search holds in memory.
    """

    kecamatan: tuple[str, ...]
    coarse: bool
    bound: int
    packed: bytes = field(repr=False)

    @classmethod
    def of(
        cls, kecamatan: tuple[str, ...], coarse: bool, bound: int, multipliers: Multipliers
    ) -> PartProof:
        """The proof by these multipliers."""
        listed = [[rule, subject, y] for (rule, subject), y in sorted(multipliers.items())]
        return cls(kecamatan, coarse, bound, zlib.compress(json.dumps(listed).encode()))

    @property
    def multipliers(self) -> Multipliers:
        """The multipliers, unpacked."""
        return {(rule, subject): y for rule, subject, y in json.loads(zlib.decompress(self.packed))}


@dataclass(frozen=True, slots=True)
class Proof:
    """The proof of a level's bound.

    `by` counting: the floors of its goals come to it. By rows: the parts' bounds come to it. By
    search: the solver went through all cases; the parts' bounds, which come to less, can be
    checked, the rest cannot.
    """

    by: str = COUNTING
    parts: tuple[PartProof, ...] = ()
