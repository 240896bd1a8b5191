"""What is said when the solver comes to little or nothing: less, but never what is not so."""

from __future__ import annotations

import functools
import random
from collections import Counter
from concurrent.futures import CancelledError, Future
from dataclasses import replace

import numpy as np
import pytest

from okoce_opt.domain.outcome import Impossible, Planned, RanOut
from okoce_opt.errors import InternalDisagreement, Stopped
from okoce_opt.instance import Instance
from okoce_opt.model.formulation.build import Model
from okoce_opt.model.formulation.counts import Counts
from okoce_opt.model.search import decomposition as split
from okoce_opt.model.search import filling, finding, relaxed_bounds, whole
from okoce_opt.model.search.results import Incumbent, PartResult
from okoce_opt.model.search.state import WHOLE, Search
from okoce_opt.model.solvers import lexicographic as levels
from okoce_opt.model.solvers import relaxation
from okoce_opt.model.solvers.cpsat import Effort, Solved
from okoce_opt.model.solvers.relaxation import Relaxed
from okoce_opt.options import Options, StopSwitch
from okoce_opt.processes.pool import WorkerDied
from okoce_opt.rows.linear import Rows
from okoce_opt.rules.everyone_placed import EveryonePlaced
from okoce_opt.verify import verify
from tests.hands import world
from tests.model.small_rows import knapsack
from tests.oracle import HerePool, World, crowded, every_plan, random_world
from tests.worlds import ALWAYS_ON

NOTHING = np.zeros(0)


def found(those: World, stop: StopSwitch | None = None):
    return finding.find_plan(
        those.scenario, Options(workers=1, budget=30), lambda progress: None, stop or StopSwitch()
    )


@pytest.fixture
def lazy(monkeypatch):
    """A solver that often finds nothing, or just anything, and a relaxation that sometimes cannot
    say.
    """
    rng = random.Random("lazy")
    solve, relax = levels.solve, levels.relax

    def seldom(rows, objective, effort, progress=None, stop=None):
        mood = rng.random()
        if mood < 0.4:
            return Solved("unknown", None, None, None, 0.01)
        if mood > 0.7 or objective is None:
            return solve(rows, objective, effort, progress, stop)
        anything = solve(rows, None, effort)
        if anything.values is None:
            return anything
        return replace(
            anything,
            status="feasible",
            objective=levels.worth(objective, anything.values),
            bound=None,
        )

    def sometimes(rows, objective, limit=relaxation.LONGEST):
        if rng.random() < 0.2:
            return Relaxed(None, None, NOTHING, NOTHING)
        return relax(rows, objective, limit)

    for module in (levels, filling, whole):
        monkeypatch.setattr(module, "solve", seldom)
    for module in (levels, filling, relaxed_bounds):
        monkeypatch.setattr(module, "relax", sometimes)


@pytest.mark.usefixtures("lazy")
@pytest.mark.parametrize("apart", [False, True])
def test_a_lazy_solver_costs_quality_and_nothing_else(apart, monkeypatch):
    monkeypatch.setattr(finding, "ChildPool", HerePool)
    if apart:
        monkeypatch.setattr(finding, "search", functools.partial(split.search, small=0))
    rng = random.Random(f"cut short {apart}")
    seen: Counter[str] = Counter()
    while seen.total() < 100:
        those = random_world(rng, people=rng.choice([3, 4, 5]))
        if apart and len(those.problem.kecamatan) < 2:
            continue
        those = crowded(those) if apart else those
        plans = every_plan(those, 3_000)
        if plans is None or (not plans and rng.random() < 0.8):
            continue
        outcome = found(those)
        seen[type(outcome).__name__] += 1
        possible = [those.values(plan) for plan in plans]
        if isinstance(outcome, Impossible):
            assert not plans, those
        elif isinstance(outcome, RanOut):
            assert not plans or outcome.levels[0].bound <= min(possible)[0]
        else:
            assert not verify(those.problem, those.rules, outcome.plan), those
            values = those.values(outcome.plan)
            assert values == tuple(level.value for level in outcome.levels)
            for number, level in enumerate(outcome.levels):
                least = min(
                    v[number] for v in possible if all(v[n] <= values[n] for n in range(number))
                )
                assert level.bound <= least, (number, level, least, those)
    assert seen["Planned"] > 50


class FailingPool(HerePool):
    """Every task fails in the way given."""

    failure: BaseException = CancelledError()

    def submit(self, fn, /, *args, **kwargs):
        future = Future()
        if isinstance(self.failure, CancelledError):
            future.cancel()
        else:
            future.set_exception(self.failure)
        return future


