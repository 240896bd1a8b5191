"""One part of a problem that shares nothing with the others, planned in a child process: calendar
first, then counts.

With the days of its sessions given, a kecamatan's counts are nearly a network and quickly settled
exactly (`fill`). Choosing the days is the hard half (`calendars`); it is done on the coarse problem
(`coarse`), whose relaxation bounds the plan.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from okoce_opt.domain.ids import SessionId
from okoce_opt.instance import Instance
from okoce_opt.model.days.calendar_steps import Judge
from okoce_opt.model.days.calendars import (
    FIRST_SHARE,
    STRICT,
    calendars,
    is_near_bound,
    old_calendars,
    quick_calendar,
)
from okoce_opt.model.days.company import with_company
from okoce_opt.model.days.kept_days import kept_days
from okoce_opt.model.days.person_costs import PersonCosts
from okoce_opt.model.formulation.build import Model, build
from okoce_opt.model.formulation.coarse import (
    calendar_model,
    combine_levels,
    combined_value,
    drop_rare_absences,
)
from okoce_opt.model.formulation.counts import Counts, counts_in
from okoce_opt.model.formulation.floors import floors
from okoce_opt.model.formulation.strata import stratify
from okoce_opt.model.search.completing import completed
from okoce_opt.model.search.filling import fill
from okoce_opt.model.search.independent_levels import independent_bounds
from okoce_opt.model.search.large_neighbourhood import Start, improve
from okoce_opt.model.search.relaxed_bounds import bounds_given, bounds_of
from okoce_opt.model.search.results import Incumbent, Name, PartResult
from okoce_opt.model.search.steps import take_step
from okoce_opt.model.solvers.cpsat import Effort
from okoce_opt.processes.worker import report, stopping

LEAST = 0.5
"""Deterministic seconds that improving a part must have left to be begun."""

IN_VAIN = 0.25
"""A beginning is enough after so many without gain, beyond twice what it took to the last gain."""


def plan_part(
    name: Name,
    instance: Instance,
    effort: Effort,
    again: int = 0,
    jointly: bool = False,
    *,
    patience: float = FIRST_SHARE,
    brief: bool = False,
) -> PartResult:
    """Calendars, each filled exactly if it promises more than the best so far, with the bound of
    the coarse relaxation; then, with what is left of the effort, the best is improved on its exact
    rows.

    A change begins with the days on which those are moved whom it touches and nobody else. `again`
    says how often the part has been searched before; `jointly` that all parts are improved together
    afterwards. However small the effort, the first search takes up to `patience` seconds. `brief`:
    what the part comes to is a beginning only, and the search ends once it is in vain.
    """
    problem = instance.problem
    looked_at = drop_rare_absences(instance)
    coarse = calendar_model(looked_at)
    old: dict[tuple[SessionId, ...], PartResult] = {}
    least = sum(floors(replace(instance, levels=instance.levels[:1]), ()))
    for days, spent in _old_days(looked_at, coarse, effort, least):
        filled = fill(instance, days, effort)
        old[days] = filled = replace(filled, spent=filled.spent + spent)
        counts = filled.counts
        if counts is not None and counts.values == floors(instance, counts.values):
            # counting alone says that nothing is better
            report(Incumbent(name, counts, counts.values))
            return replace(filled, bounds=counts.values)
        if filled.counts is not None:
            break
    costs = None if looked_at is instance else PersonCosts.of(instance, coarse, STRICT)
    judge = Judge(problem, coarse, combine_levels(coarse, STRICT), costs)
    trial = _Trial(name, instance, effort, judge)
    for days, filled in old.items():
        trial.take(days, filled)
        if costs is not None:
            trial.consider(days)
    gained_at = trial.spent
    if not (trial.content or (trial.seats_a_change and trial.spent >= effort.deterministic)):
        for held, cost in calendars(
            *(looked_at, coarse, bounds_of(trial.proofs), effort, again),
            patience=patience,
        ):
            trial.spent += cost
            before = trial.best
            if held is not None:
                trial.consider(held)
            gained_at = gained_at if trial.best is before else trial.spent
            in_vain = trial.seats_a_change and trial.best is before
            in_vain |= brief and trial.best is not None and trial.spent > IN_VAIN + 2 * gained_at
            if stopping.is_set() or trial.spent >= effort.deterministic or trial.content or in_vain:
                break
    if not (stopping.is_set() or trial.content or trial.seats_a_change):
        trial.consider(quick_calendar(problem, instance.rules))
    if not jointly:
        trial.improve()
    return PartResult(
        trial.best, trial.bounds, trial.spent, trial.stopped or stopping.is_set(), trial.proofs
    )


def _old_days(
    instance: Instance, coarse: Model, effort: Effort, least: int
) -> Iterator[tuple[tuple[SessionId, ...], float]]:
    """Days to begin a change with, and what it took to find them: with new ones for those whom the
    change touches, or, where those cannot be filled, the announced ones.
    """
    problem = instance.problem
    for before in old_calendars(problem, instance.rules):
        beside = with_company(instance, coarse)
        held, spent = kept_days(problem, beside, before, STRICT, effort, least)
        if held is not None and {*held} != {*before}:
            yield held, spent
            spent = 0.0
        yield before, spent


@dataclass
class _Trial:
    """A part while it is planned: its best counts so far, the bounds given those, and what was
    spent.

    A calendar is worth exact counts when what it promises costs less than `cheapest`. `ideal` are
    the bounds with every level at its own.
    """

    name: Name
    instance: Instance
    effort: Effort
    judge: Judge
    best: Counts | None = None
    cheapest: int | None = None
    filled: set[tuple[SessionId, ...]] = field(default_factory=set)
    spent: float = 0.0
    stopped: bool = False

    def __post_init__(self) -> None:
        self.aside = independent_bounds(self.instance)
        self.ideal = self.proofs = bounds_given(self.instance.problem, self.judge.coarse, ())

    @property
    def bounds(self) -> tuple[int, ...]:
        """The levels' bounds, by the relaxation or by counting."""
        return tuple(max(pair) for pair in zip(bounds_of(self.proofs), self.aside, strict=True))

    @property
    def content(self) -> bool:
        """Whether no better plan is worth looking for."""
        return self.best is not None and is_near_bound(self.best.values, self.bounds)

    @property
    def seats_a_change(self) -> bool:
        """Whether this is a change, and its best seats as many as can be: it is wanted soon, and a
        search that brings nothing is the last.
        """
        return (
            bool(self.instance.problem.announced.seats)
            and self.best is not None
            and self.best.values[:1] == self.bounds[:1]
        )

    def consider(self, held: tuple[SessionId, ...]) -> None:
        """Judge a calendar, and fill it if it may be better than what there is."""
        if not self.filled and self.judge.person_costs is None:
            # nothing to be better than, and no steps to take
            self._fills(held)
            return
        bound = combined_value(self.judge.coarse, STRICT, self.bounds)
        judged = self.judge.judged(held, bound, self.effort.deterministic - self.spent)
        if judged is None:
            return
        self.spent += judged.spent
        if self.cheapest is not None and judged.value >= self.cheapest:
            return
        # what steps led to is a guess: where it cannot be filled the calendar itself is
        if not self._fills(judged.held) and judged.held != held and not stopping.is_set():
            self._fills(held)

    def _fills(self, held: tuple[SessionId, ...]) -> bool:
        """Whether there are exact counts for a calendar. Nothing is filled twice."""
        return held in self.filled or self.take(held, fill(self.instance, held, self.effort))

    def improve(self) -> None:
        """Improve the best counts on the part's exact rows, as long as there is effort left."""
        left = self.effort.deterministic - self.spent
        if self.best is None or self.content or stopping.is_set() or left < LEAST:
            return
        model = build(self.instance, stratify(self.instance.unnarrowed))
        start = completed(model, self.best, replace(self.effort, deterministic=left))
        if start is None:
            return
        improved = improve(
            Start(self.instance.problem, model, start, self.bounds),
            replace(self.effort, deterministic=left),
            lambda steps: [take_step(step) for step in steps],
            lambda values, reached: self._keep(counts_in(model, values, reached)),
            stopping.is_set,
        )
        self.spent += improved.spent
        self.stopped |= improved.stopped

    def take(self, held: tuple[SessionId, ...], filled: PartResult) -> bool:
        """Keep the counts of a filled calendar if they are the best; whether there are any."""
        self.filled.add(held)
        self.spent += filled.spent
        self.stopped |= filled.stopped
        if filled.counts is not None:
            self._keep(filled.counts)
        return filled.counts is not None

    def _keep(self, counts: Counts) -> None:
        """Keep counts if they are the best, with bounds given what they reach, and report them."""
        if self.best is not None and counts.values >= self.best.values:
            return
        coarse = self.judge.coarse
        self.best, self.cheapest = counts, combined_value(coarse, STRICT, counts.values)
        self.proofs = bounds_given(self.instance.problem, coarse, counts.values, self.ideal)
        report(Incumbent(self.name, counts, self.bounds, self.proofs))
