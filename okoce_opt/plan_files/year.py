"""The folder of a year, known by its file, where somebody names it in place of another folder."""

from __future__ import annotations

from pathlib import Path

from okoce_opt.domain.words import Words

YEAR = "rollout.sqlite3"
"""The file that keeps a year: a folder that has it is a year's."""


def year_remedy(folder: Path, option: str) -> Words | None:
    """What to do with the folder of a year where a scenario (`option` --scenario) or a plan
    (--plan) is wanted; None for any other folder.
    """
    if not (folder / YEAR).is_file():
        return None
    return Words(
        "Ini folder satu tahun. Perintahnya: okoce rollout ...; atau tulis dulu satu versinya: "
        "okoce rollout export {folder} {option} salinan",
        "This is the folder of a year. Its commands: okoce rollout ...; or write a version out "
        "first: okoce rollout export {folder} {option} copy",
    ).fill(folder=folder.name, option=option)
