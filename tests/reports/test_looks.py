"""What stands in a cell can be read; a page that has come loose says where it belongs; paper is
money.
"""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from okoce_opt.domain.outcome import Planned
from okoce_opt.domain.people import Person
from okoce_opt.domain.plan import Plan
from okoce_opt.domain.words import number_words
from okoce_opt.reports.content.calendar_grid import Grid, day_spans
from okoce_opt.reports.content.seats import day_of_birth
from okoce_opt.reports.mentor_workbooks import write_mentors
from okoce_opt.reports.office_workbooks import write_rosters
from okoce_opt.reports.plan_folder import write_plan
from okoce_opt.reports.style.printing import footer
from okoce_opt.reports.style.text_size import number_px
from tests.exported import small_story, written
from tests.office import office


def pixels(sheet, column: int) -> float:
    """The width of a column, from 1; columns side by side share one entry in the file."""
    for letter, found in sheet.column_dimensions.items():
        first = found.min or openpyxl.utils.column_index_from_string(letter)
        if first <= column <= (found.max or first):
            return (found.width or 8.43) * 7 + 5
    return 64


def ends_of(path: Path) -> io.BytesIO:
    """A workbook less the rows between the first and the last hundred of each table: what stands
    there is no wider, and reading it takes longest.
    """
    kept = io.BytesIO()
    with zipfile.ZipFile(path) as whole, zipfile.ZipFile(kept, "w") as short:
        for name in whole.namelist():
            content = whole.read(name)
            if name.startswith("xl/worksheets/sheet"):
                rows = [*re.finditer(rb"<row .*?(?:</row>|/>)", content, re.DOTALL)]
                if len(rows) > 200:
                    content = content[: rows[100].start()] + content[rows[-100].start() :]
            short.writestr(name, content)
    return kept


@pytest.mark.parametrize("people", [100, 1_000, 10_000])
def test_every_number_fits_into_its_column(tmp_path: Path, people: int):
    """Widths came from the layout, not from the digits: ### for 100 people in weeks of seven
    days. And 3,000 of a spreadsheet's own thousands mark stood beside 48.000 of our sentences.
    """
    scenario, made = office(people, people)
    calendar = replace(scenario.problem.calendar, weekdays=frozenset(range(7)))
    scenario = replace(scenario, problem=replace(scenario.problem, calendar=calendar))
    write_plan(scenario, made, tmp_path / "hasil")
    numbers = 0
    for path in sorted((tmp_path / "hasil").rglob("*.xlsx")):
        for sheet in openpyxl.load_workbook(ends_of(path)):
            for row in sheet.iter_rows():
                for cell in row:
                    assert "," not in cell.number_format, (path.name, sheet.title, cell.coordinate)
                    if isinstance(cell.value, int):
                        numbers += 1
                        said = number_words(cell.value, "id")
                        shown = str(cell.value) if cell.number_format == "General" else said
                        need = number_px(shown, cell.font.size, bold=cell.font.bold)
                        wide = pixels(sheet, cell.column)
                        assert need <= wide + 1, (path.name, sheet.title, cell.coordinate)
    assert numbers > min(people, 200)


def test_a_table_says_on_every_page_what_it_is(tmp_path: Path):
    scenario, made = office(60, 60, name="R&D Utara")
    write_plan(scenario, made, tmp_path / "hasil")
    roster, schedule = (
        openpyxl.load_workbook(tmp_path / "hasil" / name)
        for name in ("daftar_hadir/DaftarHadir_RDUtara.xlsx", "jadwal.xlsx")
    )
    for sheet in [roster["Ringkasan"], roster["Peserta"], *schedule.worksheets]:
        assert sheet.oddFooter.right.text == "Halaman &P dari &N", sheet.title
        assert "Pelatihan contoh" in sheet.oddFooter.left.text
    assert "Kecamatan R&&D Utara" in roster["Peserta"].oddFooter.left.text
    assert roster["Peserta"].print_title_rows


