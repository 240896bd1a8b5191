"""The report of an import as a workbook: every row accounted for, every question with a place for
its answer, and beside it the copies of lists in which something is to be mended.
"""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from math import ceil
from pathlib import Path
from typing import Any

import xlsxwriter

from okoce_opt.domain.findings import shown
from okoce_opt.domain.words import Words
from okoce_opt.importing.backup import put_file
from okoce_opt.importing.importer import Import
from okoce_opt.importing.marked import marked_copies
from okoce_opt.importing.memory import ANSWER, CODE, REPORT
from okoce_opt.importing.report_people import Table, change_tables
from okoce_opt.importing.sources import REPORT_SHEET
from okoce_opt.importing.telling import NOBODY, by_kelurahan

_CREATED = datetime(2027, 1, 1)
_RECORD = ".okoce_impor.json"


def write_report(made: Import, out: Path, given: Mapping[str, str], lang: str) -> list[Path]:
    """Write the report and the marked copies into folder `out`; their paths.

    A copy that somebody has edited since it was written stays; the new one gets another name.
    """
    out.mkdir(parents=True, exist_ok=True)
    written = _record(out)
    copies, notes = marked_copies(made)
    paths = [out / REPORT]
    put_file(out / REPORT, _book(made, given, notes, lang))
    for name, data in copies.items():
        path = _free(out, name, written)
        put_file(path, data)
        written[path.name] = hashlib.sha256(data).hexdigest()
        paths.append(path)
    put_file(out / _RECORD, json.dumps(written, indent=1).encode())
    return paths


def _record(out: Path) -> dict[str, str]:
    path = out / _RECORD
    try:
        return dict(json.loads(path.read_text(encoding="utf-8"))) if path.is_file() else {}
    except ValueError:
        return {}


def _free(out: Path, name: str, written: Mapping[str, str]) -> Path:
    """Where a copy may be written: nothing of anybody's is there."""
    path, n = out / name, 1
    while path.exists() and hashlib.sha256(path.read_bytes()).hexdigest() != written.get(path.name):
        n += 1
        path = out / f"{Path(name).stem} ({n}){Path(name).suffix}"
    return path


