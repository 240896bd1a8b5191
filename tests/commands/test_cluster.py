"""`plan --cluster`: the plan of our own processes, also when a worker is killed; and what is said
when there is no cluster.
"""

from __future__ import annotations

import json
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from okoce_opt.commands.plan_options import open_doors
from tests.clusters import Cluster, cluster, signed_by_itself
from tests.commands.processes import STORIES, contents, solvers_of, started, wait_until
from tests.scenarios.planned import BUDGET, Stories

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
        "plan",
        STORIES / "kecil",
        "--out",
        out,
        "--budget",
        BUDGET,
        "--cluster",
        two.address,
        "--json",
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
        BUDGET,
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


@pytest.mark.skipif(shutil.which("openssl") is None, reason="makes certificates with openssl")
def test_a_locked_cluster_opens_to_its_certificates_only(
    okoce: Callable, tmp_path: Path, stories: Stories, monkeypatch: pytest.MonkeyPatch
) -> None:
    """F49: a door opened on the network without a lock."""
    pytest.importorskip("distributed")
    for name in ("ours", "theirs"):
        (tmp_path / name).mkdir()
    ours, theirs = (signed_by_itself(tmp_path / name) for name in ("ours", "theirs"))
    out = tmp_path / "hasil"
    line = ("plan", STORIES / "kecil", "--out", out, "--budget", BUDGET, "--json", "--cluster")
    with cluster(tmp_path, 1, ours) as locked:
        assert locked.address.startswith("tls://")
        run = started(*line, locked.address, *ours.options)
        _, error = run.communicate(timeout=300)
        assert run.returncode == 0, error
        assert contents(out) == contents(stories.folder("kecil"))
        monkeypatch.setattr("okoce_opt.processes.cluster.ANSWER", 3.0)
        for door in (theirs.options, ()):
            ran = okoce(*line, locked.address, *door)
            assert ran.code == 64
            assert "tidak menerima sertifikat" in ran.err
        plain = locked.address.replace("tls://", "tcp://")
        assert okoce(*line, plain).code == 64


@pytest.mark.parametrize(
    ("more", "says"),
    [
        (["tcp://127.0.0.1:1", "--tls-cert", "x.pem"], "hanya untuk --cluster tls://"),
        (["tls://127.0.0.1:1", "--tls-cert", "x.pem"], "--tls-ca-file dan --tls-cert"),
        (["tls://127.0.0.1:1", "--tls-ca-file", "x.pem", "--tls-cert", "x.pem"], "x.pem tidak ada"),
    ],
)
def test_certificates_that_cannot_be(
    okoce: Callable, tmp_path: Path, more: list[str], says: str
) -> None:
    pytest.importorskip("distributed")
    ran = okoce("plan", STORIES / "kecil", "--out", tmp_path / "hasil", "--cluster", *more)
    assert ran.code == 64
    assert says in ran.err


@pytest.mark.parametrize(
    ("address", "open_to_all"),
    [
        ("tcp://10.0.0.5:8786", True),
        ("10.0.0.5:8786", True),
        ("ws://okoce.example:80", True),
        ("tcp://127.0.0.1.example:1", True),
        ("tls://10.0.0.5:8786", False),
        ("tcp://127.0.0.1:8786", False),
        ("localhost:8786", False),
        ("tcp://[::1]:8786", False),
        (None, False),
    ],
)
def test_a_door_without_a_lock_is_told(address: str | None, open_to_all: bool) -> None:
    notes = open_doors(address)
    assert bool(notes) is open_to_all
    assert all("tidak terkunci" in note.id and "not locked" in note.en for note in notes)
