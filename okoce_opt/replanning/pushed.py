"""Turns that a holiday takes away: lost, or made up by pushing the rotation on."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from okoce_opt.domain.calendar import ANY_TURN, Calendar, sort_groups


def pushed_turns(
    calendar: Calendar, closed: Collection[date], opened: Collection[date], today: date
) -> dict[date, str]:
    """Days from `today` on whose turn is another when the rotation goes on without skipping
    anybody, though some days are `closed` now and others `opened`: day -> group.

    The turns keep their order; each is held on the next day of the rotation that there is. Days
    that are nobody's (`bebas`) stay so. Empty where there are no turns.
    """
    groups = sort_groups(set(calendar.turns.values()) - {ANY_TURN})
    changed = [day for day in {*closed, *opened} if day >= today]
    if not groups or not changed:
        return {}
    first = min(changed)
    before = [day for day in calendar.open_days if day >= first and calendar.turn(day) != ANY_TURN]
    turns = [calendar.turn(day) for day in before]
    after = sorted({*before, *(day for day in opened if day >= first)} - {*closed})
    last = turns[-1] if turns else groups[-1]
    while len(turns) < len(after):
        last = groups[(groups.index(last) + 1) % len(groups)]
        turns.append(last)
    pairs = zip(after, turns, strict=False)
    return {day: turn for day, turn in pairs if turn != calendar.turns.get(day)}
