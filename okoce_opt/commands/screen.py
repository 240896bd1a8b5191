"""Where words go: the answer to standard output, everything else to standard error.

With `--json` standard output gets exactly one JSON object and the words move to standard error.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TextIO

from okoce_opt.domain.words import Words


@dataclass(frozen=True, slots=True)
class Screen:
    """A language ("id" or "en") and whether the answer is wanted as JSON."""

    lang: str = "id"
    json: bool = False

    def said(self, words: Words | str) -> str:
        """The words in the language of this run."""
        return words if isinstance(words, str) else words.said(self.lang)

    def say(self, words: Words | str = "") -> None:
        """A line of the answer for people."""
        write(sys.stderr if self.json else sys.stdout, self.said(words) + "\n")

    def tell(self, words: Words | str = "") -> None:
        """A line beside the answer: a complaint, a notice, how to go on."""
        write(sys.stderr, self.said(words) + "\n")

    def answer(self, values: Mapping[str, object]) -> None:
        """The answer for programs: printed only with `--json`."""
        if self.json:
            write(sys.stdout, json.dumps(values, ensure_ascii=False) + "\n")


def write(stream: TextIO | None, text: str) -> None:
    """Write and flush; letters that the terminal cannot show are written as escapes.

    When whoever read us is gone (`| head`) the stream is pointed at nothing and the work goes on: a
    plan that is being made is still written.
    """
    if stream is None:
        return
    try:
        try:
            stream.write(text)
        except UnicodeEncodeError:
            encoding = stream.encoding or "ascii"
            stream.write(text.encode(encoding, "backslashreplace").decode(encoding))
        stream.flush()
    except BrokenPipeError:
        nothing = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nothing, stream.fileno())
        os.close(nothing)
