"""The rows that a problem is made from, as they were given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from okoce_opt.domain.activities import Activity, Order
from okoce_opt.domain.calendar import Calendar, Obstacle
from okoce_opt.domain.ids import SessionId
from okoce_opt.domain.people import Household, Registrant
from okoce_opt.domain.places import Kecamatan, Kelurahan, Venue
from okoce_opt.domain.shares import Fare, Share
from okoce_opt.domain.states import Changing
from okoce_opt.domain.teams import Team
from okoce_opt.domain.turnout import Turnout


@dataclass(frozen=True, slots=True, kw_only=True)
class Tables:
    """All tables of a scenario, their rows in any order, unjudged. `told`: session ids, and whether
    they are to be held.
    """

    kecamatan: Sequence[Kecamatan]
    kelurahan: Sequence[Kelurahan]
    venues: Sequence[Venue]
    activities: Sequence[Activity]
    calendar: Calendar
    registrants: Sequence[Registrant]
    orders: Sequence[Order] = ()
    obstacles: Sequence[Obstacle] = ()
    teams: Sequence[Team] = ()
    told: Sequence[tuple[SessionId, bool]] = ()
    today: date | None = None
    households: Sequence[Household] = ()
    shares: Sequence[Share] = ()
    fares: Sequence[Fare] = ()
    turnouts: Sequence[Turnout] = ()
    changing: Sequence[Changing] = ()
    notice: int | None = None
