"""Where tasks are carried out: an `Executor` that hears progress and can be stopped, and ours of
child processes.

Children are kept for the whole run and replaced when they die or hang.
"""

from __future__ import annotations

import io
import os
import pickle
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import Executor, Future
from contextlib import suppress
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import cloudpickle

from okoce_opt.processes.worker import read_frame, write_frame

Given = ParamSpec("Given")
Result = TypeVar("Result")

GRACE = 20.0
"""Seconds that a task may outlive its deadline or a stop before its process is killed."""

WRITINGS = 100
"""How often a message is written anew."""

APART: dict[str, Any] = {"start_new_session": True}
"""How a child is started so that Ctrl-C in the terminal reaches the parent only."""
if sys.platform == "win32":
    APART = {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP}


def carry_along(kind: type) -> None:
    """Send a class of the user's own as it is: the module that it is from (a script, a test, a cell
    of a notebook) need not be where tasks are carried out.
    """
    ours = __name__.partition(".")[0]
    for base in kind.__mro__:
        top = base.__module__.partition(".")[0]
        if top not in (ours, "__main__") and top not in sys.stdlib_module_names:
            cloudpickle.register_pickle_by_value(sys.modules[base.__module__])


def pickled(message: object, protocol: int = pickle.HIGHEST_PROTOCOL) -> bytes:
    """The message for another process, functions and classes of the user's own with it.

    What knows how to be sent with less than it holds (`reduce_sent`) is sent so.

    What it holds is used by other threads meanwhile: one that looks something up for the first time
    (a cached property) changes a value while it is written. Then it is written anew.
    """
    for _ in range(WRITINGS):
        try:
            return _sent(message, protocol)
        except RuntimeError as error:
            if "during iteration" not in str(error):
                raise
    return _sent(message, protocol)


def _sent(message: object, protocol: int) -> bytes:
    written = io.BytesIO()
    _Sender(written, protocol=protocol).dump(message)
    return written.getvalue()


class _Sender(cloudpickle.Pickler):  # type: ignore[misc]
    """Writes what another process needs of a message."""

    def reducer_override(self, one: Any) -> Any:
        """As the thing wants to be sent, if it says so, else as ever."""
        if (reduce := getattr(type(one), "reduce_sent", None)) is not None:
            return reduce(one)
        return super().reducer_override(one)


class WorkerDied(RuntimeError):
    """The process that carried out a task ended twice; `code` is its exit code (negative: a
    signal).
    """

    def __init__(self, code: int | None) -> None:
        self.code = code
        super().__init__(code)

    def __str__(self) -> str:
        return f"a process of okoce ended with code {self.code}"


class Pool(Executor):
    """An executor whose tasks report while they run, and end early when asked.

    `on_progress(value)` is called in a thread of the pool with what a task reports, and never after
    the task's future is done. `stop()` asks running tasks to end with their best, and tasks not yet
    begun never begin. The future of a task whose process is beyond help has the exception
    `WorkerDied`.
    """

    def __init__(self) -> None:
        self.on_progress: Callable[[Any], None] = lambda value: None
        self._stopped_at: float | None = None

    def stop(self) -> None:
        """End what runs with its best so far; what has not begun is cancelled."""
        self._stopped_at = self._stopped_at or time.monotonic()

    @property
    def stopped(self) -> bool:
        """Whether `stop` was called."""
        return self._stopped_at is not None

    def _heard(self, value: object) -> None:
        """Pass on what a task reports; a listener that fails costs neither the task nor the run."""
        with suppress(Exception):
            self.on_progress(value)


