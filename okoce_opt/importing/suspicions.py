"""What is doubtful about a row as a whole: is that a person to be invited?"""

from __future__ import annotations

import re

from okoce_opt.domain.words import Words
from okoce_opt.importing.account import TAKEN_OR_NOT
from okoce_opt.importing.cells import Doubt

_LEFT = re.compile(
    r"\b(?:batal|mundur|mengundurkan|meninggal|almarhum|alm|wafat|pindah|dicoret|coret|gugur|"
    r"tidak jadi|hapus|dihapus|ganda|dobel|double)\b",
    re.IGNORECASE,
)
# each alternative begins where a word does: from each letter of a long one takes minutes
_TWO = re.compile(
    r"(?<![^\W\d_])[^\W\d_]{3,}\s*[/&+;]\s*[^\W\d_]{3,}"
    r"|\b(?:dan|beserta|bersama|serta|dgn|dengan)\s+(?:istri|isteri|suami|anak|adik|kakak|ibu|bapak)"
    r"|(?<![^\W\d_])[^\W\d_]{3,}\s+dan\s+[^\W\d_]{3,}"
    # after a comma two words or more that are no degree
    r"|(?<![^\W\d_])[^\W\d_]+\s+[^\W\d_]+\s*,\s*(?!sarjana|magister|ahli|doktor)"
    r"[^\W\d_]{3,}(?:\s+[^\W\d_]{3,})+\s*$",
    re.IGNORECASE,
)
_FIRST, _SECOND = re.compile(r"\b1\s?[.)]"), re.compile(r"\b2\s?[.)]")
_DEAD = re.compile(r"^\(?(?:alm|almarhum|almarhumah)\b", re.IGNORECASE)


def suspicion(
    name: str, note: str, *, struck: bool, alone: bool, beyond: str | None
) -> Doubt | None:
    """Why a row may not be a person to be invited: crossed out, withdrawn by its note, deceased,
    two in one cell (`name` as it is written there), nothing but a name, or living in a town
    `beyond` the programme's.
    """
    why = None
    if struck:
        why = Words("namanya dicoret", "the name is crossed out")
    elif match := _LEFT.search(note):
        why = Words("keterangannya '{said}'", "the note says '{said}'").fill(said=match[0])
    elif _DEAD.search(name.strip()):
        why = Words("tertulis almarhum", "it says deceased")
    elif said := _two_people(name):
        why = _TOO.fill(said=said, town=beyond) if beyond else _BOTH.fill(said=said)
    elif beyond:
        why = Words("tertulis tinggal di {town}", "it says that they live in {town}")
        why = why.fill(town=beyond)
    elif alone:
        why = Words("hanya namanya yang terisi", "only a name is filled in")
    return None if why is None else Doubt(TAKEN_OR_NOT, why, _TAKE_IT)


_BOTH = Words(
    "mungkin dua orang ('{said}'); bila ya, beri masing-masing satu baris",
    "maybe two people ('{said}'); if so, give each of them a row",
)
_TOO = Words(
    "mungkin dua orang ('{said}'), dan tertulis tinggal di {town}; bila dua, beri masing-masing "
    "satu baris",
    "maybe two people ('{said}'), and it says that they live in {town}; if two, give each of them "
    "a row",
)


def _two_people(written: str) -> str:
    """What looks like two people in one cell; empty where it is one, also of a long name that goes
    on in a second line.
    """
    lines = [line.split() for line in written.splitlines()]
    if sum(len(words) > 1 for words in lines) > 1:
        return " / ".join(" ".join(words) for words in lines if words)
    said = " ".join(written.split())
    first = _FIRST.search(said)
    if first and _SECOND.search(said, first.end()):
        return said[first.start() :]
    match = _TWO.search(said)
    return match[0] if match else ""


NO_NAME = Doubt(
    "missing_name", Words("nama orang", "a name"), Words("Tulis namanya.", "Write the name.")
)
"""A row with no name in it."""

NO_HOME = Doubt(
    "missing_kelurahan",
    Words("kelurahan tempat tinggal", "the kelurahan of residence"),
    Words("Tulis kelurahannya.", "Write the kelurahan."),
)
"""A row of which nothing says where the person lives."""

_TAKE_IT = Words("Diambil atau dilewati?", "Is the row to be taken or ignored?")
