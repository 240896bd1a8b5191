from dataclasses import replace
from datetime import date

import openpyxl

from okoce_opt.counting import left_over as reasons
from okoce_opt.counting.left_over import find_left_over
from okoce_opt.domain.activities import Activity
from okoce_opt.domain.calendar import Obstacle
from okoce_opt.domain.outcome import SettledLevel
from okoce_opt.domain.places import Venue
from okoce_opt.domain.plan import Plan
from okoce_opt.plan_files.provenance import provenance
from okoce_opt.plan_files.seats_csv import plan_digest
from okoce_opt.reports.content.calendar_grid import Grid
from okoce_opt.reports.content.subjects import Schedule
from okoce_opt.reports.plan_folder import write_plan
from okoce_opt.reports.plan_reader import read_rosters
from okoce_opt.reports.schedule_workbook import write_schedule
from okoce_opt.rules.every_kelurahan_present import EveryKelurahanPresent
from tests.office import office

SID, LATER = "pelatihan|aula-1|2018-03-14|sehari", "pelatihan|aula-1|2018-03-21|sehari"


def book_of(scenario, made, path):
    origin = provenance(scenario, made, plan_digest(made.plan, scenario.problem))
    write_schedule(Schedule(scenario, made, origin), path)
    return openpyxl.load_workbook(path)


def test_opens_on_the_calendar_and_has_its_sheets(tmp_path):
    scenario, made = office()
    book = book_of(scenario, made, tmp_path / "jadwal.xlsx")
    assert book.sheetnames == [
        "Kalender",
        "Sesi",
        "Peserta",
        "Tempat",
        "Tanpa kursi",
        "Sasaran",
        "Asal-usul",
    ]
    assert book.active.title == "Kalender"


def test_the_calendar_counts_people_where_the_grid_says(tmp_path):
    scenario, made = office()
    cells = book_of(scenario, made, tmp_path / "jadwal.xlsx")["Kalender"]
    grid = Grid(scenario.problem)

    def at(line, day):
        return cells.cell(grid.row(line, day) + 1, grid.column(day) + 1)

    assert at("1", date(2018, 3, 14)).value == 6
    assert at("2", date(2018, 3, 14)).value == 4
    assert at("1", date(2018, 3, 15)).value is None
    assert cells.cell(grid.row("1", date(2018, 3, 14)) + 1, 1).value == "Tambora"
    assert at("1", date(2018, 3, 30)).fill.start_color.rgb == "FFD0D0D0"
    assert any("30 Wafat Isa Almasih" in str(c.value) for row in cells.iter_rows() for c in row)
    places = {(grid.row(line, day), grid.column(day)) for line in grid.lines for day in grid.days}
    assert len(places) == len(grid.lines) * len(grid.days)


def test_a_hall_that_is_closed_is_grey_in_its_line_and_named(tmp_path):
    scenario, made = office()
    shut = (
        Obstacle("tempat", "aula-1", date(2018, 3, 15), date(2018, 3, 19), "dicat"),
        Obstacle("tempat", "aula-2", date(2018, 3, 20), date(2018, 3, 20)),
    )
    scenario = replace(scenario, problem=replace(scenario.problem, obstacles=shut))
    cells = book_of(scenario, made, tmp_path / "jadwal.xlsx")["Kalender"]
    grid = Grid(scenario.problem)

    def grey(line, day):
        cell = cells.cell(
            grid.row(line, date(2018, 3, day)) + 1, grid.column(date(2018, 3, day)) + 1
        )
        return cell.fill.start_color.rgb == "FFD0D0D0"

    assert [day for day in range(12, 24) if day not in (17, 18) and grey("1", day)] == [15, 16, 19]
    assert grey("2", 20)
    assert not grey("2", 19)
    words = next(
        str(c.value) for row in cells.iter_rows() for c in row if str(c.value).startswith("Tutup: ")
    )
    assert words == "Tutup: 30 Wafat Isa Almasih; 15\u201319 Aula Satu (dicat); 20 Aula Dua"


