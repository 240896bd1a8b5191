"""People whom no active rule or goal can tell apart are counted, not named."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from okoce_opt.domain.people import Registrant
from okoce_opt.domain.problem import Problem
from okoce_opt.goals.goal import Goal
from okoce_opt.rules.rule import Rule


@dataclass(frozen=True, slots=True)
class Stratum:
    """Registrants that are alike to every active rule and goal.

    `one` stands for any of them in what the active rules and goals look at; `members` are their ids, sorted.
    """

    id: str
    one: Registrant
    members: tuple[str, ...]

    @property
    def size(self) -> int:
        """People in it."""
        return len(self.members)


def stratify(problem: Problem, rules: Sequence[Rule], goals: Sequence[Goal]) -> tuple[Stratum, ...]:
    """The strata of a problem, in order of their first member's id.

    A stratum never crosses kecamatan. Its id is the kecamatan's code and its first member, which does
    not depend on the order of rows.
    """
    books: tuple[Rule | Goal, ...] = (*rules, *goals)
    alike: dict[Hashable, list[Registrant]] = {}
    for registrant in problem.registrants.values():
        key = (registrant.kecamatan, *(book.distinguishes(problem, registrant) for book in books))
        alike.setdefault(key, []).append(registrant)
    return tuple(
        Stratum(f"{people[0].kecamatan}/{people[0].id}", people[0], tuple(person.id for person in people))
        for people in alike.values()
    )
