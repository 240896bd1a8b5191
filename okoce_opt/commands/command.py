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
OUTPUT_LOST = 74
"""The answer could not be written to standard output."""

ENDS = Words(
    "nomor akhir: 0 selesai; 1 mustahil, atau rencana melanggar aturan; 2 masukan salah; 3 belum "
    "ada rencana dalam batasnya; 64 baris perintah salah; 70 kesalahan okoce; 74 jawaban tidak "
    "dapat ditulis ke keluaran; 129, 130, 143 dihentikan (terminal ditutup, Ctrl-C, diminta "
    "berhenti)",
    "ends with: 0 done; 1 impossible, or the plan breaks a rule; 2 wrong input; 3 no plan within "
    "its limits; 64 wrong command line; 70 a fault of okoce; 74 the answer cannot be written to "
    "the output; 129, 130, 143 stopped (terminal closed, Ctrl-C, asked to end)",
)
"""For the help: every number that a command ends with."""


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


@dataclass(frozen=True, slots=True)
class Group:
    """A subcommand that is several: `okoce rollout VERB`. Its verbs are commands."""

    name: str
    help: Words
    verbs: tuple[Command, ...]


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


def plan_line(scenario: Path, name: str, old: Path | None) -> str:
    """The command that plans a scenario of that name; never into the folder of the `old` plan."""
    out = f"hasil_{name}"
    if old is None:
        return command_line("plan", scenario, "--out", out)
    return command_line("plan", scenario, "--from", old, "--out", out + "_2" * (old.name == out))
