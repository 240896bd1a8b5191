"""How many of those who are invited come, and how many may therefore be invited."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import comb


@dataclass(frozen=True, slots=True)
class Turnout:
    """Of those invited to an activity `per_thousand` of a thousand come (*kehadiran*).

    `kecamatan` is a code, or empty for all that have no row of their own. The planner lets a session
    overflow at most once in `once_in` sessions; 0 = no more are invited than there are seats.
    """

    activity: str
    kecamatan: str
    per_thousand: int
    once_in: int = 0


@lru_cache(maxsize=1024)
def invitations(seats: int, turnout: Turnout | None) -> int:
    """The most people that may be invited to `seats` seats.

    Everyone comes or not for themselves, with probability p: the number who come is binomial, and the
    answer is the greatest n with P(Bin(n, p) > seats) <= 1 / once_in, in whole numbers, so without
    rounding. (Overbooking of independent guests: Rothstein, 1985, Operations Research 33, 237-248.)
    """
    if turnout is None or not turnout.once_in or not 0 < turnout.per_thousand < 1000 or seats < 1:
        return seats
    invited = seats
    while not _overflows(invited + 1, seats, turnout):
        invited += 1
    return invited


def _overflows(invited: int, seats: int, turnout: Turnout) -> bool:
    """Whether more than `seats` of `invited` come too often. P = tail / 1000^n, compared without division."""
    come, stay = turnout.per_thousand, 1000 - turnout.per_thousand
    tail = sum(comb(invited, k) * come**k * stay ** (invited - k) for k in range(seats + 1, invited + 1))
    return bool(tail * turnout.once_in > 1000**invited)
