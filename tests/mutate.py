"""Do the tests notice when a line of a rule, a goal, the search or a report is wrong?

    python -m tests.mutate [ROOM ...] [--only FILE] [--sample N --seed S] [--tests PATH ...]

Every small mistake that a pencil makes (`<` for `<=`, one more, `or` for `and`, a line left out) is
made in turn, in memory only, and the tests of that file are run until one fails. Prints each
mistake that no test noticed, and for each room how many of them were noticed. Needs `os.fork`
(Linux, macOS). About two seconds a mistake; `rules`, `goals` and `counting` together take most of
an hour on one core. Any room that has tests of its own may be named; of most a seeded `--sample` is
enough. But for `rules` and `goals` the tests that import the file run first, then the others of the
room, or those of `--tests` alone, which is quicker and counts fewer as noticed.
"""

from __future__ import annotations

import argparse
import ast
import copy
import importlib.abc
import importlib.util
import os
import random
import signal
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy  # noqa: F401  (loaded before forking, so that no child has to)
import pytest

ROOT = Path(__file__).resolve().parents[1]
MODELLED = {"waiting": "rules", "presence": "rules"}
"""Files of the domain that were moved out of a rule's page."""

PLACES = {
    "search": ("model/search", ("tests/model/search", "tests/test_certificate.py")),
    "naming": ("model/naming", ("tests/model/naming", "tests/law/test_law_3.py")),
    "reports": ("reports", ("tests/reports", "tests/tamper")),
    "replanning": ("replanning", ("tests/replanning", "tests/commands/test_rollout_goes_on.py")),
    "status": ("status", ("tests/status", "tests/commands/test_rollout_status.py")),
    "waiting": ("waiting", ("tests/waiting", "tests/commands/test_rollout_waiting.py")),
    "domain": ("domain", ("tests/domain", "tests/rules", "tests/counting")),
}
"""Where a room's files are, and which tests look at them, where both are not called as it is."""

BY_KIND = ("rules", "goals")
"""Rooms of which the laws try each file under its kind."""

WORLDS = 200
"""Worlds of the laws, which fail where fewer than a twentieth of them are kept, or broken: in as
many as they have by default both are found. They stop at the first that tells.
"""

PATIENCE = 3
"""A changed file hangs when its tests take so many times as long as they do with it as it is."""

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
    """All nodes but types, decorators, imports, what only type checkers read, and the `strict` of
    `zip`, which decides nothing where lists are as long as they should be.
    """
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
            strict = isinstance(child, ast.keyword) and child.arg == "strict"
            if (
                isinstance(child, ast.AST)
                and not typing_only
                and not alias
                and not strict
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


def rounds(room: str, kind: str, module: str) -> list[tuple[int, list[str]]]:
    """(worlds of the laws, what pytest is told), quickest first."""
    if room not in BY_KIND:
        those = [path for place in place_of(room)[1] for path in sorted(_tests_in(ROOT / place))]
        near = {path for path in those if _mentions(path, module)}
        first, rest = (
            [str(p.relative_to(ROOT)) for p in those if (p in near) is own] for own in (True, False)
        )
        return [(60, tests) for tests in (first, rest) if tests]
    if room == "goals":
        laws = ["tests/law/test_goals.py", "-k", kind]
        return [(60, ["tests/goals", "tests/rules/test_book.py"]), (WORLDS, laws)]
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
    return [(60, [*own, "tests/rules"]), (WORLDS, laws)]


def _tests_in(place: Path) -> list[Path]:
    return [place] if place.is_file() else [*place.rglob("test_*.py")]


def _mentions(test: Path, module: str) -> bool:
    """Whether a file of tests imports the module, or something from it."""
    above, _, name = module.rpartition(".")
    tree = ast.parse(test.read_text(encoding="utf-8"))
    return any(
        isinstance(node, ast.ImportFrom)
        and (
            node.module == module or (node.module == above and name in {a.name for a in node.names})
        )
        for node in ast.walk(tree)
    )


def noticed(
    module: str,
    path: Path,
    tree: ast.Module,
    todo: list[tuple[int, list[str]]],
    limit: float = 180.0,
) -> bool:
    """Whether a test fails, or takes longer than `limit` seconds, on the changed file."""
    for worlds, tests in todo:
        child = os.fork()
        if child == 0:
            signal.alarm(int(limit))
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
    parser.add_argument("--sample", type=int, default=0)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--tests", nargs="+", default=[])
    args = parser.parse_args()
    os.chdir(ROOT)
    for room in args.rooms:
        chosen = [
            (path, list(mutants(ast.parse(path.read_text(encoding="utf-8")))))
            for path in files_of(room)
            if not args.only or path.stem in args.only.split(",")
        ]
        if args.sample:
            every = [(path, case) for path, cases in chosen for case in cases]
            some = random.Random(args.seed).sample(every, min(args.sample, len(every)))
            drawn = [(path, [case for at, case in some if at == path]) for path, _ in chosen]
            chosen = [(path, cases) for path, cases in drawn if cases]
        if args.tests:
            PLACES[room] = (place_of(room)[0], tuple(args.tests))
        limit = patience(room, chosen[0][0]) if room not in BY_KIND and chosen else 0.0
        seen = killed = 0
        for path, cases in chosen:
            verdicts = judged(room, path, cases, args.jobs, limit)
            seen, killed = seen + len(cases), killed + sum(verdicts)
            kind = path.relative_to(ROOT / "okoce_opt").with_suffix("")
            print(f"{kind}: {sum(verdicts)} of {len(cases)} noticed", flush=True)
        if seen:
            print(f"{room}: {killed} of {seen} noticed, {100 * killed / seen:.1f} %", flush=True)


def place_of(room: str) -> tuple[str, tuple[str, ...]]:
    """Where the files of a room are, and the tests that look at them."""
    return PLACES.get(room, (room, (f"tests/{room}",)))


def files_of(room: str) -> list[Path]:
    """The files of a room that are changed."""
    place = ROOT / "okoce_opt" / place_of(room)[0]
    files = sorted(place.rglob("*.py")) + [
        ROOT / "okoce_opt" / "domain" / f"{kind}.py"
        for kind, whose in MODELLED.items()
        if whose == room
    ]
    return [path for path in files if path.stem not in ("__init__", "rule", "goal")]


def patience(room: str, path: Path) -> float:
    """Seconds after which tests hang: all of them are run once, on what is."""
    begun = time.monotonic()
    module = ".".join(path.relative_to(ROOT).with_suffix("").parts)
    todo = rounds(room, path.stem, module)
    if noticed(module, path, ast.parse(path.read_text("utf-8")), todo, 900):
        sys.exit(f"the tests of {module} fail as it is")
    return max(180.0, PATIENCE * (time.monotonic() - begun))


def judged(room: str, path: Path, cases: Sequence[Mutant], jobs: int, limit: float) -> list[bool]:
    """Of each mistake in a file, whether it was noticed; says those that were not."""
    module = ".".join(path.relative_to(ROOT).with_suffix("").parts)
    todo = rounds(room, path.stem, module)
    limit = limit or patience(room, path)
    verdicts = []
    with ThreadPoolExecutor(jobs) as pool:
        answers = pool.map(lambda case: noticed(module, path, case[2], todo, limit), cases)
        for (line, what, _), good in zip(cases, answers, strict=True):
            verdicts.append(good)
            if not good:
                so_far = f"{sum(verdicts)} of {len(verdicts)} so far"
                where = f"{path.relative_to(ROOT)}:{line}"
                print(f"  not noticed: {where}: {what} ({so_far})", flush=True)
    return verdicts


if __name__ == "__main__":
    main()
