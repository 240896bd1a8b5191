"""Traits of people, days and halls that a drawn problem may have."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from okoce_opt.bench.zoo.sheets import DAYS, Draft

if TYPE_CHECKING:
    from okoce_opt.domain.problem import Problem

Read = Callable[[], "Problem"]
"""The draft as it can be read now."""


@dataclass(frozen=True, slots=True)
class Trait:
    """What a problem may have: what it does to the draft before its length is known, and after it
    can be read.

    `clashes` are traits beside which it has no meaning, `shapes` those of which it makes sense
    (empty: all).
    """

    name: str
    before: Callable[[Draft], None] | None = None
    after: Callable[[Draft, Read], None] | None = None
    clashes: frozenset[str] = frozenset()
    shapes: frozenset[str] = frozenset()


PATTERNS = (
    ["senin", "selasa", "rabu"],
    ["selasa", "rabu", "kamis"],
    ["rabu", "kamis", "jumat"],
    ["senin", "selasa", "kamis", "jumat"],
    ["senin", "rabu", "kamis", "jumat"],
    ["senin", "selasa", "rabu", "kamis"],
    ["senin", "rabu", "jumat"],
    ["selasa", "kamis"],
)


def weekdays(draft: Draft) -> None:
    """Some can come on a few weekdays only."""
    share = draft.chance.between(10, 60)
    longest = max(row.get("lama", 1) for row in draft.rows("kegiatan"))
    fitting = [days for days in PATTERNS if len(days) >= longest] or [list(DAYS[:5])]
    for person in draft.rows("pendaftar"):
        if draft.chance.hit(share):
            person["hari"] = draft.chance.of(fitting)


def wishes(draft: Draft) -> None:
    """Many like some weekdays, or a part of the day, more than others."""
    parts = [p for p in draft.settings["bagian"] if p != "sehari"]
    for person in draft.rows("pendaftar"):
        if draft.chance.hit(50):
            person["suka"] = draft.chance.some(
                person.get("hari", DAYS[:5]), draft.chance.between(1, 2)
            )
            if len(parts) > 1 and draft.chance.hit(50):
                person["suka"] = [*person["suka"], draft.chance.of(parts)]
    draft.goal("preferred_days", price=draft.chance.between(1, 5))


def absences(draft: Draft, read: Read) -> None:
    """Some are away for a while."""
    days = draft.open_days()
    share = draft.chance.between(5, 25)
    for person in draft.rows("pendaftar"):
        if draft.chance.hit(share):
            start = draft.chance.of(days)
            draft.rows("halangan").append(
                {
                    "jenis": "pendaftar",
                    "id": person["no_peserta"],
                    "dari": start,
                    "sampai": start + timedelta(draft.chance.between(0, len(days) // 2)),
                    "alasan": "pergi",
                }
            )


def turns(draft: Draft) -> None:
    """Two groups of kecamatan take turns; some days are free for both."""
    for number, row in enumerate(draft.rows("kecamatan")):
        row["kelompok"] = str(1 + number % 2)
    draft.rule("turns")


def free_days(draft: Draft, read: Read) -> None:
    """Days that are nobody's turn, or another's; where classes last several days, whole weeks."""
    if any(row.get("lama", 1) > 1 for row in draft.rows("kegiatan")):
        for day in draft.open_days():
            draft.day(day)["giliran"] = str(1 + day.isocalendar().week % 2)
        return
    for day in draft.chance.some(draft.open_days(), 3):
        draft.day(day)["giliran"] = draft.chance.of(["bebas", "1", "2"])


def at_most(draft: Draft) -> None:
    """Only so many kecamatan meet on a day."""
    number = len(draft.kecamatan)
    draft.rule("simultaneous_phase", at_most=max(1, number * draft.chance.between(40, 80) // 100))


def halls(draft: Draft) -> None:
    """More halls, of other sizes, on some weekdays or for some activities only."""
    for row in list(draft.rows("tempat")):
        for number in range(draft.chance.between(1, 2)):
            other = {
                **row,
                "id": f"{row['id']}-{number + 2}",
                "nama": f"{row['nama']} {number + 2}",
            }
            other["kursi"] = max(1, row["kursi"] * draft.chance.between(60, 110) // 100)
            least = max(a["min"] for a in draft.rows("kegiatan"))
            other["kursi"] = max(other["kursi"], least)
            if draft.chance.hit(50):
                other["hari"] = draft.chance.some(DAYS[:5], draft.chance.between(3, 4))
            if draft.chance.hit(30):
                other["kegiatan"] = [draft.chance.of(draft.needed)["id"]]
            draft.rows("tempat").append(other)


def days_a_week(draft: Draft) -> None:
    """A kecamatan meets on few days a week, and on as few days as can be."""
    longest = max(row.get("lama", 1) for row in draft.rows("kegiatan"))
    draft.rule("meeting_days", at_most=max(longest, draft.chance.between(3, 4)))
    draft.goal("few_days", price=draft.chance.between(5, 50))


def closures(draft: Draft, read: Read) -> None:
    """Halls under repair, and days on which the programme rests."""
    days = draft.open_days()
    for row in draft.rows("tempat"):
        free = draft.spared(days, row["id"], lasting=3)
        if draft.chance.hit(40) and free:
            start = draft.chance.of(free)
            draft.rows("halangan").append(
                {
                    "jenis": "tempat",
                    "id": row["id"],
                    "dari": start,
                    "sampai": start + timedelta(2),
                    "alasan": "renovasi",
                }
            )
    weekend = [day + timedelta(1) for day in days if day.weekday() in (4, 5)]
    free = [day for day in weekend if day < days[-1] and day not in days]
    if free:
        draft.day(draft.chance.of(free)).update(status="buka", keterangan="pengganti")
    if free := draft.spared(days):
        start = draft.chance.of(free)
        draft.rows("halangan").append(
            {"jenis": "program", "id": "", "dari": start, "sampai": start, "alasan": "rapat"}
        )


def parts(draft: Draft) -> None:
    """Half-days: some activities in the morning or the afternoon, on some days one part only."""
    draft.settings["bagian"] = {
        "pagi": "08.00-11.30",
        "siang": "13.00-15.30",
        "sehari": "08.00-15.30",
    }
    for row in draft.rows("kegiatan"):
        row["bagian"] = draft.chance.of(
            [["pagi", "siang"], ["pagi", "siang"], ["sehari"], ["pagi"]]
        )
    if draft.chance.hit(50):
        draft.settings["bagian_hari"] = {"jumat": ["pagi", "sehari"]}


def part_of_a_day(draft: Draft, read: Read) -> None:
    """A day that has the morning only."""
    if free := draft.spared(draft.open_days()):
        draft.day(draft.chance.of(free))["bagian"] = ["pagi"]


def soft(draft: Draft, read: Read) -> None:
    """A stretch of days better avoided."""
    days = draft.open_days()
    start = draft.chance.below(max(1, len(days) // 2))
    for day in days[start : start + max(1, len(days) // 4)]:
        draft.day(day)["lunak"] = True


def soft_goal(draft: Draft) -> None:
    """As few as can be come then."""
    draft.goal("soft_days", price=draft.chance.between(1, 4))


def rhythm(draft: Draft) -> None:
    """Classes once a week, or on certain weekdays, or never torn by a holiday."""
    for number, row in enumerate(draft.rows("kegiatan")):
        if number % 3 == 0:
            row["irama"] = "mingguan"
        elif number % 3 == 1:
            row["hari"] = draft.chance.some(DAYS[:5], max(3, min(5, row.get("lama", 1))))
        else:
            row["lanjut"] = False


def greatest_gaps(draft: Draft) -> None:
    """Who has begun goes on before too long."""
    for row in draft.rows("urutan"):
        row["jeda_maks"] = row.get("jeda_min", 0) + draft.chance.between(7, 21)


def deadline(draft: Draft, read: Read) -> None:
    """Required activities are over some days before the end."""
    days = draft.open_days()
    draft.rule("deadline", day=days[-1 - min(len(days) - 1, draft.chance.between(1, 3))])


def present(draft: Draft) -> None:
    """Someone of every kelurahan in each session."""
    extra = {"activities": [draft.chance.of(draft.needed)["id"]]} if draft.chance.hit(40) else {}
    at_least = 1 if draft.chance.hit(75) else 2
    draft.rule("every_kelurahan_present", at_least=at_least, where_possible=True, **extra)


def share(draft: Draft) -> None:
    """Each session mirrors the kecamatan."""
    draft.goal(
        "kelurahan_share",
        price=draft.chance.between(5, 50),
        share_percent=draft.chance.of([30, 50, 80]),
    )


def even(draft: Draft) -> None:
    """Sessions about equally full."""
    draft.goal("even_attendance", price=draft.chance.between(1, 5))


def early(draft: Draft) -> None:
    """Over as early as can be, in all or in each kecamatan; perhaps at about the same time."""
    draft.goal("finish_early", level=3, each=draft.chance.hit(40))
    if len(draft.kecamatan) > 1:
        draft.goal("alike_finish", level=4)


def rent(draft: Draft) -> None:
    """Halls cost rent."""
    for row in draft.rows("tempat"):
        row["sewa"] = 50 * draft.chance.between(1, 20)
    draft.goal("venue_rent", price=1)
