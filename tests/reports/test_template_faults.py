"""What an office may do to its template: everything wrong is told at once, each where it stands;
what is no fault is filled.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from okoce_opt import planning
from okoce_opt.errors import PlanFilesError
from okoce_opt.reports.papers.template import Template, read_template
from tests.exported import small_story, written
from tests.reports.office_template import ROW, office_template
from tests.reports.test_template import rewritten

FILE = "daftar_hadir/DaftarHadir_Satu.xlsx"
BOX = (
    b'<xdr:twoCellAnchor xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    b"<xdr:from><xdr:col>0</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>2</xdr:row>"
    b"<xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:to><xdr:col>3</xdr:col><xdr:colOff>0</xdr:colOff>"
    b"<xdr:row>3</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:to><xdr:sp><xdr:txBody><a:p><a:r>"
    b"<a:t>Di {tem</a:t></a:r><a:r><a:t>pat}, %s</a:t></a:r></a:p></xdr:txBody></xdr:sp>"
    b"<xdr:clientData/></xdr:twoCellAnchor></xdr:wsDr>"
)


def template(path: Path, change: Callable[[Any], object]) -> Path:
    """The office's template after somebody has changed its sheet."""
    book = openpyxl.load_workbook(office_template(path))
    change(book.worksheets[0])
    book.save(path)
    return path


def boxed(path: Path, text: bytes) -> Path:
    """The template with a text box, whose first place is cut up by the look of its letters."""

    def change(name: str, data: bytes) -> bytes:
        is_drawing = name == "xl/drawings/drawing1.xml"
        return data.replace(b"</xdr:wsDr>", BOX % text) if is_drawing else data

    return rewritten(office_template(path), change)


def put(**cells: str) -> Callable[[Any], object]:
    return lambda sheet: [sheet.__setitem__(cell, text) for cell, text in cells.items()]


def in_the_foot(sheet: Any) -> None:
    sheet.oddFooter.left.text = "{kodee} {nama} {kode}"


def second_row(sheet: Any) -> None:
    put(**{f"{column}12": text for column, text in zip("ABCDE", ROW, strict=False)})(sheet)


def code_in_the_foot_alone(sheet: Any) -> None:
    put(F3="", F12="Jumlah: {jumlahh}")(sheet)


@pytest.mark.parametrize(
    ("change", "wanted"),
    [
        (
            put(B11="{no peserta}"),
            ["{no_peserta}", "B11: {no peserta}", "Maksud Anda no_peserta"],
        ),
        (put(B11="{nopeserta}", F3="{Kod}"), ["B11", "no_peserta?", "F3", "kode?"]),
        (second_row, ["A11, A12, B11, B12", "{no_peserta}", "Sisakan satu baris"]),
        (lambda sheet: sheet.merge_cells("C11:C12"), ["C11:C12", "baris 11", "Lepas gabungannya"]),
        (in_the_foot, ["Kepala atau kaki halaman: {kodee}", "{nama} hanya dapat di baris"]),
        (code_in_the_foot_alone, ["tidak ada {kode}", "kaki halaman saja", "F12", "jumlah?"]),
    ],
    ids=["a blank", "misspelt", "two rows", "two rows merged", "footer", "code in the footer"],
)
def test_it_is_told_where(
    tmp_path: Path, change: Callable[[Any], object], wanted: list[str]
) -> None:
    with pytest.raises(PlanFilesError) as refused:
        read_template(template(tmp_path / "t.xlsx", change))
    for word in wanted:
        assert word in refused.value.words.id, (word, refused.value.words.id)
    lines = refused.value.words.id.splitlines()
    assert len({*lines}) == len(lines)


@pytest.mark.parametrize(
    ("place", "meant"),
    [
        *(
            ("nomor", "no"),
            ("Nomor Peserta", "no_peserta"),
            ("no_hp", "telepon"),
            ("kec", "kecamatan"),
        ),
        *(("tgl lahir", "lahir"), ("waktu", "jam"), ("lokasi", "tempat"), ("TTD", "hadir")),
        *(("kelurhan", "kelurahan"), ("qrcode", "qr"), ("alamat", ""), ("keterangan", "")),
    ],
)
def test_a_place_by_another_word_is_guessed_by_what_it_means(
    tmp_path: Path, place: str, meant: str
) -> None:
    """{nomor} got no hint, and {alamat} "did you mean camat"."""
    with pytest.raises(PlanFilesError) as refused:
        read_template(template(tmp_path / "t.xlsx", put(A13=f"{{{place}}}")))
    (line,) = [line for line in refused.value.words.id.splitlines() if f"{{{place}}}" in line]
    assert (f"Maksud Anda {meant}?" in line) if meant else ("Maksud" not in line)


