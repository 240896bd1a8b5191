"""The live line of long work in a notebook, and its stop button."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from html import escape
from types import FrameType
from typing import Any

from okoce_opt.domain.words import Words, say, spoken_language
from okoce_opt.options import Progress, StopSwitch

_HEARD = Words(
    "Berhenti: rencana terbaik sejauh ini disimpan.", "Stopping: the best plan so far is kept."
)
_FINISHED = Words(
    "Berhenti: yang sudah selesai disimpan.", "Stopping: what is finished already is kept."
)


def in_notebook() -> bool:
    """Whether this is the kernel of a notebook; IPython is not loaded to find out."""
    shell = getattr(sys.modules.get("IPython"), "get_ipython", lambda: None)()
    return type(shell).__name__ == "ZMQInteractiveShell"


class NotebookLine:
    """One line below the cell that is written over: seconds, stage, best, bound and gap."""

    def __init__(self) -> None:
        # only where IPython is there already
        from IPython import display

        shown: Any = display
        self._html = shown.HTML
        self._handle = shown.display(shown.HTML(""), display_id=True)
        self._value: int | None = None
        self._bound: int | None = None

    def __call__(self, progress: Progress) -> None:
        """Show where the search is; what a stage does not say stays as it was."""
        self._value = self._value if progress.value is None else progress.value
        self._bound = self._bound if progress.bound is None else progress.bound
        self._show(line_of(progress, self._value, self._bound))

    def say(self, words: Words) -> None:
        """Show a sentence."""
        self._show(str(words))

    def clear(self) -> None:
        """Take the line away: the outcome speaks for itself."""
        self._show("")

    def _show(self, text: str) -> None:
        self._handle.update(self._html(f"<small>{escape(text)}</small>" if text else ""))


def line_of(progress: Progress, value: int | None, bound: int | None) -> str:
    """The line in the language that is spoken; what is not known yet is left out."""
    pieces = [Words("{n} dtk", "{n} s").fill(n=round(progress.seconds)), progress.stage]
    if value is not None:
        pieces.append(Words("terbaik {n}", "best {n}").fill(n=value))
    if bound is not None:
        pieces.append(Words("batas {n}", "bound {n}").fill(n=bound))
    return " | ".join(say(piece, spoken_language()) for piece in pieces)


@contextmanager
def stop_button(stop: StopSwitch, line: NotebookLine, said: Words) -> Iterator[None]:
    """While inside, the stop button of the notebook sets `stop` and the line says what is kept;
    pressed once more it breaks off.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def heard(signum: int, frame: FrameType | None) -> None:
        if stop.is_set():
            raise KeyboardInterrupt
        stop.set(signum)
        line.say(said)

    before = signal.signal(signal.SIGINT, heard)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


Tell = Callable[[Progress], None]


@contextmanager
def watching(progress: Tell | None, stop: StopSwitch | None) -> Iterator[tuple[Tell, StopSwitch]]:
    """What is told of the search and what stops it: as given, in a notebook else by a live line and
    its stop button, elsewhere in silence.
    """
    switch = stop or StopSwitch()
    if progress is not None or not in_notebook():
        yield progress or (lambda told: None), switch
        return
    line = NotebookLine()
    try:
        with stop_button(switch, line, _HEARD):
            yield line, switch
    finally:
        line.clear()


Hear = Callable[[Words], None]


@contextmanager
def telling(
    tell: Hear | None, stop: StopSwitch | None = None, *, stops: bool = False
) -> Iterator[tuple[Hear, StopSwitch]]:
    """What hears of work that tells sentences, and what stops it: as given, in a notebook else a
    live line, elsewhere nobody. The stop button keeps what is finished of work that `stops`
    between two results; other work it breaks off.
    """
    switch = stop or StopSwitch()
    if tell is not None or not in_notebook():
        yield tell or (lambda words: None), switch
        return
    line = NotebookLine()
    try:
        with stop_button(switch, line, _FINISHED) if stops else nullcontext():
            yield line.say, switch
    finally:
        line.clear()
