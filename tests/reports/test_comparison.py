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
    assert [o for o in found.offices if o[0] == "1"] == [("1", 0, 3, 2)]
    assert (
        "kursi pindah 3; orang yang perlu diberi tahu 2"
        in comparison_lines(scenario, old, new)[-2].id
    )
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
