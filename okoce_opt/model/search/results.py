"""What a part of a problem came to, and what is reported of it while it is planned."""

from __future__ import annotations

from dataclasses import dataclass, field

from okoce_opt.domain.ids import SessionId
from okoce_opt.domain.proof import PartProof
from okoce_opt.model.days.calendars import Looked
from okoce_opt.model.formulation.counts import Counts

Name = tuple[str, ...]  # the codes of a part's kecamatan


@dataclass(frozen=True, slots=True)
class Begun:
    """Where the search of a part goes on: its best counts so far, the calendars that were filled,
    how far the search for days has come, and how many rounds it has had.
    """

    counts: Counts | None = None
    filled: frozenset[tuple[SessionId, ...]] = frozenset()
    looked: Looked = field(default_factory=Looked)
    rounds: int = 0


@dataclass(frozen=True, slots=True)
class PartResult:
    """What a part came to: its best counts (None: none found), the levels' bounds, and how it
    ended.

    `bounds` hold for this part's levels, each given the values of `counts` before it; `proofs` say
    what multipliers alone prove of them. `onwards` is where another round goes on; None where there
    is nothing left to try for the part by itself.
    """

    counts: Counts | None
    bounds: tuple[int, ...]
    spent: float
    stopped: bool
    proofs: tuple[PartProof, ...] = ()
    onwards: Begun | None = None


@dataclass(frozen=True, slots=True)
class Incumbent:
    """A better plan of the part named `part`, reported while the search goes on."""

    part: Name
    counts: Counts
    bounds: tuple[int, ...]
    proofs: tuple[PartProof, ...] = ()
