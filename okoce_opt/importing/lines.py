"""Each row of a table of a list: a person, or what else stands there (a header again, a total, a
signature, the name of a kelurahan over its people), and why it is not taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

from okoce_opt.domain.words import Words
from okoce_opt.gate import Broken, Cell
from okoce_opt.importing.layout import Block
from okoce_opt.io.tables.cells import is_blank, plain


class Kind(Enum):
    """What a row is; its words say so in a report."""

    PERSON = Words("orang", "a person")
    ABOVE = Words("kop atau judul di atas tabel", "letterhead or title above the table")
    HEADER = Words("kepala tabel", "the table's header")
    AGAIN = Words("kepala tabel yang diulang", "the header again")
    COUNT = Words("nomor kolom", "numbers of columns")
    TOTAL = Words("jumlah", "a total")
    CLOSING = Words("penutup (tanggal, tanda tangan, catatan)", "closing (date, signature, note)")
    TITLE = Words("judul bagian", "title of a section")
    NUMBER_ONLY = Words("hanya nomor, tanpa isi", "only a number")
    NOTE = Words("catatan di luar kolom yang dipakai", "a note outside the columns that are used")


@dataclass(frozen=True, slots=True)
class Line:
    """A row (from 0) of a table: its kind, and the name of a region if its title has one."""

    row: int
    kind: Kind
    alone: bool = False
    """A person of whom nothing but a name is told."""


_TOTAL = re.compile(r"^(?:sub ?)?(?:jumlah|total|jml|grand total)\b", re.IGNORECASE)
_FIGURE = re.compile(
    r"[:=]?\s*\d{1,5}(?:[.,]\d{1,2})?\s*(?:%|orang|org|peserta|jiwa)?", re.IGNORECASE
)
_GROUP = re.compile(
    r"(?:jumlah |jml\.? |total )?(?:laki[ -]*laki|perempuan|pria|wanita|lk|pr|male|female)"
    r"(?:\s*\([lp]\))?\s*[:=]?\s*(?:\d{1,5}\s*(?:orang|org|peserta|jiwa)?)?\s*",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"^(?:mengetahui|menyetujui|disetujui|nip\b|lurah\b|camat\b|a\.?n\.? |plt\b|plh\b|ketua\b|"
    r"sekretaris|kepala\b|kasi\b|kasie\b|petugas|pendata|penanggung ?jawab|tanda tangan|catatan|"
    r"keterangan|ket\b|nb\b|dibuat|bersambung|lanjutan|halaman|hal\b|dst|rekap|sumber|ttd\b|"
    r"pembuat|yang membuat|demikian|dicetak|koordinator|pendamping|demikian|yang menerima|\*)"
    r"|^[a-z .]{3,30},\s*(?:\d{1,2}|[.\u2026_]+)?\s*[a-z.\u2026_]+\s*(?:\d{4}|[.\u2026_]+)$",
    re.IGNORECASE,
)
_SECTION = re.compile(r"^(?:kelurahan|kel|desa|kecamatan|kec|rw|rt|dusun)\b", re.IGNORECASE)
_FEW = 2


class Reader:
    """Goes through the rows of a table."""

    def __init__(self, rows: Sequence[Sequence[Cell]], block: Block) -> None:
        self.rows, self.block = rows, block
        self.mapped = sorted(set(block.fields.values()))
        self.name = block.column_of("nama")
        self.number = block.column_of("nomor")
        self.telling = [
            column
            for name, column in block.fields.items()
            if name not in ("nama", "nomor", "keterangan")
        ]
        self.home = {block.column_of(name) for name in ("rt", "rw", "rtrw", "alamat")}
        self.closed = self.summed = False
        heads = {c: _loose(block.headers[c]) for c in self.mapped}
        self.heads = {column: head for column, head in heads.items() if head}
        self.span = range(block.first, block.last + 1)

    def lines(self, start: int, end: int) -> Iterator[Line]:
        """The rows from `start` up to `end`, blank ones left out."""
        for row in range(start, end):
            line = self.rows[row]
            texts = {
                column: text
                for column in self.span
                if column < len(line) and (text := _text(line[column]))
            }
            if not texts:
                if self._holds_something(row):
                    yield Line(row, Kind.PERSON)
                continue
            yield self._line(row, texts)

    def _holds_something(self, row: int) -> bool:
        """Whether a row that seems empty has an error or an uncomputed formula in a used column."""
        line = self.rows[row]
        return any(c < len(line) and not is_blank(line[c]) for c in self.mapped)

    def _line(self, row: int, texts: dict[int, str]) -> Line:
        if self._is_header(texts):
            return Line(row, Kind.AGAIN)
        if self._counts_columns(texts):
            return Line(row, Kind.COUNT)
        alone = texts.get(self.number, "") if self.number is not None and len(texts) == 1 else ""
        if alone and not re.search(r"[^\W\d_]", alone):
            return Line(row, Kind.NUMBER_ONLY)
        name = texts.get(self.name, "") if self.name is not None else ""
        told = [column for column in self.telling if column in texts]
        numbered = self.number is not None and bool(re.search(r"\d", texts.get(self.number, "")))
        first = next(iter(texts.values()))
        identity = self._has_identity(texts)
        if not identity and self._is_total(texts, numbered=numbered):
            return Line(row, Kind.TOTAL)
        # a person has a name and something besides; a signature has a name alone
        enough = numbered or len(told) >= min(_FEW, max(1, len(self.telling)))
        if name and enough and not (_CLOSING.match(name) and not told):
            self.closed = self.summed = False
            return Line(row, Kind.PERSON, alone=not told and bool(self.telling))
        if not identity:
            if any(_CLOSING.match(text) for text in texts.values()):
                self.closed = True
                return Line(row, Kind.CLOSING)
            if len(texts) <= _FEW and _SECTION.match(first) and not numbered:
                return Line(row, Kind.TITLE)
            if self.closed:
                return Line(row, Kind.CLOSING)
            if not any(column in texts for column in self.mapped):
                return Line(row, Kind.NOTE)
        return Line(row, Kind.PERSON, alone=bool(name) and not told)

    def _has_identity(self, texts: dict[int, str]) -> bool:
        """Whether a NIK or a telephone number stands in its column."""
        for name in ("nik", "telepon"):
            column = self.block.column_of(name)
            text = texts.get(column, "") if column is not None else ""
            digits = len(text) if text.isdecimal() else len(re.findall(r"\d", text))
            if digits >= _DIGITS and not _CLOSING.match(text):
                return True
        return False

    def _is_total(self, texts: dict[int, str], *, numbered: bool) -> bool:
        """Whether a row counts people instead of being one: the word says so, or it is one of the
        groups that lists are counted by (*Laki-laki*), or it stands below a total and has a label
        and short numbers only.
        """
        if any(_TOTAL.match(text) for text in texts.values()):
            self.summed = True
            return True
        labels = [
            text
            for column, text in texts.items()
            if column in self.home or not _FIGURE.fullmatch(text)
        ]
        if len(labels) != 1:
            return False
        if _GROUP.fullmatch(labels[0]):
            return True
        return self.summed and not numbered and len(texts) > 1

    def _is_header(self, texts: dict[int, str]) -> bool:
        told = [c for c in self.mapped if c in texts]
        need = max(_FEW, (len(told) + 1) // 2)
        hits = 0
        for n, column in enumerate(told):
            hits += _loose(texts[column]) == self.heads.get(column)
            if hits + len(told) - n - 1 < need:
                return False
        return hits >= need

    def _counts_columns(self, texts: dict[int, str]) -> bool:
        """1 2 3 ... under the header, also in brackets."""
        if len(texts) < _COLUMNS or any(len(text) > _COLUMN for text in texts.values()):
            return False
        said = [re.sub(r"[().\s]", "", text) for text in texts.values()]
        if len(said) < _COLUMNS or not all(one.isdecimal() and len(one) <= _FEW for one in said):
            return False
        numbers = [int(one) for one in said]
        return all(a < b for a, b in pairwise(numbers))


_COLUMNS, _DIGITS, _COLUMN = 3, 8, 6


def _text(cell: Cell) -> str:
    """A cell's text, as far as it tells what a row is."""
    if type(cell) is str:
        return cell.strip() if cell.isascii() else plain(cell)
    return "" if cell is None or isinstance(cell, Broken) else plain(cell)


def _loose(text: str) -> str:
    return " ".join(text.casefold().split()).strip(" .:*")
