"""`okoce bench`: table, CSV and picture come out, figures are those of the plans, and nothing of
others is overwritten.
"""

from __future__ import annotations

import csv
import shutil
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from okoce_opt import planning
from okoce_opt.bench import cases, paper, runs
from okoce_opt.bench.by_hand import by_hand
from okoce_opt.bench.figures import Figures, Moment
from okoce_opt.bench.rivals import by_name, cpsat, highs
from okoce_opt.bench.worlds import Growth, grown
from okoce_opt.options import Options
from okoce_opt.testing import assert_plan_stands
from okoce_opt.verify import measures, verify
from tests.scenarios.planned import Stories

HOME = Path(__file__).resolve().parents[2] / "scenarios"
SMALL = ("--budget", 1, "--workers", 1)


@pytest.fixture
def at_once(monkeypatch) -> None:
    """Runs that end before they begin, for tests of what is done with figures."""
    monkeypatch.setattr(
        runs,
        "measured",
        lambda run: Figures(run.case, run.planner, "planned", people=12, total=1.0),
    )


def test_a_run_is_the_plan_of_the_story(okoce, tmp_path, stories: Stories):
    out = tmp_path / "tabel.csv"
    ran = okoce("bench", "kecil", "--scenarios", HOME, "--out", out, *SMALL)
    assert ran.code == 0, ran.err
    assert "1.615" in ran.out
    (row,) = csv.DictReader(out.read_text(encoding="utf-8").splitlines())
    levels = stories.record("kecil")["levels"]
    assert row["outcome"] == "planned"
    assert row["value"] == " / ".join(str(level["value"]) for level in levels) == "0 / 1615"
    assert row["bound"] == " / ".join(str(level["bound"]) for level in levels)
    assert float(row["gap"]) == 0
    assert row["people"] == "12"
    assert (
        0 < float(row["first_plan_s"]) <= float(row["to_half_percent_s"]) <= float(row["total_s"])
    )
    assert paper.picture_of(out).read_bytes().startswith(b"\x89PNG")


@pytest.mark.usefixtures("at_once")
def test_its_own_files_are_written_anew(okoce, tmp_path):
    out = tmp_path / "tabel.csv"
    line = ("bench", "kecil", "--scenarios", HOME, "--out", out, *SMALL)
    assert okoce(*line).code == 0
    assert paper.picture_of(out).is_file()
    out.write_text(out.read_text(encoding="utf-8").replace("kecil", "lama"), encoding="utf-8")
    assert okoce(*line).code == 0
    assert "kecil" in out.read_text(encoding="utf-8")


def test_rivals_plan_the_same_case(okoce):
    ran = okoce(
        "bench", "rivals", "kecil", "--scenarios", HOME, "--json", "--time-limit", 20, *SMALL
    )
    assert ran.code == 0, ran.err
    rows = {row["planner"]: row for row in ran.answer["rows"]}
    assert list(rows) == ["okoce", "cpsat", "milp", "tangan"]
    for planner in ("okoce", "cpsat", "milp"):
        assert (rows[planner]["outcome"], rows[planner]["values"], rows[planner]["bounds"]) == (
            "planned",
            [0, 1615],
            [0, 1615],
        )
    assert rows["tangan"]["bounds"] == [None, None]
    assert rows["tangan"]["gap"] == ""


def test_a_story_that_changes_a_plan_is_run_as_a_change_and_cold(okoce, tmp_path):
    """The story whose plan it changes is run first."""
    (tmp_path / "dasar").symlink_to(HOME / "kecil", target_is_directory=True)
    what_if = tmp_path / "tutup"
    what_if.mkdir()
    (what_if / "scenario.toml").write_text(
        'extends = "../dasar"\ntitle = "Tutup"\nstory = "Aula tutup."\n', encoding="utf-8"
    )
    (what_if / "halangan.csv").write_text(
        "jenis,id,dari,sampai,alasan\ntempat,aula-tambora,2018-01-09,2018-01-09,renovasi\n",
        encoding="utf-8",
    )
    (what_if / "expect.toml").write_text('from = "dasar"\noutcome = "planned"\n', encoding="utf-8")
    answer = okoce("bench", "tutup", "--scenarios", tmp_path, "--json", *SMALL).answer
    assert [(row["case"], row["planner"]) for row in answer["rows"]] == [
        ("dasar", "okoce"),
        ("tutup", "okoce --from"),
        ("tutup", "okoce"),
    ]
    # keep_the_plan is a level of its own between the two
    assert [len(row["values"]) for row in answer["rows"]] == [2, 3, 2]
    assert all(row["outcome"] == "planned" for row in answer["rows"])