def one_person(*rules) -> World:
    return World(world(), (*ALWAYS_ON, *rules, EveryonePlaced()), ())


def failing(monkeypatch, failure):
    monkeypatch.setattr(finding, "ChildPool", type("Failing", (FailingPool,), {"failure": failure}))


def test_when_every_process_dies_the_quick_plan_is_shown_and_the_deaths_are_told(monkeypatch):
    failing(monkeypatch, WorkerDied(-9))
    outcome = found(one_person())
    assert isinstance(outcome, Planned)
    assert not outcome.reproducible
    assert "memory" in outcome.notes[0].en


def test_when_all_is_cancelled_the_quick_plan_is_shown(monkeypatch):
    failing(monkeypatch, CancelledError())
    outcome = found(one_person())
    assert isinstance(outcome, Planned)
    assert not outcome.reproducible
    assert not outcome.notes


@pytest.mark.parametrize("signum", [None, 15])
def test_without_any_plan_it_ran_out_or_was_stopped(monkeypatch, signum):
    failing(monkeypatch, CancelledError())
    monkeypatch.setattr(finding, "quick_candidate", lambda scenario, strata: None)
    stop = StopSwitch()
    if signum is None:
        assert isinstance(found(one_person(), stop), RanOut)
    else:
        stop.set(signum)
        with pytest.raises(Stopped):
            found(one_person(), stop)


def test_a_proof_against_a_plan_that_stands_is_a_mistake_of_ours(monkeypatch):
    monkeypatch.setattr(finding, "ChildPool", HerePool)
    monkeypatch.setattr(finding, "search", lambda *_, **__: Search(infeasible=True))
    with pytest.raises(InternalDisagreement):
        found(one_person())


def test_one_solvers_word_for_impossible_is_not_enough(monkeypatch):
    those = one_person()
    monkeypatch.setattr(split, "plan_whole", lambda *_: (PartResult(None, (), 0.0, False), True))
    state = split.search(those.instance, [], HerePool(), Effort(10))
    assert not state.infeasible


def test_a_large_second_opinion_counts_people_together(monkeypatch):
    monkeypatch.setattr(whole, "NAMED", 0)
    rng = random.Random("seconded")
    seen: Counter[bool] = Counter()
    while min(seen[True], seen[False]) < 10:
        those = random_world(rng)
        plans = every_plan(those, 3_000)
        if plans is not None:
            assert whole.second_opinion(those.problem, those.rules, Effort(30)) == (not plans), (
                those
            )
            seen[not plans] += 1


def test_what_was_reported_before_the_end_is_kept():
    """A part that reports a plan and then dies has still found it."""
    those = one_person()
    counts = Counts({}, (), ())

    class Dying(HerePool):
        def submit(self, fn, /, *args, **kwargs):
            self.on_progress(Incumbent(WHOLE, counts, ()))
            future = Future()
            future.set_exception(WorkerDied(-11))
            return future

    state = split.search(those.instance, [], Dying(), Effort(10))
    assert state.parts == {WHOLE: counts}
    assert (state.deaths, state.reproducible) == (1, False)


def test_levels_without_a_solution_say_so(monkeypatch):
    monkeypatch.setattr(
        levels, "solve", lambda *_, **__: Solved("unknown", None, None, None, 1.0, True)
    )
    rows, objective = knapsack()
    model = Model(rows, (objective, objective), {}, (), {}, {}, {})
    settled = levels.settle(model, Effort(10))
    assert settled.values is None
    assert not settled.infeasible
    assert settled.stopped
    assert len(settled.bounds) == 1
    assert settled.bounds[0] <= 7


def test_the_order_of_the_book_changes_nothing():
    """What is barred or closed late was a column before; the best plan is the same."""
    rng = random.Random("order of the book")
    effort = Effort(30)
    looked = 0
    while looked < 40:
        those = random_world(rng)
        turned = rng.sample(those.rules, len(those.rules))
        (one, impossible), (other, turned_impossible) = (
            whole.plan_whole(WHOLE, Instance(those.problem, rules, those.levels), effort)
            for rules in (those.rules, turned)
        )
        assert impossible == turned_impossible
        if not impossible:
            assert one.counts.values == other.counts.values, those
            looked += 1


def test_rows_keep_their_copy_apart():
    rows = Rows()
    rows.column(("x",), 0, 3)
    copied = rows.copy()
    copied.require([(1, 0)], 1, 2, "rule", "")
    copied.upper[0] = 1
    assert (len(rows.row_lo), rows.upper) == (0, [3])
