"""The bytes of a file, if it is an ordinary one and not too long."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from okoce_opt.gate.refusal import changing, no_file, too_large, unreadable

LONGEST = 100_000_000
"""Bytes of a file; a list of 200,000 people has a fifth of them."""

LARGEST = 5_000_000
"""Cells of a table, empty ones too."""


def read_bytes(path: Path, longest: int = LONGEST) -> bytes:
    """All bytes of an ordinary file. Raises `Refused`."""
    try:
        # a pipe would be waited for
        if not stat.S_ISREG(os.stat(path).st_mode):
            raise no_file()
        with path.open("rb") as file:
            before = os.fstat(file.fileno())
            data = file.read(longest + 1)
            after = os.fstat(file.fileno())
    except (OSError, ValueError) as error:
        raise unreadable(error) from error
    if len(data) > longest:
        raise too_large()
    # half of the old one and half of the new one may well be a list
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        raise changing()
    return data
