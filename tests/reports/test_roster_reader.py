import csv
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from okoce_opt.domain.findings import Violation
from okoce_opt.errors import PlanFilesError
from okoce_opt.gate.addresses import column_letters, column_number
from okoce_opt.reports.plan_folder import write_plan
from okoce_opt.reports.plan_reader import read_rosters
from okoce_opt.reports.reading.contradictions import DISAGREE, explain
from okoce_opt.reports.reading.workbook import read_date
from tests.office import office

SID = "pelatihan|aula-1|2018-03-14|sehari"


@pytest.fixture
def folder(tmp_path):
    scenario, made = office()
    write_plan(scenario, made, tmp_path / "hasil")
    return tmp_path / "hasil"


def roster(folder: Path) -> Path:
    return folder / "daftar_hadir" / "DaftarHadir_Tambora.xlsx"


def change(path: Path, sheet: str, edit) -> None:
    book = openpyxl.load_workbook(path)
    edit(book[sheet])
    book.save(path)


def row_of(sheet, text, column=2):
    return next(r for r in range(1, sheet.max_row + 1) if str(sheet.cell(r, column).value) == text)


def put(text, value, *, column=2, into=None):
    def edit(sheet):
        sheet.cell(row_of(sheet, text, column), into or column).value = value

    return edit


def test_what_was_written_is_read_back(folder):
    scenario, made = office()
    reading = read_rosters(scenario, folder)
    assert reading.plan == made.plan
    assert reading.disagreements == ()
    assert reading.cells["P00003", SID].startswith(
        "DaftarHadir_Tambora.xlsx [01 Pelatihan 14-03] B"
    )


@pytest.mark.parametrize(
    "kw",
    [
        {"parts": ("pagi", "siang")},
        {"days": 3},
        {"titles": ("Latih: A/1", "Latih: A/2")},
        {"people": 40, "batch": 40, "paper": "F4"},
    ],
)
def test_other_worlds_are_read_back(tmp_path, kw):
    scenario, made = office(**kw)
    write_plan(scenario, made, tmp_path / "hasil")
    reading = read_rosters(scenario, tmp_path / "hasil")
    assert reading.plan == made.plan
    assert reading.disagreements == ()


def test_an_unknown_person(folder):
    scenario, made = office()
    change(roster(folder), "01 Pelatihan 14-03", put("P00002", "P99999"))
    reading = read_rosters(scenario, folder)
    assert made.plan.seats - reading.plan.seats == {("P00002", SID)}
    assert reading.plan.seats <= made.plan.seats
    assert any(v.subject == "P99999" and "B" in v.cells[0] for v in reading.disagreements)
    assert all(v.rule == DISAGREE and v.cells for v in reading.disagreements)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        (": Kamis, 15 Maret 2018", date(2018, 3, 15)),
        ("Sabtu, 17 Maret 2018", date(2018, 3, 17)),
        ("2018-03-15", date(2018, 3, 15)),
        (": 15/03/2018", date(2018, 3, 15)),
        (datetime(2018, 3, 15), date(2018, 3, 15)),
        (43174, date(2018, 3, 15)),
    ],
)
def test_a_changed_date_moves_the_whole_sheet(folder, typed, day):
    scenario, made = office()
    change(roster(folder), "01 Pelatihan 14-03", put("Hari / Tanggal", typed, column=1, into=3))
    reading = read_rosters(scenario, folder)
    sid = f"pelatihan|aula-1|{day}|sehari"
    assert reading.plan.people[sid] == made.plan.people[SID]
    assert SID not in reading.plan.held
    pairs = [v.cells for v in reading.disagreements]
    assert any("Peserta" in cells[0] and "[01 Pelatihan 14-03] B" in cells[1] for cells in pairs)
    assert any("penempatan.csv" in cells[0] for cells in pairs)
    assert any("[Kalender]" in cells[0] for cells in pairs)
    assert len(pairs) < 12


