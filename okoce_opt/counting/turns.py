"""Turns needed against turns there: whole sessions and seats, for the city, each group and each
kecamatan.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from okoce_opt.counting.causes import explain_lost_days
from okoce_opt.counting.ground import Ground, count_daily
from okoce_opt.counting.shortfall import Shortfall
from okoce_opt.domain.calendar import sort_groups
from okoce_opt.domain.words import Words

KIND = "turns_needed"
FEW_DAYS = Words("kursi pada hari yang boleh dipakai", "seats on the days that may be used")


@dataclass(frozen=True, slots=True)
class Unit:
    """Kecamatan that share their days: at most `at_most` of `members` meet on one day."""

    name: Words
    members: tuple[str, ...]
    at_most: int
    word: Words


def count_turns(ground: Ground) -> Iterable[Shortfall]:
    """Sessions take a day of their kecamatan, and only so many kecamatan meet on a day.

    Counted for every required activity by itself and for all of them together.
    """
    names = sorted({name for place, name in ground.needs if place})
    for unit in find_units(ground):
        told = [
            shortfall
            for activities in [(name,) for name in names]
            + ([tuple(names)] if len(names) > 1 else [])
            for shortfall in _count(ground, unit, activities)
        ]
        yield from told
        if len(unit.members) > 1 and not told:
            yield from _meetings(ground, unit, names)


def _meetings(ground: Ground, unit: Unit, names: Sequence[str]) -> Iterable[Shortfall]:
    """Each kecamatan needs days of its own, however many halls it has."""
    open_days = {
        place: count_daily(
            s for name in names for s in ground.open_to(place, name, whole=ground.everyone)
        )
        for place in unit.members
    }
    needed = 0
    for place, days in open_days.items():
        seats = max((chairs for _, chairs in days.values()), default=0)
        people = sum(
            ground.people(place, name) * ground.problem.activities[name].days for name in names
        )
        needed += -(-people // seats) if seats else 0
    every = sorted({day for days in open_days.values() for day in days})
    there = sum(min(unit.at_most, sum(day in days for days in open_days.values())) for day in every)
    if 0 < there < needed:
        words = Words(
            "{unit}: kecamatannya perlu {needed} hari pertemuan bersama, yang ada {there} ({n} "
            "hari, paling banyak {most} kecamatan sehari): kurang {short}.",
            "{unit}: its kecamatan need {needed} meeting days together, there are {there} ({n} "
            "days, at most {most} kecamatan a day): {short} short.",
        ).fill(
            unit=unit.name,
            needed=needed,
            there=there,
            n=len(every),
            most=unit.at_most,
            short=needed - there,
        )
        yield Shortfall(KIND, words, ground.everyone, 1)


def find_units(ground: Ground) -> Iterable[Unit]:
    """The city and groups of several kecamatan, then each kecamatan."""
    places = sorted({place for place, _ in ground.needs if place})
    most = ground.most_meeting(places)
    turn, day = Words("giliran", "turns"), Words("hari", "days")
    if most < len(places):
        yield Unit(Words("Seluruh kota", "The whole city"), tuple(places), most, day)
    if ground.turns:
        for group in sort_groups(ground.problem.kecamatan[place].group for place in places):
            members = tuple(
                place for place in places if ground.problem.kecamatan[place].group == group
            )
            if len(members) > 1:
                name = Words("Kelompok {g}", "Group {g}").fill(g=group)
                yield Unit(name, members, ground.most_meeting(members), turn)
    for place in places:
        yield Unit(ground.name(place), (place,), most, turn if ground.turns else day)


def _count(ground: Ground, unit: Unit, activities: Sequence[str]) -> Iterable[Shortfall]:
    """Seats if they fall short, else whole sessions. Of one kecamatan, seats are told elsewhere."""
    whole = ground.everyone or len(activities) == 1
    open_days = {
        place: count_daily(
            s for name in activities for s in ground.open_to(place, name, whole=whole)
        )
        for place in unit.members
    }
    length = {name: ground.problem.activities[name].days for name in activities}
    days = sorted({day for those in open_days.values() for day in those})
    usable = sum(ground.most_days(place, those) for place, those in open_days.items())
    all_rooms, all_seats = (
        sum(sum(_greatest(open_days, day, which, unit.at_most)) for day in days) for which in (0, 1)
    )
    rooms, seats = (
        min(total, sum(_on_its_days(ground, *each, which) for each in open_days.items()))
        for which, total in enumerate((all_rooms, all_seats))
    )
    people = sum(
        ground.people(place, name) * length[name] for place in unit.members for name in activities
    )
    sessions = count_sessions_needed(ground, unit, activities, whole=whole)
    needed = sum(count * days_each for _, count, _, days_each in sessions)
    longest = max(length.values())
    if not seats:
        return
    all_of_them = Words("semua kegiatan", "all activities")
    title = ground.title(activities[0]) if len(activities) == 1 else all_of_them
    place = unit.members[0] if len(unit.members) == 1 else ""
    alone = place, activities[0] if len(activities) == 1 else ""
    if people > seats and len(unit.members) > 1:
        words = Words(
            "{unit}, {activity}: {sum} = {seats} < {people}: kurang {short} kursi.",
            "{unit}, {activity}: {sum} = {seats} < {people}: {short} seats short.",
        ).fill(
            unit=unit.name,
            activity=title,
            sum=_product(unit, open_days, days) if seats == all_seats else FEW_DAYS,
            seats=seats,
            people=people,
            short=people - seats,
        )
        yield Shortfall(KIND, words, ground.everyone, -(-(people - seats) // longest), *alone)
    elif needed > rooms and people <= all_seats:
        words = Words(
            "{unit}, {activity}: {needed} {word} dibutuhkan, {rooms} yang ada ({n} hari{rules}): "
            "kurang {short}{lost}.",
            "{unit}, {activity}: {needed} {word} needed, {rooms} there ({n} days{rules}): "
            "{short} short{lost}.",
        ).fill(
            lost=explain_lost_days(ground, place, *activities) if place else "",
            unit=unit.name,
            activity=title,
            needed=needed,
            word=unit.word if place else Words("sesi", "sessions"),
            rooms=rooms,
            n=min(len(days), usable),
            rules=_binding(ground, open_days) if usable < len(days) else "",
            short=needed - rooms,
        )
        left = count_least_left(sessions, -(-(needed - rooms) // longest))
        yield Shortfall(KIND, words, ground.everyone, left, *alone)


def _binding(ground: Ground, open_days: Mapping[str, Collection[date]]) -> Words:
    """`; aturan Hari pertemuan seminggu`: the rules by which not all of these days can be used."""
    titles = [
        rule.title
        for rule in ground.rules
        if any(
            rule.most_days(ground.problem, place, days) < len(days)
            for place, days in open_days.items()
        )
    ]
    return Words("; aturan {titles}", "; rule {titles}").fill(titles=titles)


def _greatest(
    open_days: Mapping[str, Mapping[date, tuple[int, int]]], day: date, which: int, at_most: int
) -> list[int]:
    """The figures of a day of the kecamatan that have most, as many as may meet."""
    figures = [those[day][which] for those in open_days.values() if day in those]
    return sorted(figures, reverse=True)[:at_most]


def _on_its_days(
    ground: Ground, place: str, open_days: Mapping[date, tuple[int, int]], which: int
) -> int:
    """The figures of a kecamatan on as many of its days as it can meet on, the greatest first."""
    figures = sorted((those[which] for those in open_days.values()), reverse=True)
    return sum(figures[: ground.most_days(place, open_days)])


def count_sessions_needed(
    ground: Ground, unit: Unit, activities: Sequence[str], *, whole: bool
) -> list[tuple[int, int, int, int]]:
    """(people, fewest sessions, seats of the largest, days of one) for each kecamatan and activity
    that has sessions.
    """
    found = []
    for place in unit.members:
        for name in activities:
            people = ground.people(place, name)
            largest = max((s.seats for s in ground.open_to(place, name, whole=whole)), default=0)
            if largest and people:
                found.append(
                    (people, -(-people // largest), largest, ground.problem.activities[name].days)
                )
    return found


def count_least_left(sessions: Iterable[tuple[int, int, int, int]], fewer: int) -> int:
    """People who stay away at least when so many sessions of those needed cannot be held: the
    emptiest go first.
    """
    costs = []
    for people, count, largest, _ in sessions:
        costs += [people - (count - 1) * largest] + [largest] * (count - 1)
    return sum(sorted(costs)[:fewer])


def _product(
    unit: Unit, open_days: Mapping[str, Mapping[date, tuple[int, int]]], days: Sequence[date]
) -> Words:
    """`19 hari x 4 kecamatan x 100 kursi` where all days are alike, else the days alone."""
    alike = {tuple(_greatest(open_days, day, 1, unit.at_most)) for day in days}
    figures = next(iter(alike))
    if len(alike) == 1 and len(set(figures)) == 1:
        return Words(
            "{days} {word} x {k} kecamatan x {seats} kursi",
            "{days} {word} x {k} kecamatan x {seats} seats",
        ).fill(days=len(days), word=unit.word, k=len(figures), seats=figures[0])
    return Words("kursi pada {days} {word}", "seats on {days} {word}").fill(
        days=len(days), word=unit.word
    )
