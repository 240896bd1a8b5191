"""How the workbooks look: one family of letters, quiet greys, one colour for each activity.

Workbooks carry no author and no wall time, so that the same plan gives the same bytes (on systems
that give files the same rights).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import xlsxwriter

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
        usual: dict[str, object] = {"font_size": 9, "border": 1, "border_color": RULE}
        return self.format(**{**usual, **more})

    def heading(self, **more: object) -> Any:
        """The format of a table's header cell."""
        usual: dict[str, object] = {"bold": True, "font_size": 9, "align": "center", "border": 1}
        return self.format(**{**usual, "text_wrap": True, "bg_color": GREY, **more})
