"""The live line of `plan`: stage, best, bound, gap and time."""

from __future__ import annotations

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

    def __call__(self, progress: Progress) -> None:
        """Show where the solve is."""
        self._last = self._screen.said(progress_words(progress))
        if self._live:
            write(sys.stderr, "\r" + self._last[:WIDTH].ljust(WIDTH))

    def end(self) -> None:
        """Leave the last state behind as a whole line."""
        if self._last:
            write(sys.stderr, ("\r" + self._last[:WIDTH].ljust(WIDTH) if self._live else self._last) + "\n")
        self._last = ""


def progress_words(progress: Progress) -> Words:
    """The line in both languages."""
    return Words(
        "{seconds} dtk | {stage} | terbaik {value} | batas {bound} | selisih {gap}",
        "{seconds} s | {stage} | best {value} | bound {bound} | gap {gap}",
    ).fill(
        seconds=f"{progress.seconds:.0f}",
        stage=progress.stage,
        value=_or_dash(progress.value),
        bound=_or_dash(progress.bound),
        gap="-" if progress.gap is None else percent(progress.gap),
    )


def _or_dash(number: int | None) -> int | str:
    return "-" if number is None else number
