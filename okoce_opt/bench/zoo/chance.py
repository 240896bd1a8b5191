"""Chance that is the same on every machine: whole numbers from SHA-256, one after the other."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import TypeVar

Item = TypeVar("Item")


class Chance:
    """A row of numbers that a name alone decides."""

    def __init__(self, name: str) -> None:
        self._name, self._count = name, 0

    def below(self, limit: int) -> int:
        """A number from 0 to `limit` - 1."""
        self._count += 1
        digest = hashlib.sha256(f"{self._name}|{self._count}".encode()).digest()
        return int.from_bytes(digest[:8], "big") * limit >> 64

    def between(self, least: int, most: int) -> int:
        """A number from `least` to `most`, both included."""
        return least + self.below(most - least + 1)

    def hit(self, percent: int) -> bool:
        """True in so many of a hundred cases."""
        return self.below(100) < percent

    def of(self, items: Sequence[Item]) -> Item:
        """One of the items."""
        return items[self.below(len(items))]

    def some(self, items: Sequence[Item], number: int) -> list[Item]:
        """So many of the items (all if there are fewer), in their order."""
        kept = sorted(self.mixed(range(len(items)))[:number])
        return [items[place] for place in kept]

    def mixed(self, items: Sequence[Item]) -> list[Item]:
        """The items in any order."""
        left = list(items)
        for place in range(len(left) - 1, 0, -1):
            other = self.below(place + 1)
            left[place], left[other] = left[other], left[place]
        return left

    def weighted(self, weights: dict[Item, int]) -> Item:
        """One of the keys, as often as its weight says."""
        left = self.below(sum(weights.values()))
        for item, weight in weights.items():
            left -= weight
            if left < 0:
                return item
        raise AssertionError("weights add up")
