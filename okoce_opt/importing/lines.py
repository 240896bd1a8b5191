"""Each row of a table of a list: a person, or what else stands there (a header again, a total, a
signature, the name of a kelurahan over its people), and why it is not taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from itertools import pairwise, takewhile

from okoce_opt.domain.words import Words
from okoce_opt.gate import Broken, Cell
from okoce_opt.gate.sheet_marks import place_of
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
    MORE = Words("sambungan baris di atasnya (sel gabungan)", "goes on with the row above (merged)")
    NOTE = Words("catatan di luar kolom yang dipakai", "a note outside the columns that are used")


@dataclass(frozen=True, slots=True)
class Line:
    """A row (from 0) of a table: its kind, and the name of a region if its title has one."""

    row: int
    kind: Kind
    alone: bool = False
    """A person of whom nothing but a name is told."""
    more: int = 0
    """Rows right below that go on with this person: name and NIK are merged over all of them."""


_TOTAL = re.compile(r"^(?:sub ?)?(?:jumlah|total|jml|grand total)\b", re.IGNORECASE)
_FIGURE = re.compile(
    r"[:=]?\s*\d{1,5}(?:[.,]\d{1,2})?\s*(?:%|orang|org|peserta|jiwa)?", re.IGNORECASE
)
_GROUP = re.compile(
    r"(?:jumlah |jml\.? |total )?(?:laki[ -]*laki|perempuan|pria|wanita|lk|pr|male|female)"
    r"(?:\s*\([lp]\))?\s*[:=]?\s*(?:\d{1,5}\s*(?:orang|org|peserta|jiwa)?)?\s*",
    re.IGNORECASE,
)
CLOSES = re.compile(
    r"^(?:mengetahui|menyetujui|disetujui|nip\b|lurah\b|camat\b|a\.?n\.? |plt\b|plh\b|ketua\b|"
    r"sekretaris|kepala\b|kasi\b|kasie\b|petugas|pendata|penanggung ?jawab|tanda tangan|catatan|"
    r"keterangan|ket\b|nb\b|dibuat|bersambung|lanjutan|halaman|hal\b|dst|rekap|sumber|ttd\b|"
    r"pembuat|yang membuat|demikian|dicetak|koordinator|pendamping|demikian|yang menerima|\*)"
    r"|^[a-z .]{3,30},\s*(?:\d{1,2}|[.\u2026_]+)?\s*[a-z.\u2026_]+\s*(?:\d{4}|[.\u2026_]+)$",
    re.IGNORECASE,
)
"""How a row below the people begins."""
_SECTION = re.compile(
    r"^(?:(?:[ivx]+|[a-z]|\d{1,2})[.)]\s*)?(?:kelurahan|kel|desa|kecamatan|kec|rw|rt|dusun)\b",
    re.IGNORECASE,
)
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
        self.begins = {
            column: frozenset(f" .:*{head[:1]}{head[:1].upper()}")
            for column, head in ((c, self.heads.get(c, "")) for c in self.mapped)
        }
        self.span = range(block.first, block.last + 1)

    def lines(self, start: int, end: int) -> Iterator[Line]:
        """The rows from `start` up to `end`, blank ones left out."""
        for row in range(start, end):
            line = self.rows[row]
            if self._goes_on(row):
                yield Line(row, Kind.MORE)
                continue
            texts = {
                column: text
                for column in self.span
                if column < len(line) and (text := _text(line[column]))
            }
            if not texts:
                if self._holds_something(row):
                    yield Line(row, Kind.PERSON)
                continue
            found = self._line(row, texts)
            if found.kind is Kind.PERSON and self._goes_on(row + 1):
                below = takewhile(self._goes_on, range(row + 1, end))
                found = replace(found, more=sum(1 for _ in below))
            yield found

    def _goes_on(self, row: int) -> bool:
        """Whether a row belongs to the person above: its name is merged with theirs, and so is what
        tells people apart besides, their NIK or number.
        """
        line = self.rows[row] if row < len(self.rows) else ()
        if not self._hangs(line, self.name, row):
            return False
        nik = self.block.column_of("nik")
        if nik is not None and nik < len(line) and not is_blank(line[nik]):
            return self._hangs(line, nik, row)
        return self._hangs(line, self.number, row)

    def _hangs(self, line: Sequence[Cell], column: int | None, row: int) -> bool:
        """Whether a cell is merged with the one above it, and with no other column."""
        cell = line[column] if column is not None and column < len(line) else None
        if not isinstance(cell, Broken) or not cell.merged:
            return False
        top, left = place_of(cell.block.partition(":")[0], -1, -1)
        return left == column and top < row

    def _holds_something(self, row: int) -> bool:
        """Whether a row that seems empty has an error or an uncomputed formula in a used column."""
        line = self.rows[row]
        return any(c < len(line) and not is_blank(line[c]) for c in self.mapped)

    def _line(self, row: int, texts: dict[int, str]) -> Line:
        if self._is_header(texts):
            return Line(row, Kind.AGAIN)
        if self._counts_columns(texts):
            return Line(row, Kind.COUNT)
        number = texts.get(self.number, "") if self.number is not None else ""
        if number and len(texts) == 1 and not re.search(r"[^\W\d_]", number):
            return Line(row, Kind.NUMBER_ONLY)
        name = texts.get(self.name, "") if self.name is not None else ""
        told = [column for column in self.telling if column in texts]
        first = next(iter(texts.values()))
        numbered = any(map(str.isdecimal, number)) and not _SECTION.match(number)
        identity = self._has_identity(texts)
        if not identity and self._is_total(texts, numbered=numbered):
            return Line(row, Kind.TOTAL)
        # a person has a name and something besides; a signature has a name alone
        enough = numbered or len(told) >= min(_FEW, max(1, len(self.telling)))
        if name and enough and not (CLOSES.match(name) and not told):
            self.closed = self.summed = False
            return Line(row, Kind.PERSON, alone=not told and bool(self.telling))
        if not identity:
            if any(CLOSES.match(text) for text in texts.values()):
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
            digits = len(text) if text.isdecimal() else sum(map(str.isdecimal, text))
            if digits >= _DIGITS and not CLOSES.match(text):
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
            text = texts[column]
            if text[0] in self.begins[column] or not text[0].isascii():
                hits += _loose(text) == self.heads.get(column)
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
        return all(a < b for a, b in pairwise(numbers)) or all(a > b for a, b in pairwise(numbers))


_COLUMNS, _DIGITS, _COLUMN = 3, 8, 6


def whole(rows: Sequence[Sequence[Cell]], line: Line, joined: Mapping[int, str]) -> Sequence[Cell]:
    """The cells of a person. What rows that go on with them hold fills their empty cells, and comes
    behind what stands in a column of `joined`, with the sign between.
    """
    row = rows[line.row]
    if not line.more:
        return row
    cells = list(row)
    for below in rows[line.row + 1 : line.row + 1 + line.more]:
        cells += [None] * (len(below) - len(cells))
        for column, cell in enumerate(below):
            if isinstance(cell, Broken) or is_blank(cell):
                continue
            if is_blank(cells[column]):
                cells[column] = cell
            elif column in joined and not isinstance(cells[column], Broken):
                cells[column] = f"{plain(cells[column])}{joined[column]}{plain(cell)}"
    return cells


def _text(cell: Cell) -> str:
    """A cell's text, as far as it tells what a row is."""
    if type(cell) is str:
        return cell.strip() if cell.isascii() else plain(cell)
    return "" if cell is None or isinstance(cell, Broken) else plain(cell)


def _loose(text: str) -> str:
    return " ".join(text.casefold().split()).strip(" .:*")
