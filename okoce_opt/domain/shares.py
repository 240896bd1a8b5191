"""What is promised to places: numbers of people, and prices of ways."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from okoce_opt.domain.ids import VenueId

DEAREST = 1_000_000
"""No seat costs more: a sum of prices must stay a number that a solver can tell from the next."""


@dataclass(frozen=True, slots=True)
class Share:
    """`people` of a kecamatan (or of one of its kelurahan, else empty) are meant to get a seat in
    an activity (*jatah*).
    """

    activity: str
    kecamatan: str
    kelurahan: str
    people: int


@dataclass(frozen=True, slots=True)
class Fare:
    """What one seat in `venue` costs whoever comes from `origin`: a registrant, a household or a
    kelurahan (*perjalanan*).
    """

    origin: str
    venue: VenueId
    price: int


def price_of(fares: Sequence[Fare], origin: str, venue: VenueId) -> int | None:
    """The price that the table gives for the way; None if it gives none. The fares are sorted by
    origin and venue.
    """
    place = bisect_left(fares, (origin, venue), key=lambda fare: (fare.origin, fare.venue))
    found = fares[place] if place < len(fares) else None
    return (
        found.price
        if found is not None and (found.origin, found.venue) == (origin, venue)
        else None
    )
