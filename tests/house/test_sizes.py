"""Files and functions that one can read in one go; a sentence over each public thing."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.house.source import modules

MODULE, RULE, FUNCTION = 300, 280, 70
"""Lines."""

BY_POSITION = 6
"""Arguments that can be told apart by their place; of more, some are one value that has no name
yet.
"""

Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


def test_no_file_is_too_long() -> None:
    lines = {module: module.text.count("\n") for module in modules()}
    assert not [
        f"{module.name} has {long} lines"
        for module, long in lines.items()
        if long > (RULE if module.room in ("rules", "goals") else MODULE)
    ]


def test_no_function_is_too_long() -> None:
    functions = (
        (name, (node.end_lineno or node.lineno) - node.lineno + 1) for name, node in _functions()
    )
    assert not [f"{name} has {lines} lines" for name, lines in functions if lines > FUNCTION]


def _functions() -> Iterator[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef]]:
    for module in modules():
        for node in module.nodes:
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield f"{module.name}.{node.name}", node


def _by_position(node: ast.FunctionDef | ast.AsyncFunctionDef) -> list[ast.arg]:
    given = [*node.args.posonlyargs, *node.args.args]
    return given[1:] if given and given[0].arg in ("self", "cls") else given


def test_no_function_takes_more_by_position_than_a_reader_can_tell_apart() -> None:
    taken = ((name, len(_by_position(node))) for name, node in _functions())
    assert not [f"{name} takes {many}" for name, many in taken if many > BY_POSITION]


def test_a_problem_its_rules_and_its_levels_travel_as_one_instance() -> None:
    three = {"Problem", "Sequence[Rule]", "Sequence[Level]"}
    assert not [
        f"{name}: give it an Instance"
        for name, node in _functions()
        if {ast.unparse(one.annotation) for one in _by_position(node) if one.annotation} >= three
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
