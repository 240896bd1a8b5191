"""A folder's `sampel.toml`: read, and refused with every fault at once."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from okoce_opt.domain.findings import Complaint
from okoce_opt.domain.words import WEEKDAYS, Words, same
from okoce_opt.errors import InputError

RECIPE = "sampel.toml"


def read_rows(folder: Path, table: str) -> list[dict[str, str]]:
    """The rows of a table beside the recipe; `InputError` when it is missing."""
    path = folder / f"{table}.csv"
    if not path.is_file():
        raise InputError(
            [
                complain(
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


def read_recipe(folder: Path, name: str = RECIPE) -> dict[str, Any]:
    """What a TOML file of the folder says; `InputError` when it is missing or no TOML."""
    path = folder / name
    if not path.is_file():
        raise InputError(
            [
                complain(
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
        raise InputError([complain("bad_toml", name, "", str(wrong), same("TOML"))]) from wrong


def refuse_faults(
    recipe: Mapping[str, Any], kecamatan: Sequence[str], kelurahan: Sequence[str]
) -> None:
    """`InputError` with every fault of a recipe for these kecamatan and kelurahan (codes)."""
    complaints = [
        complain(
            "missing_key", RECIPE, key, "", Words("kunci {key}", "the key {key}").fill(key=key)
        )
        for key in ("benih", "orang", "bobot", "hari", "suka", "pergi")
        if key not in recipe
    ]
    for key in ("hari", "suka", "pergi"):
        shares = sum(entry.get("persen", 0) for entry in recipe.get(key, []))
        if key in recipe and shares != 100:
            complaints.append(
                complain(
                    "out_of_range", RECIPE, key, str(shares), Words("jumlah 100", "100 in all")
                )
            )
    for key in ("hari", "suka"):
        for entry in recipe.get(key, []):
            if any(
                day not in WEEKDAYS["id"] for day in str(entry.get("hari", "")).split(", ") if day
            ):
                complaints.append(
                    complain(
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
                complain("unknown_key", RECIPE, f"keluarga.{key}", key, same(", ".join(known)))
            )
        elif not isinstance(number, int) or number < 0 or (key != "koperasi" and number > 100):
            allowed = (
                Words("0 atau lebih", "0 or more")
                if key == "koperasi"
                else Words("0 sampai 100", "0 to 100")
            )
            complaints.append(
                complain("out_of_range", RECIPE, f"keluarga.{key}", str(number), allowed)
            )
    by_code = [
        ("bobot", kelurahan),
        *([("orang", kecamatan)] if isinstance(recipe.get("orang"), dict) else []),
    ]
    for key, codes in by_code:
        for code in codes:
            if key in recipe and recipe[key].get(code, 0) < 1:
                complaints.append(
                    complain("missing_key", RECIPE, key, code, Words("1 atau lebih", "1 or more"))
                )
    if complaints:
        raise InputError(complaints)


def complain(code: str, file: str, column: str, found: str, allowed: Words) -> Complaint:
    """A complaint about a file of the sample."""
    return Complaint(code, "sampel", "", column, found, allowed, file=file)
