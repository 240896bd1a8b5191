"""What a goal is: a measure to make small, in whole units, with five faces like a rule's."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from okoce_opt.domain.findings import Complaint
from okoce_opt.domain.people import Registrant
from okoce_opt.domain.plan import Plan
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.words import Words
from okoce_opt.rows.linear import Priced

if TYPE_CHECKING:
    from okoce_opt.rows.columns import Columns


class Goal(ABC):
    """A soft constraint. Its dataclass fields are the parameters of its `[sasaran.<kind>]` table,
    less `harga`.

    The measure is never negative. `over_kecamatan` says what the measures of single kecamatan,
    planned apart, tell of the whole's: `sum`, it is their sum; `max`, it is at least the greatest;
    `across`, nothing: the goal compares kecamatan, and parts are planned and bounded without it.
    `in_calendar`, `adds_up`: see `rules.rule.Rule`. `only_after` names a goal that must stand on a
    level before.
    """

    __slots__ = ()

    kind: ClassVar[str]
    title: ClassVar[Words]
    sentence: ClassVar[Words]
    unit: ClassVar[Words]
    in_calendar: ClassVar[bool] = True
    adds_up: ClassVar[bool] = False
    only_after: ClassVar[str] = ""

    @property
    @abstractmethod
    def over_kecamatan(self) -> str:
        """`sum`, `max` or `across`."""

    def validate(self, problem: Problem) -> Iterable[Complaint]:
        """Complaints about data that this goal cannot work with."""
        return ()

    def distinguishes(self, problem: Problem, registrant: Registrant) -> Hashable:
        """What the goal looks at in a person."""
        return None

    @abstractmethod
    def encode(self, problem: Problem, columns: Columns) -> Priced:
        """The measure over columns; where auxiliary columns are free, their least value counts."""

    @abstractmethod
    def measure(self, problem: Problem, plan: Plan) -> int:
        """The measure of a finished plan, counted without the rows."""

    def is_idle(self, rules: Sequence[object]) -> bool:
        """Whether the measure is nothing in every plan, because none of these rules makes what it
        counts.
        """
        return False

    def floor(self, problem: Problem, unplaced: int) -> int:
        """What counting alone makes unavoidable when at most `unplaced` person-activities stay
        without a seat.
        """
        return 0

    def forced(self, problem: Problem, missing: int) -> int:
        """The same where at least `missing` of them do."""
        return 0


@dataclass(frozen=True, slots=True)
class PricedGoal:
    """A goal on a level, with the planner's price for one unit of it."""

    goal: Goal
    price: int = 1


Level = tuple[PricedGoal, ...]
"""Goals that are added with their prices; levels are settled one after the other."""
