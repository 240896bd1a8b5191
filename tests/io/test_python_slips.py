"""Slips of Python rather than of planning: said in the words of the call, never lost in silence."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from okoce_opt import (
    InputError,
    Options,
    PlanFilesError,
    SimultaneousPhase,
    plan,
    read_scenario,
    verify_folder,
    write,
)
from okoce_opt.scenario import Papers
from tests.io.test_frames import complaints_of, made, tables


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OKOCE_LANG", "en")


def test_a_rule_may_stand_behind_its_name() -> None:
    said = made(rules={"simultaneous_phase": SimultaneousPhase(2)})
    assert said.digest == made(rules={"simultaneous_phase": 2}).digest


def test_a_rule_that_always_holds_cannot_be_left_out_in_silence() -> None:
    assert "always holds" in complaints_of(rules={"open_days": False})


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"program": pd.DataFrame({"mulai": ["2026-01-05"]})}, "program: a mapping"),
        ({"levels": 5}, "levels: one item a level"),
        ({"rules": 3}, "rules: a mapping"),
        ({"goals": ["few_sessions"]}, "goals: a mapping"),
        ({"goals": {"few_sessions": 200}}, r"goals\['few_sessions'\]: a mapping"),
        ({"tempat": "aula"}, "tempat: a DataFrame"),
        ({"tempat": 4}, "tempat: a DataFrame"),
    ],
)
def test_what_is_of_another_type_is_named(given: dict[str, Any], said: str) -> None:
    with pytest.raises(TypeError, match=said):
        made(**given)


def test_a_frame_of_nothing_changes_nothing() -> None:
    assert made().what_if(pendaftar=pd.DataFrame()).digest == made().digest
    said = complaints_of(tempat=tables()["tempat"].to_numpy())
    assert "name the columns of the frame" in said
    with pytest.raises(InputError, match=r"frame\.columns"):
        made().what_if(tempat=pd.DataFrame({"satu": [1]}))


def test_options_of_another_type_are_named() -> None:
    for given in ({"budget": 1}, 1):
        with pytest.raises(TypeError, match=r"options: Options\(budget=30\)"):
            plan(made(), given)


@pytest.mark.parametrize("name", ["a.csv", "a.xls", "a.ods", "a.toml", "a.XLSM"])
def test_a_scenario_is_not_a_folder_that_is_called_like_a_file(tmp_path: Path, name: str) -> None:
    with pytest.raises(PlanFilesError, match="xlsx"):
        made().save(tmp_path / name)
    assert not [*tmp_path.iterdir()]


def test_the_home_folder_may_be_written_as_people_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`save("~/a")` made a folder called `~` where the notebook was."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    scenario = made()
    assert scenario.save("~/satu") == tmp_path / "satu"
    assert read_scenario("~/satu").digest == scenario.digest
    outcome = plan(scenario, budget=1, workers=1)
    write(scenario, outcome, "~/hasil")
    assert verify_folder("~/hasil").stands
    assert plan(scenario, budget=1, workers=1, old="~/hasil").plan == outcome.plan
    assert sorted(path.name for path in tmp_path.iterdir()) == ["hasil", "satu"]
    with pytest.raises(TypeError, match="a path, not int"):
        read_scenario(5)


def test_a_slip_shows_nobody() -> None:
    """A table of people where a path or a number is meant stands in no error."""
    people = pd.DataFrame({"no_peserta": ["A1"], "nik": ["9901014107900001"], "nama": ["Siti"]})
    for slip in (read_scenario, verify_folder, lambda given: Options(seed=given)):
        with pytest.raises((TypeError, ValueError), match="DataFrame") as caught:
            slip(people)
        assert "Siti" not in str(caught.value)
        assert "9901" not in str(caught.value)


@pytest.mark.parametrize(
    "part", [{"title": "Lain"}, {"story": "Lain"}, {"people": {}}, {"papers": Papers(town="Lain")}]
)
def test_what_was_replaced_is_not_lost_when_it_is_saved(
    tmp_path: Path, part: dict[str, Any]
) -> None:
    """Title and people stand in the cells; what was put in their place was dropped by `save`."""
    for scenario in (made(), read_scenario(made().save(tmp_path / "satu"))):
        other = replace(scenario, **part)
        with pytest.raises(PlanFilesError, match="what_if"):
            other.save(tmp_path / "dua")
        with pytest.raises(PlanFilesError, match="what_if"):
            other.what_if(name="tiga")
    with pytest.raises(PlanFilesError, match="what_if"):
        replace(made(), layers=()).save(tmp_path / "dua")
    assert replace(made(), name="lain").save(tmp_path / "empat").is_dir()


def test_levels_that_leave_a_goal_out_leave_its_price_out(tmp_path: Path) -> None:
    """Levels are replaced whole: what the base said of a goal that is gone could not be taken back
    from Python.
    """
    base = made(levels=["most_placed", {"few_sessions": 200, "kelurahan_share": 50}])
    changed = base.what_if(levels=["most_placed", "few_sessions"])
    assert [[priced.price for priced in level] for level in changed.levels] == [[1], [200]]
    assert read_scenario(changed.save(tmp_path / "lain")).digest == changed.digest
    with pytest.raises(InputError, match="a goal that tingkat names"):
        base.what_if(levels=["most_placed"], goals={"few_sessions": {"harga": 2}})
