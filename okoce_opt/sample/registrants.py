"""Synthetic registrants for a scenario: the same bytes on every machine, and nobody who exists.

A folder's `sampel.toml` says how many people each kecamatan gets (one number for all, or a table by
code) and how their weekdays, wishes and absences are drawn; kelurahan sizes follow by largest
remainder. Fields of business, where it names any, go to so many people of each kecamatan, whoever
is drawn. With `[keluarga]` some people are couples of one kelurahan, and some a cooperative
(`_households`). The recipe of a what-if leaves the people of its base as they are and draws single
days on which they are away as well (`acak`, per cent). All chance comes from SHA-256 of
`benih|row|question`, so that no library's stream of random numbers can change a list.
"""

from __future__ import annotations

import csv
import hashlib
import io
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from okoce_opt.domain.calendar import ANY_TURN
from okoce_opt.domain.findings import Complaint
from okoce_opt.domain.words import WEEKDAYS, Words, same
from okoce_opt.errors import InputError
from okoce_opt.io import load_scenario
from okoce_opt.sample.names import FAMILY, MEN, WOMEN

RECIPE = "sampel.toml"
NIK_REGION = "317399"
"""No kecamatan has this code, so that no NIK of the sample can be a person's."""
PHONE_PREFIX = "0840"
"""No operator of Indonesia has numbers that begin so."""
OBSTACLE = ("jenis", "id", "dari", "sampai", "alasan")
BORN_FROM, BORN_TO = date(1958, 1, 1), date(1999, 12, 31)


@dataclass(frozen=True, slots=True)
class Draw:
    """The chance of one registrant: whole numbers from SHA-256, by question."""

    seed: str
    row: int

    def below(self, limit: int, question: str) -> int:
        """A number from 0 to `limit` - 1, each as likely as the other to within 2**-50."""
        digest = hashlib.sha256(f"{self.seed}|{self.row}|{question}".encode()).digest()
        return int.from_bytes(digest[:8], "big") * limit >> 64

    def choice(self, weighted: Sequence[Mapping[str, Any]], question: str) -> Mapping[str, Any]:
        """One of the entries, by their `persen` (which add up to 100)."""
        left = self.below(100, question)
        for entry in weighted:
            left -= entry["persen"]
            if left < 0:
                return entry
        raise AssertionError("shares add up to 100")  # _refuse_faults has checked it


def sample(folder: Path) -> dict[str, bytes]:
    """`pendaftar.csv` and `halangan.csv` for the scenario in `folder`, as bytes (UTF-8, line ends
    LF).

    Reads `sampel.toml`, `kecamatan.csv` and `kelurahan.csv` there; for a what-if `sampel.toml` and
    the scenario that it extends, and gives `halangan.csv` alone. Writes nothing. Raises
    `InputError` when the recipe is missing or cannot be followed.
    """
    recipe = _read(folder)
    if "acak" in recipe:
        return {"halangan.csv": _csv(OBSTACLE, _single_days(recipe, folder))}
    kecamatan, kelurahan = _rows(folder, "kecamatan"), _rows(folder, "kelurahan")
    _refuse_faults(recipe, [row["kode"] for row in kecamatan], [row["kode"] for row in kelurahan])
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
        asks, belongs = _households(recipe, people)
        tables["keluarga.csv"] = _csv(["id", "cara"], asks)
        header, people = (
            [*header, "keluarga"],
            [[*person, belongs.get(person[0], "")] for person in people],
        )
    return {"pendaftar.csv": _csv(header, people), **tables}


