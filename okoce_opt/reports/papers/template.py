"""An office's own template, looked at before anything is written: which sheet, which row repeats,
where the places are, and what of it is not carried on.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from xml.etree.ElementTree import ParseError

from okoce_opt.domain.words import Words
from okoce_opt.errors import PlanFilesError
from okoce_opt.gate import Refused, Sheet, read_bytes, read_sheets
from okoce_opt.gate.addresses import address
from okoce_opt.importing.book_parts import Parts, relations, sheet_parts, unusual
from okoce_opt.reports.papers.template_faults import (
    IN_BOX,
    IN_HEADER,
    faults_beside,
    faults_in_cells,
    has_a_row,
    no_place_for_a_picture,
)
from okoce_opt.reports.papers.template_places import QR, places_in
from okoce_opt.reports.reading.named import REGISTRANT

LARGEST_PART, MOST_ROWS = 8_000_000, 2_000
"""Bytes of a part and rows of a sheet; a template has a hundred rows."""

BOOK, STRINGS, STYLES = "xl/workbook.xml", "xl/sharedStrings.xml", "xl/styles.xml"


@dataclass(frozen=True)
class Template:
    """A template that can be filled.

    `data` are its bytes, `sheet` is its sheet as cells, `part` that sheet's part; `row` is the row
    that repeats, from 0; `places` maps row and column to the text there that names places;
    `notices` say what is not carried on; `protected` = its protection is not, for nobody could fill
    it in.
    """

    name: str
    data: bytes = field(repr=False)
    parts: Parts = field(repr=False)
    sheet: Sheet
    part: str
    row: int
    places: dict[tuple[int, int], str]
    notices: tuple[Words, ...] = ()
    protected: bool = False

    @property
    def names(self) -> frozenset[str]:
        """Every place that is named on it."""
        return frozenset(name for text in self.places.values() for name in places_in(text))

    def where(self, place: str) -> tuple[int, int] | None:
        """The first cell that names a place."""
        return next((at for at, text in self.places.items() if place in places_in(text)), None)

    def columns(self) -> dict[str, int]:
        """Place of the row that repeats -> its column."""
        return {
            name: column
            for (row, column), text in self.places.items()
            if row == self.row
            for name in places_in(text)
        }


def read_template(path: Path, *, qr: bool = False) -> Template:
    """A template from a file somebody made, with a place for a picture of the code if `qr`. It is
    read behind the gate first.

    Raises `PlanFilesError` with everything that is wrong: no workbook of Excel, no row with
    {no_peserta}, no {kode}, places that nobody knows.
    """
    try:
        data = read_bytes(path)
        sheets = read_sheets(data)
    except Refused as refused:
        if refused.code in ("not_a_workbook", "damaged_file"):
            raise PlanFilesError(_NO_BOOK.fill(name=path.name)) from refused
        raise PlanFilesError(_REFUSED.fill(name=path.name, advice=refused.advice)) from refused
    if not data.startswith(b"PK") or not Parts(data).has(BOOK) or not sheets:
        raise PlanFilesError(_OLD.fill(name=path.name))
    mould = next((one for one in sheets if has_a_row(one)), sheets[0])
    try:
        parts, part = _parts(data, mould.name)
        xml, beside = parts.read(part), [*_beside(parts, part)]
    except DAMAGED as error:
        raise unusual() from error
    places = {
        (row, column): text
        for row, cells in enumerate(mould.rows)
        for column, text in enumerate(cells)
        if isinstance(text, str) and places_in(text)
    }
    row = next((row for (row, _), text in places.items() if REGISTRANT in places_in(text)), None)
    merged = re.findall(r"""<(?:\w+:)?mergeCell\b[^>]*\bref=["']([^"']+)""", xml)
    wrong = [*faults_in_cells(mould, row, merged), *faults_beside(beside)]
    template = Template(path.name, data, parts, mould, part, row or 0, places)
    if qr and (none := no_place_for_a_picture(template.names)):
        wrong.append(Words(f"[{mould.name}]: {none.id}", f"[{mould.name}]: {none.en}"))
    if len(mould.rows) > MOST_ROWS:
        wrong.append(_TOO_LONG.fill(sheet=mould.name))
    if wrong:
        lines = [Words(f"  {one.id}", f"  {one.en}") for one in wrong]
        said = Words("\n".join(x.id for x in lines), "\n".join(x.en for x in lines))
        raise PlanFilesError(_WRONG.fill(name=path.name, wrong=said))
    others = [sheet.name for sheet in sheets if sheet.name != mould.name]
    notices = [*_left_behind(parts, part, others)]
    if protected := _is_protected(template):
        notices.append(_PROTECTED)
    if QR in template.names and not qr:
        notices.append(_EMPTY_QR)
    return replace(template, notices=tuple(notices), protected=protected)


def _beside(parts: Parts, part: str) -> Iterator[tuple[Words, str]]:
    """The texts that stand in no cell, and where they are."""
    for element in parts.root(part).iter():
        if re.search(r"\}(odd|even|first)(Header|Footer)$", element.tag):
            yield IN_HEADER, element.text or ""
    for kind, drawn in relations(parts, part).values():
        if kind == "drawing" and parts.has(drawn):
            for element in parts.root(drawn).iter():
                if element.tag.endswith("}p"):
                    texts = [one.text or "" for one in element.iter() if one.tag.endswith("}t")]
                    yield IN_BOX, "".join(texts)


def _is_protected(template: Template) -> bool:
    """Whether the sheet is protected so that nobody could say who came."""
    parts, part = template.parts, template.part
    column = template.columns().get("hadir")
    root = parts.root(part)
    guarded = [one for one in root if one.tag.endswith("}sheetProtection")]
    if column is None or not any(one.attrib.get("sheet") in ("1", "true") for one in guarded):
        return False
    cell = address(template.row, column)
    style = next((one.get("s", "0") for one in root.iter() if one.get("r") == cell), "0")
    looks = [one for one in parts.root(STYLES) if one.tag.endswith("}cellXfs")]
    look = [*looks[0]][int(style)] if looks else None
    free = [one.get("locked") for one in look or () if one.tag.endswith("}protection")]
    return not any(one in ("0", "false") for one in free)


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
_NO_BOOK = Words(
    "Templat {name} bukan buku kerja Excel, atau rusak; buat (atau salin) daftarnya di Excel, "
    "simpan sebagai .xlsx, lalu ulangi.",
    "The template {name} is no Excel workbook, or is damaged; make (or copy) the list in Excel, "
    "save it as .xlsx and try again.",
)
_OLD = Words(
    "Templat {name} bukan buku kerja .xlsx; buka di Excel, simpan sebagai .xlsx, lalu ulangi.",
    "The template {name} is no .xlsx workbook; open it in Excel, save it as .xlsx and try again.",
)
_WRONG = Words(
    "Templat {name} belum dapat dipakai:\n{wrong}",
    "The template {name} cannot be used yet:\n{wrong}",
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
_PROTECTED = Words(
    "Perlindungan lembar di templat tidak ikut: kolom {{hadir}} terkunci, jadi tidak akan dapat "
    "diisi. Buka kunci sel itu di templat bila lembarnya harus terlindung.",
    "The template's protection is not carried on: the column {{hadir}} is locked, so nobody could "
    "fill it in. Unlock that cell of the template if sheets shall be protected.",
).fill()
_EMPTY_QR = Words(
    "{{qr}} di templat dikosongkan; dengan --qr diisi kode lembar sebagai gambar.",
    "{{qr}} of the template is left empty; with --qr it is the sheet's code as a picture.",
).fill()
