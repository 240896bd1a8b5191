"""The rule book: every rule there is, in reading order, and rules of a user's own after them."""

from __future__ import annotations

from okoce_opt.domain.books import add_to_book
from okoce_opt.rules.activity_order import ActivityOrder
from okoce_opt.rules.available_days import AvailableDays
from okoce_opt.rules.changes_in_all import ChangesInAll
from okoce_opt.rules.changes_per_person import ChangesPerPerson
from okoce_opt.rules.deadline import Deadline
from okoce_opt.rules.every_kelurahan_present import EveryKelurahanPresent
from okoce_opt.rules.everyone_once import EveryoneOnce
from okoce_opt.rules.everyone_placed import EveryonePlaced
from okoce_opt.rules.households import Households
from okoce_opt.rules.make_up import MakeUp
from okoce_opt.rules.meeting_days import MeetingDays
from okoce_opt.rules.mentors import Mentors
from okoce_opt.rules.one_place_one_time import OnePlaceOneTime
from okoce_opt.rules.open_days import OpenDays
from okoce_opt.rules.own_kecamatan import OwnKecamatan
from okoce_opt.rules.own_kelurahan import OwnKelurahan
from okoce_opt.rules.pinned import Pinned
from okoce_opt.rules.quota import Quota
from okoce_opt.rules.rule import Rule
from okoce_opt.rules.session_size import SessionSize
from okoce_opt.rules.simultaneous_phase import SimultaneousPhase
from okoce_opt.rules.team_days import TeamDays
from okoce_opt.rules.teams import Teams
from okoce_opt.rules.turns import Turns
from okoce_opt.rules.venue_capacity import VenueCapacity

RULE_BOOK: list[type[Rule]] = [
    OpenDays,
    Turns,
    Deadline,
    OwnKecamatan,
    OwnKelurahan,
    AvailableDays,
    Pinned,
    Teams,
    ActivityOrder,
    EveryoneOnce,
    EveryonePlaced,
    VenueCapacity,
    Quota,
    SessionSize,
    OnePlaceOneTime,
    Households,
    SimultaneousPhase,
    MeetingDays,
    TeamDays,
    EveryKelurahanPresent,
    MakeUp,
    Mentors,
    ChangesPerPerson,
    ChangesInAll,
]
"""Rules that bar or close come first: what they forbid never becomes a column."""


def add_rule(rule: type[Rule]) -> type[Rule]:
    """Put a rule of one's own at the end of the book, for this run of Python; a decorator.

    A scenario may then name it as `[aturan.<kind>]`. A class of the same kind that was added before
    (the cell has been run again) is replaced. Raises ValueError for the kind of a rule of the
    product, TypeError for what is no dataclass of a rule.
    """
    return add_to_book(RULE_BOOK, rule, Rule)
