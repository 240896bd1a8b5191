"""One part of a problem that shares nothing with the others, planned in a child process: calendar
first, then counts.

With the days of its sessions given, a kecamatan's counts are nearly a network and quickly settled
exactly (`fill`). Choosing the days is the hard half (`calendars`); it is done on the coarse problem
(`coarse`), whose relaxation bounds the plan.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from okoce_opt.counting.floors import floors
from okoce_opt.domain.narrowing import narrowed
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.proof import PartProof
from okoce_opt.goals.goal import Level
from okoce_opt.model.days.calendars import CONTENT, STRICT, calendars, content, old_days, quick_days
from okoce_opt.model.days.neighbourhood import Judge
from okoce_opt.model.days.person_costs import Alone
from okoce_opt.model.formulation.build import Model, build
from okoce_opt.model.formulation.coarse import (
    calendar_model,
    calendar_problem,
    coarse_model,
    given,
    goals_of,
    priced_together,
    together,
)
from okoce_opt.model.formulation.counts import Counts, counts_in
from okoce_opt.model.formulation.folding import fold
from okoce_opt.model.formulation.strata import stratify
from okoce_opt.model.search.independent_levels import bounds_aside
from okoce_opt.model.search.unfolding import unfolded
from okoce_opt.model.sharing.linking import must_be_held
from okoce_opt.model.solvers.cpsat import Effort, solve
from okoce_opt.model.solvers.highs import whole_numbers
from okoce_opt.model.solvers.lexicographic import free_columns, settle, worth
from okoce_opt.model.solvers.relaxation import Relaxed, named, relax
from okoce_opt.processes.worker import report, stopping
from okoce_opt.rows.linear import Rows
from okoce_opt.rows.stratum import Stratum
from okoce_opt.rules.rule import Rule

COUNTING = 0.03
"""What the counts of one calendar count as, in deterministic seconds for a thousand columns."""

FILLING = 6.0
"""Deterministic seconds for the counts of one calendar; they rarely take one."""

NAMED = 5_000
"""Up to so many (person, session) pairs the second opinion counts nobody together."""

Name = tuple[str, ...]  # the codes of a part's kecamatan


@dataclass(frozen=True, slots=True)
class Part:
    """What a part came to: its best counts (None: none found), the levels' bounds, and how it
    ended.

    `bounds` hold for this part's levels, each given the values of `counts` before it; `proofs` say
    what multipliers alone prove of them.
    """

    counts: Counts | None
    bounds: tuple[int, ...]
    spent: float
    stopped: bool
    proofs: tuple[PartProof, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """A better plan of the part named `part`, reported while the search goes on."""

    part: Name
    counts: Counts
    bounds: tuple[int, ...]
    proofs: tuple[PartProof, ...] = ()


def plan_whole(
    name: Name, problem: Problem, rules: Sequence[Rule], levels: Sequence[Level], effort: Effort
) -> tuple[Part, bool]:
    """The whole problem by one exact model, level by level; also whether it was proved
    infeasible.
    """
    model = build(problem, rules, levels, stratify(problem, rules, goals_of(levels)))

    def better(values: list[int], bounds: Sequence[int]) -> None:
        reached = [worth(objective, values) for objective in model.objectives]
        report(Found(name, counts_in(model, values, reached), tuple(bounds)))

    settled = settle(
        model, replace(effort, deterministic=effort.deterministic * 0.8), stopping, better
    )
    counts = None if settled.values is None else counts_in(model, settled.values, settled.reached)
    spent, stopped = settled.spent, settled.stopped
    if not settled.proved and not settled.infeasible:
        # exact counts on days that are known to do, its own too, may beat what a large model came
        # to
        own = [] if counts is None else [counts.held]
        for days in (*own, *old_days(problem, rules), quick_days(problem, rules)):
            other = fill(
                problem,
                rules,
                levels,
                days,
                replace(effort, deterministic=effort.deterministic * 0.2),
            )
            spent, stopped = spent + other.spent, stopped or other.stopped
            if other.counts is not None and (counts is None or other.counts.values < counts.values):
                counts = other.counts
    everywhere = tuple(problem.kecamatan)
    proofs = tuple(
        PartProof.of(everywhere, False, max(0, bound), named)
        for bound, named in settled.relaxed[: len(levels)]
    )
    return Part(counts, settled.bounds[: len(levels)], spent, stopped, proofs), settled.infeasible


def seconded(problem: Problem, rules: Sequence[Rule], effort: Effort) -> bool:
    """Whether a differently set up solve agrees that no plan keeps the rules: one person a stratum,
    no presolve, other search.
    """
    strata = [Stratum(f"{r.kecamatan}/{r.id}", r, (r.id,)) for r in problem.registrants.values()]
    if len(strata) * len(problem.sessions) > NAMED:
        strata = list(stratify(problem, rules, []))
    rows = build(problem, rules, [], strata).rows
    other = replace(effort, seed=effort.seed + 1, subsolvers=("default_lp",), presolve=False)
    return solve(rows, None, other, stop=stopping).status == "infeasible"


def plan_part(
    name: Name,
    problem: Problem,
    rules: Sequence[Rule],
    levels: Sequence[Level],
    effort: Effort,
    again: int = 0,
    half: int | None = None,
) -> Part:
    """Calendars, each filled exactly if it promises more than the best so far, with the bound of
    the coarse relaxation.

    `again` says how often the part has been searched before, `half` which half of the searches is
    made here.
    """
    old = {days: fill(problem, rules, levels, days, effort) for days in old_days(problem, rules)}
    for filled in old.values():
        if filled.counts is not None and filled.counts.values == floors(
            problem, rules, levels, filled.counts.values
        ):
            # counting alone says that nothing is better
            report(Found(name, filled.counts, filled.counts.values))
            return replace(filled, bounds=filled.counts.values)
    looked_at = calendar_problem(problem, rules, levels)
    coarse = calendar_model(looked_at, rules, levels)
    alone = None if looked_at is problem else Alone.of(problem, rules, levels, coarse, STRICT)
    judge = Judge(problem, coarse, together(coarse, STRICT), alone)
    trial = _Trial(name, problem, rules, levels, effort, judge)
    for days, filled in old.items():
        trial.take(days, filled)
        if alone is not None:
            trial.consider(days)
    if not trial.content:
        for held, cost in calendars(
            looked_at, rules, levels, coarse, bounds_of(trial.proofs), effort, again, half
        ):
            trial.spent += cost
            if held is not None:
                trial.consider(held)
            if stopping.is_set() or trial.spent >= effort.deterministic or trial.content:
                break
    if not stopping.is_set() and not trial.content:
        trial.consider(quick_days(problem, rules))
    return Part(
        trial.best, trial.bounds, trial.spent, trial.stopped or stopping.is_set(), trial.proofs
    )


@dataclass
class _Trial:
    """A part while it is planned: its best counts so far, the bounds given those, and what was
    spent.

    A calendar is worth exact counts when what it promises costs less than `cheapest`. `ideal` are
    the bounds with every level at its own.
    """

    name: Name
    problem: Problem
    rules: Sequence[Rule]
    levels: Sequence[Level]
    effort: Effort
    judge: Judge
    best: Counts | None = None
    cheapest: int | None = None
    filled: set[tuple[str, ...]] = field(default_factory=set)
    spent: float = 0.0
    stopped: bool = False

    def __post_init__(self) -> None:
        self.aside = bounds_aside(self.problem, self.rules, self.levels)
        self.ideal = self.proofs = bounds_given(self.problem, self.judge.coarse, ())

    @property
    def bounds(self) -> tuple[int, ...]:
        """The levels' bounds, by the relaxation or by counting."""
        return tuple(max(pair) for pair in zip(bounds_of(self.proofs), self.aside, strict=True))

    @property
    def content(self) -> bool:
        """Whether no better plan is worth looking for."""
        return self.best is not None and content(self.best.values, self.bounds)

    def consider(self, held: tuple[str, ...]) -> None:
        """Judge a calendar, and fill it if it may be better than what there is."""
        if not self.filled and self.judge.alone is None:
            # nothing to be better than, and no steps to take
            self._fills(held)
            return
        bound = priced_together(self.judge.coarse, STRICT, self.bounds)
        judged = self.judge.judged(held, bound, self.effort.deterministic - self.spent)
        if judged is None:
            return
        self.spent += judged.spent
        if self.cheapest is not None and judged.value >= self.cheapest:
            return
        # what steps led to is a guess: where it cannot be filled the calendar itself is
        if not self._fills(judged.held) and judged.held != held and not stopping.is_set():
            self._fills(held)

    def _fills(self, held: tuple[str, ...]) -> bool:
        """Whether there are exact counts for a calendar. Nothing is filled twice."""
        return held in self.filled or self.take(
            held, fill(self.problem, self.rules, self.levels, held, self.effort)
        )

    def take(self, held: tuple[str, ...], filled: Part) -> bool:
        """Keep the counts of a filled calendar if they are the best; whether there are any."""
        self.filled.add(held)
        self.spent += filled.spent
        self.stopped |= filled.stopped
        if filled.counts is not None and (
            self.best is None or filled.counts.values < self.best.values
        ):
            self.best, self.cheapest = (
                filled.counts,
                priced_together(self.judge.coarse, STRICT, filled.counts.values),
            )
            self.proofs = bounds_given(
                self.problem, self.judge.coarse, self.best.values, self.ideal
            )
            report(Found(self.name, self.best, self.bounds, self.proofs))
        return filled.counts is not None


