"""A folder scenario as one workbook: `python tests/scenarios/as_workbook.py FOLDER WORKBOOK`."""

from __future__ import annotations

import csv
import io
import sys
import tomllib
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import xlsxwriter

TABLES = (
    "kecamatan",
    "kelurahan",
    "tempat",
    "kegiatan",
    "urutan",
    "kalender",
    "halangan",
    "pendaftar",
    "sesi",
)
DATES = ("tanggal", "dari", "sampai")
NUMBERS = ("kursi", "min", "maks", "lama", "jeda_min", "jeda_maks", "lintang", "bujur", "sewa")


def as_workbook(folder: Path) -> bytes:
    """The bytes of the workbook; dates are real dates and numbers real numbers, as a planner would
    type them.
    """
    data = io.BytesIO()
    with xlsxwriter.Workbook(data, {"in_memory": True, "strings_to_formulas": False}) as book:
        book.set_properties({"created": datetime(2018, 1, 5)})
        as_date = book.add_format({"num_format": "yyyy-mm-dd"})
        as_text = book.add_format({"num_format": "@"})
        bold = book.add_format({"bold": True})
        rows: list[list[object]] = [["kunci", "nilai"], *settings(folder)]
        sheets = [
            ("program", rows),
            *((table, list(typed(folder / f"{table}.csv"))) for table in TABLES),
        ]
        for name, lines in sheets:
            if not lines:
                continue
            sheet = book.add_worksheet(name)
            sheet.freeze_panes(1, 0)
            sheet.set_column(0, len(lines[0]) - 1, 20)
            for r, line in enumerate(lines):
                for c, cell in enumerate(line):
                    if r == 0:
                        sheet.write_string(r, c, str(cell), bold)
                    elif isinstance(cell, date):
                        sheet.write_datetime(
                            r, c, datetime(cell.year, cell.month, cell.day), as_date
                        )
                    elif isinstance(cell, (int, float)):
                        sheet.write_number(r, c, cell)
                    elif cell not in (None, ""):
                        sheet.write_string(r, c, str(cell), as_text)
    return data.getvalue()


def settings(folder: Path) -> list[list[object]]:
    """Dotted path and value of every setting."""
    return [
        list(pair)
        for pair in _flat(tomllib.loads((folder / "scenario.toml").read_text(encoding="utf-8")), "")
    ]


def _flat(tree: object, path: str) -> Iterator[tuple[str, object]]:
    if isinstance(tree, dict):
        if not tree:
            yield path, None
        for name, value in tree.items():
            yield from _flat(value, f"{path}.{name}" if path else name)
    elif isinstance(tree, list) and (path in ("tingkat", "surat.kop") or isinstance(tree[0], dict)):
        for number, item in enumerate(tree, start=1):
            yield from _flat(item, f"{path}.{number}")
    elif isinstance(tree, list):
        yield path, ", ".join(tree)
    else:
        yield path, tree.strip() if isinstance(tree, str) else tree


def typed(path: Path) -> Iterator[list[object]]:
    """The rows of a CSV file, dates and numbers as such."""
    if not path.exists():
        return
    with path.open(encoding="utf-8", newline="") as lines:
        header, *rows = csv.reader(lines)
    yield list(header)
    for row in rows:
        yield [_typed(name, cell) for name, cell in zip(header, row, strict=True)]


def _typed(name: str, cell: str) -> object:
    if cell and (name in DATES or name.startswith("selesai_")):
        return date.fromisoformat(cell)
    if cell and name in NUMBERS:
        return float(cell)
    return cell


if __name__ == "__main__":
    Path(sys.argv[2]).write_bytes(as_workbook(Path(sys.argv[1])))
