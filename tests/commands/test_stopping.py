"""What a planner, an operator or a full memory does to a run: the best plan is kept, an older one
is never spoilt.
"""

from __future__ import annotations

import json
import os
import pty
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Thread

import pytest

from okoce_opt import planning
from tests.commands.processes import (
    ROOT,
    STORIES,
    alive,
    answer,
    command,
    contents,
    environment,
    okoce,
    solvers_of,
    wait_until,
)
from tests.scenarios.planned import BUDGET, Stories

pytestmark = [
    pytest.mark.scenario,
    pytest.mark.skipif(
        not Path("/proc/self/stat").exists(), reason="looks for child processes in /proc"
    ),
]
STORY = STORIES / "dua_kecamatan"


@contextmanager
def running(*argv: object) -> Iterator[tuple[subprocess.Popen[bytes], Callable[[str], str]]]:
    """A command on a terminal of its own; `until(pattern)` waits until the pattern is seen there.

    The terminal is read all the time, as a real one is: a run that cannot write to it stands still.
    """
    ours, theirs = pty.openpty()
    run = subprocess.Popen(
        command(*argv),
        stdout=subprocess.PIPE,
        stderr=theirs,
        cwd=ROOT,
        env={**environment(), "PYTHONFAULTHANDLER": "1"},
        start_new_session=True,
    )
    os.close(theirs)
    seen: list[str] = []

    def read() -> None:
        with suppress(OSError):  # the other end is closed
            while text := os.read(ours, 4096):
                seen.append(text.decode(errors="replace"))

    reader = Thread(target=read, daemon=True)
    reader.start()

    def until(pattern: str) -> str:
        while not re.search(pattern, "".join(seen)):
            assert reader.is_alive(), f"the run ended before {pattern!r}: {''.join(seen)}"
            time.sleep(0.01)
        return "".join(seen)

    try:
        yield run, until
    except subprocess.TimeoutExpired as error:
        run.send_signal(signal.SIGABRT)  # each thread says where it stands
        run.wait()
        reader.join(5)
        raise AssertionError(f"still running: {''.join(seen)}") from error
    finally:
        if run.poll() is None:
            run.kill()
        run.communicate()
        reader.join(5)
        os.close(ours)


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_after_the_first_plan_keeps_the_best(tmp_path: Path, number: int, code: int):
    out = tmp_path / "hasil"
    with running("plan", STORY, "--out", out, "--budget", 5000, "--json") as (run, until):
        until("terbaik")
        wait_until(lambda: solvers_of(run.pid))
        solvers = solvers_of(run.pid)
        os.kill(run.pid, number)
        said, _ = run.communicate(timeout=120)
        assert run.returncode == code
    assert json.loads(said)["outcome"] == "planned"
    assert json.loads(said)["reproducible"] is False
    assert planning.verify(out).violations == ()
    assert not json.loads((out / "rencana.json").read_bytes())["reproducible"]
    wait_until(lambda: not any(map(alive, solvers)))


def test_a_wall_limit_keeps_the_best_and_says_so(tmp_path: Path):
    out = tmp_path / "hasil"
    line = ["plan", STORY, "--out", out, "--budget", 5000, "--time-limit", 6, "--json"]
    done = okoce(*line, timeout=90)
    assert done.returncode == 0, done.stderr
    assert answer(done)["reproducible"] is False
    assert planning.verify(out).violations == ()


def test_a_killed_solver_costs_a_second_try_not_the_run(tmp_path: Path, stories: Stories):
    out = tmp_path / "hasil"
    with running("plan", STORY, "--out", out, "--budget", BUDGET, "--json") as (run, _):
        wait_until(lambda: solvers_of(run.pid))
        time.sleep(2.0)
        for pid in solvers_of(run.pid)[:1]:
            os.kill(pid, signal.SIGKILL)
        said, _ = run.communicate(timeout=300)
        assert run.returncode == 0
    assert json.loads(said)["reproducible"] is True
    assert contents(out) == contents(stories.folder("dua_kecamatan"))


KILLED_WHILE_WRITING = """
import sys, time
from pathlib import Path
from okoce_opt.reports import plan_folder

def slow(*args, **keywords):
    Path(sys.argv[1]).touch()
    time.sleep(60)

plan_folder.write_rosters = slow
from okoce_opt.__main__ import main
sys.exit(main(sys.argv[2:]))
"""


def test_killed_while_writing_the_older_plan_stays_whole(tmp_path: Path):
    story, out, ready = STORIES / "kecil", tmp_path / "hasil", tmp_path / "ready"
    assert okoce("plan", story, "--out", out, "--budget", 2).returncode == 0
    before = contents(out)
    line = ["plan", str(story), "--out", str(out), "--budget", "2"]
    run = subprocess.Popen(
        [sys.executable, "-c", KILLED_WHILE_WRITING, str(ready), *line],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=ROOT,
        env=environment(),
    )
    wait_until(ready.exists)
    solvers = solvers_of(run.pid)
    run.kill()
    run.wait()
    assert contents(out) == before
    assert planning.verify(out).violations == ()
    assert [path.name for path in tmp_path.iterdir() if ".part-" in path.name]
    # the next run clears the half-built folder away by itself
    assert okoce("plan", story, "--out", out, "--budget", 2).returncode == 0
    assert contents(out) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["hasil", "ready"]
    wait_until(lambda: not any(map(alive, solvers)))
