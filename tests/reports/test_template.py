"""An office's own template: filled, its look kept, and read back like a sheet of ours."""

from __future__ import annotations

import re
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from okoce_opt import planning
from okoce_opt.__main__ import main
from okoce_opt.errors import OkoceError, PlanFilesError
from okoce_opt.reports.papers.template_sheet import moved_area
from tests.exported import small_story, written
from tests.reports.office_template import ROW, office_template

PEOPLE = "no_peserta,nama,nik,kecamatan,kelurahan\n" + "\n".join(
    f"A{n},{name},31990101019{n:05},K1,a"
    for n, name in enumerate(("Xenia & Putri", "=HYPERLINK(1)", "<b>Zainal", "Wati"))
)
MONDAY, TUESDAY = (f"P|aula|2026-01-0{day}|sehari" for day in (5, 6))
SEATS = [("A0", MONDAY), ("A1", MONDAY), ("A2", MONDAY), ("A3", TUESDAY)]
FILE = "daftar_hadir/DaftarHadir_Satu.xlsx"


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    base = tmp_path_factory.mktemp("templat")

    return written(small_story(base / "cerita", PEOPLE), SEATS, base / "hasil")


@pytest.fixture(scope="module")
def printed(plan: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    base = tmp_path_factory.mktemp("kertas")
    template = office_template(base / "templat.xlsx")
    told = planning.papers(plan, base / "out", template=template)
    assert told.files == (FILE,)
    assert [notice.id.split()[0] for notice in told.notices] == ["Lembar", "Rumus"]
    return base / "out"


def copied(printed: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(printed, tmp_path / "kembali"))


def test_what_is_printed_from_a_template_is_the_plan(plan: Path, printed: Path) -> None:
    verdict = planning.verify(plan, None, printed)
    assert verdict.stands
    assert verdict.as_recorded
    assert main(["verify", str(plan), "--papers", str(printed)]) == 0


def test_the_look_is_kept(printed: Path) -> None:
    book = openpyxl.load_workbook(printed / FILE)
    assert book.sheetnames == ["01 Pelatihan 05-01", "02 Pelatihan 06-01"]
    sheet = book.worksheets[0]
    # three people and five blank rows where the template had one
    assert [sheet.cell(row, 1).value for row in range(11, 20)] == [*range(1, 9), None]
    assert [sheet.cell(row, 3).value for row in (11, 12, 13)] == [
        "<b>Zainal",
        "=HYPERLINK(1)",
        "Xenia & Putri",
    ]
    assert not any(cell.data_type == "f" for row in sheet.iter_rows() for cell in row)
    assert {sheet.row_dimensions[row].height for row in range(11, 19)} == {27}
    assert {sheet.cell(row, 3).fill.start_color.rgb for row in range(11, 19)} == {"FFEAF5EF"}
    merged = {str(block) for block in sheet.merged_cells.ranges}
    assert {"B1:F1", "A4:F4", "E20:F20", "E21:F21", "E25:F25"} == merged - {"B2:F2"}
    assert sheet["A4"].value == "DAFTAR HADIR Dunia kecil"
    assert sheet["A4"].font.name == "Times New Roman"
    assert sheet["A8"].value == "Pukul : 08.00 s.d. 15.00 WIB di Aula Satu"
    assert sheet["A27"].value == 7
    assert str(sheet.print_area) == "'01 Pelatihan 05-01'!$A$1:$F$27"
    assert sheet.print_title_rows == "$10:$10"
    assert sheet.page_setup.paperSize == 9
    assert sheet.page_setup.useFirstPageNumber
    assert sheet.oddFooter.left.text == sheet["F3"].value
    (colour,) = sheet.conditional_formatting
    assert str(colour.sqref) == "E11:E18"
    (choice,) = sheet.data_validations.dataValidation
    assert str(choice.sqref) == "E11:E18"
    assert [one.anchor._from.row for one in sheet._images] == [0, 20]
    codes = [sheet["F3"].value for sheet in book]
    assert len({*codes}) == 2


def test_nobody_is_named_in_a_file_that_goes_out(printed: Path) -> None:
    with zipfile.ZipFile(printed / FILE) as packed:
        text = "".join(packed.read(n).decode("latin-1") for n in packed.namelist())
    assert "Budi" not in text
    assert "31990101019" not in text


def test_filled_sorted_and_sent_back(plan: Path, printed: Path, tmp_path: Path) -> None:
    folder = copied(printed, tmp_path)
    book = openpyxl.load_workbook(folder / FILE)
    sheet = book.worksheets[0]
    for row, said in ((11, "Hadir"), (12, "alpa"), (13, "v")):
        sheet.cell(row, 5).value = said
    for column in (2, 3, 4, 5):
        one, two = sheet.cell(11, column), sheet.cell(13, column)
        one.value, two.value = two.value, one.value
    book.save(folder / FILE)
    verdict = planning.verify(plan, None, folder)
    assert verdict.stands
    assert verdict.notices[0].id == "Kehadiran yang sudah diisi: 1 Alpa, 2 Hadir."


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("A7", "Hari/Tanggal : Rabu, 7 Januari 2026"),
        ("B11", "A3"),
        ("F3", "000000-R0-K1-01"),
        ("E6", "Jumlah: 9 orang"),
    ],
)
def test_what_is_changed_on_it_is_told_with_its_cell(
    plan: Path, printed: Path, tmp_path: Path, cell: str, value: str
) -> None:
    folder = copied(printed, tmp_path)
    book = openpyxl.load_workbook(folder / FILE)
    book.worksheets[0][cell].value = value
    book.save(folder / FILE)
    verdict = planning.verify(plan, None, folder)
    assert not verdict.stands
    cells = [where for violation in verdict.violations for where in violation.cells]
    assert f"DaftarHadir_Satu.xlsx [01 Pelatihan 05-01] {cell}" in cells


