"""Kecamatan planned apart, each in a child, round by round.

A round is as long whatever the budget is, and the parts of it are begun in order as long as there
is budget: with less of it the search is the same and ends earlier. The first round is had by every
part however small the budget: a part without any plan leaves the whole without one. What was begun
is finished, so that nothing is proposed that a longer search would not have met.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import ceil

from okoce_opt.domain.problem import Problem
from okoce_opt.instance import Instance
from okoce_opt.model.days.calendars import FIRST_SHARE
from okoce_opt.model.search.as_announced import as_announced
from okoce_opt.model.search.part import plan_part
from okoce_opt.model.search.results import Begun, Incumbent, Name, PartResult
from okoce_opt.model.search.state import Search, Work, result_of
from okoce_opt.model.sharing.city_seats import CitySeats
from okoce_opt.model.sharing.joint import levels_of_part
from okoce_opt.model.sharing.linking import find_groups
from okoce_opt.model.sharing.shared_days import DealtDays
from okoce_opt.model.solvers.cpsat import Effort

ROUNDS = (FIRST_SHARE, 3.0, 6.0)
"""Deterministic seconds of each part's rounds; those that follow are as long as the last."""

BEGINNING = 0.6
"""Those of its first round, where it is a beginning only."""

FOR_ALL = 2
"""After so many rounds only those parts go on for which it is worth its time."""


def begin(problem: Problem, city_seats: CitySeats, dealt_days: DealtDays) -> Search:
    """A search of parts; what was dealt out to them bounds nothing but the parts."""
    return Search(narrowed=dealt_days.is_less_than(problem) or city_seats.shares)


@dataclass
class Apart:
    """Parts planned in children. `together`: what there is will be improved together afterwards;
    `brief`: the parts do not see all, and are a beginning of that only.
    """

    work: Work
    city_seats: CitySeats
    dealt_days: DealtDays
    together: bool
    brief: bool = False
    _onwards: dict[Name, Begun | None] = field(default_factory=dict)

    def plan(self, effort: Effort, length: float) -> None:
        """Plan every kecamatan by itself, for `length` deterministic seconds at most and as long
        as the effort lasts.
        """
        state, pool, problem = self.work.state, self.work.pool, self.work.instance.problem
        names = find_groups(self.dealt_days.problem, self.dealt_days.ties)
        parts = self.city_seats.parts(self.dealt_days, names)
        rounds = 0
        if problem.announced.seats:
            every = max(1, len(parts))
            parts = self._touched(parts)
            # what the untouched do not need is left: a change is wanted soon
            length *= len(parts) / every
        while parts and not pool.stopped:
            # a tiny effort alone would find no plan at all
            most = min(effort.deterministic, length) if rounds else float("inf")
            if state.spent >= most:
                return
            self._round(parts, effort, rounds, most)
            rounds += 1
            parts = self._parts_to_go_on(names, rounds)

    def _parts_to_go_on(self, names: Sequence[Name], rounds: int) -> dict[Name, Problem]:
        """The parts of the next round, after so many."""
        state, problem = self.work.state, self.work.instance.problem
        if rounds < FOR_ALL and not self.brief:
            going = [name for name in names if name in self._onwards]
            return self.city_seats.parts(self.dealt_days, going)
        only_missing = bool(problem.announced.seats) or self.brief
        self.city_seats, hungry = self.city_seats.again(state.parts, state.missing(problem))
        for name in names:
            if hungry & {*name}:
                # with other seats the days are looked for anew
                self._onwards[name] = None
        wanting = state.wanting(names, only_missing=only_missing)
        going = [
            name
            for name in names
            if name in self._onwards and (name in wanting or hungry & {*name})
        ]
        return self.city_seats.parts(self.dealt_days, going)

    def _below(self, part: Problem) -> Instance:
        """What a part is planned under."""
        whole = self.work.instance
        return Instance(part, whole.rules, levels_of_part(whole.levels))

    def _touched(self, parts: Mapping[Name, Problem]) -> dict[Name, Problem]:
        """Parts that a change touches; the others stay as they were announced."""
        found: dict[Name, Problem] = {}
        for name, part in parts.items():
            same = as_announced(self._below(part), self.work.strata)
            if same is None:
                found[name] = part
            else:
                self._take(name, same)
        self.work.found(self.work.state)
        return found

    def _round(
        self, parts: Mapping[Name, Problem], effort: Effort, number: int, most: float
    ) -> None:
        """One more round of these parts, in this order, as long as less than `most` is spent."""
        state, pool = self.work.state, self.work.pool
        first = BEGINNING if self.brief else ROUNDS[0]
        seconds = ROUNDS[min(number, len(ROUNDS) - 1)] if number else first
        share = replace(effort, deterministic=seconds)
        listen(self.work)
        rest = list(parts.items())
        while rest and state.spent < most and not pool.stopped:
            # those at once that are begun even if each takes all that it may
            room = (most - state.spent) / seconds
            now = rest if room >= len(rest) else rest[: ceil(room)]
            rest = rest[len(now) :]
            state.tasks = [
                (
                    name,
                    pool.submit(
                        plan_part,
                        *(name, self._below(part), share, self._onwards.pop(name, None)),
                        jointly=self.together,
                        brief=self.brief,
                    ),
                )
                for name, part in now
            ]
            self.work.found(state)
            for name, future in state.tasks:
                part = result_of(future, state)
                if part is not None:
                    state.spent += part.spent
                    self._take(name, part)
                elif not number:
                    # its process died: once more from the beginning
                    self._onwards[name] = None
            self.work.found(state)

    def _take(self, name: Name, part: PartResult) -> None:
        """A finished part's counts and bounds, and where it goes on."""
        take(name, part, self.work.state)
        if part.onwards is not None:
            self._onwards[name] = part.onwards


def listen(work: Work) -> None:
    """Keep what running tasks report, so that a stop or a dead process loses nothing."""

    def heard(message: Incumbent) -> None:
        work.state.keep(message.part, message.counts, message.bounds, message.proofs)
        work.found(work.state)

    work.pool.on_progress = heard


def take(name: Name, part: PartResult, state: Search) -> None:
    """A finished part's counts and bounds."""
    state.keep(name, part.counts, part.bounds, part.proofs)
    state.reproducible &= not part.stopped
