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
_TWO = re.compile(
    r"[^\W\d_]{3,}\s*[/&+;\n]\s*[^\W\d_]{3,}"
    r"|\b(?:dan|beserta|bersama|serta|dgn|dengan)\s+(?:istri|isteri|suami|anak|adik|kakak|ibu|bapak)"
    r"|[^\W\d_]{3,}\s+dan\s+[^\W\d_]{3,}",
    re.IGNORECASE,
)
_DEAD = re.compile(r"^\(?(?:alm|almarhum|almarhumah)\b", re.IGNORECASE)


def suspicion(
    name: str, note: str, *, struck: bool, alone: bool, beyond: str | None
) -> Doubt | None:
    """Why a row may not be a person to be invited: crossed out, withdrawn by its note, deceased,
    two in one cell, nothing but a name, or living in a town `beyond` the programme's.
    """
    why = None
    if struck:
        why = Words("namanya dicoret", "the name is crossed out")
    elif match := _LEFT.search(note):
        why = Words("keterangannya '{said}'", "the note says '{said}'").fill(said=match[0])
    elif _DEAD.search(name):
        why = Words("tertulis almarhum", "it says deceased")
    elif beyond:
        why = Words("tertulis tinggal di {town}", "it says that they live in {town}")
        why = why.fill(town=beyond)
    elif match := _TWO.search(name):
        why = Words(
            "mungkin dua orang ('{said}'); bila ya, beri masing-masing satu baris",
            "maybe two people ('{said}'); if so, give each of them a row",
        )
        why = why.fill(said=" ".join(match[0].split()))
    elif alone:
        why = Words("hanya namanya yang terisi", "only a name is filled in")
    return None if why is None else Doubt(TAKEN_OR_NOT, why, _TAKE_IT)


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
