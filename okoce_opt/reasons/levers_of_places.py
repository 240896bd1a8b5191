"""Halls, sessions, teams, orders, quotas: more of each, or less asked of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Any

from okoce_opt.domain.places import Venue
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.sessions import session_name
from okoce_opt.domain.shares import Share
from okoce_opt.domain.words import WEEKDAYS, Words, same
from okoce_opt.reasons.change import ERASE, LIKE, Change, Row
from okoce_opt.reasons.item import weekdays
from okoce_opt.reasons.levers import Lever, Scope

HALLS = 3
"""Halls more in each place, at most."""


def levers_of_places(problem: Problem, scope: Scope) -> Iterator[Lever]:
    """Larger halls, more halls, halls on more days and for more people; smaller sessions."""
    halls = [v for v in problem.venues.values() if v.kecamatan in scope.kecamatan]
    meant = [a for name, a in problem.activities.items() if name in scope.activities]
    halls = [hall for hall in halls if any(hall.hosts(activity) for activity in meant)]
    if halls:
        yield _more_seats(problem, scope, halls)
        yield _another_hall(halls)
    for column, kind, words in _LIFTED:
        those = [hall for hall in halls if _restricts(hall, column)]
        if those:
            names = [hall.name or hall.id for hall in those]
            rows = [{"id": hall.id, column: ERASE} for hall in those]
            yield once(kind, {"tempat": rows}, words.fill(names=names))
    for hall in halls:
        if hall.weekdays is not None:
            text = Words("{name} dipakai juga hari {days}", "{name} in use on {days} too")
            said = text.fill(name=hall.name or hall.id, days="{days}")
            yield from _more_weekdays("hall_days", "tempat", hall.id, said, hall.weekdays, problem)
    for activity in meant:
        if activity.min_people > 1 and not activity.reserve_for:
            yield _smaller(activity.id, activity.title, activity.min_people)
        if activity.weekdays is not None:
            text = Words("{title} juga hari {days}", "{title} on {days} too")
            said = text.fill(title=activity.title, days="{days}")
            yield from _more_weekdays(
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


def once(kind: str, tables: dict[str, Any], words: Words) -> Lever:
    """A lever of one step."""
    return Lever(kind, 1, lambda n: Change(tables), lambda n: words)


def _more_seats(problem: Problem, scope: Scope, halls: Sequence[Venue]) -> Lever:
    """Each hall so many seats more, and sessions that take as many."""
    meant = [problem.activities[name] for name in sorted(scope.activities)]
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
        said = [f"{hall.name or hall.id} {hall.seats} -> {hall.seats + n}" for hall in halls[:4]]
        text = Words(
            "{n} kursi lagi di setiap aula ({said}){more}",
            "{n} more seats in each hall ({said}){more}",
        )
        sizes = [f"{row['id']} {row['maks']}" for row in larger(n)]
        more = Words(", dan maks kegiatan {sizes}", ", and maks of {sizes}").fill(sizes=sizes)
        rest = ", ..." * (len(halls) > 4)
        return text.fill(n=n, said=", ".join(said) + rest, more=more if sizes else "")

    return Lever("more_seats", max(1, people), change, words)


def _another_hall(halls: Sequence[Venue]) -> Lever:
    """In each place halls like its largest."""
    largest: dict[str, Venue] = {}
    for hall in halls:
        known = largest.get(hall.kecamatan)
        if known is None or hall.seats > known.seats:
            largest[hall.kecamatan] = hall

    def change(n: int) -> Change:
        rows: list[Row] = []
        for hall in largest.values():
            for k in range(1, n + 1):
                rows.append(_like(hall, f"{hall.id}-tambahan-{k}", f"{hall.name} tambahan {k}"))
        return Change({"tempat": rows})

    def words(n: int) -> Words:
        names = [hall.name or hall.id for hall in largest.values()]
        text = Words("{n} aula lagi seperti {names}", "{n} more halls like {names}")
        return text.fill(n=n, names=names)

    return Lever("another_hall", HALLS, change, words)


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


def _no_obstacle(problem: Problem, kind: str, called: str, ids: set[str] | None) -> Iterator[Lever]:
    """What is away or closed is there after all, each by itself and all of them."""
    those = [o for o in problem.obstacles if o.kind == kind and (ids is None or o.id in ids)]
    one_by_one = [(o,) for o in those[:8]]
    for group in [*one_by_one, *([tuple(those)] if len(those) > 1 else [])]:
        rows = [{"jenis": o.kind, "id": o.id, "dari": o.first, "hapus": True} for o in group]
        who = [o.id or "program" for o in group[:4]]
        first, last = min(o.first for o in group), max(o.last for o in group)
        text = Words(
            "tanpa halangan {who} ({first} s.d. {last})",
            "without the obstacle of {who} ({first} to {last})",
        )
        yield once(called, {"halangan": rows}, text.fill(who=who, first=first, last=last))


def levers_of_teams(problem: Problem, scope: Scope) -> Iterator[Lever]:
    """Teams on more days, in more places at once, for more people, in every kecamatan."""
    kinds = {problem.activities[name].team for name in scope.activities} - {""}
    carriers = [t for t in problem.teams.values() if t.people is not None]
    teams = [t for t in problem.teams.values() if t.kind in kinds]
    for team in teams:
        name = team.name or team.id
        if team.weekdays is not None:
            text = Words("tim {name} bertugas juga hari {days}", "team {name} works on {days} too")
            said = text.fill(name=name, days="{days}")
            yield from _more_weekdays(
                "team_days_more", "tim", team.id, said, team.weekdays, problem
            )
        text = Words("tim {name} di {n} sesi sekaligus", "team {name} in {n} sessions at once")
        yield Lever(
            "team_at_once",
            len(problem.kecamatan),
            lambda n, t=team: Change({"tim": [{"id": t.id, "sekaligus": t.at_once + n}]}),  # type: ignore[misc]
            lambda n, t=team, text=text, name=name: text.fill(name=name, n=t.at_once + n),  # type: ignore[misc]
        )
        if team.kecamatan:
            text = Words("tim {name} ke semua kecamatan", "team {name} to every kecamatan")
            rows = [{"id": team.id, "kecamatan": ERASE}]
            yield once("team_everywhere", {"tim": rows}, text.fill(name=name))
    if carriers:
        text = Words("setiap pendamping membawa {n} orang lagi", "each mentor carries {n} more")
        yield Lever(
            "team_people",
            len(problem.registrants),
            lambda n: Change(
                {"tim": [{"id": t.id, "orang": (t.people or 0) + n} for t in carriers]}
            ),
            lambda n: text.fill(n=n),
        )


def _more_weekdays(
    kind: str, table: str, row: str, words: Words, works: frozenset[int], problem: Problem
) -> Iterator[Lever]:
    """One weekday more, whichever it is; then two, and so on."""
    used = sorted({day.weekday() for day in problem.calendar.open_days} - works)
    sets = [frozenset(more) for n in range(len(used)) for more in combinations(used, n + 1)]

    def change(n: int) -> Change:
        days = ", ".join(WEEKDAYS["id"][day] for day in sorted(works | sets[n - 1]))
        return Change({table: [{"id": row, "hari": days}]})

    if sets:
        yield Lever(
            kind,
            len(sets),
            change,
            lambda n: words.fill(days=weekdays(sets[n - 1])),
            tuple(map(len, sets)),
        )


def levers_of_orders(problem: Problem, scope: Scope) -> Iterator[Lever]:
    """Shorter and longer gaps, larger quotas, fewer orders by hand."""
    for order in problem.orders:
        if order.activity not in scope.activities:
            continue
        titles = {
            "then": problem.activities[order.activity].title,
            "first": problem.activities[order.after].title,
        }
        key = {"kegiatan": order.activity, "sesudah": order.after}
        if order.min_gap_days:
            text = Words(
                "{then} {n} hari sesudah {first} (jeda_min)",
                "{then} {n} days after {first} (jeda_min)",
            )
            yield Lever(
                "gap",
                order.min_gap_days,
                lambda n, o=order, key=key: Change(  # type: ignore[misc]
                    {"urutan": [{**key, "jeda_min": o.min_gap_days - n}]}
                ),
                lambda n, o=order, text=text, titles=titles: text.fill(  # type: ignore[misc]
                    n=o.min_gap_days - n, **titles
                ),
            )
        if order.max_gap_days is not None:
            text = Words(
                "{then} paling lambat {n} hari sesudah {first} (jeda_maks)",
                "{then} at most {n} days after {first} (jeda_maks)",
            )
            yield Lever(
                "longest_gap",
                60,
                lambda n, o=order, key=key: Change(  # type: ignore[misc]
                    {"urutan": [{**key, "jeda_maks": (o.max_gap_days or 0) + n}]}
                ),
                lambda n, o=order, text=text, titles=titles: text.fill(  # type: ignore[misc]
                    n=(o.max_gap_days or 0) + n, **titles
                ),
            )
        text = Words("{then} tidak harus sesudah {first}", "{then} need not come after {first}")
        yield once("no_order", {"urutan": [{**key, "hapus": True}]}, text.fill(**titles))
    yield from _quotas(problem, scope)
    yield from _by_hand(problem, scope)


def _quotas(problem: Problem, scope: Scope) -> Iterator[Lever]:
    shares = [
        s
        for s in problem.shares
        if s.kecamatan in scope.kecamatan and s.activity in scope.activities
    ]
    for group in [*([shares] if len(shares) > 1 else []), *([one] for one in shares[:8])]:
        names = [
            problem.kelurahan[s.kelurahan].name
            if s.kelurahan
            else problem.kecamatan[s.kecamatan].name
            for s in group[:4]
        ]
        text = Words("jatah {names}: {n} orang lagi", "quota of {names}: {n} more people")

        def change(n: int, group: Sequence[Share] = tuple(group)) -> Change:
            rows = [
                {
                    "kegiatan": s.activity,
                    "kecamatan": s.kecamatan,
                    "kelurahan": s.kelurahan,
                    "orang": s.people + n,
                }
                for s in group
            ]
            return Change({"jatah": rows})

        yield Lever(
            "quota",
            len(problem.registrants),
            change,
            lambda n, text=text, names=names: text.fill(n=n, names=names),  # type: ignore[misc]
        )


def _by_hand(problem: Problem, scope: Scope) -> Iterator[Lever]:
    """Orders of the planner and wishes of people, each by itself, then all of a kind."""
    told = [
        sid
        for sid in problem.told
        if sid not in problem.past.sessions
        and not problem.activities[session_name(sid).activity].only_told
    ]
    for group in [*((sid,) for sid in told[:8]), *([tuple(told)] if len(told) > 1 else [])]:
        rows = []
        for sid in group:
            name = session_name(sid)
            rows.append(
                {
                    "kegiatan": name.activity,
                    "tempat": name.venue,
                    "tanggal": name.first_day,
                    "bagian": name.part,
                    "hapus": True,
                }
            )
        text = Words("hapus dari tabel sesi: {sids}", "take out of table sesi: {sids}")
        yield once("told", {"sesi": rows}, text.fill(sids=list(group[:4])))
    homes = [name for name in problem.households if name in problem.members_of]
    groups = [(name,) for name in homes[:8]] + ([tuple(homes)] if len(homes) > 1 else [])
    for group in groups:
        text = Words(
            "keluarga {names} tidak harus bersama", "households {names} without their wish"
        )
        households = [{"id": name, "hapus": True} for name in group]
        yield once("household", {"keluarga": households}, text.fill(names=list(group[:4])))
    yield from _of_persons(problem, scope)


def _of_persons(problem: Problem, scope: Scope) -> Iterator[Lever]:
    """What the few people of a reason have said of themselves, and what was given to them."""
    for person in sorted(scope.persons)[:6]:
        registrant = problem.registrants[person]
        if registrant.weekdays is not None:
            text = Words(
                "peserta {id} bisa hari apa pun", "registrant {id} can come on any weekday"
            )
            rows = [{"no_peserta": person, "hari": ERASE}]
            yield once("person_days", {"pendaftar": rows}, text.fill(id=same(person)))
        away = problem.absences.get(person, ())
        if away:
            text = Words("peserta {id} tidak berhalangan", "registrant {id} is not away")
            gone = [{"jenis": o.kind, "id": o.id, "dari": o.first, "hapus": True} for o in away]
            yield once("person_there", {"halangan": gone}, text.fill(id=same(person)))
        free = [pin for pin in registrant.pins if (person, pin) not in problem.past.seats]
        if free:
            text = Words("peserta {id} tanpa pin", "registrant {id} without the pin")
            columns = {f"pin_{pin.split('|')[0]}": ERASE for pin in free}
            rows = [{"no_peserta": person, **columns}]
            yield once("pin", {"pendaftar": rows}, text.fill(id=same(person)))
