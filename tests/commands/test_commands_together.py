"""The commands one after the other on a small story, with the real planner."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
STORY = ROOT / "scenarios" / "kecil"

pytestmark = pytest.mark.scenario


def _okoce(*argv: object) -> tuple[int, Any, str]:
    """Exit number, JSON answer and standard error of a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "okoce_opt", *map(str, argv), "--json"],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={name: value for name, value in os.environ.items() if not name.startswith("OKOCE_")},
        timeout=120,
        check=False,
    )
    return done.returncode, json.loads(done.stdout), done.stderr


@pytest.fixture(scope="module")
def planned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small story's plan."""
    out = tmp_path_factory.mktemp("rencana") / "hasil"
    code, answer, error = _okoce("plan", STORY, "--out", out, "--budget", 2, "--workers", 1)
    assert code == 0, error
    assert answer["outcome"] == "planned"
    assert sorted(answer["files"]) == sorted(
        p.relative_to(out).as_posix() for p in out.rglob("*") if p.is_file()
    )
    return out


def test_the_plan_stands_when_read_again(okoce: Callable, planned: Path) -> None:
    ran = okoce("verify", planned, "--json")
    answer = ran.answer
    assert ran.code == 0
    assert answer["outcome"] == "stands"
    assert answer["violations"] == []
    assert all(level["value"] == level["recorded"] for level in answer["levels"])


def test_an_edited_cell_is_named_with_its_rule(
    okoce: Callable, planned: Path, tmp_path: Path
) -> None:
    from openpyxl import load_workbook

    folder = tmp_path / "hasil"
    shutil.copytree(planned, folder)
    path = sorted((folder / "daftar_hadir").glob("*.xlsx"))[0]
    book = load_workbook(path)
    cell = next(
        cell
        for sheet in book
        if sheet.title not in ("Ringkasan", "Peserta")
        for row in sheet.iter_rows()
        for cell in row
        if str(cell.value).startswith("P0")
    )
    cell.value = None
    book.save(path)
    ran = okoce("verify", folder, "--json")
    answer = ran.answer
    assert ran.code == 1
    assert answer["outcome"] == "violated"
    assert any(
        path.name in cell for violation in answer["violations"] for cell in violation["cells"]
    )
    assert all(violation["sentence"] for violation in answer["violations"])


def test_a_folder_without_a_plan_is_unreadable(okoce: Callable, tmp_path: Path) -> None:
    ran = okoce("verify", tmp_path, "--json")
    assert ran.code == 2
    assert ran.answer["outcome"] == "wrong_input"
    assert "rencana.json" in ran.err


def test_a_change_of_nothing_moves_nobody(okoce: Callable, planned: Path, tmp_path: Path) -> None:
    again, book = tmp_path / "lagi", tmp_path / "beda.xlsx"
    line = ("plan", STORY, "--out", again, "--from", planned, "--budget", 2, "--workers", 1)
    ran = okoce(*line)
    assert ran.code == 0, ran.err
    ran = okoce("compare", planned, again, "--out", book, "--json")
    assert ran.code == 0
    assert ran.answer["seats_moved"] == 0
    assert ran.answer["people_to_tell"] == []
    assert book.is_file()
    before = book.read_bytes()
    assert okoce("compare", planned, again, "--out", book).code == 2
    assert book.read_bytes() == before


@pytest.mark.parametrize("out", ["a_file", "scenario", "others"])
def test_an_output_folder_that_is_not_ours_is_refused_before_planning(
    okoce: Callable, tmp_path: Path, out: str
) -> None:
    story = tmp_path / "scenario"
    shutil.copytree(STORY, story)
    (tmp_path / "a_file").write_text("x", encoding="utf-8")
    (tmp_path / "others").mkdir()
    (tmp_path / "others" / "skripsi.docx").write_text("x", encoding="utf-8")
    ran = okoce("plan", story, "--out", tmp_path / out)
    assert ran.code == 2
    assert "--out ditolak" in ran.err
    assert ran.out == ""


def test_a_scenario_that_is_not_there_is_wrong_input(okoce: Callable, tmp_path: Path) -> None:
    for command in (["check", tmp_path / "x"], ["plan", tmp_path / "x", "--out", tmp_path / "y"]):
        ran = okoce(*command, "--json")
        assert ran.code == 2
        assert ran.answer["outcome"] == "wrong_input"
    assert list(tmp_path.iterdir()) == []
