"""Files and functions that one can read in one go; a sentence over each public thing."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

from tests.house.source import Module, modules

MODULE, RULE, FUNCTION = 300, 280, 70
"""Lines."""

Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


@pytest.mark.parametrize("module", modules(), ids=lambda module: module.name)
def test_no_file_is_too_long(module: Module) -> None:
    lines = module.text.count("\n")
    assert lines <= (RULE if module.room in ("rules", "goals") else MODULE)


@pytest.mark.parametrize("module", modules(), ids=lambda module: module.name)
def test_no_function_is_too_long(module: Module) -> None:
    for node in ast.walk(module.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            assert lines <= FUNCTION, f"{module.name}.{node.name} has {lines} lines"


@pytest.mark.parametrize("module", modules(), ids=lambda module: module.name)
def test_every_public_thing_says_what_it_is(module: Module) -> None:
    assert ast.get_docstring(module.tree), f"{module.name} has no docstring"
    for name, node in _public(module.tree, module.name):
        assert ast.get_docstring(node), f"{name} has no docstring"


def _public(tree: ast.Module | ast.ClassDef, inside: str) -> Iterator[tuple[str, Definition]]:
    for node in tree.body:
        if isinstance(node, Definition) and not node.name.startswith("_"):
            yield f"{inside}.{node.name}", node
            if isinstance(node, ast.ClassDef):
                yield from _public(node, f"{inside}.{node.name}")
