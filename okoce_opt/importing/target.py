"""The scenario that lists go into: who is in it, which regions and fields it knows, where its
tables stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from okoce_opt.domain.findings import Complaint
from okoce_opt.domain.words import Words
from okoce_opt.errors import InputError, PlanFilesError
from okoce_opt.importing.regions import KECAMATAN, KELURAHAN, Gazetteer, Place, countrywide, joined
from okoce_opt.importing.words import Dictionary
from okoce_opt.io.files.layers import PROGRAM, WORKBOOKS, Layer, read_layers
from okoce_opt.io.tables.declared import TABLES
from okoce_opt.io.tables.records import ERASE, Record, read_records

PEOPLE = "pendaftar"
DESK = "_impor"
"""Folder beside a scenario's tables, or beside its workbook, with what imports keep."""


@dataclass
class Member:
    """A registrant of the scenario: number, what is known (regions as codes), and whether the last
    layer has a row of its own for them.
    """

    number: str
    values: dict[str, object] = field(repr=False)
    own: bool = True


@dataclass
class Target:
    """A scenario as an import sees it. `book` is its workbook, None for a folder of CSV; `new` if
    nothing is there yet. `headers` are those of its own table of registrants, in order.
    """

    path: Path
    book: Path | None
    new: bool
    members: list[Member]
    gazetteer: Gazetteer
    fields: tuple[str, ...]
    expected: Mapping[str, int]
    based: bool = False
    tables: frozenset[str] = frozenset()

    @property
    def home(self) -> Path:
        """The folder that its tables, or its workbook, are in."""
        return self.book.parent if self.book is not None else self.path

    @property
    def desk(self) -> Path:
        """Where what imports keep of it lies."""
        plain = self.book is None or self.book.parent == self.path
        return self.home / (DESK if plain else f"{DESK}_{self.book.stem}")  # type: ignore[union-attr]

    @cached_property
    def known_kelurahan(self) -> list[Place]:
        """The kelurahan that the scenario itself has."""
        return [place for place in self.gazetteer.kelurahan if place.known]


def open_target(path: Path, words: Dictionary) -> Target:
    """The scenario at `path`; an empty one if nothing is there. Raises `InputError` if it cannot be
    read, `PlanFilesError` if its form cannot be written to.
    """
    path = path.parent if path.name == PROGRAM else path
    if not path.exists() or (path.is_dir() and not _content(path)):
        gazetteer = _gazetteer([], [], words)
        is_book = path.suffix.lower() == ".xlsx" and not path.exists()
        place = path if is_book else path / f"{path.resolve().name}.xlsx"
        return Target(path, place, True, [], gazetteer, (), {})
    complaints: list[Complaint] = []
    layers = read_layers(path, complaints)
    if not layers:
        raise InputError(complaints)
    book = _book(path)
    if book is not None and book.suffix.lower() not in (".xlsx", ".xlsm"):
        raise PlanFilesError(
            Words(
                "{name}: simpan dulu buku kerja skenario sebagai .xlsx; ke dalam .xls dan .ods "
                "tidak dapat ditulis.",
                "{name}: save the scenario's workbook as .xlsx first; .xls and .ods cannot be "
                "written to.",
            ).fill(name=book.name)
        )
    kecamatan = _records("kecamatan", layers)
    kelurahan = _records("kelurahan", layers)
    gazetteer = _gazetteer(kecamatan, kelurahan, words)
    return Target(
        path,
        book,
        False,
        _members(layers, gazetteer),
        gazetteer,
        _fields(layers),
        _expected(layers, gazetteer),
        based=len(layers) > 1,
        tables=frozenset(layers[-1].grids),
    )


def _content(path: Path) -> list[Path]:
    return [one for one in path.iterdir() if not one.name.startswith((".", "_"))]


def _book(path: Path) -> Path | None:
    if path.is_file():
        return path
    if (path / PROGRAM).exists():
        return None
    books = (b for b in sorted(path.iterdir()) if b.suffix.lower() in WORKBOOKS)
    return next((b for b in books if not b.name.startswith(("~$", "."))), None)


def _records(table: str, layers: Sequence[Layer]) -> list[Record]:
    """The rows of a small table, those of later layers in the place of earlier ones."""
    found: dict[tuple[object, ...], Record] = {}
    for level, layer in enumerate(layers):
        grid = layer.grids.get(table)
        if grid is None:
            continue
        for record in read_records(TABLES[table], grid, level > 0, []).records:
            if record.removes:
                found.pop(record.key(TABLES[table]), None)
            else:
                found[record.key(TABLES[table])] = record
    return list(found.values())