def _households(
    recipe: Mapping[str, Any], people: Sequence[Sequence[str]]
) -> tuple[list[list[str]], dict[str, str]]:
    """Rows of `keluarga`, and person -> household.

    `koperasi` people of the first kecamatan are one cooperative; of everyone else `pasangan` per
    cent are in couples of one kelurahan, of which `bergantian` per cent come in turns. Who, is
    drawn.
    """
    said = recipe["keluarga"]
    drawn = sorted(
        people,
        key=lambda p: (Draw(recipe["benih"], int(p[0][1:])).below(1 << 48, "keluarga"), p[0]),
    )
    together = [person[0] for person in drawn if person[4] == people[0][4]][
        : said.get("koperasi", 0)
    ]
    belongs = dict.fromkeys(together, "KOP1")
    asks = [["KOP1", "bersama"]] if together else []
    homes: dict[str, list[str]] = {}
    for person in drawn:
        if person[0] not in belongs:
            homes.setdefault(f"{person[4]}|{person[5]}", []).append(person[0])
    sizes = [len(home) for home in homes.values()]
    couples = largest_remainder(sizes, sum(sizes) * said.get("pasangan", 0) // 200)
    for home, number in zip(homes.values(), couples, strict=True):
        for n in range(min(number, len(home) // 2)):
            name = f"KEL{len(asks) + 1:04d}"
            in_turns = Draw(recipe["benih"], len(asks) + 1).below(100, "bergantian") < said.get(
                "bergantian", 0
            )
            asks.append([name, "bergantian" if in_turns else "bersama"])
            belongs.update(dict.fromkeys(home[2 * n : 2 * n + 2], name))
    return asks, belongs


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


def largest_remainder(weights: Sequence[int], total: int) -> list[int]:
    """`total` shared out by weight in whole numbers; rests go to the largest remainders, earlier
    rows first on a tie.
    """
    whole = sum(weights)
    shares = [weight * total // whole for weight in weights]
    by_rest = sorted(range(len(weights)), key=lambda i: (-(weights[i] * total % whole), i))
    for i in by_rest[: total - sum(shares)]:
        shares[i] += 1
    return shares


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


def _single_days(recipe: Mapping[str, Any], folder: Path) -> Iterable[list[str]]:
    """Days on which people of the base are away as well, each drawn for itself.

    Only days on which the person's kecamatan may meet are drawn: no other can matter. Days on which
    the base has the person away already are left out.
    """
    complaints = [
        _complaint(
            "missing_key", name, key, "", Words("kunci {key}", "the key {key}").fill(key=key)
        )
        for name, key, there in (
            (RECIPE, "benih", recipe),
            ("scenario.toml", "extends", _read(folder, "scenario.toml")),
        )
        if key not in there
    ]
    if complaints:
        raise InputError(complaints)
    problem = load_scenario(folder / _read(folder, "scenario.toml")["extends"]).problem
    for number, person in enumerate(problem.registrants.values(), start=1):
        draw, away = Draw(recipe["benih"], number), problem.absences.get(person.id, ())
        turns = (problem.kecamatan[person.kecamatan].group, ANY_TURN)
        for day in problem.calendar.open_days:
            known = problem.calendar.turn(day) not in turns or any(
                obstacle.covers(day) for obstacle in away
            )
            if not known and draw.below(100, f"acak {day}") < recipe["acak"]:
                yield [
                    "pendaftar",
                    person.id,
                    day.isoformat(),
                    day.isoformat(),
                    recipe.get("alasan", ""),
                ]


def _rows(folder: Path, table: str) -> list[dict[str, str]]:
    path = folder / f"{table}.csv"
    if not path.is_file():
        raise InputError(
            [
                _complaint(
                    "missing_file",
                    path.name,
                    "",
                    "",
                    Words("tabel {table}", "the table {table}").fill(table=table),
                )
            ]
        )
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def _read(folder: Path, name: str = RECIPE) -> dict[str, Any]:
    path = folder / name
    if not path.is_file():
        raise InputError(
            [
                _complaint(
                    "missing_file",
                    name,
                    "",
                    "",
                    Words("resep contoh pendaftar", "the recipe of the sample"),
                )
            ]
        )
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as wrong:
        raise InputError([_complaint("bad_toml", name, "", str(wrong), same("TOML"))]) from wrong


def _refuse_faults(
    recipe: Mapping[str, Any], kecamatan: Sequence[str], kelurahan: Sequence[str]
) -> None:
    complaints = [
        _complaint(
            "missing_key", RECIPE, key, "", Words("kunci {key}", "the key {key}").fill(key=key)
        )
        for key in ("benih", "orang", "bobot", "hari", "suka", "pergi")
        if key not in recipe
    ]
    for key in ("hari", "suka", "pergi"):
        shares = sum(entry.get("persen", 0) for entry in recipe.get(key, []))
        if key in recipe and shares != 100:
            complaints.append(
                _complaint(
                    "out_of_range", RECIPE, key, str(shares), Words("jumlah 100", "100 in all")
                )
            )
    for key in ("hari", "suka"):
        for entry in recipe.get(key, []):
            if any(
                day not in WEEKDAYS["id"] for day in str(entry.get("hari", "")).split(", ") if day
            ):
                complaints.append(
                    _complaint(
                        "bad_weekday",
                        RECIPE,
                        key,
                        str(entry["hari"]),
                        same(", ".join(WEEKDAYS["id"])),
                    )
                )
    for key, number in recipe.get("keluarga", {}).items():
        if key not in ("pasangan", "bergantian", "koperasi"):
            known = ("pasangan", "bergantian", "koperasi")
            complaints.append(
                _complaint("unknown_key", RECIPE, f"keluarga.{key}", key, same(", ".join(known)))
            )
        elif not isinstance(number, int) or number < 0 or (key != "koperasi" and number > 100):
            allowed = (
                Words("0 atau lebih", "0 or more")
                if key == "koperasi"
                else Words("0 sampai 100", "0 to 100")
            )
            complaints.append(
                _complaint("out_of_range", RECIPE, f"keluarga.{key}", str(number), allowed)
            )
    by_code = [
        ("bobot", kelurahan),
        *([("orang", kecamatan)] if isinstance(recipe.get("orang"), dict) else []),
    ]
    for key, codes in by_code:
        for code in codes:
            if key in recipe and recipe[key].get(code, 0) < 1:
                complaints.append(
                    _complaint("missing_key", RECIPE, key, code, Words("1 atau lebih", "1 or more"))
                )
    if complaints:
        raise InputError(complaints)


def _complaint(code: str, file: str, column: str, found: str, allowed: Words) -> Complaint:
    return Complaint(code, "sampel", "", column, found, allowed, file=file)


def _csv(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue().encode("utf-8")
