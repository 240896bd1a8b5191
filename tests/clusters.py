"""A Dask cluster of this machine for tests: a scheduler and workers as processes of their own."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.commands.processes import ROOT, environment, wait_until


@dataclass
class Cluster:
    """Its scheduler's address, the scheduler and the workers."""

    address: str
    scheduler: subprocess.Popen[bytes]
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)


def _dask(what: str, *argv: object) -> subprocess.Popen[bytes]:
    quiet = environment(DASK_DISTRIBUTED__ADMIN__SYSTEM_MONITOR__INTERVAL="5s")
    line = [sys.executable, "-m", f"distributed.cli.dask_{what}", "--no-dashboard", *map(str, argv)]
    return subprocess.Popen(
        line, cwd=ROOT, env=quiet, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


@contextmanager
def cluster(folder: Path, workers: int) -> Iterator[Cluster]:
    """A cluster of so many workers of one thread each, for as long as the block lasts."""
    file = folder / "scheduler.json"
    scheduler = _dask("scheduler", "--host", "127.0.0.1", "--port", 0, "--scheduler-file", file)
    made = Cluster("", scheduler)
    try:
        wait_until(lambda: file.is_file() and file.read_text().endswith("}"))
        made.address = json.loads(file.read_text())["address"]
        one = ("--nthreads", 1, "--no-nanny", "--local-directory", folder)
        made.workers = [_dask("worker", made.address, *one) for _ in range(workers)]
        yield made
    finally:
        for process in (*made.workers, scheduler):
            process.kill()
            process.wait()
