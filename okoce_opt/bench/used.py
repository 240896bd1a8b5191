"""What a command used: seconds of the processor and memory, all its children counted."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

CAN_TELL = hasattr(os, "wait4")
"""Whether the system says what a child used."""

# A child begins with its parent's memory, and the system counts that as its own: so a small process
# stands between.
_BETWEEN = """\
import os, subprocess, sys
with open(sys.argv[1], "w") as out:
    child = subprocess.Popen(sys.argv[2:], stdout=out, stdin=subprocess.DEVNULL)
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
print(child.returncode, used.ru_utime + used.ru_stime, used.ru_maxrss)
"""


@dataclass(frozen=True, slots=True)
class Used:
    """How a command ended, its processor seconds, the megabytes of its largest process."""

    code: int
    seconds: float
    megabytes: float


def used_by(
    command: Sequence[str], home: Path, out: Path, env: Mapping[str, str] | None = None
) -> Used:
    """Run `okoce` with these words in the folder `home`; what it says goes to the file `out`."""
    root = str(Path(__file__).resolve().parents[2])
    paths = os.pathsep.join([root, *filter(None, [os.environ.get("PYTHONPATH")])])
    words = [sys.executable, "-c", _BETWEEN, str(out), sys.executable, "-m", "okoce_opt", *command]
    said = subprocess.run(
        words,
        cwd=home,
        env={**os.environ, **(env or {}), "PYTHONPATH": paths},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        check=True,
    )
    code, seconds, size = said.stdout.split()
    unit = 1_000_000 if sys.platform == "darwin" else 1_000
    return Used(int(code), float(seconds), int(size) / unit)
