"""The package as text: modules, their rooms and their imports. Standard library only, so that the
walls hold anywhere.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "okoce_opt"


@dataclass(frozen=True)
class Import:
    """One import: the full name of what is imported, its line, and whether only type checkers see
    it.
    """

    name: str
    line: int
    typing_only: bool


@dataclass(frozen=True)
class Module:
    """A file of the package. `room` is the folder or the single file below okoce_opt that it is in;
    the shelf's is empty.
    """

    path: Path

    @property
    def name(self) -> str:
        pieces = self.path.relative_to(ROOT).with_suffix("").parts
        return ".".join(pieces[:-1] if pieces[-1] == "__init__" else pieces)

    @property
    def room(self) -> str:
        return room_of(self.name)

    @property
    def text(self) -> str:
        return self.path.read_text(encoding="utf-8")

    @property
    def tree(self) -> ast.Module:
        return _tree(self.path)

    @property
    def nodes(self) -> tuple[ast.AST, ...]:
        """Everything in the tree, at any depth; walked once for all who look."""
        return _nodes(self.path)

    def imports(self) -> tuple[Import, ...]:
        """Every import, those inside functions too; `from x import y` counts as x and as x.y where
        that is a module.
        """
        return tuple(_imports(self))


@cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def _nodes(path: Path) -> tuple[ast.AST, ...]:
    return tuple(ast.walk(_tree(path)))


@cache
def _imports(module: Module) -> list[Import]:
    hidden = {
        inner
        for node in module.nodes
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)
        for inner in ast.walk(node)
    }
    found = []
    for node in module.nodes:
        if isinstance(node, ast.Import):
            found += [Import(alias.name, node.lineno, node in hidden) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module.name}:{node.lineno}: write imports in full"
            base = node.module or ""
            for alias in node.names:
                below = f"{base}.{alias.name}"
                name = below if is_module(below) else base
                found.append(Import(name, node.lineno, node in hidden))
    return found


@cache
def is_module(name: str) -> bool:
    path = ROOT.joinpath(*name.split("."))
    return name.startswith("okoce_opt") and (path.is_dir() or path.with_suffix(".py").is_file())


@cache
def modules() -> tuple[Module, ...]:
    """Every file of the package, by name."""
    return tuple(Module(path) for path in sorted(PACKAGE.rglob("*.py")))


HALLS = ("model", "io", "reports")
"""Rooms with inner walls: each folder in them is a room of its own."""


def room_of(name: str) -> str:
    """The room of a full name; empty for the shelf."""
    pieces = name.split(".")[1:]
    inner = len(pieces) > 1 and pieces[0] in HALLS and PACKAGE.joinpath(*pieces[:2]).is_dir()
    return ".".join(pieces[: 2 if inner else 1])


def own_text_files() -> list[Path]:
    """Every text file of the project that people write, wherever it stands."""
    endings = {".py", ".md", ".toml", ".csv", ".txt", ".ipynb", ""}
    places = [ROOT / name for name in ("okoce_opt", "scenarios", "notebooks", "tests", ".ci")]
    files = [
        path
        for place in places
        for path in sorted(place.rglob("*"))
        if path.is_file() and path.suffix in endings
    ]
    files += [ROOT / name for name in ("README.md", "pyproject.toml", "LICENSE", ".gitignore")]
    return [path for path in files if "__pycache__" not in path.parts and path.is_file()]
