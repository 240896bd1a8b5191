"""The gate: a good workbook gives its cells, a bad one is refused in words, and nothing that a file
holds ends the process that asked.
"""

from __future__ import annotations

import io
import os
import random
import zipfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter
import xlwt

from okoce_opt.gate import Broken, Refused, Sheet, read_bytes, read_sheets
from tests.gate import books
from tests.gate.books import (
    OLD_BOOK,
    PARTS,
    ROW,
    SHEET,
    bent,
    book,
    open_document,
    packed,
    says_encrypted,
)

Read = Callable[[bytes], list[Sheet]]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def sheets(data: bytes) -> list[Sheet]:
        (tmp_path / "buku.xlsx").write_bytes(data)
        return read_sheets(tmp_path / "buku.xlsx")

    return sheets


@pytest.fixture
def refused(read: Read) -> Callable[[bytes], Refused]:
    def refusal(data: bytes) -> Refused:
        with pytest.raises(Refused) as caught:
            read(data)
        assert caught.value.advice.id
        assert caught.value.advice.en
        return caught.value

    return refusal


def test_cells_stand_where_they_stand(read: Read) -> None:
    (sheet,) = read(book('<row r="2"><c r="B2"><v>7</v></c><c r="C2" t="str"><v>x</v></c></row>'))
    assert sheet == Sheet("pendaftar", [[], ["", 7.0, "x"]])
    assert "x" not in repr(sheet)


FAR = {
    "as Excel writes it": '<c r="XFD1048576" t="str"><v>x</v></c>',
    "attributes in another order": '<c t="str" r="XFD1048576"><v>x</v></c>',
    "other quotes": "<c r='XFD1048576'><v>1</v></c>",
    "small letters": '<c r="xfd1048576"><v>1</v></c>',
    "more rows than there can be": '<c r="ZZZ9999999"><v>1</v></c>',
    "a formula nobody has computed": '<c r="XFD1048576"><f>1+1</f></c>',
    "without an address": "<c/>" * 16_383 + "<c><v>1</v></c>",
    "text in the cell": '<c s="0" t="inlineStr" r="XFD1048576"><is><t>x</t></is></c>',
    "one column too far": '<c r="SG1048576"><v>1</v></c>',
    "one row too low": '<c r="B200501"><v>1</v></c>',
}


@pytest.mark.parametrize("cell", FAR.values(), ids=FAR)
def test_a_cell_far_away_is_named_however_it_is_written(
    refused: Callable[[bytes], Refused], cell: str
) -> None:
    """F43: in another order than Excel's the reader asked for all memory and the process died."""
    far = refused(book(ROW + f'<row r="1048576">{cell}</row>'))
    assert far.code == "stray_cell"
    assert "pendaftar" in far.advice.id
    assert ("XFD1048576" in far.advice.id) or 'r="XFD' not in cell


def test_names_with_a_prefix_are_seen_too(read: Read, refused: Callable[[bytes], Refused]) -> None:
    row = '<x:row r="{n}"><x:c r="{cell}"><x:v>1</x:v></x:c></x:row>'
    near = row.format(n=1, cell="A1")
    far = row.format(n=1_048_576, cell="XFD1048576")
    assert read(book(near, prefix="x:"))[0].rows == [[1.0]]
    assert "XFD1048576" in refused(book(near + far, prefix="x:")).advice.id


@pytest.mark.parametrize(
    ("rows", "named"),
    [
        ('<row r="200000"><c r="SF200000"><v>1</v></c></row>', "SF200000"),
        ('<row r="19999"><c r="SF19999"><v>1</v></c></row>', "SF19999"),
        (
            '<row r="1"><c r="SF1"><v>1</v></c></row><row r="200000"><c r="A200000"><v>1</v></c>'
            "</row>",
            "SF1, A200000",
        ),
    ],
)
def test_a_sheet_that_is_mostly_nothing_is_refused(
    refused: Callable[[bytes], Refused], rows: str, named: str
) -> None:
    """F44: inside the window, and yet a hundred million cells."""
    assert named in refused(book(ROW + rows)).advice.id


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="1048576"><c r="XFD1048576" s="0"/></row>',
        '<row r="1048576" hidden="1"/>',
        '<row r="1048576"><c r="XFD1048576" s="0"><v></v></c></row>',
    ],
)
def test_what_is_only_formatted_is_nothing(read: Read, rows: str) -> None:
    assert read(book(ROW + rows))[0].rows == [["nama", 7.0]]


