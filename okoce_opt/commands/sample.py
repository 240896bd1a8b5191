"""`okoce sample S`: write the synthetic registrants of a scenario. Nothing that is there is
overwritten.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from okoce_opt.commands.command import DONE, Command
from okoce_opt.commands.screen import Screen
from okoce_opt.domain.words import Words
from okoce_opt.errors import PlanFilesError


def arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    """The scenario, and another folder to write into."""
    text = Words("folder skenario dengan sampel.toml", "scenario folder with sampel.toml")
    parser.add_argument("scenario", metavar="S", type=Path, help=text.said(lang))
    text = Words(
        "tulis ke folder ini (bawaan: folder skenario)",
        "write into this folder (default: the scenario's)",
    )
    parser.add_argument("--out", metavar="D", type=Path, help=text.said(lang))


def run(args: argparse.Namespace, screen: Screen) -> int:
    """Write what is not there yet; a file that reads otherwise is refused before anything is
    written.
    """
    from okoce_opt.sample.registrants import sample

    folder: Path = args.out or args.scenario
    files = sample(args.scenario)
    there = {name: (folder / name).read_bytes() for name in files if (folder / name).exists()}
    edited = [name for name, content in there.items() if content != files[name]]
    if edited:
        raise PlanFilesError(
            Words(
                "Sudah ada dengan isi lain, tidak ditimpa: {names}. Pindahkan dulu, atau pakai "
                "--out.",
                "Already there with other content, not overwritten: {names}. Move it away first, "
                "or use --out.",
            ).fill(names=edited)
        )
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        if name in there:
            screen.say(
                Words("{name}: sudah ada, sama.", "{name}: already there, the same.").fill(
                    name=name
                )
            )
            continue
        with (folder / name).open("xb") as file:
            file.write(content)
        screen.say(Words("{name}: ditulis.", "{name}: written.").fill(name=name))
    screen.answer(
        {"outcome": "ok", "files": sorted(files), "written": sorted(set(files) - set(there))}
    )
    return DONE


COMMAND = Command(
    "sample",
    Words("buat pendaftar tiruan sebuah skenario", "make a scenario's synthetic registrants"),
    arguments,
    run,
)
