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
    STRICT,
    Looked,
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
from okoce_opt.model.search.filling import FILLING, fill
from okoce_opt.model.search.independent_levels import independent_bounds
from okoce_opt.model.search.large_neighbourhood import Start, improve
from okoce_opt.model.search.relaxed_bounds import bounds_given, bounds_of
from okoce_opt.model.search.results import Begun, Incumbent, Name, PartResult
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
    begun: Begun | None = None,
    jointly: bool = False,
    *,
    brief: bool = False,
) -> PartResult:
    """One round of a part's search, as long as the effort lasts: calendars, each filled exactly if
    it promises more than the best so far, with the bound of the coarse relaxation; once all ways of
    looking for days have been tried the best is improved on its exact rows.

    A change begins with the days on which those are moved whom it touches and nobody else. `begun`
    says where an earlier round ended; `jointly` that all parts are improved together afterwards;
    `brief` that what the part comes to is a beginning only, and the search ends once it is in vain.
    """
    problem = instance.problem
    looked_at = drop_rare_absences(instance)
    coarse = calendar_model(looked_at)
    old: dict[tuple[SessionId, ...], PartResult] = {}
    least = sum(floors(replace(instance, levels=instance.levels[:1]), ()))
    for days, spent in _old_days(looked_at, coarse, effort, least) if begun is None else ():
        filled = fill(instance, days, _for_counts(effort, brief=brief))
        old[days] = filled = replace(filled, spent=filled.spent + spent)
        counts = filled.counts
        if counts is not None and counts.values == floors(instance, counts.values):
            # counting alone says that nothing is better
            report(Incumbent(name, counts, counts.values))
            return replace(filled, bounds=counts.values)
        if counts is not None and sum(counts.values[:1]) <= least:
            break
    costs = None if looked_at is instance else PersonCosts.of(instance, coarse, STRICT)
    judge = Judge(problem, coarse, combine_levels(coarse, STRICT), costs)
    trial = _Trial(name, instance, effort, judge, brief)
    trial.go_on(begun or Begun())
    rounds = begun.rounds if begun else 0
    for days, filled in old.items():
        trial.take(days, filled)
        if costs is not None:
            trial.consider(days)
    in_vain = trial.look(looked_at)
    if not (rounds or stopping.is_set() or trial.content or trial.seats_a_change):
        trial.consider(quick_calendar(problem, instance.rules))
    if not jointly and (in_vain or trial.looked.is_over):
        in_vain |= trial.improve(rounds)
    over = trial.content or in_vain or (jointly and trial.looked.is_over)
    return PartResult(
        *(trial.best, trial.bounds, trial.spent, trial.stopped or stopping.is_set(), trial.proofs),
        onwards=None if over else trial.onwards(rounds + 1),
    )


def _old_days(
    instance: Instance, coarse: Model, effort: Effort, least: int
) -> Iterator[tuple[tuple[SessionId, ...], float]]:
    """Days to begin a change with, and what it took to find them: with new ones for those whom the
    change touches, and the announced ones, where those cannot be filled or leave people over.
    """
    problem = instance.problem
    for before in old_calendars(problem, instance.rules):
        beside = with_company(instance, coarse)
        held, spent = kept_days(problem, beside, before, STRICT, effort, least)
        if held is not None and {*held} != {*before}:
            yield held, spent
            spent = 0.0
        yield before, spent


def _for_counts(effort: Effort, *, brief: bool) -> Effort:
    """The effort for the counts of one calendar: however short a round is, they are not cut, save
    in a beginning.
    """
    return effort if brief else replace(effort, deterministic=FILLING)


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
    brief: bool = False
    best: Counts | None = None
    cheapest: int | None = None
    filled: set[tuple[SessionId, ...]] = field(default_factory=set)
    spent: float = 0.0
    stopped: bool = False
    looked: Looked = field(default_factory=Looked)

    def __post_init__(self) -> None:
        self.aside = independent_bounds(self.instance)
        self.ideal = self.proofs = bounds_given(self.instance.problem, self.judge.coarse, ())

    def go_on(self, begun: Begun) -> None:
        """Go on where an earlier round ended."""
        self.filled, self.looked = {*begun.filled}, begun.looked
        if begun.counts is not None:
            self._is_best(begun.counts)

    def onwards(self, rounds: int) -> Begun:
        """Where another round goes on, after so many."""
        return Begun(self.best, frozenset(self.filled), self.looked, rounds)

    def look(self, looked_at: Instance) -> bool:
        """Look for days as long as the effort lasts; whether more of it would be in vain."""
        if self.content or (self.seats_a_change and self.spent >= self.effort.deterministic):
            return self.content
        gained_at, coarse = self.spent, self.judge.coarse
        for found in calendars(looked_at, coarse, bounds_of(self.proofs), self.effort, self.looked):
            self.spent += found.spent
            self.looked = found.looked
            before = self.best
            if found.held is not None:
                self.consider(found.held)
            gained_at = gained_at if self.best is before else self.spent
            in_vain = self.seats_a_change and self.best is before
            in_vain |= self.brief and self.best is not None and self.spent > IN_VAIN + 2 * gained_at
            if in_vain or stopping.is_set() or self.content:
                return in_vain
            if self.spent >= self.effort.deterministic:
                break
        return False

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
        return held in self.filled or self.take(
            held, fill(self.instance, held, _for_counts(self.effort, brief=self.brief))
        )

    def improve(self, rounds: int) -> bool:
        """Improve the best counts on the part's exact rows, as long as there is effort left, after
        so many rounds; whether there is nothing left to gain.
        """
        left = self.effort.deterministic - self.spent
        if self.best is None or self.content or stopping.is_set() or left < LEAST:
            return False
        model = build(self.instance, stratify(self.instance.unnarrowed))
        effort = replace(self.effort, deterministic=left, seed=self.effort.seed + rounds)
        start = completed(model, self.best, effort)
        if start is None:
            return True
        improved = improve(
            Start(self.instance.problem, model, start, self.bounds),
            effort,
            lambda steps: [take_step(step) for step in steps],
            lambda values, reached: self._keep(counts_in(model, values, reached)),
            stopping.is_set,
        )
        self.spent += improved.spent
        self.stopped |= improved.stopped
        return improved.spent < left and not stopping.is_set()

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
        self._is_best(counts)
        report(Incumbent(self.name, counts, self.bounds, self.proofs))

    def _is_best(self, counts: Counts) -> None:
        coarse = self.judge.coarse
        self.best, self.cheapest = counts, combined_value(coarse, STRICT, counts.values)
        self.proofs = bounds_given(self.instance.problem, coarse, counts.values, self.ideal)
