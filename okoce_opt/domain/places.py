"""Where people live and where sessions are held."""

from __future__ import annotations

from dataclasses import dataclass, field

from okoce_opt.domain.activities import Activity
from okoce_opt.domain.ids import VenueId


@dataclass(frozen=True, slots=True)
class Kecamatan:
    """A kecamatan and its office.

    `group` (*kelompok*) is the set of kecamatan that meet at the same time when the rule `turns` is
    on. `camat` and `nip` sign this kecamatan's rosters; they play no part in planning.
    """

    code: str
    name: str
    group: str = ""
    camat: str = field(default="", repr=False)
    nip: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Kelurahan:
    """A kelurahan; `kecamatan` is a code; latitude and longitude in degrees where known."""

    code: str
    name: str
    kecamatan: str
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True)
class Venue:
    """A room that holds sessions (*tempat*).

    `kecamatan` is a code, or empty for a venue of the whole city. `seats` counts people. `weekdays`
    are the days it can be used (0 = Monday), None = any. `rent` in thousand rupiah a day.
    `activities` that it hosts (ids, empty = any): a counter for licences is no hall. `kelurahan` (a
    code) whose people alone it serves, empty = everyone who may come to its kecamatan.
    """

    id: VenueId
    kecamatan: str
    name: str
    seats: int
    weekdays: frozenset[int] | None = None
    latitude: float | None = None
    longitude: float | None = None
    rent: int = 0
    activities: frozenset[str] = frozenset()
    kelurahan: str = ""

    def hosts(self, activity: Activity) -> bool:
        """Whether sessions of the activity may be held here."""
        listed = not self.activities or activity.id in self.activities
        return listed and activity.is_held_at(of_city=self.kecamatan == "")

    def places(self, activity: Activity) -> int:
        """How many people a session of the activity has room for here: seats, shared or not, and
        its greatest number.
        """
        return min(self.seats * activity.per_seat, activity.max_people)
