"""Asks the child that reads workbooks, and says in words what became of a file that it did not
survive.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from pathlib import Path
from typing import Any

from okoce_opt.gate.refusal import Refused, too_heavy
from okoce_opt.gate.sheets import Sheet
from okoce_opt.processes.pool import APART
from okoce_opt.processes.worker import read_frame, write_frame

_NO_TIME = -getattr(signal, "SIGXCPU", 0) or None
"""How a child ends that has used the time which its file is worth."""

PATIENCE = 180.0
"""Seconds of the clock for one file: a child that waits for a disk uses no processor."""


class Reader:
    """Reads workbooks one after the other in one child process, and replaces it when it dies."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._ended = 0

    def sheets(self, source: Path | bytes, *, leave_strays: bool = False) -> list[Sheet]:
        """The sheets of a workbook. Raises `Refused`.

        A child that dies over a file can say nothing: the next one looks only for the reason, which
        costs it less, and where that dies too, or had no time left, the file is too heavy.
        """
        try:
            return self._told(source)
        except Refused as refused:
            if refused.code != "stray_cell" or not leave_strays:
                raise
        with suppress(EOFError):
            return self._ask("apart", source)
        raise too_heavy()

    def _told(self, source: Path | bytes) -> list[Sheet]:
        for verb in ("read", "why"):
            with suppress(EOFError):
                return self._ask(verb, source)
            if self._ended == _NO_TIME:
                break
        raise too_heavy()

    def _ask(self, verb: str, source: Path | bytes) -> list[Sheet]:
        """What the child says of a file; EOFError if it dies over it."""
        process = self._running()
        watch = threading.Timer(PATIENCE, process.kill)
        watch.daemon = True
        watch.start()
        sheets: list[Sheet] = []
        finished = False
        try:
            said = source if isinstance(source, bytes) else os.fspath(source.absolute())
            write_frame(process.stdin, (verb, said))  # type: ignore[arg-type]
            while True:
                kind, value = self._heard(process)
                if kind == "sheet":
                    sheets.append(value)
                    continue
                finished = True
                if kind == "refused":
                    raise Refused(*value)
                return sheets
        except OSError as error:
            raise EOFError from error
        finally:
            watch.cancel()
            if not finished:
                self.close()

    @staticmethod
    def _heard(process: subprocess.Popen[bytes]) -> tuple[str, Any]:
        kind, value = read_frame(process.stdout)  # type: ignore[arg-type]
        return kind, value

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            root = str(Path(__file__).resolve().parents[2])
            paths = [root, *filter(None, [os.environ.get("PYTHONPATH")])]
            self._process = subprocess.Popen(
                [sys.executable, "-m", "okoce_opt.gate.child"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
                **APART,
            )
        return self._process

    def close(self) -> None:
        """End the child."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()  # one that has ended by itself still says how
            self._ended = process.wait()
            for stream in (process.stdin, process.stdout):
                if stream is not None:
                    stream.close()


_shared: ContextVar[Reader | None] = ContextVar("shared", default=None)


@contextmanager
def reading() -> Iterator[None]:
    """While inside, all workbooks are read by one child: starting it takes longer than reading a
    small one.
    """
    if _shared.get() is not None:
        yield
        return
    reader = Reader()
    before = _shared.set(reader)
    try:
        yield
    finally:
        _shared.reset(before)
        reader.close()


def read_sheets(source: Path | bytes, *, leave_strays: bool = False) -> list[Sheet]:
    """The sheets of a workbook at a path or in these bytes, whatever its name says it is. Raises
    `Refused`. `leave_strays`: single cells far outside of all tables are left out, and named in
    `Sheet.strays`, where else the file is refused.
    """
    reader = _shared.get()
    if reader is not None:
        return reader.sheets(source, leave_strays=leave_strays)
    with reading():
        return read_sheets(source, leave_strays=leave_strays)
