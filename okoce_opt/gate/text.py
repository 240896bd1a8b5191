"""The bytes of a file, if it is an ordinary one and not too long."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from okoce_opt.gate.refusal import no_file, too_large, unreadable

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
            data = file.read(longest + 1)
    except (OSError, ValueError) as error:
        raise unreadable(error) from error
    if len(data) > longest:
        raise too_large()
    return data
