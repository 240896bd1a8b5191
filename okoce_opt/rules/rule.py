"""What a rule is: five faces in one file.

*validate* asks before planning whether the data can mean anything; *distinguishes* says what the
  rule
looks at in a person; *encode* writes what a solver is told, as plain linear rows; *verify* is what
a clerk with the finished plan would count; *explain* turns a violation into a sentence.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import TYPE_CHECKING, ClassVar, Protocol

from okoce_opt.domain.findings import Complaint, Violation
from okoce_opt.domain.people import Registrant
from okoce_opt.domain.plan import Plan
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.words import Words

if TYPE_CHECKING:
    from okoce_opt.rows.columns import Columns


class Rule(Protocol):
    """A hard constraint. Its dataclass fields are the parameters of its `[aturan.<kind>]` table.

    `always_on` rules hold in every scenario and are not named there. `in_calendar` says whether the
    choice of days looks at the rule; where it is False, leaving it out only loosens the problem.
    """

    kind: ClassVar[str]
    title: ClassVar[Words]
    sentence: ClassVar[Words]
    always_on: ClassVar[bool]
    in_calendar: ClassVar[bool]

    def validate(self, problem: Problem) -> Iterable[Complaint]:
        """Complaints about data that this rule cannot work with."""
        ...

    def distinguishes(self, problem: Problem, registrant: Registrant) -> Hashable:
        """What the rule looks at in a person; two people with equal answers are alike to it."""
        ...

    def encode(self, problem: Problem, columns: Columns) -> None:
        """Write the rule's rows."""
        ...

    def verify(self, problem: Problem, plan: Plan) -> Iterable[Violation]:
        """Every way in which a finished plan breaks the rule, counted without the rows."""
        ...

    def explain(self, violation: Violation) -> Words:
        """The violation as a sentence."""
        ...
