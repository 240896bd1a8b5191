"""What one run comes to, as a row of the table."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from okoce_opt.domain.outcome import gap_between

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from okoce_opt.domain.outcome import SettledLevel

OKOCE, CHANGE = "okoce", "okoce --from"
PLANNED = "planned"
NEAR, NEARER = 0.05, 0.005
"""Gaps of which it is noted when they were reached."""


@dataclass(frozen=True, slots=True)
class Moment:
    """The last level's value and bound as they were known after so many seconds."""

    seconds: float
    value: int | None
    bound: int | None

    @property
    def gap(self) -> float | None:
        """How far the value may be from the best, once both are known."""
        return gap_between(self.value, self.bound)


@dataclass(frozen=True, slots=True)
class Figures:
    """One case planned by one planner.

    `outcome` is `planned` (the verifier was silent), `broken` with the rules that the plan breaks,
    `ran_out`, `impossible` or `died`. `values` and `bounds` are those of the levels, in their
    order; a bound None = nothing was proved. Seconds count from the command: those to a gap are of
    what was known at that time, `total` ends when the plan, read again, has been verified. Memory
    in MiB is the greatest that the parent process and its largest child had; `load` is that of the
    machine at the beginning.
    """

    case: str
    planner: str
    outcome: str
    people: int = 0
    values: tuple[int, ...] = ()
    bounds: tuple[int | None, ...] = ()
    moments: tuple[Moment, ...] = field(default=(), repr=False)
    total: float = 0.0
    parent_mib: float | None = None
    child_mib: float | None = None
    cores: int = 0
    load: float | None = None

    @property
    def gap(self) -> float | None:
        """The largest gap of the levels; None when one of them is unknown."""
        gaps = [
            Moment(0.0, value, bound).gap
            for value, bound in zip(self.values, self.bounds, strict=True)
        ]
        return (
            max((gap for gap in gaps if gap is not None), default=0.0)
            if gaps and None not in gaps
            else None
        )

    @property
    def first_plan(self) -> float | None:
        """Seconds to the first plan."""
        return _first(self.moments, lambda moment: moment.value is not None)

    def seconds_to(self, gap: float) -> float | None:
        """Seconds until the last level's value was known to be within `gap` of the best; None where
        some level never was.
        """
        if self.gap is None or self.gap > gap:
            return None
        return _first(self.moments, lambda moment: moment.gap is not None and moment.gap <= gap)

    @property
    def per_person(self) -> float | None:
        """Milliseconds a registrant."""
        return 1000 * self.total / self.people if self.people else None


def _first(moments: Iterable[Moment], holds: Callable[[Moment], bool]) -> float | None:
    return next((moment.seconds for moment in moments if holds(moment)), None)


def levels_in(levels: Sequence[SettledLevel]) -> tuple[tuple[int, ...], tuple[int | None, ...]]:
    """Values and bounds of a plan's levels."""
    return tuple(level.value or 0 for level in levels), tuple(level.bound for level in levels)


def memory() -> tuple[float | None, float | None]:
    """The greatest memory in MiB that this process and its largest ended child had; None where it
    cannot be had.

    A child counts with at least what its parent had when it was started.
    """
    try:
        import resource
    except ImportError:  # Windows
        return None, None
    unit = 1 << 20 if os.uname().sysname == "Darwin" else 1 << 10
    own, child = (
        resource.getrusage(who).ru_maxrss / unit
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return round(own, 1), round(child, 1)


def load() -> float | None:
    """Processes that wanted a core in the last minute; None where it cannot be had."""
    return round(os.getloadavg()[0], 2) if hasattr(os, "getloadavg") else None
