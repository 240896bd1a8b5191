"""Sheets filled from an office's own template, read back as if they were ours: their places are
known by defined names, which spreadsheets keep right while rows and columns move.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from okoce_opt.gate.addresses import column_number
from okoce_opt.reports.content import labels
from okoce_opt.reports.reading.workbook import Cells

CODE, REGISTRANT, SESSION = "kode", "no_peserta", "sesi"
"""What a template must have: without them nobody knows which sheet it was, and whose row. And the
name under which a sheet keeps its session.
"""
BEFORE, AFTER, SAYS = "sebelum", "sesudah", "isi"
"""Of a place: the text before it in its cell, the text behind it, and what it would say if the
template had it.
"""

ROW = {
    "no": labels.NUMBER,
    REGISTRANT: labels.REGISTRANT,
    "nama": labels.NAME,
    "kelurahan": labels.KELURAHAN,
    "lahir": labels.BORN,
    "nik": labels.NIK_TITLE,
    "telepon": labels.PHONE,
    "hadir": labels.PRESENT,
}
"""Places of the row that repeats -> the title of that column on our own sheets."""

COMPARED = {
    "kegiatan": labels.ACTIVITY,
    "tanggal": labels.DAY,
    "jam": labels.HOURS,
    "tempat": labels.PLACE,
    "tim": labels.TEAM,
    "jumlah": labels.HEADCOUNT,
}
"""Places above the table that are read back -> the label of that line on our own sheets."""

_AREA = re.compile(r"!?\$?([A-Z]{1,3})\$?(\d+)(?::\$?([A-Z]{1,3})\$?(\d+))?$")
_BEHIND, _CODE_AT = 2, 5


def named(place: str, kind: str = "") -> str:
    """The defined name of a place: `okoce_tanggal`, `okoce_tanggal_sebelum`."""
    return f"okoce_{place}_{kind}" if kind else f"okoce_{place}"


@dataclass(frozen=True)
class Named(Cells):
    """A sheet laid out as ours, whose cells know where they really stand."""

    places: Mapping[tuple[int, int], tuple[int, int]] = field(default_factory=dict)

    def at(self, row: int, column: int) -> str:
        """The address that a person finds."""
        return super().at(*self.places.get((row, column), (row, column)))


def as_ours(cells: Cells) -> Cells:
    """A sheet that was filled from a template, laid out as ours; any other sheet as it is."""
    session = _text(cells, named(SESSION))
    people = _area(cells, named(REGISTRANT))
    if not session or people is None:
        return cells
    lines = {}
    for place, label in COMPARED.items():
        said, where = _said(cells, place)
        if said != "":
            lines[label] = said, where
    columns = {}
    for place, title in ROW.items():
        area = _area(cells, named(place))
        if area is not None:
            columns[title] = area[0][1]
    (top, _), (bottom, _) = people
    return laid_out(cells, lines, session, _said(cells, CODE), columns, range(top, bottom + 1))


Found = tuple[object, tuple[int, int] | None]
"""What a place says, and its cell where it has one."""


def laid_out(
    cells: Cells,
    lines: Mapping[str, Found],
    session: str,
    code: Found,
    columns: Mapping[str, int],
    people: range,
) -> Named:
    """A sheet of any layout laid out as ours: its head line by line (label -> what it says), its
    codes, and its rows of `people` with the columns that are known by our titles.
    """
    rows: list[list[object]] = []
    places: dict[tuple[int, int], tuple[int, int]] = {}
    for label, (said, where) in lines.items():
        rows.append([label, "", said if not isinstance(said, str) else f": {said}"])
        if where is not None:
            places[len(rows) - 1, _BEHIND] = places[len(rows) - 1, 0] = where
    said, where = code
    rows.append([f"{labels.CODE} {session}", *[""] * (_CODE_AT - 1), f"{labels.SHEET_CODE} {said}"])
    if where is not None:
        places[len(rows) - 1, 0] = places[len(rows) - 1, _CODE_AT] = where
    titles = [labels.NUMBER, *(title for title in columns if title != labels.NUMBER)]
    rows.append([*titles, labels.SIGNATURE])
    for count, row in enumerate(people, start=1):
        line: list[object] = [str(count)]
        for column, title in enumerate(titles[1:], start=1):
            line.append(cells.raw(row, columns[title]))
            places[len(rows), column] = row, columns[title]
        rows.append(line)
    return Named(cells.file, cells.name, rows, {}, places)


def _said(cells: Cells, place: str) -> Found:
    """What a place says now, without the template's own words around it, and its cell."""
    area = _area(cells, named(place))
    if area is None:
        return _text(cells, named(place, SAYS)), None
    value = cells.raw(*area[0])
    if not isinstance(value, str):
        return value, area[0]
    text = " ".join(value.split())
    before, after = (" ".join(_text(cells, named(place, kind)).split()) for kind in (BEFORE, AFTER))
    return text.removeprefix(before).removesuffix(after).strip(), area[0]


def _area(cells: Cells, name: str) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """First and last cell of a name, rows and columns from 0; None where it has no cells any
    more.
    """
    found = _AREA.search(cells.names.get(name, ""))
    if found is None:
        return None
    first = int(found[2]) - 1, column_number(found[1])
    return first, (int(found[4]) - 1, column_number(found[3])) if found[3] else first


def _text(cells: Cells, name: str) -> str:
    """The text that a name stands for."""
    said = cells.names.get(name, "")
    return said[1:-1].replace('""', '"') if len(said) > 1 and said[0] == said[-1] == '"' else ""
