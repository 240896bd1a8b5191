"""Eight stories without a plan, each for a reason of its own kind, in any size; people are made up.

Days, seats, kelurahan, team, deadline and gap, household and absence, quota, sessions of the city.
"""

from __future__ import annotations

import dataclasses
import itertools
from datetime import date, timedelta

from okoce_opt import Scenario

MONDAY = date(2026, 1, 5)
WEEK = ["senin", "selasa", "rabu", "kamis", "jumat"]


@dataclasses.dataclass
class Story:
    """Tables and settings of a story, to be changed before it is made."""

    name: str
    tables: dict
    program: dict
    rules: dict
    levels: list

    def made(self) -> Scenario:
        """The scenario."""
        return Scenario.from_frames(
            program=self.program,
            rules=self.rules,
            levels=self.levels,
            name=self.name,
            **{table: rows for table, rows in self.tables.items() if rows},
        )


def plain(name: str, kecamatan: int, people: int, seats: int, days: int, names="PZ") -> Story:
    """So many kecamatan with so many people each, one hall in each, activities in a chain, working
    days from Monday 5 January 2026 on.
    """
    codes = [f"K{n}" for n in range(1, kecamatan + 1)]
    last = MONDAY
    for _ in range(days - 1):
        last += timedelta(3 if last.weekday() == 4 else 1)
    titles = {"P": "Pelatihan", "Z": "Perizinan", "M": "Pengemasan"}
    return Story(
        name,
        {
            "kecamatan": [{"kode": c, "nama": f"Kecamatan {c}", "kelompok": "1"} for c in codes],
            "kelurahan": [
                {"kode": f"{c}.{x}", "nama": f"Desa {c} {x}", "kecamatan": c}
                for c in codes
                for x in "abc"
            ],
            "tempat": [
                {"id": f"aula-{c}", "kecamatan": c, "nama": f"Aula {c}", "kursi": seats}
                for c in codes
            ],
            "kegiatan": [{"id": a, "nama": titles[a], "min": 1, "maks": seats} for a in names],
            "urutan": [{"kegiatan": b, "sesudah": a} for a, b in itertools.pairwise(names)],
            "pendaftar": [
                {
                    "no_peserta": f"{c}-{i:04}",
                    "kecamatan": c,
                    "kelurahan": f"{c}.{'aab'[i % 3] if i % 10 or i > 40 else 'c'}",
                }
                for c in codes
                for i in range(people)
            ],
        },
        {
            "draw_seed": name,
            "mulai": MONDAY,
            "selesai": last,
            "hari_kerja": WEEK,
            "bagian": {"sehari": "08.00-15.00"},
        },
        {"everyone_placed": True},
        ["few_sessions", "few_days"],
    )


def too_few_days(size: int = 1, people: int = 12) -> Story:
    """Two activities of three sessions each need six days, and there are five."""
    return plain("hari", size, people, -(-people // 3), 5)


def too_few_seats(size: int = 1, people: int = 13) -> Story:
    """Two days of six seats for thirteen people (C02)."""
    return plain("kursi", size, people, people // 2, 2, "P")


def a_kelurahan_that_stays_together(size: int = 1, people: int = 30) -> Story:
    """Somebody of each kelurahan is to be in each of three sessions, and those of Desa c ask to sit
    together.
    """
    story = plain("kelurahan", size, people, people // 3, 4, "P")
    story.rules["every_kelurahan_present"] = {"at_least": 1}
    for row in story.tables["pendaftar"]:
        if row["kelurahan"].endswith("c"):
            row["keluarga"] = f"F-{row['kecamatan']}"
    story.tables["keluarga"] = [
        {"id": f"F-{row['kode']}", "cara": "bersama"} for row in story.tables["kecamatan"]
    ]
    return story


def one_team(size: int = 2, people: int = 8) -> Story:
    """One team for all kecamatan, two sessions each, and it works on three days."""
    story = plain("tim", size, people, people // 2, 5, "P")
    story.tables["kegiatan"][0]["tim"] = "mitra"
    days = "senin, selasa, rabu"
    story.tables["tim"] = [{"id": "T1", "jenis": "mitra", "sekaligus": 1, "hari": days}]
    return story


def deadline_and_gap(size: int = 1, people: int = 8) -> Story:
    """Perizinan comes five days after Pelatihan and must end by Friday: two sessions of Pelatihan
    would have to be on Monday or before.
    """
    story = plain("tenggat", size, people, people // 2, 8)
    story.tables["urutan"][0]["jeda_min"] = 5
    story.rules["deadline"] = {"day": MONDAY + timedelta(7)}
    return story


def household_and_absence(size: int = 1, people: int = 8) -> Story:
    """Two of a household that asks to sit together are never there on the same day."""
    story = plain("keluarga", size, people, people, 4, "P")
    story.tables["keluarga"] = [{"id": "F1", "cara": "bersama"}]
    for row, days in zip(story.tables["pendaftar"], ["senin, selasa", "rabu, kamis"], strict=False):
        row |= {"keluarga": "F1", "hari": days}
    return story


def too_small_a_quota(size: int = 1, people: int = 10) -> Story:
    """A quota of one less than there are people, and everybody is to have a seat."""
    story = plain("jatah", size, people, people, 4, "P")
    story.rules["quota"] = True
    story.tables["jatah"] = [{"kegiatan": "P", "kecamatan": "K1", "orang": people - 1}]
    return story


def city_sessions(size: int = 2, people: int = 8) -> Story:
    """A bazaar of the city: everybody is to be there, and its hall is open on one day."""
    story = plain("kota", size, people, people, 4, "P")
    seats = size * people - 1
    story.tables["kegiatan"].append(
        {"id": "B", "nama": "Bazar", "min": 1, "maks": seats, "lingkup": "kota"}
    )
    story.tables["tempat"].append(
        {"id": "balai", "kecamatan": "", "nama": "Balai Kota", "kursi": seats, "hari": "rabu"}
    )
    return story


EIGHT = (
    too_few_days,
    too_few_seats,
    a_kelurahan_that_stays_together,
    one_team,
    deadline_and_gap,
    household_and_absence,
    too_small_a_quota,
    city_sessions,
)
