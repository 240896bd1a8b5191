"""Can it be planned? Counting says no, a solver says yes or no, a second one agrees, the verifier
reads the plan; else nobody knows.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from threading import Event, Timer

from okoce_opt.counting import count
from okoce_opt.domain.plan import Plan
from okoce_opt.domain.problem import Problem
from okoce_opt.instance import Instance
from okoce_opt.model.days.quick_plan import greedy, standing
from okoce_opt.model.formulation.build import build
from okoce_opt.model.formulation.counts import counts_in
from okoce_opt.model.formulation.strata import stratify
from okoce_opt.model.naming.draw import draw
from okoce_opt.model.search.whole import second_opinion
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


@dataclass
class Court:
    """Who is asked whether a problem can be planned, within limits.

    `deterministic` seconds a question, and all of them together until `until` (by the monotonic
    clock; None: no end). `asked` counts questions that needed a solver, `open` those that nobody
    could answer; `plan` is that of the last yes.
    """

    deterministic: float = 6.0
    until: float | None = None
    asked: int = 0
    open: int = 0
    plan: Plan | None = None
    _stop: Event | None = field(default=None, repr=False, compare=False)

    def __getstate__(self) -> dict[str, object]:
        """For another process, which has a clock of its own."""
        return {**self.__dict__, "_stop": None}

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