class ChildPool(Pool):
    """A pool of `workers` child processes.

    A task whose process dies is tried once more in a new one; the second death is its future's
    `WorkerDied`. A task that takes more than `patience` seconds counts as hung.
    """

    def __init__(self, workers: int, patience: float = 1e9) -> None:
        super().__init__()
        self._patience = patience
        self._tasks: queue.SimpleQueue[_Task | None] = queue.SimpleQueue()
        self._children = [_Child() for _ in range(workers)]
        self._threads = [
            threading.Thread(target=self._serve, args=(child,), daemon=True)
            for child in self._children
        ]
        for thread in self._threads:
            thread.start()

    def submit(
        self, fn: Callable[Given, Result], /, *args: Given.args, **kwargs: Given.kwargs
    ) -> Future[Result]:
        """Carry out `fn(*args, **kwargs)`, a module's function of picklable arguments, in a
        child.
        """
        task = _Task((fn, args, kwargs))
        self._tasks.put(task)
        return task.future

    def stop(self) -> None:
        """End what runs with its best so far; what has not begun is cancelled."""
        super().stop()
        for child in self._children:
            child.ask_to_stop()

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End the children; tasks that run are lost."""
        self._stopped_at = self._stopped_at or time.monotonic()
        for _ in self._threads:
            self._tasks.put(None)
        for child in self._children:
            child.kill()
        for thread in self._threads:
            thread.join(GRACE)

    def _serve(self, child: _Child) -> None:
        while (task := self._tasks.get()) is not None:
            if self.stopped or not task.future.set_running_or_notify_cancel():
                task.future.cancel()
                continue
            try:
                kind, value = self._carry_out(child, task)
            except Exception as error:  # what cannot be sent is the task's failure, not the pool's
                kind, value = "failed", error
            if kind == "done":
                task.future.set_result(value)
            else:
                task.future.set_exception(value)
        child.bury()

    def _carry_out(self, child: _Child, task: _Task) -> tuple[str, Any]:
        """The task's answer; its second dead process is an answer too."""
        code: int | None = None
        for _ in range(2):
            answer = self._attempt(child, task)
            if answer is not None:
                return answer
            code = child.bury()
            if self.stopped:
                break
        return "failed", WorkerDied(code)

    def _attempt(self, child: _Child, task: _Task) -> tuple[str, Any] | None:
        """The task's answer, or None when its process died or was killed as hung."""
        watch = threading.Event()
        threading.Thread(target=self._watch, args=(child, watch), daemon=True).start()
        try:
            child.send(("task", task.call))
            if self.stopped:
                child.ask_to_stop()
            while True:
                kind, value = child.receive()
                if kind != "progress":
                    return kind, value
                self._heard(value)
        except (EOFError, OSError):
            return None
        finally:
            watch.set()

    def _watch(self, child: _Child, over: threading.Event) -> None:
        begun = time.monotonic()
        while not over.wait(0.2):
            now = time.monotonic()
            hung = now > begun + self._patience + GRACE
            deaf = self._stopped_at is not None and now > self._stopped_at + GRACE
            if hung or deaf:
                child.kill()
                return


class _Task:
    def __init__(self, call: tuple[Any, ...]) -> None:
        self.call = call
        self.future: Future[Any] = Future()


class _Child:
    """A process that is started when it is first needed."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            # what can be imported here can be there: a module beside the user's script, say
            root = str(Path(__file__).resolve().parents[2])
            paths = [root, *(path or os.getcwd() for path in sys.path)]
            self._process = subprocess.Popen(
                [sys.executable, "-m", "okoce_opt.processes.worker"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
                **APART,
            )
        return self._process

    def send(self, message: object) -> None:
        with self._lock:
            process = self._running()
            assert process.stdin is not None
            write_frame(process.stdin, message, pickled)  # type: ignore[arg-type]

    def receive(self) -> Any:
        process = self._process
        if process is None or process.stdout is None:
            raise EOFError
        return read_frame(process.stdout)  # type: ignore[arg-type]

    def ask_to_stop(self) -> None:
        if self._process is not None:
            try:
                self.send(("stop", None))
            except OSError:
                self.kill()

    def kill(self) -> None:
        if self._process is not None:
            self._process.kill()

    def bury(self) -> int | None:
        """Forget a dead process, so that the next task starts a new one; its exit code."""
        with self._lock:
            process, self._process = self._process, None
            if process is None:
                return None
            process.kill()
            code = process.wait()
            for stream in (process.stdin, process.stdout):
                if stream is not None:
                    stream.close()
            return code
