"""What a rule is: five faces in one file, and a few more for a rule that has more to say.

*validate* asks before planning whether the data can mean anything; *distinguishes* says what the
rule looks at in a person; *encode* writes what a solver is told, as plain linear rows; *verify* is
what a clerk with the finished plan would count; *explain* turns a violation into a sentence.

The other faces have an answer that is safe for every rule: nothing is lost without them but speed,
or a word to the planner.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from okoce_opt.domain.activities import Activity
from okoce_opt.domain.findings import Complaint, Violation
from okoce_opt.domain.ids import PersonId
from okoce_opt.domain.people import Registrant
from okoce_opt.domain.plan import Plan
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.sessions import Session
from okoce_opt.domain.words import Words
from okoce_opt.rules.faces import Filling, KeepsOut, Sharing

if TYPE_CHECKING:
    from okoce_opt.counting.ground import Ground
    from okoce_opt.counting.shortfall import Shortfall
    from okoce_opt.rows.columns import Columns


ENGLISH = "english"
"""In a parameter's `metadata`: what each of the few words that it may be is called in English."""


class Rule(ABC):
    """A hard constraint. Its dataclass fields are the parameters of its `[aturan.<kind>]` table.

    `always_on` rules hold in every scenario and are not named there. `in_calendar` says whether the
    choice of days looks at the rule; where it is False, leaving it out only loosens the problem.
    `adds_up`: a rule that tells everybody apart (`distinguishes` is the id) writes rows that, added
    up over several people, still hold for them counted together. `seats_everyone`: nobody may be
    left over. `gives_mentors`: people get a team of its kind (`team`) beside their seats.
    `groups_days`: the kecamatan of a group share its days. `table` is the one whose rows are all
    that it asks. `ids` names the table of the
    problem in which a violation's `subject`, `found` or `allowed` is an id, so that a planner reads
    a name instead.
    """

    __slots__ = ()

    kind: ClassVar[str]
    title: ClassVar[Words]
    sentence: ClassVar[Words]
    always_on: ClassVar[bool] = False
    in_calendar: ClassVar[bool] = True
    adds_up: ClassVar[bool] = False
    seats_everyone: ClassVar[bool] = False
    groups_days: ClassVar[bool] = False
    gives_mentors: ClassVar[bool] = False
    table: ClassVar[str] = ""
    ids: ClassVar[Mapping[str, str]] = {}

    @classmethod
    def samples(cls) -> Sequence[Rule]:
        """Some of the rule, with parameters that bind in a world of two weeks and a few people; the
        laws try them.
        """
        return (cls(),)

    def explain_named(self, problem: Problem, violation: Violation) -> Words:
        """What `explain` says, with names where the violation has ids (`ids`)."""
        said: dict[str, Any] = {}
        for part, table in self.ids.items():
            value = getattr(violation, part)
            row = getattr(problem, table).get(value) if isinstance(value, str) else None
            if row is not None:
                said[part] = getattr(row, "title", "") or row.name or value
        return self.explain(replace(violation, **said))

    # -- the five faces

    def validate(self, problem: Problem) -> Iterable[Complaint]:
        """Complaints about data that this rule cannot work with."""
        return ()

    def distinguishes(self, problem: Problem, registrant: Registrant) -> Hashable:
        """What the rule looks at in a person; two people with equal answers are alike to it.

        A rule that ties two seats of one person looks at the person: the answer is the id.
        """
        return None

    @abstractmethod
    def encode(self, problem: Problem, columns: Columns) -> None:
        """Write the rule's rows."""

    @abstractmethod
    def verify(self, problem: Problem, plan: Plan) -> Iterable[Violation]:
        """Every way in which a finished plan breaks the rule, counted without the rows."""

    @abstractmethod
    def explain(self, violation: Violation) -> Words:
        """The violation as a sentence."""

    # -- what makes a plan quicker, or its papers clearer

    def cut(self, problem: Problem, columns: Columns) -> None:
        """Rows that follow from the rule's for whole numbers and not for fractions: they bring the
        relaxation nearer to the truth, and no plan breaks them.
        """
        return

    def lets_off(self, problem: Problem) -> Iterable[tuple[str, Words]]:
        """Exceptions that the rule makes by itself, for the papers of a plan: the code of the
        kelurahan, and the sentence.
        """
        return ()

    def keeps_out(self, problem: Problem, plan: Plan) -> KeepsOut | None:
        """Who says of somebody left over whether this rule is why, and how."""
        return None

    @property
    def make_up_days(self) -> int | None:
        """From so many days after a missed session on it is made up; None: nothing is said."""
        return None

    @property
    def last_day(self) -> date | None:
        """The last day that the rule leaves to what is required; None: nothing is said."""
        return None

    @property
    def reaches_quotas(self) -> bool:
        """Whether the numbers of table `jatah` are to be reached, not only kept to."""
        return False

    def for_more(self, number: int, before: int) -> Rule:
        """The rule where there are `number` kecamatan in place of `before`, all else alike."""
        return self

    def here(self, problem: Problem) -> Rule:
        """The rule as it acts on this problem, of some kecamatan say: the same rows, and the same
        for all parameters that say the same there.
        """
        return self

    def looser(self, problem: Problem) -> Iterable[Sequence[Rule]]:
        """Ways to loosen the rule, each step by step: what one would try before dropping it."""
        return ()

    def once_begun(self) -> Rule:
        """The rule as it is asked of those who are left, once others have been served: what the
        whole programme was promised, the rest of it cannot always keep.
        """
        return self

    # -- what counting asks

    def closes(self, problem: Problem, session: Session) -> Words | None:
        """Why the rule alone, without the others, says that the session is not held."""
        return None

    def closes_day(
        self, problem: Problem, activity: Activity, kecamatan: str, day: date
    ) -> Words | None:
        """Why the rule alone says that the kecamatan holds nothing of the activity on the day."""
        return None

    def most_meeting(self, problem: Problem, kecamatan: Collection[str]) -> int:
        """At most how many of these kecamatan can meet on one day; never too few."""
        return len(kecamatan)

    def most_days(self, problem: Problem, kecamatan: str, days: Collection[date]) -> int:
        """On at most how many of these days the kecamatan can meet; never too few."""
        return len(days)

    def most_seated(
        self, problem: Problem, activity: Activity, people: Collection[Registrant]
    ) -> int:
        """At most how many of these people can get a seat in the activity; never too few."""
        return len(people)

    def counts(self, ground: Ground) -> Iterable[Shortfall]:
        """What arithmetic alone says against the problem because of this rule; never wrongly."""
        return ()

    def notes(self, problem: Problem) -> Iterable[Words]:
        """What a planner should know before planning, though nothing is wrong."""
        return ()

    @classmethod
    def unused(cls, problem: Problem) -> Iterable[Words]:
        """What the tables say that only this rule looks at, said where it is not active."""
        return ()

    # -- what a plan decides besides seats and held sessions: teams, mentors

    def chosen(self, problem: Problem, plan: Plan) -> Mapping[tuple[str, ...], int]:
        """What a plan says of the rule's own decisions (`Columns.choose`); zeros may be left out.

        `named` the other way round.
        """
        return {}

    def named(
        self,
        problem: Problem,
        plan: Plan,
        choices: Mapping[tuple[str, ...], int],
        drawn: Sequence[PersonId],
    ) -> Plan:
        """The plan with what the model has chosen; `drawn` are its people in the order of the draw.

        Nothing is decided here again: whatever the rows let through stands.
        """
        return plan

    def kept(self, problem: Problem, plan: Plan) -> Plan:
        """The plan with more of what the announced plan says of the rule's decisions.

        A proposal: it is taken when the verifier is silent about it and no goal loses by it.
        """
        return plan

    # -- how kecamatan that the rule ties together are planned apart

    def shares(self, problem: Problem) -> Sharing | None:
        """How what kecamatan share because of the rule is dealt out among them.

        None: it is not. Kecamatan that the rule's rows tie together are planned as one.
        """
        return None

    # -- how the quick plan keeps the rule

    def fill(self, problem: Problem) -> Filling | None:
        """Who is asked before the quick plan holds a session or seats a person.

        None: `verify` is asked of what stands so far, which is slow but knows every rule.
        """
        return None
