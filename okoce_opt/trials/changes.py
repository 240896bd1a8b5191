"""From an address and a value to what a what-if says: rows of tables, settings, or the seed of the
search.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from okoce_opt.domain.checks import did_you_mean
from okoce_opt.domain.findings import Complaint
from okoce_opt.domain.plan import digest_of
from okoce_opt.domain.words import Words
from okoce_opt.io import OpenScenario
from okoce_opt.io.scenario.chosen import PRICE
from okoce_opt.io.tables.cells import Cell, plain
from okoce_opt.io.tables.declared import TABLES, Column, Table
from okoce_opt.io.tables.headers import REMOVE, header_key
from okoce_opt.io.tables.parsers import Unreadable, yes_no
from okoce_opt.io.tables.records import ERASE, Record
from okoce_opt.io.tables.times import day as read_day
from okoce_opt.io.tables.written import cell_for
from okoce_opt.trials.addresses import CELLS, CLOSED, PEOPLE, SEED, Address, Spot
from okoce_opt.trials.values import changed, typed, whole

NEW_PERSON = "coba"
"""How the number of a person begins who is on the list for a trial only."""


@dataclass
class Edits:
    """What a trial changes: rows by table and key, settings as a tree, the seed of the search."""

    tables: dict[str, dict[tuple[Any, ...], dict[str, Any]]] = field(default_factory=dict)
    program: dict[str, Any] = field(default_factory=dict)
    seed: int | None = None

    def row(self, table: str, key: Mapping[str, Any]) -> dict[str, Any]:
        """The row of a table with these keys, to be filled in."""
        return self.tables.setdefault(table, {}).setdefault(tuple(key.values()), dict(key))

    def given(self) -> dict[str, Any]:
        """As `Scenario.what_if` takes it."""
        said: dict[str, Any] = {name: [*rows.values()] for name, rows in self.tables.items()}
        return said | ({"program": self.program} if self.program else {})


class Editor:
    """Writes what trials change into `Edits`, from the rows of the scenario that they change."""

    def __init__(self, scenario: OpenScenario) -> None:
        self._scenario = scenario
        self._rows: dict[str, list[Record]] = {}

    def edit(
        self, address: Address, value: Cell, edits: Edits, spot: Spot, complaints: list[Complaint]
    ) -> None:
        """Add the change to the edits; what cannot be read is a complaint."""
        try:
            if address.kind == SEED:
                edits.seed = whole(value)
            elif address.kind == PEOPLE:
                self._people(address, value, edits)
            elif address.kind == CLOSED:
                self._closed(address, value, edits)
            elif address.kind == CELLS:
                self._cells(address, value, edits)
            else:
                self._setting(address.path, value, edits)
        except Unreadable as error:
            complaints.append(
                spot.complain(error.code, address.said, plain(value), error.allowed, error.advice)
            )

    def rows(self, table: str) -> list[Record]:
        """The rows of a table, read once."""
        if table not in self._rows:
            self._rows[table] = self._scenario.rows(table)
        return self._rows[table]

    def _cells(self, address: Address, value: Cell, edits: Edits) -> None:
        table = TABLES[address.table]
        column = table.column(address.column)
        assert column is not None
        rows = [*self._chosen(table, address.rows)]
        if not rows:
            rows = [self._new_row(table, address)]
        for record in rows:
            cell = changed(_cell(column, record), value)
            if plain(cell) != ERASE:
                column.parse(cell)
            edits.row(table.name, _key_of(table, record))[column.header] = cell

    def _chosen(self, table: Table, wanted: str) -> Iterator[Record]:
        """The rows that are meant: all, one by its key, those where a column says so."""
        name, equals, text = wanted.partition("=")
        for record in self.rows(table.name):
            if not wanted:
                yield record
            elif equals:
                if text.strip().casefold() in self._names(record, header_key(name)):
                    yield record
            elif wanted.casefold() in (
                "/".join(plain(part) for part in _key_of(table, record).values()).casefold(),
                "|".join(plain(part) for part in _key_of(table, record).values()).casefold(),
            ):
                yield record

    def _names(self, record: Record, column: str) -> set[str]:
        """What a cell says, and what the kecamatan or kelurahan is called that it means."""
        said = plain(record.values.get(column, "")).casefold()  # type: ignore[arg-type]
        return {said, *self._called.get(column, {}).get(said, ())}

    @cached_property
    def _called(self) -> dict[str, dict[str, tuple[str, str]]]:
        """Of kecamatan and kelurahan: code and name by either of them, in small letters."""
        found: dict[str, dict[str, tuple[str, str]]] = {}
        for table in ("kecamatan", "kelurahan"):
            for record in self.rows(table):
                both = tuple(plain(record.values[x]).casefold() for x in ("kode", "nama"))  # type: ignore[arg-type]
                for one in both:
                    found.setdefault(table, {})[one] = (both[0], both[1])
        return found

    def _new_row(self, table: Table, address: Address) -> Record:
        """A row that is not there yet, where its key and this column are all that it needs."""
        needed = {c.header for c in table.columns if c.required} - {*table.keys, address.column}
        pieces: list[str] = re.split(r"[/|]", address.rows) if address.rows else []
        if needed or len(pieces) != len(table.keys) or "=" in address.rows:
            known = [
                "/".join(map(plain, _key_of(table, r).values())) for r in self.rows(table.name)
            ]
            empty = Words("Tabel {table} tidak punya baris.", "The table {table} has no rows.")
            advice = did_you_mean(address.rows, known) if known else empty.fill(table=table.name)
            allowed = Words(
                "baris yang ada di tabel {table}", "a row that the table {table} has"
            ).fill(table=table.name)
            raise Unreadable("unknown_row", allowed, advice)
        values: dict[str, object] = {}
        for name, piece in zip(table.keys, pieces, strict=True):
            column = table.column(name)
            assert column is not None
            if piece:
                values[name] = column.parse(piece)
        return Record(("", 0), values)

    def _people(self, address: Address, value: Cell, edits: Edits) -> None:
        """More people like those there are, or fewer; who, is drawn by number, the same each
        time.
        """
        table = TABLES["pendaftar"]
        there = [*self._chosen(table, address.rows)]
        if not there:
            raise Unreadable(
                "unknown_row", Words("pendaftar yang ada", "registrants that there are")
            )
        wanted = whole(changed(len(there), value))
        drawn = sorted(
            there, key=lambda one: digest_of(f"coba|{one.values['no_peserta']}".encode())
        )
        for record in drawn[wanted:]:
            edits.row(table.name, _key_of(table, record))[REMOVE] = "ya"
        used = {plain(one.values["no_peserta"]) for one in self.rows(table.name)}  # type: ignore[arg-type]
        used |= {str(key[0]) for key in edits.tables.get(table.name, {})}
        kept = [c for c in table.columns if not c.private and c.header not in _OWN]
        number = 0
        for n in range(wanted - len(there)):
            like = drawn[n % len(drawn)]
            number = next(m for m in range(number + 1, 10**9) if f"{NEW_PERSON}{m:05}" not in used)
            row = edits.row(table.name, {"no_peserta": f"{NEW_PERSON}{number:05}"})
            row |= {c.header: _cell(c, like) for c in kept if c.header in like.values}

    def _closed(self, address: Address, value: Cell, edits: Edits) -> None:
        """Days on which nothing is held, anywhere or in one hall."""
        if address.rows and address.rows not in {r.values.get("id") for r in self.rows("tempat")}:
            known = [plain(record.values["id"]) for record in self.rows("tempat")]  # type: ignore[arg-type]
            words = Words("id di tabel tempat", "an id of the table tempat")
            raise Unreadable("unknown_row", words, did_you_mean(address.rows, known))
        first, _, last = plain(value).partition("..")
        try:
            start, end = read_day(first), read_day(last or first)
        except Unreadable as error:
            raise Unreadable(error.code, _DAYS) from error
        kind = "tempat" if address.rows else "program"
        key = {"jenis": kind, "id": address.rows, "dari": start}
        edits.row("halangan", key).update(sampai=end, alasan="coba")

    def _setting(self, path: str, value: Cell, edits: Edits) -> None:
        family, *more = path.split(".")
        if family == "tingkat":
            self._level(more, plain(value), edits)
            return
        if family == "aturan" and len(more) == 1:
            on = yes_no(value)
            rule = edits.program.setdefault("aturan", {}).setdefault(more[0], {})
            rule.update({} if on else {REMOVE: True})
            return
        place = edits.program
        for piece in [family, *more][:-1]:
            place = place.setdefault(piece, {})
        place[more[-1] if more else family] = typed(changed(self._now(path), value))

    def _level(self, more: list[str], value: str, edits: Edits) -> None:
        """One level with other goals, the rest as it is; without a number the whole list."""
        kinds = [[priced.goal.kind for priced in level] for level in self._scenario.levels]
        levels = edits.program.setdefault("tingkat", kinds)
        new = [re.findall(r"\w+", level) for level in value.split("/")]
        if not more:
            edits.program["tingkat"] = new
        elif more[0].isdecimal() and 0 < int(more[0]) <= len(levels) + 1 and len(new) == 1:
            levels[int(more[0]) - 1 : int(more[0])] = new
        else:
            allowed = Words("tingkat.1 sampai tingkat.{n}", "tingkat.1 to tingkat.{n}")
            raise Unreadable("unknown_key", allowed.fill(n=len(levels) + 1))

    def _now(self, path: str) -> Cell:
        """What a setting says now; None where that is not known or nothing is said."""
        family, *more = path.split(".")
        calendar = self._scenario.problem.calendar
        if not more:
            plain_keys: dict[str, Cell] = {"mulai": calendar.first, "selesai": calendar.last}
            return plain_keys.get(family, self._scenario.problem.today)
        if family == "aturan":
            judges: list[Any] = [r for r in self._scenario.rules if r.kind == more[0]]
        else:
            priced = [p for level in self._scenario.levels for p in level]
            judges = [p.goal for p in priced if p.goal.kind == more[0]]
            if more[1:] == [PRICE]:
                return next((p.price for p in priced if p.goal.kind == more[0]), None)
        found = getattr(judges[0], more[1], None) if judges and len(more) > 1 else None
        return found if isinstance(found, (int, date)) else None


_OWN = ("no_peserta", "keluarga", "daftar")
"""What is a person's own, and not of one like them."""

_DAYS = Words("2026-05-01 atau 2026-05-01..2026-05-31", "2026-05-01 or 2026-05-01..2026-05-31")


def _key_of(table: Table, record: Record) -> dict[str, Any]:
    """The cells that name a row."""
    return {
        name: "" if record.values.get(name, ERASE) == ERASE else record.values[name]
        for name in table.keys
    }


def _cell(column: Column, record: Record) -> Cell:
    """What a row says in a column, as it would be typed; its default where it says nothing."""
    value = record.get(column)
    if column.write is not None and value is not None:
        return column.write(value)
    return None if value is None and column.header not in record.values else cell_for(value)
