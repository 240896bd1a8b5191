"""What happens after a plan has been announced: what-ifs that are planned as a change of it
(`--from`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from okoce_opt.bench.zoo.chance import Chance
from okoce_opt.bench.zoo.sheets import Draft, Row, Sheets


@dataclass(frozen=True, slots=True)
class Change:
    """One kind of change: what it writes into the what-if of a draft."""

    name: str
    makes: Callable[[Draft, Sheets], None]


def _free_days(draft: Draft) -> list[date]:
    """Days of the second half on which no session is told or pinned."""
    days = draft.open_days()
    return draft.spared(days[len(days) // 2 :])


def day_closed(draft: Draft, changed: Sheets) -> None:
    """Some days are closed after all."""
    for day in draft.chance.some(_free_days(draft), draft.chance.between(1, 2)):
        changed.rows("kalender").append(
            {
                "tanggal": day,
                "status": "tutup",
                "golongan": "cuti bersama",
                "keterangan": "ditambah",
            }
        )


def hall_lost(draft: Draft, changed: Sheets) -> None:
    """A hall is closed for some days, or has fewer seats."""
    hall, days = draft.chance.of(draft.rows("tempat")), _free_days(draft)
    if draft.chance.hit(60) and days:
        start = draft.chance.of(days)
        changed.rows("halangan").append(
            {
                "jenis": "tempat",
                "id": hall["id"],
                "dari": start,
                "sampai": start,
                "alasan": "banjir",
            }
        )
    else:
        least = max(row["min"] for row in draft.rows("kegiatan"))
        changed.rows("tempat").append(
            {"id": hall["id"], "kursi": max(least, hall["kursi"] * 9 // 10)}
        )


def newcomers(draft: Draft, changed: Sheets) -> None:
    """More people register, each like somebody who is there."""
    people = draft.rows("pendaftar")
    for number in range(1, max(2, len(people) // draft.chance.between(12, 40)) + 1):
        like = draft.chance.of(people)
        kept = ("kecamatan", "kelurahan", "hari", "suka", "bidang")
        row = {"no_peserta": f"N{number:04d}"} | {name: like[name] for name in kept if name in like}
        changed.rows("pendaftar").append(row)


def _others(draft: Draft, changed: Sheets) -> list[Row]:
    """Registrants who are not pinned and of whom the change says nothing yet."""
    said = {row["no_peserta"] for row in changed.rows("pendaftar")}
    return [
        person
        for person in draft.rows("pendaftar")
        if person["no_peserta"] not in said and not any(name[:4] == "pin_" for name in person)
    ]


def leavers(draft: Draft, changed: Sheets) -> None:
    """Some withdraw; nobody of whom another table speaks."""
    away = {row["id"] for row in draft.rows("halangan") if row["jenis"] == "pendaftar"}
    free = [p for p in _others(draft, changed) if p["no_peserta"] not in away]
    for person in draft.chance.some(free, max(1, len(free) // draft.chance.between(20, 50))):
        changed.rows("pendaftar").append({"no_peserta": person["no_peserta"], "hapus": 1})


def other_days(draft: Draft, changed: Sheets) -> None:
    """Some can come on other weekdays than they had said."""
    for person in draft.chance.some(_others(draft, changed), 12):
        days = draft.chance.of([["senin", "selasa", "rabu", "kamis"], ["selasa", "rabu", "jumat"]])
        row: Row = {"no_peserta": person["no_peserta"], "hari": days}
        if person.get("suka"):
            row["suka"] = "-"
        changed.rows("pendaftar").append(row)


def moved_house(draft: Draft, changed: Sheets) -> None:
    """A few live elsewhere now: in another kecamatan if there is one."""
    homes = draft.rows("kelurahan")
    free = [person for person in _others(draft, changed) if not person.get("keluarga")]
    for person in draft.chance.some(free, draft.chance.between(3, 8)):
        home = draft.chance.of(homes)
        changed.rows("pendaftar").append(
            {
                "no_peserta": person["no_peserta"],
                "kecamatan": home["kecamatan"],
                "kelurahan": home["nama"],
            }
        )


def midway(draft: Draft, changed: Sheets) -> None:
    """Part of the programme is over: what was held stays."""
    days = draft.open_days()
    changed.settings["hari_ini"] = days[len(days) * draft.chance.between(25, 50) // 100]


def longer(draft: Draft, changed: Sheets) -> None:
    """The programme goes on for a week more, and another goal is put on."""
    changed.settings["selesai"] = draft.settings["selesai"] + timedelta(7)
    if not any("even_attendance" in kinds for kinds in draft.levels):
        levels = [list(kinds) for kinds in draft.levels if kinds]
        levels[-1].append("even_attendance")
        changed.settings["tingkat"] = levels


MENTOR_LOST = "pendamping_pergi"


def mentor_lost(draft: Draft, changed: Sheets) -> None:
    """One mentor carries fewer people than was thought, another one more."""
    one, other = draft.chance.some([r for r in draft.rows("tim") if r["jenis"] == "pendamping"], 2)
    fewer = one["orang"] // 4
    changed.rows("tim").append({"id": one["id"], "orang": one["orang"] - fewer})
    changed.rows("tim").append({"id": other["id"], "orang": other["orang"] + fewer})


CHANGES = (
    Change("hari_tutup", day_closed),
    Change("aula_hilang", hall_lost),
    Change("pendaftar_baru", newcomers),
    Change("mundur", leavers),
    Change("hari_lain", other_days),
    Change("pindah", moved_house),
    Change("di_tengah", midway),
    Change("diperpanjang", longer),
    Change(MENTOR_LOST, mentor_lost),
)


def limited(number: int, chance: Chance, changed: Sheets) -> None:
    """What may change at all of what is announced, by turns: a table `ubah`, at most so many seats
    of one person, of all.
    """
    turn = number % 4
    if turn == 1:
        changed.rule("changes_per_person", at_most=chance.between(1, 2))
    elif turn == 2:
        changed.rule("changes_in_all", at_most=chance.between(20, 200))
    else:
        soon = {"keadaan": "diumumkan", "dalam_hari": chance.between(3, 14), "boleh": "terpaksa"}
        price = {"harga_tanggal": 100, "harga_tempat": chance.between(1, 20)}
        later = {"keadaan": "diumumkan", "boleh": "harga", **price}
        changed.rows("ubah").extend([soon, later])
