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
DOMAIN_HELPERS = {"Waiting", "exemptions", "homes_in_need", "missed_by"}
"""Helpers of the domain that are written for rows; a verdict that used them would repeat their
mistakes.
"""


def reached(tree: ast.Module, start: str) -> set[str]:
    """Every function, method and class of the file that `start` uses, directly or not, and every
    name and attribute there.
    """
    bodies: dict[str, ast.AST] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            bodies[node.name] = node
    classes = {
        node.name
        for node in tree.body
        if isinstance(node, ast.ClassDef)
        and start in {n.name for n in node.body if isinstance(n, ast.FunctionDef)}
    }
    seen: set[str] = set()
    queue = [start]
    while queue:
        name = queue.pop()
        if name in seen or name in classes:
            continue
        seen.add(name)
        for node in ast.walk(bodies[name]) if name in bodies else ():
            used = (
                node.id
                if isinstance(node, ast.Name)
                else node.attr
                if isinstance(node, ast.Attribute)
                else ""
            )
            if used:
                queue.append(used)
    return seen


@pytest.mark.parametrize(("room", "kind"), ENTRIES)
def test_rows_and_verdict_share_no_helper(room: str, kind: str) -> None:
    tree = ast.parse((PACKAGE / room / f"{kind}.py").read_text(encoding="utf-8"))
    own = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
    judged = "verify" if room == "rules" else "measure"
    shared = reached(tree, "encode") & reached(tree, judged) & own
    assert not shared, f"{kind}: encode and {judged} share {sorted(shared)}"
    assert not reached(tree, judged) & DOMAIN_HELPERS


@pytest.mark.parametrize(("room", "kind"), ENTRIES)
def test_rules_and_goals_do_not_import_one_another(room: str, kind: str) -> None:
    tree = ast.parse((PACKAGE / room / f"{kind}.py").read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            assert not (node.module or "").startswith(("okoce_opt.rules", "okoce_opt.goals"))
