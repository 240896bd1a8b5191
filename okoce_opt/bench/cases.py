"""The cases by name: every story that can be planned, and cities that are made for the bench."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from okoce_opt import planning
from okoce_opt.bench.worlds import Growth, grown
from okoce_opt.domain.words import Words
from okoce_opt.scenario import Scenario

BASE = "jakarta_barat_2018"
"""The story from which cities are made."""

SHORT = (
    *(
        BASE,
        "tak_rata",
        "absen_acak",
        "fase_bebas",
        "selesai_cepat",
        "satu_tim_cukup",
        "aula_tutup",
        "cuti_bersama_direvisi",
    ),
    "bazar_kota",
)
"""What is run when nothing is named."""

GROWTH = tuple(f"kota_{n}" for n in (1, 2, 5, 10, 20, 50, 100, 200))
"""From 1,000 registrants to 200,000."""

MADE: Mapping[str, tuple[Growth, Words]] = MappingProxyType(
    {
        "kota_44": (
            Growth(44),
            Words("44 kecamatan, 1.000 orang masing-masing", "44 kecamatan of 1,000 people"),
        ),
        "kota_200": (
            Growth(200),
            Words("200 kecamatan, 1.000 orang masing-masing", "200 kecamatan of 1,000 people"),
        ),
        "satu_20000": (
            Growth(1, people=20, halls=20),
            Words(
                "satu kecamatan, 20.000 orang, 20 aula", "one kecamatan of 20,000 people, 20 halls"
            ),
        ),
        "kursi_1000": (
            Growth(1, people=10, seats=10),
            Words(
                "satu kecamatan, 10.000 orang, sesi 1.000 kursi",
                "one kecamatan of 10,000 people, sessions of 1,000 seats",
            ),
        ),
        "kegiatan_15": (
            Growth(1, halls=5, chains=5),
            Words("satu kecamatan, 15 kegiatan, 5 aula", "one kecamatan, 15 activities, 5 halls"),
        ),
    }
)
"""Each is made from the kecamatan of the base story."""


def growth_of(name: str) -> Growth | None:
    """How the city of that name is made; None if it is a story's. `kota_7` has seven kecamatan."""
    city = re.fullmatch(r"kota_([1-9]\d{0,3})", name)
    return Growth(int(city[1])) if city else MADE[name][0] if name in MADE else None


def stories(home: Path) -> dict[str, str]:
    """Stories in the folder that can be planned, with the story whose plan each changes (empty:
    none).
    """
    found = {}
    for path in sorted(home.glob("*/expect.toml")):
        expected = tomllib.loads(path.read_text(encoding="utf-8"))
        if expected.get("outcome") == "planned":
            found[path.parent.name] = str(expected.get("from", ""))
    return found


def scenario_of(name: str, home: Path, old: Path | None = None) -> Scenario:
    """The case's scenario, as a change of the plan in folder `old` if given."""
    growth = growth_of(name)
    if growth is not None:
        return grown(planning.read_scenario(home / BASE), name, growth)
    return planning.read_scenario(home / name, old)
