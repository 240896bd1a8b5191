"""One planner on one problem, in a process of its own."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from okoce_opt import planning
from okoce_opt.bench.figures import load
from okoce_opt.bench.plain.planner import PlainAnswer, plain_plan
from okoce_opt.bench.runs import judged
from okoce_opt.bench.zoo.entries import (
    IMPOSSIBLE,
    OKOCE,
    PLAIN,
    PLANNED,
    RAN_OUT,
    SILENT,
    WHOLE,
    Entry,
    Kept,
)
from okoce_opt.domain.outcome import Impossible, Planned
from okoce_opt.domain.plan import Plan
from okoce_opt.model.formulation.strata import stratify
from okoce_opt.model.naming.draw import draw
from okoce_opt.model.search.whole import plan_whole
from okoce_opt.model.solvers.cpsat import Effort
from okoce_opt.options import Options
from okoce_opt.processes.pool import ChildPool, WorkerDied
from okoce_opt.processes.worker import report, stopping
from okoce_opt.scenario import Scenario
from okoce_opt.verify import measures, verify

LATE = 30.0
"""Seconds beyond its time after which a planner is ended."""
LEAST = 10.0
"""Seconds that a rival gets in any case."""
TIMES = 3
"""How many times okoce's seconds a rival gets."""


@dataclass(frozen=True, slots=True)
class Case:
    """A problem on disk: its folder, and that of the plan that it changes."""

    name: str
    folder: Path
    old: Path | None = None


def measured(case: Case, planner: str, options: Options, seconds: float) -> Entry:
    """What the planner comes to, in `seconds` of the wall at most (okoce: as its budget has it)."""
    pool, busy = ChildPool(1), load()
    heard: list[Any] = []
    pool.on_progress = lambda value: heard.__setitem__(slice(None), [value])
    begun = time.monotonic()
    try:
        if planner == OKOCE:
            entry = pool.submit(_okoce, case, options).result()
        else:
            task = _whole if planner == WHOLE else _plain
            future = pool.submit(task, case, planner, options, seconds)
            entry = future.result(seconds + LATE)
    except (TimeoutError, WorkerDied) as error:
        answers = [value for value in heard if isinstance(value, PlainAnswer)]
        scenario = planning.read_scenario(case.folder, case.old)
        entry = _told(scenario, planner, answers[-1].plan if answers else None)
        if answers:
            entry = replace(entry, bounds=tuple(answers[-1].bounds))
        elif isinstance(error, WorkerDied):
            entry = replace(entry, outcome="died")
        entry = replace(entry, seconds=time.monotonic() - begun)
    finally:
        pool.shutdown()
    return replace(entry, load=busy, seconds=round(entry.seconds, 1))


def facts(case: Case, budget: float) -> Kept:
    """What a problem is like, before anyone has planned it."""
    scenario = planning.read_scenario(case.folder, case.old)
    problem = scenario.problem
    people, sessions = len(problem.registrants), len(problem.sessions)
    return Kept(case.name, scenario.story, people, len(problem.kecamatan), sessions, budget)


def make_plan(folder: Path, out: Path, options: Options) -> bool:
    """Plan the scenario and write the plan, to be changed by another; False where there is none."""
    scenario = planning.read_scenario(folder)
    outcome = planning.plan(scenario, options)
    if isinstance(outcome, Planned):
        planning.write(scenario, outcome, out, options)
    return isinstance(outcome, Planned)


def in_child(task: Callable[..., Any], *arguments: object) -> Any:
    """The answer of a task in a process of its own."""
    pool = ChildPool(1)
    try:
        return pool.submit(task, *arguments).result()
    finally:
        pool.shutdown()


def _okoce(case: Case, options: Options) -> Entry:
    scenario = planning.read_scenario(case.folder, case.old)
    begun = time.monotonic()
    outcome = planning.plan(scenario, options)
    seconds = time.monotonic() - begun
    if not isinstance(outcome, Planned):
        named = IMPOSSIBLE if isinstance(outcome, Impossible) else RAN_OUT
        return Entry(OKOCE, named, seconds=seconds)
    entry = _told(scenario, OKOCE, outcome.plan)
    return replace(
        entry,
        bounds=tuple(level.bound for level in outcome.levels),
        sources=tuple(level.proof.by for level in outcome.levels),
        seconds=seconds,
    )


def _plain(case: Case, solver: str, options: Options, seconds: float) -> Entry:
    assert solver in PLAIN
    scenario = planning.read_scenario(case.folder, case.old)
    begun = time.monotonic()
    told, known = 0.0, -1

    def heard(answer: PlainAnswer) -> None:
        nonlocal told, known
        # every level that is settled, and once a second what is better
        if time.monotonic() > told + 1 or len(answer.bounds) > known:
            told, known = time.monotonic(), len(answer.bounds)
            report(answer)

    answer = plain_plan(scenario, solver, seconds, options.workers, heard)
    seconds = time.monotonic() - begun
    if answer.not_understood:
        return Entry(solver, f"{SILENT}: {', '.join(answer.not_understood)}", seconds=seconds)
    if answer.plan is None and answer.infeasible:
        return Entry(solver, IMPOSSIBLE, seconds=seconds)
    entry = _told(scenario, solver, answer.plan)
    return replace(entry, bounds=tuple(answer.bounds), seconds=seconds)


def _whole(case: Case, planner: str, options: Options, seconds: float) -> Entry:
    """okoce's own exact model of the whole problem, whatever its size."""
    scenario = planning.read_scenario(case.folder, case.old)
    problem, rules = scenario.problem, scenario.rules
    begun = time.monotonic()
    threading.Timer(seconds, stopping.set).start()
    effort = Effort(deterministic=4 * seconds, seed=options.seed)
    part, infeasible = plan_whole((), scenario.instance, effort)
    seconds = time.monotonic() - begun
    if part.counts is None:
        return Entry(WHOLE, IMPOSSIBLE if infeasible else RAN_OUT, seconds=seconds)
    strata = stratify(scenario.instance)
    plan = draw(problem, strata, part.counts, scenario.draw_seed, rules)
    return replace(_told(scenario, WHOLE, plan), bounds=tuple(part.bounds), seconds=seconds)


def _told(scenario: Scenario, planner: str, plan: Plan | None) -> Entry:
    if plan is None:
        return Entry(planner, RAN_OUT)
    outcome = judged(verify(scenario.problem, scenario.rules, plan))
    if outcome != PLANNED:
        return Entry(planner, outcome)
    counted = measures(scenario.problem, scenario.goals, plan)
    values = [sum(p.price * counted[p.goal.kind] for p in level) for level in scenario.levels]
    return Entry(planner, PLANNED, tuple(values))