def test_a_long_narrow_list_is_read(read: Read) -> None:
    rows = read(book(ROW + '<row r="199999"><c r="A199999"><v>1</v></c></row>'))[0].rows
    assert len(rows) == 199_999
    assert rows[-1] == [1.0]


SEEMS_EMPTY = {
    "a formula nobody has computed": ("<c r='C1'><f>1+1</f></c>", Broken()),
    "with an empty value": ("<c r='C1'><f>1+1</f><v></v></c>", Broken()),
    "a formula of a group": ("<c r='C1'><f t='shared' si='0'/></c>", Broken()),
    "an error": ("<c r='C1' t='e'><v>#N/A</v></c>", Broken("#N/A")),
    "a computed error": ("<c r='C1' t='e'><f>1/0</f><v>#DIV/0!</v></c>", Broken("#DIV/0!")),
    "a text without its usual form": ("<c r='C1' t='str'><v><![CDATA[senin]]></v></c>", "senin"),
}


@pytest.mark.parametrize(("cell", "value"), SEEMS_EMPTY.values(), ids=SEEMS_EMPTY)
@pytest.mark.parametrize("others", [True, False])
def test_what_only_seems_empty_is_told(read: Read, cell: str, value: object, others: bool) -> None:
    """F1: also at the end of a row, where the reader's cells end before it, and in a whole
    column.
    """
    first = "<c r='A1'><v>1</v></c>" if others else ""
    (sheet,) = read(
        book(f'<row r="1">{first}{cell}</row><row r="2">{cell.replace("C1", "C2")}</row>')
    )
    assert [row[2] for row in sheet.rows] == [value, value]


def test_a_formula_that_gives_nothing_is_empty(read: Read) -> None:
    row = '<row r="1"><c r="A1" t="str"><f>""</f><v></v></c><c r="B1"><f>1+1</f><v>2</v></c></row>'
    assert read(book(row))[0].rows == [["", 2.0]]


def test_hidden_rows_are_numbered(read: Read) -> None:
    rows = "".join(
        f'<row r="{n}"{said}><c r="A{n}"><v>{n}</v></c></row>'
        for n, said in ((1, ""), (2, ' hidden="1"'), (3, ' hidden="0"'), (4, " hidden='true'"))
    )
    assert read(book(rows))[0].hidden.rows == {2, 4}


def test_a_workbook_as_offices_write_it(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "b.xlsx") as made:
        sheet, chart = made.add_worksheet("Satu"), made.add_chartsheet("Gambar")
        sheet.write_row("B2", ["a", 1.5, True])
        sheet.write_datetime("B3", date(2026, 1, 5), made.add_format({"num_format": "d mmm yyyy"}))
        sheet.write_formula("B4", "=1+1", value=2)
        sheet.set_row(3, None, None, {"hidden": True})
        bars = made.add_chart({"type": "column"})
        bars.add_series({"values": "=Satu!$C$2:$C$2"})
        chart.set_chart(bars)
    (only,) = read_sheets(tmp_path / "b.xlsx")
    assert only.rows == [[], ["", "a", 1.5, True], ["", date(2026, 1, 5)], ["", 2.0]]
    assert only.hidden.rows == {4}


DAMAGED = {
    "flipped bits": bent(book(ROW * 300), SHEET),
    "cut short": book(ROW)[:400],
    "no sheets": packed({"a.xml": "<a/>"}),
    "not XML": packed({**PARTS, SHEET: "<worksheet><sheetData><row"}),
    "texts that are not there": book('<row r="1"><c r="A1" t="s"><v>9</v></c></row>'),
    "things of its own": packed({**PARTS, SHEET: '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'}),
}


@pytest.mark.parametrize("data", DAMAGED.values(), ids=DAMAGED)
def test_damage_is_the_files_not_ours(refused: Callable[[bytes], Refused], data: bytes) -> None:
    """F45: errors of a library were let through, as "a fault inside okoce"."""
    assert refused(data).code == "damaged_file"


@pytest.mark.parametrize(
    ("code", "data"),
    [
        ("password", says_encrypted(book(ROW))),
        ("empty_file", b"\0\0\n"),
        ("html_table", b"  <html><table></table></html>"),
        ("not_a_workbook", b"no_peserta;nama\n"),
        ("too_large", book(ROW, **{"xl/comments.xml": b"x" * 210_000_000})),
        ("too_large", book(ROW + "<!--" + "x" * 30_000_000 + "-->")),
        ("too_large", packed({**PARTS, **{f"xl/{n}.xml": "" for n in range(2_001)}})),
    ],
)
def test_what_is_not_worth_opening(
    refused: Callable[[bytes], Refused], code: str, data: bytes
) -> None:
    assert refused(data).code == code


