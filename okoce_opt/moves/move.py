"""A move: seats that some people give up and take, judged by verifier and goals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from okoce_opt.domain.findings import Violation
from okoce_opt.domain.ids import PersonId, SessionId
from okoce_opt.domain.narrowing import narrowed
from okoce_opt.domain.plan import Plan
from okoce_opt.domain.problem import Problem
from okoce_opt.scenario import Scenario
from okoce_opt.verify import measures, verify


@dataclass(frozen=True)
class Step:
    """One person from a session (None: had no seat) to another of the same activity."""

    person: PersonId
    old: SessionId | None
    new: SessionId


Move = tuple[Step, ...]
"""What happens together; whoever asked comes first."""


@dataclass(frozen=True)
class Effect:
    """What a move comes to: the plan, what it breaks, and each level's value before and after.
    `changes` maps the kinds of goals that differ to what is measured more (below 0: less).
    """

    move: Move
    plan: Plan = field(repr=False)
    violations: tuple[Violation, ...]
    before: tuple[int, ...] = ()
    after: tuple[int, ...] = ()
    changes: Mapping[str, int] = field(default_factory=dict)

    @property
    def dearer(self) -> tuple[int, ...]:
        """By how much each level is worse (less than 0: better)."""
        return tuple(b - a for a, b in zip(self.before, self.after, strict=True))

    @property
    def others(self) -> tuple[PersonId, ...]:
        """Who else has to be told."""
        return tuple(step.person for step in self.move[1:])


def moved(problem: Problem, plan: Plan, move: Sequence[Step]) -> Plan:
    """The plan after the move. A session that is left by all is not held any more, unless it was
    told to be or is a reserve's; one that is entered first is held.
    """
    seats = set(plan.seats)
    for step in move:
        if step.old is not None:
            seats.discard((step.person, step.old))
    seats |= {(step.person, step.new) for step in move}
    people = {sid for _, sid in seats}
    left = {s.old for s in move if s.old is not None and s.old not in people}
    left = {sid for sid in left if not problem.told.get(sid)}
    held = (plan.held - left) | {step.new for step in move}
    teams = {sid: team for sid, team in plan.teams.items() if sid in held}
    return replace(plan, seats=frozenset(seats), held=frozenset(held), teams=teams)


class Judge:
    """Judges moves in one plan. A kecamatan is looked at by itself where nothing of the city's is
    held, so that thousands of others are not counted again.
    """

    def __init__(self, scenario: Scenario, plan: Plan, kecamatan: str) -> None:
        self.scenario, self.plan = scenario, plan
        problem = scenario.problem
        self._alone = not problem.sessions_in[""] and not problem.shares
        self._problem = narrowed(problem, [kecamatan]) if self._alone else problem
        self._measured: Mapping[str, int] | None = None

    def breaks(self, move: Move) -> list[Violation]:
        """What the move breaks, in its own kecamatan at least."""
        after = moved(self.scenario.problem, self.plan, move)
        if self._alone:
            mine = self._problem.registrants
            seats = frozenset(seat for seat in after.seats if seat[0] in mine)
            held = frozenset(s for s in after.held if s in self._problem.sessions)
            after = replace(
                after,
                seats=seats,
                held=held,
                teams={sid: team for sid, team in after.teams.items() if sid in held},
                mentors={p: m for p, m in after.mentors.items() if p in mine},
            )
        return verify(self._problem, self.scenario.rules, after)

    def effect(self, move: Move) -> Effect:
        """Everything about a move, judged on the whole plan."""
        scenario = self.scenario
        after = moved(scenario.problem, self.plan, move)
        if self._measured is None:
            self._measured = measures(scenario.problem, scenario.goals, self.plan)
        old, new = self._measured, measures(scenario.problem, scenario.goals, after)
        return Effect(
            move,
            after,
            tuple(verify(scenario.problem, scenario.rules, after)),
            _values(scenario, old),
            _values(scenario, new),
            {kind: new[kind] - n for kind, n in old.items() if new[kind] != n},
        )


def _values(scenario: Scenario, measured: Mapping[str, int]) -> tuple[int, ...]:
    return tuple(sum(p.price * measured[p.goal.kind] for p in level) for level in scenario.levels)