def test_text_boxes_are_looked_at_and_filled(plan: Path, tmp_path: Path) -> None:
    """A place that is cut up by the look of its letters stayed as it was, in print."""
    with pytest.raises(PlanFilesError) as refused:
        read_template(boxed(tmp_path / "salah.xlsx", b"{tanggall} {nik}"))
    assert "Kotak teks: {tanggall}" in refused.value.words.id
    assert "Kotak teks: {nik} hanya dapat di baris" in refused.value.words.id
    planning.papers(plan, tmp_path / "out", template=boxed(tmp_path / "t.xlsx", b"{tanggal}"))
    with zipfile.ZipFile(tmp_path / "out" / FILE) as packed:
        xml = packed.read("xl/drawings/drawing1.xml").decode()
    assert "Di Aula Satu, Senin, 5 Januari 2026" in "".join(
        xml.replace("</a:t>", "<a:t>").split("<a:t>")
    )
    assert "{" not in xml


def said(template: Template) -> str:
    return " ".join(notice.id for notice in template.notices)


def test_a_protected_template_can_still_be_filled_in(plan: Path, tmp_path: Path) -> None:
    """The clerk could not write who came: the column was locked as the office had locked it."""
    locked = template(tmp_path / "t.xlsx", lambda sheet: sheet.protection.enable())
    assert "Perlindungan lembar" in said(read_template(locked))
    planning.papers(plan, tmp_path / "out", template=locked)
    assert not openpyxl.load_workbook(tmp_path / "out" / FILE).worksheets[0].protection.sheet

    def free(sheet: Any) -> None:
        sheet.protection.enable()
        sheet["E11"].protection = openpyxl.styles.Protection(locked=False)

    kept = template(tmp_path / "t2.xlsx", free)
    assert "Perlindungan" not in said(read_template(kept))
    planning.papers(plan, tmp_path / "out2", template=kept)
    sheet = openpyxl.load_workbook(tmp_path / "out2" / FILE).worksheets[0]
    assert sheet.protection.sheet
    assert not sheet["E12"].protection.locked


def test_pages_are_counted_as_the_template_says(plan: Path, tmp_path: Path) -> None:
    """`Halaman 1 dari 18` on every sheet: each began anew, and the sum was that of the workbook."""

    def of_all(sheet: Any) -> None:
        sheet.oddFooter.right.text = "Halaman &P dari &N"

    planning.papers(plan, tmp_path / "out", template=template(tmp_path / "t.xlsx", of_all))
    sheet = openpyxl.load_workbook(tmp_path / "out" / FILE).worksheets[1]
    assert not sheet.page_setup.useFirstPageNumber


@pytest.mark.parametrize("own_size", [False, True])
def test_a_wide_template_is_printed_on_one_page(plan: Path, tmp_path: Path, own_size: bool) -> None:
    """The column for signatures came out on a page of its own; a size of its own is kept."""

    def wide(sheet: Any) -> None:
        sheet.column_dimensions["C"].width = 90
        sheet.sheet_properties.pageSetUpPr = None
        sheet.page_setup.fitToWidth = sheet.page_setup.fitToHeight = None
        sheet.page_setup.scale = 60 if own_size else None

    planning.papers(plan, tmp_path / "out", template=template(tmp_path / "t.xlsx", wide))
    sheet = openpyxl.load_workbook(tmp_path / "out" / FILE).worksheets[0]
    fits = sheet.sheet_properties.pageSetUpPr and sheet.sheet_properties.pageSetUpPr.fitToPage
    assert bool(fits) is not own_size
    assert (sheet.page_setup.fitToHeight == 0) is not own_size