def test_a_hall_is_not_closed_while_another_is_open():
    scenario, _ = office()
    problem = scenario.problem
    second = {**problem.venues, "aula-3": Venue("aula-3", "1", "Aula Tiga", 10)}
    shut = (Obstacle("tempat", "aula-1", date(2018, 3, 15), date(2018, 3, 15)),)
    assert Grid(replace(problem, obstacles=shut)).halls_closed("1", date(2018, 3, 15))
    assert not Grid(replace(problem, venues=second, obstacles=shut)).halls_closed(
        "1", date(2018, 3, 15)
    )
    assert not Grid(problem).halls_closed("", date(2018, 3, 15))


def test_a_short_programme_is_printed_on_one_sheet_and_a_long_one_by_months(tmp_path):
    scenario, made = office()
    fits = []
    for last in (date(2018, 4, 30), date(2020, 12, 31)):
        calendar = replace(scenario.problem.calendar, last=last)
        longer = replace(scenario, problem=replace(scenario.problem, calendar=calendar))
        cells = book_of(longer, made, tmp_path / f"{last}.xlsx")["Kalender"]
        fits.append((cells.sheet_properties.pageSetUpPr, len(cells.row_breaks.brk) > 2))
    short, long = fits
    assert short[0].fitToPage
    assert not short[1]
    assert long[0] is None or not long[0].fitToPage
    assert long[1]


def test_everyone_is_on_one_line_and_left_overs_have_a_reason(tmp_path):
    scenario, made = office()
    made = replace(made, plan=Plan.of(s for s in made.plan.seats if s[0] != "P00001"))
    book = book_of(scenario, made, tmp_path / "jadwal.xlsx")
    rows = list(book["Peserta"].iter_rows(min_row=5, values_only=True))
    assert len(rows) == len(scenario.problem.registrants)
    assert next(r for r in rows if r[0] == "P00001")[-2:] == ("belum", "belum")
    missing = [r for r in book["Tanpa kursi"].iter_rows(min_row=5, values_only=True) if r[0]]
    assert [(r[0], r[4], r[5]) for r in missing] == [
        ("P00001", "Pelatihan", reasons.OTHER.id),
        ("P00001", "Perizinan", reasons.EARLIER.id),
    ]


def test_reasons_full_and_no_session():
    scenario, made = office(12, 12)
    problem = scenario.problem
    plan = Plan.of(s for s in made.plan.seats if s[0] != "P00001")
    venues = {k: replace(v, seats=11) for k, v in problem.venues.items()}
    small = replace(problem, venues=venues)
    assert find_left_over(small, plan)[0].reason == reasons.FULL
    away = replace(
        problem, obstacles=(Obstacle("pendaftar", "P00001", date(2018, 3, 1), date(2018, 12, 31)),)
    )
    assert find_left_over(away, plan)[0].reason == reasons.NO_SESSION
    march = replace(
        problem, obstacles=(Obstacle("pendaftar", "P00001", date(2018, 3, 1), date(2018, 3, 31)),)
    )
    assert find_left_over(march, plan)[0].reason == reasons.UNHELD
    assert find_left_over(problem, made.plan) == []


def test_a_session_that_could_be_held_is_no_reason_of_days():
    """A search that stopped early leaves people over on days that suit them: the list must not say
    that none does.
    """
    scenario, _ = office(12, 12)
    found = find_left_over(scenario.problem, Plan.of(()), scenario.rules)
    assert {one.reason for one in found} == {reasons.UNHELD, reasons.EARLIER}
    away = replace(
        scenario.problem,
        obstacles=(Obstacle("pendaftar", "P00001", date(2018, 3, 1), date(2019, 3, 31)),),
    )
    assert find_left_over(away, Plan.of(()), scenario.rules)[0].reason == reasons.NO_SESSION


