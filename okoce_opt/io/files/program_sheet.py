"""The sheet `program` as settings: a path in the column `kunci`, its value in `nilai`."""

from __future__ import annotations

import re

from okoce_opt.domain.findings import Complaint
from okoce_opt.domain.words import Words, same
from okoce_opt.io.files.settings import TABLE, Setting, Settings, by_path
from okoce_opt.io.tables.cells import Broken, Grid, is_blank
from okoce_opt.io.tables.english import setting_path
from okoce_opt.io.tables.headers import from_header, header_key

_PROGRAM_COLUMNS = {
    **{name: name for name in ("kunci", "nilai", "keterangan")},
    **{"key": "kunci", "value": "nilai", "note": "keterangan", "notes": "keterangan"},
}


def read_program(grid: Grid, complaints: list[Complaint]) -> Settings:
    """The settings of a sheet `program` with the columns `kunci` and `nilai`. A further column
    `keterangan` is for people.
    """
    grid = from_header(grid, lambda name: name in _PROGRAM_COLUMNS)
    number, headers = grid.rows[0] if grid.rows else (0, ())
    position = {
        _PROGRAM_COLUMNS.get(name, name): i for i, name in enumerate(map(header_key, headers))
    }
    for name in ("kunci", "nilai"):
        if name not in position:
            allowed = same("kunci, nilai, keterangan")
            complaints.append(
                Complaint(
                    "missing_column", TABLE, "", name, "", allowed, file=grid.file, row=number
                )
            )
    if not {"kunci", "nilai"} <= position.keys():
        return {}
    said_there: list[Setting] = []
    for row, cells in grid.rows[1:]:
        path, value = (
            cells[position[name]] if position[name] < len(cells) else None
            for name in ("kunci", "nilai")
        )
        if is_blank(path) and is_blank(value):
            continue
        said = header_key(path).replace(",", ".")
        name = setting_path(said)
        if not name:
            allowed = Words("kunci seperti mulai", "a key like mulai")
            complaints.append(
                Complaint("missing_value", TABLE, "", "kunci", "", allowed, file=grid.file, row=row)
            )
        elif isinstance(value, Broken):
            good = Words("sebuah nilai", "a value")
            complaints.append(
                Complaint(
                    "cell_error", TABLE, name, "nilai", value.text, good, file=grid.file, row=row
                )
            )
        elif not is_blank(value) or re.fullmatch(r"(aturan|sasaran)\.[^.]+", name):
            said_there.append(Setting(None if is_blank(value) else value, (grid.file, row), said))
    return by_path(said_there, complaints)
