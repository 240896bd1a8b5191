"""A sheet that begins with its title and a note, and says on every page what it is about."""

from __future__ import annotations

from typing import Any

from okoce_opt.reports.style.book import Book
from okoce_opt.reports.style.printing import print_wide


def titled_sheet(
    book: Book,
    name: str,
    title: str,
    *notes: str,
    about: str,
    landscape: bool = True,
    folio: bool = False,
    long: bool = False,
    size: int = 9,
    lang: str = "id",
) -> Any:
    """A new sheet with title and notes in its first rows; `about` stands at the foot of each page.

    Notes are in letters of `size` points, the title in larger ones. A `long` one is to be written
    from top to bottom (`Book.sheet`).
    """
    sheet = book.sheet(name, long=long)
    sheet.write_string(0, 0, title, book.format(bold=True, font_size=size + 5))
    for row, note in enumerate(notes, start=1):
        sheet.write_string(row, 0, note, book.format(font_size=size))
    print_wide(sheet, about, landscape=landscape, folio=folio, lang=lang)
    return sheet
