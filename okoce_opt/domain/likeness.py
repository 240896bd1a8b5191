"""Which known name a written one may be meant for: by its letters and by what it means.

Two names that only a side (*utara*, *selatan*) or a number tells apart are neighbours, not slips of
the pen for one another; an abbreviation (*Utr*, *Kec.*) is.
"""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Iterable
from functools import cache, lru_cache

_LONG = {
    **{"utr": "utara", "ut": "utara", "slt": "selatan", "sel": "selatan", "brt": "barat"},
    **{"bar": "barat", "tmr": "timur", "tim": "timur", "pst": "pusat", "pus": "pusat"},
    **{"kb": "kebon", "kbn": "kebon", "kp": "kampung", "kmp": "kampung", "pd": "pondok"},
    **{"tj": "tanjung", "tg": "tanjung", "tn": "tanah", "ps": "pasar", "psr": "pasar"},
    **{"rw": "rawa", "gn": "gunung", "sukabm": "sukabumi"},
    **{"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5"},
    **{"satu": "1", "dua": "2", "tiga": "3", "empat": "4", "lima": "5"},
    **{"north": "utara", "south": "selatan", "west": "barat", "east": "timur"},
}
_TITLES = {"kec", "kecamatan", "kel", "kelurahan", "desa", "ds"}
_SIDES = (
    *("utara", "selatan", "barat", "timur", "pusat", "tengah", "dalam", "luar"),
    *("hulu", "hilir", "lama", "baru", "besar", "kecil"),
)
"""Words that tell two neighbours apart."""

_LEAST, _LEAST_WITHOUT_SIDE = 0.6, 0.8
"""How alike (0 to 1) a name must be; more so where a side was written and the name has none."""

_SHORT, _LEAST_SHORT = 4, 0.75
"""Of fewer letters, a word must be more alike: `lat` is in `alamat`, and is not meant."""

_MOST = 3
"""Names said at once."""


def nearest_of(text: str, choices: Iterable[str]) -> tuple[str, ...]:
    """The choices that `text` may be meant for, none if none is near.

    Several where only a side tells them apart and none is written; the names that begin with its
    words where no other is near.
    """
    return _nearest_of(text, tuple(choices))


@lru_cache(maxsize=4096)
def _nearest_of(text: str, choices: tuple[str, ...]) -> tuple[str, ...]:
    said, sides = _meaning(text)
    if not said:
        return ()
    whole, best = _Likeness(text.casefold()), 0.0
    bare = _Likeness(" ".join(said))
    found: dict[str, list[str]] = {}
    begun: list[str] = []
    for choice in choices:
        name, theirs = _meaning(choice)
        if sides and theirs and sides != theirs:
            continue
        family = " ".join(name)
        least = max(best, _LEAST_WITHOUT_SIDE if sides and not theirs else _LEAST)
        if len(family) < _SHORT:
            least = max(least, _LEAST_SHORT)
        likeness = bare.to(family, least)
        if not sides and len(" ".join(said)) > _SHORT and name[: len(said)] == said:
            begun.append(choice)
        if not sides and not theirs:
            likeness = max(likeness, whole.to(choice.casefold(), least))
        if likeness < least:
            continue
        if likeness > best:
            best, found = likeness, {}
        found.setdefault(family, []).append(choice)
    if not found and len(begun) <= _MOST:
        return tuple(begun)
    return tuple(next(iter(found.values()), [])[:_MOST])


class _Likeness:
    """How alike a text is to others, in letters."""

    def __init__(self, text: str) -> None:
        self.matcher = difflib.SequenceMatcher()
        self.matcher.set_seq2(text)

    def to(self, other: str, least: float) -> float:
        """From 0 to 1; 0 where it is surely below `least`."""
        self.matcher.set_seq1(other)
        if self.matcher.real_quick_ratio() < least or self.matcher.quick_ratio() < least:
            return 0.0
        return self.matcher.ratio()


@cache
def _meaning(text: str) -> tuple[tuple[str, ...], frozenset[tuple[str, int]]]:
    """The words of a name (titles dropped, abbreviations written out), and apart from them what
    tells it from its neighbours: sides and numbers, each with how often it stands.
    """
    said = [word for word in re.split(r"[\W_]+", text.casefold()) if word]
    kept = [word for word in said if word not in _TITLES] or said
    words = [_LONG.get(word, word) for word in kept] if len(kept) > 1 else kept
    sides = [_side(word) for word in words] if len(words) > 1 else [""] * len(words)
    apart = Counter(side for side in sides if side)
    return (
        tuple(word for word, side in zip(words, sides, strict=True) if not side),
        frozenset(apart.items()),
    )


def _side(word: str) -> str:
    """The side, or the number, that a word is; also misspelt."""
    if word.isdecimal():
        return str(int(word))
    return next(iter(difflib.get_close_matches(word, _SIDES, n=1, cutoff=0.8)), "")
