"""`okoce`, or `python -m okoce_opt`: the process. Signals are heard before anything else is
loaded, and an answer that cannot be written is said.
"""

from __future__ import annotations

import os
import sys

from okoce_opt.signals import SIGNAL, Interrupted, hold, over

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command line in this process; the number to end with."""
    from okoce_opt.commands.run import run

    return run(list(sys.argv[1:] if argv is None else argv))


def program() -> int:
    """Run this process's command line; the number to end with, also when a signal ends it."""
    hold(sys.argv[1:])
    _open_what_is_closed()
    try:
        code = main()
    except Interrupted as stopped:
        code = SIGNAL + stopped.signum
    over()
    return code


def _open_what_is_closed() -> None:
    """Give a closed input, output or error output (`>&-`) to nothing: else the next file that is
    opened takes its place.
    """
    for descriptor in range(3):
        try:
            os.fstat(descriptor)
        except OSError:
            os.open(os.devnull, os.O_RDWR)


if __name__ == "__main__":
    sys.exit(program())
