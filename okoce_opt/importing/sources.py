"""The files that were given: workbooks and text, alone, in folders and in zip archives; what is no
list is told, not read.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from okoce_opt.domain.findings import shown
from okoce_opt.domain.words import Words
from okoce_opt.gate import LARGEST, Refused, Sheet, read_bytes, read_sheets
from okoce_opt.gate.container import MOST_PARTS, parts_listed
from okoce_opt.io.files.text_file import decode

REPORT_SHEET = "PERTANYAAN"
"""A workbook with this sheet is a report of ours, not a list."""

_LOCKS = ("~$", ".~lock")
_JUNK = (*_LOCKS, ".", "Thumbs.db", "desktop.ini")
_OURS = ("_impor",)
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"II*\x00", b"MM\x00*", b"BM")
_ZIP, _OLD = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
MOST_FILES, MOST_BYTES = 1_000, 300_000_000
"""Of a zip archive."""


@dataclass(frozen=True)
class Source:
    """A file to be read: its name as reports say it, its bytes, its path if it is no part of an
    archive.
    """

    label: str
    data: bytes = field(repr=False)
    path: Path | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """The file's own name without its ending, then those of the folders above it."""
        pieces = PurePosixPath(self.label)
        return (pieces.stem, *reversed(pieces.parts[:-1]))

    @property
    def is_old(self) -> bool:
        """Whether it is a workbook of which less can be read than of an .xlsx."""
        return self.data.startswith(_OLD) or self.data[30:38] == b"mimetype"


@dataclass(frozen=True)
class Passed:
    """A file that is not read: why, and whether that is a fault (an unreadable list) or not."""

    label: str
    why: Words
    fault: bool


def gather(paths: Sequence[Path]) -> tuple[list[Source], list[Passed]]:
    """All files at these paths, in order; none of them twice."""
    sources: list[Source] = []
    passed: list[Passed] = []
    for path in paths:
        for file, name in _files(path):
            label = shown(name)  # a file may be called after somebody's NIK
            if _is_junk(re.split(r"[\\/]", file.name)[-1], alone=file == path):
                passed.append(Passed(label, _LEFT_BY_PROGRAMS, fault=False))
                continue
            try:
                data = read_bytes(file)
            except Refused as refused:
                passed.append(Passed(label, refused.advice, fault=True))
                continue
            if data.startswith(_ZIP) and (members := _archive(data)) is not None:
                found, left = _unpacked(label, data, members)
                sources += found
                passed += left
            else:
                sources.append(Source(label, data, file))
    once: dict[bytes, Source] = {}
    for source in sources:
        first = once.setdefault(source.data, source)
        if first is not source:
            why = Words("isinya sama dengan {other}", "the same as {other}").fill(other=first.label)
            passed.append(Passed(source.label, why, fault=False))
    return list(once.values()), passed


_LEFT_BY_PROGRAMS = Words("berkas bantu program lain", "left by another program")


def _files(path: Path) -> Iterator[tuple[Path, str]]:
    if not path.is_dir():
        yield path, path.name
        return
    for file in sorted(path.rglob("*")):
        inner = file.relative_to(path)
        if file.is_file() and not any(part in _OURS for part in inner.parts):
            yield file, (PurePosixPath(path.name) / inner.as_posix()).as_posix()


def _is_junk(name: str, *, alone: bool = False) -> bool:
    """Whether a file was left by another program; one that was named itself may be hidden."""
    return name.startswith(_LOCKS if alone else _JUNK)


def _archive(data: bytes) -> list[zipfile.ZipInfo] | None:
    """The members of a zip archive; None for a workbook, and for what cannot be opened or has more
    members than either is opened with.
    """
    if parts_listed(data) > max(MOST_FILES, MOST_PARTS):
        return None
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            members = packed.infolist()
    except Exception:  # the gate says what is wrong with it
        return None
    names = {member.filename.lower() for member in members}
    is_book = "[content_types].xml" in names or "mimetype" in names or "content.xml" in names
    return None if is_book else members


