"""A cell that only seems empty is never taken for one, and what is hidden is read and said."""

from __future__ import annotations

import zipfile
from pathlib import Path

import openpyxl
import pytest

from okoce_opt.io.tables.declared import TABLES as DECLARED
from tests.io.conftest import TABLES

OPTIONAL = {
    table.name: [c.header for c in table.columns if not c.required and c.header not in table.keys]
    for table in DECLARED.values()
}


def rewritten(file: Path, change) -> Path:
    """The workbook with the XML of every sheet changed."""
    with zipfile.ZipFile(file) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    with zipfile.ZipFile(file, "w") as new:
        for name, data in parts.items():
            sheet = name.startswith("xl/worksheets/sheet")
            new.writestr(name, change(data.decode()).encode() if sheet else data)
    return file


@pytest.mark.parametrize(
    ("table", "column"), [(t, c) for t in TABLES for c in OPTIONAL[t]], ids="{0[0]}".format
)
def test_a_formula_nobody_computed_in_any_optional_column(book, complaints_of, table, column):
    """`hari` filled by a script's formula read as no limit at all, for it was the last column."""
    file = book()
    made = openpyxl.load_workbook(file)
    sheet = made[table]
    heads = [cell.value for cell in sheet[1]]
    place = heads.index(column) + 1 if column in heads else len(heads) + 1
    sheet.cell(1, place, column)
    for row in range(2, sheet.max_row + 1):
        sheet.cell(row, place, '="x"&"y"')
    made.save(file)
    found = complaints_of(file)
    assert {(c.code, c.file, c.column) for c in found} == {
        ("formula_without_value", f"buku.xlsx [{table}]", column)
    }
    assert len(found) == sheet.max_row - 1


def test_whole_rows_below_the_others_that_are_formulas_only(book, complaints_of):
    file = book()
    made = openpyxl.load_workbook(file)
    for column in range(1, 9):
        made["pendaftar"].cell(5, column, "=A1")
    made.save(file)
    assert {(c.code, c.row) for c in complaints_of(file)} == {("formula_without_value", 5)}


@pytest.mark.parametrize("error", ["#N/A", "#REF!", "#NAME?"])
def test_an_error_in_a_text_column(book, folder, complaints_of, error):
    """As an error of Excel, and as the text that a CSV file keeps of it."""
    file = book()
    made = openpyxl.load_workbook(file)
    made["tempat"]["E1"], made["tempat"]["E2"] = "kegiatan", error
    made["tempat"]["E2"].data_type = "e"
    made.save(file)
    (one,) = complaints_of(file)
    assert (one.code, one.row, one.column, one.found) == ("cell_error", 2, "kegiatan", error)
    rows = (
        TABLES["tempat"].replace("kursi\n", "kursi,kegiatan\n").replace(",100\n", f",100,{error}\n")
    )
    (one,) = complaints_of(folder(tempat=rows))
    assert (one.code, one.row, one.column, one.found) == ("cell_error", 2, "kegiatan", error)


def test_text_where_the_reader_does_not_look_for_it(book, complaints_of):
    file = rewritten(
        book(),
        lambda xml: xml.replace(
            "</row></sheetData>", '<c r="J3" t="inlineStr"><v>rabu</v></c></row></sheetData>'
        ),
    )
    found = complaints_of(file)
    assert {c.code for c in found} == {"cell_without_header"}


def test_a_formula_that_comes_to_no_text_is_empty(book, read):
    """`=IF(x="";"";x)` is how people leave a cell empty."""
    file = book()
    digest = read(file).digest
    made = openpyxl.load_workbook(file)
    made["pendaftar"]["F3"] = '=""'
    made.save(file)
    rewritten(
        file,
        lambda xml: xml.replace('<c r="F3"', '<c r="F3" t="str"').replace(
            '<f>""</f><v />', '<f>""</f><v></v>'
        ),
    )
    assert read(file).digest == digest


def test_merged_cells_hold_one_value_for_the_eye_and_none_for_the_rest(book, complaints_of):
    file = book()
    made = openpyxl.load_workbook(file)
    made["pendaftar"].merge_cells("F2:F4")
    made.save(file)
    assert [(c.code, c.row, c.column) for c in complaints_of(file)] == [
        ("merged_cell", 3, "hari"),
        ("merged_cell", 4, "hari"),
    ]


def test_a_merged_title_above_the_header_says_nothing(book, read):
    file = book()
    digest = read(file).digest
    made = openpyxl.load_workbook(file)
    made["tempat"].insert_rows(1, 2)
    made["tempat"]["A1"] = "Daftar tempat"
    made["tempat"].merge_cells("A1:D2")
    made.save(file)
    assert read(file).digest == digest


@pytest.mark.parametrize("quote", ['hidden="1"', "hidden='true'", 'customHeight="1" ht="0"'])
def test_rows_hidden_by_a_filter_count_and_are_said(book, read, quote):
    file = book()
    plain = read(file)
    assert plain.notices == ()
    made = openpyxl.load_workbook(file)
    made["pendaftar"].row_dimensions[3].hidden = True
    made["pendaftar"].row_dimensions[9].hidden = True  # nothing stands there
    made.save(file)
    rewritten(file, lambda xml: xml.replace('hidden="1"', quote))
    (note,) = (note.id for note in read(file).notices)
    assert note.startswith("buku.xlsx [pendaftar] baris 3: 1 baris pendaftar tersembunyi")
    assert read(file).digest == plain.digest


def test_hidden_columns_and_sheets_are_said(book, read):
    file = book()
    made = openpyxl.load_workbook(file)
    made["pendaftar"].column_dimensions["F"].hidden = True
    made["pendaftar"].column_dimensions["Z"].hidden = True
    made["halangan"].sheet_state = "veryHidden"
    made["Petunjuk"].sheet_state = "hidden"
    made.save(file)
    assert [note.en for note in read(file).notices] == [
        "buku.xlsx [halangan]: this sheet is hidden; what it holds counts.",
        "buku.xlsx [pendaftar]: hidden columns hari (F); what they hold counts.",
    ]
