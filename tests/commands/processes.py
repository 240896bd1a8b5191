"""okoce as a process of its own, with an environment of the test's choice."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
STORIES = ROOT / "scenarios"


def command(*argv: object) -> list[str]:
    """The command line of this Python."""
    return [sys.executable, "-m", "okoce_opt", *map(str, argv)]


def environment(**given: str) -> dict[str, str]:
    """This environment without what changes okoce's words, and with what is given."""
    return {
        **{name: value for name, value in os.environ.items() if not name.startswith("OKOCE_")},
        **given,
    }


def okoce(*argv: object, timeout: float = 600, **env: str) -> subprocess.CompletedProcess[str]:
    """Run a command line to its end."""
    return subprocess.run(
        command(*argv),
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=environment(**env),
        timeout=timeout,
        check=False,
    )


def started(*argv: object, **env: str) -> subprocess.Popen[str]:
    """Start a command line and go on."""
    return subprocess.Popen(
        command(*argv),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env=environment(**env),
    )


def answer(done: subprocess.CompletedProcess[str]) -> Any:
    """The one JSON object of standard output."""
    assert done.stdout.count("\n") == 1, done.stdout + done.stderr
    return json.loads(done.stdout)


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a plan, the record without what may differ between runs."""
    files = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
    record = json.loads(files["rencana.json"])
    del record["run"]
    return {**files, "rencana.json": json.dumps(record, sort_keys=True).encode()}


def solvers_of(pid: int) -> list[int]:
    """The solver processes that a run has started."""
    found = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdecimal():
            try:
                line = (folder / "cmdline").read_bytes().replace(b"\0", b" ")
                parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
            except (OSError, ValueError):
                continue
            if parent == pid and b"okoce_opt.processes.worker" in line:
                found.append(int(folder.name))
    return found


def alive(pid: int) -> bool:
    """Whether a process is still there and no zombie."""
    try:
        return (Path("/proc") / str(pid) / "stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def wait_until(said: Callable[[], object], seconds: float = 60) -> None:
    """Wait until something holds; fail when it takes too long."""
    deadline = time.monotonic() + seconds
    while not said():
        assert time.monotonic() < deadline
        time.sleep(0.05)
