"""`alike_finish` comes after `finish_early`: where it stands is looked for where levels are
read.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from okoce_opt import planning
from okoce_opt.errors import InputError
from tests.exported import small_story

PEOPLE = "no_peserta,kecamatan,kelurahan\nX,K1,a\nL,K2,c"


@pytest.mark.parametrize(
    "levels",
    ['["alike_finish"]', '["finish_early", "alike_finish"]', '["alike_finish"], ["finish_early"]'],
    ids=["alone", "beside", "before"],
)
def test_not_before_or_beside(tmp_path: Path, levels: str) -> None:
    with pytest.raises(InputError) as refused:
        planning.read_scenario(
            small_story(tmp_path / "cerita", PEOPLE, levels=f'[["most_placed"], {levels}]')
        )
    (only,) = refused.value.complaints
    assert (only.code, only.found, only.allowed.en) == (
        "goal_too_early",
        "alike_finish",
        "on a level after finish_early",
    )


def test_after(tmp_path: Path) -> None:
    """Both can finish on Monday: 0 days apart, proved."""
    path = small_story(
        tmp_path / "cerita", PEOPLE, levels='[["most_placed"], ["finish_early"], ["alike_finish"]]'
    )
    outcome = planning.plan(planning.read_scenario(path), planning.Options(budget=2))
    assert [(level.value, level.bound) for level in outcome.levels] == [(0, 0), (0, 0), (0, 0)]
