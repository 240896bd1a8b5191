"""Which sessions of an activity can come after which of the one before it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from okoce_opt.domain.activities import Order
from okoce_opt.domain.sessions import Session


class Step(NamedTuple):
    """Later sessions (`leaving`) between which nobody becomes ready, or is too late; the first
    begins at `start`.

    `arriving` are the earlier sessions from which one has become ready since the step before,
    `fresh` those ready by now that are not too old for the next step (None without a greatest gap,
    or a next step).
    """

    start: int
    arriving: list[Session]
    leaving: list[Session]
    fresh: list[Session] | None


class Precedence:
    """Sessions of an activity and of the one after it, in half-days counted as `Session.starts` is.

    `earlier` are those that some later session can follow, by the half-day from which one may go
    on; `later` those that can follow some earlier one; `useless` the other later ones.
    """

    def __init__(self, order: Order, earlier: list[Session], later: list[Session]) -> None:
        self.order = order
        ordered = sorted(earlier, key=lambda s: s.ends)
        self._ready, self._due = self._windows(ordered)
        starts = [s.starts for s in later]
        self.earlier = [
            s
            for s, ready, due in zip(ordered, self._ready, self._due, strict=True)
            if bisect_left(starts, ready) < bisect_right(starts, due)
        ]
        self._ready, self._due = self._windows(self.earlier)
        self.later = [s for s in later if self._span(s.starts)]
        self.useless = [s for s in later if not self._span(s.starts)]

    def _windows(self, sessions: list[Session]) -> tuple[list[int], list[int]]:
        """The first and the last half-day on which the later session may start after each of
        these.
        """
        windows = [self.order.window(session) for session in sessions]
        return [ready for ready, _ in windows], [due for _, due in windows]

    def _span(self, start: int) -> range:
        return range(bisect_left(self._due, start), bisect_right(self._ready, start))

    def fitting(self, start: int) -> list[Session]:
        """Earlier sessions that one starting then may follow."""
        fits = self._span(start)
        return self.earlier[fits.start : fits.stop]

    def steps(self) -> Iterator[Step]:
        """The steps of the stock in order of time."""
        limited = self.order.max_gap_days is not None
        groups: dict[int, list[Session]] = {}
        for session in self.later:
            groups.setdefault(
                session.starts if limited else bisect_right(self._ready, session.starts), []
            ).append(session)
        starts = [leaving[0].starts for leaving in groups.values()]
        come = 0
        for leaving, start, following in zip(
            groups.values(), starts, [*starts[1:], None], strict=False
        ):
            ready = bisect_right(self._ready, start)
            fresh = None
            if limited and following is not None:
                fresh = self.earlier[bisect_left(self._due, following) : ready]
            yield Step(start, self.earlier[come:ready], leaving, fresh)
            come = ready
