"""What a docstring points at is there: `module.name` leads to a module and a name in it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import okoce_opt

HOME = Path(okoce_opt.__file__).parent
POINTED = re.compile(r"`([a-z_]+)\.([A-Za-z_]+)[`(]")
"""`module.name`, also with arguments."""


def modules() -> dict[str, list[Path]]:
    """Module name -> its files, a room by its `__init__`."""
    found: dict[str, list[Path]] = {}
    for path in sorted(HOME.rglob("*.py")):
        name = path.parent.name if path.name == "__init__.py" else path.stem
        found.setdefault(name, []).append(path)
    return found


def names_in(path: Path) -> set[str]:
    """What can be found in a module: its own names, and modules of its room."""
    found = {other.stem for other in path.parent.iterdir()} if path.name == "__init__.py" else set()
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            found.add(node.name)
        targets = [node.target] if isinstance(node, ast.AnnAssign) else []
        targets += node.targets if isinstance(node, ast.Assign) else []
        found |= {n.id for t in targets for n in ast.walk(t) if isinstance(n, ast.Name)}
    return found


MODULES = modules()
NAMES = {path: names_in(path) for paths in MODULES.values() for path in paths}
FUNCTIONS = {
    node.name
    for paths in MODULES.values()
    for path in paths
    for node in ast.parse(path.read_text(encoding="utf-8")).body
    if isinstance(node, ast.FunctionDef | ast.ClassDef)
}
FILES = {"py", "toml", "json", "csv", "xlsx"}
"""What a file's name ends with."""
SECTIONS = {"aturan"}
"""Sections of a settings file, whose keys are kinds of rules."""


def said_in(path: Path) -> Iterator[tuple[str, str]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)):
            continue
        if isinstance(node.value.value, str):
            yield from POINTED.findall(node.value.value)


def leads_nowhere(module: str, name: str) -> bool:
    """Whether a known module lacks the name, or a known function is looked for in an unknown one.

    Something of an object (`effort.gap`) is neither.
    """
    if name in FILES or module in SECTIONS:
        return False
    if module in MODULES:
        return not any(name in NAMES[path] for path in MODULES[module])
    return name in FUNCTIONS


@pytest.mark.parametrize("path", sorted(NAMES), ids=lambda path: str(path.relative_to(HOME)))
def test_names_that_docstrings_point_at_are_there(path: Path) -> None:
    wrong = [f"`{m}.{n}`" for m, n in said_in(path) if leads_nowhere(m, n)]
    assert not wrong, f"{path.relative_to(HOME)} points at {wrong}"


def test_it_can_fail() -> None:
    assert leads_nowhere("parts", "plan_whole")
    assert leads_nowhere("joint", "apart")
    assert not leads_nowhere("whole", "plan_whole")
    assert not leads_nowhere("effort", "gap")
