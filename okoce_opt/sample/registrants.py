"""Synthetic registrants for a scenario: the same bytes on every machine, and nobody who exists.

A folder's `sampel.toml` says how many people each kecamatan gets (one number for all, or a table by
code) and how their weekdays, wishes and absences are drawn; kelurahan sizes follow by largest
remainder. Fields of business, where it names any, go to so many people of each kecamatan, whoever
is drawn. With `[keluarga]` some people are couples of one kelurahan, and some a cooperative. The
recipe of a what-if leaves the people of its base as they are and draws single days on which they
are away as well (`acak`, per cent). All chance comes from SHA-256 of `benih|row|question`, so that
no library's stream of random numbers can change a list.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from okoce_opt.sample.absences import draw_absences
from okoce_opt.sample.draw import Draw, largest_remainder
from okoce_opt.sample.households import draw_households
from okoce_opt.sample.names import FAMILY, MEN, WOMEN
from okoce_opt.sample.recipe import read_recipe, read_rows, refuse_faults

NIK_REGION = "317399"
"""No kecamatan has this code, so that no NIK of the sample can be a person's."""
PHONE_PREFIX = "0840"
"""No operator of Indonesia has numbers that begin so."""
OBSTACLE = ("jenis", "id", "dari", "sampai", "alasan")
BORN_FROM, BORN_TO = date(1958, 1, 1), date(1999, 12, 31)


def sample(folder: Path) -> dict[str, bytes]:
    """`pendaftar.csv` and `halangan.csv` for the scenario in `folder`, as bytes (UTF-8, line ends
    LF).

    Reads `sampel.toml`, `kecamatan.csv` and `kelurahan.csv` there; for a what-if `sampel.toml` and
    the scenario that it extends, and gives `halangan.csv` alone. Writes nothing. Raises
    `InputError` when the recipe is missing or cannot be followed.
    """
    recipe = read_recipe(folder)
    if "acak" in recipe:
        return {"halangan.csv": _csv(OBSTACLE, draw_absences(recipe, folder))}
    kecamatan, kelurahan = read_rows(folder, "kecamatan"), read_rows(folder, "kelurahan")
    refuse_faults(recipe, [row["kode"] for row in kecamatan], [row["kode"] for row in kelurahan])
    sizes = _sizes(recipe, [row["kode"] for row in kecamatan])
    people: list[list[str]] = []
    absences: list[list[str]] = []
    serials: dict[str, int] = {}
    for office in kecamatan:
        own = [row for row in kelurahan if row["kecamatan"] in (office["kode"], office["nama"])]
        weights = [recipe["bobot"][row["kode"]] for row in own]
        for home, size in zip(own, largest_remainder(weights, sizes[office["kode"]]), strict=True):
            for _ in range(size):
                number = len(people) + 1
                draw = Draw(recipe["benih"], number)
                name, nik = _identity(draw, serials)
                days = draw.choice(recipe["hari"], "hari")["hari"]
                person = f"P{number:05d}"
                phone = f"{PHONE_PREFIX}{number:08d}"
                people.append(
                    [
                        person,
                        name,
                        nik,
                        phone,
                        office["nama"],
                        home["nama"],
                        days,
                        _wish(draw, recipe, days),
                    ]
                )
                away = draw.choice(recipe["pergi"], "pergi")
                if away.get("dari"):
                    absences.append(
                        [
                            "pendaftar",
                            person,
                            away["dari"].isoformat(),
                            away["sampai"].isoformat(),
                            away["alasan"],
                        ]
                    )
    header = ["no_peserta", "nama", "nik", "telepon", "kecamatan", "kelurahan", "hari", "suka"]
    if "bidang" in recipe:
        header.append("bidang")
        for office in kecamatan:
            _give_fields(recipe, [person for person in people if person[4] == office["nama"]])
    tables = {"halangan.csv": _csv(OBSTACLE, absences)}
    if "keluarga" in recipe:
        asks, belongs = draw_households(recipe, people)
        tables["keluarga.csv"] = _csv(["id", "cara"], asks)
        header, people = (
            [*header, "keluarga"],
            [[*person, belongs.get(person[0], "")] for person in people],
        )
    return {"pendaftar.csv": _csv(header, people), **tables}


def _give_fields(recipe: Mapping[str, Any], people: Sequence[list[str]]) -> None:
    """Add a field of business to each row of one kecamatan: to as many, drawn, as the recipe says;
    none to the others.
    """
    fields = [str(entry["nama"]) for entry in recipe["bidang"] for _ in range(entry["orang"])]
    drawn = sorted(
        people,
        key=lambda row: (Draw(recipe["benih"], int(row[0][1:])).below(1 << 48, "bidang"), row[0]),
    )
    for number, row in enumerate(drawn):
        row.append(fields[number] if number < len(fields) else "")


def _identity(draw: Draw, serials: dict[str, int]) -> tuple[str, str]:
    woman = draw.below(2, "kelamin") == 1
    given = WOMEN if woman else MEN
    words = [given[draw.below(len(given), "nama")], FAMILY[draw.below(len(FAMILY), "nama kedua")]]
    if draw.below(100, "nama ketiga") < 15:
        words.append(FAMILY[draw.below(len(FAMILY), "nama terakhir")])
    if words[-1] == words[-2]:
        words.pop()
    born = BORN_FROM + timedelta(days=draw.below((BORN_TO - BORN_FROM).days + 1, "lahir"))
    stem = f"{NIK_REGION}{born.day + (40 if woman else 0):02d}{born.month:02d}{born.year % 100:02d}"
    serials[stem] = serials.get(stem, 0) + 1
    return " ".join(words), f"{stem}{serials[stem]:04d}"


def _wish(draw: Draw, recipe: Mapping[str, Any], days: str) -> str:
    """The preferred weekday; dropped when it is not among the days that suit."""
    wish = str(draw.choice(recipe["suka"], "suka")["hari"])
    return "" if wish and days and wish not in days.split(", ") else wish


def _sizes(recipe: Mapping[str, Any], codes: Iterable[str]) -> dict[str, int]:
    """People of each kecamatan."""
    people = recipe["orang"]
    return {code: people[code] if isinstance(people, dict) else people for code in codes}


def _csv(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue().encode("utf-8")
