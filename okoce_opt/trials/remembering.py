"""Parts that are planned once: a what-if that changes one kecamatan plans only that one again.

A part is known by everything that it is planned from, and planned from the same it comes to the
same. What is remembered is therefore what solving it again would give, bounds and all.
"""

from __future__ import annotations

import hashlib
import json
import os
import pickle
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from okoce_opt.domain.digest import canonical
from okoce_opt.domain.problem import Problem
from okoce_opt.goals.goal import Goal, PricedGoal
from okoce_opt.instance import Instance
from okoce_opt.model.search.part import plan_part
from okoce_opt.model.search.relaxed_bounds import bound_part
from okoce_opt.model.search.results import PartResult
from okoce_opt.processes.pool import Pool
from okoce_opt.rules.rule import Rule
from okoce_opt.scenario import parameters

Given = ParamSpec("Given")
Result = TypeVar("Result")

REMEMBERED: tuple[Callable[..., Any], ...] = (plan_part, bound_part)
"""Tasks that come to the same whenever they are given the same."""


class RememberingPool(Pool):
    """The pool `inner`, which is not asked again for a part that stands in `folder`.

    The folder is of one run and of nobody else: what is in it is trusted. Results that a stop cut
    short are not kept.
    """

    def __init__(self, inner: Pool, folder: Path) -> None:
        super().__init__()
        self._inner, self._folder = inner, folder
        inner.on_progress = self._heard

    def submit(
        self, fn: Callable[Given, Result], /, *args: Given.args, **kwargs: Given.kwargs
    ) -> Future[Result]:
        """What is known of `fn(*args, **kwargs)`, or what the pool makes of it."""
        # folders of another machine are not here
        if fn not in REMEMBERED or not self._folder.is_dir():
            return self._inner.submit(fn, *args, **kwargs)
        path = self._folder / key_of(fn, (*args, *sorted(kwargs.items())))
        if path.exists() and not self.stopped:
            known: Future[Result] = Future()
            known.set_result(pickle.loads(path.read_bytes()))
            return known
        future = self._inner.submit(fn, *args, **kwargs)
        future.add_done_callback(lambda done: _keep(done, path))
        return future

    def stop(self) -> None:
        """End what runs with its best so far."""
        super().stop()
        self._inner.stop()

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End the pool's processes."""
        self._inner.shutdown(wait, cancel_futures=cancel_futures)


def _keep(done: Future[Any], path: Path) -> None:
    """Write down what a task came to, whole or not at all."""
    if done.cancelled() or done.exception() is not None:
        return
    result = done.result()
    if isinstance(result, PartResult) and result.stopped:
        return
    part = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        part.write_bytes(pickle.dumps(result))
        part.replace(path)
    except OSError:
        # a full disk costs time, and nothing else
        part.unlink(missing_ok=True)


def key_of(fn: Callable[..., Any], given: Sequence[object]) -> str:
    """Equal for tasks that are given the same, in whatever process."""
    text = json.dumps([fn.__qualname__, _said(given)], sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def _said(value: object) -> object:
    """Everything that a value says, as JSON can hold it; unlike a digest of a scenario it leaves
    out nothing that a search looks at.
    """
    if isinstance(value, Problem):
        whole = None if value.origin is None else _said(value.origin)
        sessions = [canonical(session) for session in value.sessions.values()]
        return [canonical(value), sessions, canonical(value.announced), whole]
    if isinstance(value, Instance):
        # what a rule says of this part: how many of all kecamatan may meet is nothing to one
        rules = [rule.here(value.problem) for rule in value.rules]
        return [_said(one) for one in (value.problem, rules, value.levels)]
    if isinstance(value, (Rule, Goal)):
        return [value.kind, canonical(parameters(value))]
    if isinstance(value, PricedGoal):
        return [_said(value.goal), value.price]
    if isinstance(value, (list, tuple)):
        return [_said(one) for one in value]
    return canonical(value)
