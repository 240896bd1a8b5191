"""States of announced sessions (*keadaan*), and rows of table `ubah`: what may change in each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from okoce_opt.domain.findings import Complaint
from okoce_opt.domain.words import Words


class State(StrEnum):
    """Of a session: nobody was told of it; people know it; it has begun; it was called off."""

    DRAFT = "draf"
    ANNOUNCED = "diumumkan"
    HELD = "diadakan"
    CANCELLED = "dibatalkan"


class Freedom(StrEnum):
    """Whether a seat may change: never; only if a rule or an earlier level forces it; at a price;
    as if it had never been.
    """

    NEVER = "tidak"
    FORCED = "terpaksa"
    PRICED = "harga"
    FREE = "bebas"


@dataclass(frozen=True, slots=True)
class Changing:
    """A row of table `ubah`: what may change of seats in sessions in a `state` that begin `within`
    so many days (None: at any time).

    `a_date` is what another date costs, `a_hall` another hall on the same date, in points.
    """

    state: State
    within: int | None = None
    freedom: Freedom = Freedom.FORCED
    a_date: int = 100
    a_hall: int = 2

    @property
    def key(self) -> str:
        """The key of the row."""
        return f"{self.state}/{'' if self.within is None else self.within}"


def complaints_about_changing(rows: Iterable[Changing]) -> Iterator[Complaint]:
    """Rows of table `ubah` that cannot mean anything."""
    for row in rows:
        if row.state is State.HELD and row.freedom is not Freedom.NEVER:
            words = Words(
                "Yang sudah diadakan tidak pernah berubah.", "What was held never changes."
            )
            allowed = Words("tidak", "tidak (never)")
            yield Complaint(
                "held_is_settled", "ubah", row.key, "boleh", row.freedom, allowed, words
            )
        numbers = {"dalam_hari": row.within or 0}
        numbers |= {"harga_tanggal": row.a_date, "harga_tempat": row.a_hall}
        for column, number in numbers.items():
            if number < 0:
                allowed = Words("0 atau lebih", "0 or more")
                yield Complaint("out_of_range", "ubah", row.key, column, str(number), allowed)
