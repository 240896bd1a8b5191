"""A test that asserts nothing cannot fail: each asserts, or calls a helper that does."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

TESTS = Path(__file__).parents[1]
Function = ast.FunctionDef | ast.AsyncFunctionDef
Place = tuple[str, str]
"""Module of the tests, name of a function or class in it."""


class Judge:
    """Which functions of these modules (name -> source) can fail."""

    def __init__(self, sources: dict[str, str]) -> None:
        self.known: dict[Place, list[ast.AST]] = {}
        self.means: dict[str, dict[str, Place]] = {}
        for module, source in sources.items():
            means = self.means.setdefault(module, {})
            for node in ast.walk(ast.parse(source)):
                if isinstance(node, Function | ast.ClassDef):
                    means.setdefault(node.name, (module, node.name))
                    self.known.setdefault((module, node.name), []).append(node)
                elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("tests"):
                    means |= {one.asname or one.name: (node.module, one.name) for one in node.names}

    def that_cannot_fail(self) -> Iterator[str]:
        """Tests in which nothing is asserted, with their modules."""
        for place in self.known:
            if place[1].startswith("test_") and not self._can_fail(place, set()):
                yield ".".join(place)

    def _can_fail(self, place: Place, seen: set[Place]) -> bool:
        if place in seen:
            return False
        seen.add(place)
        for node in (inner for one in self.known.get(place, ()) for inner in ast.walk(one)):
            if isinstance(node, ast.Assert | ast.Raise):
                return True
            if isinstance(node, ast.Attribute) and node.attr in ("raises", "fail", "warns"):
                return True
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                meant = self.means[place[0]].get(node.func.id)
                if meant is not None and self._can_fail(meant, seen):
                    return True
        return False


def test_every_test_can_fail() -> None:
    sources = {
        ".".join(path.relative_to(TESTS.parent).with_suffix("").parts): path.read_text("utf-8")
        for path in TESTS.rglob("*.py")
    }
    judge = Judge(sources)
    assert len([place for place in judge.known if place[1].startswith("test_")]) > 1_000
    assert list(judge.that_cannot_fail()) == []


def test_the_judge_sees_through_helpers() -> None:
    helpers = "def good():\n    assert 1\ndef idle():\n    good\n"
    tests = (
        "from tests.helpers import good as fine, idle\n"
        "def test_a(): fine()\ndef test_b(): idle()\ndef test_c(): print()\n"
    )
    judge = Judge({"tests.helpers": helpers, "tests.test_x": tests})
    assert list(judge.that_cannot_fail()) == ["tests.test_x.test_b", "tests.test_x.test_c"]
