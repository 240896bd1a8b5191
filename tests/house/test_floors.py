"""Imports only go down. Function-level and typing-only imports count too."""

from __future__ import annotations

import sys

import pytest

from tests.house.source import Module, modules, room_of

RANK = {
    "domain": 0.0,
    "errors": 0.0,
    "rows": 1.0,
    "rules": 1.1,
    "goals": 1.1,
    "counting": 1.2,
    "scenario": 2.0,
    "verify": 2.1,
    "model": 2.1,
    "io": 2.1,
    "certificate": 2.2,
    "reports": 2.2,
    "change": 3.0,
    "finding": 3.0,
    "frames": 3.0,
    "options": 3.0,
    "planning": 3.0,
    "sample": 3.0,
    "sample_names": 3.0,
    "telling": 3.0,
    "testing": 3.0,
    "bench": 3.1,
    "commands": 4.0,
    "__main__": 4.1,
}
"""A room uses rooms of a lower rank; rooms of floor 0 and of floor 3 know their neighbours. `verify` and `model` do not."""
NEIGHBOURS = {0.0, 3.0}

OUTSIDE = {
    "ortools": {"model", "bench"},
    "distributed": {"model"},
    "pandas": {"frames"},
    "matplotlib": {"bench"},
    "python_calamine": {"io", "reports"},
    "openpyxl": {"io", "reports"},
    "xlsxwriter": {"reports", "io"},
    "numpy": {"rows", "rules", "goals", "counting", "model"},
}
"""Packages from elsewhere, with the rooms that may use them. What is not named is used nowhere."""

COLUMNS = ("okoce_opt.model.columns", "okoce_opt.model.strata")
FACES = ("rules", "goals")
"""Rooms whose files see the domain and the rows, and as types the columns."""


@pytest.mark.parametrize("module", modules(), ids=lambda module: module.name)
def test_imports_only_go_down(module: Module) -> None:
    if module.room == "":
        return
    assert module.room in RANK, f"give the room {module.room} its floor"
    own = RANK[module.room]
    for one in module.imports():
        room = room_of(one.name)
        if not one.name.startswith("okoce_opt") or room in ("", module.room):
            continue
        if module.room in FACES and one.typing_only and one.name in COLUMNS:
            continue
        down = RANK[room] < own or (RANK[room] == own and own in NEIGHBOURS)
        assert down, f"{module.name}:{one.line} looks up at {one.name}"


@pytest.mark.parametrize("module", modules(), ids=lambda module: module.name)
def test_packages_from_elsewhere_stay_in_their_room(module: Module) -> None:
    for one in module.imports():
        top = one.name.split(".")[0]
        if top == "okoce_opt" or top in sys.stdlib_module_names:
            continue
        assert module.room in OUTSIDE.get(top, ()), f"{module.name}:{one.line} uses {top}"


@pytest.mark.parametrize("module", [m for m in modules() if m.room in FACES], ids=lambda module: module.name)
def test_rule_and_goal_files_see_domain_and_rows_only(module: Module) -> None:
    if module.path.name in ("__init__.py", "rule.py", "goal.py"):
        return
    for one in module.imports():
        if one.typing_only or not one.name.startswith("okoce_opt"):
            continue
        assert room_of(one.name) in ("domain", "rows"), f"{module.name}:{one.line} uses {one.name}"
