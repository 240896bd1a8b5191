"""Points on the map: how far apart they are, and coordinates that cannot be."""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import lru_cache

from okoce_opt.domain.findings import Complaint
from okoce_opt.domain.places import Kelurahan, Venue
from okoce_opt.domain.words import Words

LATITUDES, LONGITUDES = (-11, 6), (95, 141)
"""Indonesia, in degrees."""

_DEGREE = 11_119_508
"""One degree of a great circle in ten-thousandths of a hectometre, for R = 6,371.0088 km."""


def measure_hectometres(one: Kelurahan | Venue, other: Kelurahan | Venue) -> int | None:
    """The distance as the crow flies, rounded to whole hectometres (half up); None where a point is
    not known.
    """
    ends = (one.latitude, one.longitude, other.latitude, other.longitude)
    if None in ends:
        return None
    return _hectometres(*(round(end * 1_000_000) for end in ends if end is not None))


@lru_cache(maxsize=1 << 16)
def _hectometres(latitude: int, longitude: int, other_latitude: int, other_longitude: int) -> int:
    """Between two points in millionths of a degree: R * sqrt(dy^2 + (dx * cos(mean latitude))^2).

    The equidistant cylindrical projection with its standard parallel halfway (Snyder, Map
    Projections: A Working Manual, USGS Professional Paper 1395, 1987, p. 90) on a sphere of the
    earth's mean radius R = 6,371.0088 km (Moritz, Geodetic Reference System 1980, 2000). The cosine
    is taken in millionths and all else is whole numbers, so that every machine finds the same.
    Across a city it is less than a thousandth off.
    """
    cosine = round(math.cos(math.radians((latitude + other_latitude) / 2_000_000)) * 1_000_000)
    north, east = (latitude - other_latitude) * 1_000_000, (longitude - other_longitude) * cosine
    return (2 * math.isqrt(north**2 + east**2) * _DEGREE + 10**16) // (2 * 10**16)


def complaints_about_point(table: str, place: Kelurahan | Venue, key: str) -> Iterator[Complaint]:
    """One coordinate without the other, and coordinates outside Indonesia."""
    said = {"lintang": place.latitude, "bujur": place.longitude}
    for column, other in (("lintang", "bujur"), ("bujur", "lintang")):
        if said[column] is None and said[other] is not None:
            allowed = Words(
                "lintang dan bujur, atau keduanya kosong", "lintang and bujur, or both empty"
            )
            advice = Words(
                "Isi {column}, atau kosongkan {other}.", "Fill in {column}, or clear {other}."
            ).fill(column=column, other=other)
            yield Complaint("half_a_point", table, key, column, "", allowed, advice)
    swapped = _inside(place.longitude, LATITUDES) and _inside(place.latitude, LONGITUDES)
    for column, (least, most) in (("lintang", LATITUDES), ("bujur", LONGITUDES)):
        degrees = said[column]
        if degrees is not None and not _inside(degrees, (least, most)):
            allowed = Words("{least} sampai {most} (derajat)", "{least} to {most} (degrees)").fill(
                least=least, most=most
            )
            yield Complaint(
                "out_of_range",
                table,
                key,
                column,
                f"{degrees:g}",
                allowed,
                _SWAPPED if swapped else _POINT_LOST,
            )


def _inside(degrees: float | None, limits: tuple[int, int]) -> bool:
    return degrees is not None and limits[0] <= degrees <= limits[1]


_SWAPPED = Words("Lintang dan bujur tertukar?", "Are lintang and bujur the wrong way round?")
_POINT_LOST = Words(
    "Tulis derajat dengan koma atau titik desimal, misalnya -6,1754 dan 106,8272.",
    "Write degrees with a decimal comma or point, for example -6.1754 and 106.8272.",
)
