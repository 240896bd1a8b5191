"""One attendance sheet (*daftar hadir*): letterhead, head, zig-zag table, signatures, one session.

Row heights and page breaks are computed, with slack, so that it prints the same everywhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate
from typing import Any

from okoce_opt.reports.attendance import presence
from okoce_opt.reports.attendance.columns import BLANK_ROWS, Column, roster_papers, table_columns
from okoce_opt.reports.attendance.head import Attendance
from okoce_opt.reports.attendance.head_writer import (
    STRIP_PT,
    header_pt,
    write_head,
    write_letterhead,
    write_table_header,
)
from okoce_opt.reports.attendance.qr import WIDTH_PX, put_codes
from okoce_opt.reports.attendance.rows_writer import (
    row_heights,
    row_texts,
    write_foot,
    write_rows,
)
from okoce_opt.reports.attendance.signatures import signature_lines
from okoce_opt.reports.attendance.worksheet import Nowhere, Worksheet
from okoce_opt.reports.content import labels
from okoce_opt.reports.style.book import Book
from okoce_opt.reports.style.pages import Room, fewest_pages
from okoce_opt.reports.style.paper import MARGIN_INCHES, Paper
from okoce_opt.reports.style.printing import set_page_foot

ROW_PT, LEAST_ROW_PT = 24.0, 18.0
"""Height of a person's row in points, and what it may shrink to where that saves a sheet of paper:
6.35 mm, with the neighbour's half of the zig-zag free.
"""


def write_attendance(book: Book, name: str, what: Attendance) -> None:
    """Add the sheet `name` to the workbook, on the paper that takes the fewest pages."""
    shown = {"show_nik": what.show_nik, "show_phone": what.show_phone}
    papers = roster_papers(what.papers.paper, len(what.session.days), **shown)
    best = papers[0]
    if len(papers) > 1:
        best = min(papers, key=lambda paper: _write(book, Nowhere(), what, paper))
    _write(book, book.sheet(name), what, best)


def _write(book: Book, worksheet: Any, what: Attendance, paper: Paper) -> int:
    """Fill a sheet; the pages it takes."""
    if what.qr:
        paper = replace(paper, width_px=paper.width_px - WIDTH_PX)
    texts = row_texts(what)
    columns = table_columns(
        paper,
        what.session.days,
        len(texts),
        show_nik=what.show_nik,
        show_phone=what.show_phone,
    )
    sheet = Worksheet(book, worksheet, columns)
    used = write_letterhead(sheet, what) + write_head(sheet, what)
    used += write_table_header(sheet, what)
    foot = signature_lines(what.papers, what.office, what.session.last_day, sheet.width(0, 2))
    room = paper.height_pt
    left = Room(
        first=room - used,
        later=room - STRIP_PT - header_pt(sheet.columns),
        foot=sum(line.height for line in foot),
    )
    heights, counts = _pages(texts, columns, left)
    texts = texts[: len(heights)]
    top = sheet.row
    write_rows(sheet, what, list(zip(heights, texts, strict=True)))
    _fill_in(sheet, top)
    write_foot(sheet, foot)
    breaks = [top + rows for rows in accumulate(counts[:-1])]
    _printing(sheet, paper, breaks, sheet.last + what.qr)
    if what.qr:
        put_codes(worksheet, what.code, [top, *breaks], sheet.last + 1)
    set_page_foot(worksheet, what.code, len(counts))
    return len(counts)


def _pages(
    texts: Sequence[Sequence[str]],
    columns: Sequence[Column],
    room: Room,
) -> tuple[Sequence[float], list[int]]:
    """Heights of the rows that are written, and how many stand on each page, with this much
    `room` for rows.

    Blank rows, all but one, are left out where they alone would need a page more; and who signs
    does so on a page with somebody on it. In a reserve session blank rows are the seats.
    """
    people = sum(any(text) for text in texts)
    reserve = len(texts) - people > BLANK_ROWS
    heights = row_heights(texts, columns)

    def laid_out(rows: int) -> tuple[Sequence[float], list[int]]:
        return fewest_pages(
            lambda least: heights(least)[:rows],
            room,
            most=ROW_PT,
            least=LEAST_ROW_PT,
            last=1 if reserve else rows - people + 1,
        )

    found = laid_out(len(texts))
    if reserve or not people or len(texts) <= people + 1 or len(found[1]) == 1:
        return found
    fewest = len(laid_out(people + 1)[1])
    rows = len(texts)
    while len(found[1]) > fewest:
        rows -= 1
        found = laid_out(rows)
    return found


def _fill_in(sheet: Worksheet, top: int) -> None:
    """What a clerk does to the table from row `top` on: choose who came, sort, filter, give cells a
    look. The rest of the sheet is protected from a slip, without a password.

    Excel sorts on a protected sheet only where no cell of the table is protected itself.
    """
    if sheet.row == top:
        return
    (attended,) = (n for n, column in enumerate(sheet.columns) if column.title == labels.PRESENT)
    sheet.sheet.data_validation(
        *(top, attended, sheet.row - 1, attended),
        {
            "validate": "list",
            "source": list(presence.WORDS),
            "error_type": "warning",
            "error_title": labels.PRESENT,
            "error_message": f"Pilih {', '.join(presence.WORDS)}, atau kosongkan.",
        },
    )
    sheet.sheet.autofilter(top - 1, 0, sheet.row - 1, sheet.last)
    free = ("sort", "autofilter", "format_cells", "format_columns", "format_rows")
    sheet.sheet.protect("", dict.fromkeys(free, True))


def _printing(sheet: Worksheet, paper: Paper, breaks: list[int], last: int) -> None:
    page = sheet.sheet
    page.set_paper(paper.number)
    if paper.landscape:
        page.set_landscape()
    page.set_margins(
        left=MARGIN_INCHES,
        right=MARGIN_INCHES,
        top=MARGIN_INCHES,
        bottom=MARGIN_INCHES,
    )
    page.center_horizontally()
    page.print_area(0, 0, sheet.row - 1, last)
    if breaks:
        page.set_h_pagebreaks(breaks)
    page.ignore_errors({"number_stored_as_text": f"A1:{chr(ord('A') + sheet.last)}{sheet.row}"})
    page.hide_gridlines(2)