def test_a_weekday_that_is_not_the_dates(folder):
    scenario, made = office()
    change(
        roster(folder),
        "01 Pelatihan 14-03",
        put("Hari / Tanggal", ": Senin, 14 Maret 2018", column=1, into=3),
    )
    reading = read_rosters(scenario, folder)
    assert reading.plan == made.plan
    assert len(reading.disagreements) == 1


def test_head_that_says_nothing_falls_back_on_the_code(folder):
    scenario, made = office()
    change(roster(folder), "01 Pelatihan 14-03", put("Tempat", ": Balai Entah", column=1, into=3))
    reading = read_rosters(scenario, folder)
    assert reading.plan == made.plan
    assert [v.found for v in reading.disagreements] == ["Balai Entah"]


def test_head_and_code_gone_is_unreadable(folder):
    scenario, _ = office()

    def edit(sheet):
        for row in range(1, 25):
            if str(sheet.cell(row, 1).value).startswith(("Kode", "Hari")):
                sheet.cell(row, 1).value = None

    change(roster(folder), "01 Pelatihan 14-03", edit)
    with pytest.raises(PlanFilesError, match="01 Pelatihan"):
        read_rosters(scenario, folder)


def test_a_row_added_below_and_one_in_a_blank_line(folder):
    scenario, made = office()

    def edit(sheet):
        sheet.append([None, "P00008", "x"])
        sheet.cell(row_of(sheet, "7", 1), 2).value = "P00009"

    change(roster(folder), "01 Pelatihan 14-03", edit)
    reading = read_rosters(scenario, folder)
    assert reading.plan.seats - made.plan.seats == {("P00008", SID), ("P00009", SID)}
    assert any(v.found == "6" and v.allowed == 8 for v in reading.disagreements)


def test_a_name_without_a_number_and_a_person_twice(folder):
    scenario, made = office()

    def edit(sheet):
        sheet.cell(row_of(sheet, "7", 1), 3).value = "Tamu"
        sheet.cell(row_of(sheet, "8", 1), 2).value = "P00001"

    change(roster(folder), "01 Pelatihan 14-03", edit)
    reading = read_rosters(scenario, folder)
    assert reading.plan == made.plan
    assert [explain(v).en for v in reading.disagreements] == [
        f"{SID}: a name without No. peserta; it is not counted.",
        "P00001 is in the same session twice.",
        f"{SID}, Jumlah peserta: reads “6” where the attendance sheets say “7”.",
        f"{SID}, Peserta: reads “6” where the attendance sheets say “7”.",
        "Ringkasan: reads “4 sesi, 24 kursi, 12 pendaftar” where the attendance sheets say “4 "
        "sesi, 25 kursi, 12 pendaftar”.",
    ]


def test_swapped_people_and_a_deleted_row(folder):
    scenario, made = office()
    change(roster(folder), "01 Pelatihan 14-03", put("P00001", "P00007"))
    change(roster(folder), "02 Pelatihan 21-03", put("P00007", "P00001"))
    change(
        roster(folder),
        "03 Perizinan 04-04",
        lambda sheet: sheet.delete_rows(row_of(sheet, "P00002")),
    )
    reading = read_rosters(scenario, folder)
    assert ("P00007", SID) in reading.plan.seats
    assert ("P00002", "perizinan|aula-1|2018-04-04|sehari") not in reading.plan.seats
    assert len(made.plan.seats) - len(reading.plan.seats) == 1
    assert any(v.registrants == ("P00007",) for v in reading.disagreements)


def test_a_sheet_deleted_or_renamed(folder):
    scenario, made = office()
    book = openpyxl.load_workbook(roster(folder))
    book["01 Pelatihan 14-03"].title = "coretan"
    del book["02 Pelatihan 21-03"]
    book.save(roster(folder))
    reading = read_rosters(scenario, folder)
    assert reading.plan.people[SID] == made.plan.people[SID]
    assert len(made.plan.seats - reading.plan.seats) == 6
    assert reading.disagreements


