"""The goal book: every goal there is, in reading order, and goals of a user's own after them."""

from __future__ import annotations

from okoce_opt.domain.books import add_to_book
from okoce_opt.goals.alike_finish import AlikeFinish
from okoce_opt.goals.even_attendance import EvenAttendance
from okoce_opt.goals.fair_shares import FairShares
from okoce_opt.goals.few_days import FewDays
from okoce_opt.goals.few_mentors import FewMentors
from okoce_opt.goals.few_sessions import FewSessions
from okoce_opt.goals.finish_early import FinishEarly
from okoce_opt.goals.goal import Goal
from okoce_opt.goals.keep_mentors import KeepMentors
from okoce_opt.goals.keep_the_plan import KeepThePlan
from okoce_opt.goals.kelurahan_share import KelurahanShare
from okoce_opt.goals.longest_waiting import LongestWaiting
from okoce_opt.goals.many_served import ManyServed
from okoce_opt.goals.most_placed import MostPlaced
from okoce_opt.goals.near_moves import NearMoves
from okoce_opt.goals.preferred_days import PreferredDays
from okoce_opt.goals.soft_days import SoftDays
from okoce_opt.goals.travel import Travel
from okoce_opt.goals.venue_rent import VenueRent

GOAL_BOOK: list[type[Goal]] = [
    MostPlaced,
    LongestWaiting,
    ManyServed,
    KeepThePlan,
    NearMoves,
    KeepMentors,
    FinishEarly,
    AlikeFinish,
    FewSessions,
    FewDays,
    VenueRent,
    Travel,
    KelurahanShare,
    PreferredDays,
    EvenAttendance,
    FairShares,
    SoftDays,
    FewMentors,
]


def add_goal(goal: type[Goal]) -> type[Goal]:
    """Put a goal of one's own at the end of the book, for this run of Python; see `rules.add_rule`.

    A scenario may then name it in `tingkat`.
    """
    return add_to_book(GOAL_BOOK, goal, Goal)
