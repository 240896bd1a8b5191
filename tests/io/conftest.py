"""A small scenario in both forms, and a rule book and a goal book of its own."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, ClassVar

import pytest
import xlsxwriter

from okoce_opt.domain.findings import Complaint, Violation
from okoce_opt.domain.words import Words
from okoce_opt.errors import InputError
from okoce_opt.io.scenario.loading import load
from okoce_opt.rules.rule import Rule
from okoce_opt.scenario import Scenario

TOML = """\
title = "Kecil"
story = "Dua kecamatan."
draw_seed = "undian-1"
mulai = 2018-03-13
selesai = "30/03/2018"
hari_kerja = ["senin", "selasa", "rabu", "kamis", "jumat"]
tingkat = [["most_placed"], ["few_sessions", "kelurahan_share"]]

[bagian]
sehari = "08.00-15.00"

[aturan.turns]

[aturan.simultaneous_phase]
at_most = 4

[sasaran.few_sessions]
harga = 200

[surat]
kop = ["PEMERINTAH PROVINSI", "KOTA"]
kertas = "F4"

[[surat.penanda_tangan]]
jabatan = "Camat {kecamatan}"
nama = "{camat}"
"""

PROGRAM = [
    ("title", "Lain judul"),
    ("draw_seed", "undian-1"),
    ("mulai", date(2018, 3, 13)),
    ("selesai", "2018-03-30"),
    ("hari_kerja", "Sen, Sel, Rab, Kam, Jum"),
    ("tingkat.1", "most_placed"),
    ("tingkat.2", "kelurahan_share, few_sessions"),
    ("bagian.sehari", "08.00-15.00"),
    ("aturan.turns", ""),
    ("aturan.simultaneous_phase.at_most", 4),
    ("sasaran.few_sessions.harga", 200),
]

TABLES = {
    "kecamatan": "kode,nama,kelompok\n31.73.01,Cengkareng,1\n31.73.05,Kebon Jeruk,2\n",
    "kelurahan": "kode,nama,kecamatan\n31.73.01.1001,Kapuk,31.73.01\n31.73.05.1001,Duri "
    "Kepa,Kebon Jeruk\n"
    "31.73.05.1002,Tongke-Tongke II,31.73.05\n",
    "tempat": "id,kecamatan,nama,kursi\naula_a,Cengkareng,Aula A,100\naula_b,kebonjeruk,Aula "
    "B,50\n",
    "kegiatan": "id,nama,min,maks\npelatihan,Pelatihan,1,100\nperizinan,Perizinan,1,100\n",
    "urutan": "kegiatan,sesudah,jeda_min\nperizinan,pelatihan,5\n",
    "kalender": "tanggal,status,lunak\n2018-03-30,tutup,tidak\n2018-03-20,,ya\n",
    "halangan": "jenis,id,dari,sampai\npendaftar,P1,2018-03-13,14/03/2018\n",
    "pendaftar": "no_peserta,nama,nik,kecamatan,kelurahan,hari,suka,selesai_pelatihan\n"
    'P1,"Budi, S.Pd",3173990101900017,Cengkareng,Kapuk,"senin, Sel",senin,\n'
    "P2,NA,3173990101900018,31.73.05,DURI KEPA,,sehari,2018-01-02\n"
    "P3,null,3173990101900019,31.73.05,Tongke-Tongke  II,,,\n",
}


@dataclass(frozen=True)
class Fake(Rule):
    """A rule, or what reading asks of a goal, that says nothing."""

    kind: ClassVar[str] = "fake"
    only_after: ClassVar[str] = ""

    def encode(self, problem: Any, columns: Any) -> None:
        pass

    def verify(self, problem: Any, plan: Any) -> tuple[Violation, ...]:
        return ()

    def explain(self, violation: Any) -> Words:
        return Words("", "")


@dataclass(frozen=True)
class VenueCapacity(Fake):
    kind: ClassVar[str] = "venue_capacity"
    always_on: ClassVar[bool] = True


@dataclass(frozen=True)
class Turns(Fake):
    kind: ClassVar[str] = "turns"


@dataclass(frozen=True)
class EveryonePlaced(Fake):
    kind: ClassVar[str] = "everyone_placed"
    seats_everyone: ClassVar[bool] = True


@dataclass(frozen=True)
class Simultaneous(Fake):
    kind: ClassVar[str] = "simultaneous_phase"
    at_most: int


@dataclass(frozen=True)
class Present(Fake):
    kind: ClassVar[str] = "every_kelurahan_present"
    at_least: int = 1
    where_possible: bool = False
    activities: tuple[str, ...] = ()

    def validate(self, problem: Any) -> tuple[Complaint, ...]:
        return (Complaint("too_small", "kelurahan", "31.73.01.1001", "kode", "1"),)


@dataclass(frozen=True)
class Deadline(Fake):
    kind: ClassVar[str] = "deadline"
    day: date | None = None

    @property
    def last_day(self) -> date | None:
        return self.day


@dataclass(frozen=True)
class Most(Fake):
    kind: ClassVar[str] = "most_placed"


@dataclass(frozen=True)
class Few(Fake):
    kind: ClassVar[str] = "few_sessions"


@dataclass(frozen=True)
class Share(Fake):
    kind: ClassVar[str] = "kelurahan_share"
    share_percent: int = 50


@dataclass(frozen=True)
class Preferred(Fake):
    kind: ClassVar[str] = "preferred_days"


@dataclass(frozen=True)
class Soft(Fake):
    kind: ClassVar[str] = "soft_days"


RULES: Any = (VenueCapacity, EveryonePlaced, Simultaneous, Turns, Present, Deadline)
GOALS: Any = (Most, Few, Share, Preferred, Soft)


def write_folder(folder: Path, tables: Mapping[str, str], toml: str = TOML) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "scenario.toml").write_text(toml, encoding="utf-8")
    for name, text in tables.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder


def write_book(
    file: Path, tables: Mapping[str, str], program: list[tuple[str, Any]] = PROGRAM
) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    with xlsxwriter.Workbook(file, {"default_date_format": "dd/mm/yyyy"}) as book:
        book.add_worksheet("Petunjuk").write("A1", "Baca dulu")
        book.add_worksheet("_catatan").write("A1", "apa saja")
        rows: list[list[Any]] = [["kunci", "nilai"], *map(list, program)]
        for name, table in {
            "program": rows,
            **{n: list(csv.reader(t.splitlines())) for n, t in tables.items()},
        }.items():
            sheet = book.add_worksheet(name)
            for r, row in enumerate(table):
                for c, cell in enumerate(row):
                    if isinstance(cell, str) and cell.isdecimal() and len(cell) < 6:
                        sheet.write_number(r, c, int(cell))
                    elif isinstance(cell, date):
                        sheet.write_datetime(r, c, cell)
                    elif cell != "":
                        sheet.write(r, c, cell)
    return file


@pytest.fixture
def tables() -> dict[str, str]:
    """The tables of the small scenario."""
    return dict(TABLES)


@pytest.fixture
def toml() -> str:
    """Its settings."""
    return TOML


@pytest.fixture
def program() -> list[tuple[str, Any]]:
    """Its settings as a sheet."""
    return list(PROGRAM)


@pytest.fixture
def read() -> Callable[[Path], Scenario]:
    """Load with the small books."""
    return lambda path: load(path, RULES, GOALS)


@pytest.fixture
def complaints_of() -> Callable[[Path], list[Complaint]]:
    """What a scenario that cannot be read is told."""

    def those(path: Path) -> list[Complaint]:
        with pytest.raises(InputError) as caught:
            load(path, RULES, GOALS)
        return list(caught.value.complaints)

    return those


@pytest.fixture
def folder(tmp_path: Path) -> Callable[..., Path]:
    """Write the small scenario; tables given replace its own (None: left out), `toml` its
    settings.
    """

    def make(name: str = "kecil", toml: str = TOML, **tables: str | None) -> Path:
        whole = {n: t for n, t in {**TABLES, **tables}.items() if t is not None}
        return write_folder(tmp_path / name, whole, toml)

    return make


@pytest.fixture
def overlay(tmp_path: Path) -> Callable[..., Path]:
    """Write a what-if of `kecil`."""

    def make(toml: str = "", name: str = "lain", base: str = "../kecil", **tables: str) -> Path:
        return write_folder(tmp_path / name, tables, f'extends = "{base}"\n{toml}')

    return make


@pytest.fixture
def book(tmp_path: Path) -> Callable[..., Path]:
    """Write the small scenario as a workbook."""

    def make(
        name: str = "buku/buku.xlsx", program: list[tuple[str, Any]] = PROGRAM, **tables: str
    ) -> Path:
        return write_book(tmp_path / name, {**TABLES, **tables}, program)

    return make
