"""The workbook that `okoce new` makes: the small story with instructions, ready to be planned and
to be replaced.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import xlsxwriter

from okoce_opt.domain.words import Words, quoted
from okoce_opt.errors import PlanFilesError
from okoce_opt.starter.guide import GUIDE
from okoce_opt.starter.rows import NOTES, PROGRAM, TABLES

_CREATED = datetime(2027, 1, 1)
_FILLED_ROWS = 20_000
_TEXT = ("kode", "nip", "nik", "telepon", "no_peserta", "id", "kelompok", "giliran")
_DATES = ("tanggal", "dari", "sampai", "selesai_pelatihan", "hari_ini")
_CHOICES: dict[str, Any] = {
    "wajib": ["ya", "tidak"],
    "lunak": ["ya", "tidak"],
    "status": ["tutup", "buka"],
    "jenis": ["program", "tempat", "pendaftar", "tim"],
    "hari": ["semua hari", "senin-kamis", "semua hari kecuali jumat", "sabtu, minggu"],
    "suka": ["senin", "selasa", "rabu", "kamis", "jumat", "sabtu", "minggu"],
    "kelompok": ["1", "2"],
    "giliran": ["1", "2", "bebas"],
    "kecamatan": "=kecamatan!$B$2:$B$100",
    "kelurahan": "=kelurahan!$B$2:$B$1000",
    "kegiatan": "=kegiatan!$A$2:$A$100",
    "sesudah": "=kegiatan!$A$2:$A$100",
}


_OF_PLACES = ("kecamatan", "kelurahan", "tempat", "halangan", "pendaftar")
"""Tables whose example rows speak of invented people and places."""


_EXAMPLES = ("hari", "suka", "kelompok", "giliran")
"""Columns whose choices are only examples: anything else may be typed without a warning."""


def write_starter(target: Path, *, examples: bool = True) -> Path:
    """Make the folder `target` with one workbook of its name in it; the workbook's path. Without
    `examples` nobody and no place of the small story is in it.

    Raises `PlanFilesError` if `target` is a file or a folder that holds anything.
    """
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise PlanFilesError(
            Words(
                "{name} sudah ada dan tidak kosong. Pilih nama folder lain.",
                "{name} is there and not empty. Choose another name for the folder.",
            ).fill(name=str(target))
        )
    target.mkdir(parents=True, exist_ok=True)
    name = target.resolve().name
    path = target / f"{name}.xlsx"
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(path, options) as book:
        book.set_properties({"title": "okoce", "created": _CREATED})
        formats = _formats(book)
        _write_guide(book, formats, name)
        _write_program(book, formats)
        for table, (headers, rows) in TABLES.items():
            kept = rows if examples or table not in _OF_PLACES else ()
            _write_table(book, formats, table, headers, kept)
    return path


def _formats(book: Any) -> dict[str, Any]:
    base = {"font_name": "Calibri", "font_size": 11, "valign": "top"}
    kinds: dict[str, dict[str, object]] = {
        "judul": {"bold": True, "font_size": 18, "font_color": "#1F4E79"},
        "bagian": {
            "bold": True,
            "font_size": 12,
            "font_color": "#1F4E79",
            "top": 1,
            "top_color": "#9DC3E6",
        },
        "teks": {"text_wrap": True},
        "butir": {"text_wrap": True},
        "lembar": {"bold": True, "font_color": "#0563C1", "underline": 1},
        "kepala": {
            "bold": True,
            "font_color": "#FFFFFF",
            "bg_color": "#1F4E79",
            "border": 1,
            "valign": "vcenter",
        },
        "sel": {},
        "bilangan": {"align": "right"},
        "huruf": {"num_format": "@"},
        "tanggal": {"num_format": "dd/mm/yyyy", "align": "left"},
        "kiri": {"align": "left", "text_wrap": True},
        "kunci": {"font_name": "Consolas", "font_size": 10},
        "redup": {"font_color": "#7F7F7F", "text_wrap": True},
    }
    return {name: book.add_format({**base, **kind}) for name, kind in kinds.items()}


def _page(sheet: Any, *, landscape: bool) -> None:
    sheet.set_paper(9)
    if landscape:
        sheet.set_landscape()
    sheet.set_margins(0.5, 0.5, 0.6, 0.6)
    sheet.fit_to_pages(1, 0)


def _write_guide(book: Any, formats: dict[str, Any], folder: str) -> None:
    sheet = book.add_worksheet("BACA SAYA")
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 2)
    sheet.set_column(1, 1, 16)
    sheet.set_column(2, 2, 92)
    row = 1
    for kind, text in GUIDE:
        if kind == "lembar":
            name, _, words = text.partition("|")
            sheet.write_url(row, 1, f"internal:'{name}'!A1", formats["lembar"], name)
            sheet.write_string(row, 2, words, formats["butir"])
        else:
            row += kind == "bagian"
            line = text.replace("{folder}", quoted(folder)).replace(
                "{out}", quoted(f"hasil_{folder}")
            )
            sheet.merge_range(row, 1, row, 2, line, formats[kind])
            sheet.set_row(row, {"judul": 30, "teks": 32}.get(kind, 16 if len(text) < 115 else 32))
        row += 1
    _page(sheet, landscape=False)


def _write_program(book: Any, formats: dict[str, Any]) -> None:
    sheet = book.add_worksheet("program")
    _write_header(sheet, formats, ("kunci", "nilai", "keterangan"))
    for row, (key, value, note) in enumerate(PROGRAM, start=1):
        sheet.write_string(row, 0, key, formats["kunci"])
        _write_cell(
            sheet,
            row,
            1,
            value,
            formats["tanggal" if isinstance(value, date) or key in _DATES else "kiri"],
        )
        sheet.write_string(row, 2, note, formats["redup"])
    sheet.set_column(0, 0, 42)
    sheet.set_column(1, 1, 54)
    sheet.set_column(2, 2, 68)
    _page(sheet, landscape=True)


def _write_table(
    book: Any,
    formats: dict[str, Any],
    table: str,
    headers: Sequence[str],
    rows: Sequence[Sequence[Any]],
) -> None:
    sheet = book.add_worksheet(table)
    _write_header(sheet, formats, headers)
    for column, header in enumerate(headers):
        kind = "huruf" if header in _TEXT else "tanggal" if header in _DATES else "sel"
        width = max(
            len(header) + 3,
            16 if header in ("hari", "suka") else 0,
            *(
                12 if isinstance(row[column], date) else len(str(row[column] or "")) + 2
                for row in rows
            ),
        )
        # the format of the whole column, so that rows a planner adds keep dates as dates and NIK as
        # text
        sheet.set_column(column, column, width, formats[kind])
        for number, row in enumerate(rows, start=1):
            _write_cell(sheet, number, column, row[column], formats[kind])
        note = NOTES.get(header)
        if note:
            sheet.write_comment(
                0, column, note, {"author": "okoce", "x_scale": 1.6, "y_scale": 0.8}
            )
        if header in _CHOICES and header != table:
            source = {"validate": "list", "source": _CHOICES[header], "error_type": "warning"}
            if header in _EXAMPLES:
                source["show_error"] = False
            sheet.data_validation(1, column, _FILLED_ROWS, column, source)
    sheet.autofilter(0, 0, len(rows), len(headers) - 1)
    _page(sheet, landscape=True)


def _write_header(sheet: Any, formats: dict[str, Any], headers: Sequence[str]) -> None:
    sheet.set_row(0, 22)
    for column, header in enumerate(headers):
        sheet.write_string(0, column, header, formats["kepala"])
    sheet.freeze_panes(1, 1)
    sheet.repeat_rows(0)


def _write_cell(sheet: Any, row: int, column: int, value: Any, look: Any) -> None:
    if isinstance(value, date):
        sheet.write_datetime(row, column, datetime(value.year, value.month, value.day), look)
    elif isinstance(value, int):
        sheet.write_number(row, column, value, look)
    elif value is not None:
        sheet.write_string(row, column, value, look)
    else:
        sheet.write_blank(row, column, None, look)
