"""The bound of a level of the whole problem, from the bounds of kecamatan planned apart: their sum,
or the greatest of them.

What it is used for stands in `search/bounds`. Ortools is not needed for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from okoce_opt.domain.problem import Problem
from okoce_opt.domain.proof import PartProof
from okoce_opt.goals.goal import Level

ACROSS = "across"
"""What a goal says of parts that it holds against one another."""


def join_bounds(level: Level, bounds: Sequence[int]) -> int:
    """The bound of a level from those of parts that share nothing: their sum, or the greatest where
    a goal is one maximum.

    No goal is ever below 0, so a part may be left out.
    """
    return sum(bounds) if is_summed(level) else max(bounds, default=0)


def resting_on(level: Level, proofs: Sequence[PartProof]) -> tuple[PartProof, ...]:
    """The proofs that a level's joint bound rests on: of a sum all that say something, of a maximum
    the greatest.
    """
    telling = [proof for proof in proofs if proof.bound]
    return tuple(
        telling if is_summed(level) else sorted(telling, key=lambda proof: proof.bound)[-1:]
    )


def room_left(level: Level, reached: int, others: Iterable[int]) -> int:
    """How much of an earlier level one part may use when all together stay at `reached` and the
    others at their bounds.
    """
    return reached - sum(others) if is_summed(level) else reached


def levels_of_part(levels: Sequence[Level]) -> list[Level]:
    """The levels that a part is planned and bounded under: without the goals that hold kecamatan
    against one another.

    Among the kecamatan of a part they are as little apart as among all, but the parts' measures
    neither add up to the whole's nor is it the greatest of them (two pairs may each be 3 apart
    where all four are 3 apart). No goal is ever below 0, so a level without one is only lower: what
    bounds it bounds the level.
    """
    return [
        tuple(priced for priced in level if priced.goal.over_kecamatan != ACROSS)
        for level in levels
    ]


def compares_kecamatan(levels: Sequence[Level]) -> bool:
    """Whether any goal holds kecamatan against one another."""
    return any(priced.goal.over_kecamatan == ACROSS for level in levels for priced in level)


def find_missing(problem: Problem, names: Iterable[tuple[str, ...]]) -> list[str]:
    """Kecamatan that are in none of these parts."""
    reached = {code for name in names for code in name}
    return [code for code in problem.kecamatan if code not in reached]


def is_summed(level: Level) -> bool:
    """Whether a level's measure is the sum of those of its parts."""
    return all(priced.goal.over_kecamatan in ("sum", ACROSS) for priced in level)
