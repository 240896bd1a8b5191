from dataclasses import replace

import openpyxl

from okoce_opt.domain.plan import Plan
from okoce_opt.domain.teams import Team
from okoce_opt.plan_files.record import read_plan
from okoce_opt.reports.comparison import compare, comparison_lines
from okoce_opt.reports.comparison_workbook import write_comparison
from okoce_opt.reports.plan_folder import write_plan
from tests.office import office

FIRST, SECOND = "pelatihan|aula-1|2018-03-14|sehari", "pelatihan|aula-1|2018-03-21|sehari"


def folders(tmp_path, change):
    scenario, made = office()
    write_plan(scenario, made, tmp_path / "lama")
    write_plan(scenario, replace(made, plan=Plan.of(change(made.plan.seats))), tmp_path / "baru")
    return scenario, read_plan(tmp_path / "lama"), read_plan(tmp_path / "baru")


def test_nothing_changed(tmp_path):
    scenario, old, new = folders(tmp_path, set)
    found = compare(scenario, old, new)
    assert (found.seats_moved, found.told) == (0, ())
    write_comparison(scenario, old, new, tmp_path / "banding.xlsx")
    assert len(comparison_lines(scenario, old, new)) == len(found.figures) + 1


def test_seats_moved_and_people_to_be_told_are_two_figures(tmp_path):
    def change(seats):
        # one person moves in both activities, another in one
        moved = {
            ("P00001", FIRST),
            ("P00001", "perizinan|aula-1|2018-04-04|sehari"),
            ("P00002", FIRST),
        }
        return (seats - moved) | {
            ("P00001", SECOND),
            ("P00001", "perizinan|aula-1|2018-04-11|sehari"),
            ("P00002", SECOND),
        }

    scenario, old, new = folders(tmp_path, change)
    found = compare(scenario, old, new)
    assert (found.seats_moved, found.told) == (3, ("P00001", "P00002"))
    assert [o for o in found.offices if o[0] == "1"] == [("1", 0, 3, 2, 0)]
    lines = [line.id for line in comparison_lines(scenario, old, new)]
    assert "kursi pindah 3; orang yang perlu diberi tahu 2" in lines[-3]
    assert lines[-2].startswith("Kursi yang pindah: ke tanggal lain 3; tempat lain pada tanggal ")
    write_comparison(scenario, old, new, tmp_path / "banding.xlsx")
    cells = openpyxl.load_workbook(tmp_path / "banding.xlsx")["Pindah"]
    rows = [row for row in cells.iter_rows(min_row=4, values_only=True) if row[0]]
    assert rows[1] == (
        "P00002",
        "Budi",
        "Tambora",
        "Pelatihan: Rab, 14-03-2018",
        "Pelatihan: Rab, 21-03-2018",
    )


def test_a_session_that_moves_and_one_who_loses_all(tmp_path):
    other = "pelatihan|aula-1|2018-03-15|sehari"

    def change(seats):
        return {(p, other if s == FIRST else s) for p, s in seats if p != "P00001"}

    scenario, old, new = folders(tmp_path, change)
    found = compare(scenario, old, new)
    assert (found.difference.dropped, found.difference.added) == ((FIRST,), (other,))
    assert found.seats_moved == 5 + 2
    assert len(found.told) == 6
    write_comparison(scenario, old, new, tmp_path / "banding.xlsx")
    cells = openpyxl.load_workbook(tmp_path / "banding.xlsx")["Sesi pindah"]
    assert [c.value for c in cells[4]][2:] == [
        "Rabu, 14 Maret 2018, Aula Satu, sehari",
        "Kamis, 15 Maret 2018, Aula Satu, sehari",
    ]


def test_another_date_another_hall_and_another_hour_are_told_apart(tmp_path):
    """One seat each, and one person who loses theirs; the halls and hours are on the sheet."""
    there = "pelatihan|{}|2018-03-{}|{}"

    def change(seats):
        to = {
            "P00001": there.format("aula-1", "15", "sehari"),
            "P00002": there.format("aula-2", "14", "sehari"),
            "P00003": there.format("aula-1", "14", "pagi"),
        }
        gone = {(person, FIRST) for person in (*to, "P00004")}
        return (seats - gone) | set(to.items())

    scenario, made = office(parts=("sehari", "pagi"))
    write_plan(scenario, made, tmp_path / "lama")
    write_plan(scenario, replace(made, plan=Plan.of(change(made.plan.seats))), tmp_path / "baru")
    old, new = read_plan(tmp_path / "lama"), read_plan(tmp_path / "baru")
    found = compare(scenario, old, new)
    assert found.by_kind == {"date": 1, "hall": 1, "hour": 1, "lost": 1}
    assert sum(found.by_kind.values()) == found.seats_moved == 4
    write_comparison(scenario, old, new, tmp_path / "banding.xlsx")
    book = openpyxl.load_workbook(tmp_path / "banding.xlsx")
    rows = [row for row in book["Pindah"].iter_rows(min_row=4, values_only=True) if row[0]]
    assert [row[3:] for row in rows] == [
        ("Pelatihan: Rab, 14-03-2018 sehari", "Pelatihan: Kam, 15-03-2018 sehari"),
        (
            "Pelatihan: Rab, 14-03-2018 sehari Aula Satu",
            "Pelatihan: Rab, 14-03-2018 sehari Aula Dua",
        ),
        (
            "Pelatihan: Rab, 14-03-2018 sehari 08.00-15.00",
            "Pelatihan: Rab, 14-03-2018 pagi 08.00-12.00",
        ),
        ("Pelatihan: Rab, 14-03-2018 sehari", "-"),
    ]


