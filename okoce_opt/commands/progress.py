"""The live line of `plan`: time, stage, best, bound, gap and the kecamatan that are being worked
on.
"""

from __future__ import annotations

import dataclasses
import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from okoce_opt.commands.levels import percent
from okoce_opt.commands.screen import Screen, write
from okoce_opt.domain.words import LANGUAGES, Words

if TYPE_CHECKING:
    from okoce_opt.options import Progress

WIDTH = 100
"""Characters of the line where no terminal says how many it has."""


class ProgressLine:
    """One line that is written over on a terminal; elsewhere only its last state is written, once,
    by `end`.
    """

    def __init__(self, screen: Screen) -> None:
        self._screen = screen
        self._live = sys.stderr is not None and sys.stderr.isatty()
        self._last = ""
        self._value: int | None = None
        self._bound: int | None = None
        self._short: int | None = None

    def __call__(self, progress: Progress) -> None:
        """Show where the solve is; a stage that says no value or bound keeps the last ones
        known.
        """
        self._value = self._value if progress.value is None else progress.value
        self._bound = self._bound if progress.bound is None else progress.bound
        self._short = self._short if progress.short is None else progress.short
        whole = dataclasses.replace(
            progress, value=self._value, bound=self._bound, short=self._short
        )
        width = _width() if self._live else WIDTH
        self._last = self._screen.said(progress_words(whole, width))
        if self._live:
            self._last = self._last[:width].ljust(width)
            write(sys.stderr, "\r" + self._last)

    def stage(self, words: Words) -> None:
        """On a terminal, show what is done now, until `clear`."""
        if self._live:
            width = _width()
            write(sys.stderr, "\r" + self._screen.said(words)[:width].ljust(width))

    def clear(self) -> None:
        """Take away what `stage` shows."""
        if self._live:
            write(sys.stderr, "\r" + " " * _width() + "\r")

    def end(self) -> None:
        """Leave the last state behind as a whole line."""
        if self._last:
            write(sys.stderr, ("\r" if self._live else "") + self._last + "\n")
        self._last = ""


def progress_words(progress: Progress, width: int = WIDTH) -> Words:
    """The line in both languages; what is not known yet is left out, and so are kecamatan that do
    not fit.
    """
    stage = progress.stage
    if progress.parts is not None:
        of = Words("{stage} ({done} dari {all})", "{stage} ({done} of {all})")
        stage = of.fill(stage=stage, done=progress.parts[0], all=progress.parts[1])
    pieces = [Words("{n} dtk", "{n} s").fill(n=f"{progress.seconds:.0f}"), stage]
    if progress.left is not None:
        pieces.append(about(progress.left))
    if progress.short is not None:
        words = Words("kurang {n} kursi", "{n} seats short")
        pieces.append(words.fill(n=progress.short))
    if progress.value is not None:
        unit = Words(" {unit}", " {unit}").fill(unit=progress.unit) if progress.unit else ""
        pieces.append(
            Words("terbaik {n}{unit}", "best {n}{unit}").fill(n=progress.value, unit=unit)
        )
    if progress.bound is not None:
        pieces.append(Words("batas {n}", "bound {n}").fill(n=progress.bound))
    if progress.gap is not None:
        pieces.append(Words("selisih {n}", "gap {n}").fill(n=percent(progress.gap)))
    lines = [" | ".join(piece.said(lang) for piece in pieces) for lang in LANGUAGES]
    now = (" | kini ", " | now ")
    named = [
        _fitting(progress.working, width - len(line + say))
        for line, say in zip(lines, now, strict=True)
    ]
    return Words(
        *(
            line + (say + names if names else "")
            for line, say, names in zip(lines, now, named, strict=True)
        )
    )


def about(seconds: float) -> Words:
    """So long, as one would say it: in steps of ten seconds, then in minutes."""
    if seconds < 60:
        n = max(10, -(-int(seconds) // 10) * 10)
        return Words("kira-kira {n} dtk lagi", "about {n} s more").fill(n=n)
    return Words("kira-kira {n} mnt lagi", "about {n} min more").fill(n=round(seconds / 60))


def _fitting(names: Sequence[str], room: int) -> str:
    """As many names as go into so many characters, and how many more there are."""
    for shown in range(len(names), 0, -1):
        rest = len(names) - shown
        text = ", ".join(names[:shown]) + (f" +{rest}" if rest else "")
        if len(text) <= room:
            return text
    return ""


def _width() -> int:
    """Characters that the terminal has in a line, less one, so that nothing wraps."""
    try:
        columns = os.get_terminal_size(sys.stderr.fileno()).columns
    except (OSError, ValueError):
        columns = 0
    return columns - 1 if columns > 1 else WIDTH