def bound_part(
    problem: Problem,
    rules: Sequence[Rule],
    levels: Sequence[Level],
    number: int,
    rooms: Sequence[int],
) -> tuple[int, PartProof]:
    """A bound for level `number` (from 0) on one part, each earlier level at most at its room, and
    what rows prove of it.
    """
    model = coarse_model(problem, rules, levels)
    rows = model.rows
    for earlier, most in enumerate(rooms):
        given(model, rows, earlier, most)
    proof = _shown(problem, rows, relax(rows, model.objectives[number]))
    return max(proof.bound, bounds_aside(problem, rules, levels)[number]), proof


def bound_whole(
    problem: Problem, rules: Sequence[Rule], levels: Sequence[Level]
) -> tuple[tuple[int, PartProof], ...]:
    """`bound_part` for each level of a problem as a whole, earlier levels at their bounds: all
    kecamatan in one relaxation.
    """
    proofs = bounds_given(problem, coarse_model(problem, rules, levels), ())
    aside = bounds_aside(problem, rules, levels)
    return tuple(
        (max(proof.bound, least), proof) for proof, least in zip(proofs, aside, strict=True)
    )


def bounds_given(
    problem: Problem, model: Model, reached: Sequence[int], ideal: Sequence[PartProof] = ()
) -> tuple[PartProof, ...]:
    """A bound for each level by relaxation, earlier levels kept at `reached` (at their bounds where
    nothing is reached yet).

    `ideal` are those with nothing reached; as long as what is reached is at them they are the
    answer too.
    """
    rows = model.rows.copy()
    proofs: list[PartProof] = []
    for number, objective in enumerate(model.objectives):
        same = number < len(ideal) and tuple(reached[:number]) == bounds_of(ideal[:number])
        proofs.append(ideal[number] if same else _shown(problem, rows, relax(rows, objective)))
        given(model, rows, number, reached[number] if number < len(reached) else proofs[-1].bound)
    return tuple(proofs)


