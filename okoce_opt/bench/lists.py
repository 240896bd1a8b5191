"""What taking in long lists costs: reading beside the bare library, the whole command, and looking
for people who stand in a list twice. All people are made up.
"""

from __future__ import annotations

import gc
import io
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

import xlsxwriter
from python_calamine import CalamineWorkbook

from okoce_opt.bench.used import CAN_TELL, Used, used_by
from okoce_opt.gate.workbook import sheets_of
from okoce_opt.importing.account import Entry, Spot
from okoce_opt.importing.questions import Answers
from okoce_opt.importing.regions import Gazetteer
from okoce_opt.importing.twice import ask_about_twice
from okoce_opt.importing.words import dictionary
from okoce_opt.sample.names import FAMILY, MEN, WOMEN

HEADER = (
    *("No", "Nama", "NIK", "No HP", "Alamat", "RT", "RW"),
    *("Kelurahan", "Kecamatan", "Tanggal Lahir"),
)
_GIVEN = (*MEN, *WOMEN)
_HOMES = (("Duri Kepa", "Kebon Jeruk"), ("Slipi", "Palmerah"), ("Angke", "Tambora"))
_PLAIN = {"strings_to_numbers": False, "strings_to_formulas": False, "strings_to_urls": False}


@dataclass(frozen=True, slots=True)
class Reading:
    """Processor seconds for the same workbook: ours with all that cells do not say by themselves,
    and the bare library's values.
    """

    rows: int
    looked: bool
    seconds: float
    bare: float

    @property
    def times(self) -> float:
        """Ours by the bare library's."""
        return self.seconds / self.bare


def people(number: int, seed: int = 1) -> Iterator[tuple[str, ...]]:
    """Invented people under HEADER, each with a NIK of their own; names come again."""
    dice = random.Random(seed)
    for n in range(1, number + 1):
        day, month, year = 1 + n % 28, 1 + n % 12, 60 + n % 39
        home, above = _HOMES[n % 3]
        yield (
            str(n),
            f"{dice.choice(_GIVEN)} {dice.choice(_GIVEN)} {dice.choice(FAMILY)}",
            f"3199{n // 9_000:02d}{day:02d}{month:02d}{year:02d}{1 + n % 9_000:04d}",
            f"0812{n:08d}",
            f"Jl. Contoh Gang {dice.randrange(1, 400)} No. {dice.randrange(1, 90)}",
            f"{dice.randrange(1, 15):03d}",
            f"{dice.randrange(1, 9):03d}",
            home,
            above,
            f"{day:02d}-{month:02d}-19{year}",
        )


def list_of(number: int, *, looked: bool) -> bytes:
    """A workbook of so many people. `looked`: with a formula in each row, a hidden column, a merged
    title and a crossed-out name, so that nothing can be passed over.
    """
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, _PLAIN) as book:
        sheet = book.add_worksheet("pendaftar")
        top = 2 if looked else 0
        if looked:
            sheet.merge_range(0, 0, 0, len(HEADER) - 1, "DAFTAR PESERTA")
            sheet.set_column(len(HEADER) + 1, len(HEADER) + 1, None, None, {"hidden": True})
        sheet.write_row(top, 0, HEADER)
        for row, person in enumerate(people(number), start=top + 1):
            sheet.write_row(row, 0, person)
            if looked:
                sheet.write_formula(row, 0, f"=ROW()-{top + 1}", None, row - top)
        if looked:
            struck = book.add_format({"font_strikeout": True})
            sheet.write(top + 1, 5, "001", struck)
    return out.getvalue()


def reading_cost(number: int, *, looked: bool) -> Reading:
    """Read a workbook of so many people twice, by the library alone and as lists are read."""
    data = list_of(number, looked=looked)
    bare = _seconds(lambda: _bare(data))
    return Reading(number, looked, _seconds(lambda: [*sheets_of(data)]), bare)


def _bare(data: bytes) -> list[list[list[object]]]:
    with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
        return [
            book.get_sheet_by_name(name).to_python(skip_empty_area=False)  # type: ignore[misc]
            for name in book.sheet_names
        ]


def _seconds(work: Callable[[], object]) -> float:
    """Processor seconds of some work, without looking for circles, as where lists are read."""
    gc.collect()
    gc.disable()
    try:
        began = process_time()
        work()
        return process_time() - began
    finally:
        gc.enable()


def taking_cost(number: int) -> Used | None:
    """`okoce import` of a list of so many people into a new scenario; None where the system does
    not say what a child used.
    """
    if not CAN_TELL:
        return None
    with TemporaryDirectory(prefix="okoce_bench_") as folder:
        home = Path(folder)
        (home / "daftar.xlsx").write_bytes(list_of(number, looked=True))
        return used_by(["import", "daftar.xlsx", "--into", "baru"], home, home / "kata")


def twice_cost(number: int) -> tuple[float, int]:
    """Processor seconds of looking for people who stand twice among so many, one in a hundred of
    them again with one letter changed; how many pairs were asked about.
    """
    entries = [_entry(n, person) for n, person in zip(count(1), people(number), strict=False)]
    for entry in entries[::100]:
        name = str(entry.values["nama"])
        entries.append(_again(entry, name[:-1] + ("a" if name[-1] != "a" else "i")))
    answers = Answers({})
    nowhere = Gazetteer([], [], dictionary())
    seconds = _seconds(lambda: ask_about_twice(entries, answers, nowhere))
    return seconds, len(answers.asked)


def _entry(row: int, person: tuple[str, ...]) -> Entry:
    _, name, nik, telephone, address, rt, rw, home, _, born = person
    values: dict[str, object] = {"nama": name, "nik": nik, "telepon": telephone}
    values |= {"alamat": address, "rt": rt, "rw": rw, "kelurahan": home, "tanggal_lahir": born}
    return Entry(Spot("daftar.xlsx", "pendaftar", row), values)


def _again(entry: Entry, name: str) -> Entry:
    values = {**entry.values, "nama": name, "nik": None, "telepon": None}
    return Entry(Spot("lain.xlsx", "pendaftar", entry.spot.row), values)
