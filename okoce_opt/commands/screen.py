"""Where words go: the answer to standard output, everything else to standard error.

With `--json` standard output gets exactly one JSON object and the words move to standard error.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TextIO

from okoce_opt.domain.words import Words

if TYPE_CHECKING:
    from okoce_opt.domain.problem import Problem


@dataclass(frozen=True, slots=True)
class Screen:
    """A language ("id" or "en"), and whether the answer is wanted as JSON. Where a `problem` is
    known, its sessions are said by name.
    """

    lang: str = "id"
    json: bool = False
    problem: Problem | None = field(default=None, repr=False)
    _trouble: list[OSError] = field(default_factory=list, repr=False)

    def knowing(self, problem: Problem) -> Screen:
        """The same screen, on which sessions of this problem are said by name, not by code."""
        return replace(self, problem=problem)

    def said(self, words: Words | str) -> str:
        """The words in the language of this run."""
        text = words if isinstance(words, str) else words.said(self.lang)
        if self.problem is None:
            return text
        from okoce_opt.reports.content.session_names import with_names

        return with_names(self.problem, text, self.lang)

    def say(self, words: Words | str = "") -> None:
        """A line of the answer for people."""
        if self.json:
            self.tell(words)
        else:
            self._put(self.said(words) + "\n")

    def tell(self, words: Words | str = "") -> None:
        """A line beside the answer: a complaint, a notice, how to go on."""
        write(sys.stderr, self.said(words) + "\n")

    def answer(self, values: Mapping[str, object]) -> None:
        """The answer for programs: printed only with `--json`."""
        if self.json:
            self._put(json.dumps(values, ensure_ascii=False) + "\n")

    def lost(self) -> OSError | None:
        """Why some of the answer could not be written, if that is so."""
        return self._trouble[0] if self._trouble else None

    def _put(self, text: str) -> None:
        trouble = write(sys.stdout, text)
        if trouble is not None:
            self._trouble.append(trouble)


def write(stream: TextIO | None, text: str) -> OSError | None:
    """Write and flush; letters that the terminal cannot show are written as escapes. Why it cannot
    be written, if that is so.

    From then on the stream is pointed at nothing and the work goes on: a plan that is being made is
    still written. That whoever read us is gone (`| head`) is no trouble.
    """
    if stream is None:
        return None
    try:
        try:
            stream.write(text)
        except UnicodeEncodeError:
            encoding = stream.encoding or "ascii"
            stream.write(text.encode(encoding, "backslashreplace").decode(encoding))
    except OSError as error:
        return _given_up(stream, error)
    return flushed(stream)


def flushed(stream: TextIO | None) -> OSError | None:
    """Flush; as `write` does, why that cannot be."""
    try:
        if stream is not None:
            stream.flush()
    except OSError as error:
        return _given_up(stream, error)
    return None


def _given_up(stream: TextIO | None, error: OSError) -> OSError | None:
    """Point a stream at nothing, what it still holds too."""
    if stream is not None:
        nothing = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nothing, stream.fileno())
        os.close(nothing)
        stream.flush()
    return None if isinstance(error, BrokenPipeError) else error
