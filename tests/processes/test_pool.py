"""Child processes: results, errors, deaths, stops. The tasks live in `tests.processes.tasks`, which
children can import.
"""

from __future__ import annotations

import os
import signal
import threading
from concurrent.futures import CancelledError

import pytest

from okoce_opt.processes.pool import ChildPool, WorkerDied
from tests.processes import tasks


@pytest.fixture
def pool():
    pool = ChildPool(1)
    yield pool
    pool.shutdown()


def test_a_task_gives_its_result_and_its_progress(pool):
    heard = []
    pool.on_progress = heard.append
    assert pool.submit(tasks.count_to, 3).result(60) == 3
    assert heard == [1, 2, 3]


@pytest.mark.parametrize("error", [ValueError, BrokenPipeError, EOFError])
def test_a_listener_that_fails_costs_nothing(pool, error):
    """A closed terminal, say: its error is not taken for the child's end either."""
    child = pool.submit(tasks.pid).result(60)

    def fail(value):
        raise error

    pool.on_progress = fail
    assert pool.submit(tasks.count_to, 3).result(60) == 3
    assert pool.submit(tasks.pid).result(60) == child


def test_a_child_is_out_of_reach_of_the_terminals_ctrl_c(pool):
    assert pool.submit(tasks.session).result(60) != os.getsid(0)


def test_an_error_in_a_task_is_the_futures_error_and_the_child_lives_on(pool):
    with pytest.raises(ZeroDivisionError):
        pool.submit(tasks.divide, 1, 0).result(60)
    first, second = pool.submit(tasks.pid).result(60), pool.submit(tasks.pid).result(60)
    assert first == second


def test_what_another_thread_changes_while_it_is_sent_is_sent_again(pool):
    """A property that is looked up for the first time: the run stood still for ever."""
    assert pool.submit(tasks.kind, tasks.Changing()).result(60) == "Changing"


def test_what_cannot_be_sent_is_the_tasks_failure_and_the_next_one_is_done(pool):
    with pytest.raises(TypeError, match="lock"):
        pool.submit(tasks.kind, threading.Lock()).result(60)
    assert pool.submit(tasks.count_to, 3).result(60) == 3


def test_what_a_task_prints_does_not_spoil_the_frames(pool):
    assert pool.submit(tasks.chatter).result(60) == "heard"


@pytest.mark.parametrize("signum", [signal.SIGKILL, signal.SIGSEGV, signal.SIGABRT])
def test_a_child_that_dies_once_costs_its_task_a_retry(pool, tmp_path, signum):
    assert (
        pool.submit(tasks.die_once, str(tmp_path / "mark"), int(signum)).result(60) == "second life"
    )


def test_a_task_that_always_kills_its_child_fails_alone(pool):
    with pytest.raises(WorkerDied) as died:
        pool.submit(tasks.die, int(signal.SIGKILL)).result(60)
    assert died.value.code == -signal.SIGKILL
    assert pool.submit(tasks.divide, 6, 3).result(60) == 2


def test_a_stop_ends_the_running_task_with_its_best_and_cancels_the_rest(pool):
    begun = threading.Event()
    pool.on_progress = lambda value: begun.set()
    running, waiting = pool.submit(tasks.until_stopped), pool.submit(tasks.pid)
    assert begun.wait(60)
    pool.stop()
    assert running.result(10) == "best so far"
    with pytest.raises(CancelledError):
        waiting.result(10)


def test_a_hung_child_is_killed_when_its_patience_is_over(monkeypatch):
    monkeypatch.setattr("okoce_opt.processes.pool.GRACE", 0.2)
    pool = ChildPool(1, patience=0.3)
    with pytest.raises(WorkerDied):
        pool.submit(tasks.sleep, 600).result(60)
    pool.shutdown()
