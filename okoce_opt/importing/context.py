"""The kecamatan and kelurahan that a title, a sheet's name or a file's name gives to a list."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

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
    """The region of a list, as far as its titles say: also its RW. `waits`: the open question on
    which kelurahan a title means.
    """

    kecamatan: Place | None = None
    kelurahan: Place | None = None
    rw: str = ""
    waits: str = ""

    def under(self, kelurahan: Place | None, kecamatan: Place | None) -> Home:
        """What a title further down adds; an RW is one of its own kelurahan."""
        if kelurahan is None and kecamatan is None:
            return self
        if kelurahan is None and kecamatan != self.kecamatan:
            return Home(kecamatan, None)
        return Home(kecamatan or self.kecamatan, kelurahan or self.kelurahan)

    def of_ward(self, rw: str) -> Home:
        """The same in an RW, if a title names one."""
        return replace(self, rw=rw) if rw else self


def home_of(titles: Sequence[str], names: Iterable[str], gazetteer: Gazetteer) -> Home:
    """The home that the titles above a table say, else the names of sheet, file and folder."""
    texts = [*titles, *(re.sub(r"[_\-.]+", " ", name) for name in names)]
    kecamatan = next(filter(None, (labelled(t, KECAMATAN, gazetteer) for t in texts)), None)
    inside = kecamatan.code if kecamatan else ""
    kelurahan = next(filter(None, (labelled(t, KELURAHAN, gazetteer, inside) for t in texts)), None)
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


def ward(text: str) -> str:
    """The RW that a title names, in three digits."""
    match = _WARD.search(text)
    return match[1].zfill(3) if match else ""


_WARD = re.compile(r"\brw[ .:]*0*([1-9]\d?)\b", re.IGNORECASE)


def apart(text: str) -> tuple[str, str]:
    """The kelurahan and the kecamatan (or "") that one text names: *Slipi / Palmerah*, *Kel. Slipi
    Kec. Palmerah*, *Slipi (Palmerah)*.
    """
    if kecamatan := said_of(text, KECAMATAN):
        before = _LABELS[KECAMATAN].split(text)[0]
        return (said_of(text, KELURAHAN) or before).strip(" ,;/-("), kecamatan
    pieces = [piece.strip(" )") for piece in re.split(r"[/,;(]| - ", text) if piece.strip(" )")]
    return pieces[0] if pieces else text, pieces[1] if len(pieces) > 1 else ""


def said_of(text: str, kind: str) -> str:
    """What stands behind the label of a region in a text."""
    match = _LABELS[kind].search(text)
    return match[1].strip(" :.-") if match else ""


def labelled(text: str, kind: str, gazetteer: Gazetteer, inside: str = "") -> Place | None:
    """The region behind its label in a text: as many of the words as make a known name."""
    for match in _LABELS[kind].finditer(text):
        words = match[1].strip(" :.").split()
        for end in range(min(len(words), _LONGEST), 0, -1):
            found = gazetteer.find(kind, " ".join(words[:end]), inside).place
            if found is not None and (not inside or found.parent == inside):
                return found
    return None


_LONGEST = 5
