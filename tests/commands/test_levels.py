"""What is said of a level: what was reached, what is proved, what could be saved."""

from __future__ import annotations

import pytest

from okoce_opt.commands.levels import level_words
from okoce_opt.domain.outcome import SettledLevel


@pytest.mark.parametrize(
    ("level", "said"),
    [
        (SettledLevel({"x": 5}, 5, 5, 2), "value 5, proved best"),
        (SettledLevel({"x": 9}, 9, 9, 9), "value 9, proved best"),
        (
            SettledLevel({"x": 334}, 334, 0, 0),
            "value 334, not proved best; below 0 none can go, so at most 334 can still be saved",
        ),
        (
            SettledLevel({"x": 70}, 70, 60, 60),
            "value 70, not proved best; below 60 none can go, so at most 10 can still be saved",
        ),
        (
            SettledLevel({"x": 70}, 70, 65, 60),
            "The gap is 5, that is 7.14 % of the value, or 50.00 % of what can be saved",
        ),
        (SettledLevel({"x": 0}, None, 3), "no plan yet; none can go below 3"),
    ],
)
def test_a_level_is_one_plain_sentence(level: SettledLevel, said: str) -> None:
    assert said in level_words(level).en
    assert "100,00 %" not in level_words(level).id
