"""How long the programme must be so that there are as many seats as needed, more or less."""

from __future__ import annotations

from datetime import timedelta

from okoce_opt.bench.zoo.sheets import DAYS, Draft, Row


def set_length(draft: Draft) -> None:
    """Give the programme its last day: open days for what is needed, times the drawn fullness."""
    days = max(2, round(_days_needed(draft) * draft.seats_to_need))
    gaps = [row.get("jeda_min", 0) for row in draft.rows("urutan")]
    longest = max(row.get("lama", 1) for row in draft.rows("kegiatan"))
    weeks = [5 * r["lama"] for r in draft.rows("kegiatan") if r.get("irama") == "mingguan"]
    days = max(days, longest, *weeks) + sum(gaps) // 2
    draft.settings["mulai"] = draft.first
    last = draft.first
    while True:
        draft.settings["selesai"] = last
        if len(draft.open_days()) >= days:
            break
        last += timedelta(1)
        if DAYS[last.weekday()] in draft.settings["hari_kerja"] and draft.chance.hit(4):
            draft.rows("kalender").append(
                {"tanggal": last, "status": "tutup", "golongan": "libur", "keterangan": "libur"}
            )
    draft.rows("kalender")[:] = [r for r in draft.rows("kalender") if r["tanggal"] <= last]


def _days_needed(draft: Draft) -> float:
    """Open days without a gap between need and seats: by kecamatan, by its halls, by turns, phases
    and teams.
    """
    of = {name: _hall_days(draft, name) for name in draft.kecamatan}
    groups = {row.get("kelompok") for row in draft.rows("kecamatan")} - {None}
    turns = len(groups) if "turns" in draft.settings.get("aturan", {}) else 1
    needed = [max(of.values(), default=1.0) * turns]
    phase = draft.settings.get("aturan", {}).get("simultaneous_phase")
    if phase:
        needed.append(sum(of.values()) / phase["at_most"])
    for kind in {row["tim"] for row in draft.needed if row.get("tim")}:
        teams = sum(
            row.get("sekaligus", 1) * len(row.get("hari", DAYS[:5])) / 5
            for row in draft.rows("tim")
            if row["jenis"] == kind
        )
        asked = [row for row in draft.needed if row.get("tim") == kind]
        needed.append(
            sum(_sessions(draft, a, k) * a.get("lama", 1) for a in asked for k in of) / teams
        )
    return max(needed)


def _hall_days(draft: Draft, kecamatan: str) -> float:
    halls = draft.halls(kecamatan)
    asked: dict[str, float] = {}
    for activity in draft.needed:
        half = 0.5 if set(activity.get("bagian", ["sehari"])) <= {"pagi", "siang"} else 1.0
        open_days = len(draft.settings["hari_kerja"]) / max(
            1, len(activity.get("hari", draft.settings["hari_kerja"]))
        )
        asked[activity["id"]] = (
            _sessions(draft, activity, kecamatan)
            * activity.get("lama", 1)
            * half
            * max(open_days, 1.0)
        )
    each = [
        asked[a["id"]] / max(1, sum(_hosts(hall, a["id"]) for hall in halls)) for a in draft.needed
    ]
    return max([*each, sum(asked.values()) / max(1, len(halls))])


def _hosts(hall: Row, activity: str) -> bool:
    return not hall.get("kegiatan") or activity in hall["kegiatan"]


def _sessions(draft: Draft, activity: Row, kecamatan: str) -> int:
    people = sum(
        draft.is_for(person, activity) and not person.get(f"selesai_{activity['id']}")
        for person in draft.rows("pendaftar")
        if person["kecamatan"] == kecamatan
    )
    seats = [
        min(h["kursi"], activity["maks"])
        for h in draft.halls(kecamatan)
        if _hosts(h, activity["id"])
    ]
    return -(-people // max(seats)) if seats else 0
