"""Rows that cannot mean anything: duplicates, ids that lead nowhere, values that cannot be.

Every check yields complaints and goes on, so that a planner sees all of them at once.
"""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import date
from typing import TypeVar

from okoce_opt.domain.activities import Activity, Order
from okoce_opt.domain.calendar import ANY_TURN, Calendar, Obstacle
from okoce_opt.domain.findings import NIK, NOTHING, Complaint
from okoce_opt.domain.people import Registrant
from okoce_opt.domain.places import Kecamatan, Kelurahan, Venue
from okoce_opt.domain.sessions import split_id
from okoce_opt.domain.teams import Team
from okoce_opt.domain.words import Words, same

Row = TypeVar("Row")


def complaints_about(
    *,
    kecamatan: Sequence[Kecamatan],
    kelurahan: Sequence[Kelurahan],
    venues: Sequence[Venue],
    activities: Sequence[Activity],
    calendar: Calendar,
    registrants: Sequence[Registrant],
    orders: Sequence[Order],
    obstacles: Sequence[Obstacle],
    teams: Sequence[Team],
    told: Sequence[tuple[str, bool]],
    today: date | None,
) -> list[Complaint]:
    """Every complaint about the rows of a problem, table by table."""
    known = {k.code: k.name for k in kecamatan}
    groups = {k.group for k in kecamatan if k.group}
    names = {a.id for a in activities}
    home = {k.code: k.kecamatan for k in kelurahan}
    places = {"tempat": {v.id for v in venues}, "pendaftar": {r.id for r in registrants}, "tim": {t.id for t in teams}}
    limit = ("hari_ini", today) if today else ("mulai", calendar.first)
    return [
        *_doubles("kecamatan", "kode", kecamatan, lambda k: k.code),
        *_doubles("kelurahan", "kode", kelurahan, lambda k: k.code),
        *_doubles("tempat", "id", venues, lambda v: v.id),
        *_doubles("kegiatan", "id", activities, lambda a: a.id),
        *_doubles("tim", "id", teams, lambda t: t.id),
        *_doubles("urutan", "kegiatan", orders, lambda o: f"{o.activity}/{o.after}"),
        *_doubles("sesi", "kegiatan", told, lambda row: row[0]),
        *_doubles("pendaftar", "no_peserta", registrants, lambda r: r.id),
        *_empty("kecamatan", kecamatan),
        *_empty("kegiatan", activities),
        *_empty("tempat", venues),
        *_empty("pendaftar", registrants),
        *(c for k in kelurahan for c in _leads("kelurahan", k.code, "kecamatan", k.kecamatan, known)),
        *(c for v in venues for c in _venue(v, known)),
        *(c for a in activities for c in _activity(a, calendar)),
        *(c for o in orders for c in _order(o, names)),
        *_loop(orders),
        *_calendar(calendar, groups),
        *(c for o in obstacles for c in _obstacle(o, places)),
        *(c for t in teams for k in sorted(t.kecamatan) for c in _leads("tim", t.id, "kecamatan", k, known)),
        *(c for row in told for c in _told(row, names, places["tempat"], calendar)),
        *(c for r in registrants for c in _registrant(r, known, home, names, limit)),
    ]


def nearest(text: str, choices: Iterable[str], besides: Words = NOTHING) -> Words:
    """`Maksud Anda ...?` with the nearest known word if one is near, then what is said besides."""
    near = difflib.get_close_matches(text, list(choices), n=1, cutoff=0.6)
    hint = (
        Words("Maksud Anda {near}? {rest}", "Did you mean {near}? {rest}").fill(near=near[0], rest=besides) if near else besides
    )
    return Words(hint.id.rstrip(), hint.en.rstrip())


def did_you_mean(text: str, choices: Iterable[str]) -> Words:
    """`Maksud Anda ...?` with the nearest known word, or the first few choices."""
    choices = list(choices)
    if (hint := nearest(text, choices)) != NOTHING:
        return hint
    shown = choices[:8] + (["..."] if len(choices) > 8 else [])
    return Words("Yang dikenal: {shown}.", "Known: {shown}.").fill(shown=shown)


