"""Do the tests notice when a line of a rule, a goal or a counting condition is wrong?

    python -m tests.mutate [rules] [goals] [counting] [--only KIND] [--jobs N]

Every small mistake that a pencil makes (`<` for `<=`, one more, `or` for `and`, a line left out) is
made in turn, in memory only, and the tests of that file are run until one fails. Prints each
mistake that no test noticed, and for each room how many of them were noticed. Needs `os.fork`
(Linux, macOS). About two seconds a mistake; the three rooms together take most of an hour on one
core.
"""

from __future__ import annotations

import argparse
import ast
import copy
import importlib.abc
import importlib.util
import os
import signal
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy  # noqa: F401  (loaded before forking, so that no child has to)
import pytest

ROOT = Path(__file__).resolve().parents[1]
MODELLED = {"waiting": "rules", "presence": "rules"}
"""Files of the domain that were moved out of a rule's page."""

SWAPS: dict[type, tuple[type, ...]] = {
    ast.Lt: (ast.LtE,),
    ast.LtE: (ast.Lt,),
    ast.Gt: (ast.GtE,),
    ast.GtE: (ast.Gt,),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.Add: (ast.Sub,),
    ast.Sub: (ast.Add,),
    ast.Mult: (ast.Add,),
    ast.FloorDiv: (ast.Mult,),
    ast.BitAnd: (ast.BitOr,),
    ast.BitOr: (ast.BitAnd,),
    ast.And: (ast.Or,),
    ast.Or: (ast.And,),
}
CALLS = {"min": "max", "max": "min", "any": "all", "all": "any"}

Mutant = tuple[int, str, ast.Module]
"""Line, what was changed, and the changed file."""


def mutants(tree: ast.Module) -> Iterator[Mutant]:
    """Every changed copy of a file, one change each."""
    for path, node in list(_judged(tree)):
        for what, change in _changes(node):
            changed = copy.deepcopy(tree)
            parent, (field, index) = _at(changed, path[:-1]), path[-1]
            new = change(_at(changed, path))
            if index is None:
                setattr(parent, field, new)
            else:
                getattr(parent, field)[index] = new
            yield (
                getattr(node, "lineno", None) or getattr(_at(tree, path[:-1]), "lineno", 0),
                what,
                ast.fix_missing_locations(changed),
            )


Step = tuple[str, int | None]


def _judged(
    node: ast.AST, path: tuple[Step, ...] = ()
) -> Iterator[tuple[tuple[Step, ...], ast.AST]]:
    """All nodes but types, decorators, imports and what only type checkers read."""
    if path:
        yield path, node
    for field, value in ast.iter_fields(node):
        if field in ("annotation", "returns", "decorator_list", "type_params"):
            continue
        for index, child in enumerate(value) if isinstance(value, list) else [(None, value)]:
            typing_only = (
                isinstance(child, ast.If)
                and isinstance(child.test, ast.Name)
                and child.test.id == "TYPE_CHECKING"
            )
            alias = isinstance(child, ast.Assign) and isinstance(child.value, ast.Subscript)
            if (
                isinstance(child, ast.AST)
                and not typing_only
                and not alias
                and not isinstance(child, ast.Import | ast.ImportFrom)
            ):
                yield from _judged(child, (*path, (field, index)))


def _at(node: ast.AST, path: Sequence[Step]) -> ast.AST:
    for field, index in path:
        node = getattr(node, field) if index is None else getattr(node, field)[index]
    return node


def _changes(node: ast.AST) -> Iterator[tuple[str, object]]:
    for new in SWAPS.get(type(node), ()):
        yield f"{type(node).__name__} -> {new.__name__}", lambda _, new=new: new()
    if isinstance(node, ast.Constant) and isinstance(node.value, bool):
        yield (
            f"{node.value} -> {not node.value}",
            lambda n: ast.copy_location(ast.Constant(not n.value), n),
        )
    elif isinstance(node, ast.Constant) and isinstance(node.value, int):
        for by in (1, -1):
            yield (
                f"{node.value} -> {node.value + by}",
                lambda n, by=by: ast.copy_location(ast.Constant(n.value + by), n),
            )
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield "not left out", lambda n: n.operand
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in CALLS:
        yield f"{node.func.id} -> {CALLS[node.func.id]}", _renamed
    elif isinstance(node, ast.If | ast.IfExp):
        yield "condition turned round", _turned
    elif _is_statement(node):
        yield "line left out", lambda n: ast.copy_location(ast.Pass(), n)


def _is_statement(node: ast.AST) -> bool:
    if isinstance(node, ast.Expr):
        return not isinstance(node.value, ast.Constant)
    return isinstance(node, ast.AugAssign | ast.Continue | ast.Break) or (
        isinstance(node, ast.Return) and node.value is None
    )


