"""An attendance sheet goes out, a clerk fills it in, sorts it, and sends it back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from okoce_opt.domain.outcome import Planned
from okoce_opt.plan_files.record import read_record
from okoce_opt.reports.attendance.presence import WORDS, presence_said
from okoce_opt.reports.content.codes import SHEET_CODE, code_in, office_code, sheet_code
from okoce_opt.reports.office_workbooks import write_rosters
from okoce_opt.reports.plan_folder import write_plan
from okoce_opt.reports.plan_reader import read_rosters
from okoce_opt.reports.reading.contradictions import explain
from okoce_opt.scenario import Scenario
from tests.office import office

FIRST = "01 Pelatihan 14-03"


@pytest.fixture
def made() -> tuple[Scenario, Planned]:
    return office(names=("ahmad", "Budi", "CITRA"))


@pytest.fixture
def folder(made: tuple[Scenario, Planned], tmp_path: Path) -> Path:
    write_plan(*made, tmp_path / "hasil")
    return tmp_path / "hasil"


def roster(folder: Path) -> Path:
    return folder / "daftar_hadir" / "DaftarHadir_Tambora.xlsx"


class Table:
    """The attendance table of an open sheet: its rows, and its columns by title."""

    def __init__(self, sheet: Any) -> None:
        self.sheet = sheet
        self.header = next(c.row for c in sheet["A"] if c.value == "NO.")
        self.columns = {c.value: c.column for c in sheet[self.header] if c.value}
        self.rows = [
            c.row for c in sheet["A"] if c.row > self.header and str(c.value or "").isdecimal()
        ]

    def cell(self, row: int, title: str) -> Any:
        return self.sheet.cell(row, self.columns[title])

    def sort(self, title: str) -> None:
        """As Excel sorts: whole rows of the table, blank ones last."""
        width = max(self.columns.values()) + 1
        rows = [[self.sheet.cell(r, c).value for c in range(1, width + 1)] for r in self.rows]
        key = self.columns[title] - 1
        rows.sort(key=lambda row: (not row[1], str(row[key] or "~")))
        for row, values in zip(self.rows, rows, strict=True):
            for column, value in enumerate(values, start=1):
                self.sheet.cell(row, column).value = value


def test_filled_sorted_and_with_walk_ins_it_is_still_the_plan(
    made: tuple[Scenario, Planned], folder: Path
) -> None:
    """What people do with a roster changes no plan: before, whoever came unannounced broke it."""
    scenario, planned = made
    book = openpyxl.load_workbook(roster(folder))
    table = Table(book[FIRST])
    for row, said in zip(
        table.rows, ("Hadir", "h", "SAKIT", "\u2713", "alfa", "Izin"), strict=False
    ):
        table.cell(row, "HADIR").value = said
    table.cell(table.rows[6], "NAMA").value = "Tamu Pagi"
    table.cell(table.rows[6], "HADIR").value = "v"
    table.sort("HADIR")
    book.save(roster(folder))
    read = read_rosters(scenario, folder)
    assert read.plan == planned.plan
    assert read.disagreements == ()
    assert sorted(read.attended.values()) == ["Alpa", "Hadir", "Hadir", "Hadir", "Izin", "Sakit"]
    assert len({session for _, session in read.attended}) == 1
    (notice,) = read.notices
    assert "HADIR" not in notice.id
    assert f"[{FIRST}] C" in notice.id
    assert "Tamu" not in notice.id


def test_who_came_is_never_guessed(made: tuple[Scenario, Planned], folder: Path) -> None:
    book = openpyxl.load_workbook(roster(folder))
    table = Table(book[FIRST])
    table.cell(table.rows[0], "HADIR").value = "x"
    table.cell(table.rows[1], "HADIR").value = "3199010101900001"
    book.save(roster(folder))
    read = read_rosters(made[0], folder)
    assert read.attended == {}
    assert [notice.id.count("tidak terbaca") for notice in read.notices] == [1, 1]
    assert "3199010101900001" not in "".join(notice.id for notice in read.notices)


@pytest.mark.parametrize(
    ("said", "word"),
    [
        *((word, word) for word in WORDS),
        (" hadir ", "Hadir"),
        ("1", "Hadir"),
        ("ijin", "Izin"),
        ("S.", "Sakit"),
        ("Tidak  hadir", "Alpa"),
        ("", ""),
        ("x", None),
        ("besok", None),
    ],
)
def test_what_a_hand_writes_into_the_column(said: str, word: str | None) -> None:
    assert presence_said(said) == word


@pytest.mark.parametrize("kw", [{}, {"days": 4}, {"people": 100, "batch": 100}])
def test_the_table_is_free_and_the_rest_is_protected(tmp_path: Path, kw: dict[str, int]) -> None:
    """Excel sorts a protected sheet only where every cell of the table is free, and only a table
    without merged cells.
    """
    scenario, planned = office(**kw)
    write_plan(scenario, planned, tmp_path / "hasil")
    sheet = openpyxl.load_workbook(roster(tmp_path / "hasil"))[FIRST]
    table = Table(sheet)
    assert table.rows == list(range(table.header + 1, table.header + 1 + len(table.rows)))
    assert sheet.auto_filter.ref == (
        f"A{table.header}:{sheet.cell(table.rows[-1], sheet.max_column).coordinate}"
    )
    protection = sheet.protection
    assert protection.sheet
    assert not protection.password
    free = ("sort", "autoFilter", "formatCells", "formatColumns", "formatRows")
    assert not any(getattr(protection, name) for name in free)
    for row in table.rows:
        for column in range(1, sheet.max_column + 1):
            assert not sheet.cell(row, column).protection.locked, (row, column)
    inside = range(table.rows[0], table.rows[-1] + 1)
    assert not any(r.min_row in inside or r.max_row in inside for r in sheet.merged_cells.ranges)
    assert sheet.cell(table.header, 1).protection.locked
    (choice,) = sheet.data_validations.dataValidation
    assert choice.formula1 == '"Hadir,Izin,Sakit,Alpa"'
    column = openpyxl.utils.get_column_letter(table.columns["HADIR"])
    assert str(choice.sqref) == f"{column}{table.rows[0]}:{column}{table.rows[-1]}"


def test_each_page_says_plan_revision_and_sheet(
    made: tuple[Scenario, Planned], folder: Path
) -> None:
    digest = read_record(folder)["plan_digest"]
    codes = []
    for path in sorted((folder / "daftar_hadir").glob("*.xlsx")):
        for sheet in openpyxl.load_workbook(path).worksheets[2:]:
            (cell,) = [
                c.value
                for row in sheet.iter_rows()
                for c in row
                if str(c.value).startswith("Kode lembar:")
            ]
            code, plan = code_in(cell)
            assert digest.upper().startswith(plan)
            assert sheet.oddFooter.left.text.strip() == f"Kode {code}"
            codes.append(code)
    assert len({*codes}) == len(codes) == 6
    assert {SHEET_CODE.fullmatch(code)[2] for code in codes} == {"1"}


def test_a_code_has_letters_and_digits_that_a_telephone_carries() -> None:
    office = office_code("9f3a2c71", "Revisi 2 / final?", "31.73.07")
    assert sheet_code(office, 7) == "9F3A2C-RREVISI2FINAL-317307-07"
    assert code_in(f"Kode {sheet_code(office, 7).lower()} ") == (sheet_code(office, 7), "9F3A2C")
    assert sheet_code(office_code("9f3a2c71", "", "\u2013"), 120) == "9F3A2C-R0-X-120"
    assert code_in("tanpa kode") is None


def test_a_sheet_of_another_plan_is_told_by_its_code(
    made: tuple[Scenario, Planned], folder: Path
) -> None:
    """A page of an older plan put among the new ones looked like any other."""
    book = openpyxl.load_workbook(roster(folder))
    (cell,) = [
        c for row in book[FIRST].iter_rows() for c in row if str(c.value).startswith("Kode lembar:")
    ]
    cell.value = "Kode lembar: 000000-R1-1-01"
    book.save(roster(folder))
    (told,) = read_rosters(made[0], folder).disagreements
    assert "000000-R1-1-01" in explain(told).id
    assert told.cells[0].endswith(f"[{FIRST}] {cell.coordinate}")


@pytest.mark.parametrize("kw", [{"people": 100, "batch": 100}, {"days": 4}])
def test_a_picture_of_the_code_stands_on_every_page(tmp_path: Path, kw: dict[str, int]) -> None:
    """Beside the table, where it stays when rows are sorted, and inside the paper's width."""
    pytest.importorskip("segno")
    scenario, planned = office(**kw)
    (path, _) = write_rosters(scenario, planned.plan, tmp_path, qr=True)
    sheet = openpyxl.load_workbook(path)[FIRST]
    table = Table(sheet)
    pages = [table.rows[0], *(brk.id + 1 for brk in sheet.row_breaks.brk)]
    assert [picture.anchor._from.row + 1 for picture in sheet._images] == pages
    last = max(table.columns.values()) + ("days" not in kw)
    assert {picture.anchor._from.col for picture in sheet._images} == {last}
    assert openpyxl.utils.get_column_letter(last + 1) in str(sheet.print_area)
    same = write_rosters(scenario, planned.plan, tmp_path / "lagi", qr=True)[0]
    assert same.read_bytes() == path.read_bytes()
