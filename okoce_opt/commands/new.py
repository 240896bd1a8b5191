"""`okoce new DIR`: a small scenario as one workbook, to be filled with one's own rows."""

from __future__ import annotations

import argparse
from pathlib import Path

from okoce_opt.commands.command import DONE, Command, command_line
from okoce_opt.commands.screen import Screen
from okoce_opt.domain.words import Words


def arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    """The folder to make."""
    text = Words("folder baru", "the new folder")
    parser.add_argument("folder", metavar="DIR", type=Path, help=text.said(lang))


def run(args: argparse.Namespace, screen: Screen) -> int:
    """Make the folder with its workbook; one that holds something already is refused."""
    from okoce_opt.starter.workbook import write_starter

    given: Path = args.folder
    # who names a workbook gets one of that name, in a folder of that name
    folder = given.with_suffix("") if given.suffix.lower() == ".xlsx" else given
    path = write_starter(folder)
    screen.say(
        Words(
            "Buka {path}, ganti barisnya dengan milik Anda (mulai dari lembar program), simpan, "
            "lalu:\n  {check}\n  {plan}",
            "Open {path}, replace its rows with yours (begin with the sheet program), save, "
            "then:\n  {check}\n  {plan}",
        ).fill(
            path=str(path),
            check=command_line("check", folder),
            plan=command_line("plan", folder, "--out", f"hasil_{path.stem}"),
        )
    )
    screen.answer({"outcome": "ok", "files": [str(path)]})
    return DONE


COMMAND = Command(
    "new",
    Words("mulai skenario sendiri dari contoh kecil", "start your own scenario from a small one"),
    arguments,
    run,
)
