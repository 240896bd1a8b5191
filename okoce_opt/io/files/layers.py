"""A scenario as it stands on disk, with the scenarios it extends: one layer each, the base
first.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from okoce_opt.domain.checks import nearest
from okoce_opt.domain.findings import Complaint
from okoce_opt.domain.words import Words, same
from okoce_opt.io.files.folder import read_folder
from okoce_opt.io.files.settings import TABLE, Settings
from okoce_opt.io.files.toml_file import read_toml
from okoce_opt.io.files.workbook import read_workbook
from okoce_opt.io.tables.cells import Cell, Grid, clean, plain, shown
from okoce_opt.io.tables.records import Spot
from okoce_opt.plan_files.record import RECORD
from okoce_opt.plan_files.year import year_remedy

WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".ods")
PROGRAM = "scenario.toml"
EXTENDS = "extends"


FRAME = "{table}"
"""The form of a layer that stands in no file: its tables are called by their names."""


@dataclass(frozen=True)
class Layer:
    """The tables and settings of one scenario by themselves. `file` names its settings in
    complaints.

    `place` maps a table to the file that holds it, or should.
    """

    file: str
    grids: Mapping[str, Grid]
    settings: Settings = field(repr=False)
    form: str

    @property
    def of_frames(self) -> bool:
        """Whether it was given from Python, and stands in no file."""
        return self.form == FRAME or self.form.startswith(f"{FRAME} (")

    def place(self, table: str) -> str:
        """The file (or workbook with sheet) in which a table stands, or should."""
        return self.form.format(table=table)


def read_layers(
    path: Path, complaints: list[Complaint], *, with_folders: bool = True, tables: bool = True
) -> list[Layer]:
    """All layers, the base first. Empty, with complaints, if one of them cannot be read at all.

    `with_folders` = files of a base are named with their folder, as seen from `path`; not where
    that is no folder which the planner can open. Without `tables` those of folders are not read.
    """
    layers: list[Layer] = []
    home = (path if path.is_dir() else path.parent) if with_folders else None
    seen: list[Path] = []
    spot = ("", 0)
    while True:
        place = _place(path)
        if place is not None and place in seen:
            advice = Words(
                "Skenario saling memperluas; hapus satu extends.",
                "The scenarios extend each other; remove one extends.",
            )
            no_circle = Words("tanpa lingkaran", "without a circle")
            complaints.append(
                Complaint(
                    "extends_loop", TABLE, EXTENDS, EXTENDS, path.name, no_circle, advice, *spot
                )
            )
            return []
        layer = None
        if place is None:
            complaints.append(_missing(path, home, spot))
        else:
            seen.append(place)
            layer = _read_layer(path, home, complaints, tables)
        if layer is None:
            return []
        layers.insert(0, layer)
        extends = layer.settings.get(EXTENDS)
        if extends is None and (misspelt := _misspelt(layer.settings)):
            key, (file, row) = misspelt
            advice = nearest(key, [EXTENDS])
            complaints.append(
                Complaint("unknown_key", TABLE, key, key, key, same(EXTENDS), advice, file, row)
            )
            return []
        if extends is None or not _said(extends.value):
            return layers
        spot = extends.spot
        path = (path if path.is_dir() else path.parent) / _said(extends.value)


def _said(value: Cell) -> str:
    """A path as it is meant. Signs that no path has stay in it, so that it leads nowhere."""
    text = value if isinstance(value, str) else plain(value)
    return text.strip() if any(ord(sign) < 32 for sign in text.strip()) else clean(text)


def _place(path: Path) -> Path | None:
    """Where a path leads, links followed; None if there is nothing, or no such path can be."""
    try:
        return path.resolve() if path.exists() else None
    except (OSError, RuntimeError, ValueError):  # too long, in a circle, with a zero byte
        return None


def _missing(path: Path, home: Path | None, spot: Spot) -> Complaint:
    file, row = spot
    advice = Words("Periksa nama dan tempatnya.", "Check its name and place.")
    there = Words("folder atau buku kerja yang ada", "a folder or workbook that is there")
    name, column = _seen_from(home, path) or path.name, EXTENDS if file else ""
    return Complaint(
        "missing_file", TABLE, column, column, shown(name), there, advice, file or name, row
    )


def _misspelt(settings: Settings) -> tuple[str, Spot] | None:
    """A key that must have been meant as `extends`, and where: without its base a what-if is
    nothing but mistakes.
    """
    return next(
        (
            (key, s.spot)
            for key, s in settings.items()
            if "." not in key and nearest(key, [EXTENDS]) != same("")
        ),
        None,
    )


def _read_layer(
    path: Path, home: Path | None, complaints: list[Complaint], tables: bool
) -> Layer | None:
    """One scenario: a folder with `scenario.toml`, a folder with one workbook, or a workbook."""
    where = _seen_from(home, path)
    if path.is_file():
        return _from_workbook(path, where, complaints)
    books = [
        book
        for book in sorted(path.iterdir())
        if book.suffix.lower() in WORKBOOKS and not book.name.startswith(("~$", "."))
    ]
    prefix = f"{where}/" if where else ""
    if (path / PROGRAM).exists():
        for book in books:
            complaints.append(
                Complaint(
                    "unknown_table",
                    TABLE,
                    found=book.name,
                    allowed=same("*.csv"),
                    advice=Words(
                        "Skenario ini memakai scenario.toml dan CSV; pindahkan buku kerjanya.",
                        "This scenario is scenario.toml and CSV; move the workbook elsewhere.",
                    ),
                    file=prefix + book.name,
                )
            )
        grids = read_folder(path, prefix, complaints) if tables else {}
        settings = read_toml(path / PROGRAM, prefix + PROGRAM, complaints)
        return (
            None
            if settings is None
            else Layer(f"{prefix}{PROGRAM}", grids, settings, f"{_braced(prefix)}{{table}}.csv")
        )
    if (kind := _other_folder(path)) is not None:
        complaints.append(
            Complaint(
                *("missing_file", TABLE),
                allowed=Words("sebuah skenario", "a scenario"),
                advice=kind,
                file=where or path.resolve().name,
            )
        )
        return None
    if len(books) == 1:
        return _from_workbook(books[0], prefix + books[0].name, complaints)
    complaints.append(
        Complaint(
            "several_workbooks" if books else "missing_file",
            TABLE,
            found=", ".join(book.name for book in books),
            allowed=Words(
                "scenario.toml, atau tepat satu buku kerja",
                "scenario.toml, or exactly one workbook",
            ),
            advice=Words(
                "Sebutkan satu buku kerja, atau pindahkan yang lain.",
                "Name one workbook, or move the others.",
            )
            if books
            else Words(
                "Buat skenario dengan: okoce new FOLDER.", "Make a scenario with: okoce new FOLDER."
            ),
            file=where or path.resolve().name,
        )
    )
    return None


def _other_folder(path: Path) -> Words | None:
    """What to do with a folder that okoce wrote and that is no scenario; None for any other."""
    if (path / RECORD).is_file():
        return Words(
            "Ini folder hasil, yaitu sebuah rencana; sebutkan skenario asalnya.",
            "This folder holds a plan; name the scenario that it was made from.",
        )
    return year_remedy(path, "--scenario")


def _from_workbook(path: Path, where: str, complaints: list[Complaint]) -> Layer | None:
    found = read_workbook(path, where or path.name, complaints)
    if found is None:
        return None
    grids, settings = found
    name = _braced(where or path.name)
    return Layer(f"{where or path.name} [{TABLE}]", grids, settings, f"{name} [{{table}}]")


def _braced(name: str) -> str:
    return name.replace("{", "{{").replace("}", "}}")


def _seen_from(home: Path | None, path: Path) -> str:
    """A path as the planner's folder sees it; empty for the folder itself, and without one."""
    if home is None:
        return ""
    try:
        seen = Path(os.path.relpath(path, home)).as_posix()
    except ValueError:  # another drive of Windows
        return path.name
    return "" if seen == "." else seen
