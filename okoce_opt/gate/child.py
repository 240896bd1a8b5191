"""The process in which foreign workbooks are read: it has so much memory and time, and may die.

Frames of pickled messages go over standard input and output: in, whether to read a path (or bytes)
or to say why it could not be read; out, each sheet, then the end or the refusal.
"""

from __future__ import annotations

import gc
import math
import os
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from okoce_opt.gate.container import unpacked_size
from okoce_opt.gate.locked import unlocked
from okoce_opt.gate.refusal import Refused, too_heavy
from okoce_opt.gate.text import read_bytes
from okoce_opt.gate.workbook import sheets_of, why_not
from okoce_opt.processes.worker import read_frame, write_frame

LEAST_MEMORY, MEMORY = 400_000_000, 1_500_000_000
"""Bytes of address space: of a small file, and of any."""

LEAST_SECONDS, SECONDS = 2, 60
"""Of the processor: of a small file, and of any."""

PER_SECOND, PER_BYTE = 2_000_000, 15
"""Bytes (unpacked) that are read in a second, on a slow machine; memory that a byte may take."""


def main() -> None:
    """Read what is asked for until nobody asks any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent alone answers the terminal
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # a library that prints must not spoil the frames
    gc.disable()  # cells make no circles, and there are very many
    _limit("RLIMIT_CORE", 0)
    while True:
        try:
            verb, source = read_frame(sys.stdin.buffer)
        except EOFError:
            return
        for message in answers(verb, source if isinstance(source, bytes) else Path(source)):
            write_frame(out, message)


def answers(verb: str, source: Path | bytes) -> Iterator[tuple[str, Any]]:
    """What is said of a file, or of its bytes: its sheets and the end, or a refusal."""
    try:
        data = unlocked(source if isinstance(source, bytes) else read_bytes(source))
        _allow(unpacked_size(data))
        if verb == "why":
            raise why_not(data)
        for sheet in sheets_of(data, apart=verb == "apart"):
            yield "sheet", sheet
        yield "end", None
    except Refused as refused:
        yield "refused", (refused.code, refused.advice, refused.found)
    except Exception:
        heavy = too_heavy()
        yield "refused", (heavy.code, heavy.advice, heavy.found)


def _allow(size: int) -> None:
    """Memory and time as they are needed for so many bytes: a small file that needs more is bad."""
    _limit("RLIMIT_AS", min(MEMORY, LEAST_MEMORY + PER_BYTE * size))
    seconds = min(SECONDS, LEAST_SECONDS + size // PER_SECOND)
    _limit("RLIMIT_CPU", math.ceil(time.process_time()) + seconds)


def _limit(name: str, most: int) -> None:
    """A limit that the system keeps, where it has such limits."""
    with suppress(ImportError, AttributeError, ValueError, OSError):
        import resource

        which = getattr(resource, name)
        hard = resource.getrlimit(which)[1]
        resource.setrlimit(which, (most if hard < 0 else min(most, hard), hard))


if __name__ == "__main__":
    main()
