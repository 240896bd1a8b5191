from __future__ import annotations

import json
import signal
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest

import okoce_opt
from okoce_opt.__main__ import main


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


@pytest.fixture(autouse=True)
def a_terminal_that_can_be_closed() -> Iterator[None]:
    """Tests started under nohup ignore SIGHUP, and so would every process that they start; okoce
    rightly goes on ignoring it then.
    """
    if not hasattr(signal, "SIGHUP") or signal.getsignal(signal.SIGHUP) != signal.SIG_IGN:
        yield
        return
    signal.signal(signal.SIGHUP, signal.SIG_DFL)
    yield
    signal.signal(signal.SIGHUP, signal.SIG_IGN)


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
