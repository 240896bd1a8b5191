"""The keys of `scenario.toml` or of the sheet `program`: one flat list of dotted paths, each with
its value and place.

`[aturan.turns]` is the path `aturan.turns`, `tingkat = [["a"], ["b", "c"]]` are `tingkat.1` and
`tingkat.2`, and so on; the sheet writes the very same paths in its column `kunci`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from okoce_opt.domain.checks import did_you_mean
from okoce_opt.domain.findings import Complaint
from okoce_opt.domain.words import Words, same
from okoce_opt.io.files.text_file import bytes_of, decode
from okoce_opt.io.tables.cells import Broken, Cell, Grid, clean, is_blank, plain, shown, shown_words
from okoce_opt.io.tables.english import setting_path
from okoce_opt.io.tables.headers import REMOVE, from_header, header_key
from okoce_opt.io.tables.parsers import yes_no
from okoce_opt.io.tables.records import ERASE, Spot

TABLE = "program"
_LISTS = ("tingkat", "surat.kop", "surat.penanda_tangan")
"""Lists that are numbered, and that a what-if replaces whole."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What stands at a path (None: the path alone says it, as `[aturan.turns]` does), and where.

    `said` is the path as it is written there, if in other words (English).
    """

    value: Cell = field(repr=False)
    spot: Spot
    said: str = ""


Settings = dict[str, Setting]


def under(settings: Mapping[str, object], path: str) -> list[str]:
    """The next piece of each path below `path`, in order, once each."""
    start = path + "."
    return list(
        dict.fromkeys(
            name[len(start) :].split(".")[0] for name in settings if name.startswith(start)
        )
    )


def read_toml(path: Path, file: str, complaints: list[Complaint]) -> Settings | None:
    """The settings of a `scenario.toml`; None with a complaint if it is not TOML."""
    data = bytes_of(path, TABLE, file, complaints, _LONGEST)
    if data is None:
        return None
    content = decode(data)
    try:
        flat = list(_flat(tomllib.loads(content), ""))
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+), column (\d+)", str(error))
        complaints.append(
            Complaint(
                "bad_toml",
                TABLE,
                allowed=same('nama = "nilai"'),
                advice=_toml_advice(str(error), line[2] if line else ""),
                file=file,
                row=int(line[1]) if line else content.count("\n") + 1,
            )
        )
        return None
    except (RecursionError, ValueError) as error:
        complaints.append(_beyond_reading(isinstance(error, RecursionError), content, file))
        return None
    rows = _lines(content)
    return {
        setting_path(said): Setting(value, (file, _row_of(rows, said)), said)
        for said, value in flat
    }


def settings_of(tree: Mapping[str, object], file: str) -> Settings:
    """The settings of a mapping that is built like a `scenario.toml`."""
    return {setting_path(said): Setting(value, (file, 0), said) for said, value in _flat(tree, "")}


_LONGEST = 1_000_000
"""Bytes of a `scenario.toml`; the longest of ours has three thousand."""


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


def _toml_advice(why: str, column: str) -> Words:
    if "overwrite" in why or "twice" in why:
        return Words(
            "Kunci atau tabel ini sudah ada di atas; hapus salah satu.",
            "This stands above already; remove one of them.",
        )
    if not column:
        return Words(
            "Ada tanda kutip atau kurung yang tidak ditutup.", "A quote or bracket is not closed."
        )
    return Words(
        "Salah tulis di huruf ke-{column}: teks diapit tanda kutip, daftar diapit [ ].",
        "A slip at letter {column}: text stands in quotes, a list in [ ].",
    ).fill(column=column)


def _flat(tree: object, path: str) -> Iterator[tuple[str, Cell]]:
    if isinstance(tree, dict):
        if path.count(".") == 1 and setting_path(path).startswith(("aturan.", "sasaran.")):
            yield path, None
        for name, value in tree.items():
            yield from _flat(value, f"{path}.{clean(name)}" if path else clean(name))
    elif (
        isinstance(tree, list)
        and tree
        and (setting_path(path) in _LISTS or any(isinstance(item, dict) for item in tree))
    ):
        for number, item in enumerate(tree, start=1):
            yield from _flat(item, f"{path}.{number}")
    elif isinstance(tree, list):
        yield path, ", ".join(plain(_spelled(item)) for item in tree)
    elif isinstance(tree, (str, int, float, date)):
        yield path, _spelled(tree)
    else:
        yield path, plain(str(tree))


def _spelled(value: Cell) -> Cell:
    """A value; a whole number that has too many digits for anything is a text that no column takes
    for one.
    """
    if isinstance(value, int) and value.bit_length() > 63:
        return f"0x{value:x}"[:20] + "..."
    return value


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


_PROGRAM_COLUMNS = {
    **{name: name for name in ("kunci", "nilai", "keterangan")},
    **{"key": "kunci", "value": "nilai", "note": "keterangan", "notes": "keterangan"},
}


def read_program(grid: Grid, complaints: list[Complaint]) -> Settings:
    """The settings of a sheet `program` with the columns `kunci` and `nilai`. A further column
    `keterangan` is for people.
    """
    grid = from_header(grid, lambda name: name in _PROGRAM_COLUMNS)
    number, headers = grid.rows[0] if grid.rows else (0, ())
    position = {
        _PROGRAM_COLUMNS.get(name, name): i for i, name in enumerate(map(header_key, headers))
    }
    for name in ("kunci", "nilai"):
        if name not in position:
            allowed = same("kunci, nilai, keterangan")
            complaints.append(
                Complaint(
                    "missing_column", TABLE, "", name, "", allowed, file=grid.file, row=number
                )
            )
    settings: Settings = {}
    if not {"kunci", "nilai"} <= position.keys():
        return settings
    for row, cells in grid.rows[1:]:
        path, value = (
            cells[position[name]] if position[name] < len(cells) else None
            for name in ("kunci", "nilai")
        )
        if is_blank(path) and is_blank(value):
            continue
        said = header_key(path).replace(",", ".")
        name = setting_path(said)
        if not name:
            allowed = Words("kunci seperti mulai", "a key like mulai")
            complaints.append(
                Complaint("missing_value", TABLE, "", "kunci", "", allowed, file=grid.file, row=row)
            )
        elif name in settings:
            once, before = Words("satu baris saja", "one row only"), str(settings[name].spot[1])
            advice = Words(
                "Sudah ada di baris {row}; hapus salah satu.",
                "It stands in row {row}; remove one of them.",
            )
            complaints.append(
                Complaint(
                    "duplicate_id",
                    TABLE,
                    name,
                    "kunci",
                    name,
                    once,
                    advice.fill(row=before),
                    grid.file,
                    row,
                )
            )
        elif isinstance(value, Broken):
            good = Words("sebuah nilai", "a value")
            complaints.append(
                Complaint(
                    "cell_error", TABLE, name, "nilai", value.text, good, file=grid.file, row=row
                )
            )
        elif not is_blank(value) or re.fullmatch(r"(aturan|sasaran)\.[^.]+", name):
            settings[name] = Setting(None if is_blank(value) else value, (grid.file, row), said)
    return settings


def merge_settings(base: Settings, changes: Settings, complaints: list[Complaint]) -> Settings:
    """The settings of a what-if: its paths replace, numbered lists are replaced whole, `-` erases a
    value.

    `hapus = true` in a rule's or goal's table removes it; one that is not there is a complaint.
    """
    merged = dict(base)
    for name in _LISTS:
        if name in changes or under(changes, name):
            merged = {
                path: setting for path, setting in merged.items() if not path.startswith(name + ".")
            }
    removals = [
        p
        for p, s in changes.items()
        if p.endswith(f".{REMOVE}") and p.count(".") == 2 and _says_yes(s.value)
    ]
    for path in removals:
        table = path.rpartition(".")[0]
        if table not in base and not under(base, table):
            kind, _, name = table.partition(".")
            known = under(base, kind)
            advice = did_you_mean(name, known) if known else same("")
            allowed = Words("yang ada di skenario dasarnya", "one that the base scenario has")
            complaints.append(
                Complaint(
                    "removes_nothing",
                    TABLE,
                    table,
                    REMOVE,
                    shown(name),
                    allowed,
                    shown_words(advice),
                    *changes[path].spot,
                )
            )
        merged = {p: s for p, s in merged.items() if p != table and not p.startswith(table + ".")}
    gone = {path.rpartition(".")[0] for path in removals}
    for path, setting in changes.items():
        if path in gone or path.rpartition(".")[0] in gone:
            continue
        if isinstance(setting.value, str) and setting.value.strip() == ERASE:
            merged.pop(path, None)
        else:
            merged[path] = setting
    return merged


def _says_yes(value: Cell) -> bool:
    try:
        return yes_no(value)
    except ValueError:
        return False
