"""A scenario as one workbook: a sheet for each table, and a sheet `program` with the columns
`kunci` and `nilai`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from pathlib import Path

from okoce_opt.domain.checks import nearest
from okoce_opt.domain.findings import NOTHING, Complaint
from okoce_opt.domain.words import Words, quoted, same
from okoce_opt.gate import Refused, Sheet, read_sheets
from okoce_opt.io.files.program_sheet import read_program
from okoce_opt.io.files.settings import TABLE, Settings
from okoce_opt.io.tables.cells import Grid, clean, grid_of, shown
from okoce_opt.io.tables.declared import TABLES, given_twice, table_named

GUIDES = ("baca saya", "petunjuk")
"""The sheet that is for people, as it is called now and as it was."""

TRIALS = ("coba", "trials")
"""The sheet that says what `okoce sweep` shall try; it is no part of the scenario."""


def read_workbook(
    path: Path, file: str, complaints: list[Complaint]
) -> tuple[dict[str, Grid], Settings] | None:
    """The tables and settings of a workbook, whatever its name says it is; None with a complaint if
    it cannot be read.

    Sheets that are no table are complaints, unless their name begins with `_` or is `BACA SAYA`.
    """
    try:
        sheets = [
            (clean(sheet.name), sheet.as_shown(), sheet.hidden) for sheet in read_sheets(path)
        ]
    except Refused as refused:
        allowed = Words("buku kerja .xlsx", "an .xlsx workbook")
        found, advice = refused.found, refused.advice
        if path.suffix.casefold() in _LISTS:
            said = _A_LIST.fill(file=quoted(file))
            advice = Words(f"{advice.id} {said.id}", f"{advice.en} {said.en}")
        complaints.append(Complaint(refused.code, TABLE, "", "", found, allowed, advice, file))
        return None
    if not any(_is_ours(name) for name, _, _ in sheets):
        complaints.append(no_tables(file, [name for name, _, _ in sheets]))
        return None
    grids: dict[str, Grid] = {}
    settings: Settings = {}
    strangers = []
    for name, rows, hidden in sheets:
        key = name.casefold()
        where = f"{file} [{name}]"
        if key == TABLE:
            grids[TABLE] = grid_of(where, rows, hidden)
            settings = read_program(grids[TABLE], complaints)
        elif (table := table_named(key)) is not None and table in grids:
            complaints.append(given_twice(name, grids[table].file, where))
        elif table is not None:
            grids[table] = grid_of(where, rows, hidden)
        elif key not in (*GUIDES, *TRIALS) and not key.startswith("_"):
            strangers.append(name)
    complaints += _unknown(file, strangers)
    if TABLE not in {name.casefold() for name, _, _ in sheets}:
        advice = Words(
            "Tambahkan lembar program (kolom kunci dan nilai).",
            "Add a sheet program (columns kunci and nilai).",
        )
        complaints.append(
            Complaint("missing_table", TABLE, "", "", "", same(TABLE), advice, f"{file} [{TABLE}]")
        )
    return grids, settings


def table_sheet(sheets: Sequence[Sheet], table: str) -> Sheet | None:
    """The sheet that holds a table, whatever it is called."""
    return next((sheet for sheet in sheets if table_named(clean(sheet.name)) == table), None)


def _is_ours(name: str) -> bool:
    """Whether a sheet is one that okoce reads."""
    return name.casefold() == TABLE or table_named(name) is not None


def no_tables(file: str, names: Sequence[str]) -> Complaint:
    """One sentence about a file that is somebody's own: none of its sheets is a table of okoce."""
    some = ", ".join(names[:_SOME]) + (", ..." if len(names) > _SOME else "")
    return Complaint(
        "no_tables",
        TABLE,
        found=shown(some),
        allowed=same(", ".join((TABLE, *TABLES))),
        advice=Words(
            "Tidak satu pun lembarnya tabel okoce. Bila ini daftar orang: okoce import {file} "
            "--into SKENARIO. Selain itu, buat buku baru dengan okoce new FOLDER.",
            "None of its sheets is a table of okoce. If it is a list of people: okoce import "
            "{file} --into SCENARIO. Else make a new workbook with okoce new FOLDER.",
        ).fill(file=quoted(file)),
        file=file,
    )


_LISTS = (".csv", ".tsv", ".txt")
_A_LIST = Words(
    "Bila ini daftar orang: okoce import {file} --into SKENARIO.",
    "If it is a list of people: okoce import {file} --into SCENARIO.",
)

_SOME = 5
"""Sheets named in one sentence."""


def _unknown(file: str, strangers: Sequence[str]) -> Iterator[Complaint]:
    """Sheets that are no table: each by itself where another name is near, the rest together."""
    allowed = same(", ".join((TABLE, *TABLES)))
    far = []
    for name in strangers:
        if nearest(name.casefold(), _slips_of(name)) == NOTHING:
            far.append(name)
            continue
        advice = nearest(name.casefold(), _slips_of(name), _NOT_OURS)
        yield Complaint(
            "unknown_table", TABLE, "", "", shown(name), allowed, advice, f"{file} [{name}]"
        )
    if far:
        some = ", ".join(far[:_SOME]) + (", ..." if len(far) > _SOME else "")
        where = f"{file} [{far[0]}]" if len(far) == 1 else file
        yield Complaint("unknown_table", TABLE, "", "", shown(some), allowed, _NOT_OURS, where)


def _slips_of(name: str) -> list[str]:
    """The tables that a sheet's name may be a slip of the pen for. People name sheets freely, so a
    word must be nearer than in a cell: `catatan` is a sheet of notes, and no `kecamatan`.
    """
    said = name.casefold()
    return [
        table
        for table in (TABLE, *TABLES)
        if table in said.split() or SequenceMatcher(None, said, table).ratio() >= _SLIP
    ]


_SLIP = 0.8
"""How alike (0 to 1) a sheet's name and a table's are where one is meant for the other."""
_NOT_OURS = Words(
    "Bukan untuk okoce? Hapus lembar ini, atau awali namanya dengan _.",
    "Not for okoce? Remove this sheet, or begin its name with _.",
)
