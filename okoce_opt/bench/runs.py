"""One case planned by one planner, in a process of its own, so that its memory can be told."""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from okoce_opt import planning
from okoce_opt.bench.by_hand import by_hand
from okoce_opt.bench.cases import scenario_of
from okoce_opt.bench.figures import CHANGE, OKOCE, PLANNED, Figures, Moment, levels_in, load, memory
from okoce_opt.domain.findings import Violation
from okoce_opt.domain.outcome import Impossible, Planned
from okoce_opt.domain.plan import Plan
from okoce_opt.options import Options, Progress
from okoce_opt.processes.pool import ChildPool, WorkerDied
from okoce_opt.reports.plan_reader import read_rosters
from okoce_opt.scenario import Scenario
from okoce_opt.verify import measures, verify

CPSAT, MILP, HAND = "cpsat", "milp", "tangan"
RIVALS = (CPSAT, MILP, HAND)
RIVAL_SECONDS = 60.0
"""What a rival gets when no time limit is given."""
LATE = 180.0
"""Seconds beyond its time for reading and for making its model; a rival that has not answered by
then is ended.
"""


@dataclass(frozen=True, slots=True)
class Run:
    """A case, who plans it, and with what. `out` is the folder for okoce's plan, `old` that of the
    plan being changed.
    """

    case: str
    planner: str
    home: Path
    out: Path
    old: Path | None = None
    options: Options = field(default_factory=Options)


def measured(run: Run) -> Figures:
    """The figures of a run, timed from now. Raises `InputError` when the case cannot be read."""
    rival = run.planner in RIVALS
    seconds = run.options.time_limit or RIVAL_SECONDS
    pool = ChildPool(1)
    now, busy = time.time(), load()
    try:
        figures = pool.submit(_rival if rival else _okoce, run, now).result(
            seconds + LATE if rival else None
        )
    except (WorkerDied, TimeoutError) as error:
        outcome = "died" if isinstance(error, WorkerDied) else "ran_out"
        figures = Figures(run.case, run.planner, outcome, total=time.time() - now)
    finally:
        pool.shutdown()
    return replace(figures, cores=os.cpu_count() or 0, load=busy)


def _okoce(run: Run, begun: float) -> Figures:
    """From reading to workbooks that were read again and verified."""
    scenario = scenario_of(run.case, run.home, run.old)
    moments: list[Moment] = []
    value: int | None = None
    bound: int | None = None

    def heard(progress: Progress) -> None:
        nonlocal value, bound
        # a stage that says no value or bound keeps the last ones known
        value = value if progress.value is None else progress.value
        bound = bound if progress.bound is None else progress.bound
        moments.append(Moment(time.time() - begun, value, bound))

    outcome = planning.plan(scenario, run.options, heard)
    if not isinstance(outcome, Planned):
        name = "impossible" if isinstance(outcome, Impossible) else "ran_out"
        return _told(run, scenario, name, begun, moments)
    values, bounds = levels_in(outcome.levels)
    moments.append(
        Moment(time.time() - begun, *(values[-1:] or (None,)), *(bounds[-1:] or (None,)))
    )
    planning.write(scenario, outcome, run.out, run.options, time.time() - begun)
    reading = read_rosters(scenario, run.out)
    broken = reading.all_of(
        scenario.problem, verify(scenario.problem, scenario.rules, reading.plan)
    )
    return replace(
        _told(run, scenario, judged(broken), begun, moments), values=values, bounds=bounds
    )


def _rival(run: Run, begun: float) -> Figures:
    """From reading to a plan that was verified in memory; there are no workbooks."""
    from okoce_opt.bench.rivals import by_name, cpsat, highs

    scenario = scenario_of(run.case, run.home)
    if run.planner == HAND:
        plan: Plan | None = by_hand(scenario)
        bounds: tuple[int | None, ...] = tuple(None for _ in scenario.levels)
        moments: list[Moment] = []
    else:
        solve = {CPSAT: cpsat, MILP: highs}[run.planner]
        seconds = run.options.time_limit or RIVAL_SECONDS
        named = by_name(scenario, solve, seconds, run.options.workers, begun)
        plan, bounds, moments = named.plan, named.bounds, list(named.moments)
        if plan is None:
            return _told(
                run, scenario, "impossible" if named.infeasible else "ran_out", begun, moments
            )
    assert plan is not None
    measured = measures(scenario.problem, scenario.goals, plan)
    values = tuple(sum(p.price * measured[p.goal.kind] for p in level) for level in scenario.levels)
    outcome = judged(verify(scenario.problem, scenario.rules, plan))
    moments = moments or [Moment(time.time() - begun, values[-1] if values else None, None)]
    return replace(_told(run, scenario, outcome, begun, moments), values=values, bounds=bounds)


def _told(
    run: Run, scenario: Scenario, outcome: str, begun: float, moments: list[Moment]
) -> Figures:
    parent, child = memory()
    return Figures(
        case=run.case,
        planner=run.planner,
        outcome=outcome,
        people=len(scenario.problem.registrants),
        moments=tuple(moments),
        total=time.time() - begun,
        parent_mib=parent,
        child_mib=child if run.planner in (OKOCE, CHANGE) else None,
    )


def judged(violations: Sequence[Violation]) -> str:
    """`planned`, or the rules that are broken with how often."""
    counts = Counter(violation.rule for violation in violations)
    return (
        "broken: " + ", ".join(f"{rule} {n}" for rule, n in counts.items()) if counts else PLANNED
    )