def test_a_file_that_its_reader_does_not_survive_is_refused_and_the_next_is_read(
    read: Read, refused: Callable[[bytes], Refused]
) -> None:
    """It promises four thousand million texts, and the reader makes room for them."""
    texts = f'<sst xmlns="{books.MAIN}" count="4000000000" uniqueCount="4000000000"/>'
    cell = '<row r="1"><c r="A1" t="s"><v>0</v></c></row>'
    heavy = refused(book(cell, **{"xl/sharedStrings.xml": texts}))
    assert heavy.code in ("too_heavy", "damaged_file")
    assert read(book(ROW))[0].rows == [["nama", 7.0]]


def test_other_forms_are_read_and_refused_alike(
    read: Read, refused: Callable[[bytes], Refused]
) -> None:
    cell = '<table:table-cell office:value-type="float" office:value="1"><text:p>1</text:p>'
    row = f"<table:table-row>{cell}</table:table-cell></table:table-row>"
    assert read(open_document(row))[0].rows == [[1.0]]
    far = f'<table:table-row table:number-rows-repeated="1048575"><table:table-cell/>{row[:0]}'
    assert refused(open_document(f"{far}</table:table-row>{row}")).code == "stray_cell"


def test_files_that_are_none(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "tidak_ada", Path("a\0b")):
        with pytest.raises(Refused) as caught:
            read_bytes(path)
        assert caught.value.code == "unreadable_file"
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipa")
        with pytest.raises(Refused):
            read_bytes(tmp_path / "pipa")


def mutants(count: int, seed: int) -> Iterator[bytes]:
    """Good workbooks with a few bytes changed: packed, and with the change inside a part."""
    luck = random.Random(seed)
    whole = book(ROW + '<row r="2"><c r="A2"><f>1+1</f></c><c r="B2" t="e"><v>#N/A</v></c></row>')
    with zipfile.ZipFile(io.BytesIO(whole)) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    for _ in range(count):
        inside = luck.random() < 0.5
        part = luck.choice([*parts])
        made = bytearray(parts[part] if inside else whole)
        for _ in range(luck.randint(1, 4)):
            at = luck.randrange(len(made))
            match luck.randrange(4):
                case 0:
                    made[at] = luck.randrange(256)
                case 1:
                    made[at] ^= 1 << luck.randrange(8)
                case 2:
                    del made[at : at + luck.randint(1, 9)]
                case _:
                    made[at:at] = made[at : at + luck.randint(1, 9)] * luck.randint(1, 3)
            if not made:
                break
        yield packed({**parts, part: bytes(made)}) if inside else bytes(made)


def survive(read: Read, count: int, seed: int) -> tuple[int, int]:
    good = bad = 0
    for data in mutants(count, seed):
        try:
            read(data)
        except Refused:
            bad += 1
        else:
            good += 1
    return good, bad


def test_mutants_are_read_or_refused(read: Read) -> None:
    good, bad = survive(read, 120, 14)
    assert good > 10
    assert bad > 10


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(20))
def test_many_mutants_are_read_or_refused(read: Read, seed: int) -> None:
    assert min(survive(read, 1_000, seed)) > 50


def test_an_open_document_says_what_is_hidden_and_what_only_seems_empty(read: Read) -> None:
    """F1 and F9 in another form: an error or a formula that nobody computed was an empty cell."""
    text = "<table:table-cell office:value-type='string'><text:p>{}</text:p></table:table-cell>"
    error = (
        "<table:table-cell table:formula='of:=NA()' office:value-type='string' "
        "office:string-value='' calc:value-type='error'><text:p>#N/A</text:p></table:table-cell>"
    )
    never = "<table:table-cell table:formula='of:=A1'/>"
    blank = "<table:table-cell table:formula='of:=A1'><text:p/></table:table-cell>"
    merged = text.format("x").replace("<table:table-cell", "<table:table-cell {}", 1)
    merged = merged.format("table:number-rows-spanned='2' table:number-columns-spanned='1'")
    rows = (
        "<table:table-column/><table:table-column table:visibility='collapse' "
        "table:number-columns-repeated='2'/>"
        f"<table:table-row>{text.format('nama') * 5}</table:table-row>"
        "<table:table-row table:visibility='filter' table:number-rows-repeated='2'>"
        f"{text.format('A')}</table:table-row>"
        f"<table:table-row>{text.format('B')}{error}{never}{blank}{merged}</table:table-row>"
        f"<table:table-row>{text.format('C')}<table:table-cell table:number-columns-repeated='3'/>"
        "<table:covered-table-cell/></table:table-row>"
        "<table:table-row table:visibility='collapse' table:number-rows-repeated='1048570'/>"
    )
    (sheet,) = read(open_document(rows))
    assert sheet.rows[3] == ["B", Broken("#N/A"), Broken(), "", "x"]
    assert sheet.rows[4] == ["C", "", "", "", Broken(merged=True)]
    assert {2, 3} <= sheet.hidden.rows
    assert not sheet.hidden.rows & {1, 4, 5}
    assert sheet.hidden.columns == {1, 2}