def _book(made: Import, given: Mapping[str, str], notes: Sequence[Words], lang: str) -> bytes:
    data = io.BytesIO()
    options = {
        **{"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False},
        "in_memory": True,
    }
    with xlsxwriter.Workbook(data, options) as book:
        book.set_properties({"title": "okoce import", "created": _CREATED})
        looks = {
            "head": book.add_format(
                {"bold": True, "bg_color": "#D9E2F3", "text_wrap": True, "border": 1}
            ),
            "cell": book.add_format({"text_wrap": True, "valign": "top", "border": 1}),
            "answer": book.add_format({"bg_color": "#FFF2CC", "border": 1, "num_format": "@"}),
        }
        for table in (_summary(made, notes, lang), _questions(made, given, lang)):
            _write(book, looks, table)
        for table in (_ignored(made, lang), *change_tables(made, lang), _homes(made, lang)):
            _write(book, looks, table)
    return data.getvalue()


def _write(book: Any, looks: Mapping[str, Any], table: Table) -> None:
    name, headers, widths, rows = table
    sheet = book.add_worksheet(name)
    sheet.freeze_panes(1, 0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_footer(f"&L&8{name}&R&8&P / &N")
    for column, (header, width) in enumerate(zip(headers, widths, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, header, looks["head"])
    sheet.set_row(0, _height(headers, widths))
    for n, row in enumerate(rows, start=1):
        if (height := _height(row, widths)) > _LINE_PT:
            sheet.set_row(n, height)
        for column, value in enumerate(row):
            look = looks["answer" if headers[column] == ANSWER else "cell"]
            if isinstance(value, int):
                sheet.write_number(n, column, value, look)
            elif isinstance(value, list):
                sheet.write_blank(n, column, None, look)
                short = [one for one in value if len(one) < _LONG]
                if short and sum(len(one) + 1 for one in short) < _LIST:
                    choice = {"validate": "list", "source": short, "error_type": "warning"}
                    sheet.data_validation(n, column, n, column, choice)
            else:
                sheet.write_string(n, column, str(value), look)


def _height(row: Sequence[object], widths: Sequence[int]) -> float:
    """Points that a row needs in which texts wrap: not every spreadsheet makes rows higher by
    itself, and texts lay over one another.
    """
    lines = [
        sum(ceil(max(1, len(paragraph)) * _WIDE / width) for paragraph in value.split("\n"))
        for value, width in zip(row, widths, strict=False)
        if type(value) is str and (len(value) * _WIDE > width or "\n" in value)
    ]
    return min(_HIGHEST, _LINE_PT * max(lines, default=1))


_WIDE, _LINE_PT, _HIGHEST = 1.08, 15.0, 405.0
"""Columns that a letter takes, at most; points of a line; of the highest row that there can be."""
_LONG, _LIST = 60, 255
"""Of one choice, and of all choices together, as a list in a cell takes them."""


def _summary(made: Import, notes: Sequence[Words], lang: str) -> Table:
    headers = Words(
        "berkas|lembar|dibaca|diambil|ditanyakan|diabaikan|kolom, seperti dipahami|catatan",
        "file|sheet|read|taken|questioned|ignored|columns, as understood|notes",
    )
    rows: list[Sequence[object]] = []
    for account in made.accounts:
        columns = ", ".join(f"{header} = {name}" for header, name in account.mapping)
        said = "; ".join(note.said(lang) for note in account.notes)
        counts = (account.read, account.taken, account.questioned, len(account.ignored))
        rows.append((shown(account.file), shown(account.sheet), *counts, columns, said))
    for one in made.lists.passed:
        rows.append((shown(one.label), "", "", "", "", "", "", one.why.said(lang)))
    rows += [(file, "", "", "", "", "", "", NOBODY.said(lang)) for file in made.nobody]
    rows += [("", "", "", "", "", "", "", note.said(lang)) for note in notes]
    return "RINGKASAN", headers.said(lang).split("|"), (30, 18, 8, 8, 12, 10, 48, 48), rows


def _questions(made: Import, given: Mapping[str, str], lang: str) -> Table:
    headers = [
        CODE,
        *Words(
            "tentang|di mana|baris menunggu|pertanyaan|pilihan",
            "about|where|rows waiting|question|choices",
        )
        .said(lang)
        .split("|"),
        ANSWER,
    ]
    rows: list[Sequence[object]] = []
    for question in made.questions:
        choices = "\n".join(f"{c.word}: {c.does.said(lang)}" for c in question.choices)
        rows.append(
            (
                question.id,
                question.scope.value.said(lang),
                shown(question.where),
                question.rows,
                question.words.said(lang),
                choices,
                question.said,
            )
        )
    answered = Words("(sudah dijawab)", "(answered)").said(lang)
    for code, answer in sorted(given.items()):
        rows.append((code, "", "", "", answered, "", answer))
    return REPORT_SHEET, headers, (12, 13, 26, 10, 64, 34, 20), rows


def _ignored(made: Import, lang: str) -> Table:
    headers = Words("berkas|lembar|baris|alasan|isinya", "file|sheet|row|reason|what it holds")
    rows = [
        (shown(one.spot.file), shown(one.spot.sheet), one.spot.row, one.why.said(lang), one.text)
        for account in made.accounts
        for one in account.ignored
    ]
    return "DIABAIKAN", headers.said(lang).split("|"), (30, 18, 8, 38, 64), rows


def _homes(made: Import, lang: str) -> Table:
    headers = Words(
        "kelurahan|di skenario sebelumnya|di daftar ini|diharapkan (jatah)|keterangan",
        "kelurahan|in the scenario before|in these lists|expected (jatah)|note",
    )
    none, short = (
        Words("belum mengirim", "nothing yet").said(lang),
        Words("kurang {n}", "{n} too few"),
    )
    rows = []
    for place, before, sent, expected in by_kelurahan(made):
        lacking = max(0, expected - max(before, sent))
        note = short.fill(n=lacking).said(lang) if lacking else ""
        note = note if sent or before else none
        rows.append((place.name, before, sent, expected or "", note))
    return "KELURAHAN", headers.said(lang).split("|"), (30, 14, 14, 14, 24), rows
