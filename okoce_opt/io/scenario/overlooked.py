"""Notices about what a planner may have overlooked: rows that are still the example's of `okoce
new`, and what a spreadsheet hides.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime

from okoce_opt.domain.calendar import ANY_TURN, Calendar
from okoce_opt.domain.words import Words, same
from okoce_opt.gate.addresses import column_letters
from okoce_opt.io.files.layers import Layer
from okoce_opt.io.files.settings import TABLE
from okoce_opt.io.scenario.program import Program
from okoce_opt.io.tables.cells import Cell, Grid, is_blank, plain
from okoce_opt.io.tables.declared import TABLES
from okoce_opt.io.tables.headers import from_header, header_key
from okoce_opt.io.tables.records import Record
from okoce_opt.rules.rule import Rule
from okoce_opt.starter import rows as starter

MOST = 10
"""Rows named in one notice."""

_OWN_STORY = ("pendaftar", "tempat", "kalender", "halangan", "kecamatan")
"""Tables whose rows nobody else has just so; what the others hold may well be somebody's own."""

_OWN_KEYS = ("aturan.deadline.day", "aturan.simultaneous_phase.at_most", "mulai", "selesai")
"""Settings that no two programmes share by chance, if the word beside them is the example's too."""


def from_the_starter(program: Program, layers: Sequence[Layer]) -> Iterator[Words]:
    """What is still the example's in a scenario that is no longer the example."""
    example = {key: value for key, value, _ in starter.PROGRAM}
    kept = [key for key in ("title", "draw_seed") if getattr(program, key) == example[key]]
    if kept:
        yield Words(
            "program: {keys} masih dari contoh; title tercetak di semua lembar, draw_seed "
            "menentukan undian.",
            "program: {keys} is still the example's; title is printed on every sheet, draw_seed "
            "decides the draw.",
        ).fill(keys=kept)
    grids = {name: grid for layer in layers for name, grid in layer.grids.items()}
    left = {name: _left(grids[name], name) for name in _OWN_STORY if name in grids}
    settings = _settings_left(grids[TABLE]) if TABLE in grids else []
    people = starter.TABLES["pendaftar"][1]
    if len(left.get("pendaftar", ())) == len(people) and len(settings) == len(_OWN_KEYS):
        return
    where = [rows_of(grids[name], rows) for name, rows in left.items() if rows]
    if settings:
        where.append(rows_of(grids[TABLE], [row for _, row in settings]))
    if where:
        yield Words(
            "{rows}: masih sama dengan contoh dari okoce new{keys}. Hapus atau ganti bila bukan "
            "milik Anda.",
            "{rows}: still as in the example of okoce new{keys}. Remove or replace them if they "
            "are not yours.",
        ).fill(
            rows=Words("; ".join(w.id for w in where), "; ".join(w.en for w in where)),
            keys=f" ({', '.join(key for key, _ in settings)})" if settings else "",
        )


def _left(grid: Grid, table: str) -> list[int]:
    """Rows of a table that say the very same as a row of the starter."""
    headers, rows = starter.TABLES[table]
    example = {
        frozenset((header, _text(cell)) for header, cell in zip(headers, row, strict=True) if cell)
        for row in rows
    }
    grid = from_header(grid, lambda name: TABLES[table].column(name) is not None)
    if not grid.rows:
        return []
    names = [header_key(cell) for cell in grid.rows[0][1]]
    known = {pair for row in example for pair in row}

    def is_example(cells: Sequence[Cell]) -> bool:
        said = set()
        for name, cell in zip(names, cells, strict=False):
            if name and not name.startswith("_") and not is_blank(cell):
                said.add(pair := (name, _text(cell)))
                # of most rows the first cell says that they are another's
                if pair not in known:
                    return False
        return said in example

    return [number for number, cells in grid.rows[1:] if is_example(cells)]


def _settings_left(grid: Grid) -> list[tuple[str, int]]:
    """Keys whose value and word of explanation are both the starter's, and their rows."""
    example = {(key, _text(value), note) for key, value, note in starter.PROGRAM}
    grid = from_header(grid, lambda name: name in ("kunci", "nilai", "keterangan"))
    found = []
    for number, cells in grid.rows[1:]:
        key, value, note = (*map(_text, cells[:3]), *[""] * (3 - len(cells[:3])))
        if key in _OWN_KEYS and (key, value, note) in example:
            found.append((key, number))
    return found


