"""A scenario as one workbook: a sheet for each table, and a sheet `program` with the columns
`kunci` and `nilai`.

calamine reads the cells; what it cannot tell from an empty cell, and what is hidden, is looked for
in the sheet's XML (`sheet_marks`).
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from xml.parsers.expat import ExpatError

from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from okoce_opt.domain.checks import nearest
from okoce_opt.domain.findings import NOTHING, Complaint
from okoce_opt.domain.words import Words, same
from okoce_opt.io.files.settings import TABLE, Settings, read_program
from okoce_opt.io.files.sheet_marks import Marks, marks_of
from okoce_opt.io.files.text_file import bytes_of
from okoce_opt.io.tables.cells import Cell, Grid, Hidden, grid_of, shown
from okoce_opt.io.tables.declared import TABLES, table_named

GUIDE = "petunjuk"
"""The sheet that is for people."""

_LAST_ROW, _LAST_COLUMN = 200_000, 500
_MOST_PARTS, _MOST_BYTES = 2_000, 200_000_000


def read_workbook(
    path: Path, file: str, complaints: list[Complaint]
) -> tuple[dict[str, Grid], Settings] | None:
    """The tables and settings of a workbook, whatever its name says it is; None with a complaint if
    it cannot be read.

    Sheets that are no table are complaints, unless their name begins with `_` or is `Petunjuk`.
    """
    data = bytes_of(path, TABLE, file, complaints)
    if data is None:
        return None
    wrong = _refusal(data)
    if wrong is None:
        try:
            sheets = _sheets(data)
        except PasswordError:
            wrong = _PASSWORD
        except (
            CalamineError,
            OSError,
            ValueError,
            LookupError,
            TypeError,
            AttributeError,
            SyntaxError,
            zipfile.BadZipFile,
            ExpatError,
        ):
            wrong = _DAMAGED
    if wrong is not None:
        code, advice = wrong
        complaints.append(
            Complaint(
                code,
                TABLE,
                "",
                "",
                "",
                Words("buku kerja .xlsx", "an .xlsx workbook"),
                advice,
                file,
            )
        )
        return None
    if not any(_is_ours(name) for name, _, _ in sheets):
        complaints.append(no_tables(file, [name for name, _, _ in sheets]))
        return None
    grids: dict[str, Grid] = {}
    settings: Settings = {}
    strangers = []
    for name, rows, hidden in sheets:
        key = name.strip().casefold()
        where = f"{file} [{name}]"
        if key == TABLE:
            grids[TABLE] = grid_of(where, rows, hidden)
            settings = read_program(grids[TABLE], complaints)
        elif (table := table_named(key)) is not None and table not in grids:
            grids[table] = grid_of(where, rows, hidden)
        elif key != GUIDE and not key.startswith("_"):
            strangers.append(name)
    complaints += _unknown(file, strangers)
    if TABLE not in {name.strip().casefold() for name, _, _ in sheets}:
        advice = Words(
            "Tambahkan lembar program (kolom kunci dan nilai).",
            "Add a sheet program (columns kunci and nilai).",
        )
        complaints.append(
            Complaint("missing_table", TABLE, "", "", "", same(TABLE), advice, f"{file} [{TABLE}]")
        )
    return grids, settings


def _is_ours(name: str) -> bool:
    """Whether a sheet is one that okoce reads."""
    return name.strip().casefold() == TABLE or table_named(name) is not None


def no_tables(file: str, names: Sequence[str]) -> Complaint:
    """One sentence about a file that is somebody's own: none of its sheets is a table of okoce."""
    some = ", ".join(names[:_SOME]) + (", ..." if len(names) > _SOME else "")
    return Complaint(
        "no_tables",
        TABLE,
        found=shown(some),
        allowed=same(", ".join((TABLE, *TABLES))),
        advice=Words(
            "Tidak satu pun lembarnya tabel okoce. Buat buku baru dengan okoce new FOLDER, lalu "
            "salin isi Anda ke lembar-lembarnya.",
            "None of its sheets is a table of okoce. Make a new workbook with okoce new FOLDER and "
            "copy what you have into its sheets.",
        ),
        file=file,
    )


_SOME = 5
"""Sheets named in one sentence."""