@pytest.mark.parametrize("sheet", ["Peserta"])
@pytest.mark.parametrize("name", ["daftar_hadir/DaftarHadir_Tambora.xlsx", "jadwal.xlsx"])
def test_a_list_of_people_that_says_otherwise(folder, name, sheet):
    scenario, made = office()

    def edit(cells):
        row = row_of(cells, "P00001", 1)
        column = next(c for c in range(1, 10) if cells.cell(4, c).value == "Pelatihan")
        cells.cell(row, column).value = "Kam, 15-03-2018"
        cells.delete_rows(row_of(cells, "P00004", 1))

    change(folder / name, sheet, edit)
    reading = read_rosters(scenario, folder)
    assert reading.plan == made.plan
    assert len(reading.disagreements) == 2
    assert "[Peserta]" in reading.disagreements[0].cells[0]
    assert "[01 Pelatihan 14-03]" in reading.disagreements[0].cells[1]


def test_calendar_sessions_and_table_that_say_otherwise(folder):
    scenario, made = office()

    def edit(cells):
        cell = next(c for row in cells.iter_rows(min_row=4) for c in row if c.value == 6)
        cell.value = 7

    change(folder / "jadwal.xlsx", "Kalender", edit)
    change(folder / "jadwal.xlsx", "Sesi", lambda cells: cells.delete_rows(5))
    with (folder / "penempatan.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    with (folder / "penempatan.csv").open("w", encoding="utf-8", newline="") as file:
        # as a spreadsheet with a decimal comma saves it
        csv.writer(file, delimiter=";").writerows(rows[:-1])
    reading = read_rosters(scenario, folder)
    assert reading.plan == made.plan
    assert len(reading.disagreements) == 3
    assert all(explain(v).id and explain(v).en for v in reading.disagreements)


def test_citing_names_the_cells_of_people_or_heads(folder):
    scenario, _ = office()
    reading = read_rosters(scenario, folder)
    cited = reading.cite(Violation("x", "P00001", registrants=("P00001",), sessions=(SID,)))
    assert len(cited.cells) == 2
    assert " B" in cited.cells[0]
    assert len(reading.cite(Violation("x", "P00001", registrants=("P00001",))).cells) == 2
    assert " C" in reading.cite(Violation("x", SID, sessions=(SID,))).cells[0]


@pytest.mark.parametrize("name", ["jadwal.xlsx", "daftar_hadir/DaftarHadir_Tambora.xlsx"])
def test_a_workbook_that_is_none(folder, name):
    scenario, _ = office()
    (folder / name).write_bytes(b"not a workbook")
    with pytest.raises(PlanFilesError):
        read_rosters(scenario, folder)


def test_no_rosters_at_all(tmp_path):
    scenario, _ = office()
    with pytest.raises(PlanFilesError):
        read_rosters(scenario, tmp_path)


def test_dates_however_they_were_typed():
    day = date(2018, 3, 13)
    for text in (
        "Selasa, 13 Maret 2018",
        "13 March 2018",
        "2018-03-13",
        "13-03-2018",
        "13/3/2018",
        "13.03.2018",
        day,
        43172,
        43172.0,
    ):
        assert read_date(text) == day
    for text in ("", "entah", "31 Februari 2018", "30-02-2018", 5, True, None, "13 Entah 2018"):
        assert read_date(text) is None
    columns = {0: "A", 25: "Z", 26: "AA", 701: "ZZ"}
    assert {n: column_letters(n) for n in columns} == columns
    assert [column_number(letters) for letters in columns.values()] == [*columns]


def test_two_activities_of_one_title_and_two_halls_of_one_name(tmp_path):
    scenario, made = office(titles=("Latih", "Latih"))
    write_plan(scenario, made, tmp_path / "hasil")
    reading = read_rosters(scenario, tmp_path / "hasil")
    assert reading.plan == made.plan
    assert reading.disagreements == ()
