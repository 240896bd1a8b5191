"""Tasks on a Dask cluster: results, errors, deaths and stops are those of our own child
processes.
"""

from __future__ import annotations

import threading
from concurrent.futures import CancelledError

import pytest

from okoce_opt.processes.pool import WorkerDied
from tests.clusters import cluster
from tests.processes import tasks

pytest.importorskip("distributed")


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    with cluster(tmp_path_factory.mktemp("cluster"), 1) as made:
        yield made.address


@pytest.fixture
def pool(address):
    from okoce_opt.processes.cluster import DaskPool

    pool = DaskPool(address)
    yield pool
    pool.shutdown()


def test_results_reports_and_errors_come_back(pool):
    heard = []
    pool.on_progress = heard.append
    assert pool.submit(tasks.count_to, 3).result(60) == 3
    assert heard == [1, 2, 3]
    with pytest.raises(ZeroDivisionError):
        pool.submit(tasks.divide, 1, 0).result(60)
    with pytest.raises(WorkerDied) as died:
        pool.submit(tasks.die, 9).result(60)
    assert died.value.code == -9


def test_a_stop_ends_the_running_task_with_its_best_and_cancels_the_rest(pool):
    begun = threading.Event()
    pool.on_progress = lambda value: begun.set()
    running, waiting = pool.submit(tasks.until_stopped), pool.submit(tasks.pid)
    assert begun.wait(60)
    assert running.running()
    assert not waiting.running()
    pool.stop()
    assert running.result(30) == "best so far"
    with pytest.raises(CancelledError):
        waiting.result(30)


def test_what_an_earlier_run_was_told_is_not_told_to_the_next(pool):
    assert not pool.stopped
    assert pool.submit(tasks.divide, 6, 3).result(60) == 2
