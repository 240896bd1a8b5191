"""Halls and sessions: larger, more, on more days and for more people, or smaller."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from datetime import timedelta
from functools import partial
from typing import Any

from okoce_opt.domain.activities import Activity
from okoce_opt.domain.calendar import Obstacle
from okoce_opt.domain.places import Venue
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.words import WEEKDAYS, Words
from okoce_opt.reasons.change import ERASE, LIKE, Change, Row
from okoce_opt.reasons.item import name_of
from okoce_opt.reasons.levers import Lever, Scope, in_parts, more_weekdays, once, some_of

HOMES = 8
"""Kelurahan for which a hall of their own is tried."""
SOONER = 3
"""Obstacles that are tried shorter, of a kind."""
HALLS = 3
"""Halls more in each place, at most."""


def levers_of_places(problem: Problem, scope: Scope) -> Iterator[Lever]:
    """Larger halls, more halls, halls on more days and for more people; smaller sessions."""
    halls = [v for v in problem.venues.values() if v.kecamatan in scope.kecamatan]
    meant = [a for name, a in problem.activities.items() if name in scope.activities]
    halls = [hall for hall in halls if any(hall.hosts(activity) for activity in meant)]
    first = [problem.activities[name] for name in sorted(scope.itself)]
    fewer = [hall for hall in halls if any(hall.hosts(activity) for activity in first)]
    # a hall in which only what comes before is held is left as it is where that will do
    for those, of in ((fewer, first), (halls, meant))[len(fewer) == len(halls) :]:
        if those:
            yield in_parts(those, partial(_more_seats, problem, scope, of))
            yield in_parts(_largest(those), _another_hall)
    if halls:
        yield from _hall_of_a_kelurahan(problem, halls)
    for column, kind, words in _LIFTED:
        those = [hall for hall in halls if _restricts(hall, column)]
        if those:
            names = [hall.name or hall.id for hall in those]
            rows = [{"id": hall.id, column: ERASE} for hall in those]
            yield once(kind, {"tempat": rows}, words.fill(names=some_of(names)))
    for hall in halls:
        if hall.weekdays is not None:
            text = Words("{name} dipakai juga hari {days}", "{name} in use on {days} too")
            said = text.fill(name=hall.name or hall.id, days="{days}")
            yield from more_weekdays("hall_days", "tempat", hall.id, said, hall.weekdays, problem)
    for activity in meant:
        if activity.min_people > 1 and not activity.reserve_for:
            yield _smaller(activity.id, activity.title, activity.min_people)
        if activity.weekdays is not None:
            text = Words("{title} juga hari {days}", "{title} on {days} too")
            said = text.fill(title=activity.title, days="{days}")
            yield from more_weekdays(
                *("activity_days", "kegiatan", activity.id, said, activity.weekdays, problem)
            )
    for kind, name in (("program", "programme"), ("tempat", "hall"), ("tim", "team")):
        ids = {hall.id for hall in halls} if kind == "tempat" else None
        yield from _no_obstacle(problem, kind, f"{name}_there", ids)


_LIFTED = (
    (
        "kegiatan",
        "hall_activities",
        Words("{names} untuk semua kegiatan", "{names} for all activities"),
    ),
    (
        "kelurahan",
        "hall_kelurahan",
        Words("{names} untuk semua kelurahan", "{names} for every kelurahan"),
    ),
)


def _restricts(hall: Venue, column: str) -> bool:
    return {
        "kegiatan": bool(hall.activities),
        "kelurahan": bool(hall.kelurahan),
    }[column]


def _more_seats(
    problem: Problem, scope: Scope, meant: Sequence[Activity], halls: Sequence[Venue]
) -> Lever:
    """Each hall so many seats more, and sessions of the activities that take as many."""
    people = max(
        sum(len(problem.needing(code, a.id)) for code in scope.kecamatan if code or a.city)
        for a in meant
    )
    people = max(people, len(problem.registrants) if "" in scope.kecamatan else 0)

    def larger(n: int) -> list[Row]:
        return [
            {"id": a.id, "maks": most}
            for a in meant
            if not a.reserve_for
            and (most := max((v.seats + n) * a.per_seat for v in halls)) > a.max_people
            and any(v.hosts(a) for v in halls)
        ]

    def change(n: int) -> Change:
        rows = [{"id": hall.id, "kursi": hall.seats + n} for hall in halls]
        return Change({"tempat": rows, **({"kegiatan": more} if (more := larger(n)) else {})})

    def words(n: int) -> Words:
        grows = Words("{name} {now} -> {then}", "{name} {now} -> {then}")
        said = [
            grows.fill(name=hall.name or hall.id, now=hall.seats, then=hall.seats + n)
            for hall in halls
        ]
        text = Words(
            "{n} kursi lagi di setiap aula ({said}){more}",
            "{n} more {seats} in each hall ({said}){more}",
        )
        if len(halls) == 1:
            text = Words("{n} kursi lagi ({said}){more}", "{n} more {seats} ({said}){more}")
        size = Words("{id} {most}", "{id} {most}")
        sizes = [size.fill(id=row["id"], most=row["maks"]) for row in larger(n)]
        more = Words(", dan maks kegiatan {sizes}", ", and maks of {sizes}").fill(sizes=sizes)
        seats = Words("", "seat" if n == 1 else "seats")
        return text.fill(n=n, said=some_of(said), more=more if sizes else "", seats=seats)

    return Lever("more_seats", max(1, people), change, words)


def _largest(halls: Sequence[Venue]) -> list[Venue]:
    """The largest hall of each place."""
    largest: dict[str, Venue] = {}
    for hall in halls:
        known = largest.get(hall.kecamatan)
        if known is None or hall.seats > known.seats:
            largest[hall.kecamatan] = hall
    return [*largest.values()]


def _another_hall(largest: Sequence[Venue]) -> Lever:
    """Halls like each of these, the largest of its place."""

    def change(n: int) -> Change:
        rows: list[Row] = []
        for hall in largest:
            for k in range(1, n + 1):
                rows.append(_like(hall, f"{hall.id}-tambahan-{k}", f"{hall.name} tambahan {k}"))
        return Change({"tempat": rows})

    def words(n: int) -> Words:
        names = [hall.name or hall.id for hall in largest]
        text = Words("{n} aula lagi seperti {names}", "{n} more {halls} like {names}")
        if len(names) > 1:
            text = Words(
                "{n} aula lagi di samping masing-masing: {names}",
                "{n} more {halls} beside each of {names}",
            )
        halls = Words("aula", "hall" if n == 1 else "halls")
        return text.fill(n=n, names=some_of(names), halls=halls)

    return Lever("another_hall", HALLS, change, words)


def _hall_of_a_kelurahan(problem: Problem, halls: Sequence[Venue]) -> Iterator[Lever]:
    """In one place a hall for the people of one kelurahan, who need not come to the others; the
    kelurahan with the fewest people first.
    """
    codes = {hall.kecamatan for hall in halls if hall.kecamatan}
    if len(codes) != 1:
        return
    largest = max((hall for hall in halls if hall.kecamatan), key=lambda hall: hall.seats)
    people = Counter(one.kelurahan for one in problem.people_of.get(largest.kecamatan, ()))
    homes = sorted(people, key=lambda home: (people[home], home))
    for home in homes[:HOMES] if len(homes) > 1 else ():
        name = problem.kelurahan[home].name
        row = _like(largest, f"{largest.id}-{home}", f"{largest.name} {name}")
        text = Words(
            "aula untuk warga {home} saja ({n} kursi)",
            "a hall for people of {home} only ({n} seats)",
        )
        words = text.fill(home=name, n=largest.seats)
        yield once("hall_of_kelurahan", {"tempat": [{**row, "kelurahan": home}]}, words)


def _like(hall: Venue, id: str, name: str) -> Row:
    row: dict[str, Any] = {LIKE: hall.id, "id": id, "kecamatan": hall.kecamatan, "nama": name}
    row |= {"kursi": hall.seats, "sewa": hall.rent, "kelurahan": hall.kelurahan}
    if hall.weekdays is not None:
        row["hari"] = ", ".join(WEEKDAYS["id"][day] for day in sorted(hall.weekdays))
    if hall.activities:
        row["kegiatan"] = ", ".join(sorted(hall.activities))
    if hall.latitude is not None and hall.longitude is not None:
        row |= {"lintang": hall.latitude, "bujur": hall.longitude}
    return row


def _smaller(activity: str, title: str, least: int) -> Lever:
    def words(n: int) -> Words:
        text = Words(
            "sesi {title} boleh berisi {n} orang (min {least} -> {n})",
            "a session of {title} may have {n} people (min {least} -> {n})",
        )
        return text.fill(title=title, least=least, n=least - n)

    return Lever(
        "least_size",
        least - 1,
        lambda n: Change({"kegiatan": [{"id": activity, "min": least - n}]}),
        words,
    )


def _no_obstacle(
    problem: Problem, kind: str, called: str, ids: Collection[str] | None
) -> Iterator[Lever]:
    """What is away or closed is there after all, each by itself and all of them."""
    those = [o for o in problem.obstacles if o.kind == kind and (ids is None or o.id in ids)]

    def gone(group: Sequence[Obstacle]) -> Lever:
        rows = [{"jenis": o.kind, "id": o.id, "dari": o.first, "hapus": True} for o in group]
        who = some_of([name_of(problem, o) or "program" for o in group])
        first, last = min(o.first for o in group), max(o.last for o in group)
        text = Words(
            "tanpa halangan {who} ({first} s.d. {last})",
            "without the obstacle of {who} ({first} to {last})",
        )
        return once(called, {"halangan": rows}, text.fill(who=who, first=first, last=last))

    yield from (gone([obstacle]) for obstacle in those[:8])
    if len(those) > 1:
        yield in_parts(those, gone)
    for obstacle in those[:SOONER]:
        lever = _sooner(problem, obstacle, called.replace("_there", "_sooner"))
        if lever is not None:
            yield lever


def _sooner(problem: Problem, obstacle: Obstacle, kind: str) -> Lever | None:
    """What is away or closed is back so many open days sooner, but away for a part of the time."""
    span = (obstacle.last - obstacle.first).days
    late = [obstacle.last - timedelta(n) for n in range(span)]
    backs = [day for day in late if problem.calendar.is_open(day)]
    if not backs:
        return None

    def change(n: int) -> Change:
        row = {"jenis": obstacle.kind, "id": obstacle.id, "dari": obstacle.first}
        return Change({"halangan": [{**row, "sampai": backs[n - 1] - timedelta(1)}]})

    def words(n: int) -> Words:
        text = Words(
            "{who} ada lagi mulai {day} (halangannya {first} s.d. {last})",
            "{who} is there again from {day} on (the obstacle is from {first} to {last})",
        )
        who = name_of(problem, obstacle) or "program"
        return text.fill(who=who, day=backs[n - 1], first=obstacle.first, last=obstacle.last)

    return Lever(kind, len(backs), change, words)
