"""An office's own template, looked at before anything is written: which sheet, which row repeats,
where the places are, and what of it is not carried on.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree.ElementTree import ParseError

from okoce_opt.domain.checks import nearest
from okoce_opt.domain.findings import shown
from okoce_opt.domain.words import Words
from okoce_opt.errors import PlanFilesError
from okoce_opt.gate import Refused, Sheet, read_bytes, read_sheets
from okoce_opt.gate.addresses import address
from okoce_opt.importing.book_parts import Parts, relations, sheet_parts, unusual
from okoce_opt.reports.papers.template_places import HEAD, places_in
from okoce_opt.reports.reading.named import CODE, REGISTRANT, ROW

LARGEST_PART, MOST_ROWS = 8_000_000, 2_000
"""Bytes of a part and rows of a sheet; a template has a hundred rows."""

BOOK, STRINGS, STYLES = "xl/workbook.xml", "xl/sharedStrings.xml", "xl/styles.xml"


@dataclass(frozen=True)
class Template:
    """A template that can be filled.

    `data` are its bytes, `sheet` is its sheet as cells, `part` that sheet's part; `row` is the row
    that repeats, from 0; `places` maps row and column to the text there that names places;
    `notices` say what is not carried on.
    """

    name: str
    data: bytes = field(repr=False)
    parts: Parts = field(repr=False)
    sheet: Sheet
    part: str
    row: int
    places: dict[tuple[int, int], str]
    notices: tuple[Words, ...] = ()

    @property
    def names(self) -> frozenset[str]:
        """Every place that is named on it."""
        return frozenset(name for text in self.places.values() for name in places_in(text))

    def columns(self) -> dict[str, int]:
        """Place of the row that repeats -> its column."""
        return {
            name: column
            for (row, column), text in self.places.items()
            if row == self.row
            for name in places_in(text)
        }


def read_template(path: Path) -> Template:
    """A template from a file somebody made. It is read behind the gate first.

    Raises `PlanFilesError` with everything that is wrong: no workbook of Excel, no row with
    {no_peserta}, no {kode}, places that nobody knows.
    """
    try:
        data = read_bytes(path)
        sheets = read_sheets(data)
    except Refused as refused:
        raise PlanFilesError(_REFUSED.fill(name=path.name, advice=refused.advice)) from refused
    if not data.startswith(b"PK"):
        raise PlanFilesError(_OLD.fill(name=path.name))
    mould, others = _mould(path.name, sheets)
    try:
        parts, part = _parts(data, mould.name)
    except DAMAGED as error:
        raise unusual() from error
    places = {
        (row, column): text
        for row, cells in enumerate(mould.rows)
        for column, text in enumerate(cells)
        if isinstance(text, str) and places_in(text)
    }
    row = next(row for (row, _), text in places.items() if REGISTRANT in places_in(text))
    wrong = [*_wrong(places, row, mould.name)]
    if len(mould.rows) > MOST_ROWS:
        wrong.append(_TOO_LONG.fill(sheet=mould.name))
    if wrong:
        lines = [Words(f"  {one.id}", f"  {one.en}") for one in wrong]
        said = Words("\n".join(x.id for x in lines), "\n".join(x.en for x in lines))
        raise PlanFilesError(_WRONG.fill(name=path.name, wrong=said))
    notices = tuple(_left_behind(parts, part, others))
    return Template(path.name, data, parts, mould, part, row, places, notices)


DAMAGED = (ParseError, ValueError, LookupError, zipfile.BadZipFile, zlib.error, RuntimeError)
"""What damaged bytes bring about; XML that defines things of its own is a ValueError."""


def _parts(data: bytes, sheet: str) -> tuple[Parts, str]:
    """The parts of a packed workbook, and that of a sheet. Raises one of `DAMAGED`."""
    parts = Parts(data)
    part = sheet_parts(parts).get(sheet, "")
    drawn = {target for kind, target in relations(parts, part).values() if "rawing" in kind}
    theirs = [one for one in (part, BOOK, STYLES, STRINGS, *drawn) if parts.has(one)]
    if not {part, BOOK, STYLES} <= {*theirs}:
        raise LookupError(sheet)
    for one in theirs:
        if len(parts.read(one)) > LARGEST_PART:
            raise ValueError(one)
        # before anything is made of it
        parts.root(one)
        relations(parts, one)
    return parts, part


def _mould(name: str, sheets: Sequence[Sheet]) -> tuple[Sheet, list[str]]:
    """The sheet that is filled, and the names of those that are not."""
    mine = [
        sheet
        for sheet in sheets
        if any(
            isinstance(cell, str) and REGISTRANT in places_in(cell)
            for cells in sheet.rows
            for cell in cells
        )
    ]
    if not mine:
        raise PlanFilesError(_NO_ROW.fill(name=name))
    return mine[0], [sheet.name for sheet in sheets if sheet.name != mine[0].name]


def _wrong(places: dict[tuple[int, int], str], row: int, sheet: str) -> Iterator[Words]:
    """Everything that keeps these places from being filled."""
    named = [(at, place) for at, text in places.items() for place in places_in(text)]
    if not any(place == CODE and at[0] != row for at, place in named):
        yield _NO_CODE.fill(sheet=sheet)
    for at, place in named:
        cell = f"[{sheet}] {address(*at)}"
        known = (*ROW, *HEAD)
        if place not in known:
            advice = nearest(place, known)
            yield _NO_PLACE.fill(cell=cell, place=shown(place), known=", ".join(known), near=advice)
        elif place in ROW and at[0] != row:
            yield _OUTSIDE.fill(cell=cell, place=place)
        elif place not in ROW and at[0] == row:
            yield _INSIDE.fill(cell=cell, place=place)
    for place in ROW:
        if sum(one == place for _, one in named) > 1:
            yield _TWICE.fill(place=place, sheet=sheet)


def _left_behind(parts: Parts, part: str, others: Sequence[str]) -> Iterator[Words]:
    """What a filled template does not carry on."""
    if others:
        yield _SHEETS.fill(names=list(others))
    xml = parts.read(part)
    if re.search(r"<(?:\w+:)?f[\s>/]", xml):
        yield _FORMULAS
    kinds = {kind for kind, _ in relations(parts, part).values()}
    if kinds - {"drawing", "vmlDrawing", "comments", "printerSettings", "hyperlink"} or parts.has(
        "xl/vbaProject.bin"
    ):
        yield _LIVE


_REFUSED = Words(
    "Templat {name} tidak dapat dibaca. {advice}", "The template {name} cannot be read. {advice}"
)
_OLD = Words(
    "Templat {name} bukan buku kerja .xlsx; buka di Excel, simpan sebagai .xlsx, lalu ulangi.",
    "The template {name} is no .xlsx workbook; open it in Excel, save it as .xlsx and try again.",
)
_NO_ROW = Words(
    "Templat {name} tidak punya {{no_peserta}}. Tulis {{no_peserta}} di kolom No. peserta pada "
    "satu baris; baris itu diulang untuk setiap orang. Tanpa nomor, daftar yang kembali tidak "
    "dapat dicocokkan.",
    "The template {name} has no {{no_peserta}}. Write {{no_peserta}} in the column No. peserta of "
    "one row; that row repeats for each person. Without numbers a list that comes back cannot be "
    "matched.",
)
_WRONG = Words(
    "Templat {name} belum dapat dipakai:\n{wrong}",
    "The template {name} cannot be used yet:\n{wrong}",
)
_NO_CODE = Words(
    "[{sheet}]: tidak ada {{kode}}. Tulis {{kode}} di satu sel di luar baris yang berulang, agar "
    "lembar yang kembali diketahui dari rencana mana.",
    "[{sheet}]: there is no {{kode}}. Write {{kode}} in a cell outside the row that repeats, so "
    "that a sheet that comes back tells which plan it is of.",
)
_NO_PLACE = Words(
    "{cell}: {{{place}}} tidak dikenal. Yang dikenal: {known}. {near}",
    "{cell}: {{{place}}} is not known. Known are: {known}. {near}",
)
_OUTSIDE = Words(
    "{cell}: {{{place}}} hanya dapat di baris yang berulang, yaitu baris {{no_peserta}}.",
    "{cell}: {{{place}}} can only stand in the row that repeats, that of {{no_peserta}}.",
)
_INSIDE = Words(
    "{cell}: {{{place}}} hanya dapat di luar baris yang berulang.",
    "{cell}: {{{place}}} can only stand outside the row that repeats.",
)
_TWICE = Words(
    "[{sheet}]: {{{place}}} ada lebih dari sekali.", "[{sheet}]: {{{place}}} stands there twice."
)
_TOO_LONG = Words(
    "[{sheet}]: terlalu banyak baris untuk sebuah templat.",
    "[{sheet}]: too many rows for a template.",
)
_SHEETS = Words(
    "Lembar lain di templat tidak ikut: {names}.",
    "Other sheets of the template are not carried on: {names}.",
)
_FORMULAS = Words(
    "Rumus di templat tidak ikut; yang ditulis nilainya yang terakhir.",
    "Formulas of the template are not carried on; their last values are.",
)
_LIVE = Words(
    "Makro, tabel, bagan dan benda lain yang tertanam di templat tidak ikut.",
    "Macros, tables, charts and other things embedded in the template are not carried on.",
)