def _doubles(table: str, column: str, rows: Sequence[Row], key: Callable[[Row], str]) -> Iterator[Complaint]:
    for name, count in sorted(Counter(key(row) for row in rows).items()):
        if count > 1:
            yield Complaint(
                "duplicate_id",
                table,
                name,
                column,
                name,
                Words("satu baris saja", "one row only"),
                Words("Tertulis {n} kali; hapus yang berlebih.", "It stands {n} times; remove the others.").fill(n=count),
            )


def _empty(table: str, rows: Sequence[object]) -> Iterator[Complaint]:
    if not rows:
        yield Complaint("empty_list", table, allowed=Words("paling sedikit satu baris", "at least one row"))


def _leads(table: str, key: str, column: str, found: str, known: Collection[str]) -> Iterator[Complaint]:
    if found not in known:
        yield Complaint(
            f"unknown_{column}",
            table,
            key,
            column,
            found,
            Words("yang ada di tabelnya", "one of its table"),
            did_you_mean(found, sorted(known)),
        )


def _at_least(table: str, key: str, column: str, found: int, least: int) -> Iterator[Complaint]:
    if found < least:
        yield Complaint(
            "out_of_range", table, key, column, str(found), Words("{least} atau lebih", "{least} or more").fill(least=least)
        )


def _venue(venue: Venue, known: Collection[str]) -> Iterator[Complaint]:
    if venue.kecamatan:
        yield from _leads("tempat", venue.id, "kecamatan", venue.kecamatan, known)
    yield from _at_least("tempat", venue.id, "kursi", venue.seats, 0)
    yield from _at_least("tempat", venue.id, "sewa", venue.rent, 0)
    yield from _no_separator("tempat", venue.id)


def _no_separator(table: str, key: str) -> Iterator[Complaint]:
    if "|" in key or not key:
        yield Complaint(
            "bad_id", table, key, "id", key, Words("tidak kosong dan tanpa tanda |", "not empty and without the sign |")
        )


def _activity(activity: Activity, calendar: Calendar) -> Iterator[Complaint]:
    table, key = "kegiatan", activity.id
    yield from _no_separator(table, key)
    yield from _at_least(table, key, "min", activity.min_people, 1)
    yield from _at_least(table, key, "lama", activity.days, 1)
    yield from _at_least(table, key, "kali", activity.times, 1)
    yield from _at_least(table, key, "maks", activity.max_people, max(1, activity.min_people))
    for part in activity.parts:
        yield from _leads(table, key, "bagian", part, calendar.parts)


def _order(order: Order, names: Collection[str]) -> Iterator[Complaint]:
    key = f"{order.activity}/{order.after}"
    yield from _leads("urutan", key, "kegiatan", order.activity, names)
    yield from _leads("urutan", key, "sesudah", order.after, names)
    yield from _at_least("urutan", key, "jeda_min", order.min_gap_days, 0)
    if order.max_gap_days is not None:
        yield from _at_least("urutan", key, "jeda_maks", order.max_gap_days, order.min_gap_days)


def _loop(orders: Sequence[Order]) -> Iterator[Complaint]:
    after = {o.activity: {p.after for p in orders if p.activity == o.activity} for o in orders}
    while ready := [name for name, before in after.items() if not before & after.keys()]:
        for name in ready:
            del after[name]
    if after:
        names = ", ".join(sorted(after))
        yield Complaint(
            "order_loop",
            "urutan",
            "",
            "sesudah",
            names,
            Words("urutan tanpa lingkaran", "an order without a loop"),
            Words(
                "Hapus salah satu baris urutan di antara kegiatan ini.", "Remove one of the order rows between these activities."
            ),
        )


