"""What the text of one cell says: that somebody came or not, a sign that is not the same to
everybody, or nothing that can be read.
"""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum

from okoce_opt.domain.attended import Presence
from okoce_opt.domain.words import Words
from okoce_opt.gate import Broken
from okoce_opt.reports.attendance.presence import WORDS, presence_said


class Sign(StrEnum):
    """Signs that mean one thing to one clerk and another to the next: the sheet must say. The value
    is what a clerk writes for it in a legend.
    """

    EMPTY = "kosong"
    CROSS = "x"
    DASH = "-"
    HOUR = "jam"
    COLOUR = "warna"
    PICTURE = "gambar"
    WHOLE = "semua hari"
    ADDED = "tambahan"


SIGN_WORDS = {
    Sign.EMPTY: Words("kosong", "empty"),
    Sign.CROSS: Words("bertanda x", "marked x"),
    Sign.DASH: Words("bertanda -", "marked -"),
    Sign.HOUR: Words("berisi jam", "filled with a time of day"),
    Sign.COLOUR: Words("diwarnai tanpa tulisan", "coloured, with nothing written"),
    Sign.PICTURE: Words("berisi gambar saja", "a picture and nothing written"),
    Sign.WHOLE: Words(
        "diisi di kolom Hadir saja, tanpa kolom harinya",
        "filled in under Hadir only, not under its days",
    ),
    Sign.ADDED: Words("kosong di baris tambahan", "empty in a row that was added"),
}

Meaning = Presence | Sign | None
"""What a cell says; None where it cannot be read."""

PRESENCE = dict(zip(WORDS, Presence, strict=True))
"""The words of the column Hadir and what they stand for."""

WORD = {presence: word for word, presence in PRESENCE.items()}
"""The other way round."""

CHANGES = ("wakil", "ganti", "bukan", "batal", "pindah", "tidak", "tdk", "salah", "ralat", "?")
"""In a remark: perhaps somebody else came, or nobody did."""
_CROSSES = frozenset("x\u00d7\u2717\u2718\u2573\u274c\u2715\u2612")
_DASHES = frozenset("-\u2010\u2011\u2012\u2013\u2014\u2212_/\\")
_PLACE = re.compile(r"\d{1,4}\.?\s*[.\u2026]*|[.\u2026\s]+")
"""The number and the dots that stand where one signs."""
_BEFORE, _DOTS = re.compile(r"^\d{1,4}\.\s*[.\u2026]*\s*"), 3
_HOUR = re.compile(r"(?:pukul |jam |pkl\.? ?)?\d{1,2}[.:]\d{2}(?: ?wib)?")
_OPENS, _CLOSES = 5 / 24, 22 / 24
"""A number in a cell is a time of day from 05.00 to 22.00, in days."""


def meaning_of(value: object) -> Meaning:
    """What a cell of the column Hadir says."""
    if value is None or value == "":
        return Sign.EMPTY
    if isinstance(value, Broken):
        return None
    if isinstance(value, bool):
        return Presence.CAME if value else Sign.EMPTY
    if isinstance(value, (int, float)):
        return _of_number(float(value))
    return _of_text(plain(str(value)))


def _of_number(value: float) -> Meaning:
    if value in (0, 1):
        return Presence.CAME if value else Presence.MISSED
    is_hour = not value.is_integer() and (_OPENS <= value <= _CLOSES or 5 <= value <= 22)
    return Sign.HOUR if is_hour else None


def _of_text(text: str) -> Meaning:
    if not text or set(text) <= set(". \u2026"):
        return Sign.EMPTY
    if len(text) == 1 and text in _CROSSES:
        return Sign.CROSS
    if set(text) <= _DASHES:
        return Sign.DASH
    if _HOUR.fullmatch(text):
        return Sign.HOUR
    said = presence_said(text)
    return PRESENCE[said] if said else None


def plain(text: str) -> str:
    """A text without what only its looks make: forms of letters, blanks, case."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def signed(value: object) -> object:
    """What somebody has put where one signs, without the number and the dots that stand there."""
    if isinstance(value, str):
        text = value.strip()
        if _PLACE.fullmatch(text):
            return ""
        text = _BEFORE.sub("", text)
        bare = text.rstrip(".\u2026")
        return bare.rstrip() if len(text) - len(bare) >= _DOTS else text
    return value