def test_rows_and_columns_that_move_are_followed(plan: Path, printed: Path, tmp_path: Path) -> None:
    """Defined names move with the cells in a spreadsheet; here by hand."""
    folder = copied(printed, tmp_path)
    book = openpyxl.load_workbook(folder / FILE)
    for sheet in book.worksheets:
        sheet.insert_cols(1)
        for name in sheet.defined_names.values():
            text = name.value
            for old, new in ("FG", "EF", "DE", "CD", "BC", "AB"):
                if name.name.startswith("okoce_"):
                    text = text.replace(f"${old}$", f"${new}$")
            name.value = text
    book.save(folder / FILE)
    assert planning.verify(plan, None, folder).stands


def test_a_paper_that_the_template_does_not_name_is_the_scenarios(
    tmp_path: Path, plan: Path
) -> None:
    template = office_template(tmp_path / "templat.xlsx")
    book = openpyxl.load_workbook(template)
    book.worksheets[0].page_setup.paperSize = None
    book.save(template)
    planning.papers(plan, tmp_path / "out", template=template)
    sheet = openpyxl.load_workbook(tmp_path / "out" / FILE).worksheets[0]
    assert sheet.page_setup.paperSize == 9


@pytest.mark.parametrize("size", [100, 80])
def test_a_template_saved_by_libreoffice_fits_the_paper_and_has_its_code(
    plan: Path, tmp_path: Path, size: int
) -> None:
    """It says of every sheet that it is printed as large as it is, with a foot of no words: the
    signatures stood on a page of their own, and no page had a code.
    """
    ours = office_template(tmp_path / "templat.xlsx")
    with zipfile.ZipFile(ours) as whole:
        parts = {name: whole.read(name) for name in whole.namelist()}
    name = "xl/worksheets/sheet1.xml"
    xml = re.sub(r"<headerFooter.*?</headerFooter>", "", parts[name].decode())
    xml = xml.replace('fitToPage="1"', 'fitToPage="false"').replace(' fitToHeight="0"', "")
    xml = re.sub(
        r"<pageSetup[^>]*/>",
        f'<pageSetup paperSize="9" scale="{size}" orientation="portrait"/>'
        '<headerFooter differentFirst="false"><oddHeader></oddHeader><oddFooter></oddFooter>'
        "</headerFooter>",
        xml,
    )
    with zipfile.ZipFile(ours, "w") as again:
        for part, data in (parts | {name: xml.encode()}).items():
            again.writestr(part, data)
    planning.papers(plan, tmp_path / "out", template=ours)
    sheet = openpyxl.load_workbook(tmp_path / "out" / FILE).worksheets[0]
    chosen = size != 100  # that somebody has made it smaller is kept
    assert bool(sheet.sheet_properties.pageSetUpPr.fitToPage) is not chosen
    assert "Kode" in str(sheet.oddFooter.left.text)


