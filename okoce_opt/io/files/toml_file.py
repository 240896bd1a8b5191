"""`scenario.toml` as settings, each with its line; what is no TOML is told kindly."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path

from okoce_opt.domain.findings import Complaint
from okoce_opt.domain.words import Words, same
from okoce_opt.io.files.settings import TABLE, Setting, Settings, by_path, flatten
from okoce_opt.io.files.text_file import bytes_of, decode

_LONGEST = 1_000_000
"""Bytes of a `scenario.toml`; the longest of ours has three thousand."""


def read_toml(path: Path, file: str, complaints: list[Complaint]) -> Settings | None:
    """The settings of a `scenario.toml`; None with a complaint if it is not TOML."""
    data = bytes_of(path, TABLE, file, complaints, _LONGEST)
    if data is None:
        return None
    content = decode(data)
    try:
        flat = list(flatten(tomllib.loads(content)))
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+), column (\d+)", str(error))
        complaints.append(
            Complaint(
                "bad_toml",
                TABLE,
                allowed=same('nama = "nilai"'),
                advice=_toml_advice(str(error), line[2] if line else "", _line_of(content, line)),
                file=file,
                row=int(line[1]) if line else content.count("\n") + 1,
            )
        )
        return None
    except (RecursionError, ValueError) as error:
        complaints.append(_beyond_reading(isinstance(error, RecursionError), content, file))
        return None
    rows = _lines(content)
    return by_path(
        (Setting(value, (file, _row_of(rows, said)), said) for said, value in flat), complaints
    )


def _beyond_reading(nested: bool, content: str, file: str) -> Complaint:
    """TOML that is right by its grammar and yet nothing that anybody means."""
    lines = content.split("\n")
    if nested:
        row = max(range(len(lines)), key=lambda n: len(re.findall(r"[\[{.]", lines[n])))
        allowed = Words("tabel dan daftar beberapa tingkat", "tables and lists of a few levels")
        advice = Words(
            "Kurung atau titik bersarang terlalu dalam; hapus baris ini.",
            "Brackets or points are nested too deep; remove this line.",
        )
    else:
        row = max(range(len(lines)), key=lambda n: len(re.findall(r"\d", lines[n])))
        allowed = Words("bilangan beberapa angka", "a number of a few digits")
        advice = Words("Angka ini terlalu panjang.", "This number is too long.")
    return Complaint("bad_toml", TABLE, "", "", "", allowed, advice, file, row + 1)


def _line_of(content: str, place: re.Match[str] | None) -> str:
    lines = content.split("\n")
    return lines[int(place[1]) - 1] if place and int(place[1]) <= len(lines) else ""


def _toml_advice(why: str, column: str, line: str) -> Words:
    if "overwrite" in why or "twice" in why:
        return Words(
            "Kunci atau tabel ini sudah ada di atas; hapus salah satu.",
            "This stands above already; remove one of them.",
        )
    if re.search(r"=\s*\d+[-/]\d+[-/]\d+", line):
        return Words(
            "Tanggal ditulis tahun-bulan-hari dengan angka lengkap, dan harus ada: 2000-01-03.",
            "A date is written year-month-day in full, and must exist: 2000-01-03.",
        )
    if not column:
        return Words(
            "Ada tanda kutip atau kurung yang tidak ditutup.", "A quote or bracket is not closed."
        )
    return Words(
        "Salah tulis di huruf ke-{column}: teks diapit tanda kutip, daftar diapit [ ].",
        "A slip at letter {column}: text stands in quotes, a list in [ ].",
    ).fill(column=column)


def _lines(content: str) -> dict[str, int]:
    """Path -> line, by the look of the lines; good enough to point with."""
    rows: dict[str, int] = {}
    prefix, counts = "", dict[str, int]()
    for number, line in enumerate(content.split("\n"), start=1):
        if table := re.match(r"\s*(\[\[?)\s*([\w.\"-]+)\s*\]", line):
            prefix = table[2].replace('"', "")
            if table[1] == "[[":
                counts[prefix] = counts.get(prefix, 0) + 1
                prefix += f".{counts[prefix]}"
            rows.setdefault(prefix, number)
        elif key := re.match(r"\s*([\w.\"-]+)\s*=", line):
            name = key[1].replace('"', "")
            rows.setdefault(f"{prefix}.{name}" if prefix else name, number)
    return rows


def _row_of(rows: Mapping[str, int], path: str) -> int:
    while path and path not in rows:
        path = path.rpartition(".")[0]
    return rows.get(path, 0)
