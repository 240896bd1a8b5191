"""What goes back to the offices: copies of their own files with the questions in them, and a list
of who came and is on no list yet.
"""

from __future__ import annotations

import csv
import io

from okoce_opt.attending.returned import Returned
from okoce_opt.attending.walk_ins import NEWCOMERS, PARTIAL
from okoce_opt.domain.words import Words
from okoce_opt.importing.marked import copies_of


def copies(returned: Returned) -> tuple[dict[str, bytes], list[Words]]:
    """Name -> bytes: a copy of each file about which something is asked, those cells yellow and
    commented in Indonesian, and the list of newcomers where there are any; and what of a file's
    look could not be kept.
    """
    marks: dict[str, dict[str, dict[tuple[int, int], str]]] = {}
    for one in returned.asked:
        cells = marks.setdefault(one.file, {}).setdefault(" ".join(one.sheet.split()), {})
        cell, text = (one.row, one.column), one.words.id
        cells[cell] = f"{cells[cell]}\n{text}" if cell in cells else text
    files, notes = copies_of(
        (source, sheets, marks.get(source.label, {})) for source, sheets in returned.lists.files
    )
    if returned.newcomers:
        files[NEWCOMERS] = _newcomers(returned)
    return files, notes


def _newcomers(returned: Returned) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow((PARTIAL,))
    writer.writerow(("nama", "kelurahan", "kecamatan"))
    writer.writerows(
        (one.name, one.kelurahan, one.kecamatan)
        for one in sorted(returned.newcomers, key=lambda n: (n.kecamatan, n.kelurahan, n.name))
    )
    return text.getvalue().encode("utf-8-sig")
