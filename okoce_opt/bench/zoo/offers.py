"""Traits of what is offered: bazaars, sessions of the city, and how they are shared."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from okoce_opt.bench.zoo.sheets import DAYS, Draft, Row

if TYPE_CHECKING:
    from okoce_opt.bench.zoo.traits import Read


def _missed(draft: Draft, activity: Row) -> bool:
    """Whether not all come to the activity: nothing may follow it then."""
    return any(row["kegiatan"] == activity["id"] for row in draft.rows("kehadiran"))


def bazaar(draft: Draft) -> None:
    """A bazaar in each kecamatan, offered after an activity, with too few stalls."""
    if any(row["id"] == "bazar" for row in draft.rows("kegiatan")):
        return
    last = draft.needed[-1]
    draft.rows("kegiatan").append(
        {
            "id": "bazar",
            "nama": "Bazar",
            "wajib": False,
            "min": 5,
            "maks": 40,
            "lama": draft.chance.between(1, 2),
            "per_kursi": 2,
        }
    )
    if draft.chance.hit(60) and not _missed(draft, last):
        draft.rows("urutan").append(
            {"kegiatan": "bazar", "sesudah": last["id"], "jeda_min": draft.chance.between(1, 5)}
        )
    for name in draft.kecamatan:
        draft.rows("tempat").append(
            {
                "id": f"halaman-{name.lower()}",
                "kecamatan": name,
                "nama": f"Halaman {name}",
                "kegiatan": ["bazar"],
                "kursi": draft.chance.between(8, 15),
            }
        )
    draft.goal("many_served", level=3, activities=["bazar"])


def city(draft: Draft) -> None:
    """A session of the city that nobody tells to be held, open to all."""
    _city(draft, "pameran", only_told=False)


def city_told(draft: Draft) -> None:
    """A series of the city: sessions that the planner tells, others there are none."""
    _city(draft, "gelar", only_told=True)


def _city(draft: Draft, name: str, *, only_told: bool) -> None:
    people = len(draft.rows("pendaftar"))
    row: Row = {
        "id": name,
        "nama": name.title(),
        "wajib": False,
        "min": 10,
        "maks": max(20, people // 3),
        "lama": draft.chance.between(1, 2),
        "lingkup": "kota",
    }
    if only_told:
        row["hanya_sesi"] = True
    draft.rows("kegiatan").append(row)
    if draft.chance.hit(50) and not _missed(draft, draft.needed[0]):
        draft.rows("urutan").append(
            {"kegiatan": name, "sesudah": draft.needed[0]["id"], "jeda_min": 1}
        )
    draft.rows("tempat").append(
        {
            "id": f"balai-{name}",
            "nama": f"Balai {name}",
            "kursi": max(20, people // draft.chance.between(3, 8)),
            "kegiatan": [name],
            "hari": draft.chance.some(DAYS[:5], 3),
        }
    )
    draft.goal("many_served", level=3)


def city_sessions(draft: Draft, read: Read) -> None:
    """The days of the series."""
    those = [s for s in _candidates(draft, "gelar")]
    for day, hall, part in draft.chance.some(those, draft.chance.between(1, 3)):
        draft.rows("sesi").append(
            {
                "kegiatan": "gelar",
                "tempat": hall,
                "tanggal": day,
                "bagian": part,
                "status": "dipakai",
            }
        )


def _candidates(draft: Draft, activity: str) -> list[tuple[date, str, str]]:
    """Places and times of an activity that do not meet: a series has no candidates until it is
    told.
    """
    lama = draft.activity(activity).get("lama", 1)
    part = draft.activity(activity).get("bagian", ["sehari"])[0]
    found = []
    for hall in draft.rows("tempat"):
        if activity in hall.get("kegiatan", []):
            days = [d for d in draft.open_days() if DAYS[d.weekday()] in hall.get("hari", DAYS)]
            found += [(day, hall["id"], part) for day in days[: -lama : 2 * lama]]
    return found


def everywhere(draft: Draft) -> None:
    """An offer both in each kecamatan and in the city; shared fairly."""
    draft.rows("kegiatan").append(
        {
            "id": "klinik",
            "nama": "Klinik usaha",
            "wajib": False,
            "min": 1,
            "maks": 30,
            "lingkup": "semua",
        }
    )
    draft.rows("tempat").append(
        {"id": "balai-kota", "nama": "Balai kota", "kursi": 30, "kegiatan": ["klinik"]}
    )
    draft.goal("many_served", level=3)


def fair(draft: Draft) -> None:
    """Seats in what is offered are shared fairly between kecamatan or kelurahan."""
    among = "kelurahan" if len(draft.kecamatan) == 1 or draft.chance.hit(40) else "kecamatan"
    if not any(row.get("wajib") is False for row in draft.rows("kegiatan")):
        bazaar(draft)
    offer = next(row for row in draft.rows("kegiatan") if row.get("wajib") is False)
    if among == "kecamatan" and draft.chance.hit(50):
        for name in draft.kecamatan:
            draft.rows("jatah").append(
                {"kegiatan": offer["id"], "kecamatan": name, "orang": draft.chance.between(5, 40)}
            )
    draft.goal("fair_shares", level=4, price=draft.chance.between(1, 10), among=among)


def several_times(draft: Draft) -> None:
    """An offer that one may take twice."""
    draft.rows("kegiatan").append(
        {"id": "konsultasi", "nama": "Konsultasi", "wajib": False, "min": 1, "maks": 12, "kali": 2}
    )
    draft.goal("many_served", level=3)
