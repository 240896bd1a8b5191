"""Tables on a sheet: columns wide enough for what stands in them, header repeated on paper."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from okoce_opt.domain.words import number_words
from okoce_opt.reports.style.book import Book
from okoce_opt.reports.style.text_size import (
    INDENT_PX,
    column_px,
    line_count,
    number_px,
    row_points,
)

WIDEST = 340
"""Pixels beyond which a column is not widened for a text."""
NUMBERS = r"[>=1000000]#\.###\.##0;[>=1000]#\.##0;0"
"""Whole numbers as every sentence writes them, 48.000, in whatever language the spreadsheet is; its
own thousands mark would be a comma on an English one, beside sentences with points.
"""


@dataclass(frozen=True, slots=True)
class Table:
    """What stands in a table: titles, least widths in pixels, and a row of cells for each line.

    Rows may come one by one where there are too many to be held.
    """

    titles: Sequence[str]
    widths: Sequence[int]
    rows: Iterable[Sequence[object]]


def plain_table(
    book: Book,
    sheet: Any,
    top: int,
    table: Table,
    *,
    share_format: str = "0%",
    filtered: bool = True,
    one_line: bool = False,
    size: int = 9,
) -> int:
    """A table of text, whole numbers and shares (floats) from row `top` on: header repeated on
    paper, filter, frozen.

    A number that needs more than its width gets it, for a spreadsheet shows `###` where a number
    does not fit. `one_line` widens for text too, so that rows are even. Rows
    that come one by one (of hundreds of thousands of people) are written as they come and hold
    text, which wraps. Letters are of `size` points. Returns the row below the table.
    """
    titles, widths, rows = table.titles, table.widths, table.rows
    if isinstance(rows, Sequence):
        widths = wide_enough(widths, rows, size)
        widths = one_line_each(widths, rows, size) if one_line else widths
    look = {} if size == 9 else {"font_size": size}
    text = book.cell(text_wrap=True, indent=1, **look)
    number = book.cell(align="center", num_format=NUMBERS, **look)
    share = book.cell(align="center", num_format=share_format, **look)
    for column, (title, width) in enumerate(zip(titles, widths, strict=True)):
        sheet.set_column_pixels(column, column, width)
        sheet.write_string(top, column, title, book.heading(**look))
    sheet.set_row(
        top,
        row_points(
            max(line_count(t, w, size, bold=True) for t, w in zip(titles, widths, strict=True)),
            size,
            2 * size,
        ),
    )
    offset = top
    for offset, row in enumerate(rows, start=top + 1):
        lines = max(
            line_count(str(value), width - INDENT_PX, size)
            for value, width in zip(row, widths, strict=True)
            if not isinstance(value, (int, float))
        )
        sheet.set_row(offset, row_points(lines, size, size + 6))
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
    return offset + 1


def wide_enough(
    widths: Sequence[int], rows: Sequence[Sequence[object]], size: int = 9
) -> list[int]:
    """The widths, each at least what the numbers of its column need."""
    return [
        max(
            width,
            *(
                number_px(number_words(int(value), "id"), size)
                for row in rows
                if isinstance(value := row[column], (int, float))
            ),
            0,
        )
        for column, width in enumerate(widths)
    ]


def one_line_each(
    widths: Sequence[int], rows: Sequence[Sequence[object]], size: int = 9
) -> list[int]:
    """The widths, each at least what the texts of its column need on one line, as far as that is
    reasonable.
    """
    return [
        max(width, column_px((str(row[n]) for row in rows), size, width, max(width, WIDEST)))
        for n, width in enumerate(widths)
    ]


def link_sheets(book: Book, sheet: Any, top: int, column: int, names: Sequence[str]) -> None:
    """Names of sheets below one another, from row `top` on, that lead there when clicked."""
    form = book.cell(font_color="#0B5394", indent=1)
    for row, name in enumerate(names, start=top):
        sheet.write_url(row, column, f"internal:'{name}'!A1", form, name)
