"""People of one kelurahan have as few different mentors as can be (*pendamping sedikit*).

Unit: mentors beyond the first of each kelurahan, summed. `team` is the kind of team, as for the
rule `mentors`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from okoce_opt.domain.plan import Plan
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.words import Words
from okoce_opt.goals.goal import Goal
from okoce_opt.rows.linear import Priced, Terms, times

if TYPE_CHECKING:
    from okoce_opt.rows.columns import Columns


@dataclass(frozen=True, slots=True)
class FewMentors(Goal):
    """Mentors of a kelurahan beyond one."""

    team: str = "pendamping"

    kind: ClassVar[str] = "few_mentors"
    title: ClassVar[Words] = Words("Sedikit pendamping tiap kelurahan", "Few mentors")
    sentence: ClassVar[Words] = Words(
        "Orang satu kelurahan sedapatnya didampingi pendamping yang sama.",
        "People of one kelurahan have as few different mentors as can be.",
    )
    unit: ClassVar[Words] = Words("pendamping tambahan", "mentors beyond one")
    in_calendar: ClassVar[bool] = False

    @property
    def over_kecamatan(self) -> str:
        """Kecamatan planned apart add up."""
        return "sum"

    def encode(self, problem: Problem, columns: Columns) -> Priced:
        """people of a kelurahan with a mentor <= most * used; sum of used >= ceil(people / largest
        mentor).
        """
        at: dict[str, dict[str, Terms]] = {}
        for (what, home, *_, mentor), column in sorted(columns.choice_columns.items()):
            if what == "mentor" and problem.teams[mentor].kind == self.team:
                at.setdefault(home, {}).setdefault(mentor, []).append((1, column))
        counts = _homes(problem)
        terms: Terms = []
        for home, mentors in at.items():
            most = {
                name: min(counts[home], _carries(problem, name, counts[home])) for name in mentors
            }
            used: Terms = []
            for name, here in mentors.items():
                if most[name]:
                    flag = columns.flag("mentor_used", home, name)
                    row = [*times(most[name], flag), *times(-1, here)]
                    columns.require(row, lo=0, rule=self.kind, subject=f"{home}|{name}")
                    used += flag
            if used:
                least = -(-counts[home] // max(most.values()))
                columns.require(used, lo=least, rule=self.kind, subject=home)
                terms += used
        return Priced(terms, -len(at))

    def measure(self, problem: Problem, plan: Plan) -> int:
        """Count the different mentors of this kind in each kelurahan."""
        seen: dict[str, set[str]] = {}
        for person, mentor in plan.mentors.items():
            registrant = problem.registrants.get(person)
            team = problem.teams.get(mentor)
            if (
                registrant is not None
                and team is not None
                and team.kind == self.team
                and problem.still_to_do(registrant)
            ):
                seen.setdefault(registrant.kelurahan, set()).add(mentor)
        return sum(len(mentors) - 1 for mentors in seen.values())

    def is_idle(self, rules: Sequence[object]) -> bool:
        """Nobody has a mentor of this kind unless a rule says so."""
        return not any(
            getattr(rule, "gives_mentors", False) and getattr(rule, "team", self.team) == self.team
            for rule in rules
        )

    def floor(self, problem: Problem, unplaced: int) -> int:
        """ceil(people / largest mentor) - 1, summed over kelurahan."""
        total = 0
        for home, people in _homes(problem).items():
            code = problem.kelurahan[home].kecamatan
            mentors = [
                t.id for t in problem.teams.values() if t.kind == self.team and t.serves(code)
            ]
            largest = max((_carries(problem, name, people) for name in mentors), default=0)
            total += -(-people // largest) - 1 if largest else 0
        return total


def _homes(problem: Problem) -> Counter[str]:
    """People of each kelurahan who need a mentor."""
    return Counter(r.kelurahan for r in problem.registrants.values() if problem.still_to_do(r))


def _carries(problem: Problem, mentor: str, people: int) -> int:
    """How many of these a mentor can carry."""
    limit = problem.teams[mentor].people
    return people if limit is None else min(people, limit)