def test_seats_in_what_is_past_are_no_room():
    scenario, made = office(12, 12)
    plan = Plan.of(s for s in made.plan.seats if s[0] != "P00001")
    on_the_day, after = (replace(scenario.problem, today=date(2018, 3, day)) for day in (14, 15))
    assert find_left_over(on_the_day, plan)[0].reason == reasons.OTHER
    # other days are left, on which nothing is held: that it is all past would not be so
    assert find_left_over(after, plan)[0].reason == reasons.UNHELD
    away = Obstacle("pendaftar", "P00001", date(2018, 3, 15), date(2019, 3, 31))
    gone = replace(after, obstacles=(away,))
    assert find_left_over(gone, plan)[0].reason == reasons.PAST
    # a later session that is full is what counts, whatever room there was in March
    full = {
        k: replace(s, seats=1) if s.first_day > date(2018, 3, 14) else s
        for k, s in after.sessions.items()
    }
    later = Plan.of(plan.seats - {("P00002", SID)} | {("P00002", LATER)})
    assert find_left_over(replace(after, sessions=full), later)[0].reason == reasons.FULL


def test_goals_say_what_is_proved(tmp_path):
    scenario, made = office()
    levels = (
        SettledLevel({"few_sessions": 6}, 1200, 1200, 800),
        SettledLevel({"x": 5}, 5, 3),
        SettledLevel({"y": 9}, 9, 2, 2),
    )
    made = replace(made, levels=levels)
    cells = book_of(scenario, made, tmp_path / "jadwal.xlsx")["Sasaran"]
    words = " ".join(str(c.value) for row in cells.iter_rows() for c in row)
    assert "terbukti terbaik: tidak ada rencana dengan nilai di bawah 1.200" in words
    assert "paling banyak 2 masih dapat dihemat" in words
    assert "belum terbukti terbaik; paling banyak 7 masih dapat dihemat" in words
    beyond = [
        row[9].value
        for row in cells.iter_rows(min_row=5)
        if str(row[1].value).startswith("TINGKAT")
    ]
    assert beyond == [0, 0.4, ""]


def test_same_bytes_on_a_rerun(tmp_path):
    scenario, made = office()
    for name in ("a.xlsx", "b.xlsx"):
        book_of(scenario, made, tmp_path / name)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_exempt_kelurahan_are_listed(tmp_path):
    scenario, made = office()
    scenario = replace(scenario, rules=(EveryKelurahanPresent(at_least=5, where_possible=True),))
    cells = book_of(scenario, made, tmp_path / "jadwal.xlsx")["Asal-usul"]
    words = [str(c.value) for row in cells.iter_rows() for c in row]
    exempt = "Duri Kepa tidak dituntut hadir di setiap sesi Pelatihan: 4 orang untuk 1 sesi"
    assert exempt in words
    assert any("at_least = 5" in text for text in words)


def test_city_sessions_have_a_line_and_a_sheet_in_each_office(tmp_path):
    scenario, made = office()
    problem = scenario.problem
    hall = Venue("gor", "", "GOR Kota", 300)
    activity = Activity("bazar", "Bazar", required=False, max_people=300, city=True)
    problem = replace(
        problem,
        venues={**problem.venues, "gor": hall},
        activities={"bazar": activity, **problem.activities},
    )
    sid = "bazar|gor|2018-05-02|sehari"
    plan = Plan.of(made.plan.seats | {("P00001", sid), ("P00013", sid)})
    scenario, made = replace(scenario, problem=problem), replace(made, plan=plan)
    write_plan(scenario, made, tmp_path / "hasil")
    reading = read_rosters(scenario, tmp_path / "hasil")
    assert reading.plan == plan
    assert reading.disagreements == ()
    for name, person in (("Tambora", "P00001"), ("KebonJeruk", "P00013")):
        book = openpyxl.load_workbook(
            tmp_path / "hasil" / "daftar_hadir" / f"DaftarHadir_{name}.xlsx"
        )
        sheet = next(s for s in book if "Bazar" in s.title)
        assert [c.value for c in sheet["B"] if c.value in problem.registrants] == [person]
    cells = openpyxl.load_workbook(tmp_path / "hasil" / "jadwal.xlsx")["Kalender"]
    grid = Grid(problem)
    assert (
        cells.cell(grid.row("", date(2018, 5, 2)) + 1, grid.column(date(2018, 5, 2)) + 1).value == 2
    )
