"""`okoce check S --mark COPY.xlsx`: what is complained about is yellow and says why, in a copy."""

from __future__ import annotations

import zipfile
from pathlib import Path

import openpyxl
import pytest

from okoce_opt.__main__ import main
from okoce_opt.importing.paint import YELLOW
from okoce_opt.starter.workbook import write_starter
from tests.exported import small_story


def mended(path: Path, cells: dict[tuple[str, str], object]) -> Path:
    """The planner's workbook of `okoce new` with other values in some cells."""
    book = openpyxl.load_workbook(path)
    for (sheet, cell), value in cells.items():
        book[sheet][cell].value = value
    book.save(path)
    return path


def yellow(path: Path) -> dict[tuple[str, str], str]:
    """Sheet and cell -> comment of everything yellow."""
    book = openpyxl.load_workbook(path)
    return {
        (sheet.title, cell.coordinate): cell.comment.text
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.fill.start_color.rgb == YELLOW
    }


def test_a_workbook_is_marked_where_it_is_wrong(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = mended(
        write_starter(tmp_path / "rencana"),
        {
            ("tempat", "D2"): "sepuluh",
            ("pendaftar", "F4"): "Sliipi",
        },
    )
    book = openpyxl.load_workbook(path)
    (start,) = (row[1].coordinate for row in book["program"].iter_rows() if row[0].value == "mulai")
    mended(path, {("program", start): "kapan-kapan"})
    before = path.read_bytes()
    copy = tmp_path / "tanda.xlsx"
    assert main(["check", str(path.parent), "--mark", str(copy)]) == 2
    assert "tanda.xlsx" in capsys.readouterr().err
    found = yellow(copy)
    assert found.keys() == {("tempat", "D2"), ("pendaftar", "F4"), ("program", start)}
    assert "\u201csepuluh\u201d" in found["tempat", "D2"]
    assert "Slipi" in found["pendaftar", "F4"]
    assert path.read_bytes() == before
    # the guide and the comments of headers are still there
    marked = openpyxl.load_workbook(copy)
    assert "BACA SAYA" in marked.sheetnames
    assert marked["pendaftar"]["A1"].comment.text.startswith("Nomor peserta")


def test_parts_that_are_not_concerned_stay_byte_for_byte(tmp_path: Path) -> None:
    path = mended(write_starter(tmp_path / "rencana"), {("tempat", "D2"): "sepuluh"})
    copy = tmp_path / "tanda.xlsx"
    main(["check", str(path), "--mark", str(copy)])
    with zipfile.ZipFile(path) as one, zipfile.ZipFile(copy) as two:
        changed = {n for n in one.namelist() if one.read(n) != two.read(n)}
        (sheet,) = (n for n in changed if n.startswith("xl/worksheets/sheet"))
        theirs = {n for n in changed if n.startswith("xl/worksheets/") and n.endswith(".xml")}
        assert theirs == {sheet}


def test_a_folder_of_text_becomes_a_workbook(tmp_path: Path) -> None:
    people = "no_peserta,nama,kecamatan,kelurahan,hari\nX,=1+1,K1,a,senen\nY,Dua,K1,zz,"
    story = small_story(tmp_path / "cerita", people)
    copy = tmp_path / "tanda.xlsx"
    assert main(["check", str(story), "--mark", str(copy)]) == 2
    found = yellow(copy)
    assert found.keys() == {("pendaftar", "E2"), ("pendaftar", "D3")}
    cell = openpyxl.load_workbook(copy)["pendaftar"]["B2"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_nothing_is_written_over_and_nothing_without_need(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write_starter(tmp_path / "rencana")
    copy = tmp_path / "tanda.xlsx"
    assert main(["check", str(path), "--mark", str(copy)]) == 0
    assert not copy.exists()
    mended(path, {("tempat", "D2"): "sepuluh"})
    copy.write_text("milik saya")
    assert main(["check", str(path), "--mark", str(copy)]) == 2
    assert "tidak ditimpa" in capsys.readouterr().err
    assert copy.read_text() == "milik saya"