@pytest.mark.parametrize(
    ("make", "wanted"),
    [
        (lambda p: office_template(p, code=""), ["{kode}"]),
        (lambda p: office_template(p, row=("{no}", "", "{nama}")), ["{no_peserta}"]),
        (
            lambda p: office_template(p, code="{kodee} {nik}", row=(*ROW[:5], "{jam} {nama}")),
            ["{kode}", "{kodee}", "F3", "{nik}", "{jam}", "F11", "{nama}"],
        ),
        (lambda p: p.write_text("bukan buku kerja") and p, ["templat.xlsx", "Excel", ".xlsx"]),
    ],
    ids=["no_code", "no_number", "wrong_places", "no_workbook"],
)
def test_a_template_that_cannot_be_used_is_refused_with_all_that_is_wrong(
    plan: Path, tmp_path: Path, make: Callable[[Path], Path], wanted: list[str]
) -> None:
    template = make(tmp_path / "templat.xlsx")
    with pytest.raises(PlanFilesError) as refused:
        planning.papers(plan, tmp_path / "out", template=template)
    for word in wanted:
        assert word in refused.value.words.id, word
        assert word in refused.value.words.en
    assert not (tmp_path / "out").exists()


def rewritten(path: Path, change: Callable[[str, bytes], bytes]) -> Path:
    """The same workbook with parts changed."""
    with zipfile.ZipFile(path) as packed:
        parts = {name: change(name, packed.read(name)) for name in packed.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in parts.items():
            packed.writestr(name, data)
    return path


ENTITY = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]>'


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/workbook.xml"])
def test_xml_that_defines_things_of_its_own_is_refused(
    plan: Path, tmp_path: Path, part: str
) -> None:
    def change(name: str, data: bytes) -> bytes:
        return ENTITY + data.partition(b"?>")[2] if name == part else data

    template = rewritten(office_template(tmp_path / "templat.xlsx"), change)
    with pytest.raises(OkoceError):
        planning.papers(plan, tmp_path / "out", template=template)
    assert not (tmp_path / "out").exists()


def test_macros_links_and_things_embedded_are_left_behind(plan: Path, tmp_path: Path) -> None:
    def change(name: str, data: bytes) -> bytes:
        if name == "xl/worksheets/sheet1.xml":
            link = b'<hyperlinks><hyperlink ref="A1" location="x"/></hyperlinks><printOptions/>'
            return data.replace(b"<pageMargins", link + b"<pageMargins", 1)
        if name == "xl/drawings/drawing1.xml":
            return data.replace(b"<xdr:pic>", b'<xdr:pic macro="[0]!jalan">', 1)
        return data

    template = rewritten(office_template(tmp_path / "templat.xlsx"), change)
    with zipfile.ZipFile(template, "a") as packed:
        packed.writestr("xl/vbaProject.bin", b"makro")
        packed.writestr("xl/externalLinks/externalLink1.xml", b"<externalLink/>")
    told = planning.papers(plan, tmp_path / "out", template=template)
    assert any("Makro" in notice.id for notice in told.notices)
    with zipfile.ZipFile(tmp_path / "out" / FILE) as packed:
        names = packed.namelist()
        text = b"".join(packed.read(name) for name in names)
    assert not any("vba" in name or "external" in name.lower() for name in names)
    assert b"hyperlink" not in text
    assert b"jalan" not in text
    assert openpyxl.load_workbook(tmp_path / "out" / FILE).sheetnames


@pytest.mark.parametrize(
    ("area", "moved"),
    [
        ("A5", "A5"),
        ("A11", "A11:A14"),
        ("E11:E11", "E11:E14"),
        ("$A$1:$H$20", "$A$1:$H$23"),
        ("B12:C13", "B15:C16"),
        ("$9:$10", "$9:$10"),
        ("A1:C10", "A1:C10"),
    ],
)
def test_areas_grow_and_move_with_the_table(area: str, moved: str) -> None:
    assert moved_area(area, 10, 3) == moved


@pytest.mark.slow
def test_a_round_trip_through_libreoffice(plan: Path, printed: Path, tmp_path: Path) -> None:
    import subprocess

    office = shutil.which("soffice")
    if office is None:
        pytest.skip("no LibreOffice here")
    out = tmp_path / "kembali" / "daftar_hadir"
    words = [office, f"-env:UserInstallation={(tmp_path / 'profil').as_uri()}", "--headless"]
    words += ["--convert-to", "xlsx", "--outdir", str(out), str(printed / FILE)]
    subprocess.run(words, check=True, capture_output=True, timeout=120)
    assert planning.verify(plan, None, tmp_path / "kembali").stands