def test_who_signs_has_a_line_though_nobody_was_named(plan: Path, tmp_path: Path) -> None:
    planning.papers(plan, tmp_path / "out", template=office_template(tmp_path / "t.xlsx"))
    sheet = openpyxl.load_workbook(tmp_path / "out" / FILE).worksheets[0]
    (line,) = (c.value for c in sheet["E"] if str(c.value).startswith("...."))
    assert {*line} == {"."}


def test_a_code_that_a_telephone_reads(plan: Path, tmp_path: Path) -> None:
    pytest.importorskip("segno")
    with pytest.raises(PlanFilesError) as refused:
        planning.papers(
            plan, tmp_path / "out", template=office_template(tmp_path / "t.xlsx"), qr=True
        )
    assert "Tulis {qr}" in refused.value.words.id
    own = template(tmp_path / "qr.xlsx", put(A13="{qr}"))
    assert "--qr" in said(read_template(own))
    assert "--qr" not in said(read_template(own, qr=True))
    planning.papers(plan, tmp_path / "out", template=own, qr=True)
    book = openpyxl.load_workbook(tmp_path / "out" / FILE)
    pictures = []
    for sheet in book.worksheets:
        at = [(one.anchor._from.row, one.anchor._from.col) for one in sheet._images]
        row = next(c.row for c in sheet["E"] if "2026" in str(c.value)) - 1
        assert (row, 0) in at
        assert sheet.row_dimensions[row + 1].height > 35
        pictures.append(sheet._images[at.index((row, 0))]._data())
    assert len({*pictures}) == 2
    assert not any(c.value == "{qr}" for c in book.worksheets[0]["A"])
    assert planning.verify(plan, None, tmp_path / "out").stands


@pytest.mark.parametrize("ending", ["xls", "ods"])
def test_other_kinds_of_workbook_are_to_be_saved_as_xlsx(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"templat.{ending}"
    if ending == "ods":
        with zipfile.ZipFile(path, "w") as packed:
            packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
            packed.writestr("content.xml", "<office:document-content/>")
    else:
        path.write_bytes(b"\xd0\xcf\x11\xe0" + b"\0" * 600)
    with pytest.raises(PlanFilesError) as refused:
        read_template(path)
    assert path.name in refused.value.words.id


@pytest.mark.parametrize("data", [b"%PDF-1.4", b"{no_peserta},{nama}", b"PK\3\4word/document.xml"])
def test_what_is_no_workbook_is_to_be_made_one(tmp_path: Path, data: bytes) -> None:
    """For a template that was a PDF the advice was to use a folder of CSV files."""
    path = tmp_path / "templat.pdf"
    path.write_bytes(data)
    with pytest.raises(PlanFilesError) as refused:
        read_template(path)
    assert "simpan sebagai .xlsx" in refused.value.words.id
    assert "CSV" not in refused.value.words.id


def test_a_template_behind_a_password_and_one_that_is_not_there(tmp_path: Path) -> None:
    ooxml = pytest.importorskip("msoffcrypto.format.ooxml")
    path, out = office_template(tmp_path / "t.xlsx"), io.BytesIO()
    ooxml.OOXMLFile(io.BytesIO(path.read_bytes())).encrypt("rahasia", out)
    path.write_bytes(out.getvalue())
    with pytest.raises(PlanFilesError) as refused:
        read_template(path)
    assert "kata sandi" in refused.value.words.id
    with pytest.raises(PlanFilesError) as refused:
        read_template(tmp_path / "hilang.xlsx")
    assert "tidak ada" in refused.value.words.id


def test_a_template_without_names_is_read_back(plan: Path, tmp_path: Path) -> None:
    """`verify` ended with an error of its own."""
    own = office_template(tmp_path / "t.xlsx", row=(*ROW[:2], "", *ROW[3:]))
    planning.papers(plan, tmp_path / "out", template=own)
    assert planning.verify(plan, None, tmp_path / "out").stands


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    base = tmp_path_factory.mktemp("salah")
    people = "no_peserta,nama,kecamatan,kelurahan\nA0,Xenia,K1,a\nA1,Zainal,K1,a"
    seats = [(f"A{n}", f"P|aula|2026-01-0{5 + n}|sehari") for n in range(2)]
    return written(small_story(base / "cerita", people), seats, base / "hasil")
