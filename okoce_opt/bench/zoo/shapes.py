"""The shapes of a programme: which activities there are, for whom, and what comes after what."""

from __future__ import annotations

from itertools import pairwise

from okoce_opt.bench.zoo.sheets import Draft

NAMES = ("Arjuna", "Bima", "Cakra", "Drupadi", "Gatot", "Kresna", "Nakula", "Sadewa")
TRADES = ("jahit", "boga", "las", "rias", "ukir")


def sizes(draft: Draft, least_number: int = 1) -> None:
    """How many people and kecamatan (at least so many) there are."""
    chance = draft.chance
    drawn = {1: 20, 2: 20, 3: 15, 4: 15, 5: 10, 6: 10, 8: 10}
    draft.kecamatan_number = max(least_number, chance.weighted(drawn))
    least, most = chance.weighted({(200, 500): 35, (500, 1200): 40, (1200, 3000): 25})
    draft.total = chance.between(max(least, 80 * draft.kecamatan_number), most)


def classes(draft: Draft) -> None:
    """Each trade has its own classes of several days."""
    days, least = draft.chance.between(1, 5), draft.chance.between(12, 22)
    for trade in TRADES[: draft.chance.between(2, 4)]:
        longer = draft.chance.hit(20)
        draft.rows("kegiatan").append(
            {
                "id": trade,
                "nama": trade.title(),
                "min": least,
                "maks": least + draft.chance.between(6, 14),
                "lama": days + longer,
                "bidang": [trade],
            }
        )


def chain(draft: Draft) -> None:
    """One activity after the other, each with a gap."""
    names = ["pelatihan", "perizinan", "pengemasan"][: draft.chance.between(2, 3)]
    _plain(draft, names)
    gap = draft.chance.between(0, 7)
    for before, name in pairwise(names):
        draft.rows("urutan").append({"kegiatan": name, "sesudah": before, "jeda_min": gap})


def fork(draft: Draft) -> None:
    """One first, then two in any order; or two first, then one that needs both."""
    names = ["dasar", "izin", "kemas"]
    _plain(draft, names)
    gap = draft.chance.between(1, 5)
    pairs = (
        [("izin", "dasar"), ("kemas", "dasar")]
        if draft.chance.hit(60)
        else [("kemas", "dasar"), ("kemas", "izin")]
    )
    for name, before in pairs:
        draft.rows("urutan").append({"kegiatan": name, "sesudah": before, "jeda_min": gap})


def loose(draft: Draft) -> None:
    """Two or three activities in any order."""
    _plain(draft, ["niaga", "pajak", "digital"][: draft.chance.between(2, 3)])


def common(draft: Draft) -> None:
    """One that is for all, then a class of one's trade."""
    _plain(draft, ["pembekalan"])
    days = draft.chance.between(1, 3)
    for trade in TRADES[: draft.chance.between(2, 3)]:
        draft.rows("kegiatan").append(
            {
                "id": trade,
                "nama": trade.title(),
                "min": 10,
                "maks": 30,
                "lama": days,
                "bidang": [trade],
            }
        )
        draft.rows("urutan").append(
            {"kegiatan": trade, "sesudah": "pembekalan", "jeda_min": draft.chance.between(0, 4)}
        )


def single(draft: Draft) -> None:
    """One activity, once each."""
    _plain(draft, ["pelatihan"])


SHAPES = {
    "kelas": classes,
    "rangkaian": chain,
    "cabang": fork,
    "lepas": loose,
    "bersama": common,
    "satu": single,
}


def _plain(draft: Draft, names: list[str]) -> None:
    each = draft.total // draft.kecamatan_number // draft.chance.between(5, 14)
    most = min(100, max(12, each))
    for name in names:
        least = draft.chance.of([1, most // 4, most // 2])
        draft.rows("kegiatan").append(
            {"id": name, "nama": name.title(), "min": least, "maks": most, "lama": 1}
        )


def places(draft: Draft) -> None:
    """Kecamatan with their kelurahan, one hall each."""
    largest = max(row["maks"] for row in draft.rows("kegiatan"))
    for k in range(1, draft.kecamatan_number + 1):
        name = NAMES[k - 1]
        draft.rows("kecamatan").append({"kode": f"99.{k:02d}", "nama": name})
        for j in range(1, draft.chance.between(2, 7) + 1):
            draft.rows("kelurahan").append(
                {"kode": f"99.{k:02d}.{j}", "nama": f"{name} {j}", "kecamatan": name}
            )
        seats = largest if draft.chance.hit(70) else largest - draft.chance.below(largest // 3 + 1)
        least = max(row["min"] for row in draft.rows("kegiatan"))
        draft.rows("tempat").append(
            {
                "id": f"aula-{k}",
                "kecamatan": name,
                "nama": f"Aula {name}",
                "kursi": max(seats, least),
            }
        )


def people(draft: Draft) -> None:
    """Everyone's home and, where there are trades, field of business."""
    chance = draft.chance
    fields = list(dict.fromkeys(f for row in draft.rows("kegiatan") for f in row.get("bidang", [])))
    weights = {name: chance.between(1, 4) for name in fields}
    homes = {
        row["nama"]: [home for home in draft.rows("kelurahan") if home["kecamatan"] == row["nama"]]
        for row in draft.rows("kecamatan")
    }
    sizes = {name: chance.between(6, 14) for name in homes}
    shares = {name: [chance.between(1, 6) for _ in those] for name, those in homes.items()}
    for number in range(1, draft.total + 1):
        kecamatan = chance.weighted(sizes)
        weights_here = dict(enumerate(shares[kecamatan]))
        row = {
            "no_peserta": f"P{number:05d}",
            "kecamatan": kecamatan,
            "kelurahan": homes[kecamatan][chance.weighted(weights_here)]["nama"],
        }
        if fields:
            row["bidang"] = chance.weighted(weights)
        draft.rows("pendaftar").append(row)
