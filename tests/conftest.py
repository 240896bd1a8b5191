"""Makes the helpers beside this file importable from every test folder; stories are planned once
for all, workbooks read by one child, and command lines run in this process.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest

import okoce_opt
from okoce_opt.__main__ import main
from okoce_opt.gate import reading
from tests.scenarios.planned import Stories, shared_folder


@pytest.fixture(scope="session")
def stories(tmp_path_factory: pytest.TempPathFactory) -> Stories:
    """The stories' plans."""
    return Stories(shared_folder(tmp_path_factory))


@pytest.fixture(scope="module", autouse=True)
def one_child() -> Iterator[None]:
    """All workbooks of a module are read by one process: to start one takes longer than to read."""
    with reading():
        yield


@dataclass(frozen=True)
class Ran:
    """How a command line ended."""

    code: int
    out: str
    err: str

    @property
    def answer(self) -> Any:
        """Standard output as the one JSON object that it must be."""
        assert self.out.count("\n") == 1
        assert self.out.endswith("\n")
        return json.loads(self.out)


@pytest.fixture
def okoce(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Ran]:
    """Run a command line in this process, with another module as `planning` if given."""
    monkeypatch.delenv("OKOCE_LANG", raising=False)
    monkeypatch.delenv("OKOCE_DEBUG", raising=False)
    monkeypatch.setattr(sys, "argv", ["okoce"])  # not as the tests were called

    def run(*argv: object, planning: Any = None) -> Ran:
        if planning is not None:
            monkeypatch.setitem(sys.modules, "okoce_opt.planning", planning)
            monkeypatch.setattr(okoce_opt, "planning", planning, raising=False)
        capsys.readouterr()
        try:
            code = main([str(word) for word in argv])
        except SystemExit as left:
            code = int(left.code or 0)
        return Ran(code, *capsys.readouterr())

    return run
