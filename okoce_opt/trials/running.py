"""The runs: the scenario as it is first, then every trial in a child process (or on a cluster).
What is finished is kept in a file and not made again.

A trial begins from nothing, so that its values and bounds are what planning it alone would give. It
is not solved only where that is proved to change neither: where it says the same as the scenario as
it is or as another trial, or where the plan of the scenario as it is keeps the trial's rules and
counting alone proves that no plan is better on any level.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, wait
from dataclasses import dataclass, field, replace
from importlib.metadata import version
from pathlib import Path
from typing import Any

from okoce_opt import __version__
from okoce_opt.counting import count
from okoce_opt.counting.shortfall import in_reading_order
from okoce_opt.domain.outcome import Impossible, Outcome, Planned, SettledLevel
from okoce_opt.domain.plan import Plan, digest_of
from okoce_opt.domain.words import Words
from okoce_opt.errors import InternalDisagreement, OkoceError, Stopped
from okoce_opt.options import Options, StopSwitch
from okoce_opt.processes import worker
from okoce_opt.processes.here import HerePool
from okoce_opt.processes.pool import Pool, WorkerDied, carry_along
from okoce_opt.scenario import Scenario
from okoce_opt.trials.result import DIED, Result, keep, kept, result_of
from okoce_opt.verify import measures, verify

RESULTS = "hasil"
"""The folder of what is finished, below that of the sweep."""

LOOK = 0.2
"""Seconds between two looks at whether the sweep is to stop."""

PATIENCE = 40
"""Times its budget that a trial may take before its process counts as hung."""


@dataclass(frozen=True)
class Run:
    """Something to be planned: its name (that of its file), the scenario, the seed of the
    search.
    """

    name: str
    scenario: Scenario = field(repr=False)
    seed: int

    def key(self, options: Options, base: Result | None) -> str:
        """Equal for runs that come to the same result."""
        plan = None if base is None else [sorted(base.seats), sorted(base.held)]
        versions = [__version__, version("ortools")]
        search = [self.seed, options.budget, options.time_limit]
        said = [self.scenario.digest, search, versions, plan]
        return digest_of(json.dumps(said).encode())


@dataclass
class Runs:
    """What is run, and how: `tell` hears each result, `stop` ends it with what is kept so far.
    Parts that several runs share are solved once; they are remembered in the folder `memory`.
    """

    options: Options
    out: Path | None = None
    memory: Path | None = None
    tell: Callable[[Run, Result, int, int], None] = lambda run, result, done, of: None
    stop: StopSwitch = field(default_factory=StopSwitch)

    def base(self, run: Run) -> Result:
        """The scenario as it is, with its plan. Raises `Stopped` where the stop came first."""
        key = run.key(self.options, None)
        found = self._kept(run, key)
        if found is None:
            how = replace(self.options, seed=run.seed)
            found = planned_alone(run.scenario, how, self.stop, self.memory)
            if self.stop.is_set():
                raise Stopped(self.stop.signum or 0)
            self._keep(run, key, found)
        return found

    def trials(self, base: Run, result: Result, runs: Sequence[Run]) -> dict[str, Result]:
        """The result of each trial by its name; those that a stop came before are not there."""
        plan = result.plan
        found: dict[str, Result] = {}
        waiting: dict[str, list[Run]] = {}
        own = {run.name: run.key(self.options, result) for run in runs}
        for run in runs:
            key = own[run.name]
            if (run.scenario.digest, run.seed) == (base.scenario.digest, base.seed):
                moved = None if plan is None else 0
                done: Result | None = replace(
                    result, moved=moved, seats=(), held=(), teams={}, mentors={}
                )
            else:
                done = self._kept(run, key)
            if done is None:
                waiting.setdefault(key, []).append(run)
            else:
                found[run.name] = done
                self.tell(run, done, len(found), len(runs))
        if waiting:
            self._solve([*waiting.values()], own, plan, found, len(runs))
        return found

    def _solve(
        self,
        waiting: list[list[Run]],
        keys: dict[str, str],
        plan: Plan | None,
        found: dict[str, Result],
        of: int,
    ) -> None:
        """Solve the first of each group, whose others say the same, as many at a time as there are
        workers.
        """
        pool = self._pool(len(waiting))
        for entry in {
            type(e) for g in waiting for e in (*g[0].scenario.rules, *g[0].scenario.goals)
        }:
            carry_along(entry)
        tasks: dict[Future[Result], list[Run]] = {}
        try:
            for group in waiting:
                # a trial is solved by one process, wherever that is
                options = replace(
                    self.options, seed=group[0].seed, workers=1, address=None, certificates=None
                )
                tasks[pool.submit(carry_out, group[0].scenario, options, plan, self.memory)] = group
            while tasks and not self.stop.is_set():
                done, _ = wait(tasks, LOOK, FIRST_COMPLETED)
                for task in done:
                    group = tasks.pop(task)
                    result = _result_of(task)
                    for run in group:
                        found[run.name] = result
                        self._keep(run, keys[run.name], result)
                        self.tell(run, result, len(found), of)
        finally:
            pool.shutdown()

    def _pool(self, tasks: int) -> Pool:
        # the solver is loaded only when there is something to solve
        from okoce_opt.model.search.finding import pool_for

        workers = min(self.options.workers, tasks)
        patience = 300 + PATIENCE * self.options.budget
        return pool_for(replace(self.options, workers=workers), patience)

    def _kept(self, run: Run, key: str) -> Result | None:
        return None if self.out is None else kept(self._file(run), key)

    def _keep(self, run: Run, key: str, result: Result) -> None:
        if self.out is not None and result.status != DIED:
            keep(result, key, self._file(run))

    def _file(self, run: Run) -> Path:
        assert self.out is not None
        return self.out / RESULTS / f"{run.name}.json"


def planned_alone(
    scenario: Scenario, options: Options, stop: StopSwitch, memory: Path | None
) -> Result:
    """The scenario as it is, planned; its plan is kept."""
    return result_of(scenario, _outcome(scenario, options, stop, memory), with_plan=True)


def carry_out(
    scenario: Scenario, options: Options, base: Plan | None, memory: Path | None
) -> Result:
    """In a child: one trial, planned on its own."""
    proved = None if base is None else proved_by(scenario, base)
    outcome = proved or _outcome(scenario, options, _Asked(), memory, HerePool())
    return result_of(scenario, outcome, base)


def proved_by(scenario: Scenario, base: Plan) -> Planned | None:
    """The plan `base` as the best of this scenario, where the verifier is silent about it and
    counting proves each of its levels best; else None.
    """
    from okoce_opt.model.formulation.floors import floors

    problem, rules, levels = scenario.problem, scenario.rules, scenario.levels
    gone = {person for person, _ in base.seats} - problem.registrants.keys()
    if gone or base.held - problem.sessions.keys() or verify(problem, rules, base):
        return None
    measured = measures(problem, scenario.goals, base)
    values = tuple(sum(p.price * measured[p.goal.kind] for p in level) for level in levels)
    if floors(scenario.instance, values) != values:
        return None
    settled = (
        SettledLevel({p.goal.kind: measured[p.goal.kind] for p in level}, value, value, value)
        for level, value in zip(levels, values, strict=True)
    )
    return Planned(base, tuple(settled))


def _outcome(
    scenario: Scenario,
    options: Options,
    stop: StopSwitch,
    memory: Path | None,
    pool: Pool | None = None,
) -> Outcome:
    counted = in_reading_order(count(scenario.problem, scenario.rules, scenario.places))
    if proofs := tuple(shortfall.words for shortfall in counted if shortfall.hard):
        return Impossible(proofs)
    # the solver is loaded only when there is something to solve
    from okoce_opt.model.search.finding import find_plan, pool_for
    from okoce_opt.trials.remembering import RememberingPool

    if memory is not None:
        patience = 300 + PATIENCE * options.budget
        pool = RememberingPool(pool or pool_for(options, patience), memory)
    return find_plan(scenario, options, lambda progress: None, stop, pool)


class _Asked(StopSwitch):
    """In a child: the switch that its parent sets."""

    def is_set(self) -> bool:
        """Whether the parent asked to end."""
        return worker.stopping.is_set()


def _result_of(task: Future[Result]) -> Result:
    """The result of a task; what went wrong in it is told in its row."""
    try:
        return task.result()
    except (WorkerDied, CancelledError):
        return Result(DIED, reasons=(_DIED,), reproducible=False)
    except InternalDisagreement:
        return Result(DIED, reasons=(_DISAGREE,), reproducible=False)
    except OkoceError as error:
        words: Any = getattr(error, "words", _DIED)
        return Result(DIED, reasons=(words,), reproducible=False)


_DIED = Words(
    "Proses penghitungnya berhenti sendiri (mungkin kehabisan memori). Jalankan lagi; yang sudah "
    "jadi tidak dihitung ulang.",
    "Its process ended by itself (perhaps out of memory). Run it again; what is done is not solved "
    "again.",
)
_DISAGREE = Words(
    "Penyusun dan pemeriksa tidak sepakat: ini kesalahan okoce, bukan Anda.",
    "Solver and verifier disagree: a fault of okoce, not yours.",
)
