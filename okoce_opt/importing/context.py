"""The kecamatan and kelurahan that a title, a sheet's name or a file's name gives to a list."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from okoce_opt.importing.regions import KECAMATAN, KELURAHAN, Gazetteer, Place

_END = (
    r"(?=\b(?:kel|kelurahan|kec|kecamatan|kota|kab|kabupaten|tahun|thn|prov|provinsi|rt|rw)\b"
    r"|[,;()\n]|$)"
)
_LABELS = {
    KECAMATAN: re.compile(rf"\b(?:kecamatan|kec)\b[ .:]*([^\n]+?)\s*{_END}", re.IGNORECASE),
    KELURAHAN: re.compile(rf"\b(?:kelurahan|kel)\b[ .:]*([^\n]+?)\s*{_END}", re.IGNORECASE),
}


@dataclass(frozen=True, slots=True)
class Home:
    """The region of a list, as far as its titles say."""

    kecamatan: Place | None = None
    kelurahan: Place | None = None

    def under(self, kelurahan: Place | None, kecamatan: Place | None) -> Home:
        """What a title further down adds."""
        if kelurahan is None and kecamatan is None:
            return self
        if kelurahan is None and kecamatan != self.kecamatan:
            return Home(kecamatan, None)
        return Home(kecamatan or self.kecamatan, kelurahan or self.kelurahan)


def home_of(titles: Sequence[str], names: Iterable[str], gazetteer: Gazetteer) -> Home:
    """The home that the titles above a table say, else the names of sheet, file and folder."""
    texts = [*titles, *(re.sub(r"[_\-.]+", " ", name) for name in names)]
    kecamatan = next(filter(None, (_labelled(t, KECAMATAN, gazetteer) for t in texts)), None)
    inside = kecamatan.code if kecamatan else ""
    kelurahan = next(
        filter(None, (_labelled(t, KELURAHAN, gazetteer, inside) for t in texts)), None
    )
    if kelurahan is None:
        bare = [_LABELS[KECAMATAN].sub(" ", text) for text in texts]
        kelurahan = next(
            filter(None, (gazetteer.within(text, KELURAHAN, inside) for text in bare)), None
        )
        if kecamatan is None and kelurahan is not None and _is_both(kelurahan, gazetteer):
            # a bare name that both a kecamatan and a kelurahan have says the larger of the two
            kecamatan, kelurahan = gazetteer.by_code.get(kelurahan.parent), None
    if kecamatan is None and kelurahan is None:
        kecamatan = next(filter(None, (gazetteer.within(text, KECAMATAN) for text in texts)), None)
    if kecamatan is None and kelurahan is not None:
        kecamatan = gazetteer.by_code.get(kelurahan.parent)
    return Home(kecamatan, kelurahan)


def _is_both(place: Place, gazetteer: Gazetteer) -> bool:
    return gazetteer.find(KECAMATAN, place.name).place is not None


def section(text: str, home: Home, gazetteer: Gazetteer) -> Home:
    """The home under the title of a section."""
    kecamatan = _labelled(text, KECAMATAN, gazetteer)
    inside = kecamatan or home.kecamatan
    kelurahan = _labelled(text, KELURAHAN, gazetteer, inside.code if inside else "")
    return home.under(kelurahan, kecamatan)


def _labelled(text: str, kind: str, gazetteer: Gazetteer, inside: str = "") -> Place | None:
    """The region behind its label in a text: as many of the words as make a known name."""
    for match in _LABELS[kind].finditer(text):
        words = match[1].strip(" :.").split()
        for end in range(min(len(words), _LONGEST), 0, -1):
            found = gazetteer.find(kind, " ".join(words[:end]), inside).place
            if found is not None and (not inside or found.parent == inside):
                return found
    return None


_LONGEST = 5
