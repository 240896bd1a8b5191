"""Every story is planned with a small budget and ends as its expect.toml says; what was written
stands when read again.

Stories that add nothing to the others, or take long, run by hand: `pytest -m slow tests/scenarios`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from okoce_opt import planning
from okoce_opt.domain.difference import difference
from okoce_opt.domain.outcome import Planned
from okoce_opt.options import Options
from okoce_opt.plan_files.record import read_plan, read_record
from okoce_opt.reports.content import labels
from okoce_opt.reports.reading.workbook import read_workbook
from tests.scenarios.planned import BUDGET, HOME, Stories, expected

SMALL = ("kecil", "satu_workbook", "dua_kecamatan", "jakpreneur_2024", "jakpreneur_2024_tutup1")
BIG = ("jakarta_barat_2018",)
BY_HAND = (
    "cuti_bersama_direvisi",
    "kelurahan_kecil",
    "tak_rata",
    "selesai_cepat",
    "setahun",
    "satu_tahun_berjalan",
    "aula_tutup",
    "fase_bebas",
    "absen_acak",
    "satu_tim_cukup",
    "undangan_2018",
    "bazar_kota",
    "program_lengkap_2018",
    "urutan_bebas",
)


def what_if(home: Path, base: str, more: str = "") -> Path:
    """A folder in `home` that is the story `base` with a few lines more."""
    story = home / "rencana_lain"
    story.mkdir()
    lines = [f'extends = "{(HOME / base).as_posix()}"', 'title = "Lain"', 'story = "Sama."', more]
    (story / "scenario.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return story


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


def test_nineteen_days_are_impossible_in_words(okoce: Callable, tmp_path: Path):
    done = okoce("plan", HOME / "nineteen_days", "--out", tmp_path / "hasil")
    assert done.code == 1
    assert "7.600 < 8.000" in done.out
    assert "3.600 < 4.000" in done.out
    assert "Mustahil" in done.out
    assert not (tmp_path / "hasil").exists()
    said = okoce("check", HOME / "nineteen_days", "--json").answer
    assert said["outcome"] == "impossible"


def test_too_few_team_days_are_impossible_by_counting(okoce: Callable):
    """60 sessions of packaging for one team that comes Tuesday to Thursday."""
    said = okoce("plan", HOME / "satu_tim", "--out", HOME / "nowhere", "--json").answer
    assert said["outcome"] == "impossible"
    assert (
        "60 hari tim mitra pengemasan dibutuhkan, 41 yang ada (pada 41 hari): kurang 19 hari tim."
        in str(said["reason"])
    )
    assert not (HOME / "nowhere").exists()


def test_a_kelurahan_too_small_for_every_session_is_wrong_input(okoce: Callable, tmp_path: Path):
    done = okoce("plan", HOME / "kelurahan_kecil_tegas", "--out", tmp_path / "hasil")
    assert done.code == 2
    assert "hadir di 8 sesi" in done.err
    assert "Traceback" not in done.err
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


def only_whom_a_new_holiday_touched(story: Path, before: Path, after: Path) -> None:
    """Kecamatan that met on a day that is closed now have changed, what has happened has not, and
    as few seats as the record says.
    """
    problem = planning.read_scenario(story, before).problem
    old, new = read_plan(before), read_plan(after)
    days = {sid: date.fromisoformat(sid.split("|")[2]) for sid in old.plan.held}
    lost = {sid for sid, day in days.items() if not problem.calendar.is_open(day)}
    assert lost
    touched = {problem.venues[sid.split("|")[1]].kecamatan for sid in lost}
    changed = difference(old.plan, new.plan)
    assert {problem.registrants[person].kecamatan for person in changed.moved} <= touched
    assert {
        problem.venues[sid.split("|")[1]].kecamatan for sid in (*changed.dropped, *changed.added)
    } <= touched
    # each seat on a day that is closed now has moved, and what has happened has not
    must = sum(len(old.plan.people[sid]) for sid in lost)
    levels = read_record(after)["levels"]
    (kept,) = (level for level in levels if "keep_the_plan" in level["goals"])
    assert changed.lost == kept["value"] >= kept["bound"] >= 0
    assert changed.lost >= must
    assert problem.today is not None
    past = {seat for seat in old.plan.seats if days[seat[1]] < problem.today}
    assert past
    assert past <= new.plan.seats


@pytest.mark.slow
@pytest.mark.scenario
def test_only_kecamatan_that_met_on_the_new_holidays_change(stories: Stories):
    story = HOME / "cuti_bersama_direvisi"
    before, after = stories.folder("jakarta_barat_2018"), stories.folder(story.name)
    only_whom_a_new_holiday_touched(story, before, after)


@pytest.mark.scenario
def test_only_the_kecamatan_that_met_on_a_new_holiday_changes(tmp_path: Path, stories: Stories):
    """The same on the small story: the last day of all is closed when two weeks are over."""
    before = stories.folder("dua_kecamatan")
    story = what_if(tmp_path, "dua_kecamatan", "hari_ini = 2018-03-27")
    last = max(sid.split("|")[2] for sid in read_plan(before).plan.held)
    (story / "kalender.csv").write_text(f"tanggal,status\n{last},tutup\n", encoding="utf-8")
    scenario = planning.read_scenario(story, before)
    outcome = planning.plan(scenario, Options(workers=1, budget=BUDGET))
    assert isinstance(outcome, Planned)
    planning.write(scenario, outcome, tmp_path / "hasil")
    assert planning.verify(tmp_path / "hasil").violations == ()
    only_whom_a_new_holiday_touched(story, before, tmp_path / "hasil")


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
def test_a_what_if_of_nothing_stays_the_same_three_times_on(
    okoce: Callable, tmp_path: Path, stories: Stories
):
    """C14: planning `--from` with nothing changed, three times on: the same bytes each time."""
    story = what_if(tmp_path, "dua_kecamatan")
    before = stories.folder("dua_kecamatan")
    seats = (before / "penempatan.csv").read_bytes()
    for name in ("hasil2", "hasil3", "hasil4"):
        out = tmp_path / name
        small = ("--budget", 0.5, "--workers", 1)
        done = okoce("plan", story, "--out", out, "--from", before, *small, "--json")
        assert done.code == 0, done.err
        (kept,) = (level for level in done.answer["levels"] if "keep_the_plan" in level["goals"])
        assert (kept["value"], kept["bound"]) == (0, 0)
        assert (out / "penempatan.csv").read_bytes() == seats
        assert okoce("compare", before, out, "--json").answer["seats_moved"] == 0
        before = out
    assert planning.verify(before).violations == ()


@pytest.mark.scenario
def test_ones_own_list_from_the_first_command_to_the_last(okoce: Callable, tmp_path: Path):
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
        assert done.code == 0, done.out + done.err
        assert "Traceback" not in done.err
    assert (out / "jadwal.xlsx").is_file()
