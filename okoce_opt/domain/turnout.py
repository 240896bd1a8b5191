"""How many of those who are invited come, and how many may therefore be invited."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal
from functools import lru_cache
from itertools import count
from math import comb

_BELOW, _ABOVE = Context(prec=60, rounding=ROUND_FLOOR), Context(prec=60, rounding=ROUND_CEILING)


@dataclass(frozen=True, slots=True)
class Turnout:
    """Of those invited to an activity `per_thousand` of a thousand come (*kehadiran*).

    `kecamatan` is a code, or empty for all that have no row of their own. The planner lets a
    session overflow at most once in `once_in` sessions; 0 = no more are invited than there are
    seats.
    """

    activity: str
    kecamatan: str
    per_thousand: int
    once_in: int = 0


@lru_cache(maxsize=1024)
def invitations(seats: int, turnout: Turnout | None) -> int:
    """The most people that may be invited to `seats` seats.

    Everyone comes or not for themselves, with probability p: the number who come is binomial, and
    the answer is the greatest n with P(Bin(n, p) > seats) <= 1 / once_in. (Overbooking of
    independent guests: Rothstein, 1985, Operations Research 33, 237-248.) Decimals, rounded down
    and up, decide where they agree and whole numbers where they do not: nothing depends on
    rounding.
    """
    if turnout is None or not turnout.once_in or not 0 < turnout.per_thousand < 1000 or seats < 1:
        return seats
    bounds = zip(_overflow(seats, turnout, _BELOW), _overflow(seats, turnout, _ABOVE), strict=True)
    for invited, (least, most) in enumerate(bounds, start=seats + 1):
        if least * turnout.once_in > 1 or (
            most * turnout.once_in > 1 and _overflows(invited, seats, turnout)
        ):
            return invited - 1
    raise AssertionError("the chance of an overflow grows to one")


def _overflow(seats: int, turnout: Turnout, round_to: Context) -> Iterator[Decimal]:
    """P(Bin(n, p) > seats) for n = seats + 1, seats + 2, ..., each step rounded in one direction.

    One more guest overflows a session that was just full: P(n + 1) = P(n) + p P(Bin(n, p) = seats).
    """
    come = round_to.divide(turnout.per_thousand, 1000)
    stay = round_to.subtract(1, Decimal(turnout.per_thousand) / 1000)
    full, over = Decimal(1), Decimal(0)
    for _ in range(seats):
        full = round_to.multiply(full, come)
    for invited in count(seats):
        over = round_to.add(over, round_to.multiply(come, full))
        yield over
        more = round_to.divide(invited + 1, invited + 1 - seats)
        full = round_to.multiply(full, round_to.multiply(more, stay))


def _overflows(invited: int, seats: int, turnout: Turnout) -> bool:
    """Whether more than `seats` of `invited` come too often. P = tail / 1000^n, compared without
    division.
    """
    come, stay = turnout.per_thousand, 1000 - turnout.per_thousand
    tail = sum(
        comb(invited, k) * come**k * stay ** (invited - k) for k in range(seats + 1, invited + 1)
    )
    return bool(tail * turnout.once_in > 1000**invited)
