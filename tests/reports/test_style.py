"""A long sheet is the same sheet, whichever way it is written, and leaves nothing behind."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest
from xlsxwriter.exceptions import FileCreateError

from okoce_opt.reports.reading.workbook import read_workbook
from okoce_opt.reports.style.book import Book
from okoce_opt.reports.style.tables import Table, plain_table

ROWS: list[list[object]] = [
    [f"P{n}", "=1+1" if n % 2 else "https://contoh", n, n / 7] for n in range(300)
]


def written(path: Path, *, long: bool) -> Path:
    with Book(path, "judul", date(2018, 3, 1)) as book:
        before, sheet, after = (
            book.sheet("sebelum"),
            book.sheet("orang", long=long),
            book.sheet("sesudah"),
        )
        for other in (before, after):
            # from bottom to top, as no long sheet may be
            other.write_string(5, 1, "bawah", book.cell())
            other.write_string(0, 0, "atas", book.cell())
        sheet.write_string(0, 0, "Peserta", book.format(bold=True))
        plain_table(
            book, sheet, 3, Table(["No.", "Nama", "Umur", "Bagian"], [75, 190, 60, 60], ROWS)
        )
    return path


def test_a_long_sheet_reads_like_any_other(tmp_path: Path) -> None:
    paths = [written(tmp_path / f"{long}.xlsx", long=long) for long in (False, True)]
    short, long = (openpyxl.load_workbook(path) for path in paths)
    for one, two in zip(short, long, strict=True):
        assert [[cell.value for cell in row] for row in one] == [
            [cell.value for cell in row] for row in two
        ]
        assert {n: d.height for n, d in one.row_dimensions.items()} == {
            n: d.height for n, d in two.row_dimensions.items()
        }
        assert (one.freeze_panes, one.auto_filter.ref) == (two.freeze_panes, two.auto_filter.ref)
    assert not any(cell.data_type == "f" for row in long["orang"] for cell in row)
    assert [cells.rows for cells in read_workbook(paths[0])] == [
        cells.rows for cells in read_workbook(paths[1])
    ]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["False.xlsx", "True.xlsx"]


def test_a_long_book_is_the_same_on_a_rerun_and_half_a_one_is_none(tmp_path: Path) -> None:
    assert (
        written(tmp_path / "a.xlsx", long=True).read_bytes()
        == written(tmp_path / "b.xlsx", long=True).read_bytes()
    )
    with pytest.raises(ZeroDivisionError):
        broken(tmp_path / "c.xlsx")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.xlsx", "b.xlsx"]


@pytest.mark.parametrize("long", [False, True])
def test_rows_of_a_long_sheet_are_on_the_disk_while_it_is_written(
    tmp_path: Path, long: bool
) -> None:
    with Book(tmp_path / "f.xlsx", "judul", date(2018, 3, 1)) as book:
        plain_table(
            book,
            book.sheet("orang", long=long),
            0,
            Table(["No.", "Nama", "Umur", "Bagian"], [75, 190, 60, 60], ROWS),
        )
        assert sum(path.stat().st_size > 10_000 for path in tmp_path.iterdir()) == long


def test_what_stands_in_many_cells_is_kept_once(tmp_path: Path) -> None:
    with Book(tmp_path / "g.xlsx", "judul", date(2018, 3, 1)) as book:
        plain_table(book, book.sheet("orang"), 0, Table(["Hari"], [75], [["Sel, 13-03-2018"]] * 5))
    (cells,) = read_workbook(tmp_path / "g.xlsx")
    assert len({id(cells.raw(row, 0)) for row in range(1, 6)}) == 1


def test_a_disk_that_is_full_at_the_end_leaves_no_rows_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(self: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr("xlsxwriter.workbook.Workbook._store_workbook", full)
    with pytest.raises(FileCreateError, match="no space"):
        written(tmp_path / "d.xlsx", long=True)
    assert list(tmp_path.iterdir()) == []


def test_cells_stand_where_they_stand_in_the_workbook(tmp_path: Path) -> None:
    """A sheet that begins far from A1, and one with nothing in it."""
    book = openpyxl.Workbook()
    book.active["C5"], book.active["D7"] = "x", 3
    book.create_sheet("kosong")
    book.save(tmp_path / "e.xlsx")
    far, empty = read_workbook(tmp_path / "e.xlsx")
    assert [(row, column) for row in range(9) for column in range(9) if far.text(row, column)] == [
        (4, 2),
        (6, 3),
    ]
    assert far.text(6, 3) == "3"
    assert empty.rows == []


def broken(path: Path) -> None:
    """A long book whose writer fails half-way."""
    with Book(path, "judul", date(2018, 3, 1)) as book:
        sheet = book.sheet("orang", long=True)
        for row in range(5):
            sheet.write_number(row, 0, 1 // (3 - row))
