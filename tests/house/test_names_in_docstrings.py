"""What a docstring points at is there: `module.name` leads to a module and a name in it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache

from tests.house.source import Module, modules

POINTED = re.compile(r"`([a-z_]+)\.([A-Za-z_]+)[`(]")
"""`module.name`, also with arguments."""


@cache
def known() -> dict[str, set[str]]:
    """Module name -> what can be found in a module of that name, a room by its `__init__`."""
    found: dict[str, set[str]] = {}
    for module in modules():
        path = module.path
        name = path.parent.name if path.name == "__init__.py" else path.stem
        found.setdefault(name, set()).update(names_in(module))
    return found


def names_in(module: Module) -> set[str]:
    """The module's own names, and modules of its room."""
    path = module.path
    found = {other.stem for other in path.parent.iterdir()} if path.name == "__init__.py" else set()
    for node in module.tree.body:
        targets = [node.target] if isinstance(node, ast.AnnAssign) else []
        targets += node.targets if isinstance(node, ast.Assign) else []
        found |= {n.id for t in targets for n in ast.walk(t) if isinstance(n, ast.Name)}
    return found | defined_in(module)


def defined_in(module: Module) -> set[str]:
    """Functions and classes of the module."""
    kinds = ast.FunctionDef | ast.ClassDef
    return {node.name for node in module.tree.body if isinstance(node, kinds)}


@cache
def functions() -> set[str]:
    """Functions and classes of all modules."""
    return {name for module in modules() for name in defined_in(module)}


FILES = {"py", "toml", "json", "csv", "xlsx"}
"""What a file's name ends with."""
SECTIONS = {"aturan"}
"""Sections of a settings file, whose keys are kinds of rules."""


def said_in(module: Module) -> Iterator[tuple[str, str]]:
    for node in module.nodes:
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
    if module in known():
        return name not in known()[module]
    return name in functions()


def test_names_that_docstrings_point_at_are_there() -> None:
    assert not [
        f"{module.name} points at `{m}.{n}`"
        for module in modules()
        for m, n in said_in(module)
        if leads_nowhere(m, n)
    ]


def test_it_can_fail() -> None:
    assert leads_nowhere("parts", "plan_whole")
    assert leads_nowhere("joint", "apart")
    assert not leads_nowhere("whole", "plan_whole")
    assert not leads_nowhere("effort", "gap")