def _text(cell: Cell) -> str:
    return plain(cell.date() if isinstance(cell, datetime) else cell)


def before_the_end(program: Program, deadline: date | None) -> Iterator[Words]:
    """A deadline that leaves the last days of the programme without use for what is required."""
    if deadline is not None and program.last is not None and deadline < program.last:
        yield Words(
            "aturan.deadline.day ({day}) sebelum selesai ({last}): kegiatan wajib tidak memakai "
            "hari sesudahnya. Memang begitu?",
            "aturan.deadline.day ({day}) is before selesai ({last}): required activities use no "
            "day after it. Is that meant?",
        ).fill(day=deadline, last=program.last)


def hidden_content(layers: Sequence[Layer]) -> Iterator[Words]:
    """Rows, columns and sheets that a spreadsheet hides; they count all the same."""
    for layer in layers:
        for name, grid in layer.grids.items():
            yield from _hidden(name, grid)


def _hidden(name: str, grid: Grid) -> Iterator[Words]:
    if grid.hidden.sheet:
        yield Words(
            "{file}: lembar ini tersembunyi; isinya ikut dihitung.",
            "{file}: this sheet is hidden; what it holds counts.",
        ).fill(file=grid.file)
    known = TABLES[name].column if name in TABLES else lambda key: key in ("kunci", "nilai") or None
    whole = from_header(grid, lambda key: known(key) is not None)
    rows = [number for number, _ in whole.rows[1:] if number in grid.hidden.rows]
    if rows:
        yield Words(
            "{rows}: {n} baris {table} tersembunyi (saringan atau Sembunyikan); semuanya ikut "
            "dihitung. Hapus barisnya bila tidak dimaksud.",
            "{rows}: {n} rows of {table} are hidden (by a filter or Hide); they count. Delete them "
            "if they are not meant.",
        ).fill(rows=rows_of(grid, rows), n=len(rows), table=name)
    headers = whole.rows[0][1] if whole.rows else ()
    columns = [
        f"{plain(cell)} ({column_letters(position)})"
        for position, cell in enumerate(headers)
        if position in grid.hidden.columns and known(header_key(cell)) is not None
    ]
    if columns:
        yield Words(
            "{file}: kolom {columns} tersembunyi; isinya ikut dihitung.",
            "{file}: hidden columns {columns}; what they hold counts.",
        ).fill(file=grid.file, columns=columns)


def rows_of(grid: Grid, rows: Sequence[int]) -> Words:
    """`buku.xlsx [pendaftar] baris 3, 9`."""
    return named_rows({grid.file: [str(row) for row in rows]})


def rows_of_records(records: Sequence[Record], column: str) -> Words:
    """Where these cells stand, file by file: `pendaftar.csv baris 3, 9`."""
    by_file: dict[str, list[str]] = {}
    for record in records:
        file, row = record.spots.get(column, record.spot)
        by_file.setdefault(file, []).append(str(row))
    return named_rows(by_file)


def named_rows(by_file: Mapping[str, Sequence[str]]) -> Words:
    """Rows file by file: `pendaftar.csv baris 3, 9; ...`."""
    named = {
        file: ", ".join(rows[:MOST]) + (", ..." if len(rows) > MOST else "")
        for file, rows in by_file.items()
    }
    return Words(
        *(
            same("; ".join(f"{file} {word} {rows}" for file, rows in named.items())).id
            for word in ("baris", "row")
        )
    )


def opened_days(
    calendar: Calendar, layers: Sequence[Layer], rules: Sequence[Rule]
) -> Iterator[Words]:
    """Days that a what-if opens inside its calendar have no turn of their own: they are free."""
    if len(layers) < 2 or not any(rule.groups_days for rule in rules):
        return
    free = [day for day in calendar.open_days if calendar.turns.get(day) == ANY_TURN]
    told = {day for day, said in calendar.days.items() if said.turn}
    opened = [day for day in free if day not in told]
    if opened:
        yield Words(
            "{days}: dibuka oleh skenario ini, jadi bebas (semua kelompok boleh). Tulis giliran di "
            "kalender bila harus lain.",
            "{days}: opened by this scenario, so free (every group may meet). Write giliran in "
            "kalender if it is to be another.",
        ).fill(days=[*opened[:MOST], *([same("...")] if len(opened) > MOST else [])])