def test_a_footer_never_outgrows_a_workbook():
    assert len(footer("R&D " * 200)) <= 255
    assert not re.search(r"(?<!&)&(?![&LRPN8])", footer("R&D " * 200))


def test_every_page_of_an_attendance_sheet_says_whose_it_is(tmp_path: Path):
    scenario, made = office(60, 60)
    (path, _) = write_rosters(scenario, made.plan, tmp_path)
    sheet = openpyxl.load_workbook(path).worksheets[2]
    first, last = (int(n) for n in re.findall(r"\d+", sheet.print_title_rows))
    strip = str(sheet.cell(first, 1).value)
    assert strip == "Pelatihan, Rabu, 14 Maret 2018, Kecamatan Tambora"
    assert sheet.cell(last, 1).value == "NO."
    assert len(sheet.row_breaks.brk) == 2


def pages(path: Path) -> list[int]:
    return [len(sheet.row_breaks.brk) + 1 for sheet in openpyxl.load_workbook(path).worksheets[2:]]


@pytest.mark.parametrize("days", [1, 4])
def test_a_class_of_40_takes_two_pages(tmp_path: Path, days: int):
    scenario, made = office(40, 40, days=days, names=("Nama Biasa Saja",))
    (path, _) = write_rosters(scenario, made.plan, tmp_path)
    assert pages(path) == [2, 2]
    sheet = openpyxl.load_workbook(path).worksheets[2]
    rows = [r for r in range(1, sheet.max_row + 1) if isinstance(sheet.cell(r, 1).value, int)]
    assert len(rows) == 45
    # room to sign: 6.35 mm at least, and never less than the pages need
    assert min(sheet.row_dimensions[r].height for r in rows) >= 18


def test_rows_stay_high_where_that_costs_no_paper(tmp_path: Path):
    scenario, made = office(12, 6)
    (path, _) = write_rosters(scenario, made.plan, tmp_path)
    sheet = openpyxl.load_workbook(path).worksheets[2]
    heights = {
        sheet.row_dimensions[r].height
        for r in range(1, sheet.max_row + 1)
        if isinstance(sheet.cell(r, 1).value, int)
    }
    assert min(heights) == 24


def test_a_mentors_list_names_the_mentor_once_and_takes_few_pages(tmp_path: Path):
    people = "no_peserta,nama,kecamatan,kelurahan\n" + "\n".join(
        f"P{n:03},Nama Orang {n},K1,a" for n in range(331)
    )
    story = small_story(
        tmp_path / "cerita",
        people,
        rules=["mentors"],
        tempat="id,kecamatan,nama,kursi\naula,K1,Aula Satu,400",
        kegiatan="id,nama,maks\nP,Pelatihan,400",
        tim="id,jenis,orang,nama\nm1,pendamping,400,Ani Lestari",
    )
    from okoce_opt import planning

    scenario = planning.read_scenario(story)
    session = "P|aula|2026-01-05|sehari"
    mentors = {f"P{n:03}": "m1" for n in range(331)}
    plan = Plan.of(((f"P{n:03}", session) for n in range(331)), None, None, mentors)
    write_mentors(scenario, plan, tmp_path)
    sheet = openpyxl.load_workbook(tmp_path / "pendamping" / "Pendamping_m1.xlsx")["Peserta"]
    named = [c for row in sheet.iter_rows() for c in row if "Ani Lestari" in str(c.value)]
    assert len(named) == 1
    # points of all rows, shrunk to the width of upright paper
    wide = sum(pixels(sheet, n) for n in range(1, sheet.max_column + 1))
    high = sum(sheet.row_dimensions[r].height or 15 for r in range(1, sheet.max_row + 1))
    assert sheet.page_setup.orientation == "portrait"
    assert high * min(1.0, 700 / wide) / 720 <= 8


@pytest.mark.parametrize(
    ("nik", "shown"),
    [
        ("3199011705850001", "17"),
        ("3199015705850001", "17"),
        ("3199017105850001", "31"),
        ("3199010105850001", "01"),
        ("3199013205850001", ""),
        ("3199014005850001", ""),
        ("", ""),
        ("31990117", ""),
        ("3,19901E+15", ""),
    ],
)
def test_the_door_is_shown_the_day_of_birth(nik: str, shown: str):
    """The last four digits were 0001 for nearly everybody."""
    assert day_of_birth(Person(nik=nik)) == shown


