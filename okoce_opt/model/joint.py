"""From parts that share nothing to the whole: how their bounds come together. Ortools is not needed for it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from okoce_opt.domain.proof import PartProof
from okoce_opt.goals.goal import Level


def joined(level: Level, bounds: Sequence[int]) -> int:
    """The bound of a level from those of parts that share nothing: their sum, or the greatest where a goal is one maximum.

    No goal is ever below 0, so a part may be left out.
    """
    return sum(bounds) if _summed(level) else max(bounds, default=0)


def resting_on(level: Level, proofs: Sequence[PartProof]) -> tuple[PartProof, ...]:
    """The proofs that a level's joint bound rests on: of a sum all that say something, of a maximum the greatest."""
    telling = [proof for proof in proofs if proof.bound]
    return tuple(telling if _summed(level) else sorted(telling, key=lambda proof: proof.bound)[-1:])


def room(level: Level, reached: int, others: Iterable[int]) -> int:
    """How much of an earlier level one part may use when all together stay at `reached` and the others at their bounds."""
    return reached - sum(others) if _summed(level) else reached


def _summed(level: Level) -> bool:
    return all(priced.goal.over_kecamatan == "sum" for priced in level)
