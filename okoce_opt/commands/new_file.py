"""What a command is asked to write: a workbook, named .xlsx and never over another file, or a
folder, which is not called like a file.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from okoce_opt.domain.words import Words
from okoce_opt.errors import PlanFilesError


def workbook(lang: str) -> Callable[[str], Path]:
    """Reads the name of a workbook from the command line."""

    def named(text: str) -> Path:
        if not text.lower().endswith(".xlsx"):
            raise argparse.ArgumentTypeError(
                Words("namanya harus berakhir .xlsx", "its name must end in .xlsx").said(lang)
            )
        return Path(text)

    return named


FILES = (".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".pdf", ".zip", ".toml", ".json", ".docx")
"""How files end whose name nobody gives to a folder on purpose."""


def new_folder(lang: str) -> Callable[[str], Path]:
    """Reads the name of a folder from the command line: `hasil.xlsx` would be a folder that every
    desk takes for a workbook that it cannot open.
    """

    def named(text: str) -> Path:
        if (end := Path(text).suffix.lower()) in FILES and not Path(text).is_dir():
            words = Words(
                "yang ditulis sebuah folder; beri nama tanpa {end}",
                "a folder is written; give a name without {end}",
            )
            raise argparse.ArgumentTypeError(words.fill(end=end).said(lang))
        return Path(text)

    return named


def refuse_existing(out: Path | None) -> None:
    """Raises `PlanFilesError` if there is such a file already."""
    if out is not None and out.exists():
        words = Words(
            "{name} sudah ada, tidak ditimpa; pilih nama lain.",
            "{name} is there, not overwritten; choose another name.",
        )
        raise PlanFilesError(words.fill(name=str(out)))
