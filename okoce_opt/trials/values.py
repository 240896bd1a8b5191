"""Values as they are typed: by how much more, whole numbers, settings."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from okoce_opt.domain.words import Words
from okoce_opt.io.tables.cells import Cell
from okoce_opt.io.tables.parsers import Unreadable

MORE = re.compile(r"(?P<sign>[+-])(?P<n>\d+(?:[.,]\d+)?)(?P<share>%?)")
"""By how much a number or a date is to be more or less: `+10`, `-5 %`."""


def changed(now: Cell, value: Cell) -> Cell:
    """The value, or what there is now by so much more or less. Raises `Unreadable`."""
    found = MORE.fullmatch(value.replace(" ", "")) if isinstance(value, str) else None
    if found is None:
        return value
    amount = Decimal(found["sign"] + found["n"].replace(",", "."))
    if isinstance(now, date) and not found["share"] and amount == int(amount):
        return now + timedelta(int(amount))
    if isinstance(now, bool) or not isinstance(now, (int, float)):
        raise Unreadable(
            "not_a_number",
            Words("nilainya sendiri", "the value itself"),
            Words(
                "Sekarang tidak ada bilangan di sana yang dapat ditambah.",
                "There is no number there now that could be raised.",
            ),
        )
    if isinstance(now, float):
        return value  # degrees: -6.2 is a latitude
    more = Decimal(now) * amount / 100 if found["share"] else amount
    return int((Decimal(now) + more).to_integral_value(ROUND_HALF_UP))


def whole(value: Cell) -> int:
    """A whole number, 0 or more. Raises `Unreadable`."""
    if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
        return value
    if isinstance(value, str) and re.fullmatch(r"\d{1,9}", value.strip()):
        return int(value)
    raise Unreadable("not_a_number", Words("bilangan bulat", "a whole number"))


def typed(value: Cell) -> Cell:
    """A setting as TOML would hold it: whole numbers and dates are no text."""
    text = value.strip() if isinstance(value, str) else ""
    if re.fullmatch(r"\d{1,9}", text) and text == str(int(text)):
        return int(text)
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            return value
    return value
