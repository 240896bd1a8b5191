"""Sessions have a least and a greatest number of people: some crowds cannot be divided into
them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from okoce_opt.counting.ground import Ground
from okoce_opt.counting.shortfall import Shortfall
from okoce_opt.domain.words import Words

KIND = "session_sizes_against_people"


def count_session_sizes(ground: Ground) -> Iterable[Shortfall]:
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
        reach: Counter[int] = Counter()
        for crowd in crowds:
            reach.update(dict.fromkeys(crowd.after[name], crowd.size))
        stuck = sum(
            crowd.size
            for crowd in crowds
            if crowd.after[name] and all(reach[i] < least for i in crowd.after[name])
        )
        if stuck:
            yield _too_few_on_a_day(ground, place, name, stuck, max(reach.values()))
        elif held * largest < people:
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


def _too_few_on_a_day(ground: Ground, place: str, name: str, stuck: int, most: int) -> Shortfall:
    least = ground.problem.activities[name].min_people
    words = Words(
        "{place}, {activity}: paling sedikit {least} orang satu sesi, tetapi di tiap sesi yang "
        "bisa didatangi {stuck} orang ini kurang dari itu yang bisa datang: mereka tersisa.",
        "{place}, {activity}: at least {least} people a session, but fewer can come to each "
        "session that these people ({stuck}) can come to: they are left over.",
    )
    if most < least:
        words = Words(
            "{place}, {activity}: paling sedikit {least} orang satu sesi, tetapi di sesi mana pun "
            "paling banyak {most} orang yang bisa datang: {stuck} orang tersisa.",
            "{place}, {activity}: at least {least} people a session, but at most {most} can come "
            "to any one of them: {stuck} people are left over.",
        )
    words = words.fill(
        place=ground.name(place),
        activity=ground.title(name),
        least=least,
        most=most,
        stuck=stuck,
    )
    return Shortfall(KIND, words, ground.everyone, stuck, place, name)