def _unknown(file: str, strangers: Sequence[str]) -> Iterator[Complaint]:
    """Sheets that are no table: each by itself where another name is near, the rest together."""
    allowed = same(", ".join((TABLE, *TABLES)))
    far = []
    for name in strangers:
        if nearest(name.strip().casefold(), (TABLE, *TABLES)) == NOTHING:
            far.append(name)
            continue
        advice = nearest(name.strip().casefold(), (TABLE, *TABLES), _NOT_OURS)
        yield Complaint(
            "unknown_table", TABLE, "", "", shown(name), allowed, advice, f"{file} [{name}]"
        )
    if far:
        some = ", ".join(far[:_SOME]) + (", ..." if len(far) > _SOME else "")
        where = f"{file} [{far[0]}]" if len(far) == 1 else file
        yield Complaint("unknown_table", TABLE, "", "", shown(some), allowed, _NOT_OURS, where)


_NOT_OURS = Words(
    "Bukan untuk okoce? Hapus lembar ini, atau awali namanya dengan _.",
    "Not for okoce? Remove this sheet, or begin its name with _.",
)

Refusal = tuple[str, Words]

_PASSWORD: Refusal = (
    "password",
    Words(
        "Berkas dilindungi kata sandi; simpan tanpa kata sandi.",
        "The file has a password; save it without one.",
    ),
)
_DAMAGED: Refusal = (
    "damaged_file",
    Words(
        "Berkas rusak atau bukan buku kerja; simpan ulang dari Excel.",
        "The file is damaged or no workbook; save it again from Excel.",
    ),
)


def _refusal(data: bytes) -> Refusal | None:
    """Why these bytes are not worth opening: what they are counts, not the file's name."""
    head = data[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if not data.strip(b"\x00 \r\n\t"):
        return "empty_file", Words(
            "Berkas kosong; mungkin belum selesai disalin.",
            "The file is empty; perhaps it was not copied to the end.",
        )
    if head.startswith(b"<"):
        return "html_table", Words(
            "Ini halaman web bernama Excel; buka di Excel lalu simpan sebagai .xlsx.",
            "This is a web page with the name of a workbook; open it in Excel and save it as "
            ".xlsx.",
        )
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        return None
    if not data.startswith(b"PK"):
        return "not_a_workbook", Words(
            "Ini bukan buku kerja; bila teks, pakai folder CSV.",
            "This is no workbook; if it is text, use a folder of CSV files.",
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            return _too_much(parts)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, ValueError, OSError, EOFError):
        return _DAMAGED


def _too_much(parts: zipfile.ZipFile) -> Refusal | None:
    infos = parts.infolist()
    if len(infos) > _MOST_PARTS or sum(info.file_size for info in infos) > _MOST_BYTES:
        return "too_large", Words(
            "Berkas terlalu besar; salin isinya ke buku kerja baru.",
            "The file is too large; copy it to a new one.",
        )
    for info in infos:
        if not info.filename.startswith("xl/worksheets/sheet"):
            continue
        last = ""
        for match in re.finditer(rb'<c r="([A-Z]{1,3})(\d{1,7})"', parts.read(info)):
            if int(match[2]) > _LAST_ROW or _number(match[1]) > _LAST_COLUMN:
                last = (match[1] + match[2]).decode()
        if last:
            return "stray_cell", Words(
                "Sel {cell} jauh di luar tabel ({part}); hapus baris atau kolomnya.",
                "Cell {cell} is far outside the table ({part}); delete its row or column.",
            ).fill(cell=last, part=info.filename.rpartition("/")[2])
    return None


def _number(letters: bytes) -> int:
    number = 0
    for one in letters:
        number = number * 26 + one - ord("A") + 1
    return number


def _sheets(data: bytes) -> list[tuple[str, list[list[Cell]], Hidden]]:
    """Each sheet with its cells from A1 on, and what of it is hidden."""
    with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
        sheets: list[tuple[str, list[list[Cell]]]] = [
            (
                name,
                [
                    [_cell(value) for value in row]
                    for row in book.get_sheet_by_name(name).to_python(skip_empty_area=False)
                ],
            )
            for name in book.sheet_names
        ]
    marks = marks_of(data) if data.startswith(b"PK") else {}
    found = []
    for name, rows in sheets:
        mark = marks.get(name, Marks())
        mark.put(rows)
        found.append((name, rows, mark.hidden(max(map(len, rows), default=0))))
    return found


def _cell(value: object) -> Cell:
    """A value of calamine; hours and lengths of time become text."""
    return value if isinstance(value, (str, int, float, date)) else str(value)