@pytest.mark.parametrize("name", ["tabel.csv", "tabel.png"])
def test_nothing_of_others_is_overwritten(okoce, tmp_path, name):
    (tmp_path / name).write_bytes(b"nama,nilai\n")
    ran = okoce("bench", "kecil", "--scenarios", HOME, "--out", tmp_path / "tabel.csv", *SMALL)
    assert ran.code == 2
    assert name in ran.err
    assert [path.name for path in tmp_path.iterdir()] == [name]
    assert (tmp_path / name).read_bytes() == b"nama,nilai\n"


@pytest.mark.usefixtures("at_once")
def test_without_matplotlib_it_says_how_to_get_it(okoce, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    ran = okoce("bench", "kecil", "--scenarios", HOME, "--out", tmp_path / "tabel.csv", *SMALL)
    assert ran.code == 0
    assert "pip install '.[notebook]'" in ran.err
    assert [path.name for path in tmp_path.iterdir()] == ["tabel.csv"]


def test_names(okoce, tmp_path):
    listed = okoce("bench", "--list", "--scenarios", HOME, "--json").answer["cases"]
    assert set(cases.SHORT) <= set(listed)
    assert {"growth", "rivals", "satu_20000"} <= set(listed)
    assert "nineteen_days" not in listed
    assert "bench --list" in okoce("bench", "entah", "--scenarios", HOME).err
    assert okoce("bench", "--scenarios", tmp_path).code == 2
    assert okoce("bench", "kecil", "--out", "tabel.xlsx").code == 64
    assert [cases.growth_of(name) for name in ("kota_7", "kota_0", "kecil")] == [
        Growth(7),
        None,
        None,
    ]


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (("zoo", "--only", 99), "1 to 60"),
        (("zoo", "--only", 0), "1 to 60"),
        (("ladder", "--only", 6), "1 to 5"),
        (("zoo", "ladder"), "by itself"),
        (("kecil", "zoo"), "by itself"),
    ],
)
def test_drawn_problems_have_numbers_and_stand_alone(okoce, names, said):
    """Number 99 was a fault inside okoce, number 0 was planned as the last one."""
    refused = okoce("bench", *names, "--scenarios", HOME, "--lang", "en")
    assert refused.code == 2
    assert said in refused.err


def test_what_stands_so_far_is_kept_when_it_is_stopped(okoce, tmp_path, monkeypatch):
    def measured(run):
        if run.case == "dua_kecamatan":
            raise KeyboardInterrupt
        return Figures(run.case, run.planner, "planned", people=12, total=1.0)

    monkeypatch.setattr(runs, "measured", measured)
    ran = okoce(
        "bench",
        "kecil",
        "dua_kecamatan",
        "--scenarios",
        HOME,
        "--out",
        tmp_path / "tabel.csv",
        "--json",
    )
    assert ran.code == 130
    assert [row["case"] for row in ran.answer["rows"]] == ["kecil"]
    assert "kecil" in (tmp_path / "tabel.csv").read_text(encoding="utf-8")


def test_growth_ends_with_the_first_case_that_takes_too_long(okoce, monkeypatch):
    monkeypatch.setattr(
        runs,
        "measured",
        lambda run: Figures(run.case, run.planner, "planned", total=len(run.case) * 10.0),
    )
    answer = okoce("bench", "growth", "--scenarios", HOME, "--time-limit", 60, "--json").answer
    assert [row["case"] for row in answer["rows"]] == ["kota_1", "kota_2", "kota_5", "kota_10"]


def test_seconds_to_a_gap_are_of_what_was_known_then():
    moments = (
        Moment(1.0, None, None),
        Moment(2.0, 120, None),
        Moment(3.0, 105, 100),
        Moment(4.0, 104, 100),
        Moment(5.0, 100, 100),
    )
    figures = Figures("x", "okoce", "planned", values=(0, 100), bounds=(0, 100), moments=moments)
    assert (figures.gap, figures.first_plan) == (0.0, 2.0)
    assert (figures.seconds_to(0.05), figures.seconds_to(0.005)) == (3.0, 5.0)
    # a first level that is open leaves the whole open
    left_out = replace(figures, values=(1, 100))
    assert left_out.gap == 1.0
    assert left_out.seconds_to(0.05) is None
    assert replace(figures, bounds=(0, None)).gap is None


