"""What a year came to, and each of its weeks."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from okoce_opt.domain.words import Words


@dataclass(frozen=True, slots=True)
class Week:
    """What was done on one Monday: people who came and who stayed away in the week before, those of
    them whose sheet had to be asked about, changes heard of, seats that people knew and had not
    used yet, how many of those moved (and of these how many of people who had nothing to make
    up), make-up seats given, people who have finished so far and who are on the list.
    """

    day: date
    came: int
    away: int
    asked: int
    changes: int
    announced: int
    moved: int
    of_others: int
    make_ups: int
    finished: int
    on_list: int


@dataclass(frozen=True)
class Year:
    """A year as it was played. `done` maps a number of required activities to the people on the
    list at the end who have done so many; `fewest` are the sessions that they need at least.

    `announced` are all seats that people were ever told of (what may still change freely, as table
    `ubah` says, nobody is told of), `ever_moved` those of them that were taken away again; `read`,
    `asked` and `wrong` marks of attendance; `verified` the plans that kept every rule before the
    judge. `knowing` = at most so many could have finished, had everything been known beforehand.
    `reasons` are why others have not finished, with their
    number.
    """

    weeks: tuple[Week, ...]
    done: Counter[int]
    needed: int
    sessions: int
    fewest: int
    refused: int
    announced: int
    ever_moved: int
    read: int
    asked: int
    wrong: int
    verified: int
    knowing: int
    reasons: tuple[tuple[Words, int], ...] = ()

    @property
    def against_knowing(self) -> float:
        """Finished, of those who could have; whatever plan had known everything, no less of those
        who finish in it.
        """
        return self.finished / max(1, self.knowing)

    @property
    def regret(self) -> int:
        """Sessions held beyond the fewest: no more than that beyond any plan's."""
        return self.sessions - self.fewest

    @property
    def on_list(self) -> int:
        """People on the list at the end."""
        return sum(self.done.values())

    @property
    def finished(self) -> int:
        """Those of them who have done every required activity that is for them."""
        return self.done[self.needed]

    @property
    def share(self) -> float:
        """Finished of all on the list at the end, 0 to 1."""
        return self.finished / max(1, self.on_list)

    @property
    def moved(self) -> int:
        """Announced seats that were moved, over the whole year."""
        return sum(week.moved for week in self.weeks)
