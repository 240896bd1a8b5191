"""Copies of a rollout's file that are whole even while others work on it."""

from __future__ import annotations

import os
import sqlite3
from datetime import datetime
from pathlib import Path

from okoce_opt.domain.words import Words
from okoce_opt.rollout.ledger import Ledger
from okoce_opt.rollout.refusals import RolloutError, told

HOME = "cadangan"
"""The folder of backups in a rollout's folder."""
_END = ".sqlite3"


def backups_in(folder: Path) -> tuple[Path, ...]:
    """The backups that lie in a rollout's folder."""
    return tuple(sorted((folder / HOME).glob(f"*{_END}")))


def back_up(ledger: Ledger, out: Path | None, at: datetime) -> Path:
    """Copy the file to `out`, or into the folder of backups under the time `at`; its path.

    The copy is there whole or not at all. Raises `RolloutError` where there is a file already, or
    the copy cannot be written.
    """
    name = f"{at:%Y-%m-%d_%H%M%S}{_END}"
    target = ledger.path.parent / HOME / name if out is None else out
    if target.exists():
        words = Words(
            "{name} sudah ada, tidak ditimpa; pilih nama lain.",
            "{name} is there, not overwritten; choose another name.",
        )
        raise RolloutError(words.fill(name=str(target)))
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = target.with_name(f".{target.name}.part-{os.getpid()}")
    os.close(os.open(part, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600))
    try:
        with told(target):
            copy = sqlite3.connect(part)
            try:
                ledger.db.backup(copy)
                # by itself, without a log beside it, it can be copied anywhere
                copy.execute("PRAGMA journal_mode = DELETE")
            finally:
                copy.close()
        os.replace(part, target)
    finally:
        part.unlink(missing_ok=True)
    return target
