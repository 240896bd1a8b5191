"""Copies of the senders' own files in which the cells to be mended are yellow and commented."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import datetime
from typing import Any

import xlsxwriter
from xlsxwriter.exceptions import XlsxWriterException

from okoce_opt.domain.findings import shown_words
from okoce_opt.domain.words import Words
from okoce_opt.errors import PlanFilesError
from okoce_opt.gate import Broken, Sheet
from okoce_opt.gate.sheet_marks import place_of
from okoce_opt.importing.book_marks import AUTHOR, Marks, mark_book
from okoce_opt.importing.importer import Import
from okoce_opt.importing.mended import COPY, safe_stem
from okoce_opt.importing.paint import YELLOW
from okoce_opt.importing.sources import Source

_CREATED = datetime(2027, 1, 1)
_OTHERS = (b"xl/vbaProject", b"xl/externalLinks")
"""Macros and links to other files are not carried on."""


def marked_copies(made: Import) -> tuple[dict[str, bytes], list[Words]]:
    """Name -> bytes of the copy of each file with rows that wait for something; and what of a
    file's look could not be kept.
    """
    return copies_of((source, sheets, _marks(made, source)) for source, sheets in made.lists.files)


def copies_of(
    files: Iterable[tuple[Source, list[Sheet], Marks]],
) -> tuple[dict[str, bytes], list[Words]]:
    """Name -> bytes of the copy of each file with these marks, none of a file without; and what of
    a file's look could not be kept.
    """
    found: dict[str, bytes] = {}
    notes: list[Words] = []
    for source, sheets, marks in files:
        if not marks:
            continue
        # a copy of a copy is still the same list to be mended
        stem = f"{COPY}{safe_stem(source.names[0]).removeprefix(COPY)}"
        name, n = f"{stem}.xlsx", 1
        while name in found:
            n += 1
            name = f"{stem}_{n}.xlsx"
        copy = None
        if source.data.startswith(b"PK") and not any(sign in source.data for sign in _OTHERS):
            try:
                copy = mark_book(source.data, marks)
            except (PlanFilesError, KeyError, ValueError, SyntaxError):
                copy = None
        if copy is None:
            copy = _written(sheets, marks)
            notes.append(
                Words(
                    "{name}: hanya isi sel yang dapat disalin dari {file}; lebar kolom, warna, "
                    "rumus, gambar dan makronya tidak.",
                    "{name}: only the values of {file} could be copied; not its widths, colours, "
                    "formulas, pictures and macros.",
                ).fill(name=name, file=source.label)
            )
        found[name] = copy
    return found, notes


def _marks(made: Import, source: Source) -> Marks:
    """Sheet -> (row, column) from 0 -> what is to be done there."""
    asked = {question.id: question for question in made.questions}
    found: dict[str, dict[tuple[int, int], str]] = {}
    for account in made.accounts:
        if account.file != source.label:
            continue
        for entry in account.entries:
            for ident in entry.waits:
                question = asked.get(ident)
                if question is None:
                    continue
                cell = (entry.spot.row - 1, entry.columns.get(ident, entry.column))
                words = entry.said.get(ident, question.words)
                said = shown_words(words).id.replace(f"{entry.spot.said.id}, ", "")
                choices = ", ".join(question.said[:8])
                text = f"{said}\nAtau jawab di laporan ({ident}): {choices}"
                cells = found.setdefault(account.sheet, {})
                cells[cell] = f"{cells[cell]}\n{text}" if cell in cells else text
    return found


def _written(sheets: list[Sheet], marks: Marks) -> bytes:
    """The values of any file as a new workbook, with the marks."""
    data = io.BytesIO()
    options = {
        **{"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False},
        **{"in_memory": True, "default_date_format": "dd/mm/yyyy"},
    }
    with xlsxwriter.Workbook(data, options) as book:
        book.set_properties({"title": "okoce import", "created": _CREATED})
        yellow = book.add_format({"bg_color": f"#{YELLOW[2:]}", "num_format": "@"})
        for n, sheet in enumerate(sheets, start=1):
            made = book.add_worksheet(_sheet_name(sheet.name, n))
            cells = marks.get(" ".join(sheet.name.split()), {})
            for r, row in enumerate(sheet.rows):
                for c, value in enumerate(row):
                    shown = value.text if isinstance(value, Broken) else value
                    if shown not in (None, ""):
                        made.write(r, c, shown, yellow if (r, c) in cells else None)
            cells = _merge(made, sheet, cells, yellow)
            for (r, c), text in cells.items():
                if r >= len(sheet.rows) or c >= len(sheet.rows[r]) or not sheet.rows[r][c]:
                    made.write_blank(r, c, None, yellow)
                made.write_comment(r, c, text, {"author": AUTHOR, "x_scale": 3, "y_scale": 2})
            made.set_column(0, 12, 18)
    return data.getvalue()


def _merge(
    made: Any, sheet: Sheet, marks: Mapping[tuple[int, int], str], yellow: Any
) -> dict[tuple[int, int], str]:
    """Merge the cells that were merged: a kelurahan said once is that of all the rows beside it.
    Returns the marks, those within a merged cell on its first, where alone they are seen.
    """
    kept = dict(marks)
    blocks = {cell.block for row in sheet.rows for cell in row if isinstance(cell, Broken)}
    for block in sorted(blocks - {""}):
        first, _, last = block.partition(":")
        (top, left), (bottom, right) = place_of(first, -1, -1), place_of(last or first, -1, -1)
        value = sheet.rows[top][left] if left < len(sheet.rows[top]) else None
        inside = [(r, c) for r, c in kept if top <= r <= bottom and left <= c <= right]
        texts = list(dict.fromkeys(kept.pop(place) for place in sorted(inside)))
        if texts:
            kept[top, left] = "\n".join(texts)
        look = yellow if texts else None
        with suppress(XlsxWriterException):
            made.merge_range(top, left, bottom, right, "", look)
        if value is not None and not isinstance(value, Broken):
            made.write(top, left, value, look)
    return kept


def _sheet_name(name: str, n: int) -> str:
    short = re.sub(r"[\[\]:*?/\\]", "_", name).strip("' ")[:31]
    return short or f"Lembar{n}"
