"""What tries of large neighbourhood search gained and what they cost, and a choice by it.

After Ropke and Pisinger, An adaptive large neighbourhood search heuristic, 2006, who count gains
alone: there each try costs about the same. Here one is over in a hundredth of the effort that
another uses up.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass

FADING, HOPE, SELDOM = 0.9, 0.05, 0.05
"""What is left of an experience after each new one, what is hoped for without any gain, and how
often what pays least is tried beside what pays most.
"""

BESIDES = 0.5
"""What is added to a cost: what cost nearly nothing and gained nothing does not pay."""


@dataclass
class Experience:
    """What tries gained lately, and what they cost, in steps; at first as if one had gained."""

    gained: float = 1.0
    cost: float = 1.0

    @property
    def rate(self) -> float:
        """Gains for a step's effort."""
        return (self.gained + HOPE) / (self.cost + BESIDES)

    def learned(self, gained: bool, cost: float) -> None:
        """One more try, and what share of a step's effort it took."""
        self.gained = FADING * self.gained + gained
        self.cost = FADING * self.cost + cost


def chosen(by: random.Random, experiences: Mapping[str, Experience]) -> str:
    """One of the names, those that pay more with a greater chance."""
    rates = [one.rate for one in experiences.values()]
    least = SELDOM * max(rates)
    return by.choices(list(experiences), [max(least, rate) for rate in rates])[0]
