"""What a part of a problem came to, and what is reported of it while it is planned."""

from __future__ import annotations

from dataclasses import dataclass

from okoce_opt.domain.proof import PartProof
from okoce_opt.model.formulation.counts import Counts

Name = tuple[str, ...]  # the codes of a part's kecamatan


@dataclass(frozen=True, slots=True)
class PartResult:
    """What a part came to: its best counts (None: none found), the levels' bounds, and how it
    ended.

    `bounds` hold for this part's levels, each given the values of `counts` before it; `proofs` say
    what multipliers alone prove of them.
    """

    counts: Counts | None
    bounds: tuple[int, ...]
    spent: float
    stopped: bool
    proofs: tuple[PartProof, ...] = ()


@dataclass(frozen=True, slots=True)
class Incumbent:
    """A better plan of the part named `part`, reported while the search goes on."""

    part: Name
    counts: Counts
    bounds: tuple[int, ...]
    proofs: tuple[PartProof, ...] = ()
