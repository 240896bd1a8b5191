"""Seats for some of the people only: that nobody may be left over, cut to the kecamatan, activities
and persons that a reason is about.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from okoce_opt.domain.findings import Violation
from okoce_opt.domain.people import Registrant
from okoce_opt.domain.plan import Plan
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.sessions import activity_of
from okoce_opt.domain.words import Words
from okoce_opt.rows.columns import Columns
from okoce_opt.rules.faces import Filling
from okoce_opt.rules.rule import Rule

Need = tuple[str, str]
"""A kecamatan and an activity that its people need."""


@dataclass(frozen=True)
class SeatsFor(Rule):
    """Everyone of these needs has a seat, or those of the persons named; whoever else may have one.

    `persons` maps a need to the ids that are meant; a need that is not there is everybody's.
    """

    needs: frozenset[Need] = frozenset()
    persons: Mapping[Need, frozenset[str]] = field(default_factory=dict)
    kind: ClassVar[str] = "seats_for"
    title: ClassVar[Words] = Words("Sebagian mendapat tempat", "Some placed")
    sentence: ClassVar[Words] = Words(
        "Mereka yang dimaksud mendapat kursi di kegiatan yang dimaksud.",
        "Those who are meant have a seat in the activities that are meant.",
    )

    def asked(self, problem: Problem, registrant: Registrant) -> tuple[str, ...]:
        """The activities in which this person must have a seat."""
        mine = ((registrant.kecamatan, a.id) for a in problem.needed(registrant))
        return tuple(
            need[1]
            for need in mine
            if need in self.needs
            and (need not in self.persons or registrant.id in self.persons[need])
        )

    def distinguishes(self, problem: Problem, registrant: Registrant) -> Hashable:
        """What the person needs, and what of it is asked."""
        return tuple(a.id for a in problem.needed(registrant)), self.asked(problem, registrant)

    def encode(self, problem: Problem, columns: Columns) -> None:
        """Seats of an activity that is asked >= people."""
        for stratum in columns.strata:
            for name in self.asked(problem, stratum.one):
                options = columns.options(stratum, name)
                seats = [term for session in options for term in columns.seats(stratum, session)]
                subject = f"{stratum.id}|{name}"
                columns.require(seats, lo=stratum.size, rule=self.kind, subject=subject)

    def verify(self, problem: Problem, plan: Plan) -> Iterable[Violation]:
        """Go through the people and look for the seats that are asked."""
        for person, registrant in problem.registrants.items():
            has = {activity_of(sid) for sid in plan.sessions_of.get(person, ())}
            for name in self.asked(problem, registrant):
                if name not in has:
                    yield Violation(self.kind, person, "", name, (), (person,))

    def fill(self, problem: Problem) -> Filling:
        """Everyone waits until seated."""
        return Filling()

    def explain(self, violation: Violation) -> Words:
        """Who lacks a seat in what."""
        words = Words("Peserta {who}: {activity}", "Registrant {who}: {activity}")
        return words.fill(who=violation.subject, activity=violation.allowed)
