"""`okoce import FILE|FOLDER|ZIP... --into S`: lists as offices send them, taken into a scenario."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from okoce_opt.commands.command import DONE, WRONG_COMMAND, WRONG_INPUT, Command
from okoce_opt.commands.screen import Screen
from okoce_opt.domain.words import Words

if TYPE_CHECKING:
    from okoce_opt.importing.importer import Import

WAITS = 1
"""Something waits for an answer."""


def arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    """The lists and the scenario."""
    text = Words(
        "daftar: buku kerja, CSV, folder atau zip", "lists: workbooks, CSV, folders or zip files"
    )
    parser.add_argument("lists", metavar="FILE", type=Path, nargs="*", help=text.said(lang))
    text = Words(
        "skenario tujuan; dibuat bila belum ada", "the scenario; made if it is not there yet"
    )
    parser.add_argument("--into", metavar="S", type=Path, required=True, help=text.said(lang))
    text = Words("hanya tunjukkan, jangan menulis", "only show, write nothing")
    parser.add_argument("--dry-run", action="store_true", help=text.said(lang))


def run(args: argparse.Namespace, screen: Screen) -> int:
    """Understand the lists, say what was understood and what is asked, and take them in."""
    from okoce_opt.importing.importer import read_lists, understand

    if not args.lists:
        screen.tell(Words("Sebutkan daftar yang diimpor.", "Name the lists to import."))
        return WRONG_COMMAND
    lists = read_lists(args.lists)
    made = understand(lists, args.into, {})
    tell(made, screen)
    return end_of(made)


def end_of(made: Import) -> int:
    """0 all taken, 1 something waits for an answer, 2 a file cannot be read."""
    if made.unreadable or not made.lists.files:
        return WRONG_INPUT
    return WAITS if made.waits else DONE


def tell(made: Import, screen: Screen) -> None:
    """Files and sheets with their rows, how columns were understood, ten rows, every question."""
    from okoce_opt.importing.telling import answer_of, lines_of

    for line in lines_of(made):
        screen.say(line)
    screen.answer(answer_of(made, screen.lang))


COMMAND = Command(
    "import",
    Words("ambil daftar dari kantor ke dalam skenario", "take lists of offices into a scenario"),
    arguments,
    run,
)
