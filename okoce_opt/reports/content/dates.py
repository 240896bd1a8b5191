"""Days on sheets, written and read."""

from __future__ import annotations

from datetime import date

from okoce_opt.domain.words import weekday_words

LETTER_DAYS = ("Sn", "Sl", "Rb", "Km", "Jm", "Sb", "Mg")


SHORT_DAYS = ("Sen", "Sel", "Rab", "Kam", "Jum", "Sab", "Min")
_IN_ENGLISH = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def short_date(day: date, lang: str = "id") -> str:
    """`Sel, 13-03-2018`, or `Tue, 13-03-2018`."""
    names = SHORT_DAYS if lang == "id" else _IN_ENGLISH
    return f"{names[day.weekday()]}, {day:%d-%m-%Y}"


def weekday_said(text: str) -> int | None:
    """The weekday (0 = Monday) that a printed date begins with, if it does."""
    word = text.split(",")[0].strip().casefold()
    return next((n for n in range(7) if weekday_words(n, "id").casefold() == word), None)
