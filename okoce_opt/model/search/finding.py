"""Finding a plan: a quick one first, a better one while time lasts, and never one that the verifier
has not read.

The model decides counts, the draw names them, the verifier reads the names. A plan that does not
stand before the verifier is a bug of ours and is never shown (`InternalDisagreement`).
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import replace
from threading import Event, Thread

from okoce_opt.domain.outcome import Ended, Impossible, Outcome, Planned, RanOut
from okoce_opt.domain.words import Words
from okoce_opt.errors import NoWorkers
from okoce_opt.model.formulation.strata import stratify
from okoce_opt.model.search.answer import (
    answer,
    counts_of_candidate,
    quick_candidate,
    values_of,
)
from okoce_opt.model.search.decomposition import search, warm_up
from okoce_opt.model.search.progress import Telling
from okoce_opt.model.solvers.cpsat import Effort
from okoce_opt.options import Options, Progress, StopSwitch
from okoce_opt.processes.pool import ChildPool, Pool, carry_along
from okoce_opt.scenario import Scenario

MANY = 2_000
"""Of so many registrants counting takes about as long as a child takes to start."""

ROUNDING = 1e-6
"""The share of a budget by which what its solves took, added up, may miss it."""

STARTING = Words("menyiapkan", "getting ready")
QUICK = Words("rencana cepat", "quick plan")
CHECKING = Words("memeriksa", "verifying")

NO_DASK = Words(
    "--cluster memerlukan paket distributed, yang belum terpasang di sini: pip install "
    "'.[cluster]'. Atau rencanakan tanpa --cluster. Tidak ada yang ditulis.",
    "--cluster needs the package distributed, which is not installed here: pip install "
    "'.[cluster]'. Or plan without --cluster. Nothing was written.",
)


def find_plan(
    scenario: Scenario,
    options: Options,
    progress: Callable[[Progress], None],
    stop: StopSwitch,
    pool: Pool | None = None,
) -> Outcome:
    """Planned, impossible, or ran out; solved by processes of its own, or by `pool`.

    Raises `Stopped` when a signal came before the first plan, `NoWorkers` when the cluster asked
    for is not there, `InternalDisagreement` when the model's plan does not stand.
    """
    begun = time.monotonic()
    problem = scenario.problem
    tell = Telling(scenario, progress, options.time_limit)
    tell(STARTING)
    pool = pool or pool_for(options, 120 + 30 * options.budget)
    for entry in (*scenario.rules, *scenario.goals):
        carry_along(type(entry))
    # children load the solvers while people are counted here, as many as there can be parts
    for _ in range(
        min(options.workers, len(problem.kecamatan)) if len(problem.registrants) >= MANY else 0
    ):
        pool.submit(warm_up)
    effort = Effort(deterministic=options.budget, seed=options.seed)
    # the quick plan is made here while the children start and search
    with ThreadPoolExecutor(1) as beside, _watched(pool, stop, begun, options.time_limit, tell):
        try:
            strata = stratify(scenario.instance)
            quick = beside.submit(quick_candidate, scenario, strata)
            quick.add_done_callback(lambda done: tell(QUICK, values_of(done)))
            state = search(
                *(scenario.instance, strata, pool, effort),
                found=tell.found,
                quick=lambda: counts_of_candidate(quick.result(), scenario),
            )
            tell(CHECKING)
            outcome = answer(scenario, strata, state, quick.result(), pool, stop)
            if not isinstance(outcome, Impossible):
                ended = _ended(outcome, state.spent, options.budget, pool, stop)
                outcome = replace(outcome, ended=ended)
            if isinstance(outcome, Planned) and outcome.levels:
                tell(
                    CHECKING,
                    tuple(level.value or 0 for level in outcome.levels),
                    outcome.levels[-1].bound,
                )
            return outcome
        finally:
            pool.shutdown()


def _ended(
    outcome: Planned | RanOut, spent: float, budget: float, pool: Pool, stop: StopSwitch
) -> Ended:
    """What ended the search that came to this, after so many deterministic seconds."""
    if isinstance(outcome, Planned) and all(one.value == one.bound for one in outcome.levels):
        return Ended.PROVED
    if pool.stopped:
        return Ended.STOPPED if stop.is_set() else Ended.TIME
    return Ended.BUDGET if spent >= budget * (1 - ROUNDING) else Ended.NOTHING_LEFT


def pool_for(options: Options, patience: float) -> Pool:
    """The processes that solve, our own or those of the cluster asked for; a task that takes more
    than `patience` seconds hangs. Raises `NoWorkers`.
    """
    if options.address is None:
        return ChildPool(options.workers, patience=patience)
    try:
        from okoce_opt.processes.cluster import DaskPool
    except ModuleNotFoundError as error:
        raise NoWorkers(NO_DASK) from error
    return DaskPool(options.address, patience, options.certificates)


@contextmanager
def _watched(
    pool: Pool, stop: StopSwitch, begun: float, limit: float | None, tell: Telling
) -> Iterator[None]:
    """While inside, a set switch or the end of the time limit makes the pool end with its best;
    each second it is told anew.
    """
    over = Event()

    def watch() -> None:
        told = begun
        while not over.wait(0.1):
            now = time.monotonic()
            if not pool.stopped and (stop.is_set() or (limit is not None and now > begun + limit)):
                pool.stop()
            if now > told + 1:
                told = now
                # whoever listens and fails must not take the time limit along
                with suppress(Exception):
                    tell.again()

    thread = Thread(target=watch, daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
