"""`okoce new DIR`: a small scenario as one workbook, to be filled with one's own rows."""

from __future__ import annotations

import argparse
from pathlib import Path

from okoce_opt.commands.command import DONE, Command
from okoce_opt.commands.screen import Screen
from okoce_opt.domain.words import Words
from okoce_opt.errors import PlanFilesError


def arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    """The folder to make."""
    text = Words("folder baru", "the new folder")
    parser.add_argument("folder", metavar="DIR", type=Path, help=text.said(lang))


def run(args: argparse.Namespace, screen: Screen) -> int:
    """Make the folder with its workbook; one that holds something already is refused."""
    from okoce_opt.reports.starter import STARTER, starter

    folder: Path = args.folder
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        words = Words("{name} sudah ada dan berisi; pilih nama lain.", "{name} is there and not empty; choose another name.")
        raise PlanFilesError(words.fill(name=str(folder)))
    content = starter()
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / STARTER
    with path.open("xb") as file:
        file.write(content)
    screen.say(
        Words(
            "Buka {path}, ganti barisnya dengan milik Anda, simpan, lalu:\n  okoce check {dir}\n  okoce plan {dir} --out hasil",
            "Open {path}, replace its rows with yours, save, then:\n  okoce check {dir}\n  okoce plan {dir} --out hasil",
        ).fill(path=str(path), dir=str(folder))
    )
    screen.answer({"outcome": "ok", "files": [str(path)]})
    return DONE


COMMAND = Command(
    "new", Words("mulai skenario sendiri dari contoh kecil", "start your own scenario from a small one"), arguments, run
)
