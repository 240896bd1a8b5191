"""A rule is one file: nothing outside its file and the book knows a rule by name; what others ask
of rules they ask of all of them alike. And whoever adds one is told what is missing.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable
from functools import cache

import pytest

from okoce_opt.goals import GOAL_BOOK
from okoce_opt.rules import RULE_BOOK
from okoce_opt.rules.rule import Rule
from tests.house.source import PACKAGE, ROOT, modules

KINDS = {rule.kind for rule in RULE_BOOK}
GOALS = {goal.kind for goal in GOAL_BOOK}
CLASSES = {rule.__name__ for rule in RULE_BOOK}
RIVALS = ("okoce_opt.bench.plain", "okoce_opt.bench.zoo")
"""Models of the same rules by another hand, and what draws problems for both: they share nothing
with the rules, and so have to name them.
"""
WRITTEN = "okoce_opt.starter"
"""Files as people write them, with goals by name."""
README = (PACKAGE / "README.md").read_text(encoding="utf-8")


def literals(node: ast.AST) -> set[object]:
    """Every text and number that stands in a piece of code."""
    return {n.value for n in ast.walk(node) if isinstance(n, ast.Constant)}


def goals_spelled(nodes: Iterable[ast.AST]) -> list[str]:
    """Places where a goal's name is spelled out. Its class says it (`MostPlaced.kind`), and a
    name that is written once cannot be written wrongly. Tables of words (dict) are no goals.
    """
    nodes = list(nodes)
    tables = {
        id(one)
        for node in nodes
        if isinstance(node, ast.Dict)
        for one in (*node.keys, *node.values)
    }
    return [
        f"{node.lineno}: {node.value}"
        for node in nodes
        if isinstance(node, ast.Constant) and node.value in GOALS and id(node) not in tables
    ]


def asked_by_name(nodes: Iterable[ast.AST]) -> list[str]:
    """Places where a module, given as all its nodes, tells one rule from the others."""
    found = []
    nodes = list(nodes)
    named_above = {
        target.id: literals(node.value)
        for node in nodes
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for node in nodes:
        if isinstance(node, ast.Compare):
            words = literals(node)
            for name in (n.id for n in ast.walk(node) if isinstance(n, ast.Name)):
                words |= named_above.get(name, set())
            attributes = {n.attr for n in ast.walk(node) if isinstance(n, ast.Attribute)}
            named = isinstance(node.left, ast.Constant) and node.left.value in KINDS
            looked_up = named and isinstance(node.ops[0], ast.In | ast.NotIn)
            if words & KINDS and (looked_up or "kind" in attributes | words):
                found.append(f"{node.lineno}: a comparison with {sorted(words & KINDS)}")
        elif isinstance(node, ast.Call) and getattr(node.func, "id", "") == "isinstance":
            names = {n.id for n in ast.walk(node) if isinstance(n, ast.Name)}
            if names & CLASSES:
                found.append(f"{node.lineno}: isinstance of {sorted(names & CLASSES)}")
        elif isinstance(node, ast.ImportFrom):
            room, _, name = (node.module or "").removeprefix("okoce_opt.").partition(".")
            if room == "rules" and name in KINDS:
                found.append(f"{node.lineno}: imports {node.module}")
    return found


def test_no_rule_is_known_by_name() -> None:
    others = [m for m in modules() if m.room != "rules" and not m.name.startswith(RIVALS)]
    assert not [f"{m.name}:{place}" for m in others for place in asked_by_name(m.nodes)]


def test_no_goal_is_spelled_outside_its_file() -> None:
    others = [
        m for m in modules() if m.room != "goals" and not m.name.startswith((*RIVALS, WRITTEN))
    ]
    assert not [f"{m.name}:{place}" for m in others for place in goals_spelled(m.nodes)]


def test_the_search_for_spelled_goals_finds_them() -> None:
    """Story: a rule asked for `"keep_mentors"` in a value that it gave, where no comparison was,
    and nothing would have said so had the goal got another name.
    """
    text = """
a = level_of(levels, "most_placed")
b = EARLY = "finish_early"
c = {"travel": "perjalanan"}
d = KeepThePlan.kind
gives: ClassVar[str] = "keep_mentors"
"""
    assert len(goals_spelled(ast.walk(ast.parse(text)))) == 3


def test_the_search_for_names_finds_them() -> None:
    text = """
from okoce_opt.rules.quota import Quota
a = any(rule.kind == "quota" for rule in rules)
b = any(getattr(rule, "kind", "") == "turns" for rule in rules)
c = [rule for rule in rules if isinstance(rule, Quota)]
d = "quota" in under(settings, "aturan")
NAME = "mentors"
e = any(rule.kind == NAME for rule in rules)
"""
    assert len(asked_by_name(ast.walk(ast.parse(text)))) == 6


@cache
def by_hand() -> str:
    """The text of all tests."""
    return "\n".join(
        path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("test_*.py")
    )


def missing(room: str, entry: type) -> list[str]:
    """The places of README's list that a rule or goal does not have yet."""
    kind, base = entry.kind, room.removesuffix("s")
    cases = (ROOT / "tests" / "tamper" / "test_each_rule.py").read_text(encoding="utf-8")
    places = {
        f"(1) okoce_opt/{room}/{kind}.py": (PACKAGE / room / f"{kind}.py").exists(),
        f"(2) {entry.__name__} in {base.upper()}_BOOK, okoce_opt/{room}/__init__.py": (
            f"    {entry.__name__},\n"
            in (PACKAGE / room / "__init__.py").read_text(encoding="utf-8")
        ),
        f"(3) plans judged by hand in tests/{room}/test_{kind}.py": f"{entry.__name__}("
        in by_hand(),
        "(4) its row in okoce_opt/README.md": f"| {kind} |" in README,
    }
    if room == "rules":
        places["(5) a changed cell in tests/tamper/test_each_rule.py"] = f'"{kind}",' in cases
    return [place for place, there in places.items() if not there]


@pytest.mark.parametrize("entry", RULE_BOOK, ids=lambda entry: entry.kind)
def test_a_rule_has_all_its_places(entry: type[Rule]) -> None:
    assert not missing("rules", entry), "README, Add a rule"


@pytest.mark.parametrize("entry", GOAL_BOOK, ids=lambda entry: entry.kind)
def test_a_goal_has_all_its_places(entry: type) -> None:
    assert not missing("goals", entry), "README, Add a goal"


def test_what_is_missing_is_named() -> None:
    # a class written out here would be found in a test
    absent = type(Rule)("Absent", (Rule,), {"kind": "absent"})
    assert len(missing("rules", absent)) == 5
