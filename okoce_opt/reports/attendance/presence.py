"""Who came: the words of the column *Hadir*, and what a clerk's hand makes of them."""

from __future__ import annotations

WORDS = ("Hadir", "Izin", "Sakit", "Alpa")
"""What the column offers."""

_SAID = {
    "Hadir": (
        *("hadir", "h", "hdr", "v", "\u2713", "\u2714", "\u221a", "\u2611", "\u2705", "1", "ya"),
        *("ada", "datang", "dtg", "masuk", "sudah hadir", "telah hadir", "terlambat", "telat"),
        *("ttd", "paraf", "cap jempol", "jempol"),
        *("hadir terlambat", "hadir telat", "hadir (terlambat)", "hadir (telat)", "hadir, telat"),
    ),
    "Izin": ("izin", "ijin", "i", "izin tidak hadir", "ijin tidak hadir"),
    "Sakit": ("sakit", "s", "skt", "izin sakit", "ijin sakit"),
    "Alpa": (
        *("alpa", "alfa", "alpha", "a", "absen", "0", "tidak", "tidak hadir", "th", "tk", "tdk"),
        *("tdk hadir", "tidak datang", "tdk datang", "tidak masuk", "tdk masuk", "tidak ada"),
        *("tanpa keterangan", "tanpa kabar", "mangkir"),
    ),
}
_WORD = {said: word for word, those in _SAID.items() for said in those}


def presence_said(text: str) -> str | None:
    """One of `WORDS`, empty for an empty cell; None for what cannot be read. An `x` is not read: it
    means *came* to some and *did not come* to others.
    """
    plain = " ".join(text.casefold().split()).strip(".")
    return _WORD.get(plain) if plain else ""
