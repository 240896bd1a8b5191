"""People come from as near as can be (*perjalanan*).

Unit: hectometres from the middle of the home kelurahan to the venue, or the planner's own price,
summed over all seats. The price of the person comes first, then that of the household, of the
kelurahan, and last the distance. Source: table `perjalanan`; tables `kelurahan` and `tempat`,
columns `lintang` and `bujur`. When to modify: if the way is to be counted once a day, or there and
back.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from okoce_opt.domain.coordinates import measure_hectometres
from okoce_opt.domain.findings import Complaint
from okoce_opt.domain.people import Registrant
from okoce_opt.domain.places import Kelurahan, Venue
from okoce_opt.domain.plan import Plan
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.sessions import activity_of
from okoce_opt.domain.shares import price_of
from okoce_opt.domain.words import Words
from okoce_opt.goals.goal import Goal
from okoce_opt.rows.linear import Priced, Terms, times

if TYPE_CHECKING:
    from okoce_opt.rows.columns import Columns


@dataclass(frozen=True, slots=True)
class Travel(Goal):
    """What the ways to all seats come to."""

    kind: ClassVar[str] = "travel"
    title: ClassVar[Words] = Words("Perjalanan sedekat mungkin", "Travel")
    sentence: ClassVar[Words] = Words(
        "Perjalanan peserta dari kelurahannya ke tempat kegiatan sedekat (semurah) mungkin.",
        "People's ways from their kelurahan to the venue are as short (or cheap) as can be.",
    )
    unit: ClassVar[Words] = Words(
        "hektometer (atau harga perjalanan)", "hectometres (or price of the way)"
    )

    @property
    def over_kecamatan(self) -> str:
        """Kecamatan planned apart add up."""
        return "sum"

    def validate(self, problem: Problem) -> Iterable[Complaint]:
        """Kelurahan and venues without a point, where somebody's way has no price either: one
        complaint a table.
        """
        homes: dict[str, Kelurahan] = {}
        halls: dict[str, Venue] = {}
        used = {session.venue for session in problem.sessions.values()}
        for registrant in problem.registrants.values():
            home = problem.kelurahan[registrant.kelurahan]
            for venue in _within_reach(problem, registrant):
                if venue.id in used and _price(problem, registrant, venue) is None:
                    homes.update({home.code: home} if home.latitude is None else {})
                    halls.update({venue.id: venue} if venue.latitude is None else {})
        for table, lacking in (("kelurahan", homes), ("tempat", halls)):
            if lacking:
                names = sorted(
                    place.name if isinstance(place, Kelurahan) else place.id
                    for place in lacking.values()
                )
                yield _nowhere(table, min(lacking), names)

    def distinguishes(self, problem: Problem, registrant: Registrant) -> Hashable:
        """What the ways to the venues that the person may come to cost."""
        return tuple(
            (venue.id, _price(problem, registrant, venue))
            for venue in _within_reach(problem, registrant)
        )

    def encode(self, problem: Problem, columns: Columns) -> Priced:
        """price * seats, summed."""
        ways: Terms = []
        for stratum in columns.strata:
            prices: dict[str, int] = {}
            for session in columns.options(stratum):
                if session.venue not in prices:
                    prices[session.venue] = (
                        _price(problem, stratum.one, problem.venues[session.venue]) or 0
                    )
                if prices[session.venue]:
                    ways += times(prices[session.venue], columns.seats(stratum, session))
        return Priced(ways)

    def measure(self, problem: Problem, plan: Plan) -> int:
        """Go through the seats with the price list in hand, and measure on the map what it does not
        say.
        """
        listed = {(fare.origin, fare.venue): fare.price for fare in problem.fares}
        total = 0
        for person, session_id in plan.seats:
            registrant, session = problem.registrants.get(person), problem.session(session_id)
            if registrant is not None and session is not None:
                origins = (registrant.id, registrant.household, registrant.kelurahan)
                said = [
                    listed[origin, session.venue]
                    for origin in origins
                    if (origin, session.venue) in listed
                ]
                way = measure_hectometres(
                    problem.kelurahan[registrant.kelurahan], problem.venues[session.venue]
                )
                total += said[0] if said else way or 0
        return total

    def floor(self, problem: Problem, unplaced: int) -> int:
        """Everyone's cheapest way to each activity that they need, less the dearest of these for
        those left over.
        """
        ways: list[int] = []
        for registrant in problem.registrants.values():
            venues = _within_reach(problem, registrant)
            pinned = {activity_of(pin) for pin in registrant.pins}
            for activity in problem.needed(registrant):
                prices = [
                    _price(problem, registrant, v) or 0
                    for v in venues
                    if v.hosts(activity) or activity.id in pinned
                ]
                ways.append(min(prices, default=0))
        return sum(sorted(ways)[: max(0, len(ways) - unplaced)])


def _within_reach(problem: Problem, registrant: Registrant) -> list[Venue]:
    """Venues of the person's kecamatan and the city that host what is left to do and serve them;
    those of pinned seats.
    """
    todo = problem.still_to_do(registrant)
    pinned = {
        session.venue for pin in registrant.pins if (session := problem.session(pin)) is not None
    }
    return [
        venue
        for venue in problem.venues.values()
        if venue.id in pinned
        or (
            venue.kecamatan in ("", registrant.kecamatan)
            and venue.kelurahan in ("", registrant.kelurahan)
            and any(venue.hosts(activity) for activity in todo)
        )
    ]


def _price(problem: Problem, registrant: Registrant, venue: Venue) -> int | None:
    """What a seat there costs the person; None if neither a price nor both points are known."""
    for origin in (registrant.id, registrant.household, registrant.kelurahan):
        if origin and (price := price_of(problem.fares, origin, venue.id)) is not None:
            return price
    return measure_hectometres(problem.kelurahan[registrant.kelurahan], venue)


def _nowhere(table: str, key: str, names: list[str]) -> Complaint:
    shown = names[:8] + (["..."] if len(names) > 8 else [])
    return Complaint(
        "way_unknown",
        table,
        key,
        "lintang",
        "",
        Words(
            "lintang dan bujur, atau harga di tabel perjalanan",
            "lintang and bujur, or prices in the table perjalanan",
        ),
        Words(
            "Isi lintang dan bujur, atau harga perjalanan, untuk {n} baris: {shown}.",
            "Fill in lintang and bujur, or prices of the ways, for {n} rows: {shown}.",
        ).fill(n=len(names), shown=shown),
    )
