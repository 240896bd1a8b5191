"""What columns hold: how much, and where no header says it, whether NIK or weekdays."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from okoce_opt.gate import Cell
from okoce_opt.importing.layout import Block
from okoce_opt.importing.words import Dictionary, key
from okoce_opt.io.tables.cells import is_blank, plain

_SAMPLE = 60
_SIXTEEN = re.compile(r"'?\d{4}[ .]?\d{2}[ .]?\d{2}[ .]?\d{4}[ .]?\d{4}")
_COUNTING = re.compile(r"\d{1,4}\.?")
_JOINING = frozenset(
    (
        *("dan", "atau", "sd", "s", "d", "sampai", "hari", "hr", "tidak", "tdk", "bisa", "kecuali"),
        *("selain", "berhalangan", "kerja", "setiap", "tiap", "semua", "and", "only", "saja"),
    )
)


@dataclass(frozen=True)
class Contents:
    """Of the columns of a table, from 0: how many people's cells are filled; those without
    a known header in which most of the first cells are 16 digits, and those with weekdays.
    """

    filled: Mapping[int, int] = field(default_factory=dict)
    niks: Sequence[int] = ()
    days: Sequence[int] = ()


def contents_of(
    rows: Sequence[Sequence[Cell]], block: Block, words: Dictionary, *, edge: bool
) -> Contents:
    """Look at the cells of a table's people; at the `edge`, to the right, also at columns beyond
    its header.
    """
    width = max(map(len, rows), default=0) if edge else block.last + 1
    filled: dict[int, int] = {}
    niks, days = [], []
    read = {*block.fields.values(), *(c for more in block.doubles.values() for c in more)}
    noted = block.column_of("keterangan")
    for column in range(block.first, max(width, block.last + 1)):
        cells = [row[column] for row in rows if column < len(row) and _is_filled(row[column])]
        if not cells:
            continue
        if column not in block.headers and all(_COUNTING.fullmatch(plain(c)) for c in cells):
            continue  # a column of numbers that count the rows needs no header
        filled[column] = len(cells)
        if column in read and column != noted:
            continue
        said = [plain(cell) for cell in cells[:_SAMPLE]]
        if 2 * sum(_SIXTEEN.fullmatch(text) is not None for text in said) > len(said):
            niks.append(column)
        told = [text for text in said if not words.is_nothing(text)]
        if told and 2 * sum(_names_days(text, words) for text in told) > len(told):
            days.append(column)
    return Contents(filled, niks, days)


def _is_filled(cell: Cell) -> bool:
    if type(cell) is str:
        # most texts begin with something that can be seen, and nothing else need be looked at
        return cell != "" and ("!" <= cell[0] <= "~" or not is_blank(cell))
    return not is_blank(cell)


def _names_days(text: str, words: Dictionary) -> bool:
    """Whether a text names weekdays, and nothing but days."""
    said = re.findall(r"[^\W\d_]+", key(text))
    days = [word for word in said if words.meaning("judul", word) in _DAYS]
    return bool(days) and all(word in days or word in _JOINING for word in said)


_DAYS = ("senin", "selasa", "rabu", "kamis", "jumat", "sabtu", "minggu")
