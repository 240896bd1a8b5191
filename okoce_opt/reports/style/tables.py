"""Tables on a sheet, and how a sheet is printed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from okoce_opt.reports.style.book import Book
from okoce_opt.reports.style.text_size import INDENT_PX, line_count, row_points


def plain_table(
    book: Book,
    sheet: Any,
    top: int,
    titles: list[str],
    widths: list[int],
    rows: Iterable[Sequence[object]],
    *,
    share_format: str = "0%",
    filtered: bool = True,
) -> None:
    """A table of text, whole numbers and shares (floats) from row `top` on: header repeated on
    paper, filter, frozen.
    """
    text = book.cell(text_wrap=True, indent=1)
    number = book.cell(align="center", num_format="#,##0")
    share = book.cell(align="center", num_format=share_format)
    for column, (title, width) in enumerate(zip(titles, widths, strict=True)):
        sheet.set_column_pixels(column, column, width)
        sheet.write_string(top, column, title, book.heading())
    sheet.set_row(
        top,
        row_points(
            max(line_count(t, w, 9, bold=True) for t, w in zip(titles, widths, strict=True)), 9, 18
        ),
    )
    offset = top
    for offset, row in enumerate(rows, start=top + 1):
        lines = max(
            line_count(str(value), width - INDENT_PX, 9)
            for value, width in zip(row, widths, strict=True)
        )
        sheet.set_row(offset, row_points(lines, 9, 15))
        for column, value in enumerate(row):
            if isinstance(value, float):
                sheet.write_number(offset, column, value, share)
            elif isinstance(value, int):
                sheet.write_number(offset, column, value, number)
            else:
                sheet.write_string(offset, column, str(value), text)
    sheet.freeze_panes(top + 1, 0)
    sheet.repeat_rows(top)
    if offset > top and filtered:
        sheet.autofilter(top, 0, offset, len(titles) - 1)


def print_wide(sheet: Any, *, landscape: bool = True, folio: bool = False) -> None:
    """Print on as many pages as it takes, never cut at the right."""
    sheet.set_paper(14 if folio else 9)
    if landscape:
        sheet.set_landscape()
    sheet.set_margins(left=0.4, right=0.4, top=0.45, bottom=0.45)
    sheet.fit_to_pages(1, 0)
