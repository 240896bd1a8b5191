"""One child process that carries out tasks: a task that crashes, hangs or eats memory never takes
the run with it.

Started as a module of ours, so the user's script is not imported again. Frames of pickled messages
go over the child's standard input and output. Inside a task, `report(value)` sends progress to the
parent and `stopping` is set when the run is to end with the best so far.
"""

from __future__ import annotations

import os
import pickle
import signal
import struct
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO

stopping = threading.Event()
"""Set in the child when the parent asks its task to end with the best so far."""


def _nowhere(message: tuple[str, Any]) -> None:
    """Where messages go outside a child."""


_send: Callable[[tuple[str, Any]], None] = _nowhere


def report(value: object) -> None:
    """Send progress to the parent; outside a child it goes nowhere."""
    _send(("progress", value))


@contextmanager
def reporting_to(heard: Callable[[Any], None]) -> Iterator[None]:
    """While inside, what tasks report goes to `heard` and not to the parent."""
    global _send
    before, _send = _send, lambda message: heard(message[1])
    try:
        yield
    finally:
        _send = before


def write_frame(
    stream: BinaryIO, message: object, dumps: Callable[..., bytes] = pickle.dumps
) -> None:
    """One pickled message, led by its length."""
    data = dumps(message, protocol=pickle.HIGHEST_PROTOCOL)
    stream.write(struct.pack(">Q", len(data)) + data)
    stream.flush()


def read_frame(stream: BinaryIO) -> Any:
    """The next message; EOFError when the other side is gone."""
    head = stream.read(8)
    if len(head) < 8:
        raise EOFError
    (length,) = struct.unpack(">Q", head)
    data = stream.read(length)
    if len(data) < length:
        raise EOFError
    return pickle.loads(data)


def main() -> None:
    """Serve tasks until the parent closes the pipe."""
    global _send
    # the parent alone answers signals of the terminal; a library that prints must not spoil the
    # frames
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    lock = threading.Lock()

    def send(message: tuple[str, Any]) -> None:
        with lock:
            write_frame(out, message)

    _send = send
    tasks = _Inbox(sys.stdin.buffer)
    while (task := tasks.next()) is not None:
        function, arguments, keywords = task
        try:
            send(("done", function(*arguments, **keywords)))
        except BaseException as error:  # whatever happened is the parent's to judge
            send(("failed", error))


def _refuse(error: Exception) -> None:
    raise error


class _Inbox:
    """Reads the parent's messages in a thread of its own, so that a stop arrives while a task
    runs.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._tasks: list[Any] = []
        self._changed = threading.Condition()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        while True:
            try:
                kind, value = read_frame(self._stream)
            except EOFError:
                # the parent is gone: a running solve is ended at once, nobody waits for it
                os._exit(0)
            except Exception as error:  # a class, say, that is not to be found here
                kind, value = "task", (_refuse, (error,), {})
            if kind == "stop":
                stopping.set()
                continue
            with self._changed:
                self._tasks.append(value)
                self._changed.notify()

    def next(self) -> Any:
        with self._changed:
            while not self._tasks:
                self._changed.wait()
            return self._tasks.pop(0)


if __name__ == "__main__":
    # run the module that the tasks import, not this copy of it: they share its globals
    from okoce_opt.processes import worker

    worker.main()
