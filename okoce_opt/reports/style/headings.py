"""Title and note at the top of a sheet."""

from __future__ import annotations

from okoce_opt.reports.style.book import Book
from okoce_opt.reports.style.tables import print_wide


def titled_sheet(
    book: Book, name: str, title: str, note: str, *, landscape: bool = True, long: bool = False
) -> object:
    """A new sheet that begins with its title and a note."""
    sheet = book.sheet(name, long=long)
    sheet.write_string(0, 0, title, book.format(bold=True, font_size=14))
    sheet.write_string(1, 0, note, book.format(font_size=9))
    print_wide(sheet, landscape=landscape)
    return sheet
