"""What a subcommand of `okoce` is, and the numbers a run may end with."""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from okoce_opt.commands.screen import Screen
from okoce_opt.domain.words import Words, quoted

DONE = 0
IMPOSSIBLE = 1
"""Also: a plan that was verified breaks a rule."""
WRONG_INPUT = 2
RAN_OUT = 3
WRONG_COMMAND = 64
OUR_FAULT = 70
SIGNAL = 128
"""Added to the number of the signal that stopped the run."""


@dataclass(frozen=True, slots=True)
class Command:
    """A subcommand: its name, one line of help, what it takes, and what it does.

    `arguments` adds to the parser in the language given; `run` answers with the exit number.
    Anything slow to import is imported inside `run`.
    """

    name: str
    help: Words
    arguments: Callable[[argparse.ArgumentParser, str], None]
    run: Callable[[argparse.Namespace, Screen], int]


def command_line(*words: object) -> str:
    """A command line to paste: okoce as it was called this time, then the words."""
    called = Path(sys.argv[0])
    if called.name == "__main__.py":
        okoce = "python -m okoce_opt"
    elif called.stem == "okoce" and shutil.which("okoce") != str(called):
        okoce = quoted(called)
    else:
        okoce = "okoce"
    return " ".join([okoce, *map(quoted, words)])
