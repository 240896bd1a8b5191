"""What is to be tried, as it was asked for: on the command line, in a file `sweep.toml`, on the
sheet `coba` of the workbook.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from typing import Any

from okoce_opt.domain.findings import NOTHING, Complaint
from okoce_opt.domain.words import Words
from okoce_opt.errors import InputError
from okoce_opt.gate import Refused, read_bytes, read_sheets
from okoce_opt.io.files.workbook import TRIALS
from okoce_opt.io.tables.cells import Cell, clean, is_blank, plain
from okoce_opt.io.tables.headers import header_key
from okoce_opt.trials.addresses import Address, Spot, address_of

FILE = "sweep.toml"
GRID, ONE = "grid", "one_at_a_time"
_MANNERS = {"kisi": GRID, "grid": GRID, "satu-satu": ONE, "one-at-a-time": ONE}
_NAME = ("coba", "nama", "name", "trial")
_WHAT, _VALUES = ("ubah", "vary"), ("nilai", "values")

MOST = 1_000
"""Trials of one sweep."""


@dataclass(frozen=True)
class Variation:
    """Something that takes several values."""

    address: Address
    values: tuple[Cell, ...]
    spot: Spot


@dataclass(frozen=True)
class Listed:
    """A trial that was written down by itself: what differs, and what it is called."""

    changes: tuple[tuple[Address, Cell], ...]
    spot: Spot
    name: str = ""


@dataclass(frozen=True)
class Asked:
    """All that is to be tried: `variations` as a grid or one at a time, and trials `listed`."""

    variations: tuple[Variation, ...] = ()
    listed: tuple[Listed, ...] = ()
    manner: str = GRID

    def trials(self) -> Iterator[Listed]:
        """Each trial, in the order of the table: the last variation changes fastest."""
        if self.manner == ONE:
            for one in self.variations:
                for value in one.values:
                    yield Listed(((one.address, value),), one.spot)
        elif self.variations:
            spot = self.variations[0].spot
            for values in product(*(one.values for one in self.variations)):
                pairs = zip((one.address for one in self.variations), values, strict=True)
                yield Listed(tuple(pairs), spot)
        yield from self.listed

    @property
    def count(self) -> int:
        """How many trials there are."""
        number = sum(len(one.values) for one in self.variations)
        if self.manner == GRID and self.variations:
            number = 1
            for one in self.variations:
                number *= len(one.values)
        return number + len(self.listed)


@dataclass
class _Reader:
    """Collects what is asked, and every complaint on the way."""

    complaints: list[Complaint] = field(default_factory=list)
    variations: list[Variation] = field(default_factory=list)
    listed: list[Listed] = field(default_factory=list)
    manner: str = GRID

    def vary(self, said: str, values: Sequence[Cell], spot: Spot) -> None:
        address = address_of(said, spot, self.complaints)
        kept = tuple(dict.fromkeys(value for value in values if not is_blank(value)))
        if not kept:
            words = Words("{said}=80,100,120", "{said}=80,100,120").fill(said=said)
            self.complaints.append(spot.complain("missing_value", said, "", words, NOTHING))
        elif any(address == one.address for one in self.variations):
            once = Words("sekali saja", "once only")
            advice = Words(
                "Tulis semua nilainya bersama: {said}=80,100.",
                "Give all its values together: {said}=80,100.",
            ).fill(said=said)
            self.complaints.append(spot.complain("given_twice", said, said, once, advice))
        elif address is not None:
            self.variations.append(Variation(address, kept, spot))

    def list(self, changes: Iterable[tuple[str, Cell]], spot: Spot, name: str) -> None:
        found = [(address_of(said, spot, self.complaints), value) for said, value in changes]
        kept = tuple((address, value) for address, value in found if address is not None)
        self.listed.append(Listed(kept, spot, name))

    def asked(self) -> Asked:
        made = Asked(tuple(self.variations), tuple(self.listed), self.manner)
        if not self.complaints and not 0 < made.count <= MOST:
            allowed = Words("1 sampai {n} percobaan", "1 to {n} trials").fill(n=MOST)
            advice = Words(
                "Pakai --one-at-a-time, atau kurangi nilainya.",
                "Use --one-at-a-time, or fewer values.",
            )
            found = str(made.count)
            self.complaints.append(Spot().complain("out_of_range", "", found, allowed, advice))
        if self.complaints:
            raise InputError(self.complaints)
        return made


def asked_by(vary: str | Sequence[str] | Mapping[str, Sequence[Any]], one_at_a_time: bool) -> Asked:
    """What `--vary ADDRESS=VALUE,VALUE` says, each as a text (values that hold a comma are parted
    by `;`), or a mapping of addresses to values. Raises InputError with every complaint.
    """
    reader = _Reader(manner=ONE if one_at_a_time else GRID)
    if isinstance(vary, Mapping):
        for said, values in vary.items():
            reader.vary(said, _several(values), Spot("vary"))
        return reader.asked()
    for text in [vary] if isinstance(vary, str) else vary:
        said, values = _parted(text)
        reader.vary(said, values, Spot())
    return reader.asked()


def _several(values: Any) -> list[Any]:
    """Values one by one, also where one stands alone; numbers of arrays and series as Python's. Of
    a set, which has no order of its own, the least comes first.
    """
    if isinstance(values, set | frozenset):
        return sorted(values, key=lambda value: (type(value).__name__, value))
    if hasattr(values, "tolist"):
        values = values.tolist()
    several = isinstance(values, Iterable) and not isinstance(values, str | bytes)
    return list(values) if several else [values]


def asked_in(path: Path, one_at_a_time: bool) -> Asked:
    """What a file `sweep.toml`, or the sheet `coba` of a workbook, says. Raises InputError."""
    reader = _Reader(manner=ONE if one_at_a_time else GRID)
    if path.suffix.lower() == ".toml":
        _read_toml(path, reader)
    else:
        _read_sheet(path, reader)
    if one_at_a_time:
        reader.manner = ONE
    return reader.asked()


def place_of(scenario: Path) -> Path | None:
    """The file beside or in a scenario that says what to try, if there is one: its `sweep.toml`,
    else its workbook where that has a sheet `coba`.
    """
    home = scenario if scenario.is_dir() else scenario.parent
    if (home / FILE).is_file():
        return home / FILE
    books = [scenario] if scenario.is_file() else sorted(home.glob("*.xlsx"))
    for book in books:
        if book.suffix.lower() != ".toml" and _sheet_of(book) is not None:
            return book
    return None


def _parted(text: str) -> tuple[str, list[Cell]]:
    """Address and values; an `=` inside brackets belongs to the address."""
    found = re.match(r"(?P<said>[^\[=]*(?:\[[^\]]*\])?[^=]*)=(?P<values>.*)", text, re.DOTALL)
    if found is None:
        return text, []
    values = found["values"]
    return found["said"].strip(), [v.strip() for v in values.split(";" if ";" in values else ",")]


def _read_toml(path: Path, reader: _Reader) -> None:
    spot = Spot(path.name)
    try:
        tree = tomllib.loads(read_bytes(path).decode("utf-8-sig"))
    except (Refused, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        row = re.search(r"line (\d+)", str(error))
        spot = Spot(path.name, int(row[1]) if row else 0)
        allowed = Words("berkas TOML", "a TOML file")
        example = Words('[ubah] "tempat.kursi" = [80, 100]', '[vary] "tempat.kursi" = [80, 100]')
        reader.complaints.append(spot.complain("bad_toml", "", path.name, allowed, example))
        return
    known = {"cara": "cara", "manner": "cara", "ubah": "ubah", "vary": "ubah"}
    for name, value in tree.items():
        what = known.get(name, name)
        if what == "cara" and str(value) in _MANNERS:
            reader.manner = _MANNERS[str(value)]
        elif what == "ubah" and isinstance(value, dict):
            for said, values in _flat(value):
                reader.vary(said, values if isinstance(values, list) else [values], spot)
        elif what in ("coba", "trial") and isinstance(value, list):
            for one in value:
                changes = [(k, v) for k, v in _flat(one) if k not in _NAME]
                called = next((str(one[k]) for k in _NAME if k in one), "")
                reader.list(changes, spot, called)
        else:
            allowed = Words(
                "cara (kisi, satu-satu), [ubah], [[coba]]",
                "manner (grid, one-at-a-time), [vary], [[trial]]",
            )
            reader.complaints.append(
                spot.complain("unknown_key", name, f"{name} = {value}"[:60], allowed, NOTHING)
            )


def _flat(tree: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, Any]]:
    """Addresses with their values, also where dots were written without quotes."""
    for name, value in tree.items():
        said = f"{before}.{name}" if before else name
        if isinstance(value, dict):
            yield from _flat(value, said)
        else:
            yield said, value


def _sheet_of(path: Path) -> Sequence[Sequence[Cell]] | None:
    try:
        sheets = read_sheets(path)
    except Refused:
        return None
    return next((s.as_shown() for s in sheets if clean(s.name).casefold() in TRIALS), None)


def _read_sheet(path: Path, reader: _Reader) -> None:
    """Columns `ubah` and `nilai`: each row something that takes several values. Else each row is a
    trial, each column an address, and `coba` its name.
    """
    rows = _sheet_of(path)
    file = f"{path.name} [{TRIALS[0]}]"
    if rows is None or not rows:
        allowed = Words("lembar coba", "a sheet coba")
        reader.complaints.append(
            Spot(path.name).complain("missing_table", "coba", path.name, allowed, NOTHING)
        )
        return
    heads = [plain(cell) for cell in rows[0]]
    keys = [header_key(cell) for cell in rows[0]]
    what = next((n for n, key in enumerate(keys) if key in _WHAT), None)
    values = next((n for n, key in enumerate(keys) if key in _VALUES), None)
    for number, row in enumerate(rows[1:], start=2):
        spot = Spot(file, number)
        cells = [*row, *[None] * (len(heads) - len(row))]
        if all(is_blank(cell) for cell in cells):
            continue
        if what is not None and values is not None:
            text = plain(cells[values])
            parts = text.split(";" if ";" in text else ",")
            reader.vary(plain(cells[what]), [part.strip() for part in parts], spot)
            continue
        changes = [
            (head, cell)
            for head, key, cell in zip(heads, keys, cells, strict=False)
            if key and key not in _NAME and not key.startswith("_") and not is_blank(cell)
        ]
        called = next((plain(c) for k, c in zip(keys, cells, strict=False) if k in _NAME), "")
        reader.list(changes, spot, called)
