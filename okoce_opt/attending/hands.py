"""Names and initials that people put where they sign: are they those of the row?"""

from __future__ import annotations

import re

from okoce_opt.reports.reading.identities import is_spelling

_TITLES = frozenset(
    ("h", "hj", "drs", "dra", "dr", "ir", "prof", "kh", "bpk", "ibu", "bapak", "sdr", "sdri")
)
_LEAST = 2
"""Letters of initials, and of a part of a name: one letter alone is a code."""


def is_hand_of(text: str, name: str) -> bool:
    """Whether a text is the name of the row, a part of it or its initials.

    `Siti`, `S. Rahayu`, `SR` and `Siti Rahayu S.` are those of Siti Rahayu; `Budi` is not.
    """
    said, named = _words(text), _words(name)
    if not said or not named:
        return False
    letters = "".join(said)
    if len(letters) < _LEAST:
        return False
    bare = [word for word in named if word not in _TITLES] or named
    initials = {
        "".join(word[0] for word in those)
        for whole in (named, bare)
        for those in (whole, [whole[0], whole[-1]], whole[:2])
        if len(those) > 1
    }
    if letters in initials:
        return True
    if all(word in named or any(word == other[0] for other in named) for word in said):
        return any(len(word) > _LEAST and word in named for word in said)
    return len(letters) > _LEAST and is_spelling(text, name)


def is_initial_of(text: str, name: str) -> bool:
    """Whether a text might also be short for the name of the row: `A` for Ani, `TH` for Tuti
    Herawati.
    """
    said, named = _words(text), _words(name)
    letters = "".join(said)
    bare = [word for word in named if word not in _TITLES] or named
    starts = "".join(word[0] for word in bare)
    return bool(letters) and (starts.startswith(letters) or letters in bare)


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", text.casefold())