def test_same_seat_other_hour_other_name_of_the_hall(tmp_path):
    """Nobody moves, and yet the sheet of each of them says something else."""
    scenario, made = office()
    write_plan(scenario, made, tmp_path / "lama")
    problem = scenario.problem
    part = replace(problem.calendar.parts["sehari"], hours="07.00-11.00")
    hall = replace(problem.venues["aula-2"], name="Balai Baru")
    hours = replace(problem, calendar=replace(problem.calendar, parts={"sehari": part}))
    named = replace(problem, venues={**problem.venues, "aula-2": hall})
    papers = replace(problem.activities["pelatihan"], notes="KTP asli dan KK")
    brought = replace(problem, activities={**problem.activities, "pelatihan": papers})
    changes = (("jam", hours, 16), ("nama", named, 4), ("bawa", brought, 16), ("sama", problem, 0))
    for folder, now, who in changes:
        later = replace(scenario, problem=now)
        write_plan(later, made, tmp_path / folder)
        old, new = read_plan(tmp_path / "lama"), read_plan(tmp_path / folder)
        found = compare(later, old, new)
        assert (found.seats_moved, found.told, len(found.same_seat)) == (0, (), who)
        assert sum(office.same_seat for office in found.offices) == who
        said = [line.en for line in comparison_lines(later, old, new)]
        assert any(f"on the sheet: {who} people more." in line for line in said) == bool(who)
        write_comparison(later, old, new, tmp_path / f"{folder}.xlsx")
        sheet = openpyxl.load_workbook(tmp_path / f"{folder}.xlsx")["Kursi tetap"]
        rows = [row for row in sheet.iter_rows(min_row=4, values_only=True) if row[0]]
        assert len(rows) == who
        sides = {
            "jam": ("08.00-15.00", "07.00-11.00"),
            "nama": ("Aula Dua", "Balai Baru"),
            "bawa": ("membawa KTP asli", "membawa KTP asli dan KK"),
        }
        if who:
            before, after = sides[folder]
            assert before in rows[0][3]
            assert after not in rows[0][3]
            assert after in rows[0][4]


def test_a_session_that_gets_another_team_is_counted(tmp_path):
    """Nobody sits elsewhere, and another team has to come."""
    scenario, made = office()
    write_plan(scenario, made, tmp_path / "lama")
    first = min(made.plan.held)
    sent = replace(made, plan=replace(made.plan, teams={first: "T2"}))
    write_plan(scenario, sent, tmp_path / "baru")
    old, new = read_plan(tmp_path / "lama"), read_plan(tmp_path / "baru")
    assert compare(scenario, old, new).difference.teams == {first: ("", "T2")}
    lines = [line.en for line in comparison_lines(scenario, old, new)]
    assert "Sessions with another team: 1." in lines
    assert not any("another team" in line.en for line in comparison_lines(scenario, old, old))


def test_a_hall_that_is_in_no_table_any_more_is_still_named(tmp_path):
    """The old plan knows how it was printed."""
    scenario, made = office()
    write_plan(scenario, made, tmp_path / "lama")
    halls = {
        "aula-1": scenario.problem.venues["aula-1"],
        "baru": replace(scenario.problem.venues["aula-2"], id="baru", name="Aula Baru"),
    }
    later = replace(scenario, problem=replace(scenario.problem, venues=halls, sessions={}))
    seats = {(p, s.replace("aula-2", "baru")) for p, s in made.plan.seats}
    write_plan(later, replace(made, plan=Plan.of(seats)), tmp_path / "baru")
    old, new = read_plan(tmp_path / "lama"), read_plan(tmp_path / "baru")
    assert compare(later, old, new).by_kind["hall"] == 8
    write_comparison(later, old, new, tmp_path / "banding.xlsx")
    book = openpyxl.load_workbook(tmp_path / "banding.xlsx")
    moved = [row for row in book["Sesi pindah"].iter_rows(min_row=4, values_only=True) if row[0]]
    assert all("Aula Dua" in row[2] and "Aula Baru" in row[3] for row in moved)
    assert len(moved) == 2


def test_who_has_another_mentor_is_listed(tmp_path):
    """P00001 goes from Ani to Budi, P00002 keeps Ani, P00003 had none: one person has another
    mentor.
    """
    scenario, made = office()
    teams = {name: Team(name, "pendamping", name=name.title()) for name in ("ani", "budi")}
    scenario = replace(scenario, problem=replace(scenario.problem, teams=teams))
    for folder, mentors in (
        ("lama", {"P00001": "ani", "P00002": "ani"}),
        ("baru", {"P00001": "budi", "P00002": "ani", "P00003": "budi"}),
    ):
        write_plan(
            scenario, replace(made, plan=replace(made.plan, mentors=mentors)), tmp_path / folder
        )
    old, new = read_plan(tmp_path / "lama"), read_plan(tmp_path / "baru")
    assert "People with another mentor: 1." in [
        line.en for line in comparison_lines(scenario, old, new)
    ]
    write_comparison(scenario, old, new, tmp_path / "banding.xlsx")
    cells = openpyxl.load_workbook(tmp_path / "banding.xlsx")["Pendamping"]
    rows = [row for row in cells.iter_rows(min_row=4, values_only=True) if row[0]]
    assert [(row[0], *row[3:]) for row in rows] == [("P00001", "Ani (ani)", "Budi (budi)")]
