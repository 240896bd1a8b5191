"""Rows of a table in which nothing reads as its column says: something else was pasted there, most
likely. All of them are one question, where each cell would be one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from okoce_opt.domain.words import Words
from okoce_opt.gate import Cell, Sheet
from okoce_opt.importing.columns import Columns
from okoce_opt.importing.likeness import NAMED
from okoce_opt.importing.questions import SKIP, Choice, Question, Scope, question_id
from okoce_opt.importing.sheet_questions import Desk
from okoce_opt.io.tables.cells import is_blank

_DIGITS = {"nik": 8, "telepon": 5, "tanggal_lahir": 2, "ttl": 2}
"""Digits that a cell of such a column has at least, however badly it is written."""
_TOLD, _MANY, _SHOWN = 2, 20, 10
"""Cells of such columns that speak against a row; rows from which on they are one question."""

IGNORE = Choice(SKIP.word, Words("abaikan semua baris itu", "ignore all these rows"))
CHECK = Choice("periksa", Words("tanyakan satu per satu", "ask about each of them"))


def noise_among(
    sheet: Sheet, rows: Sequence[int], columns: Columns, where: str, desk: Desk
) -> tuple[frozenset[int], bool]:
    """The rows (from 0) that are no people, and whether that is still asked."""
    numeric = {column: name for name, column in columns.fields.items() if name in _DIGITS}
    found = [n for n in rows if _is_noise(sheet.rows[n], numeric, desk)]
    if len(found) < _MANY:
        return frozenset(), False
    about = (str(sheet.rows[n][c]) for n in found for c in numeric if c < len(sheet.rows[n]))
    question = Question(
        question_id("noise", columns.block.fingerprint, len(found), *about),
        Scope.SHEET,
        where,
        Words(
            "{n} baris ({rows}) tidak berisi angka di kolom {names}; sepertinya bukan orang. "
            "Abaikan semuanya, atau periksa satu per satu?",
            "{n} rows ({rows}) have no numbers in the columns {names}; they seem to be no people. "
            "Ignore all of them, or look at each?",
        ).fill(
            n=len(found),
            rows=[str(n + 1) for n in found[:_SHOWN]],
            names=[NAMED.get(name, Words("TTL", "TTL")) for name in numeric.values()],
        ),
        (IGNORE, CHECK),
        len(found),
    )
    answer = desk.answers.ask(question)
    return (frozenset() if answer == CHECK.word else frozenset(found)), answer is None


def _is_noise(row: Sequence[Cell], numeric: dict[int, str], desk: Desk) -> bool:
    """Whether two cells or more should hold numbers, and none does."""
    told = 0
    for column, name in numeric.items():
        cell = row[column] if column < len(row) else None
        if is_blank(cell) or (isinstance(cell, str) and desk.words.is_nothing(cell)):
            continue
        if not isinstance(cell, str) or len(re.findall(r"\d", cell)) >= _DIGITS[name]:
            return False
        told += 1
    return told >= _TOLD
