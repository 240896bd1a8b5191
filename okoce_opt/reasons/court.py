"""Can it be planned? Counting says no, a solver says yes or no, a second one agrees, the verifier
reads the plan; else nobody knows.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from threading import Event, Timer

from okoce_opt.counting import count
from okoce_opt.domain.narrowing import narrowed
from okoce_opt.domain.plan import Plan
from okoce_opt.domain.problem import Problem
from okoce_opt.instance import Instance
from okoce_opt.model.days.quick_plan import greedy, standing
from okoce_opt.model.formulation.build import build
from okoce_opt.model.formulation.counts import counts_in
from okoce_opt.model.formulation.strata import stratify
from okoce_opt.model.naming.draw import draw
from okoce_opt.model.search.whole import second_opinion
from okoce_opt.model.sharing.linking import are_tied, find_groups, with_people
from okoce_opt.model.solvers.cpsat import Effort, solve
from okoce_opt.rules.rule import Rule
from okoce_opt.verify import verify

SOME = 100
"""From so many registrants on a quick plan is tried before any solver."""

QUICK = 1_500
"""From so many registrants on quick plans and counting have to do where solving would take long."""

LARGE = 60_000
"""A model of more columns is not tried: the answer would be minutes away."""

SEED = "okoce"


@dataclass(frozen=True)
class Part:
    """What was said of some kecamatan: their plan, or none."""

    problem: Problem
    rules: Sequence[Rule]
    plan: Plan | None


@dataclass
class Court:
    """Who is asked whether a problem can be planned, within limits.

    `deterministic` seconds a question, and all of them together until `until` (by the monotonic
    clock; None: no end). `asked` counts questions that needed a solver, `open` those that nobody
    could answer; `plan` is that of the last yes. `parts` are the last answers about kecamatan that
    share nothing with others.
    """

    deterministic: float = 6.0
    until: float | None = None
    asked: int = 0
    open: int = 0
    plan: Plan | None = None
    parts: dict[tuple[str, ...], Part] = field(default_factory=dict, repr=False, compare=False)
    _stop: Event | None = field(default=None, repr=False, compare=False)

    def __getstate__(self) -> dict[str, object]:
        """For another process, which has a clock of its own."""
        return {**self.__dict__, "_stop": None, "parts": {}}

    @property
    def is_over(self) -> bool:
        """Whether its time is up."""
        return self.until is not None and time.monotonic() > self.until

    def has_plan(self, problem: Problem, rules: Sequence[Rule]) -> bool | None:
        """Whether there is a plan that keeps the rules; None where it could not be settled.

        *No* is said by counting alone, or by two solves set up differently; *yes* where the
        verifier is silent about a plan that was made.
        """
        if any(shortfall.hard for shortfall in count(problem, rules)):
            return False
        return self.is_solved(problem, rules)

    def is_solved(self, problem: Problem, rules: Sequence[Rule]) -> bool | None:
        """The same without counting, for rules that ask less than counting takes for granted."""
        answer = None if self.is_over else self._solved(problem, rules)
        self.open += answer is None
        return answer

    def _solved(self, problem: Problem, rules: Sequence[Rule]) -> bool | None:
        answer = self._apart(problem, rules)
        return self._together(problem, rules) if answer is None else answer

    def without_plan(self, problem: Problem, rules: Sequence[Rule]) -> frozenset[str]:
        """Kecamatan that share nothing with others and cannot be planned even so."""
        each = self._parts_of(problem, rules)
        return frozenset(code for codes, said in each if said and not said.plan for code in codes)

    def _apart(self, problem: Problem, rules: Sequence[Rule]) -> bool | None:
        """What kecamatan that share nothing answer, one after the other; None where they share
        something, or one of them cannot say.
        """
        plans: list[Plan] = []
        for _, said in self._parts_of(problem, rules):
            if said is None:
                return None
            if said.plan is None:
                return False
            plans.append(said.plan)
        plan = Plan(
            frozenset().union(*(one.seats for one in plans)),
            frozenset().union(*(one.held for one in plans)),
            {sid: team for one in plans for sid, team in one.teams.items()},
            {who: mentor for one in plans for who, mentor in one.mentors.items()},
        )
        if not plans or verify(problem, rules, plan):
            return None
        self.plan = plan
        return True

    def _parts_of(
        self, problem: Problem, rules: Sequence[Rule]
    ) -> Iterator[tuple[tuple[str, ...], Part | None]]:
        """Kecamatan that share nothing, and what is said of them (None: nobody could say), whoever
        had no plan before first. Nothing where they share something or there are few people.
        """
        groups = find_groups(problem) if len(problem.registrants) >= QUICK else []
        if len(groups) < 2 or _share_something(problem, rules):
            return
        known = self.parts
        for codes in sorted(
            groups, key=lambda codes: codes not in known or bool(known[codes].plan)
        ):
            part = narrowed(problem, codes)
            said = known.get(codes)
            if said is None or said.problem != part or [*said.rules] != [*rules]:
                answer = None if self.is_over else self._together(part, rules)
                said = None
                if answer is not None:
                    said = known[codes] = Part(part, rules, self.plan if answer else None)
            yield codes, said

    def _together(self, problem: Problem, rules: Sequence[Rule]) -> bool | None:
        self.asked += 1
        if len(problem.registrants) >= SOME:
            plan = standing(problem, rules, greedy(problem, rules))
            if plan is not None and not verify(problem, rules, plan):
                self.plan = plan
                return True
        instance = Instance(problem, rules)
        strata = stratify(instance)
        model = build(instance, strata)
        if len(model.rows.names) > LARGE:
            return None
        effort = Effort(self.deterministic)
        found = solve(model.rows, None, effort, stop=self.clock())
        if found.status == "infeasible":
            return False if second_opinion(problem, rules, effort) else None
        if found.values is None:
            return None
        counts = counts_in(model, found.values, ())
        plan = draw(problem, strata, counts, SEED, rules)
        if verify(problem, rules, plan):
            return None
        self.plan = plan
        return True

    def clock(self) -> Event:
        """Set when the time is up; one for all questions, of which there are hundreds."""
        if self._stop is None:
            self._stop = Event()
            if self.until is not None:
                timer = Timer(max(0.0, self.until - time.monotonic()), self._stop.set)
                timer.daemon = True
                timer.start()
        return self._stop


def _share_something(problem: Problem, rules: Sequence[Rule]) -> bool:
    """Whether any row ties kecamatan to one another, or a session is held for the whole city."""
    return bool(problem.sessions_in[""] or are_tied(problem, with_people(problem, rules)))
