"""The live line of `plan`: stage, best, bound, gap and time."""

from __future__ import annotations

import dataclasses
import sys
from typing import TYPE_CHECKING

from okoce_opt.commands.levels import percent
from okoce_opt.commands.screen import Screen, write
from okoce_opt.domain.words import Words

if TYPE_CHECKING:
    from okoce_opt.options import Progress

WIDTH = 100


class ProgressLine:
    """One line that is written over on a terminal; elsewhere only its last state is written, once, by `end`."""

    def __init__(self, screen: Screen) -> None:
        self._screen = screen
        self._live = sys.stderr is not None and sys.stderr.isatty()
        self._last = ""
        self._value: int | None = None
        self._bound: int | None = None

    def __call__(self, progress: Progress) -> None:
        """Show where the solve is; a stage that says no value or bound keeps the last ones known."""
        self._value = self._value if progress.value is None else progress.value
        self._bound = self._bound if progress.bound is None else progress.bound
        whole = dataclasses.replace(progress, value=self._value, bound=self._bound)
        self._last = self._screen.said(progress_words(whole))
        if self._live:
            write(sys.stderr, "\r" + self._last[:WIDTH].ljust(WIDTH))

    def end(self) -> None:
        """Leave the last state behind as a whole line."""
        if self._last:
            write(sys.stderr, ("\r" + self._last[:WIDTH].ljust(WIDTH) if self._live else self._last) + "\n")
        self._last = ""


def progress_words(progress: Progress) -> Words:
    """The line in both languages; what is not known yet is left out."""
    pieces = [Words("{n} dtk", "{n} s").fill(n=f"{progress.seconds:.0f}"), progress.stage]
    if progress.value is not None:
        pieces.append(Words("terbaik {n}", "best {n}").fill(n=progress.value))
    if progress.bound is not None:
        pieces.append(Words("batas {n}", "bound {n}").fill(n=progress.bound))
    if progress.gap is not None:
        pieces.append(Words("selisih {n}", "gap {n}").fill(n=percent(progress.gap)))
    return Words(" | ".join(piece.id for piece in pieces), " | ".join(piece.en for piece in pieces))
