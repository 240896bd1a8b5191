"""A path is what one person takes of a stratum's seats, one in each activity: taken out so that the
others can still take what is left.

For a chain of activities the seats of two neighbours can be matched exactly when, at each time, as
many people are ready as have sat down (first in, first out; both gaps are windows that move with
time). Removing one pair changes that count only between its two ends, so a path may be taken when
the count has room there. Activities without any order need only different times: seats are edges
between activities and times of a bipartite graph, which n people can share out exactly when no
activity and no time has more than n of them (Koenig, 1916).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from okoce_opt.domain.activities import Order
from okoce_opt.domain.ids import SessionId
from okoce_opt.domain.sessions import Session

NOBODY = -1
"""Stands for "no seat in this activity" among the choices of a path."""


class Takers(Protocol):
    """Seats of a stratum from which people take paths."""

    def take(
        self, people: int, wanted: Mapping[SessionId, int], least: int = 0
    ) -> list[SessionId] | None:
        """Session ids of the next person's path when `people` (this one too) are still to take
        theirs.

        `wanted` maps sessions to what they are worth to that person. None, and nothing is taken, if
        no path is worth `least`.
        """
        ...

    def free(self) -> set[SessionId]:
        """Sessions with seats not taken."""
        ...

    def left(self) -> int:
        """Seats not taken."""
        ...

    def fits(self, path: Sequence[SessionId]) -> bool:
        """Whether one person can take these sessions, at most one of each activity."""
        ...


class Chain:
    """Seats of activities in a row, each linked to the one before by an order with its gaps."""

    def __init__(
        self,
        activities: Sequence[str],
        links: Sequence[Order],
        sessions: Mapping[str, Sequence[Session]],
        counts: Mapping[SessionId, int],
    ) -> None:
        self._links = links
        self._stops = [
            sorted(sessions[activity], key=lambda s: (s.starts, s.id)) for activity in activities
        ]
        self._free = [[counts[s.id] for s in stop] for stop in self._stops]

    def left(self) -> int:
        """Seats not taken."""
        return sum(map(sum, self._free))

    def free(self) -> set[SessionId]:
        """Sessions with seats not taken."""
        return {
            s.id
            for stop, free in zip(self._stops, self._free, strict=True)
            for s, n in zip(stop, free, strict=True)
            if n
        }

    def fits(self, path: Sequence[SessionId]) -> bool:
        """Whether each follows the one before it in time, and none is left out before the last."""
        known = [{s.id: s for s in stop} for stop in self._stops]
        stops = [known[i].get(sid) for i, sid in enumerate(path)] if len(path) <= len(known) else []
        mine = [session for session in stops if session is not None]
        return len(mine) == len(path) and all(
            link.is_ready(before, after)
            and (link.max_gap_days is None or link.is_in_time(before, after))
            for link, before, after in zip(self._links, mine, mine[1:], strict=False)
        )

    def take(
        self, people: int, wanted: Mapping[SessionId, int], least: int = 0
    ) -> list[SessionId] | None:
        """The path worth most, else the earliest, found from the last activity backwards."""
        best: list[dict[int, tuple[tuple[int, int], int]]] = [{} for _ in self._stops]
        for i in reversed(range(len(self._stops))):
            for choice in self._choices(i):
                score = (
                    0 if choice == NOBODY else wanted.get(self._stops[i][choice].id, 0),
                    -choice if choice != NOBODY else -(1 << 20),
                )
                if i + 1 == len(self._stops):
                    best[i][choice] = (score, NOBODY)
                    continue
                onward = [
                    (best[i + 1][n][0], n) for n in self._allowed(i, choice) if n in best[i + 1]
                ]
                if onward:
                    (kept, early), n = max(onward, key=lambda o: o[0])
                    best[i][choice] = ((score[0] + kept, score[1] * 1000 + early), n)
        starts = [(best[0][c][0], c) for c in best[0] if c != NOBODY or sum(self._free[0]) < people]
        if not starts:
            return None if least else []
        (kept, _), choice = max(starts, key=lambda s: s[0])
        if kept < least:
            return None
        path = []
        for i, stop in enumerate(self._stops):
            if choice != NOBODY:
                path.append(stop[choice].id)
                self._free[i][choice] -= 1
            choice = best[i][choice][1]
        return path

    def _choices(self, i: int) -> list[int]:
        return [c for c, free in enumerate(self._free[i]) if free] + [NOBODY]

    def _allowed(self, i: int, choice: int) -> list[int]:
        """Choices at stop i + 1 for someone with `choice` at stop i, so that the rest still
        matches.
        """
        if choice == NOBODY:
            return [NOBODY]
        link, before, after = self._links[i], self._stops[i], self._stops[i + 1]
        mine = before[choice]
        # whoever passes a start by needs one person more ready than seated there: beyond the first
        # start without such room the rest would not match
        tight = next(
            (
                s.starts
                for s in after
                if link.is_ready(mine, s) and self._ready(i, s) <= self._seated(i + 1, s)
            ),
            None,
        )
        allowed = [
            n
            for n, session in enumerate(after)
            if self._free[i + 1][n]
            and link.is_ready(mine, session)
            and (tight is None or session.starts <= tight)
            and self._in_time(i, mine, session)
        ]
        return [*allowed, NOBODY] if tight is None else allowed

    def _ready(self, i: int, session: Session) -> int:
        link = self._links[i]
        return sum(
            free
            for s, free in zip(self._stops[i], self._free[i], strict=True)
            if link.is_ready(s, session)
        )

    def _seated(self, i: int, session: Session) -> int:
        return sum(
            free
            for s, free in zip(self._stops[i], self._free[i], strict=True)
            if s.starts <= session.starts
        )

    def _in_time(self, i: int, mine: Session, session: Session) -> bool:
        """Whether the greatest gap holds for this pair, and for the rest once it is gone."""
        link = self._links[i]
        if link.max_gap_days is None:
            return True
        if not link.is_in_time(mine, session):
            return False
        for other, free in zip(self._stops[i], self._free[i], strict=True):
            overtaken = free and other.last_day < mine.last_day and link.is_in_time(other, session)
            if overtaken:
                due = sum(
                    f
                    for s, f in zip(self._stops[i], self._free[i], strict=True)
                    if s.last_day <= other.last_day
                )
                served = sum(
                    f
                    for s, f in zip(self._stops[i + 1], self._free[i + 1], strict=True)
                    if link.is_in_time(other, s)
                )
                if served <= due:
                    return False
        return True


class Colours:
    """Seats of activities without order whose sessions are at the same time or do not meet at
    all.
    """

    def __init__(
        self, sessions: Mapping[str, Sequence[Session]], counts: Mapping[SessionId, int]
    ) -> None:
        self._stops = [sorted(those, key=lambda s: (s.starts, s.id)) for those in sessions.values()]
        self._free = {s.id: counts[s.id] for those in self._stops for s in those}
        # beside sessions that take a whole day, those in a part of it meet them or are never there
        whole = any(len(s.halves) > 1 for those in self._stops for s in those)
        self._time = {
            s.id: s.starts // 2 if whole else s.starts for those in self._stops for s in those
        }

    def left(self) -> int:
        """Seats not taken."""
        return sum(self._free.values())

    def free(self) -> set[SessionId]:
        """Sessions with seats not taken."""
        return {session for session, n in self._free.items() if n}

    def fits(self, path: Sequence[SessionId]) -> bool:
        """Whether no two of them are at the same time."""
        times = [self._time[sid] for sid in path]
        return len(times) == len({*times})

    def take(
        self, people: int, wanted: Mapping[SessionId, int], least: int = 0
    ) -> list[SessionId] | None:
        """The set worth most, else the earliest, among those that take from every activity and
        time that is full.
        """
        loads: dict[int, int] = {}
        for stop in self._stops:
            for session in stop:
                time = self._time[session.id]
                loads[time] = loads.get(time, 0) + self._free[session.id]
        full = frozenset(time for time, load in loads.items() if load >= people)
        possible = sum(
            max((wanted.get(s.id, 0) for s in stop if self._free[s.id]), default=0)
            for stop in self._stops
        )
        best = self._search(0, people, wanted, full, frozenset(), possible)
        if best is None or best[0] < least:
            return None if least else []
        for session_id in best[1]:
            self._free[session_id] -= 1
        return best[1]

    def _search(
        self,
        i: int,
        people: int,
        wanted: Mapping[SessionId, int],
        full: frozenset[int],
        taken: frozenset[int],
        possible: int,
    ) -> tuple[int, list[SessionId]] | None:
        """Best (worth, sessions) from activity i on; stops at the first worth `possible`."""
        if i == len(self._stops):
            return (0, []) if full <= taken else None
        stop = self._stops[i]
        free = [s for s in stop if self._free[s.id] and self._time[s.id] not in taken]
        free.sort(
            key=lambda s: (-wanted.get(s.id, 0), self._time[s.id] not in full, s.starts, s.id)
        )
        options: list[Session | None] = [*free]
        if sum(self._free[s.id] for s in stop) < people:
            options.append(None)
        best: tuple[int, list[SessionId]] | None = None
        for session in options:
            kept = 0 if session is None else wanted.get(session.id, 0)
            now = taken if session is None else taken | {self._time[session.id]}
            rest = self._search(i + 1, people, wanted, full, now, possible - kept)
            if rest is not None and (best is None or rest[0] + kept > best[0]):
                best = (rest[0] + kept, ([] if session is None else [session.id]) + rest[1])
                if best[0] >= possible:
                    break
        return best