def _said(record: Record, column: str) -> str:
    value = record.values.get(column, ERASE)
    return "" if value == ERASE else str(value)


def _gazetteer(
    kecamatan: Sequence[Record], kelurahan: Sequence[Record], words: Dictionary
) -> Gazetteer:
    """The regions of the scenario, and those of the Kemendagri's list that it does not have."""
    tops = [Place(_said(r, "kode"), _said(r, "nama")) for r in kecamatan]
    own = Gazetteer(tops, [], words)
    below = []
    for record in kelurahan:
        parent = own.find(KECAMATAN, _said(record, "kecamatan")).place
        code = parent.code if parent else _said(record, "kecamatan")
        below.append(Place(_said(record, "kode"), _said(record, "nama"), code))
    return Gazetteer(tops, below, words, _beyond)


def _beyond(own: Gazetteer) -> tuple[list[Place], list[Place]]:
    """The regions of the Kemendagri's list that a scenario's tables have not."""
    far_tops, far_below = countrywide()
    tops, below = own.kecamatan, own.kelurahan
    home: dict[str, str] = {}
    for place in far_tops:
        ours = next((t for t in tops if t.code == place.code), None)
        named = (t for t in tops if joined(own.plain(t.name)) == joined(own.plain(place.name)))
        home[place.code] = (ours or next(named, place)).code
    taken = {top.code for top in tops}
    mine = {(b.parent, joined(own.plain(b.name))) for b in below} | {(b.code, "") for b in below}
    more = [
        Place(p.code, p.name, home[p.parent], known=False)
        for p in far_below
        if (home[p.parent], joined(own.plain(p.name))) not in mine and (p.code, "") not in mine
    ]
    return [p for p in far_tops if home[p.code] not in taken], more


def _members(layers: Sequence[Layer], gazetteer: Gazetteer) -> list[Member]:
    table = TABLES[PEOPLE]
    found: dict[str, Member] = {}
    for level, layer in enumerate(layers):
        grid = layer.grids.get(PEOPLE)
        if grid is None or not grid.rows:
            continue
        complaints: list[Complaint] = []
        rows = read_records(table, grid, level > 0, complaints)
        if not rows.usable:
            raise InputError([c for c in complaints if c.code.endswith(("column", "header"))])
        last = level == len(layers) - 1
        for record in rows.records:
            number = _said(record, "no_peserta")
            if not number or record.removes:
                found.pop(number, None)
                continue
            values = {name: value for name, value in record.values.items() if value != ERASE}
            _as_codes(values, gazetteer)
            before = found[number].values if number in found else {}
            found[number] = Member(number, {**before, **values}, last)
    return list(found.values())


def _as_codes(values: dict[str, object], gazetteer: Gazetteer) -> None:
    for kind in (KECAMATAN, KELURAHAN):
        if kind in values:
            inside = str(values.get(KECAMATAN, "")) if kind == KELURAHAN else ""
            place = gazetteer.find(kind, str(values[kind]), inside).place
            values[kind] = place.code if place else str(values[kind])


def _fields(layers: Sequence[Layer]) -> tuple[str, ...]:
    """The fields that activities are for."""
    found: dict[str, None] = {}
    for record in _records("kegiatan", layers):
        said = record.values.get("bidang", ())
        if isinstance(said, tuple):
            found |= dict.fromkeys(map(str, said))
    return tuple(found)


def _expected(layers: Sequence[Layer], gazetteer: Gazetteer) -> dict[str, int]:
    """Of a kelurahan, by code, the greatest number of people that the table `jatah` promises."""
    found: dict[str, int] = {}
    for record in _records("jatah", layers):
        values = {k: v for k, v in record.values.items() if v != ERASE}
        _as_codes(values, gazetteer)
        code, people = str(values.get(KELURAHAN, "")), values.get("orang")
        if code and isinstance(people, int):
            found[code] = max(found.get(code, 0), people)
    return found


def next_numbers(taken: set[str]) -> Iterator[str]:
    """Numbers for newcomers: the series of those that there are, gone on with."""
    series = [m for number in taken if (m := re.fullmatch(r"(\D*)(\d{1,9})", number))]
    prefix, width, last = "P", 5, 0
    if series:
        greatest = max(series, key=lambda m: int(m[2]))
        prefix, width, last = greatest[1], len(greatest[2]), int(greatest[2])
    while True:
        last += 1
        number = f"{prefix}{last:0{width}d}"
        if number not in taken:
            yield number
