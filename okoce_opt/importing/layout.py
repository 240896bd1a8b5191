"""Where the tables of a sheet are: their headers, found by what they mean, in one row or two; side
by side; one below the other.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from okoce_opt.gate import Broken, Cell
from okoce_opt.importing.words import Dictionary, denies, key
from okoce_opt.io.tables.cells import clean, plain

IGNORED = "abaikan"
STRONG = ("nama", "nik", "no_peserta")
"""A row of headers has one of these."""

_LONG_DIGITS = re.compile(r"\d{5}")


@dataclass(frozen=True)
class Block:
    """One table of a sheet: the rows of its header (from 0), the columns it spans, field -> column.

    `unknown` are columns with a header that means nothing, `doubles` further columns of a field.
    `upper` is the header as it was written, column by column.
    """

    top: int
    bottom: int
    first: int
    last: int
    fields: Mapping[str, int]
    headers: Mapping[int, str]
    unknown: tuple[int, ...] = ()
    doubles: Mapping[str, tuple[int, ...]] = field(default_factory=dict)

    @cached_property
    def fingerprint(self) -> str:
        """What tells this layout from others, wherever the file lies: its headers in order."""
        said = "|".join(key(self.headers[column]) for column in sorted(self.headers))
        return hashlib.sha256(said.encode()).hexdigest()[:12]

    def column_of(self, name: str) -> int | None:
        """The column of a field."""
        return self.fields.get(name)

    def shares_columns(self, other: Block) -> bool:
        """Whether two tables stand one below the other."""
        return self.first <= other.last and other.first <= self.last

    def continues(self, before: Sequence[Block]) -> bool:
        """Whether this is the header of the last of these tables in its columns once more."""
        last = next((b for b in reversed(before) if b.shares_columns(self)), None)
        if last is None or (last.first, last.last) != (self.first, self.last):
            return False
        return last.fingerprint == self.fingerprint


def text_at(rows: Sequence[Sequence[Cell]], row: int, column: int) -> str:
    """What stands in a cell, "" for nothing."""
    line = rows[row] if 0 <= row < len(rows) else ()
    cell = line[column] if column < len(line) else None
    return "" if cell is None or isinstance(cell, Broken) else plain(cell)


def _spread(rows: Sequence[Sequence[Cell]], row: int, width: int) -> list[str]:
    """The texts of a row, those of a merged block repeated to its right."""
    said: list[str] = []
    line = rows[row] if 0 <= row < len(rows) else ()
    for column in range(width):
        cell = line[column] if column < len(line) else None
        if isinstance(cell, Broken) and cell.merged and column:
            said.append(said[-1])
        else:
            said.append("" if cell is None or isinstance(cell, Broken) else plain(cell))
    return said


def blocks_of(rows: Sequence[Sequence[Cell]], words: Dictionary) -> list[Block]:
    """All tables of a sheet, in the order in which their headers stand. A header that is repeated
    for the same columns, on each page say, is no table of its own, if none stands between.
    """
    found: list[Block] = []
    skip = -1
    looked = 0
    for number, line in enumerate(rows):
        if number <= skip or _tells_of_someone(line):
            continue
        looked += len(line)
        if not _may_be_header(line, words, near=looked <= _LOOKED_AT):
            continue
        header = _Header.at(rows, number, words, free=number - 1 > skip)
        blocks = header.blocks(words)
        if not blocks:
            continue
        skip = header.bottom
        found += [block for block in blocks if not block.continues(found)]
    return found


def _tells_of_someone(line: Sequence[Cell]) -> bool:
    """Whether a row has a number of many digits, a NIK or a telephone: most rows have, and none of
    headers.
    """
    return any(
        type(cell) is str and len(cell) >= _DIGITS and _MANY_DIGITS.search(cell) is not None
        for cell in line
    )


_DIGITS, _MANY_DIGITS = 10, re.compile(r"\d{10}")
_LOOKED_AT = 4_000
"""Cells of a sheet in which headers are looked for that are not written as anybody knows them."""


def _may_be_header(line: Sequence[Cell], words: Dictionary, *, near: bool) -> bool:
    """Whether a row has a strong header and another known one, and nothing that reads like data."""
    strong = known = unknown = 0
    for cell in line:
        if not isinstance(cell, str) or not cell:
            continue
        if len(cell) > _LONGEST or (_LONG_DIGITS.search(cell) is not None):
            continue
        meant = words.header(clean(cell), near=near)
        known += meant is not None
        strong += meant in STRONG
        if strong and known >= _LEAST:
            break
        unknown += meant is None
        if unknown > _STRANGE and not known:
            return False
    numbers = (isinstance(cell, (int, float)) and not isinstance(cell, bool) for cell in line)
    return strong > 0 and known >= _LEAST and not any(numbers)


_LONGEST, _LEAST = 120, 2
_STRANGE = 40
"""Words side by side that are no header, none of them: then the row has none."""


@dataclass(frozen=True)
class _Header:
    """One or two rows of headers, as one text for each column."""

    top: int
    bottom: int
    texts: Sequence[str]

    @classmethod
    def at(
        cls, rows: Sequence[Sequence[Cell]], row: int, words: Dictionary, *, free: bool
    ) -> _Header:
        """The header whose main row is `row`; the row above (if it is `free`) or below belongs to
        it where it says what the main one leaves open.
        """
        width = max(len(rows[row]), len(rows[row + 1]) if row + 1 < len(rows) else 0)
        width = max(width, len(rows[row - 1]) if row else 0)
        main, own = _spread(rows, row, width), [text_at(rows, row, c) for c in range(width)]
        below = [text_at(rows, row + 1, c) for c in range(width)]
        above = _spread(rows, row - 1, width)
        if _completes(rows, row + 1, main, below, words):
            return cls(row, row + 1, _put_together(main, below, own, words))
        first = [text_at(rows, row - 1, c) for c in range(width)]
        if free and any(words.header(up) and not down for up, down in zip(first, own, strict=True)):
            return cls(row - 1, row, _put_together(above, own, first, words))
        return cls(row, row, own)

    def blocks(self, words: Dictionary) -> list[Block]:
        """The tables under this header; a field that comes again with others begins a new one."""
        columns = [c for c, text in enumerate(self.texts) if text]
        meant = {c: words.header(self.texts[c]) for c in columns}
        starts = _starts(columns, meant)
        found = []
        for n, start in enumerate(starts):
            end = starts[n + 1] if n + 1 < len(starts) else len(self.texts)
            mine = [c for c in columns if start <= c < end]
            block = self._block(mine, meant, start, end - 1)
            if any(name in block.fields for name in STRONG):
                found.append(block)
        return found

    def _block(
        self, columns: Sequence[int], meant: Mapping[int, str | None], first: int, last: int
    ) -> Block:
        fields: dict[str, int] = {}
        doubles: dict[str, tuple[int, ...]] = {}
        for column in columns:
            name = meant[column]
            if name is None or name == IGNORED:
                continue
            if name in fields:
                doubles[name] = (*doubles.get(name, ()), column)
            else:
                fields[name] = column
        unknown = tuple(c for c in columns if meant[c] is None)
        headers = {c: self.texts[c] for c in columns}
        return Block(self.top, self.bottom, first, last, fields, headers, unknown, doubles)


def _completes(
    rows: Sequence[Sequence[Cell]],
    row: int,
    main: Sequence[str],
    below: Sequence[str],
    words: Dictionary,
) -> bool:
    """Whether the row under a header is its second row: it has headers where the first has a group,
    and nothing under the name. Or it is a header itself, and the first one, whatever its words seem
    to mean, stands over it as a heading.
    """
    if row >= len(rows):
        return False
    if _may_be_header(rows[row], words, near=True):
        return any(up != down for up, down in zip(main, below, strict=True) if up and down)
    hits = 0
    for up, down in zip(main, below, strict=True):
        if not down:
            continue
        if words.header(up) in STRONG or _LONG_DIGITS.search(down) or down.isdecimal():
            return False
        hits += words.header(down) is not None or words.header(f"{up} {down}") is not None
    return hits > 0


def _put_together(
    above: Sequence[str], below: Sequence[str], alone: Sequence[str], words: Dictionary
) -> list[str]:
    """The header of each column from its two rows (`above` with merged headings repeated); `alone`
    is what stands where the lower row is empty.

    Of the columns under one heading only the first that says nothing itself can be what the heading
    means, and none if another is that already: in *USAHA* over *JENIS USAHA* and *LAMA (TH)* the
    second is no trade. A heading is never a name or a NIK: *IDENTITAS* stands over both.
    """
    found = []
    taken = {(up, words.header(down)) for up, down in zip(above, below, strict=True) if down}
    for up, down, mine in zip(above, below, alone, strict=True):
        if not down:
            found.append(mine)
            continue
        text = _both(up, down, words)
        if text == up and above.count(up) > 1:
            meant = (up, words.header(up))
            text = up if meant not in taken and meant[1] not in STRONG else f"{up} {down}"
            taken.add(meant)
        found.append(text)
    return found


def _both(up: str, down: str, words: Dictionary) -> str:
    """The header of a column with a heading above it: the one that means something, the longer one
    first; a *no* in the heading turns round what stands below.
    """
    together = f"{up} {down}".strip()
    if words.meaning("judul", together) is not None or denies(words.header(together)):
        return together
    return down if words.header(down) is not None or words.header(up) is None else up


def _starts(columns: Sequence[int], meant: Mapping[int, str | None]) -> list[int]:
    """Where tables that stand side by side begin: the names come again, and with them what stood
    before the first of them.
    """
    if not columns:
        return []
    names = [c for c in columns if meant[c] == "nama"]
    again = {meant[c] for c in columns if c > names[-1]} if len(names) > 1 else set()
    before = {meant[c] for c in columns if names and names[0] <= c < names[-1]}
    if len(names) < _SIDE or not (
        (again & before) - {None, IGNORED} or meant[columns[0]] == "nomor"
    ):
        return [columns[0]]
    starts = [columns[0]]
    lead = meant[columns[0]] if columns[0] < names[0] else "nama"
    for name in names[1:]:
        begin = name
        for c in reversed([c for c in columns if starts[-1] < c < name]):
            if meant[c] == lead:
                begin = c
                break
        starts.append(begin)
    return starts


_SIDE = 2
