"""One word for one thing, and nothing of anybody's machine."""

from __future__ import annotations

import ast
import re

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


def test_names_use_the_words_of_the_house() -> None:
    assert not [
        f"{module.name}:{line}: say {NEVER[piece]}, not {piece}"
        for module in modules()
        for name, line in _names(module)
        for piece in re.findall(r"[a-z]+", re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower())
        if piece in NEVER
    ]


def _names(module: Module) -> list[tuple[str, int]]:
    """What a module names itself: functions, classes, arguments, variables, fields."""
    found = []
    for node in module.nodes:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            found.append((node.name, node.lineno))
        elif isinstance(node, ast.arg):
            found.append((node.arg, node.lineno))
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            found.append((node.id, node.lineno))
    return found


def test_no_file_holds_a_machines_paths_or_a_registrys_host() -> None:
    texts = {path: path.read_text(encoding="utf-8", errors="replace") for path in own_text_files()}
    assert len(texts) > 500
    assert not [
        f"{path.relative_to(ROOT)} holds {word}"
        for path, text in texts.items()
        for word in (*MACHINE, *HOSTS)
        if word in text
    ]


def test_nothing_is_left_undone() -> None:
    assert not [
        f"{module.name} holds {word}"
        for module in modules()
        for word in ("TO" + "DO", "FIX" + "ME", "NotImplemented" + "Error")
        if word in module.text
    ]


def test_constraints_are_names_and_versions_only() -> None:
    for line in (ROOT / ".ci" / "constraints.txt").read_text(encoding="utf-8").splitlines():
        assert re.fullmatch(r"[a-z0-9-]+==[0-9][0-9a-z.]*", line), line
