"""Rows that cannot mean anything: duplicates, ids that lead nowhere, values that cannot be.

Every check yields complaints and goes on, so that a planner sees all of them at once.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date

from okoce_opt.domain.activities import Order
from okoce_opt.domain.calendar import ANY_TURN, Calendar, Obstacle
from okoce_opt.domain.checks import (
    at_least,
    did_you_mean,
    doubles,
    empty,
    leads,
    no_separator,
)
from okoce_opt.domain.coordinates import complaints_about_point
from okoce_opt.domain.findings import Complaint
from okoce_opt.domain.id_checks import complaints_about_ids
from okoce_opt.domain.places import Venue
from okoce_opt.domain.programme_checks import (
    complaints_about_activities,
    complaints_about_promises,
    complaints_about_teams,
)
from okoce_opt.domain.registrant_checks import complaints_about_registrant
from okoce_opt.domain.sessions import session_name
from okoce_opt.domain.states import complaints_about_changing
from okoce_opt.domain.tables import Tables
from okoce_opt.domain.words import WEEKDAYS, Words, same

LONGEST = 3_660
"""Days of a programme, ten years: every one of them is looked at."""


def complaints_about(given: Tables) -> list[Complaint]:
    """Every complaint about the rows of a problem, table by table."""
    known = {k.code: k.name for k in given.kecamatan}
    groups = {k.group for k in given.kecamatan if k.group}
    names = {a.id for a in given.activities}
    home = {k.code: k.kecamatan for k in given.kelurahan}
    places: dict[str, Collection[str]] = {
        "tempat": {v.id for v in given.venues},
        "pendaftar": {r.id for r in given.registrants},
        "tim": {t.id for t in given.teams},
    }
    limit = ("hari_ini", given.today) if given.today else ("mulai", given.calendar.first)
    return [
        *doubles("kecamatan", "kode", given.kecamatan, lambda k: k.code),
        *doubles("kelurahan", "kode", given.kelurahan, lambda k: k.code),
        *doubles("tempat", "id", given.venues, lambda v: v.id),
        *doubles("urutan", "kegiatan", given.orders, lambda o: f"{o.activity}/{o.after}"),
        *doubles("sesi", "kegiatan", given.told, lambda row: row[0]),
        *doubles("pendaftar", "no_peserta", given.registrants, lambda r: r.id),
        *complaints_about_ids(given),
        *empty("kecamatan", given.kecamatan),
        *empty("kegiatan", given.activities),
        *empty("tempat", given.venues),
        *empty("pendaftar", given.registrants),
        *(
            c
            for k in given.kelurahan
            for c in leads("kelurahan", k.code, "kecamatan", k.kecamatan, known)
        ),
        *(c for k in given.kelurahan for c in complaints_about_point("kelurahan", k, k.code)),
        *(c for v in given.venues for c in _venue(v, known, home, names)),
        *(c for v in given.venues for c in complaints_about_point("tempat", v, v.id)),
        *complaints_about_activities(given),
        *(c for o in given.orders for c in _order(o, names)),
        *_loop(given.orders),
        *_calendar(given.calendar, groups),
        *(c for o in given.obstacles for c in _obstacle(o, places)),
        *complaints_about_teams(given),
        *(c for row in given.told for c in _told(row, names, places["tempat"], given.calendar)),
        *(
            c
            for r in given.registrants
            for c in complaints_about_registrant(r, known, home, names, limit)
        ),
        *complaints_about_promises(given),
        *complaints_about_changing(given.changing),
        *at_least("program", "", "pemberitahuan_hari", given.notice or 0, 0),
    ]


def _venue(
    venue: Venue, known: Collection[str], home: dict[str, str], names: Collection[str]
) -> Iterator[Complaint]:
    table, key = "tempat", venue.id
    if venue.kecamatan:
        yield from leads(table, key, "kecamatan", venue.kecamatan, known)
    yield from at_least(table, key, "kursi", venue.seats, 0)
    yield from at_least(table, key, "sewa", venue.rent, 0)
    yield from no_separator(table, key)
    for activity in sorted(venue.activities):
        yield from leads(table, key, "kegiatan", activity, names)
    if venue.kelurahan:
        inside = sorted(code for code, kecamatan in home.items() if kecamatan == venue.kecamatan)
        yield from leads(table, key, "kelurahan", venue.kelurahan, inside)


def _order(order: Order, names: Collection[str]) -> Iterator[Complaint]:
    key = f"{order.activity}/{order.after}"
    yield from leads("urutan", key, "kegiatan", order.activity, names)
    yield from leads("urutan", key, "sesudah", order.after, names)
    yield from at_least("urutan", key, "jeda_min", order.min_gap_days, 0)
    if order.max_gap_days is not None:
        yield from at_least("urutan", key, "jeda_maks", order.max_gap_days, order.min_gap_days)


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
                "Hapus salah satu baris urutan di antara kegiatan ini.",
                "Remove one of the order rows between these activities.",
            ),
        )


def too_long(first: date, last: date) -> Iterator[Complaint]:
    """A programme of more days than anybody could mean."""
    if (last - first).days > LONGEST:
        yield Complaint(
            "out_of_range",
            "program",
            "selesai",
            "selesai",
            last.isoformat(),
            Words("paling lama {n} hari sesudah mulai", "at most {n} days after mulai").fill(
                n=LONGEST
            ),
            Words("Periksa tahunnya.", "Check the year."),
        )


def _calendar(calendar: Calendar, groups: Collection[str]) -> Iterator[Complaint]:
    if calendar.last < calendar.first:
        yield Complaint(
            "dates_reversed",
            "program",
            "selesai",
            "selesai",
            calendar.last.isoformat(),
            Words("tidak sebelum {first} (mulai)", "not before {first} (mulai)").fill(
                first=calendar.first
            ),
        )
    yield from too_long(calendar.first, calendar.last)
    if not calendar.parts:
        yield Complaint(
            "empty_list",
            "program",
            "bagian",
            "bagian",
            "",
            Words(
                'misalnya <bagian.sehari = "08.00-15.00">',
                'for example <bagian.sehari = "08.00-15.00">',
            ),
        )
    for weekday, parts in sorted(calendar.weekday_parts.items()):
        for part in sorted(parts - calendar.parts.keys()):
            path = f"bagian_hari.{WEEKDAYS['id'][weekday]}"
            yield from leads("program", path, path, part, calendar.parts)
    for part in sorted(calendar.soft_parts - calendar.parts.keys()):
        yield from leads("program", "bagian_hari.lunak", "bagian_hari.lunak", part, calendar.parts)
    for day, said in sorted(calendar.days.items()):
        for part in sorted(said.parts):
            yield from leads("kalender", day.isoformat(), "bagian", part, calendar.parts)
        if said.turn and said.turn != ANY_TURN and said.turn not in groups:
            yield Complaint(
                "group_without_kecamatan",
                "kalender",
                day.isoformat(),
                "giliran",
                said.turn,
                Words(
                    "kelompok sebuah kecamatan, atau bebas",
                    "a group that a kecamatan has, or bebas",
                ),
                did_you_mean(said.turn, sorted(groups)),
            )


def _obstacle(obstacle: Obstacle, places: Mapping[str, Collection[str]]) -> Iterator[Complaint]:
    key = f"{obstacle.kind}/{obstacle.id}/{obstacle.first.isoformat()}"
    if obstacle.kind not in ("program", *places):
        yield from leads("halangan", key, "jenis", obstacle.kind, ["program", *places])
    elif obstacle.kind == "program":
        if obstacle.id:
            yield Complaint(
                "id_not_empty",
                "halangan",
                key,
                "id",
                obstacle.id,
                Words("kosong untuk program", "empty for program"),
            )
    else:
        yield from leads("halangan", key, "id", obstacle.id, places[obstacle.kind])
    if obstacle.last < obstacle.first:
        yield Complaint(
            "dates_reversed",
            "halangan",
            key,
            "sampai",
            obstacle.last.isoformat(),
            Words("tidak sebelum {first} (dari)", "not before {first} (dari)").fill(
                first=obstacle.first
            ),
        )


def _told(
    row: tuple[str, bool], names: Collection[str], venues: Collection[str], calendar: Calendar
) -> Iterator[Complaint]:
    try:
        activity, venue, _, part = session_name(row[0])
    except ValueError:
        yield Complaint(
            "bad_session",
            "sesi",
            row[0],
            "tanggal",
            row[0],
            same(f"kegiatan|tempat|{calendar.first}|sehari"),
        )
        return
    yield from leads("sesi", row[0], "kegiatan", activity, names)
    yield from leads("sesi", row[0], "tempat", venue, venues)
    yield from leads("sesi", row[0], "bagian", part, calendar.parts)