@pytest.mark.parametrize("nik", ["", "3,19901E+15"])
def test_the_day_of_birth_comes_from_the_list_where_the_nik_does_not_tell_it(nik: str):
    """Sixteen people whose NIK a spreadsheet had cut had an empty cell, and their date of birth in
    the list.
    """
    assert day_of_birth(Person(nik=nik, born=date(1966, 9, 3))) == "03"
    assert day_of_birth(Person(nik="3199011705850001", born=date(1966, 9, 3))) == "17"


def test_namesakes_are_told_apart_and_nothing_else_of_a_nik_is_printed(tmp_path: Path):
    scenario, made = office(2, 2, names=("Siti Rahayu",))
    niks = {"P00001": "3199015705850001", "P00002": "3199010212700001"}
    people = {who: replace(scenario.people[who], nik=nik) for who, nik in niks.items()}
    (path, _) = write_rosters(replace(scenario, people=people), made.plan, tmp_path)
    sheet = openpyxl.load_workbook(path).worksheets[2]
    rows = {row[1]: row[3] for row in sheet.iter_rows(values_only=True) if row[1] in niks}
    assert rows == {"P00001": "17", "P00002": "02"}


def test_days_that_are_closed_are_gathered_by_reason():
    scenario, _ = office()
    calendar = scenario.problem.calendar
    shut = {
        date(2018, 4, day): replace(calendar.days[date(2018, 3, 30)], day=date(2018, 4, day))
        for day in (11, 12, 13, 16)
    }
    opened = {
        date(2018, 4, 7): replace(
            calendar.days[date(2018, 3, 30)], day=date(2018, 4, 7), is_open=True
        )
    }
    calendar = replace(calendar, days={**shut, **opened})
    grid = Grid(replace(scenario.problem, calendar=calendar))
    # a Saturday that is opened gives Saturdays a column; the others are no closings
    assert grid.closings((2018, 4)) == ["11\u201313, 16 Wafat Isa Almasih"]
    assert day_spans([1, 2, 4, 6, 7], through=True) == "1\u20137"


def test_turns_are_shown_where_the_plan_keeps_them(tmp_path: Path):
    story = small_story(
        tmp_path / "cerita",
        "no_peserta,kecamatan,kelurahan\nX,K1,a\nY,K2,c",
        rules=["turns"],
        kalender="tanggal,status,giliran\n2026-01-07,buka,bebas",
    )
    out = written(story, [("X", "P|aula|2026-01-05|sehari")], tmp_path / "hasil")
    sheet = openpyxl.load_workbook(out / "jadwal.xlsx")["Kalender"]
    words = [str(c.value) for row in sheet.iter_rows() for c in row if c.value is not None]
    assert "Satu (1)" in words
    assert any("giliran kelompok, b = bebas" in word for word in words)
    title = next(c for row in sheet.iter_rows() for c in row if c.value == "Januari 2026")
    shown = [sheet.cell(title.row, c).value for c in range(2, sheet.max_column + 1)]
    assert [turn for turn in shown if turn][:4] == ["1", "2", "b", "2"]


def test_rows_of_sessions_are_even(tmp_path: Path):
    scenario, made = office(40, 40, days=4)
    made = Planned(made.plan, made.levels, made.counts, made.strata)
    write_plan(scenario, made, tmp_path / "hasil")
    for name, title, top in (
        ("daftar_hadir/DaftarHadir_Tambora.xlsx", "Ringkasan", 6),
        ("jadwal.xlsx", "Sesi", 5),
    ):
        sheet = openpyxl.load_workbook(tmp_path / "hasil" / name)[title]
        heights = {
            sheet.row_dimensions[r].height
            for r in range(top, sheet.max_row + 1)
            if sheet.cell(r, 1).value
        }
        assert len(heights) == 1, (title, heights)
