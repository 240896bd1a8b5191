"""Writing the layers of a scenario: the reverse of reading them, as a folder of plain text or as
workbooks.
"""

from __future__ import annotations

import csv
import os
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import tomli_w
import xlsxwriter

from okoce_opt.domain.words import Words
from okoce_opt.errors import PlanFilesError
from okoce_opt.io.files.layers import EXTENDS, PROGRAM, Layer
from okoce_opt.io.files.settings import TABLE
from okoce_opt.io.tables.cells import Cell, guarded, plain
from okoce_opt.io.tables.declared import TABLES
from okoce_opt.io.tables.records import read_records
from okoce_opt.io.tables.written import cell_for, rows_of

BASE = "dasar"
"""Of a what-if that is saved with what it changes: the folder of that, or the end of its name."""

EXACT = 10**15
"""Beyond this a spreadsheet changes the last digits of a number."""
_OTHER_FILES = (".csv", ".toml", ".xls", ".xlsm", ".ods", ".zip")
"""Endings of files that nobody means as the name of a folder."""
_CREATED = datetime(2027, 1, 1)
_LOOK = {"font_name": "Calibri", "font_size": 11}


def save_layers(
    layers: Sequence[Layer],
    target: Path,
    base: Path | None = None,
    without: frozenset[str] = frozenset(),
) -> None:
    """Write the layers to `target`: a workbook where its name ends in .xlsx, else a folder.

    The last one is what `target` says; those below stand in it, or beside it, as its base. `base`
    is the scenario that the lowest extends. Columns `without` are left out. Raises `PlanFilesError`
    when there is something at `target` already, or it is called like another kind of file.
    """
    is_book = target.suffix.lower() == ".xlsx"
    if target.suffix.lower() in _OTHER_FILES:
        raise PlanFilesError(
            Words(
                "{name}: skenario ditulis sebagai folder, atau sebagai buku kerja .xlsx.",
                "{name}: a scenario is written as a folder, or as a workbook .xlsx.",
            ).fill(name=str(target))
        )
    if target.exists() and (is_book or not target.is_dir() or any(target.iterdir())):
        raise PlanFilesError(
            Words(
                "{name} sudah ada dan tidak kosong. Pilih nama lain.",
                "{name} is there and not empty. Choose another name.",
            ).fill(name=str(target))
        )
    *below, own = layers
    home = target.parent if is_book else target
    home.mkdir(parents=True, exist_ok=True)
    extends = None if base is None else _seen_from(home, base)
    if below:
        name = f"{target.stem}_{BASE}.xlsx" if is_book else BASE
        save_layers(below, home / name, base, without)
        extends = name
    tables = _tables(own, changes=extends is not None, without=without)
    settings = {path: setting.value for path, setting in own.settings.items() if path != EXTENDS}
    if extends is not None:
        settings = {EXTENDS: extends, **settings}
    if is_book:
        _write_workbook(target, tables, settings)
    else:
        _write_folder(target, tables, settings)


def _tables(layer: Layer, *, changes: bool, without: frozenset[str]) -> dict[str, list[list[Cell]]]:
    """The tables of a layer with their headers; those without rows are left out where they may
    be.
    """
    found = {}
    for name, table in TABLES.items():
        grid = layer.grids.get(name)
        records = read_records(table, grid, changes, []).records if grid is not None else []
        if records or (table.required and not changes):
            found[name] = rows_of(table, records, changes, without)
    return found


def _seen_from(home: Path, base: Path) -> str:
    try:
        return Path(os.path.relpath(base.resolve(), home.resolve())).as_posix()
    except ValueError:  # another drive of Windows
        return base.resolve().as_posix()


def _write_folder(
    folder: Path, tables: Mapping[str, list[list[Cell]]], settings: Mapping[str, Cell]
) -> None:
    for name, rows in tables.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows([map(guarded, row) for row in rows])
    text = tomli_w.dumps(_tree(settings), multiline_strings=True)
    (folder / PROGRAM).write_text(text, encoding="utf-8", newline="\n")


def _tree(settings: Mapping[str, Cell]) -> dict[str, Any]:
    """The paths of the settings as the tree that TOML holds."""
    tree: dict[str, Any] = {}
    for path, value in settings.items():
        *above, last = path.split(".")
        place = tree
        for piece in above:
            place = place.setdefault(piece, {})
        if value is None:
            place.setdefault(last, {})
        elif above == ["tingkat"]:
            place[last] = [word.strip() for word in plain(value).split(",")]
        else:
            place[last] = value
    return {name: _listed(branch) for name, branch in tree.items()}


def _listed(branch: Any) -> Any:
    """Branches that are numbered become lists."""
    if not isinstance(branch, dict):
        return branch
    inner = {name: _listed(one) for name, one in branch.items()}
    if inner and all(name.isdecimal() for name in inner):
        return [inner[name] for name in sorted(inner, key=int)]
    return inner


def _write_workbook(
    path: Path, tables: Mapping[str, list[list[Cell]]], settings: Mapping[str, Cell]
) -> None:
    rows: list[list[Cell]] = [["kunci", "nilai"]]
    rows += [
        [name, cell_for(value) if value is not None else None] for name, value in settings.items()
    ]
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(path, options) as book:
        book.set_properties({"title": "okoce", "created": _CREATED})
        head = book.add_format({**_LOOK, "bold": True, "bottom": 1})
        looks = {
            str: book.add_format({**_LOOK, "num_format": "@"}),
            date: book.add_format({**_LOOK, "num_format": "dd/mm/yyyy", "align": "left"}),
        }
        for name, those in {TABLE: rows, **tables}.items():
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, those[0], head)
            sheet.freeze_panes(1, 0)
            for row, cells in enumerate(those[1:], start=1):
                for column, cell in enumerate(cells):
                    _write_cell(sheet, row, column, cell, looks)
            sheet.autofit(400)


def _write_cell(sheet: Any, row: int, column: int, cell: Cell, looks: Mapping[type, Any]) -> None:
    if isinstance(cell, str):
        sheet.write_string(row, column, cell, looks[str])
    elif isinstance(cell, date):
        sheet.write_datetime(row, column, datetime(cell.year, cell.month, cell.day), looks[date])
    elif isinstance(cell, int) and abs(cell) > EXACT:
        sheet.write_string(row, column, str(cell), looks[str])
    elif isinstance(cell, (int, float)):
        sheet.write_number(row, column, cell)
