"""What is promised to places: numbers of people, and prices of ways."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Share:
    """`people` of a kecamatan (or of one of its kelurahan, else empty) are meant to get a seat in an activity (*jatah*)."""

    activity: str
    kecamatan: str
    kelurahan: str
    people: int


@dataclass(frozen=True, slots=True)
class Fare:
    """What one seat in `venue` costs whoever comes from `origin`: a registrant, a household or a kelurahan (*perjalanan*)."""

    origin: str
    venue: str
    price: int
