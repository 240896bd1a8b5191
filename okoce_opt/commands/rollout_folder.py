"""What verbs of `okoce rollout` share: the folder of the year, a version, a note, a day."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from okoce_opt.commands.numbers import some
from okoce_opt.domain.words import Words

if TYPE_CHECKING:
    from okoce_opt.rollout.store import Rollout
    from okoce_opt.rollout.version import Version


def add_folder(parser: argparse.ArgumentParser, lang: str) -> None:
    """`DIR`, the folder of the year; in `args.folder`."""
    text = Words("folder tahun itu, dibuat oleh rollout init", "folder of the year (rollout init)")
    parser.add_argument("folder", metavar="DIR", type=Path, help=text.said(lang))


def add_version(
    parser: argparse.ArgumentParser, lang: str, name: str = "version", metavar: str = "V"
) -> None:
    """`V`, the number of a version that may be left out: then the current one."""
    text = Words("nomor versi (bawaan: yang berlaku)", "a version's number (default: the current)")
    parser.add_argument(name, metavar=metavar, nargs="?", type=some(lang), help=text.said(lang))


def add_note(parser: argparse.ArgumentParser, lang: str) -> None:
    """`--note`, the planner's own words; in `args.note`."""
    text = Words("catatan Anda pada versi itu", "your note on the version")
    parser.add_argument(
        "--note", metavar=Words("TEKS", "TEXT").said(lang), default="", help=text.said(lang)
    )


def version_of(rollout: Rollout, number: int | None) -> Version:
    """The version of that number, without one the current."""
    return rollout.current if number is None else rollout.version(number)
