"""Reading a CSV file as people save it: any of `,` `;` or tab, UTF-8 with or without mark, UTF-16,
Windows-1252.
"""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from string import ascii_letters, digits

from okoce_opt.domain.findings import Complaint
from okoce_opt.domain.words import Words
from okoce_opt.gate import LARGEST, LONGEST, Refused, read_bytes
from okoce_opt.io.tables.cells import Grid, grid_of, unguarded

_BINARY = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_WRAPPED = re.compile(r'^="(.*)"$', re.DOTALL)


def read_csv(path: Path, table: str, file: str, complaints: list[Complaint]) -> Grid | None:
    """The cells of a CSV file, all of them text; None with a complaint if it cannot be read.

    The separator is the one that splits the header (the first line that has any) into most columns:
    guessing from the rows stumbles over academic titles ("Budi, S.Pd").
    """

    def refuse(code: str, allowed: Words, advice: Words, row: int = 0) -> None:
        complaints.append(
            Complaint(code, table, allowed=allowed, advice=advice, file=file, row=row)
        )

    data = bytes_of(path, table, file, complaints)
    if data is None:
        return None
    if not data.strip(b"\x00\r\n\t \xef\xbb\xbf\xff\xfe"):
        refuse(
            "empty_file",
            Words("baris judul kolom dan isinya", "a header row and rows"),
            Words(
                "Berkas kosong; mungkin belum selesai disalin.",
                "The file is empty; perhaps it was not copied to the end.",
            ),
        )
        return None
    if data.startswith(_BINARY):
        refuse(
            "not_text",
            Words("teks CSV", "CSV text"),
            Words(
                "Ini buku kerja Excel; simpan sebagai CSV UTF-8.",
                "This is an Excel workbook; save it as CSV UTF-8.",
            ),
        )
        return None
    text = decode(data)
    first, _, rest = text.partition("\n")
    if said := re.fullmatch(r"sep=(.)\s*", first):
        separator, text, skipped = said[1], rest, 1
    else:
        separator, skipped = separator_of(text), 0
    if text.count("\n") + text.count(separator) > LARGEST:
        refuse(
            "too_large",
            Words("paling banyak {n} sel", "at most {n} cells").fill(n=LARGEST),
            Words("Simpan hanya tabelnya.", "Save the table alone."),
        )
        return None
    rows: list[list[str]] = [[]] * skipped
    try:
        for record in csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True):
            rows.append(
                [
                    field if field[:1] in _PLAIN else unguarded(_bare(field)) if field else field
                    for field in record
                ]
            )
    except csv.Error:
        refuse(
            "broken_quotes",
            Words("tanda kutip yang berpasangan", "quotes in pairs"),
            Words(
                'Tanda kutip (") di baris ini atau sesudahnya tidak ditutup.',
                'A quote (") in this row or after it is not closed.',
            ),
            row=len(rows) + 1,
        )
        return None
    return grid_of(file, rows)


_PLAIN = frozenset(ascii_letters + digits)
"""A field that begins so has neither a guard nor a wrapping."""


def _bare(field: str) -> str:
    """A field without the wrapping that keeps a spreadsheet from making a number of it."""
    return _WRAPPED.sub(r"\1", field) if field.startswith('="') else field


def bytes_of(
    path: Path, table: str, file: str, complaints: list[Complaint], longest: int = LONGEST
) -> bytes | None:
    """The bytes of a file; None with a complaint if it is no ordinary one, too long, or the system
    does not let us read it.
    """
    try:
        return read_bytes(path, longest)
    except Refused as refused:
        readable = Words("berkas yang dapat dibaca", "a file that can be read")
        found, advice = refused.found, refused.advice
        complaints.append(Complaint(refused.code, table, "", "", found, readable, advice, file))
        return None


def decode(data: bytes) -> str:
    """Bytes as text, line ends as `\\n`: by mark, then UTF-16 by its zeros, then UTF-8, then
    Windows-1252.
    """
    text = _decoded(data).removeprefix("\ufeff")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _decoded(data: bytes) -> str:
    return data.decode(encoding_of(data), errors="replace")


def encoding_of(data: bytes) -> str:
    """What text is written in: `utf-16` (with a mark), `utf-16-le` or `-be` (without), `utf-8`,
    else `cp1252`.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    head = data[:400]
    if head.count(0) > len(head) // 4:
        return "utf-16-le" if head[1::2].count(0) > head[::2].count(0) else "utf-16-be"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def separator_of(text: str) -> str:
    """The separator that splits the first line that has any into most columns; a comma if there is
    none.
    """
    bare = (re.sub(r'"[^"]*"', "", line) for line in text.split("\n", 10)[:10])
    header = next((line for line in bare if re.search(r"[,;\t]", line)), "")
    return max(",;\t", key=header.count)
