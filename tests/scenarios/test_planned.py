"""Every story is planned with a small budget and ends as its expect.toml says; what was written
stands when read again.

Stories that add nothing to the others, or take long, run by hand: `pytest -m slow tests/scenarios`.
"""

from __future__ import annotations

import pytest

from okoce_opt import planning
from okoce_opt.domain.difference import difference
from okoce_opt.plan_files.record import read_plan
from okoce_opt.reports.content import labels
from okoce_opt.reports.reading.workbook import read_workbook
from tests.commands.processes import answer, okoce
from tests.scenarios.planned import HOME, Stories, expected

SMALL = ("kecil", "satu_workbook", "dua_kecamatan", "jakpreneur_2024", "jakpreneur_2024_tutup1")
BIG = ("jakarta_barat_2018", "cuti_bersama_direvisi")
BY_HAND = (
    "kelurahan_kecil",
    "tak_rata",
    "selesai_cepat",
    "setahun",
    "aula_tutup",
    "fase_bebas",
    "absen_acak",
    "satu_tim_cukup",
    "undangan_2018",
    "bazar_kota",
    "program_lengkap_2018",
    "urutan_bebas",
)
REVISED = ("2018-06-11", "2018-06-12", "2018-06-20")


def test_every_story_is_planned_here_or_refused_below():
    names = {path.name for path in HOME.iterdir() if path.is_dir()}
    assert names == {
        *SMALL,
        *BIG,
        *BY_HAND,
        "nineteen_days",
        "kelurahan_kecil_tegas",
        "satu_tim",
        "jakpreneur_2024_tutup2",
    }


@pytest.mark.parametrize(
    "story",
    [
        *(pytest.param(name, marks=pytest.mark.scenario) for name in (*SMALL, *BIG)),
        *(pytest.param(name, marks=(pytest.mark.scenario, pytest.mark.slow)) for name in BY_HAND),
    ],
)
def test_ends_as_expected_and_stands(stories: Stories, story: str):
    expect, record = expected(story), stories.record(story)
    assert expect["outcome"] == "planned"
    # planned as a change, a level of its own stands before or after those of the story
    levels = [level for level in record["levels"] if "keep_the_plan" not in level["goals"]]
    for level, wanted in zip(levels, expect["level"], strict=False):
        assert level["value"] <= wanted.get("value_at_most", level["value"])
        assert level["bound"] >= wanted.get("bound_at_least", level["bound"])
    assert all(level["bound"] <= level["value"] for level in record["levels"])
    assert record["reproducible"]
    verdict = planning.verify(stories.folder(story))
    assert verdict.violations == ()
    assert verdict.notices == ()
    assert verdict.proved
    assert len(verdict.bounds) == len(record["levels"])
    assert [value for _, value, _ in verdict.values] == [
        level["value"] for level in record["levels"]
    ]


def test_nineteen_days_are_impossible_in_words(tmp_path):
    done = okoce("plan", HOME / "nineteen_days", "--out", tmp_path / "hasil")
    assert done.returncode == 1
    assert "7.600 < 8.000" in done.stdout
    assert "3.600 < 4.000" in done.stdout
    assert "Mustahil" in done.stdout
    assert not (tmp_path / "hasil").exists()
    said = answer(okoce("check", HOME / "nineteen_days", "--json"))
    assert said["outcome"] == "impossible"


def test_too_few_team_days_are_impossible_by_counting():
    """60 sessions of packaging for one team that comes Tuesday to Thursday."""
    said = answer(okoce("plan", HOME / "satu_tim", "--out", HOME / "nowhere", "--json"))
    assert said["outcome"] == "impossible"
    assert (
        "60 hari tim mitra pengemasan dibutuhkan, 41 yang ada (pada 41 hari): kurang 19 hari tim."
        in str(said["reason"])
    )
    assert not (HOME / "nowhere").exists()


