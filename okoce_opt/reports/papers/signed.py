"""Where somebody signs below a letter or a list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from okoce_opt.reports.attendance.signatures import Line
from okoce_opt.reports.style.book import Book

NO_DATE = "." * 24
"""For a date that is written by hand."""


def write_signatures(
    book: Book,
    sheet: Any,
    row: int,
    lines: Sequence[Line],
    blocks: Sequence[tuple[int, int]],
    size: int,
) -> int:
    """Put the lines from `row` on, left and right each over the columns of a block (first, last);
    the row below them.
    """
    for at, line in enumerate(lines, start=row):
        form = book.format(
            font_size=size,
            align="center",
            text_wrap=True,
            bold=line.bold,
            underline=int(line.underlined),
        )
        for (first, last), text in zip(blocks, (line.left, line.right), strict=True):
            if text and last > first:
                sheet.merge_range(at, first, at, last, "", form)
            if text:
                sheet.write_string(at, first, text, form)
        sheet.set_row(at, line.height)
    return row + len(lines)
