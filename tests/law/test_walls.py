"""The wall inside a rule's or goal's file: what is told to solvers and what a finished plan is
judged by share nothing.
"""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import okoce_opt
from okoce_opt.goals import GOAL_BOOK
from okoce_opt.rules import RULE_BOOK

PACKAGE = Path(okoce_opt.__file__).parent
ENTRIES = [
    *(("rules", rule.kind) for rule in RULE_BOOK),
    *(("goals", goal.kind) for goal in GOAL_BOOK),
]
BASES = ("okoce_opt.rules.rule", "okoce_opt.rules.faces", "okoce_opt.goals.goal")
DOMAIN_HELPERS = {"Waiting", "exemptions", "homes_in_need", "missed_by"}
"""Helpers of the domain that are written for rows; a verdict that used them would repeat their
mistakes.
"""


def reached(tree: ast.Module, start: str) -> tuple[set[str], set[str]]:
    """The functions, methods and classes of the file that `start` uses, directly or not, and every
    name and attribute there.
    """
    own = [node for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef)]
    bodies: dict[str, ast.AST] = {node.name: node for node in own}
    for node in own:
        methods = [n for n in node.body if isinstance(n, ast.FunctionDef)]
        # methods of other classes are reached through the name of their class, whole
        if isinstance(node, ast.ClassDef) and start in {method.name for method in methods}:
            del bodies[node.name]
            bodies |= {method.name: method for method in methods}
    followed: set[str] = set()
    named: set[str] = set()
    queue = [start]
    while queue:
        name = queue.pop()
        if name in followed or name not in bodies:
            continue
        followed.add(name)
        for node in ast.walk(bodies[name]):
            if isinstance(node, ast.Name):
                named.add(node.id)
                queue.append(node.id)
            elif isinstance(node, ast.Attribute):
                named.add(node.attr)
                # of anything else than the rule itself it is another's method of that name
                if isinstance(node.value, ast.Name) and node.value.id == "self":
                    queue.append(node.attr)
    return followed, named


@pytest.mark.parametrize(("room", "kind"), ENTRIES)
def test_rows_and_verdict_share_no_helper(room: str, kind: str) -> None:
    tree = ast.parse((PACKAGE / room / f"{kind}.py").read_text(encoding="utf-8"))
    judged = "verify" if room == "rules" else "measure"
    written, (followed, named) = reached(tree, "encode")[0], reached(tree, judged)
    assert not written & followed, f"{kind}: encode and {judged} share {written & followed}"
    assert not named & DOMAIN_HELPERS


@pytest.mark.parametrize(("room", "kind"), ENTRIES)
def test_rules_and_goals_do_not_import_one_another(room: str, kind: str) -> None:
    tree = ast.parse((PACKAGE / room / f"{kind}.py").read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module not in BASES:
            assert not (node.module or "").startswith(("okoce_opt.rules", "okoce_opt.goals"))
