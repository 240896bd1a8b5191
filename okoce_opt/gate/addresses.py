"""Addresses of cells as spreadsheets write them (B7): of attendance sheets and of lists that are
taken in. Complaints about tables name a cell by its row and the header of its column.
"""

from __future__ import annotations

from functools import lru_cache


@lru_cache(maxsize=1_000)
def column_letters(column: int) -> str:
    """The letters of a column counted from 0: 0 -> A, 26 -> AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """The other way round, counted from 0: A -> 0, AA -> 26."""
    count = 0
    for letter in letters.upper():
        count = count * 26 + ord(letter) - ord("A") + 1
    return count - 1


def address(row: int, column: int) -> str:
    """A cell's address, from row and column counted from 0."""
    return f"{column_letters(column)}{row + 1}"