def _calendar(calendar: Calendar, groups: Collection[str]) -> Iterator[Complaint]:
    if calendar.last < calendar.first:
        yield Complaint(
            "dates_reversed",
            "program",
            "selesai",
            "selesai",
            calendar.last.isoformat(),
            Words("tidak sebelum {first} (mulai)", "not before {first} (mulai)").fill(first=calendar.first),
        )
    if not calendar.parts:
        yield Complaint(
            "empty_list",
            "program",
            "bagian",
            "bagian",
            "",
            Words('misalnya sehari = "08.00-15.00"', 'for example sehari = "08.00-15.00"'),
        )
    for day, said in sorted(calendar.days.items()):
        if said.turn and said.turn != ANY_TURN and said.turn not in groups:
            yield Complaint(
                "group_without_kecamatan",
                "kalender",
                day.isoformat(),
                "giliran",
                said.turn,
                Words("kelompok sebuah kecamatan, atau bebas", "a group that a kecamatan has, or bebas"),
                did_you_mean(said.turn, sorted(groups)),
            )


def _obstacle(obstacle: Obstacle, places: dict[str, set[str]]) -> Iterator[Complaint]:
    key = f"{obstacle.kind}/{obstacle.id}/{obstacle.first.isoformat()}"
    if obstacle.kind not in ("program", *places):
        yield from _leads("halangan", key, "jenis", obstacle.kind, ["program", *places])
    elif obstacle.kind == "program":
        if obstacle.id:
            yield Complaint(
                "id_not_empty", "halangan", key, "id", obstacle.id, Words("kosong untuk program", "empty for program")
            )
    else:
        yield from _leads("halangan", key, "id", obstacle.id, places[obstacle.kind])
    if obstacle.last < obstacle.first:
        yield Complaint(
            "dates_reversed",
            "halangan",
            key,
            "sampai",
            obstacle.last.isoformat(),
            Words("tidak sebelum {first} (dari)", "not before {first} (dari)").fill(first=obstacle.first),
        )


def _told(row: tuple[str, bool], names: Collection[str], venues: Collection[str], calendar: Calendar) -> Iterator[Complaint]:
    try:
        activity, venue, _, part = split_id(row[0])
    except ValueError:
        yield Complaint("bad_session", "sesi", row[0], "tanggal", row[0], same(f"kegiatan|tempat|{calendar.first}|sehari"))
        return
    yield from _leads("sesi", row[0], "kegiatan", activity, names)
    yield from _leads("sesi", row[0], "tempat", venue, venues)
    yield from _leads("sesi", row[0], "bagian", part, calendar.parts)


def _registrant(
    person: Registrant, known: dict[str, str], home: dict[str, str], names: Collection[str], limit: tuple[str, date]
) -> Iterator[Complaint]:
    table, key = "pendaftar", person.id
    if NIK.fullmatch(person.id):
        yield Complaint(
            "nik_as_id",
            table,
            key,
            "no_peserta",
            person.id,
            Words("nomor peserta seperti P00001, bukan NIK", "a number like P00001, not a NIK"),
        )
    if not person.id:
        yield Complaint("bad_id", table, key, "no_peserta", "", Words("nomor peserta seperti P00001", "a number like P00001"))
    yield from _leads(table, key, "kecamatan", person.kecamatan, known)
    if person.kelurahan not in home:
        mine = [code for code, kecamatan in home.items() if kecamatan == person.kecamatan]
        yield from _leads(table, key, "kelurahan", person.kelurahan, mine)
    elif person.kecamatan in known and home[person.kelurahan] != person.kecamatan:
        yield Complaint(
            "foreign_kelurahan",
            table,
            key,
            "kelurahan",
            person.kelurahan,
            Words("kelurahan dari kecamatan {k}", "a kelurahan of kecamatan {k}").fill(k=known[person.kecamatan]),
            Words("Kelurahan itu di kecamatan {k}; perbaiki salah satunya.", "It is in kecamatan {k}; mend one of the two.").fill(
                k=known.get(home[person.kelurahan], home[person.kelurahan])
            ),
        )
    for activity, day in person.done:
        yield from _leads(table, key, f"selesai_{activity}", activity, names)
        if day >= limit[1]:
            yield Complaint(
                "done_in_future",
                table,
                key,
                f"selesai_{activity}",
                day.isoformat(),
                Words("sebelum {day} ({name})", "before {day} ({name})").fill(day=limit[1], name=limit[0]),
            )
