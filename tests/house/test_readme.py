"""The map's tables are the books, every rule file is in its book, and the gate finds the two
commands.
"""

from __future__ import annotations

import dataclasses
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from okoce_opt.goals import GOAL_BOOK
from okoce_opt.rules import RULE_BOOK
from tests.house.source import PACKAGE, ROOT
from tests.house.test_floors import FLOORS

README = (ROOT / "README.md").read_text(encoding="utf-8")
MAP = (PACKAGE / "README.md").read_text(encoding="utf-8")


def _row(entry: type, *, always_on: bool = False) -> str:
    names = ", ".join(f"`{field.name}`" for field in dataclasses.fields(entry))
    return (
        f"| {entry.kind} | {'always on' if always_on else names or 'none'} | {entry.sentence.en} |"
    )


@pytest.mark.parametrize(
    ("head", "rows"),
    [
        (
            "| rule | parameters | holds when |",
            [_row(rule, always_on=rule.always_on) for rule in RULE_BOOK],
        ),
        ("| goal | parameters | meaning |", [_row(goal) for goal in GOAL_BOOK]),
    ],
    ids=["rules", "goals"],
)
def test_the_table_is_the_book(head: str, rows: list[str]) -> None:
    table = "\n".join([head, "|---|---|---|", *rows])
    assert table + "\n\n" in MAP, "okoce_opt/README.md must hold:\n" + table


@pytest.mark.parametrize(
    ("room", "protocol", "book"),
    [("rules", "rule", RULE_BOOK), ("goals", "goal", GOAL_BOOK)],
    ids=["rules", "goals"],
)
def test_every_file_is_in_its_book(room: str, protocol: str, book: tuple[type, ...]) -> None:
    files = {path.stem for path in (PACKAGE / room).glob("*.py")} - {"__init__", "faces", protocol}
    assert {entry.kind for entry in book} == files
    assert len({entry.kind for entry in book}) == len(book)
    for entry in book:
        assert entry.__module__ == f"okoce_opt.{room}.{entry.kind}"
        assert dataclasses.is_dataclass(entry)


@pytest.mark.parametrize("heading", ["## 1. ", "## 2. "])
def test_each_command_is_one_line_with_its_windows_form(heading: str) -> None:
    section = README.partition("\n" + heading)[2].partition("\n## ")[0]
    assert len(re.findall(r"^```sh\n[^\n]+\n```$", section, re.M)) == 1
    assert len(re.findall(r"^```powershell\n[^\n]+\n```$", section, re.M)) == 1


def test_readme_keeps_its_size() -> None:
    """A screen for a planner in each language, one for who uses Python, one for a developer."""
    lines = [line for line in README.splitlines() if not line.startswith("|")]
    assert len(lines) <= 150


def test_the_python_that_readme_shows_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (code,) = re.findall(r"^```python\n(.*?)^```$", README, re.M | re.S)
    monkeypatch.chdir(tmp_path)
    shown: dict[str, Any] = {}
    exec(compile(code, "README.md", "exec"), shown)
    assert (tmp_path / "hasil_python" / "skenario").is_dir()
    assert len(shown["outcome"].seats()) == 50


def test_every_room_is_on_the_map() -> None:
    rooms = {name for floor in FLOORS for name in floor} - {"__main__"}
    missing = [room for room in rooms if room.replace(".", "/") not in MAP]
    assert not [room for room in missing if not room.startswith("reports.")]


def test_the_top_level_keeps_its_names() -> None:
    """What a planner made there is nobody's business: where git knows, what is tracked counts."""
    known = {
        "pyproject.toml",
        "okoce_opt",
        "scenarios",
        "notebooks",
        "tests",
        "README.md",
        "LICENSE",
    }
    assert {path.name for path in ROOT.iterdir()} >= known
    if (ROOT / ".git").exists() and shutil.which("git"):
        listed = subprocess.run(
            ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
        ).stdout
        tracked = {line.partition("/")[0] for line in listed.splitlines()}
        assert {name for name in tracked if not name.startswith(".")} == known
