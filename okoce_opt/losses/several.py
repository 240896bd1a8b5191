"""Two lost days and more: a number at which counting proves that the plan can break, and a seeded
sample below it. Neither goes through every set of days.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from okoce_opt.counting import count
from okoce_opt.domain.narrowing import narrowed
from okoce_opt.losses.growth import groups_of
from okoce_opt.losses.loss import Loss, days_ahead, several_days
from okoce_opt.losses.survival import Judge

DRAWS = 8
"""Sets of days drawn of each size."""

MOST_DAYS = 4
"""Of more days no sample is drawn."""


@dataclass(frozen=True)
class TooMany:
    """Losing these `days` breaks the plan in these kecamatan, by counting alone; there may be fewer
    that do.
    """

    where: tuple[str, ...]
    days: tuple[date, ...]


def too_many_days(judge: Judge) -> TooMany | None:
    """The fewest days found so; None where counting has nothing against losing all of them."""
    found = [one for codes in groups_of(judge) if (one := _in_group(judge, codes)) is not None]
    return min(found, key=lambda one: (len(one.days), one.where), default=None)


def _in_group(judge: Judge, codes: tuple[str, ...]) -> TooMany | None:
    """The shortest row of days, from the first or from the last on, that counting does not allow to
    be lost.
    """
    whole = len(codes) == len(judge.problem.kecamatan)
    part = judge.problem if whole else narrowed(judge.problem, codes)
    ahead = [d for d in days_ahead(part) if any(d in s.days for s in part.sessions.values())]
    rows = [row for row in (ahead, ahead[::-1]) if row and _broken(judge, part_of=codes, days=row)]
    best: list[date] | None = None
    for row in rows:
        low, high = 0, len(row)
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (
                (low, middle)
                if _broken(judge, part_of=codes, days=row[:middle])
                else (middle, high)
            )
        if best is None or high < len(best):
            best = row[:high]
    return None if best is None else TooMany(codes, tuple(sorted(best)))


def _broken(judge: Judge, *, part_of: tuple[str, ...], days: Sequence[date]) -> bool:
    after, _ = judge.without(several_days(list(days)))
    whole = len(part_of) == len(after.kecamatan)
    part = after if whole else narrowed(after, part_of)
    return any(shortfall.hard for shortfall in count(part, judge.rules))


def drawn_days(judge: Judge, size: int, seed: str) -> list[Loss]:
    """Sets of so many days on which the plan holds something, drawn by `seed`, each once."""
    problem = judge.problem
    held = {
        day
        for sid in judge.plan.held
        if (session := problem.session(sid)) is not None
        for day in session.days
    }
    days = [day for day in days_ahead(problem) if day in held]
    if len(days) < size:
        return []
    chance = random.Random(f"{seed}|{size}")
    sets = {tuple(sorted(chance.sample(days, size))) for _ in range(DRAWS)}
    return [several_days(list(those)) for those in sorted(sets)]
