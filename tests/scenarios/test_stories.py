"""Every story can be read (or is refused as its expect.toml says), and tells what it is about."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path

import pytest

from okoce_opt.errors import InputError
from okoce_opt.io import load_scenario, read_heading
from okoce_opt.scenario import Scenario
from tests.scenarios.as_workbook import as_workbook

HOME = Path(__file__).parents[2] / "scenarios"
STORIES = sorted(path for path in HOME.iterdir() if path.is_dir())
OUTCOMES = ("planned", "impossible", "wrong_input")
ASKED_AGAIN = ("jakarta_barat_2018", "setahun", "cuti_bersama_direvisi", "nineteen_days")


def expected(story: Path) -> dict[str, object]:
    return tomllib.loads((story / "expect.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("story", STORIES, ids=lambda path: path.name)
def test_expectations_are_well_formed(story):
    expect = expected(story)
    assert set(expect) <= {"outcome", "from", "level"}
    assert expect["outcome"] in OUTCOMES
    assert "from" not in expect or expected(HOME / expect["from"])["outcome"] == "planned"
    for level in expect.get("level", []):
        assert set(level) <= {"value_at_most", "bound_at_least"}
        assert all(isinstance(figure, int) and figure >= 0 for figure in level.values())
        assert level.get("bound_at_least", 0) <= level.get("value_at_most", 1 << 40)


@pytest.mark.parametrize("story", STORIES, ids=lambda path: path.name)
def test_tells_its_story(story):
    heading = read_heading(story)
    assert heading.title
    assert heading.story.count(".") >= 3


@lru_cache(maxsize=4)
def read(name: str) -> Scenario:
    """A story as it stands; the few that several tests ask for are read once."""
    return load_scenario(HOME / name)


@pytest.mark.parametrize("story", STORIES, ids=lambda path: path.name)
def test_is_read(story):
    if expected(story)["outcome"] == "wrong_input":
        with pytest.raises(InputError) as refused:
            load_scenario(story)
        assert refused.value.complaints
    else:
        scenario = read(story.name) if story.name in ASKED_AGAIN else load_scenario(story)
        assert len(scenario.levels) >= len(expected(story).get("level", []))


def test_big_story_in_numbers():
    """8 kecamatan, 56 kelurahan, 8,000 people; 78 open days, 39 turns a group; Roa Malaka has 16 of
    Tambora's 1,000.
    """
    problem = read("jakarta_barat_2018").problem
    assert len(problem.kecamatan) == 8
    assert len(problem.kelurahan) == 56
    assert {len(people) for people in problem.people_of.values()} == {1000}
    turns = [problem.calendar.turn(day) for day in problem.calendar.open_days]
    assert (len(turns), turns.count("1"), turns.count("2")) == (78, 39, 39)
    groups = {
        group: sorted(k.name for k in problem.kecamatan.values() if k.group == group)
        for group in ("1", "2")
    }
    assert groups["1"] == ["Grogol Petamburan", "Kebon Jeruk", "Kembangan", "Palmerah"]
    assert groups["2"] == ["Cengkareng", "Kalideres", "Taman Sari", "Tambora"]
    (roa_malaka,) = (code for code, k in problem.kelurahan.items() if k.name == "Roa Malaka")
    assert sum(r.kelurahan == roa_malaka for r in problem.registrants.values()) == 16
    assert sorted(problem.told.values()) == [True] * 8


def test_what_ifs_keep_the_turns():
    base = read("jakarta_barat_2018").problem.calendar
    for name in ("setahun", "cuti_bersama_direvisi", "nineteen_days"):
        changed = read(name).problem.calendar
        assert all(
            changed.turn(day) == base.turn(day) for day in changed.open_days if day <= base.last
        )
    revised = read("cuti_bersama_direvisi").problem.calendar
    assert [day.isoformat() for day in base.open_days if not revised.is_open(day)] == [
        "2018-06-11",
        "2018-06-12",
        "2018-06-20",
    ]


def test_nineteen_days_in_numbers():
    problem = read("nineteen_days").problem
    turns = [problem.calendar.turn(day) for day in problem.calendar.open_days]
    assert (len(turns), turns.count("2")) == (19, 9)
    assert list(problem.activities) == ["pelatihan"]


def test_small_kelurahan_is_named_with_its_eight_sessions():
    with pytest.raises(InputError) as refused:
        load_scenario(HOME / "kelurahan_kecil_tegas")
    complaints = refused.value.complaints
    assert {c.key for c in complaints} == {"31.73.04.1010"}
    assert all("hadir di 8 sesi" in c.advice.id for c in complaints)
    problem = load_scenario(HOME / "kelurahan_kecil").problem
    assert len(problem.registrants) == 7992


def test_workbook_is_the_small_story():
    """Made by as_workbook.py: the same problem digest, and the committed file is what it makes."""
    book = HOME / "satu_workbook" / "kecil.xlsx"
    assert as_workbook(HOME / "kecil") == book.read_bytes()
    assert (
        load_scenario(book).digest
        == load_scenario(HOME / "kecil").digest
        == load_scenario(HOME / "satu_workbook").digest
    )
