"""Sessions have a least and a greatest number of people: some crowds cannot be divided into
them.
"""

from __future__ import annotations

from collections.abc import Iterable

from okoce_opt.counting.ground import Ground
from okoce_opt.counting.shortfall import Shortfall
from okoce_opt.domain.words import Words

KIND = "session_sizes_against_people"


def session_sizes_against_people(ground: Ground) -> Iterable[Shortfall]:
    """With p people at most p / min sessions can be held, and these seat at most so many times the
    largest.
    """
    for (place, name), crowds in ground.needs.items():
        activity = ground.problem.activities[name]
        sessions = ground.open_to(place, name, whole=True)
        if activity.times > 1 or not sessions:
            continue
        people = sum(crowd.size for crowd in crowds)
        largest, least = max(s.seats for s in sessions), activity.min_people
        held = people // least
        if held * largest < people:
            yield Shortfall(
                KIND,
                Words(
                    "{place}, {activity}: {people} orang tidak dapat dibagi dalam sesi berisi "
                    "{least} sampai {largest} orang "
                    "(paling banyak {held} sesi, {seats} kursi): {short} orang tersisa.",
                    "{place}, {activity}: {people} people cannot be divided into sessions of "
                    "{least} to {largest} "
                    "(at most {held} sessions, {seats} seats): {short} people are left over.",
                ).fill(
                    place=ground.name(place),
                    activity=ground.title(name),
                    people=people,
                    least=least,
                    largest=largest,
                    held=held,
                    seats=held * largest,
                    short=people - held * largest,
                ),
                ground.everyone,
                people - held * largest,
                place,
                name,
            )
