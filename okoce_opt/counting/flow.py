"""How many of several kinds of people fit into slots at once, and whom to blame when not all do
(Hall's condition).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence


def find_greatest_flow(
    people: Sequence[int], reach: Sequence[Sequence[int]], room: Sequence[int]
) -> tuple[int, list[int]]:
    """People without room, and the kinds that are too many for the slots they reach.

    `people[k]` of kind k go to any of the slots `reach[k]`; slot s takes `room[s]`. The kinds named
    reach only slots that are full of their like: `sum(people) - sum(room)` over them is what is
    missing.
    """
    left, spare = list(people), list(room)
    sits: list[dict[int, int]] = [{} for _ in room]
    for kind in sorted(range(len(people)), key=lambda k: len(reach[k])):
        for slot in reach[kind]:
            _seat(left, spare, sits, kind, slot, min(left[kind], spare[slot]))
    while (path := _path(left, spare, sits, reach)) is not None:
        _shift(left, spare, sits, path)
    short = sum(left)
    return short, sorted(_reached(left, sits, reach)[0]) if short else []


def _seat(
    left: list[int], spare: list[int], sits: list[dict[int, int]], kind: int, slot: int, count: int
) -> None:
    if count:
        left[kind] -= count
        spare[slot] -= count
        sits[slot][kind] = sits[slot].get(kind, 0) + count


def _reached(
    left: Sequence[int], sits: Sequence[dict[int, int]], reach: Sequence[Sequence[int]]
) -> tuple[dict[int, int], dict[int, int]]:
    """Kinds and slots that those without room can get to by moving others, each with where it was
    reached from.
    """
    kinds = {kind: -1 for kind, count in enumerate(left) if count}
    slots: dict[int, int] = {}
    queue = deque(kinds)
    while queue:
        kind = queue.popleft()
        for slot in reach[kind]:
            if slot in slots:
                continue
            slots[slot] = kind
            for other in sits[slot]:
                if other not in kinds:
                    kinds[other] = slot
                    queue.append(other)
    return kinds, slots


def _path(
    left: Sequence[int],
    spare: Sequence[int],
    sits: Sequence[dict[int, int]],
    reach: Sequence[Sequence[int]],
) -> list[int] | None:
    """Kind, slot, kind, slot ... from someone without room to a slot with some."""
    kinds, slots = _reached(left, sits, reach)
    end = next((slot for slot in slots if spare[slot]), None)
    if end is None:
        return None
    path = [end]
    while path[0] != -1:
        path.insert(0, slots[path[0]])
        path.insert(0, kinds[path[0]])
    return path[1:]


def _shift(
    left: list[int], spare: list[int], sits: list[dict[int, int]], path: Sequence[int]
) -> None:
    """Everyone on the path moves one slot on, as many as all of it lets through."""
    kinds, slots = path[::2], path[1::2]
    count = min(
        left[kinds[0]],
        spare[slots[-1]],
        *(sits[slot][kind] for slot, kind in zip(slots, kinds[1:], strict=False)),
    )
    left[kinds[0]] -= count
    spare[slots[-1]] -= count
    for place, (kind, slot) in enumerate(zip(kinds, slots, strict=True)):
        sits[slot][kind] = sits[slot].get(kind, 0) + count
        if place:
            before = sits[slots[place - 1]]
            before[kind] -= count
            if not before[kind]:
                del before[kind]
