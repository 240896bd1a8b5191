"""How the process ends whatever happens to it: signals from the first moment on, outputs that
cannot be written.
"""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from okoce_opt.commands.command import ENDS
from tests.commands.processes import ROOT, STORIES, command, environment, okoce

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals are sent in another way there")

SLOW_TO_LOAD = """
import os, signal, sys
sys.argv = ["okoce", *sys.argv[3:]]
from okoce_opt.__main__ import program
import importlib.abc

class Slow(importlib.abc.MetaPathFinder):
    '''Sends itself the signals while a module is looked for.'''

    def find_spec(self, name, path=None, target=None):
        if name == WHEN:
            for _ in range(TIMES):
                os.kill(os.getpid(), NUMBER)
        return None

sys.meta_path.insert(0, Slow())
sys.exit(program())
"""


def signalled(
    when: str, number: int, times: int, *argv: object
) -> subprocess.CompletedProcess[str]:
    """A run that gets a signal at the moment when it begins to load a module."""
    code = SLOW_TO_LOAD.replace("WHEN", repr(when)).replace("TIMES", str(times))
    return subprocess.run(
        [sys.executable, "-c", code.replace("NUMBER", str(int(number))), "", "", *map(str, argv)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=environment(),
        timeout=120,
        check=False,
    )


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
@pytest.mark.parametrize("times", [1, 2])
@pytest.mark.parametrize(
    "when", ["okoce_opt.commands.run", "okoce_opt.domain.words", "okoce_opt.planning"]
)
def test_a_signal_while_loading_ends_with_its_number_and_a_sentence(
    when: str, number: int, times: int
) -> None:
    """F19, F46: in the first half second a traceback, or death without a word."""
    done = signalled(when, number, times, "check", STORIES / "kecil", "--json")
    assert done.returncode == 128 + number, done.stderr
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr
    if times == 1:
        assert done.stderr.split() == ["Dihentikan.", "Tidak", "ada", "yang", "ditulis."]
        assert json.loads(done.stdout) == {"outcome": "stopped", "signal": int(number)}


def test_a_signal_is_told_in_the_language_of_the_line() -> None:
    done = signalled(
        "okoce_opt.commands.run", signal.SIGTERM, 1, "check", STORIES / "kecil", "--lang", "en"
    )
    assert done.stderr.strip() == "Stopped. Nothing was written."


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_at_any_moment(number: int) -> None:
    """Python itself needs some time before it runs a line of ours; all later moments are ours."""
    for hundredth in range(10, 100, 3):
        run = subprocess.Popen(
            command("check", STORIES / "kecil"),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            env=environment(),
        )
        time.sleep(hundredth / 100)
        run.send_signal(number)
        run.send_signal(number)
        _, error = run.communicate(timeout=60)
        assert run.returncode in (0, 128 + number), (hundredth, run.returncode, error)
        assert "Traceback" not in error


FULL = Path("/dev/full")


@pytest.mark.skipif(not FULL.exists(), reason="needs a device that is full")
@pytest.mark.parametrize(
    "line",
    [
        ["check", STORIES / "kecil", "--json"],
        ["check", STORIES / "kecil"],
        ["rules"],
        ["rules", "--json"],
        ["plan", "--help"],
        ["--version"],
        ["check", ROOT / "tidak_ada", "--json"],
        ["pln", "--json"],
    ],
    ids=lambda line: " ".join(map(str, line)).replace(str(ROOT), ""),
)
def test_an_answer_that_cannot_be_written_ends_with_74(line: list[object]) -> None:
    """F19: to a full device a traceback, and exit 1, which means *impossible*."""
    with FULL.open("w") as full:
        done = subprocess.run(
            command(*line),
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            env=environment(),
            timeout=120,
            check=False,
        )
    assert done.returncode == 74, done.stderr
    assert "tidak dapat ditulis ke keluaran" in done.stderr
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr


@pytest.mark.skipif(not FULL.exists(), reason="needs a device that is full")
@pytest.mark.scenario
def test_a_plan_is_written_although_nobody_can_be_told(tmp_path: Path) -> None:
    out = tmp_path / "hasil"
    line = command("plan", STORIES / "kecil", "--out", out, "--budget", 1)
    with FULL.open("w") as full:
        done = subprocess.run(
            line, stdout=full, stderr=full, cwd=ROOT, env=environment(), timeout=300, check=False
        )
    assert done.returncode == 74
    assert okoce("verify", out).returncode == 0


def test_closed_outputs_are_no_trouble() -> None:
    done = subprocess.run(
        ["sh", "-c", '"$@" >&- 2>&- <&-', "sh", *command("check", STORIES / "kecil")],
        cwd=ROOT,
        env=environment(),
        timeout=120,
        check=False,
    )
    assert done.returncode == 0


def test_help_and_readme_name_every_end() -> None:
    from okoce_opt.commands import command as numbers
    from okoce_opt.signals import SIGNAL

    ends = {
        value for name, value in vars(numbers).items() if name.isupper() and type(value) is int
    } | {SIGNAL + signal.SIGHUP, SIGNAL + signal.SIGINT, SIGNAL + signal.SIGTERM}
    readme = (ROOT / "scenarios" / "README.md").read_text(encoding="utf-8")
    told = readme[readme.index("The command ends with") :].split("\n\n")[0]
    for text in (ENDS.id, ENDS.en, told):
        assert ends <= {int(number) for number in re.findall(r"\d+", text)}
    assert ENDS.id.split(";")[0] in " ".join(okoce("--help").stdout.split())