def _renamed(node: ast.Call) -> ast.Call:
    assert isinstance(node.func, ast.Name)
    node.func.id = CALLS[node.func.id]
    return node


def _turned(node: ast.If | ast.IfExp) -> ast.AST:
    node.test = ast.copy_location(ast.UnaryOp(ast.Not(), node.test), node.test)
    return node


# -- running the tests on one of them
# -----------------------------------------------------------------


class Changed(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Hands out the changed file when its module is imported."""

    def __init__(self, module: str, path: Path, tree: ast.Module) -> None:
        self.module, self.path, self.tree = module, path, tree

    def find_spec(self, fullname: str, path: object = None, target: object = None) -> object:
        """The module under test, and nothing else."""
        return (
            importlib.util.spec_from_loader(fullname, self, origin=str(self.path))
            if fullname == self.module
            else None
        )

    def exec_module(self, module: object) -> None:
        """Run the changed file as the module."""
        exec(compile(self.tree, str(self.path), "exec"), vars(module))


def rounds(room: str, kind: str) -> list[tuple[int, list[str]]]:
    """(worlds of the laws, what pytest is told), quickest first."""
    if room == "counting":
        return [(0, ["tests/counting"])]
    if room == "goals":
        laws = ["tests/law/test_goals.py", "-k", kind]
        return [(60, ["tests/goals", "tests/rules/test_book.py"]), (60, laws), (240, laws)]
    laws = [
        "tests/law/test_law_1.py",
        "tests/law/test_law_2.py",
        "tests/law/test_windows.py",
        "-k",
        f"{kind} or always_on or namings",
    ]
    if kind in ("activity_order", *MODELLED):
        laws[-1] = "activity_order or every_kelurahan or windows or always_on or namings"
    own = [f"tests/domain/test_{kind}.py"] if kind in MODELLED else []
    return [(60, [*own, "tests/rules"]), (60, laws), (240, laws)]


def noticed(module: str, path: Path, tree: ast.Module, todo: list[tuple[int, list[str]]]) -> bool:
    """Whether a test fails, or hangs, on the changed file."""
    for worlds, tests in todo:
        child = os.fork()
        if child == 0:
            signal.alarm(180)
            os.environ["OKOCE_LAW_WORLDS"] = str(worlds)
            silence = os.open(os.devnull, os.O_WRONLY)
            os.dup2(silence, 1)
            os.dup2(silence, 2)
            sys.meta_path.insert(0, Changed(module, path, tree))
            code = 1
            try:
                code = int(
                    pytest.main(
                        [
                            "-x",
                            "-q",
                            "-p",
                            "no:cacheprovider",
                            "-p",
                            "no:xdist",
                            "-p",
                            "no:randomly",
                            *tests,
                        ]
                    )
                )
            finally:
                os._exit(code)
        _, status = os.waitpid(child, 0)
        if status != 0:
            return True
    return False


def main() -> None:
    """Change, test, count."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("rooms", nargs="*", default=["rules", "goals", "counting"])
    parser.add_argument("--only", default="")
    parser.add_argument("--jobs", type=int, default=1)
    args = parser.parse_args()
    os.chdir(ROOT)
    for room in args.rooms:
        files = sorted((ROOT / "okoce_opt" / room).glob("*.py")) + [
            ROOT / "okoce_opt" / "domain" / f"{kind}.py"
            for kind, whose in MODELLED.items()
            if whose == room
        ]
        seen = killed = 0
        for path in files:
            kind = path.stem
            if kind in ("__init__", "rule", "goal") or (
                args.only and kind not in args.only.split(",")
            ):
                continue
            module = ".".join(path.relative_to(ROOT).with_suffix("").parts)
            tree, todo = ast.parse(path.read_text(encoding="utf-8")), rounds(room, kind)
            cases = list(mutants(tree))
            if noticed(module, path, tree, todo):
                sys.exit(f"the tests of {room}/{kind} fail as it is")
            with ThreadPoolExecutor(args.jobs) as pool:
                verdicts = list(pool.map(lambda case: noticed(module, path, case[2], todo), cases))  # noqa: B023
            for (line, what, _), good in zip(cases, verdicts, strict=True):
                if not good:
                    print(f"  not noticed: {path.relative_to(ROOT)}:{line}: {what}")
            seen, killed = seen + len(cases), killed + sum(verdicts)
            print(f"{room}/{kind}: {sum(verdicts)} of {len(cases)} noticed", flush=True)
        if seen:
            print(f"{room}: {killed} of {seen} noticed, {100 * killed / seen:.1f} %", flush=True)


if __name__ == "__main__":
    main()
