"""Lists as offices send them, put together for the tests. All people are made up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

from okoce_opt.importing.importer import Import, read_lists, understand

Rows = Sequence[Sequence[Any]]
HEADER = ("No", "Nama", "NIK", "No HP", "Kelurahan", "Kecamatan")

SCENARIO = """\
title = "Kecil"
draw_seed = "undian-1"
mulai = 2018-03-13
selesai = 2018-03-30
hari_kerja = ["senin", "selasa", "rabu", "kamis", "jumat"]
tingkat = [["most_placed"]]

[bagian]
sehari = "08.00-15.00"
"""
TABLES = {
    "kecamatan": "kode,nama\n31.73.05,Kebon Jeruk\n31.73.07,Palmerah\n",
    "kelurahan": "kode,nama,kecamatan\n31.73.05.1005,Duri Kepa,Kebon Jeruk\n"
    "31.73.05.1006,Kedoya Utara,Kebon Jeruk\n31.73.05.1007,Kedoya Selatan,Kebon Jeruk\n"
    "31.73.07.1001,Palmerah,Palmerah\n31.73.07.1002,Slipi,Palmerah\n",
    "tempat": "id,kecamatan,nama,kursi\naula,Kebon Jeruk,Aula,40\naula2,Palmerah,Aula,40\n",
    "kegiatan": "id,nama,maks\npelatihan,Pelatihan,40\n",
    "pendaftar": "no_peserta,nama,nik,telepon,kecamatan,kelurahan,hari\n",
}


def nik(n: int) -> str:
    """The NIK of invented person `n`, of a kecamatan that does not exist."""
    return f"317399{1 + n % 28:02d}{1 + n % 12:02d}{60 + n % 39:02d}{1 + n % 9000:04d}"


def folder(path: Path, people: str = "", **tables: str) -> Path:
    """A small scenario as a folder of CSV, with lines of people."""
    path.mkdir(parents=True, exist_ok=True)
    (path / "scenario.toml").write_text(SCENARIO, encoding="utf-8")
    for name, text in {**TABLES, **tables}.items():
        text += people if name == "pendaftar" else ""
        (path / f"{name}.csv").write_text(text, encoding="utf-8", newline="")
    return path


def book(path: Path, **sheets: Rows) -> Path:
    """A workbook of these sheets; a tuple (value, format) has a look."""
    options = {"strings_to_numbers": False, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(path, options) as made:
        for name, rows in sheets.items():
            sheet = made.add_worksheet(name.replace("_", " "))
            for r, row in enumerate(rows):
                for c, value in enumerate(row):
                    look = None
                    if isinstance(value, tuple):
                        value, look = value[0], made.add_format(value[1])
                    if value is not None:
                        sheet.write(r, c, value, look)
    return path


def people(first: int, count: int, kelurahan: str = "Duri Kepa", top: str = "Kebon Jeruk") -> Rows:
    """Rows of invented people under HEADER."""
    return [
        (n, f"Orang {word(n)}", nik(n), f"0812{n:08d}", kelurahan, top)
        for n in range(first, first + count)
    ]


def word(n: int) -> str:
    """A name that no other number has, and none that is near it."""
    letters = "bcdfghjklmnprstw"
    return (
        "".join(
            letters[(n * 7 + 5) % 16 if k == 0 else (n // 16**k + k * n) % 16]
            + "aiueo"[(n + k) % 5]
            for k in range(4)
        ).capitalize()
        + f" {chr(65 + n % 26)}{chr(97 + n // 26 % 26)}"
    )


def imported(into: Path, *lists: Path, **answers: str) -> Import:
    """What an import of these lists would do."""
    return understand(read_lists(lists), into, answers)


def partial(into: Path, *lists: Path) -> Import:
    """The same, where lists that lack people of the scenario are only a part."""
    made = imported(into, *lists)
    asked = [question.id for question in made.questions if "sebagian" in question.said]
    return imported(into, *lists, **dict.fromkeys(asked, "sebagian"))


def names(made: Import) -> list[str]:
    """The names of newcomers, sorted."""
    return sorted(str(entry.values.get("nama", "")) for entry in made.outcome.added)


def by_name(made: Import) -> Mapping[str, Mapping[str, object]]:
    """The values of newcomers by name."""
    return {str(e.values.get("nama", "")): e.values for e in made.outcome.added}


def balanced(made: Import) -> bool:
    """Whether every row that was read was taken, questioned or ignored."""
    return all(account.balanced for account in made.accounts)
