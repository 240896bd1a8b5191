"""What each rule and price costs: figures that can be counted on fingers, and what is said where
not everything is proved.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from okoce_opt import planning, speak
from okoce_opt.domain.words import Words
from okoce_opt.io import load_scenario
from okoce_opt.options import Options
from okoce_opt.trials.cost_words import LevelChange, changes_between, more_or_less
from okoce_opt.trials.result import LevelReached, Result
from tests.exported import small_story

QUICK = Options(workers=1, budget=3.0)
HEAD = "no_peserta,kecamatan,kelurahan\n"


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OKOCE_LANG", "id")
    speak("en")


def test_one_more_kecamatan_a_day_ends_a_day_earlier_and_what_costs_nothing_says_so(
    tmp_path: Path,
) -> None:
    """Two kecamatan of four people, a hall of four seats each, one kecamatan a day: Monday and
    Tuesday; two a day: Monday.
    """
    people = [f"A{n},K1,a" for n in range(4)] + [f"B{n},K2,c" for n in range(4)]
    story = small_story(
        tmp_path / "s",
        HEAD + "\n".join(people),
        rules=["simultaneous_phase\nat_most = 1", "deadline\nday = 2026-01-16"],
        levels='[["most_placed"], ["finish_early"]]',
    )
    found = planning.costs(load_scenario(story), None, QUICK)
    said = [cost.sentence.en for cost in found.rows]
    assert said[:2] == [
        "The rule Simultaneous phase: at_most 1 -> 2: 1 day fewer.",
        "The rule Simultaneous phase costs 1 day.",
    ]
    assert "The rule Deadline costs nothing (proved)." in said
    assert all(cost.is_proved for cost in found.rows)
    frame = found.frame()
    assert len(frame) == len(said)
    assert frame["level 2 at most"].tolist()[0] == -1


def test_a_deadline_costs_the_seats_of_those_who_come_too_late(tmp_path: Path) -> None:
    """Twelve people and eight seats a day: whoever must be done on Monday leaves four without a
    seat; one open day later all have one.
    """
    people = [f"A{n:02},K1,{'ab'[n % 2]}" for n in range(12)] + ["C0,K2,c"]
    story = small_story(
        tmp_path / "s",
        HEAD + "\n".join(people),
        rules=["deadline\nday = 2026-01-05"],
        levels='[["most_placed"], ["few_sessions"]]',
    )
    found = planning.costs(load_scenario(story), tmp_path / "d", QUICK)
    assert [cost.sentence.en for cost in found.rows][:2] == [
        "The rule Deadline: day Monday, 5 January 2026 -> Tuesday, 6 January 2026: "
        "4 seats missing fewer, 1 session more.",
        "Without the rule Deadline: 4 seats missing fewer, 1 session more.",
    ]
    assert (tmp_path / "d" / "percobaan.xlsx").is_file()


def results(*levels: tuple[int, int]) -> Result:
    """A result of levels with value and bound, goal `g1` on the first and so on."""
    those = [
        LevelReached({f"g{n}": value}, value, bound)
        for n, (value, bound) in enumerate(levels, start=1)
    ]
    return Result("planned", tuple(those))


def test_what_is_not_proved_is_said_to_lie_between() -> None:
    (one,) = changes_between(results((10, 8)), results((7, 5)), loosens=False)
    assert (one.at_least, one.at_most) == (-5, -1)
    (looser,) = changes_between(results((10, 8)), results((10, 5)), loosens=True)
    assert (looser.at_least, looser.at_most) == (-5, 0)
    assert more_or_less(-5, -1, Words("sesi", "sessions")).en == "between 1 and 5 sessions fewer"


def test_a_level_after_an_open_one_says_nothing_and_one_after_a_better_one_may_be_dearer() -> None:
    found = [*changes_between(results((10, 8), (3, 3)), results((7, 7), (2, 2)), loosens=True)]
    assert [one.number for one in found] == [1]
    found = [*changes_between(results((4, 4), (3, 3)), results((2, 2), (9, 9)), loosens=True)]
    assert found == [LevelChange(1, -2, -2, {"g1": -2}), LevelChange(2, 6, 6, {"g2": 6})]


def test_a_scenario_without_a_plan_is_sent_to_why(tmp_path: Path) -> None:
    people = [f"A{n},K1,a" for n in range(9)]
    story = small_story(
        tmp_path / "s",
        HEAD + "\n".join(people),
        rules=["everyone_placed"],
        last="2026-01-05",
        levels='[["few_sessions"]]',
    )
    found = planning.costs(load_scenario(story), None, QUICK)
    assert found.rows == ()
    assert "okoce why" in str(found)


def test_where_the_scenario_has_no_plan_what_makes_one_is_said(tmp_path: Path) -> None:
    """Everything had been planned and nothing of it was told."""
    people = [f"A{n},K1,a" for n in range(4)] + [f"B{n},K2,c" for n in range(4)]
    story = small_story(
        tmp_path / "s",
        HEAD + "\n".join(people),
        rules=["everyone_placed", "simultaneous_phase\nat_most = 1"],
        last="2026-01-05",
        levels='[["few_sessions"]]',
    )
    said = [line.en for line in planning.costs(load_scenario(story), None, QUICK).lines()]
    assert said[0].startswith("The scenario as it is has no plan")
    told = said[said.index("With any one of these there is a plan:") + 1 :]
    assert "  - Without the rule Simultaneous phase" in told
    assert len(told) == 3
