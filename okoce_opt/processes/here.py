"""A pool that is this process itself, for a task that is in a child already: to start a child of
its own would cost more than many a search.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from typing import ParamSpec, TypeVar

from okoce_opt.processes import worker
from okoce_opt.processes.pool import Pool

Given = ParamSpec("Given")
Result = TypeVar("Result")


class HerePool(Pool):
    """Carries out each task when it is submitted. A stop is heard by the task that runs; what is
    submitted later never begins.
    """

    def submit(
        self, fn: Callable[Given, Result], /, *args: Given.args, **kwargs: Given.kwargs
    ) -> Future[Result]:
        """Carry out `fn(*args, **kwargs)` now; its future is done."""
        future: Future[Result] = Future()
        if self.stopped or not future.set_running_or_notify_cancel():
            future.cancel()
            return future
        with worker.reporting_to(self._heard):
            try:
                future.set_result(fn(*args, **kwargs))
            except Exception as error:  # whatever happened is the caller's to judge
                future.set_exception(error)
        return future

    def stop(self) -> None:
        """End what runs with its best so far; what has not begun is cancelled."""
        super().stop()
        worker.stopping.set()

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Leave the process as it was: the next task of its own parent is not stopped."""
        if self.stopped:
            worker.stopping.clear()
