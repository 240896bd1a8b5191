"""All answers about what breaks a plan, as a workbook."""

from __future__ import annotations

import os
from pathlib import Path

from okoce_opt.domain.words import say
from okoce_opt.losses.answer import COLUMNS, Stress
from okoce_opt.reports.style.book import Book
from okoce_opt.reports.style.headings import titled_sheet
from okoce_opt.reports.style.tables import Table, plain_table


def write_stress(found: Stress, path: Path) -> None:
    """Write what the plan survives in sentences, and every loss in a row; whole or not at all."""
    half = path.with_name(f".{path.stem}.part-{os.getpid()}.xlsx")
    try:
        with Book(half, "Ketahanan rencana", found.problem.calendar.first) as book:
            title = "Apa yang menggagalkan rencana ini"
            sheet = titled_sheet(book, "Ringkasan", title, about=title)
            rows = [[line.id] for line in found.lines()]
            plain_table(book, sheet, 2, Table(["Jawaban"], [900], rows), filtered=False)
            sheet = titled_sheet(book, "Kehilangan", "Semua yang ditanyakan", about=title)
            titles = [title.id for title in COLUMNS]
            losses = [[say(cell, "id") for cell in row] for row in found.rows()]
            plain_table(book, sheet, 2, Table(titles, [180, 260, 120, 160, 380], losses))
        os.replace(half, path)
    finally:
        half.unlink(missing_ok=True)
