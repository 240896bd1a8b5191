"""A worksheet that is filled from top to bottom, and one that keeps nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from okoce_opt.reports.attendance.columns import Column
from okoce_opt.reports.style.book import Book

BODY, SMALL = 10, 9
"""Sizes of letters, in points."""


class Worksheet:
    """A worksheet that is filled from top to bottom: `row` is the next row, `last` the last
    column.
    """

    def __init__(self, book: Book, worksheet: Any, columns: Sequence[Column]) -> None:
        self.book, self.sheet, self.columns = book, worksheet, columns
        self.row, self.last = 0, len(columns) - 1
        for number, column in enumerate(columns):
            self.sheet.set_column_pixels(number, number, column.width)

    def width(self, first: int, last: int) -> int:
        """Pixels from one column to another."""
        return sum(column.width for column in self.columns[first : last + 1])

    def down(self, height: float) -> None:
        """Go to the next row; this one is so many points high."""
        self.sheet.set_row(self.row, height)
        self.row += 1

    def across(self, first: int, last: int, text: str, form: Any) -> None:
        """Write a text over these columns of the row."""
        if first == last:
            self.sheet.write_string(self.row, first, text, form)
        else:
            # merge_range writes by type, which would turn text into a number or a formula
            self.sheet.merge_range(self.row, first, self.row, last, "", form)
            self.sheet.write_string(self.row, first, text, form)


class Nowhere:
    """A worksheet that keeps nothing, to see how many pages a sheet would take."""

    def __getattr__(self, _: str) -> Callable[..., None]:
        return lambda *_, **__: None
