"""The bare writer writes the very cells of the rosters: else the two would not be compared."""

from __future__ import annotations

from pathlib import Path

import openpyxl

from okoce_opt.bench.rosters import roster_cost, write_bare
from okoce_opt.reports.office_workbooks import write_rosters
from okoce_opt.reports.reading.workbook import read_workbook
from tests.office import office


def values(path: Path) -> dict[str, list[list[str]]]:
    book = openpyxl.load_workbook(path)
    return {
        sheet.title: [[str(v) for v in row if v not in ("", None)] for row in sheet.values]
        for sheet in book
    }


def test_the_same_cells_are_written(tmp_path: Path) -> None:
    scenario, planned = office()
    paths = write_rosters(scenario, planned.plan, tmp_path / "kita")
    (tmp_path / "polos").mkdir()
    books = {path: [(cells.name, cells.rows) for cells in read_workbook(path)] for path in paths}
    count = write_bare(books, tmp_path / "polos")
    seen = 0
    for path in paths:
        ours, bare = values(path), values(tmp_path / "polos" / path.name)
        assert ours == bare
        seen += sum(len(row) for rows in ours.values() for row in rows)
    cost = roster_cost(scenario, planned.plan)
    assert (cost.cells, cost.workbooks, cost.people) == (count, 2, 16)
    assert count == seen
    assert cost.times == cost.seconds / cost.bare
