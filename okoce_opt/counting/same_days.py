"""People who can only come on the same few days, against the seats of these days (Hall's
condition).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from okoce_opt.counting.flow import find_greatest_flow
from okoce_opt.counting.ground import Ground, count_most_disjoint
from okoce_opt.counting.shortfall import Shortfall
from okoce_opt.domain.sessions import Session
from okoce_opt.domain.words import Words, same

KIND = "people_of_the_same_days"
SHOWN = 6

Slot = tuple[date, str]
"""First day and venue: what starts there and then can hold a known number of people."""


def count_same_days(ground: Ground) -> Iterable[Shortfall]:
    """However people are spread over the days they can, all of them find seats.

    Told only where a part of the days is too full; `seats_against_people` tells the whole. For each
    activity by itself, then for all of a place together.
    """
    places: dict[str, list[str]] = {}
    for place, activity in ground.needs:
        yield from _count(ground, place, (activity,))
        places.setdefault(place, []).append(activity)
    for place, activities in places.items():
        if len(activities) > 1:
            yield from _count(ground, place, activities)


def _count(ground: Ground, place: str, activities: Sequence[str]) -> Iterable[Shortfall]:
    whole = ground.everyone or len(activities) == 1
    kinds: dict[frozenset[Slot], dict[str, int]] = {}
    starting: dict[Slot, set[Session]] = {}
    for name in activities:
        for crowd in ground.needs[place, name]:
            sessions = [ground.usable[i] for i in (crowd.whole if whole else crowd.after)[name]]
            for session in sessions:
                starting.setdefault((session.first_day, session.venue), set()).add(session)
            if sessions:
                kind = kinds.setdefault(frozenset((s.first_day, s.venue) for s in sessions), {})
                kind[name] = kind.get(name, 0) + crowd.size
    slots = sorted(starting)
    number = {slot: i for i, slot in enumerate(slots)}
    rooms = [_room(starting[slot]) for slot in slots]
    reach = sorted(sorted(number[slot] for slot in kind) for kind in kinds)
    people = [kinds[frozenset(slots[i] for i in one)] for one in reach]
    short, blamed = find_greatest_flow([sum(kind.values()) for kind in people], reach, rooms)
    for part in _parts(blamed, reach):
        those = sorted({slot for kind in part for slot in reach[kind]})
        named = {name for kind in part for name in people[kind]}
        count, room = (
            sum(sum(people[kind].values()) for kind in part),
            sum(rooms[slot] for slot in those),
        )
        if len(those) < len(slots) and (len(named) > 1) == (len(activities) > 1):
            yield Shortfall(
                KIND,
                _words(
                    ground,
                    place,
                    sorted(named),
                    count,
                    sorted({slots[slot][0] for slot in those}),
                    room,
                ),
                ground.everyone,
                short,
                place,
                activities[0] if len(activities) == 1 else "",
            )


def _room(sessions: Iterable[Session]) -> int:
    """People whom the sessions that start in one slot can hold together."""
    those = list(sessions)
    return count_most_disjoint(those) * max(session.seats for session in those)


def _parts(kinds: Sequence[int], reach: Sequence[Sequence[int]]) -> list[list[int]]:
    """The kinds in parts that share no slot."""
    parts: list[tuple[list[int], set[int]]] = []
    for kind in kinds:
        mine, slots = [kind], set(reach[kind])
        for part in [part for part in parts if part[1] & slots]:
            parts.remove(part)
            mine, slots = part[0] + mine, part[1] | slots
        parts.append((mine, slots))
    return [sorted(mine) for mine, _ in parts]


def _words(
    ground: Ground,
    place: str,
    activities: Sequence[str],
    people: int,
    days: Sequence[date],
    room: int,
) -> Words:
    shown: list[object] = [*days[:SHOWN], *([same("...")] if len(days) > SHOWN else [])]
    return Words(
        "{place}, {activity}: {people} kehadiran hanya mungkin pada {n} hari ({days}), yang punya "
        "{room} kursi: kurang {short}.",
        "{place}, {activity}: {people} attendances are possible on {n} days only ({days}), with "
        "{room} seats: {short} short.",
    ).fill(
        place=ground.name(place),
        activity=[ground.title(name) for name in activities],
        people=people,
        n=len(days),
        days=shown,
        room=room,
        short=people - room,
    )