def bounds_of(proofs: Sequence[PartProof]) -> tuple[int, ...]:
    """What the proofs of the levels come to."""
    return tuple(proof.bound for proof in proofs)


def _shown(problem: Problem, rows: Rows, relaxed: Relaxed) -> PartProof:
    """A solved relaxation of the coarse problem as a proof; no goal is ever below 0."""
    return PartProof.of(
        tuple(problem.kecamatan), True, max(0, relaxed.bound or 0), named(rows, relaxed)
    )


def fill(
    problem: Problem,
    rules: Sequence[Rule],
    levels: Sequence[Level],
    held: Sequence[str],
    effort: Effort,
) -> Part:
    """Exact counts for a calendar: the sessions of `held` are held, no others.

    One objective for all levels, an earlier one far dearer: with the days given its relaxation is
    whole, or nearly. People are counted in halls that are alike together, then dealt out.
    """
    if not must_be_held(problem) <= set(held):
        return Part(None, (), 0.0, False)
    held_only = narrowed(problem, problem.kecamatan, held)
    # the draw knows people as they are on all days; on those dealt out more of them are alike
    model = build(held_only, rules, levels, stratify(problem.unnarrowed, rules, goals_of(levels)))
    for column in model.held.values():
        model.rows.lower[column] = model.rows.upper[column]
    objective = together(model, STRICT)
    values, stopped, spent = None, False, COUNTING * len(model.rows.names) / 1000
    if (folded := fold(model.rows, objective)) is not None:
        values, stopped = unfolded(model, objective, folded)
    if values is None and not stopping.is_set():
        values, late = whole_numbers(model.rows, objective)
        stopped |= late
    if (
        values is None
        and not (stopped or stopping.is_set())
        and (relaxed := relax(model.rows, objective)).feasible
    ):
        share = replace(effort, deterministic=min(FILLING, effort.deterministic), gap=CONTENT)
        solved = solve(free_columns(model.rows, relaxed), objective, share, stop=stopping)
        values, spent, stopped = solved.values, spent + solved.spent, stopped or solved.stopped
    if values is None:
        return Part(None, (), spent, stopped or stopping.is_set())
    reached = [worth(each, values) for each in model.objectives]
    return Part(counts_in(model, values, reached), (), spent, stopped)