def test_an_old_workbook_says_so_too(read: Read) -> None:
    sheet, other = read(OLD_BOOK)
    assert sheet.rows[1:] == [
        ["A", Broken("#N/A"), "X"],
        ["B", "", Broken(merged=True)],
        ["C", "senin", "Y"],
    ]
    assert (sheet.hidden.rows, sheet.hidden.columns) == ({4}, {3})
    assert (sheet.hidden.sheet, other.hidden.sheet) == (False, True)


def test_a_sheet_that_the_reader_does_not_see_is_refused(refused: Callable[[bytes], Refused]):
    """Text of two bytes a letter is good XML, and was read as an empty sheet: limits gone."""
    with zipfile.ZipFile(io.BytesIO(book(ROW))) as whole:
        parts = {name: whole.read(name) for name in whole.namelist()}
    wide = parts[SHEET].decode().replace("UTF-8", "UTF-16").encode("utf-16")
    assert refused(packed({**parts, SHEET: wide})).code == "damaged_file"


def test_a_percentage_without_a_value_is_no_cell() -> None:
    """A formula that shows nothing, the last of its row: the whole workbook could not be read."""
    sheet = Sheet("a", [["x", 0.5]], percents=frozenset({(0, 1), (0, 3), (4, 0)}))
    assert sheet.as_shown() == [["x", "50%"]]


@pytest.mark.parametrize("form", ["0%", "0.0%", '0" %"', "0.00"])
def test_percentages_are_read_as_they_are_shown(tmp_path: Path, form: str) -> None:
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        sheet = book.add_worksheet()
        sheet.write(1, 2, 0.877, book.add_format({"num_format": form}))
        sheet.write(2, 2, "teks", book.add_format({"num_format": form}))
        sheet.write(3, 2, 0.877)
    (read,) = read_sheets(tmp_path / "a.xlsx")
    shown = "87.7%" if form in ("0%", "0.0%") else 0.877
    assert [row[2] for row in read.as_shown()[1:]] == [shown, "teks", 0.877]


def test_percentages_of_an_open_document_too(read: Read) -> None:
    """What LibreOffice had saved from a workbook of Excel was asked about, cell by cell."""
    cell = '<table:table-cell office:value-type="{}" office:value="0.8"><text:p>80%</text:p>{}'
    shown = cell.format("percentage", "</table:table-cell>")
    twice = shown.replace("office:", 'table:number-columns-repeated="2" office:', 1)
    rows = [
        f"<table:table-row>{shown}{cell.format('float', '</table:table-cell>')}</table:table-row>",
        f'<table:table-row table:number-rows-repeated="2">{twice}</table:table-row>',
    ]
    (sheet,) = read(open_document("".join(rows)))
    assert sheet.as_shown() == [["80%", 0.8], ["80%", "80%"], ["80%", "80%"]]


@pytest.mark.parametrize("form", ["0%", "0.00%", '0" %"', "0.00", "General"])
def test_percentages_of_an_old_workbook_too(tmp_path: Path, form: str) -> None:
    made = xlwt.Workbook()
    made.add_sheet("a").write(0, 0, 0.8, xlwt.easyxf(num_format_str=form))
    made.save(tmp_path / "a.xls")
    (sheet,) = read_sheets(tmp_path / "a.xls")
    assert sheet.as_shown() == [["80%" if form in ("0%", "0.00%") else 0.8]]


def test_a_file_that_is_written_to_while_it_is_read_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of a list that was just being copied the first half was taken, cut in the middle of a row."""
    path = tmp_path / "daftar.csv"
    path.write_text("nama\nA\n")
    assert read_bytes(path) == b"nama\nA\n"
    told, times = os.fstat, []

    def fstat(number: int) -> os.stat_result:
        times.append(number)
        if len(times) == 2:
            path.write_text("nama\nA\nB\n")
        return told(number)

    monkeypatch.setattr("okoce_opt.gate.text.os.fstat", fstat)
    with pytest.raises(Refused) as refused:
        read_bytes(path)
    assert refused.value.code == "changing_file"
