"""What an import understood, as the scenario's own files: rows appended to its tables, cells of
changed people, in the form that the scenario has.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from okoce_opt.domain.words import Words
from okoce_opt.errors import PlanFilesError
from okoce_opt.gate import Sheet, read_sheets
from okoce_opt.importing.backup import replace_files
from okoce_opt.importing.book_edit import edit_book
from okoce_opt.importing.cell_text import COLUMNS, Speller
from okoce_opt.importing.csv_edit import edited
from okoce_opt.importing.importer import Import
from okoce_opt.importing.regions import KECAMATAN, KELURAHAN
from okoce_opt.importing.target import PEOPLE
from okoce_opt.io.files.text_file import read_csv
from okoce_opt.io.files.workbook import table_sheet
from okoce_opt.io.tables.cells import Grid, grid_of
from okoce_opt.io.tables.declared import TABLES, table_named
from okoce_opt.io.tables.headers import REMOVE
from okoce_opt.io.tables.records import Record, read_records
from okoce_opt.starter.workbook import write_starter

Row = Mapping[str, str]


class Edit:
    """What changes in one table: rows by key, keys taken out, new rows."""

    def __init__(self, table: str, key: str) -> None:
        self.table, self.key = table, key
        self.changed: dict[str, Row] = {}
        self.dropped: frozenset[str] = frozenset()
        self.added: list[Row] = []

    def column(self, header: str) -> str | None:
        """The column of the table that a header means."""
        found = TABLES[self.table].column(header)
        if found is not None:
            return found.header
        return REMOVE if header == REMOVE else None


def write(made: Import) -> list[str]:
    """Take everything that waits for nothing into the scenario; the names of the files written.

    Raises `PlanFilesError` if the files cannot be written, or have changed since they were read.
    """
    edits = [edit for edit in _edits(made) if edit.changed or edit.dropped or edit.added]
    target = made.target
    if target.book is None:
        files = {}
        for edit in edits:
            path = _csv_of(target.path, edit.table)
            old = path.read_bytes() if path.is_file() else b""
            said = (edit.column, edit.key, edit.changed, edit.dropped, edit.added)
            files[path.name] = edited(old, *said)
        grids = {name: _csv_grid(name, data) for name, data in files.items()}
        people = next((g for n, g in grids.items() if _table_of(n) == PEOPLE), None)
    else:
        old = _starter(target.path) if target.new else target.book.read_bytes()
        data = edit_book(old, edits)
        files = {target.book.name: data}
        people = _book_grid(read_sheets(data), PEOPLE)
    if people is not None:
        _check(made, people)
    replace_files(target.home, target.desk, files)
    return sorted(files)


def _edits(made: Import) -> list[Edit]:
    """The changes of the three tables that an import writes to."""
    outcome, gazetteer = made.outcome, made.target.gazetteer
    spell = Speller(gazetteer, made.regions)
    tops, homes, people = (
        Edit(KECAMATAN, "kode"),
        Edit(KELURAHAN, "kode"),
        Edit(PEOPLE, "no_peserta"),
    )
    is_top = {place.code for place in gazetteer.kecamatan}
    for place in made.regions:
        if place.code in is_top:
            tops.added.append({"kode": place.code, "nama": place.name})
        else:
            parent = spell.text(KECAMATAN, place.parent)
            homes.added.append({"kode": place.code, "nama": place.name, "kecamatan": parent})
    for change in outcome.changed:
        row = {n: spell.text(n, v, change=True) for n, v in change.values.items() if n in COLUMNS}
        if change.member.own:
            people.changed[change.member.number] = row
        else:
            people.added.append({"no_peserta": change.member.number, **row})
    for member in outcome.dropped:
        if not member.own:
            people.added.append({"no_peserta": member.number, REMOVE: "ya"})
    people.dropped = frozenset(member.number for member in outcome.dropped if member.own)
    for entry, number in zip(outcome.added, made.numbers, strict=True):
        people.added.append(spell.row(number, entry.values))
    return [tops, homes, people]


def _csv_of(folder: Path, table: str) -> Path:
    """The file of a table, whatever it is called there."""
    for path in sorted(folder.glob("*.csv")):
        if _table_of(path.name) == table:
            return path
    return folder / f"{table}.csv"


def _table_of(name: str) -> str | None:
    return table_named(Path(name).stem)


def _starter(path: Path) -> bytes:
    """The workbook that a new scenario begins with, its example people and places left out."""
    with tempfile.TemporaryDirectory() as folder:
        return write_starter(Path(folder) / path.resolve().name, examples=False).read_bytes()


def _csv_grid(name: str, data: bytes) -> Grid | None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "tabel.csv"
        path.write_bytes(data)
        return read_csv(path, PEOPLE, name, [])


def _book_grid(sheets: Sequence[Sheet], table: str) -> Grid | None:
    sheet = table_sheet(sheets, table)
    return None if sheet is None else grid_of(sheet.name, sheet.rows, sheet.hidden)


def _check(made: Import, grid: Grid) -> None:
    """Read the new list as a scenario is read: everybody is in it who should be, with what was
    understood, and nobody else.
    """
    based = made.target.based
    records = read_records(TABLES[PEOPLE], grid, based, []).records
    found = {str(record.values.get("no_peserta")): record for record in records}
    outcome = made.outcome
    own = {member.number for member in made.target.members if member.own}
    expected = own | {*made.numbers} | {change.member.number for change in outcome.changed}
    for member in outcome.dropped:
        (expected.discard if member.own else expected.add)(member.number)
    rows = {
        **{change.member.number: change.values for change in outcome.changed},
        **dict(zip(made.numbers, (entry.values for entry in outcome.added), strict=True)),
    }
    wrong = found.keys() ^ expected
    wrong |= {number for number, values in rows.items() if not _holds(found.get(number), values)}
    if wrong or len(records) != len(found):
        raise PlanFilesError(
            Words(
                "Daftar pendaftar skenario berubah sejak dibaca, atau tidak dapat ditulis dengan "
                "tepat ({n} baris). Tidak ada yang ditulis; ulangi impornya.",
                "The scenario's list has changed since it was read, or cannot be written exactly "
                "({n} rows). Nothing was written; import again.",
            ).fill(n=max(1, len(wrong)))
        )


def _holds(record: Record | None, values: Mapping[str, object]) -> bool:
    """Whether a row says what was understood; regions may be written by name."""
    if record is None:
        return False
    skipped = ("no_peserta", KECAMATAN, KELURAHAN)
    told = {n: v for n, v in values.items() if n in COLUMNS and n not in skipped}
    return all(
        record.values.get(name) == value for name, value in told.items() if value not in ("", None)
    )
