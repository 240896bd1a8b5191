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


@dataclass(frozen=True)
class Pair:
    """A certificate that signs itself, and its key."""

    cert: Path
    key: Path

    @property
    def options(self) -> tuple[str, ...]:
        """What Dask's commands and ours take."""
        cert, key = str(self.cert), str(self.key)
        return ("--tls-ca-file", cert, "--tls-cert", cert, "--tls-key", key)


def signed_by_itself(folder: Path) -> Pair:
    """Made as README says."""
    pair = Pair(folder / "sertifikat.pem", folder / "kunci.pem")
    line = "openssl req -x509 -newkey rsa:3072 -nodes -days 2 -subj /CN=okoce -keyout"
    subprocess.run(
        [*line.split(), str(pair.key), "-out", str(pair.cert)], check=True, capture_output=True
    )
    return pair


def _dask(what: str, *argv: object) -> subprocess.Popen[bytes]:
    quiet = environment(DASK_DISTRIBUTED__ADMIN__SYSTEM_MONITOR__INTERVAL="5s")
    line = [sys.executable, "-m", f"distributed.cli.dask_{what}", "--no-dashboard", *map(str, argv)]
    return subprocess.Popen(
        line, cwd=ROOT, env=quiet, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


@contextmanager
def cluster(folder: Path, workers: int, pair: Pair | None = None) -> Iterator[Cluster]:
    """A cluster of so many workers of one thread each, for as long as the block lasts."""
    file = folder / "scheduler.json"
    door = () if pair is None else ("--protocol", "tls", *pair.options)
    where = ("--host", "127.0.0.1", "--port", 0)
    scheduler = _dask("scheduler", *where, "--scheduler-file", file, *door)
    made = Cluster("", scheduler)
    try:
        wait_until(lambda: file.is_file() and file.read_text().endswith("}"))
        made.address = json.loads(file.read_text())["address"]
        one = ("--nthreads", 1, "--no-nanny", "--local-directory", folder, *door)
        made.workers = [_dask("worker", made.address, *one) for _ in range(workers)]
        yield made
    finally:
        for process in (*made.workers, scheduler):
            process.kill()
            process.wait()