def _unpacked(
    label: str, data: bytes, members: Sequence[zipfile.ZipInfo]
) -> tuple[list[Source], list[Passed]]:
    files = [member for member in members if not member.filename.endswith("/")]
    if len(files) > MOST_FILES or sum(m.file_size for m in files) > MOST_BYTES:
        why = Words("arsip terlalu besar; buka dulu", "the archive is too large; unpack it first")
        return [], [Passed(label, why, fault=True)]
    sources: list[Source] = []
    passed: list[Passed] = []
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        for member in files:
            # never a path to write to, only a name to tell
            inner = "/".join(p for p in re.split(r"[\\/]", member.filename) if p not in ("", ".."))
            name = f"{label}/{shown(inner)}"
            if _is_junk(PurePosixPath(inner).name) or "__MACOSX" in inner:
                passed.append(Passed(name, _LEFT_BY_PROGRAMS, fault=False))
                continue
            try:
                with packed.open(member) as part:
                    content = part.read(MOST_BYTES + 1)
            except Exception:
                why = Words("rusak, atau berkata sandi", "damaged, or with a password")
                passed.append(Passed(name, why, fault=True))
                continue
            if content.startswith(_ZIP) and _archive(content) is not None:
                why = Words("arsip di dalam arsip; buka dulu", "an archive inside; unpack it first")
                passed.append(Passed(name, why, fault=True))
            else:
                sources.append(Source(name, content))
    return sources, passed


def sheets_in(source: Source) -> list[Sheet]:
    """The sheets of a file. Raises `Refused`, also for what is no table at all."""
    data = source.data
    if data.startswith(b"%PDF") or data.startswith(_PICTURES) or data.startswith(b"{\\rtf"):
        raise no_table()
    if data.startswith(_ZIP):
        if b"word/document.xml" in data or b"ppt/presentation.xml" in data:
            raise no_table()
        return read_sheets(data, leave_strays=True)
    if data.startswith(_OLD) or not data.strip(b"\x00\r\n\t \xef\xbb\xbf\xff\xfe"):
        return read_sheets(data, leave_strays=True)
    if data[:512].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return read_sheets(data, leave_strays=True)
    return [_text_sheet(data)]


def no_table() -> Refused:
    """A scan, a picture or a letter."""
    return Refused(
        "not_a_table",
        Words(
            "PDF, gambar dan dokumen teks tidak dapat dibaca sebagai daftar; minta berkas Excel "
            "aslinya, atau ketik ulang di Excel.",
            "PDF, pictures and text documents cannot be read as lists; ask for the Excel file they "
            "came from, or type them into Excel.",
        ),
    )


def _text_sheet(data: bytes) -> Sheet:
    text = decode(data)
    if sum(ord(c) < _BLANK and c not in "\t\n\r\f\x00" for c in text[:4000]) > _SIGNS:
        raise no_table()
    first, _, rest = text.partition("\n")
    rows: list[list[str]] = []
    if said := re.fullmatch(r"sep=(.)\s*", first):
        separator, text = said[1], rest
        rows.append([])
    else:
        separator = _separator(text)
    if text.count("\n") + text.count(separator) > LARGEST:
        raise Refused("too_large", Words("Simpan hanya tabelnya.", "Save the table alone."))
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
        for record in reader:
            rows.append([re.sub(r'^="(.*)"$', r"\1", one, flags=re.DOTALL) for one in record])
    except csv.Error as error:
        if '"' not in text:  # a cell longer than any cell is
            raise Refused(
                "too_large", Words("Simpan tabelnya saja.", "Save the table alone.")
            ) from error
        raise Refused(
            "broken_quotes",
            Words(
                'Tanda kutip (") di baris {row} atau sesudahnya tidak ditutup; perbaiki di '
                "berkasnya.",
                'A quote (") in row {row} or after it is not closed; mend it in the file.',
            ).fill(row=str(len(rows) + 1)),
        ) from error
    return Sheet("", rows)


_BLANK, _SIGNS = 32, 20
_LOOKED_AT = 60


def _separator(text: str) -> str:
    """The sign that divides most lines into equally many cells. Lines above a table are uneven, and
    names have commas ("Budi, S.Pd").
    """
    lines = [re.sub(r'"[^"]*"', "", line) for line in text.split("\n", _LOOKED_AT)[:_LOOKED_AT]]

    def evenness(sign: str) -> tuple[int, int]:
        counts = [line.count(sign) for line in lines if sign in line]
        if not counts:
            return 0, 0
        usual = max(set(counts), key=lambda n: (counts.count(n), n))
        return counts.count(usual) * usual, usual

    return max(",;\t|", key=evenness)
