"""Ctrl-C and a polite end: the first signal asks the planner to stop with its best plan, the second
one aborts.
"""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import TYPE_CHECKING

from okoce_opt.commands.screen import Screen
from okoce_opt.domain.words import Words, same

if TYPE_CHECKING:
    from okoce_opt.options import StopSwitch

HEARD = Words(
    "Berhenti: rencana terbaik sejauh ini disimpan. Tekan sekali lagi untuk membatalkan tanpa "
    "menyimpan.",
    "Stopping: the best plan so far is being kept. Once more to give up without keeping it.",
)
NAMES = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")
"""Those of them that the platform has."""


def signal_name(signum: int) -> Words:
    """A signal as a planner knows it."""
    if signum == signal.SIGINT:
        return same("Ctrl-C")
    return Words(f"sinyal {signum}", f"signal {signum}")


@contextmanager
def stopping(stop: StopSwitch, screen: Screen) -> Iterator[None]:
    """While inside, a signal sets `stop`; a second one raises KeyboardInterrupt.

    Outside the main thread (a notebook's, say) signals stay as they are.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def heard(signum: int, frame: FrameType | None) -> None:
        if stop.is_set():
            raise KeyboardInterrupt
        stop.set(signum)
        # past Python's buffers, which the signal may have caught in the middle of a write
        with suppress(OSError):
            os.write(2, f"\n{screen.said(HEARD)}\n".encode())

    numbers = [getattr(signal, name) for name in NAMES if hasattr(signal, name)]
    # what was ignored before us (`nohup`) stays so
    before = {
        number: signal.signal(number, heard)
        for number in numbers
        if signal.getsignal(number) != signal.SIG_IGN
    }
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
