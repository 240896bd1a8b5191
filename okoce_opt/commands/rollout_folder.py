"""What verbs of `okoce rollout` share: the folder of the year, a version, a note, a day."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from okoce_opt.commands.command import command_line
from okoce_opt.commands.numbers import some
from okoce_opt.commands.screen import Screen
from okoce_opt.domain.words import Words
from okoce_opt.errors import InputError

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


@contextmanager
def telling_where(folder: Path, screen: Screen) -> Iterator[None]:
    """Complaints about the lists or rules of the year are told with the way to change them: there
    is no file of it that one could open.
    """
    try:
        yield
    except InputError:
        words = Words(
            "Yang disebut di bawah ini ada di dalam {folder}. Untuk mengubahnya: {out}, sunting, "
            "lalu {back}",
            "What is named below is kept in {folder}. To change it: {out}, edit, then {back}",
        )
        out = command_line("rollout", "export", folder, "--scenario", "salinan")
        back = command_line("rollout", "take", folder, "salinan")
        screen.tell(words.fill(folder=str(folder), out=out, back=back))
        raise


def version_of(rollout: Rollout, number: int | None) -> Version:
    """The version of that number, without one the current."""
    return rollout.current if number is None else rollout.version(number)
