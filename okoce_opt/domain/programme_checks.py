"""Rows about the programme that cannot mean anything: activities, teams, and what is promised to
people and places.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from okoce_opt.domain.activities import Activity
from okoce_opt.domain.calendar import Calendar
from okoce_opt.domain.checks import at_least, doubles, leads, no_separator
from okoce_opt.domain.findings import Complaint
from okoce_opt.domain.shares import DEAREST
from okoce_opt.domain.tables import Tables
from okoce_opt.domain.words import Words


def complaints_about_activities(given: Tables) -> Iterator[Complaint]:
    """Table `kegiatan`."""
    yield from doubles("kegiatan", "id", given.activities, lambda a: a.id)
    kinds = sorted({team.kind for team in given.teams})
    reserved = sorted(a.id for a in given.activities if not a.reserve_for)
    for activity in given.activities:
        yield from _activity(activity, given.calendar)
        if activity.team:
            yield from leads("kegiatan", activity.id, "tim", activity.team, kinds)
        if activity.reserve_for:
            yield from leads(
                "kegiatan", activity.id, "cadangan_untuk", activity.reserve_for, reserved
            )


def _activity(activity: Activity, calendar: Calendar) -> Iterator[Complaint]:
    table, key = "kegiatan", activity.id
    yield from no_separator(table, key)
    yield from at_least(table, key, "min", activity.min_people, 1)
    yield from at_least(table, key, "lama", activity.days, 1)
    if not 1 <= activity.days_to_finish <= max(1, activity.days):
        yield Complaint(
            "out_of_range",
            table,
            key,
            "cukup_hari",
            str(activity.days_to_finish),
            Words("1 sampai lama, {days}", "1 to lama, {days}").fill(days=activity.days),
            Words(
                "Kosongkan bila semua hari harus dihadiri.",
                "Leave it empty where all days must be attended.",
            ),
        )
    yield from at_least(table, key, "kali", activity.times, 1)
    yield from at_least(table, key, "per_kursi", activity.per_seat, 1)
    yield from at_least(table, key, "maks", activity.max_people, max(1, activity.min_people))
    for part in activity.parts:
        yield from leads(table, key, "bagian", part, calendar.parts)
    if activity.required and activity.reserve_for:
        yield _offered(key, "cadangan_untuk", activity.reserve_for)
    if activity.required and activity.everywhere:
        yield _offered(key, "lingkup", "semua")


def _offered(key: str, column: str, found: str) -> Complaint:
    return Complaint(
        "not_offered",
        "kegiatan",
        key,
        column,
        found,
        Words("kosong untuk kegiatan wajib", "empty for a required activity"),
        Words(
            "Tulis tidak di kolom wajib, atau kosongkan sel ini.",
            "Write tidak in the column wajib, or clear this cell.",
        ),
    )


def complaints_about_teams(given: Tables) -> Iterator[Complaint]:
    """Table `tim`."""
    known, names = {k.code for k in given.kecamatan}, {k.name for k in given.kecamatan}
    yield from doubles("tim", "id", given.teams, lambda t: t.id)
    for team in given.teams:
        yield from no_separator("tim", team.id)
        yield from at_least("tim", team.id, "sekaligus", team.at_once, 1)
        if team.people is not None:
            yield from at_least("tim", team.id, "orang", team.people, 0)
        for code in sorted(team.kecamatan):
            yield from leads("tim", team.id, "kecamatan", code, known, names)


def complaints_about_promises(given: Tables) -> Iterator[Complaint]:
    """Tables `keluarga`, `jatah`, `perjalanan` and `kehadiran`."""
    names, known = {a.id for a in given.activities}, {k.code for k in given.kecamatan}
    yield from _households(given)
    yield from doubles(
        "jatah", "kegiatan", given.shares, lambda s: f"{s.activity}/{s.kecamatan}/{s.kelurahan}"
    )
    for share in given.shares:
        key = f"{share.activity}/{share.kecamatan}/{share.kelurahan}"
        yield from leads("jatah", key, "kegiatan", share.activity, names)
        yield from leads("jatah", key, "kecamatan", share.kecamatan, known)
        yield from at_least("jatah", key, "orang", share.people, 0)
        if share.kelurahan:
            inside = sorted(k.code for k in given.kelurahan if k.kecamatan == share.kecamatan)
            yield from leads("jatah", key, "kelurahan", share.kelurahan, inside)
    yield from _fares(given)
    yield from doubles(
        "kehadiran", "kegiatan", given.turnouts, lambda t: f"{t.activity}/{t.kecamatan}"
    )
    reserves = {a.id for a in given.activities if a.reserve_for}
    for turnout in given.turnouts:
        key = f"{turnout.activity}/{turnout.kecamatan}"
        yield from leads("kehadiran", key, "kegiatan", turnout.activity, names)
        if turnout.kecamatan:
            yield from leads("kehadiran", key, "kecamatan", turnout.kecamatan, known)
        if turnout.activity in reserves:
            allowed = Words("kegiatan yang bukan cadangan", "an activity that is no reserve")
            advice = Words(
                "Sesi cadangan tidak diundang lebih dari kursinya; hapus baris ini.",
                "A reserve has no more people than seats; remove this row.",
            )
            yield Complaint(
                "reserve_turnout", "kehadiran", key, "kegiatan", turnout.activity, allowed, advice
            )
        if not 0 < turnout.per_thousand <= 1000:
            percent = Words("lebih dari 0, paling banyak 100", "more than 0, at most 100")
            yield Complaint(
                "out_of_range",
                "kehadiran",
                key,
                "persen",
                f"{turnout.per_thousand / 10:g}",
                percent,
            )
        if turnout.once_in < 0 or turnout.once_in == 1:
            sessions = Words("0 atau 2 atau lebih", "0, or 2 or more")
            yield Complaint(
                "out_of_range",
                "kehadiran",
                key,
                "luber_sekali_dari",
                str(turnout.once_in),
                sessions,
            )


def _households(given: Tables) -> Iterator[Complaint]:
    yield from doubles("keluarga", "id", given.households, lambda h: h.id)
    known = {h.id for h in given.households}
    for person in given.registrants if known else ():
        if person.household:
            yield from leads("pendaftar", person.id, "keluarga", person.household, known)


def _fares(given: Tables) -> Iterator[Complaint]:
    venues = {v.id for v in given.venues}
    yield from doubles("perjalanan", "dari", given.fares, lambda f: f"{f.origin}/{f.venue}")
    origins: Collection[str] = {
        *(k.code for k in given.kelurahan),
        *(r.id for r in given.registrants),
        *(r.household for r in given.registrants if r.household),
    }
    for fare in given.fares:
        key = f"{fare.origin}/{fare.venue}"
        yield from leads("perjalanan", key, "dari", fare.origin, origins)
        yield from leads("perjalanan", key, "tempat", fare.venue, venues)
        if not 0 <= fare.price <= DEAREST:
            allowed = Words("0 sampai {most}", "0 to {most}").fill(most=DEAREST)
            advice = Words(
                "Pakai satuan yang lebih besar, misalnya ribu rupiah.",
                "Use a larger unit, thousand rupiah say.",
            )
            yield Complaint(
                "out_of_range", "perjalanan", key, "harga", str(fare.price), allowed, advice
            )
