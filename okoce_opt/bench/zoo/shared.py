"""Traits of what is shared, promised or settled already."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from okoce_opt.bench.zoo.sheets import DAYS, Draft, Row

if TYPE_CHECKING:
    from okoce_opt.bench.zoo.traits import Read


def travel(draft: Draft) -> None:
    """Kelurahan and halls have points on the map; ways are to be short."""
    for row in (*draft.rows("kelurahan"), *draft.rows("tempat")):
        row["lintang"] = f"-6.{draft.chance.between(100, 300):03d}"
        row["bujur"] = f"106.{draft.chance.between(700, 900):03d}"
    draft.goal("travel", price=1)


def fares(draft: Draft) -> None:
    """Some ways have a price of their own."""
    travel(draft)
    for _ in range(12):
        home, hall = draft.chance.of(draft.rows("kelurahan")), draft.chance.of(draft.rows("tempat"))
        key = (home["kode"], hall["id"])
        if key not in {(row["dari"], row["tempat"]) for row in draft.rows("perjalanan")}:
            draft.rows("perjalanan").append(
                {"dari": key[0], "tempat": key[1], "harga": draft.chance.between(1, 60)}
            )


def together(draft: Draft) -> None:
    """Couples who sit together: both or neither, or as far as can be."""
    _households(draft, "bersama", "sebisanya")


def in_turns(draft: Draft) -> None:
    """Couples of whom one must be at home."""
    _households(draft, "bergantian")


def _households(draft: Draft, *ways: str) -> None:
    share, waiting = draft.chance.between(5, 20), dict[str, Row]()
    for person in draft.rows("pendaftar"):
        if person.get("keluarga") or not draft.chance.hit(share):
            continue
        other = waiting.pop(person["kecamatan"], None)
        if other is None:
            waiting[person["kecamatan"]] = person
            continue
        way = draft.chance.of(ways)
        name = f"kk-{way[:1]}{len(draft.rows('keluarga')) + 1}"
        draft.rows("keluarga").append({"id": name, "cara": way})
        person["keluarga"] = other["keluarga"] = name
        if way != "bergantian" and "bidang" in person:
            person["bidang"] = other["bidang"]


def quota(draft: Draft) -> None:
    """So many of each kecamatan, or of some kelurahan, in one activity."""
    activity = draft.chance.of(draft.rows("kegiatan"))
    exact = draft.chance.hit(30)
    promised = {
        (row["kegiatan"], row["kecamatan"], row.get("kelurahan", "")) for row in draft.rows("jatah")
    }
    for name in draft.kecamatan:
        mine = [
            p
            for p in draft.rows("pendaftar")
            if p["kecamatan"] == name and draft.is_for(p, activity)
        ]
        homes = sorted({p["kelurahan"] for p in mine})
        for home in ["", *draft.chance.some(homes, draft.chance.between(1, len(homes)))]:
            if (activity["id"], name, home) in promised:
                continue
            people = sum(home in ("", p["kelurahan"]) for p in mine)
            most = people * draft.chance.between(60, 105) // 100
            draft.rows("jatah").append(
                {"kegiatan": activity["id"], "kecamatan": name, "kelurahan": home, "orang": most}
            )
    draft.rule("quota", at_least=exact)


def teams(draft: Draft) -> None:
    """One activity needs a team, of which there are few."""
    activity = draft.chance.of(draft.needed)
    activity["tim"] = "mitra"
    for number in range(1, max(1, len(draft.kecamatan) * draft.chance.between(4, 10) // 10) + 1):
        row: Row = {"id": f"mitra-{number}", "jenis": "mitra", "nama": f"Mitra {number}"}
        if number == 1 or draft.chance.hit(40):
            row["hari"] = draft.chance.some(DAYS[:5], draft.chance.between(3, 4))
        row["sekaligus"] = draft.chance.of([1, 1, 2])
        draft.rows("tim").append(row)
    if draft.chance.hit(40) and len(draft.kecamatan) > 1:
        draft.rows("tim").append(
            {"id": "mitra-x", "jenis": "mitra", "nama": "Mitra X", "kecamatan": draft.kecamatan[:2]}
        )


def team_days(draft: Draft) -> None:
    """A team is out on few days of a week."""
    if not draft.rows("tim"):
        teams(draft)
    draft.rule("team_days", at_most=draft.chance.between(3, 4), per="minggu")


def team_away(draft: Draft, read: Read) -> None:
    """A team is away for a week."""
    start = draft.chance.of(draft.open_days())
    for row in draft.rows("tim")[:1]:
        draft.rows("halangan").append(
            {
                "jenis": "tim",
                "id": row["id"],
                "dari": start,
                "sampai": start + timedelta(4),
                "alasan": "dinas",
            }
        )


def mentors(draft: Draft) -> None:
    """Everyone has a mentor of their kecamatan, or of several."""
    for number, name in enumerate(draft.kecamatan):
        people = sum(person["kecamatan"] == name for person in draft.rows("pendaftar"))
        each = draft.chance.between(2, 4)
        for k in range(each):
            draft.rows("tim").append(
                {
                    "id": f"pd-{number + 1}-{k + 1}",
                    "jenis": "pendamping",
                    "nama": f"Pendamping {name} {k + 1}",
                    "orang": -(-people * draft.chance.between(95, 120) // 100 // each) + 1,
                    "kecamatan": [name],
                }
            )
    draft.rows("tim").append(
        {
            "id": "pd-kota",
            "jenis": "pendamping",
            "nama": "Pendamping kota",
            "orang": len(draft.rows("pendaftar")) // 5,
            "kecamatan": draft.kecamatan[: draft.chance.between(2, 4)],
        }
    )
    draft.rule("mentors", team="pendamping")
    draft.goal("few_mentors", price=draft.chance.between(5, 20), team="pendamping")


def no_shows(draft: Draft) -> None:
    """Not all come: more are invited, and there are reserve sessions for those who do not."""
    last = draft.needed[-1]
    draft.rows("kehadiran").append(
        {
            "kegiatan": last["id"],
            "persen": draft.chance.between(60, 92),
            "luber_sekali_dari": draft.chance.of([0, 10, 20]),
        }
    )
    if len(draft.kecamatan) > 1:
        draft.rows("kehadiran").append(
            {
                "kegiatan": last["id"],
                "kecamatan": draft.kecamatan[0],
                "persen": draft.chance.between(60, 92),
            }
        )
    if draft.chance.hit(70):
        draft.rows("kegiatan").append(
            {
                "id": "susulan",
                "nama": "Susulan",
                "wajib": False,
                "min": 1,
                "maks": last["maks"],
                "lama": last.get("lama", 1),
                "cadangan_untuk": last["id"],
            }
        )
        draft.rule("make_up", min_gap_days=draft.chance.between(1, 3))


def done(draft: Draft) -> None:
    """Some have done the first activity before."""
    first, share = draft.needed[0]["id"], draft.chance.between(5, 25)
    for person in draft.rows("pendaftar"):
        if draft.is_for(person, draft.activity(first)) and draft.chance.hit(share):
            person[f"selesai_{first}"] = draft.first - timedelta(draft.chance.between(1, 40))


def counters(draft: Draft) -> None:
    """A counter that serves one kelurahan only."""
    for name in draft.kecamatan:
        homes = [row for row in draft.rows("kelurahan") if row["kecamatan"] == name]
        home = draft.chance.of(homes)
        activity = draft.needed[-1]
        draft.rows("tempat").append(
            {
                "id": f"loket-{name.lower()}",
                "kecamatan": name,
                "nama": f"Loket {home['nama']}",
                "kursi": max(activity["min"], 20),
                "kelurahan": home["nama"],
                "kegiatan": [activity["id"]],
            }
        )


def told(draft: Draft, read: Read) -> None:
    """Some sessions are told to be held, some not to be."""
    problem = read()
    required = [s for s in problem.sessions.values() if problem.activities[s.activity].required]
    taken: set[tuple[str, int]] = set()
    days: dict[object, set[str]] = {}
    for session in draft.chance.mixed(required):
        held = len(taken) < 4 and draft.chance.hit(50)
        spots = {(session.venue, slot) for slot in session.slots}
        crowd = any(
            days.get(day, {session.kecamatan}) != {session.kecamatan} for day in session.days
        )
        if held and (spots & taken or crowd):
            continue
        if held:
            taken |= spots
            for day in session.days:
                days[day] = {session.kecamatan}
        draft.rows("sesi").append(
            {
                "kegiatan": session.activity,
                "tempat": session.venue,
                "tanggal": session.first_day,
                "bagian": session.part,
                "status": "dipakai" if held else "tidak",
            }
        )
        if len(draft.rows("sesi")) >= 8:
            return


def pins(draft: Draft, read: Read) -> None:
    """A handful of seats are given already, all in one session."""
    problem = read()
    row = {person["no_peserta"]: person for person in draft.rows("pendaftar")}
    activity = draft.needed[0]["id"]
    for session in draft.chance.mixed(
        [s for s in problem.sessions.values() if s.activity == activity]
    ):
        able = [
            one
            for one in problem.registrants.values()
            if session.kecamatan in ("", one.kecamatan)
            and session.days not in problem.missed_by(one)
            and activity in {a.id for a in problem.still_to_do(one)}
            and problem.venues[session.venue].kelurahan in ("", one.kelurahan)
        ]
        if len(able) >= max(5, problem.activities[activity].min_people):
            for one in draft.chance.some(able, 4):
                row[one.id][f"pin_{activity}"] = session.id
            return


def queue(draft: Draft) -> None:
    """It is known since when everyone waits, and who has waited longest comes first."""
    for person in draft.rows("pendaftar"):
        if draft.chance.hit(90):
            person["daftar"] = draft.first - timedelta(draft.chance.between(1, 120))
    draft.goal("longest_waiting", level=2)
