"""A row of the list of registrants that cannot mean anything."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from okoce_opt.domain.checks import leads
from okoce_opt.domain.findings import Complaint
from okoce_opt.domain.people import Registrant
from okoce_opt.domain.words import Words


def complaints_about_registrant(
    person: Registrant,
    known: dict[str, str],
    home: dict[str, str],
    names: Collection[str],
    limit: tuple[str, date],
) -> Iterator[Complaint]:
    """What one row of the list cannot mean. `known` are names of kecamatan by code, `home` those of
    kelurahan, `names` the activities; `limit` is the day before which things have happened.
    """
    table, key = "pendaftar", person.id
    if not person.id:
        yield Complaint(
            "bad_id",
            table,
            key,
            "no_peserta",
            "",
            Words("nomor peserta seperti P00001", "a number like P00001"),
        )
    yield from leads(table, key, "kecamatan", person.kecamatan, known)
    if person.kelurahan not in home:
        mine = [code for code, kecamatan in home.items() if kecamatan == person.kecamatan]
        yield from leads(table, key, "kelurahan", person.kelurahan, mine)
    elif {person.kecamatan, home[person.kelurahan]} <= known.keys() and (
        home[person.kelurahan] != person.kecamatan
    ):
        yield Complaint(
            "foreign_kelurahan",
            table,
            key,
            "kelurahan",
            person.kelurahan,
            Words("kelurahan dari kecamatan {k}", "a kelurahan of kecamatan {k}").fill(
                k=known[person.kecamatan]
            ),
            Words(
                "Kelurahan itu di kecamatan {k}; perbaiki salah satunya.",
                "It is in kecamatan {k}; mend one of the two.",
            ).fill(k=known[home[person.kelurahan]]),
        )
    for activity, day in person.done:
        yield from leads(table, key, f"selesai_{activity}", activity, names)
        if day >= limit[1]:
            yield Complaint(
                "done_in_future",
                table,
                key,
                f"selesai_{activity}",
                day.isoformat(),
                Words("sebelum {day} ({name})", "before {day} ({name})").fill(
                    day=limit[1], name=limit[0]
                ),
            )
    for activity, day in person.missed:
        column = f"absen_{activity}"
        yield from leads(table, key, column, activity, names)
        if limit[0] != "hari_ini" or day >= limit[1]:
            before = Words("sebelum hari_ini", "before hari_ini (today)")
            yield Complaint(
                *("missed_in_future", table, key, column, day.isoformat(), before),
                Words(
                    "Isi hari_ini di program: hanya yang sudah lewat bisa tidak dihadiri.",
                    "Fill in hari_ini in program: only what is past can have been missed.",
                ),
            )
