"""`plan --cluster`: the plan of our own processes, also when a worker is killed; and what is said
when there is no cluster.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.clusters import Cluster, cluster
from tests.commands.processes import STORIES, contents, solvers_of, started, wait_until
from tests.scenarios.planned import Stories

pytestmark = pytest.mark.scenario


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """A cluster of two workers; the tests below use it in their order."""
    pytest.importorskip("distributed")
    with cluster(tmp_path_factory.mktemp("cluster"), 2) as made:
        yield made


def test_a_cluster_comes_to_the_plan_of_our_own_processes(
    tmp_path: Path, stories: Stories, two: Cluster
) -> None:
    out = tmp_path / "hasil"
    run = started(
        "plan", STORIES / "kecil", "--out", out, "--budget", 5, "--cluster", two.address, "--json"
    )
    said, error = run.communicate(timeout=300)
    assert run.returncode == 0, error
    assert json.loads(said)["reproducible"] is True
    assert contents(out) == contents(stories.folder("kecil"))


@pytest.mark.skipif(
    not Path("/proc/self/stat").exists(), reason="looks for child processes in /proc"
)
def test_a_killed_worker_costs_nothing_but_time(
    tmp_path: Path, stories: Stories, two: Cluster
) -> None:
    out = tmp_path / "hasil"
    run = started(
        "plan",
        STORIES / "dua_kecamatan",
        "--out",
        out,
        "--budget",
        5,
        "--cluster",
        two.address,
        "--json",
    )
    wait_until(lambda: any(solvers_of(worker.pid) for worker in two.workers))
    time.sleep(1.0)
    max(two.workers, key=lambda worker: len(solvers_of(worker.pid))).kill()
    said, error = run.communicate(timeout=300)
    assert run.returncode == 0, error
    assert json.loads(said)["reproducible"] is True
    assert contents(out) == contents(stories.folder("dua_kecamatan"))


def test_where_nobody_answers_nothing_is_planned(
    okoce: Callable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("distributed")
    monkeypatch.setattr("okoce_opt.processes.cluster.ANSWER", 1.0)
    out = tmp_path / "hasil"
    for address in ("tcp://127.0.0.1:1", "nobody"):
        ran = okoce(
            "plan", STORIES / "kecil", "--out", out, "--cluster", address, "--json", "--lang", "en"
        )
        assert ran.code == 64
        assert ran.answer["outcome"] == "wrong_command_line"
        assert f"No Dask cluster answers at {address}." in ran.err
        assert not out.exists()


def test_without_dask_it_is_said_how_to_install_it(
    okoce: Callable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    monkeypatch.delitem(sys.modules, "okoce_opt.processes.cluster", raising=False)
    ran = okoce(
        "plan", STORIES / "kecil", "--out", tmp_path / "hasil", "--cluster", "tcp://127.0.0.1:1"
    )
    assert ran.code == 64
    assert "pip install '.[cluster]'" in ran.err
    assert "Tidak ada yang ditulis" in ran.err
    assert not (tmp_path / "hasil").exists()
