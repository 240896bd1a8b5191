"""What a year keeps beside its file: answers and own words of imports. Personal data may have been
typed into them, and go when somebody is to be forgotten.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Collection
from pathlib import Path

from okoce_opt.importing.backup import put_file
from okoce_opt.importing.memory import ANSWERS
from okoce_opt.importing.target import DESK
from okoce_opt.importing.words import OWN
from okoce_opt.io.files.text_file import decode

_LEAST = 4
"""Letters and digits below which a text is found whole only, not inside another."""


def scrub(folder: Path, texts: Collection[str]) -> list[Path]:
    """Take rows with any of these texts, however they are spelled, out of the kept files; the files
    that there are.
    """
    found = [path for name in (ANSWERS, OWN) if (path := folder / DESK / name).is_file()]
    wanted = {_bare(text) for text in texts} - {""}
    for path in found:
        header, *rows = list(csv.reader(io.StringIO(decode(path.read_bytes())))) or [[]]
        stay = [row for row in rows if not any(_tells(_bare(cell), wanted) for cell in row)]
        if len(stay) < len(rows):
            text = io.StringIO(newline="")
            csv.writer(text, lineterminator="\n").writerows([header, *stay])
            put_file(path, text.getvalue().encode())
    return found


def _tells(cell: str, wanted: Collection[str]) -> bool:
    return cell in wanted or any(len(one) >= _LEAST and one in cell for one in wanted)


def _bare(text: str) -> str:
    """Letters and digits alone: `0812-9990` is 08129990."""
    return "".join(c for c in text.casefold() if c.isalnum())
