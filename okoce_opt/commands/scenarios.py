"""`okoce scenarios [DIR]`: the stories in a folder, one line each."""

from __future__ import annotations

import argparse
import re
import tomllib
from pathlib import Path

from okoce_opt.commands.command import DONE, Command
from okoce_opt.commands.screen import Screen
from okoce_opt.domain.words import Words
from okoce_opt.errors import InputError, PlanFilesError

EXPECTED = "expect.toml"
OUTCOMES = {
    "planned": Words("dapat direncanakan", "can be planned"),
    "impossible": Words("mustahil", "impossible"),
    "wrong_input": Words("isian salah", "wrong input"),
    "ran_out": Words("belum ada rencana", "ran out"),
}


def arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    """The folder."""
    text = Words(
        "folder berisi skenario (bawaan: scenarios di sini, atau contoh yang ikut okoce)",
        "folder of scenarios (default: scenarios here, or the examples that come with okoce)",
    )
    parser.add_argument(
        "folder",
        metavar="DIR",
        type=Path,
        nargs="?",
        help=text.said(lang),
    )


def run(args: argparse.Namespace, screen: Screen) -> int:
    """List every scenario there with title, outcome to be expected and the first sentence of its
    story.
    """
    from okoce_opt.io import read_heading

    home = _home(args.folder)
    stories = []
    for path in sorted(home.iterdir()):
        if not (path / "scenario.toml").is_file() and not (
            path.is_dir() and any(path.glob("*.xlsx"))
        ):
            continue
        try:
            heading = read_heading(path)
            title, story = heading.title, _first_sentence(heading.story)
        except InputError as error:
            title, story = (
                "",
                screen.said(
                    Words("tidak terbaca ({n})", "unreadable ({n})").fill(n=len(error.complaints))
                ),
            )
        stories.append(
            {"name": path.name, "title": title, "story": story, "expected": _expected(path)}
        )
    for one in stories:
        expected = OUTCOMES.get(one["expected"], one["expected"])
        screen.say(
            f"{one['name']} - {one['title']}" + (f" [{screen.said(expected)}]" if expected else "")
        )
        screen.say(f"  {one['story']}")
    if not stories:
        screen.say(
            Words("Tidak ada skenario di {name}.", "No scenarios in {name}.").fill(name=str(home))
        )
    screen.answer({"outcome": "ok", "scenarios": stories})
    return DONE


def _home(given: Path | None) -> Path:
    """The folder that is listed: the one given, else `scenarios` here, else the stories that come
    along. Raises PlanFilesError where there is none.
    """
    from okoce_opt.stories import HOMES

    usual = Path("scenarios")
    for home in (usual, *HOMES) if given is None else (given,):
        if home.is_dir():
            return home
    raise PlanFilesError(
        Words("Tidak ada folder {name}.", "There is no folder {name}.").fill(
            name=str(given or usual)
        )
    )


def _first_sentence(story: str) -> str:
    """Up to the first full stop that ends a sentence."""
    return re.split(r"(?<=[.!?])\s+(?=[^\d\s])", " ".join(story.split()), maxsplit=1)[0]


def _expected(path: Path) -> str:
    try:
        return str(tomllib.loads((path / EXPECTED).read_text(encoding="utf-8")).get("outcome", ""))
    except (OSError, ValueError):
        return ""


COMMAND = Command(
    "scenarios",
    Words("daftar skenario dengan ceritanya", "scenarios and their stories"),
    arguments,
    run,
)
