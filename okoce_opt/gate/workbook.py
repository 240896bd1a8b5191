"""A workbook's bytes as sheets of cells, each from A1 on.

Whatever this meets in foreign bytes is to be met in a process that may die of it (`child`).
"""

from __future__ import annotations

import io
import math
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from python_calamine import CalamineSheet, CalamineWorkbook, PasswordError, SheetTypeEnum

from okoce_opt.gate.container import Parts, look_at
from okoce_opt.gate.names import names_of_sheets
from okoce_opt.gate.other_marks import Marks, marks_of
from okoce_opt.gate.percents import percent_styles, percents
from okoce_opt.gate.quick_marks import Plain
from okoce_opt.gate.refusal import (
    Refused,
    damaged,
    many_sheets,
    password,
    too_heavy,
    too_large,
)
from okoce_opt.gate.sheet_marks import BOOK, SheetPart, look_for_strays, look_through, parts_of
from okoce_opt.gate.sheets import NOTHING_HIDDEN, Cell, Sheet
from okoce_opt.gate.strays import without_strays
from okoce_opt.gate.struck import Crossed
from okoce_opt.gate.text import LARGEST
from okoce_opt.gate.window import Window

MOST_SHEETS = 500
"""More than there are kelurahan in any city."""


def sheets_of(data: bytes, *, apart: bool = False) -> Iterator[Sheet]:
    """Every sheet of cells, in order. `apart`: cells far outside are left out and named. Raises
    `Refused`.
    """
    look_at(data)
    filled = 0
    try:
        data, strays = without_strays(data) if apart else (data, {})
        parts = Parts(data) if data.startswith(b"PK") else None
        places = _places(parts) if parts is not None else {}
        marks = marks_of(data, parts)
        names = names_of_sheets(parts.read(BOOK)) if parts is not None else {}
        indices = {name: n for n, name in enumerate(places)}
        crossed = Crossed.of(parts) if parts is not None else Crossed()
        hundredths = percent_styles(parts) if parts is not None else frozenset()
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            told_sheets = book.sheets_metadata
            _count(len(told_sheets))
            for told in told_sheets:
                if told.typ == SheetTypeEnum.WorkSheet:
                    part = places.get(told.name, SheetPart(told.name))
                    xml = parts.read(part.place) if parts is not None and part.place else b""
                    try:
                        cells = book.get_sheet_by_name(told.name)
                    except (PasswordError, MemoryError):
                        raise
                    except Exception as error:
                        raise damaged(part.place or told.name) from error
                    plain = Plain.of(xml)
                    sheet = _sheet(cells, xml, plain, marks.get(told.name))
                    filled += sum(map(len, sheet.rows))
                    if filled > LARGEST:
                        raise too_large()
                    shown = percents(hundredths, xml, plain)
                    if (mark := marks.get(told.name)) is not None:
                        shown |= mark.hundredths(sheet.rows)
                    unseen = part.hidden or sheet.hidden.sheet
                    yield replace(
                        sheet,
                        hidden=replace(sheet.hidden, sheet=unseen),
                        struck=crossed.cells(xml, plain),
                        percents=shown,
                        names=names.get(indices.get(told.name, -1), {}),
                        strays=strays.get(part.place, ()),
                    )
    except PasswordError as error:
        raise password() from error
    except (Refused, MemoryError):
        raise
    except BaseException as error:  # a panic of the reader is no Exception
        raise damaged() from error


def _count(sheets: int) -> None:
    if not sheets:
        raise damaged(BOOK)
    if sheets > MOST_SHEETS:
        raise many_sheets(sheets)


def _places(parts: Parts) -> dict[str, SheetPart]:
    """Sheet -> where it stands. Raises `Refused` if there are too many, if several are said to be
    the same one, or if one is not there.
    """
    listed = [*parts_of(parts)]
    places = [part.place for part in listed if part.place]
    if len(listed) > MOST_SHEETS or len(set(places)) < len(places):
        raise many_sheets(len(listed))
    for place in places:
        if not parts.has(place):
            raise damaged(place)
    return {part.name: part for part in listed}


def _sheet(sheet: CalamineSheet, xml: bytes, plain: Plain | None, marks: Marks | None) -> Sheet:
    # XML that defines things of its own, as no spreadsheet does, or that the reader does not see
    if b"<!DOCTYPE" in xml[:_HEAD] or xml[:2] in _WIDE:
        raise damaged()
    if sheet.end is not None:
        try:
            _admit(*sheet.end, sheet.name)
        except Refused:
            if xml:  # which names the very cell
                look_for_strays(xml, sheet.name)
            raise
    kept = _Kept()
    rows = [_row(row, kept) for row in sheet.to_python(skip_empty_area=False)]
    hidden = NOTHING_HIDDEN if marks is None else marks.put(rows)
    if xml:
        filled = sum(value != "" for row in rows for value in row)
        quick = plain.look(rows, filled, sheet.name) if plain is not None else None
        hidden = (quick or look_through(xml, rows, sheet.name)).put(rows)
    return Sheet(sheet.name, rows, hidden)


_WIDE = (b"\xff\xfe", b"\xfe\xff")
"""How text of two bytes a letter begins."""

_HEAD = 4_000
"""Bytes at the beginning of a part, in which such definitions stand."""


def _admit(row: int, column: int, sheet: str) -> None:
    window = Window(sheet)
    window.admit(row, column)
    window.close()


class _Kept(dict[str, str]):
    """The texts of late, so that one that comes again is the same object: unpacked and sent on it
    takes its room once. Most are a person's own, and are not kept for long.
    """

    MOST = 4_000

    def __missing__(self, text: str) -> str:
        if len(self) >= self.MOST:
            self.clear()
        self[text] = text
        return text


def _row(values: Sequence[object], kept: _Kept) -> list[Cell]:
    """The cells of a row up to the last that holds anything, each text once."""
    filled = len(values)
    while filled and values[filled - 1] == "":
        filled -= 1
    return [kept[value] if type(value) is str else _cell(value) for value in values[:filled]]


def _cell(value: object) -> Cell:
    """A value of calamine; hours, lengths of time and numbers beyond all bounds become text."""
    if isinstance(value, float):
        return value if math.isfinite(value) else str(value)
    return value if isinstance(value, (str, int, date)) else str(value)


def why_not(data: bytes) -> Refused:
    """Of a workbook that ended the process which read it: the cell that stands too far away, if
    that is it.
    """
    look_at(data)
    if data.startswith(b"PK"):
        parts = Parts(data)
        try:
            for part in parts_of(parts):
                if part.place:
                    look_for_strays(parts.read(part.place), part.name)
        except Refused as refused:
            return refused
    return too_heavy()