def test_a_rival_that_does_not_answer_is_ended(tmp_path, monkeypatch):
    monkeypatch.setattr(runs, "LATE", 0.0)
    run = runs.Run("kecil", runs.CPSAT, HOME, tmp_path / "hasil", options=Options(time_limit=0.05))
    assert runs.measured(run).outcome == "ran_out"


@pytest.mark.parametrize("solve", [cpsat, highs])
def test_a_plan_by_name_keeps_every_rule(solve):
    scenario = planning.read_scenario(HOME / "kecil")
    named = by_name(scenario, solve, 20, 2, 0.0)
    assert named.plan is not None
    assert_plan_stands(scenario.problem, scenario.rules, named.plan)
    assert sum(measures(scenario.problem, scenario.goals, named.plan).values()) == 8 + 0 + 5
    assert named.bounds == (0, 1615)


@pytest.mark.parametrize("story", ["kecil", "dua_kecamatan"])
def test_by_hand_only_kelurahan_are_not_looked_at(story):
    scenario = planning.read_scenario(HOME / story)
    plan = by_hand(scenario)
    assert {violation.rule for violation in verify(scenario.problem, scenario.rules, plan)} <= {
        "every_kelurahan_present"
    }
    assert len(plan.seats) > len(scenario.problem.registrants)


def test_a_city_has_the_numbers_that_it_promises():
    base = planning.read_scenario(HOME / "dua_kecamatan")
    city = grown(base, "kota", Growth(5)).problem
    assert [len(people) for people in city.people_of.values()] == [120] * 5
    assert Counter(kecamatan.group for kecamatan in city.kecamatan.values()) == {"1": 3, "2": 2}
    assert [
        rule.at_most
        for rule in grown(base, "kota", Growth(5)).rules
        if rule.kind == "simultaneous_phase"
    ] == [3]
    assert len(city.sessions) == 5 * len(base.problem.sessions) / 2
    assert len(city.told) == 5 * len(base.problem.told) / 2
    # kelurahan keep their sizes, and people of two copies are not the same
    sizes = Counter(
        person.kelurahan.rpartition(".")[0]
        for person in city.registrants.values()
        if person.kecamatan[-1] in "12"
    )
    assert sizes == Counter(person.kelurahan for person in base.problem.registrants.values())
    days = {
        mark: [r.weekdays for r in city.registrants.values() if r.id.startswith(mark)]
        for mark in ("0001", "0003")
    }
    assert days["0001"] != days["0003"]


def test_a_city_with_large_halls_and_many_activities():
    base = planning.read_scenario(HOME / "dua_kecamatan")
    city = grown(base, "kota", Growth(1, people=10, seats=10)).problem
    assert len(city.registrants) == 1200
    assert {session.seats for session in city.sessions.values()} == {400}
    many = grown(base, "kota", Growth(1, halls=5, chains=5)).problem
    assert (len(many.activities), len(many.venues), len(many.orders)) == (15, 5, 10)
    assert not planning.check(grown(base, "kota", Growth(1, halls=5, chains=5))).impossible


def test_a_year_is_told_week_by_week(okoce, tmp_path):
    shutil.copytree(HOME / "kecil", tmp_path / "satu_tahun_berjalan")
    table = tmp_path / "tahun.csv"
    year = ("bench", "year", "--scenarios", tmp_path, "--budget", 0.2, "--out", table, "--json")
    ran = okoce(*year)
    assert ran.code == 0
    assert ran.answer["outcome"] == "ok"
    assert sum(ran.answer["done"].values()) == ran.answer["on_list"]
    assert ran.answer["finished"] == ran.answer["done"].get("2", 0) > 0
    assert ran.answer["weeks_without_a_plan"] == 0
    # sheets have been through hands, nothing was guessed; each plan stood before the judge
    assert ran.answer["wrong"] == 0
    assert ran.answer["read"] > 0
    weeks = table.read_text().splitlines()
    # the first plan, and after the header one a week, but for the last: by then the year is over
    assert ran.answer["verified"] == len(weeks) - 1
    assert ran.answer["finished"] <= ran.answer["knowing"]
    assert table.with_suffix(".png").read_bytes().startswith(b"\x89PNG")
    assert f"{ran.answer['asked']} ditanyakan, 0 salah" in ran.err
    # nothing is written over
    assert okoce(*year).code == 2
