"""One word for one thing, and nothing of anybody's machine."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from tests.house.source import ROOT, Module, modules, own_text_files

NEVER = {
    "cohort": "batch, or stratum",
    "cohorts": "batch, or stratum",
    "district": "kecamatan",
    "districts": "kecamatan",
    "subdistrict": "kelurahan",
    "subdistricts": "kelurahan",
    "kecamatans": "kecamatan",
    "kelurahans": "kelurahan",
    "penalty": "price, goal",
    "penalties": "price, goal",
    "locked": "pinned",
    "warmstart": "hint",
    "cluster": "group, stratum",
    "attendees": "people",
    "roster_sheet": "attendance sheet",
}

HOSTS = [
    ".".join(pieces)
    for pieces in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("test", "pypi"),
        ("conda", "anaconda"),
    )
]
MACHINE = ["/" + name + "/" for name in ("work", "tmp", "home", "root", "Users")]
"""Put together here, so that this file does not hold what it looks for."""


@pytest.mark.parametrize("module", modules(), ids=lambda module: module.name)
def test_names_use_the_words_of_the_house(module: Module) -> None:
    for name, line in _names(module.tree):
        for piece in re.findall(r"[a-z]+", re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower()):
            assert piece not in NEVER, f"{module.name}:{line}: say {NEVER[piece]}, not {piece}"


def _names(tree: ast.Module) -> list[tuple[str, int]]:
    """What a module names itself: functions, classes, arguments, variables, fields."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            found.append((node.name, node.lineno))
        elif isinstance(node, ast.arg):
            found.append((node.arg, node.lineno))
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            found.append((node.id, node.lineno))
    return found


@pytest.mark.parametrize(
    "path", own_text_files(), ids=lambda path: path.relative_to(ROOT).as_posix()
)
def test_no_file_holds_a_machines_paths_or_a_registrys_host(path: Path) -> None:
    text = path.read_text(encoding="utf-8", errors="replace")
    for word in (*MACHINE, *HOSTS):
        assert word not in text, f"{path.relative_to(ROOT)} holds {word}"


@pytest.mark.parametrize("module", modules(), ids=lambda module: module.name)
def test_nothing_is_left_undone(module: Module) -> None:
    for word in ("TO" + "DO", "FIX" + "ME", "NotImplemented" + "Error"):
        assert word not in module.text


def test_constraints_are_names_and_versions_only() -> None:
    for line in (ROOT / ".ci" / "constraints.txt").read_text(encoding="utf-8").splitlines():
        assert re.fullmatch(r"[a-z0-9-]+==[0-9][0-9a-z.]*", line), line
