"""What writing rosters costs beside a bare writer: the same cells, put into workbooks by the
library alone, one look for all of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

import xlsxwriter

from okoce_opt.domain.plan import Plan
from okoce_opt.reports.office_workbooks import write_rosters
from okoce_opt.reports.reading.workbook import read_workbook
from okoce_opt.scenario import Scenario

Book = Sequence[tuple[str, Sequence[Sequence[object]]]]
"""The sheets of a workbook by name, row by row."""


@dataclass(frozen=True, slots=True)
class RosterCost:
    """Processor seconds of this process for the same workbooks, ours and bare."""

    people: int
    workbooks: int
    sheets: int
    cells: int
    seconds: float
    bare: float

    @property
    def times(self) -> float:
        """Ours by the bare writer's."""
        return self.seconds / self.bare


def roster_cost(scenario: Scenario, plan: Plan) -> RosterCost:
    """Write the rosters of a plan, read what stands in them, and write that again without anything
    else.
    """
    with TemporaryDirectory(prefix="okoce_bench_") as home:
        began = process_time()
        paths = write_rosters(scenario, plan, Path(home))
        seconds = process_time() - began
        books = {
            path: [(cells.name, cells.rows) for cells in read_workbook(path)] for path in paths
        }
        began = process_time()
        cells = write_bare(books, Path(home))
        bare = process_time() - began
    sheets = sum(len(book) for book in books.values())
    people = len(scenario.problem.registrants)
    return RosterCost(people, len(paths), sheets, cells, seconds, bare)


def write_bare(books: Mapping[Path, Book], folder: Path) -> int:
    """Write the same cells into workbooks of the same names in `folder`, in thin borders and
    nothing more; how many cells are not empty. Empty ones between others have a border too.
    """
    count = 0
    for path, sheets in books.items():
        with xlsxwriter.Workbook(str(folder / path.name), {"in_memory": True}) as book:
            look = book.add_format({"border": 1, "font_size": 9})
            for name, rows in sheets:
                sheet = book.add_worksheet(name)
                for at, row in enumerate(rows):
                    for column, value in enumerate(row):
                        count += value not in ("", None)
                        if value in ("", None):
                            sheet.write_blank(at, column, None, look)
                        elif isinstance(value, (int, float)):
                            sheet.write_number(at, column, value, look)
                        else:
                            sheet.write_string(at, column, str(value), look)
    return count
