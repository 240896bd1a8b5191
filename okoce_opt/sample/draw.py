"""Chance that is the same on every machine, and numbers shared out by weight."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Draw:
    """The chance of one registrant: whole numbers from SHA-256, by question."""

    seed: str
    row: int

    def below(self, limit: int, question: str) -> int:
        """A number from 0 to `limit` - 1, each as likely as the other to within 2**-50."""
        digest = hashlib.sha256(f"{self.seed}|{self.row}|{question}".encode()).digest()
        return int.from_bytes(digest[:8], "big") * limit >> 64

    def choice(self, weighted: Sequence[Mapping[str, Any]], question: str) -> Mapping[str, Any]:
        """One of the entries, by their `persen` (which add up to 100)."""
        left = self.below(100, question)
        for entry in weighted:
            left -= entry["persen"]
            if left < 0:
                return entry
        raise AssertionError("shares add up to 100")  # _refuse_faults has checked it


def largest_remainder(weights: Sequence[int], total: int) -> list[int]:
    """`total` shared out by weight in whole numbers; rests go to the largest remainders, earlier
    rows first on a tie.
    """
    whole = sum(weights)
    shares = [weight * total // whole for weight in weights]
    by_rest = sorted(range(len(weights)), key=lambda i: (-(weights[i] * total % whole), i))
    for i in by_rest[: total - sum(shares)]:
        shares[i] += 1
    return shares
