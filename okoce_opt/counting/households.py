"""Households: who sits together needs one session with room for all; who comes in turns needs days
enough.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from okoce_opt.counting.crowds import Crowd
from okoce_opt.counting.ground import Ground, count_most_disjoint, group_by_venue
from okoce_opt.counting.shortfall import Shortfall
from okoce_opt.domain.words import Words

KIND = "households"


def count_households(ground: Ground) -> Iterable[Shortfall]:
    """Together: as many as the session with most room for them, and where they are all or nobody,
    one session for all. In turns: as many days as all of them need seats.
    """
    crowd_of = {person: crowd for crowd in ground.crowds for person in crowd.people}
    for name, members in ground.problem.members_of.items():
        crowds = [crowd_of[member.id] for member in members]
        asks = ground.problem.households[name]
        if asks.together:
            yield from _together(ground, name, crowds, whole=asks.whole)
        else:
            yield from _in_turns(ground, name, crowds)
    for place, activity in ground.needs:
        yield from _by_whole_households(ground, place, activity)


def _by_whole_households(ground: Ground, place: str, name: str) -> Iterable[Shortfall]:
    """A session of three takes one couple, not one and a half: what households and single people
    can fill of each session, against all of them.
    """
    problem = ground.problem
    those = {person for crowd in ground.needs[place, name] for person in crowd.people}
    together = [
        count
        for house, members in problem.members_of.items()
        if problem.households[house].together
        # of one that sits together as far as can be some may stay without
        and (ground.everyone or problem.households[house].whole)
        and (count := sum(member.id in those for member in members)) > 1
    ]
    if not together or problem.activities[name].times > 1:
        return
    alone = len(those) - sum(together)
    rooms = [
        (count_most_disjoint(sessions), max(session.seats for session in sessions))
        for sessions in group_by_venue(ground.open_to(place, name, whole=True)).values()
    ]
    # a household that no session has room for is told by itself
    if max(together) > max((seats for _, seats in rooms), default=0):
        return
    filled = [(count, seats, _most_filled(seats, together, alone)) for count, seats in rooms]
    there = sum(count * fill for count, _, fill in filled)
    if there < len(those) <= sum(count * seats for count, seats, _ in filled):
        yield Shortfall(
            KIND,
            Words(
                "{place}, {activity}: keluarga yang duduk bersama tidak dapat dibagi, jadi {sum}: "
                "{there} tempat untuk {people} orang, kurang {short}.",
                "{place}, {activity}: households that sit together cannot be divided, so {sum}: "
                "{there} places for {people} people, {short} short.",
            ).fill(
                place=ground.name(place),
                activity=ground.title(name),
                sum=Words(
                    ", ".join(f"{n} sesi {s} kursi berisi {f}" for n, s, f in filled),
                    ", ".join(f"{n} sessions of {s} seats hold {f}" for n, s, f in filled),
                ),
                there=there,
                people=len(those),
                short=len(those) - there,
            ),
            ground.everyone,
            len(those) - there,
            place,
            name,
        )


def _most_filled(seats: int, sizes: Sequence[int], alone: int) -> int:
    """The most people of whole households and single people in so many seats."""
    sums = 1
    for size in sizes:
        sums |= sums << size & ((1 << seats + 1) - 1)
    return max(min(seats, n + alone) for n in range(seats + 1) if sums >> n & 1)


def _home(crowds: Sequence[Crowd]) -> str:
    """The kecamatan in which they all live; empty where there are several."""
    homes = {crowd.kecamatan for crowd in crowds}
    return min(homes) if len(homes) == 1 else ""


def _together(
    ground: Ground, name: str, crowds: Sequence[Crowd], *, whole: bool
) -> Iterable[Shortfall]:
    for activity in ground.problem.activities.values():
        needing = [crowd for crowd in crowds if activity.id in crowd.needs]
        can: Counter[int] = Counter(i for crowd in needing for i in crowd.after[activity.id])
        most = max((min(n, ground.usable[i].seats) for i, n in can.items()), default=0)
        seated = (most if most == len(needing) else 0) if whole else most * activity.times
        if most > 0 and seated < len(needing):
            said = {"name": name, "people": len(needing), "activity": ground.title(activity.id)}
            short = len(needing) - seated
            words = _NOWHERE if whole else _TOO_FEW
            yield Shortfall(
                KIND,
                words.fill(**said, most=most, short=short),
                ground.everyone,
                short,
                _home(needing),
                activity.id,
            )


_TOO_FEW = Words(
    "Keluarga {name} minta bersama sebisanya: {people} orang perlu {activity}, satu sesi memuat "
    "paling banyak {most}: {short} orang tersisa.",
    "Household {name} asks to sit together as far as can be: {people} people need {activity}, at "
    "most {most} fit one session: {short} are left over.",
)
_NOWHERE = Words(
    "Keluarga {name} minta bersama, semua atau tidak seorang pun: {people} orang perlu {activity}, "
    "tetapi tidak ada sesi yang memuat mereka semua pada hari yang bisa bagi semua (paling banyak "
    "{most}): {short} orang tersisa.",
    "Household {name} asks to sit together, all or nobody: {people} people need {activity}, but no "
    "session has room for all of them on a day when all can come (at most {most}): {short} are "
    "left over.",
)


def _in_turns(ground: Ground, name: str, crowds: Sequence[Crowd]) -> Iterable[Shortfall]:
    """A person may have two seats on a day: of each only the longest activity is counted on."""
    days = {
        day
        for crowd in crowds
        for activity in crowd.needs
        for i in crowd.after[activity]
        for day in ground.usable[i].days
    }
    lengths = [
        max((ground.problem.activities[a].days for a in crowd.needs), default=0) for crowd in crowds
    ]
    short = sum(lengths) - len(days)
    if days and short > 0:
        yield Shortfall(
            KIND,
            Words(
                "Keluarga {name} minta bergantian: seluruhnya perlu {needed} hari, yang ada "
                "{there}: kurang {short}.",
                "Household {name} asks to come in turns: together they need {needed} days, there "
                "are {there}: {short} short.",
            ).fill(name=name, needed=sum(lengths), there=len(days), short=short),
            ground.everyone,
            1,
            _home(crowds),
        )
