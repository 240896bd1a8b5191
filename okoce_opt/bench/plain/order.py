"""One activity after the other: people wait between two activities, and who goes on comes out of
those who wait.
"""

from __future__ import annotations

from collections.abc import Mapping

from okoce_opt.bench.plain.lines import Lines, Terms
from okoce_opt.bench.plain.who import Group, World
from okoce_opt.domain.activities import Order
from okoce_opt.domain.ids import SessionId
from okoce_opt.domain.sessions import Session


def in_order(
    lines: Lines,
    world: World,
    number: int,
    group: Group,
    seats: Mapping[tuple[int, SessionId], int],
) -> None:
    """The lines of every order row that binds this group."""
    problem = world.problem
    for order in world.links(group.one):
        first = [problem.sessions[sid] for sid in group.options.get(order.after, ())]
        then = [
            problem.sessions[sid]
            for sid in group.options.get(order.activity, ())
            if sid not in problem.past.sessions
        ]
        times = max(problem.activities[a].times for a in (order.activity, order.after))
        column = {s.id: seats[number, s.id] for s in (*first, *then)}
        if group.size == 1 and (times > 1 or order.max_gap_days is not None):
            _each(lines, order, first, then, column)
            continue
        _waiting(lines, group.size, order, first, then, column)
        if order.max_gap_days is not None:
            _not_too_long(lines, group.size, order, first, then, column)


def _each(
    lines: Lines,
    order: Order,
    first: list[Session],
    then: list[Session],
    column: Mapping[SessionId, int],
) -> None:
    """One person: every later seat needs an earlier one that fits."""
    for session in then:
        row: Terms = [(1, column[s.id]) for s in first if order.allows(s, session)]
        lines.line([*row, (-1, column[session.id])], 0, None)


def _waiting(
    lines: Lines,
    size: int,
    order: Order,
    first: list[Session],
    then: list[Session],
    column: Mapping[SessionId, int],
) -> None:
    """By each start, no more have gone on than were ready; `stock` are those ready who have not."""
    ready = sorted(first, key=lambda s: (s.ends, s.id))
    taken, stock = 0, -1
    for starts in sorted({s.starts for s in then}):
        here = [s for s in then if s.starts == starts]
        row: Terms = [(1, stock)] if stock >= 0 else []
        while taken < len(ready) and order.is_ready(ready[taken], here[0]):
            row.append((1, column[ready[taken].id]))
            taken += 1
        row += [(-1, column[s.id]) for s in here]
        stock = lines.whole(0, size)
        lines.line([*row, (-1, stock)], 0, 0)


def _not_too_long(
    lines: Lines,
    size: int,
    order: Order,
    first: list[Session],
    then: list[Session],
    column: Mapping[SessionId, int],
) -> None:
    """By the last day that is not too late, as many have gone on as had ended; `ahead` are those
    who went sooner.
    """
    most = order.max_gap_days or 0
    going = sorted(then, key=lambda s: (s.first_day, s.id))
    taken, ahead = 0, -1
    for ends in sorted({s.last_day for s in first}):
        row: Terms = [(1, ahead)] if ahead >= 0 else []
        while taken < len(going) and (going[taken].first_day - ends).days <= most:
            row.append((1, column[going[taken].id]))
            taken += 1
        row += [(-1, column[s.id]) for s in first if s.last_day == ends]
        ahead = lines.whole(0, size)
        lines.line([*row, (-1, ahead)], 0, 0)
