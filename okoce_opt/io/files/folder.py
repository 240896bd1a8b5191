"""The tables of a scenario that is a folder of plain text: one CSV file for each."""

from __future__ import annotations

from pathlib import Path

from okoce_opt.domain.checks import nearest
from okoce_opt.domain.findings import Complaint
from okoce_opt.domain.words import Words, same
from okoce_opt.io.files.settings import TABLE
from okoce_opt.io.files.text_file import read_csv
from okoce_opt.io.tables.cells import Grid, shown
from okoce_opt.io.tables.declared import TABLES, given_twice, table_named

_NOT_OURS = Words(
    "Bukan untuk okoce? Pindahkan, atau awali namanya dengan _.",
    "Not for okoce? Move it, or begin its name with _.",
)


def read_folder(path: Path, prefix: str, complaints: list[Complaint]) -> dict[str, Grid]:
    """The tables of a folder; `prefix` leads to it in the names of complaints.

    CSV files that are no table are complaints, unless their name begins with `_` or an open program
    keeps them.
    """
    grids: dict[str, Grid] = {}
    for file in sorted(path.iterdir()):
        if file.suffix.lower() != ".csv" or file.name.startswith(("~$", ".", "_")):
            continue
        name = table_named(file.stem)
        where = prefix + file.name
        if name is None:
            found = shown(file.name)
            advice = nearest(file.stem.casefold(), TABLES, _NOT_OURS)
            complaints.append(
                Complaint(
                    "unknown_table", TABLE, "", "", found, same(", ".join(TABLES)), advice, where
                )
            )
        elif name in grids:
            complaints.append(given_twice(file.name, grids[name].file, where))
        elif (grid := read_csv(file, name, where, complaints)) is not None:
            grids[name] = grid
        else:
            grids[name] = Grid(where, ())
    return grids
