"""Options of commands that look for plans: how hard, and how long."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import Any

from okoce_opt.commands.numbers import seconds, some
from okoce_opt.domain.words import Words

AddOption = Callable[..., None]
"""Adds an option by its name, its help as `Words`, and what argparse takes besides."""


def adding_to(parser: argparse.ArgumentParser, lang: str) -> AddOption:
    """What adds options to the parser, with help in the language of the run."""

    def add(name: str, text: Words, **how: Any) -> None:
        parser.add_argument(name, help=text.said(lang), **how)

    return add


def add_search_options(add: AddOption, lang: str, budget: Words, time_limit: Words) -> None:
    """`--workers`, `--budget` and `--time-limit`; the words say what the last two mean here."""
    workers = Words("banyaknya hitungan sekaligus", "solves at a time")
    add("--workers", workers, metavar="N", type=some(lang))
    add("--budget", budget, metavar="N", type=seconds(lang))
    add("--time-limit", time_limit, metavar="N", type=seconds(lang))


def given(args: argparse.Namespace, *names: str) -> dict[str, Any]:
    """Options by name, without those that were not given."""
    return {name: value for name in names if (value := getattr(args, name)) is not None}
