"""Workbooks on the way back in: sheets as plain cells that know their address, and dates however
they were typed.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path

from okoce_opt.domain.words import MONTHS, Words
from okoce_opt.errors import PlanFilesError
from okoce_opt.gate import Broken, Cell, Refused, Sheet, read_sheets
from okoce_opt.gate.addresses import address
from okoce_opt.io.tables.cells import clean

_MONTH = {name.casefold(): n for names in MONTHS.values() for n, name in enumerate(names, start=1)}


_WORDS_DATE = re.compile(r"(\d{1,2})\s+([A-Za-z]+)\s+(\d{4})")


_ISO_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")


_DAY_FIRST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")


_EXCEL_EPOCH = date(1899, 12, 30)


@dataclass(frozen=True)
class Cells:
    """One sheet of one workbook, row by row from its first cell; `names` is what okoce has called
    some of them.
    """

    file: str
    name: str
    rows: Sequence[Sequence[object]]
    names: Mapping[str, str] = field(default_factory=dict, repr=False)

    def raw(self, row: int, column: int) -> object:
        """What stands in a cell, as the workbook types it; "" outside."""
        if row < len(self.rows) and column < len(self.rows[row]):
            return self.rows[row][column]
        return ""

    def text(self, row: int, column: int) -> str:
        """The cell as trimmed text; 3.0 reads 3."""
        value = self.raw(row, column)
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        return clean(str(value))

    def at(self, row: int, column: int) -> str:
        """The address that a person finds: `DaftarHadir_Tambora.xlsx [01 Pelatihan 13-03] B17`."""
        return f"{self.file} [{self.name}] {address(row, column)}"


def read_workbook(path: Path, name: str = "") -> list[Cells]:
    """All sheets of a workbook, which is called `name` if given.

    Raises `PlanFilesError` when it is missing or none.
    """
    try:
        return [
            Cells(name or path.name, sheet.name, rows_of(sheet), sheet.names)
            for sheet in read_sheets(path)
        ]
    except Refused as refused:
        raise PlanFilesError(
            Words(
                "{name} tidak dapat dibaca sebagai buku kerja. {advice} Lalu ulangi.",
                "{name} cannot be read as a workbook. {advice} Then try again.",
            ).fill(name=path.name, advice=refused.advice)
        ) from refused


def rows_of(sheet: Sheet) -> list[list[object]]:
    """The cells of a sheet from A1 on, an error by its name. What stands in many of them (a day, a
    kelurahan) is kept once.
    """
    return [[_kept(value) for value in row] for row in sheet.rows]


def _kept(value: Cell) -> object:
    if isinstance(value, Broken):
        return value.text
    return sys.intern(value) if isinstance(value, str) else value


def read_date(value: object) -> date | None:
    """The first date in a cell: a real date, Excel's day number, `Selasa, 13 Maret 2018`, ISO or
    dd-mm-yyyy.
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        # day numbers of the years 1954 to 2119; a smaller or larger number is no date
        return _EXCEL_EPOCH + timedelta(days=int(value)) if 20_000 <= value <= 80_000 else None
    text = str(value)
    try:
        if found := _ISO_DATE.search(text):
            return date(int(found[1]), int(found[2]), int(found[3]))
        if found := _DAY_FIRST.search(text):
            return date(int(found[3]), int(found[2]), int(found[1]))
        if (found := _WORDS_DATE.search(text)) and found[2].casefold() in _MONTH:
            return date(int(found[3]), _MONTH[found[2].casefold()], int(found[1]))
    except ValueError:
        return None
    return None
