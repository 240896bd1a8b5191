"""How the workbooks look: one family of letters, quiet greys, one colour for each activity.

Workbooks carry no author and no wall time, so that the same plan gives the same bytes (on systems
that give files the same rights).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import xlsxwriter

from okoce_opt.reports.textsize import INDENT_PX, line_count, row_points

FONT = "Arial"
GREY = "#F2F2F2"
RULE = "#7F7F7F"
FAINT = "#8C8C8C"
CLOSED = "#D0D0D0"
SOFT = "#FFF4D6"
SEVERAL = "#7B5EA7"
"""Fill of a calendar cell that holds sessions of more than one activity."""

# (fill, letters): told apart in print and by most colour-blind readers
ACTIVITY_COLOURS = (
    ("#8FC1E3", "#0B3C5D"),
    ("#F6B26B", "#6B3A00"),
    ("#A8D5A2", "#1D4D1A"),
    ("#E6A6C7", "#6A1B47"),
    ("#C9C27A", "#4C4700"),
    ("#9FD3D0", "#0E4A47"),
    ("#D8B4A0", "#5B2C13"),
    ("#BFC5E8", "#2A2F66"),
)


class Book:
    """A workbook on its way out, with formats made once for each set of properties.

    `born` is written as the date of creation: a day of the programme, never the clock's. Use as a
    context manager; an error inside leaves no half workbook behind.
    """

    def __init__(self, path: Path, title: str, born: date) -> None:
        self._path = path
        self.file = xlsxwriter.Workbook(
            str(path),
            {
                "in_memory": True,
                "tmpdir": str(path.parent),
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
                "default_format_properties": {"font_name": FONT, "font_size": 10},
            },
        )
        self.file.set_properties({"title": title, "created": datetime.combine(born, time())})
        self._long: list[Any] = []
        self._formats: dict[tuple[tuple[str, object], ...], Any] = {}

    def __enter__(self) -> Book:
        """The book itself."""
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        """Write the file, unless something went wrong."""
        try:
            if kind is None:
                self.file.close()
        finally:
            self.file.fileclosed = True
            for sheet in self._long:
                sheet.row_data_fh.close()
                Path(sheet.row_data_filename).unlink(missing_ok=True)

    def format(self, **properties: object) -> Any:
        """The format with these xlsxwriter properties, in the house's letters."""
        key = tuple(sorted(properties.items()))
        if key not in self._formats:
            base: Mapping[str, object] = {"font_name": FONT, "font_size": 10, "valign": "vcenter"}
            self._formats[key] = self.file.add_format({**base, **properties})
        return self._formats[key]

    def sheet(self, name: str, *, long: bool = False) -> Any:
        """A new sheet. A `long` one (hundreds of thousands of people) is to be written from top to
        bottom.

        Its rows, and then the whole book, are kept in files beside the workbook until that is done,
        not in memory.
        """
        if not long:
            return self.file.add_worksheet(name)
        # the library offers this for whole workbooks; a sheet takes over what is set when it is
        # added
        self.file.in_memory, self.file.constant_memory = False, True
        sheet = self.file.add_worksheet(name)
        self.file.constant_memory = False
        self._long.append(sheet)
        return sheet

    def cell(self, **more: object) -> Any:
        """The format of a cell in a table's body."""
        return self.format(font_size=9, border=1, border_color=RULE, **more)

    def heading(self, **more: object) -> Any:
        """The format of a table's header cell."""
        return self.format(
            bold=True, font_size=9, align="center", text_wrap=True, bg_color=GREY, border=1, **more
        )


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
