"""`scenarios`, `sample` and `new`: nothing of the user's is overwritten."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

SCENARIOS = Path(__file__).resolve().parents[2] / "scenarios"


def test_scenarios_lists_every_story_with_its_first_sentence(okoce: Callable) -> None:
    ran = okoce("scenarios", SCENARIOS)
    assert ran.code == 0
    answer = okoce("scenarios", SCENARIOS, "--json").answer
    names = [one["name"] for one in answer["scenarios"]]
    assert names == sorted(path.parent.name for path in SCENARIOS.glob("*/expect.toml"))
    for one in answer["scenarios"]:
        assert one["title"]
        assert one["story"]
        assert one["expected"]
        assert one["story"] in ran.out


def test_scenarios_of_a_folder_that_is_not_there(okoce: Callable, tmp_path: Path) -> None:
    assert okoce("scenarios", tmp_path / "tidak_ada").code == 2
    assert okoce("scenarios", tmp_path).code == 0


def test_scenarios_elsewhere_are_those_that_come_along(
    okoce: Callable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Outside the source folder it said that there is no folder `scenarios`."""
    monkeypatch.chdir(tmp_path)
    names = [one["name"] for one in okoce("scenarios", "--json").answer["scenarios"]]
    assert "kecil" in names
    (tmp_path / "scenarios").mkdir()
    assert okoce("scenarios", "--json").answer["scenarios"] == []


def test_what_few_need_is_last_in_the_help(okoce: Callable) -> None:
    """The help of `plan` began with the seed and four options of a cluster."""
    said = okoce("plan", "--help", "--lang", "en").out
    options = said[said.index("options:") :]
    assert options.index("--out") < options.index("--budget") < options.index("--cluster")


@pytest.fixture
def recipe(tmp_path: Path) -> Path:
    """The folder of the big story with its list taken away."""
    folder = tmp_path / "cerita"
    shutil.copytree(SCENARIOS / "jakarta_barat_2018", folder)
    for name in ("pendaftar.csv", "halangan.csv"):
        (folder / name).unlink()
    return folder


def test_sample_writes_what_is_not_there_and_leaves_what_is(okoce: Callable, recipe: Path) -> None:
    assert okoce("sample", recipe).code == 0
    made = (recipe / "pendaftar.csv").read_bytes()
    assert made == (SCENARIOS / "jakarta_barat_2018" / "pendaftar.csv").read_bytes()
    assert okoce("sample", recipe, "--json").answer["written"] == []

    (recipe / "halangan.csv").unlink()
    (recipe / "pendaftar.csv").write_text("punya saya", encoding="utf-8")
    ran = okoce("sample", recipe)
    assert ran.code == 2
    assert "pendaftar.csv" in ran.err
    assert (recipe / "pendaftar.csv").read_text(encoding="utf-8") == "punya saya"
    assert not (recipe / "halangan.csv").exists()


def test_new_makes_one_workbook_and_refuses_what_is_there(okoce: Callable, tmp_path: Path) -> None:
    folder = tmp_path / "rencana_saya"
    ran = okoce("new", folder)
    assert ran.code == 0
    (workbook,) = folder.iterdir()
    assert str(workbook) in ran.out
    before = workbook.read_bytes()
    assert okoce("new", folder).code == 2
    assert workbook.read_bytes() == before
    # not a folder called baru.xlsx with a workbook baru.xlsx.xlsx in it
    assert okoce("new", tmp_path / "baru.xlsx").code == 0
    assert [one.name for one in (tmp_path / "baru").iterdir()] == ["baru.xlsx"]
