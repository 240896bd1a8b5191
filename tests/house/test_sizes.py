"""Files and functions that one can read in one go; a sentence over each public thing."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.house.source import modules

MODULE, RULE, FUNCTION = 300, 280, 70
"""Lines."""

Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


def test_no_file_is_too_long() -> None:
    lines = {module: module.text.count("\n") for module in modules()}
    assert not [
        f"{module.name} has {long} lines"
        for module, long in lines.items()
        if long > (RULE if module.room in ("rules", "goals") else MODULE)
    ]


def test_no_function_is_too_long() -> None:
    functions = [
        (module, node, (node.end_lineno or node.lineno) - node.lineno + 1)
        for module in modules()
        for node in module.nodes
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    assert not [
        f"{module.name}.{node.name} has {lines} lines"
        for module, node, lines in functions
        if lines > FUNCTION
    ]


def test_every_public_thing_says_what_it_is() -> None:
    things = [
        (name, node)
        for module in modules()
        for name, node in [(module.name, module.tree), *_public(module.tree, module.name)]
    ]
    assert not [f"{name} has no docstring" for name, node in things if not ast.get_docstring(node)]


def _public(tree: ast.Module | ast.ClassDef, inside: str) -> Iterator[tuple[str, Definition]]:
    for node in tree.body:
        if isinstance(node, Definition) and not node.name.startswith("_"):
            yield f"{inside}.{node.name}", node
            if isinstance(node, ast.ClassDef):
                yield from _public(node, f"{inside}.{node.name}")
