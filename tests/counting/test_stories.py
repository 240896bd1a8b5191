"""What counting says of the stories that come with okoce."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from okoce_opt.counting import Ground, count, summarize
from okoce_opt.io import load_scenario

SCENARIOS = Path(__file__).parents[2] / "scenarios"
load_scenario = cache(load_scenario)


def test_nineteen_days():
    scenario = load_scenario(SCENARIOS / "nineteen_days")
    said = [s.words.id for s in count(scenario.problem, scenario.rules) if s.hard]
    assert any("19 hari x 4 kecamatan x 100 kursi = 7.600 < 8.000" in words for words in said)
    assert any(
        "Kelompok 2" in words and "9 giliran x 4 kecamatan x 100 kursi = 3.600 < 4.000" in words
        for words in said
    )


@pytest.mark.parametrize(
    "name", ["jakarta_barat_2018", "setahun", "kelurahan_kecil", "dua_kecamatan", "kecil"]
)
def test_nothing_is_said_against_stories_that_have_plans(name):
    scenario = load_scenario(SCENARIOS / name)
    assert not count(scenario.problem, scenario.rules)


def test_closed_hall_leaves_a_hundred_over():
    scenario = load_scenario(SCENARIOS / "aula_tutup")
    (shortfall,) = count(scenario.problem, scenario.rules)
    assert (shortfall.kecamatan, shortfall.missing, shortfall.hard) == ("31.73.03", 100, False)


def test_summary_of_the_big_story():
    """1,000 people, 3 x 1,000 seats = 30 sessions, 39 turns each."""
    scenario = load_scenario(SCENARIOS / "jakarta_barat_2018")
    figures = summarize(Ground.of(scenario.problem, scenario.rules))
    assert {(f.people, f.seats, f.sessions, f.turns) for f in figures} == {(1000, 3000, 30, 39)}
    assert {(f.smallest, f.smallest_people) for f in figures if f.name == "Tambora"} == {
        ("Roa Malaka", 16)
    }
