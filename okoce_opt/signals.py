"""Ctrl-C and a polite end, from the first moment to the last.

A run goes through four stages. *Loading*: nothing is lost by leaving at once. *Running*: a signal
raises `Interrupted`, which undoes what is half done; between `stopping` it first asks the planner
to stop with its best plan. *Ending*: a further signal leaves at once. *Over*: the answer is out,
signals come too late.

Imports next to nothing, and sentences are pairs instead of `Words`: what is loaded before the
handlers are set is time in which a signal ends in a traceback.
"""

from __future__ import annotations

import os
import signal
import sys
from contextlib import contextmanager, suppress

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

    from okoce_opt.options import StopSwitch

HEARD = (
    "Berhenti: rencana terbaik sejauh ini disimpan. Tekan sekali lagi untuk membatalkan tanpa "
    "menyimpan.",
    "Stopping: the best plan so far is being kept. Once more to give up without keeping it.",
)
STOPPED = (
    "Dihentikan. Tidak ada yang ditulis.",
    "Stopped. Nothing was written.",
)
NAMES = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")
"""Those of them that the platform has."""

SIGNAL = 128
"""Added to the number of the signal that stopped the run."""

LOADING, RUNNING, ENDING, OVER = range(4)


class Interrupted(KeyboardInterrupt):
    """A signal of number `signum` ends the run."""

    def __init__(self, signum: int) -> None:
        self.signum = signum
        super().__init__(signum)


class _Run:
    """Where the run is, what a signal stops first, and in which language it is told."""

    def __init__(self) -> None:
        self.stage = LOADING
        self.stop: StopSwitch | None = None
        self.english = False
        self.json = False
        self.held = False

    def heard(self, signum: int, frame: FrameType | None) -> None:
        """What a signal does now."""
        if self.stage == OVER:
            return
        if self.stage == ENDING:
            os._exit(SIGNAL + signum)
        if self.stop is not None and not self.stop.is_set():
            self.stop.set(signum)
            self._say(HEARD)
            return
        stage, self.stage = self.stage, ENDING
        if stage == LOADING:
            self._say(STOPPED)
            if self.json:
                _write(1, f'{{"outcome": "stopped", "signal": {int(signum)}}}\n')
            os._exit(SIGNAL + signum)
        raise Interrupted(signum)

    def _say(self, pair: tuple[str, str]) -> None:
        _write(2, f"\n{pair[self.english]}\n")


_run = _Run()


def _write(descriptor: int, text: str) -> None:
    """Past Python's buffers, which the signal may have caught in the middle of a write."""
    with suppress(OSError):
        os.write(descriptor, text.encode())


def hold(argv: list[str]) -> None:
    """From now on signals end this process in words, with 128 and their number; for a process of
    our own.
    """
    _run.english = _says_english(argv)
    _run.json = "--json" in argv
    _run.held = True
    _listen()
    sys.unraisablehook = _lost


def _says_english(argv: list[str]) -> bool:
    """What the command line will find `--lang` to be, found without reading it."""
    said = os.environ.get("OKOCE_LANG", "")
    for word, following in zip(argv, [*argv[1:], ""], strict=True):
        if word == "--lang":
            said = following
        elif word.startswith("--lang="):
            said = word.removeprefix("--lang=")
    return said == "en"


def _listen() -> dict[int, object]:
    """Set our handler where nothing else was decided: what was ignored before us (`nohup`) stays
    so. The handlers before.
    """
    numbers = [getattr(signal, name) for name in NAMES if hasattr(signal, name)]
    return {
        number: signal.signal(number, _run.heard)
        for number in numbers
        if signal.getsignal(number) != signal.SIG_IGN
    }


def _lost(unraisable: sys.UnraisableHookArgs) -> None:
    """An interrupt raised where Python cannot pass it on (a callback of the import system, say)
    ends the run all the same.
    """
    if isinstance(unraisable.exc_value, Interrupted):
        os._exit(SIGNAL + unraisable.exc_value.signum)
    sys.__unraisablehook__(unraisable)


def loaded() -> None:
    """What begins now may leave something half done: a signal raises `Interrupted`."""
    if _run.stage == LOADING:
        _run.stage = RUNNING


def over() -> None:
    """Nothing can be given up any more: signals are not heard."""
    _run.stage = OVER


@contextmanager
def stopping(stop: StopSwitch, lang: str) -> Iterator[None]:
    """While inside, a signal sets `stop`; a second one raises `Interrupted`.

    In a process that is not ours handlers are put back afterwards; outside its main thread (a
    notebook's, say) signals stay as they are.
    """
    before: dict[int, object] = {}
    if not _run.held:
        _run.stage, _run.english = RUNNING, lang == "en"
        with suppress(ValueError):  # what only the main thread may do
            before = _listen()
    _run.stop = stop
    try:
        yield
    finally:
        _run.stop = None
        for number, handler in before.items():
            signal.signal(number, handler)  # type: ignore[arg-type]
