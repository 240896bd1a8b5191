"""A ladder of sizes: three-day classes, people with few weekdays, 100 to 10,000 of them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from okoce_opt.bench.zoo.chance import Chance
from okoce_opt.bench.zoo.length import set_length
from okoce_opt.bench.zoo.shapes import TRADES
from okoce_opt.bench.zoo.sheets import DAYS, Draft

SIZES = (100, 300, 1_000, 3_000, 10_000)
EACH = 275
"""People of a kecamatan."""
FEW_DAYS = (
    ("senin", "selasa", "rabu"),
    ("selasa", "rabu", "kamis"),
    ("rabu", "kamis", "jumat"),
    ("senin", "selasa", "kamis", "jumat"),
    ("senin", "rabu", "kamis", "jumat"),
)


def rung(people: int, seed: int, folder: Path) -> None:
    """Write the problem of so many people into the folder.

    One hall of 30 seats for about 275 people; sewing, cooking and welding classes of 20 to 30 on
    three days running; two kecamatan of three may meet at once; three of ten people can come on
    few weekdays. About as many seats as people.
    """
    chance = Chance(f"zoo|tangga|{seed}|{people}")
    draft = Draft(chance=chance, total=people, kecamatan_number=max(1, round(people / EACH)))
    draft.seats_to_need = 1.02
    draft.first = date(2026, 5, 4)
    draft.settings |= {
        "title": f"Kelas tiga hari, {people} orang",
        "story": "kelas tiga hari berturut-turut, tiga dari sepuluh orang tidak bisa tiap hari",
        "draw_seed": f"tangga {seed}",
        "mulai": draft.first,
        "selesai": draft.first,
        "hari_kerja": DAYS[:5],
        "tingkat": [],
        "bagian": {"sehari": "08.00-15.00"},
    }
    for trade in TRADES[:3]:
        draft.rows("kegiatan").append(
            {"id": trade, "nama": trade, "min": 20, "maks": 30, "lama": 3, "bidang": [trade]}
        )
    _places_and_people(draft)
    draft.rule("simultaneous_phase", at_most=max(1, draft.kecamatan_number * 2 // 3))
    draft.rule("every_kelurahan_present", at_least=1, where_possible=True)
    draft.goal("most_placed", level=1)
    draft.goal("few_sessions", level=3, price=200)
    draft.goal("preferred_days", level=3, price=3)
    set_length(draft)
    draft.finish()
    draft.write(folder)


def _places_and_people(draft: Draft) -> None:
    chance = draft.chance
    for k in range(1, draft.kecamatan_number + 1):
        draft.rows("kecamatan").append({"kode": f"99.{k:02d}", "nama": f"Kecamatan {k}"})
        draft.rows("tempat").append(
            {"id": f"aula-{k}", "kecamatan": f"Kecamatan {k}", "nama": f"Aula {k}", "kursi": 30}
        )
        for j in range(1, chance.between(4, 6) + 1):
            draft.rows("kelurahan").append(
                {"kode": f"99.{k:02d}.{j}", "nama": f"Kel {k}.{j}", "kecamatan": f"Kecamatan {k}"}
            )
    homes = draft.rows("kelurahan")
    for number in range(1, draft.total + 1):
        home = chance.of(homes)
        person = {
            "no_peserta": f"P{number:05d}",
            "kecamatan": home["kecamatan"],
            "kelurahan": home["nama"],
            "bidang": chance.weighted({"jahit": 25, "boga": 50, "las": 25}),
        }
        if chance.hit(30):
            person["hari"] = chance.of(FEW_DAYS)
        elif chance.hit(50):
            person["suka"] = chance.of(["senin", "rabu"])
        draft.rows("pendaftar").append(person)