def test_a_kelurahan_too_small_for_every_session_is_wrong_input(tmp_path):
    done = okoce("plan", HOME / "kelurahan_kecil_tegas", "--out", tmp_path / "hasil")
    assert done.returncode == 2
    assert "hadir di 8 sesi" in done.stderr
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
@pytest.mark.scenario
def test_the_exempt_kelurahan_is_listed(stories: Stories):
    sheets = {
        sheet.name: sheet
        for sheet in read_workbook(stories.folder("kelurahan_kecil") / labels.SCHEDULE)
    }
    rows = sheets[labels.ORIGIN].rows
    texts = [" ".join(str(value) for value in row if value) for row in rows]
    assert any("Roa Malaka" in text for text in texts)


@pytest.mark.scenario
def test_only_kecamatan_that_met_on_the_new_holidays_change(stories: Stories):
    old, new = (
        read_plan(stories.folder(name)) for name in ("jakarta_barat_2018", "cuti_bersama_direvisi")
    )
    scenario = planning.read_scenario(
        HOME / "cuti_bersama_direvisi", stories.folder("jakarta_barat_2018")
    )
    problem = scenario.problem
    lost = {sid for sid in old.plan.held if sid.split("|")[2] in REVISED}
    touched = {problem.venues[sid.split("|")[1]].kecamatan for sid in lost}
    changed = difference(old.plan, new.plan)
    assert {problem.registrants[person].kecamatan for person in changed.moved} <= touched
    assert {
        problem.venues[sid.split("|")[1]].kecamatan for sid in (*changed.dropped, *changed.added)
    } <= touched
    # each seat on a day that is closed now has moved, and what has happened has not
    must = sum(len(old.plan.people[sid]) for sid in lost)
    (kept,) = (
        level
        for level in stories.record("cuti_bersama_direvisi")["levels"]
        if "keep_the_plan" in level["goals"]
    )
    assert changed.lost == kept["value"] >= kept["bound"] >= 0
    assert changed.lost >= must
    past = {seat for seat in old.plan.seats if seat[1].split("|")[2] < "2018-04-18"}
    assert past <= new.plan.seats


@pytest.mark.scenario
def test_the_workbook_is_the_same_problem_and_the_same_plan(stories: Stories):
    one, other = stories.record("kecil"), stories.record("satu_workbook")
    assert one["problem_digest"] == other["problem_digest"]
    seats = [
        (stories.folder(name) / "penempatan.csv").read_bytes()
        for name in ("kecil", "satu_workbook")
    ]
    assert seats[0] == seats[1]


@pytest.mark.scenario
def test_a_what_if_of_nothing_stays_the_same_three_times_on(tmp_path, stories: Stories):
    """C14: planning `--from` with nothing changed, three times on: the same bytes each time."""
    story = tmp_path / "rencana_lain"
    story.mkdir()
    base = HOME / "dua_kecamatan"
    (story / "scenario.toml").write_text(
        f'extends = "{base.as_posix()}"\ntitle = "Lain"\nstory = "Sama."\n', encoding="utf-8"
    )
    before = stories.folder("dua_kecamatan")
    seats = (before / "penempatan.csv").read_bytes()
    for name in ("hasil2", "hasil3", "hasil4"):
        out = tmp_path / name
        done = okoce("plan", story, "--out", out, "--from", before, "--budget", 1, "--json")
        assert done.returncode == 0, done.stderr
        (kept,) = (level for level in answer(done)["levels"] if "keep_the_plan" in level["goals"])
        assert (kept["value"], kept["bound"]) == (0, 0)
        assert (out / "penempatan.csv").read_bytes() == seats
        assert answer(okoce("compare", before, out, "--json"))["seats_moved"] == 0
        before = out
    assert planning.verify(before).violations == ()


@pytest.mark.scenario
def test_ones_own_list_from_the_first_command_to_the_last(tmp_path):
    story, out = tmp_path / "rencana_saya", tmp_path / "hasil"
    for line in (
        ["new", story],
        ["check", story],
        ["plan", story, "--out", out, "--budget", 2],
        ["verify", out],
        ["plan", story, "--out", out, "--budget", 2],
        ["verify", out],
    ):
        done = okoce(*line)
        assert done.returncode == 0, done.stdout + done.stderr
        assert "Traceback" not in done.stderr
    assert (out / "jadwal.xlsx").is_file()
