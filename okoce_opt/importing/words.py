"""What offices write and what it means: a table of plain text that comes along, and one of the
office's own that is added to it.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from importlib import resources
from pathlib import Path

from rapidfuzz import fuzz, process

from okoce_opt.domain.words import WEEKDAYS, Words
from okoce_opt.errors import PlanFilesError
from okoce_opt.io.files.text_file import decode
from okoce_opt.io.tables.cells import clean

OWN = "kamus.csv"
"""The office's own table: columns `jenis`, `arti`, `tertulis` (spellings with semicolons)."""

HEADER, EMPTY, SHORT, BEYOND = "judul", "kosong", "singkatan", "luar"
_NEAR = 88
"""How alike (0 to 100) a header and a known one must be, to be the same with a slip of the pen."""


@lru_cache(maxsize=50_000)
def key(text: str) -> str:
    """A word as it is compared: small letters and digits, what is in brackets left out."""
    bare = re.sub(r"\([^()]*\)|\[[^\[\]]*\]|\*", " ", text)
    said = " ".join(re.findall(r"[^\W_]+", (bare if bare.strip() else text).casefold()))
    return said or " ".join(re.findall(r"[^\W_]+", text.casefold()))


@dataclass(frozen=True)
class Dictionary:
    """Kind -> spelling -> meaning."""

    meanings: Mapping[str, Mapping[str, str]]
    _headers: dict[str, str | None] = field(default_factory=dict, compare=False, repr=False)

    def meaning(self, kind: str, text: str) -> str | None:
        """What a text means among words of this kind; None if it is not known."""
        known = self.meanings.get(kind, {})
        said = key(text)
        return known.get(said) or known.get(said.replace(" ", ""))

    def header(self, text: str, *, near: bool = True) -> str | None:
        """The field that a header means, with `near` also one with a slip of the pen."""
        if text not in self._headers:
            if not near:
                return self.meaning(HEADER, text)
            self._headers[text] = self._header(text)
        return self._headers[text]

    def _header(self, text: str) -> str | None:
        said = key(text)
        if not said or len(said) > _LONGEST_HEADER:
            return None
        if (exact := self.meaning(HEADER, text)) is not None:
            return exact
        if _DENYING & set(said.split()):
            return _denied(said.split())
        known = self.meanings[HEADER]
        whole = " ".join(_WRITTEN_OUT.get(word, word) for word in said.split())
        if whole != said and (exact := self.meaning(HEADER, whole)) is not None:
            return exact
        if _asks_for_days(whole.split()):
            return "hari"
        bare = _WORDY.sub(" ", whole)
        if bare.strip() and (exact := self.meaning(HEADER, bare)) is not None:
            return exact
        if len(said) < _SHORTEST_SLIP:
            return None
        if (mixed := self._mixed(said)) is not None:
            return mixed
        near = process.extractOne(said, known.keys(), scorer=fuzz.ratio, score_cutoff=_NEAR)
        return known[near[0]] if near and len(near[0]) >= _SHORTEST_SLIP else None

    def _mixed(self, said: str) -> str | None:
        """The field whose known headers have all the words of a header, in whatever order: *No.
        KTP / NIK* is a NIK.
        """
        words = set(said.split())
        if len(words) < 2 or not words - _JOINING:  # *tanggal* alone may be any day
            return None
        fits = [name for name, own in self._mixable.items() if words <= own]
        return fits[0] if len(fits) == 1 else None

    @cached_property
    def _mixable(self) -> Mapping[str, frozenset[str]]:
        """Field -> the words of its known headers, and those that join such words."""
        known = self.meanings[HEADER].items()
        return {
            name: _JOINING.union(*(said.split() for said, meant in known if meant == name))
            for name in _MIXED
        }

    def elsewhere(self, text: str) -> str | None:
        """The town beyond the programme's own that an address or a column of towns names: as a
        piece of its own, so that a street of that name is none.
        """
        known = self.meanings.get(BEYOND, {})
        if self._beyond.isdisjoint(re.findall(r"[^\W\d_]+", text.casefold())):
            return None
        pieces = re.split(r"[,;/()\-]|\b(?=(?:kota|kab|kabupaten)\b)", text.casefold())
        found = (known.get(key(re.sub(r"\d{5}", "", piece))) for piece in pieces if piece.strip())
        return next(filter(None, found), None)

    @cached_property
    def _beyond(self) -> frozenset[str]:
        """The first words of towns beyond: most texts have none of them."""
        return frozenset(said.split()[0] for said in self.meanings.get(BEYOND, {}) if said)

    def is_nothing(self, text: str) -> bool:
        """Whether a text says that there is nothing."""
        if len(text) > _LONG or (text[:1].isdecimal() and text[0] not in self._nothings):
            return False
        said = text.strip() if text.isascii() else clean(text)
        return said.casefold() in self.meanings[EMPTY]

    @cached_property
    def _nothings(self) -> frozenset[str]:
        """How texts begin that say that there is nothing: none with most digits."""
        return frozenset(said[0] for said in self.meanings[EMPTY])

    def synonyms(self, kind: str, text: str) -> tuple[str, ...]:
        """All spellings of what a text means, its meaning first; none if it is not known."""
        meant = self.meaning(kind, text)
        if meant is None:
            return ()
        return (meant, *(said for said, one in self.meanings[kind].items() if one == meant))


_WRITTEN_OUT = {
    **dict.fromkeys(("nmr", "nmor", "nomer", "nomor", "num", "nr", "nomr"), "no"),
    **{"jns": "jenis", "almt": "alamat", "lkp": "lengkap", "lengk": "lengkap", "nm": "nama"},
    **{"tmpt": "tempat", "tpt": "tempat", "tgg": "tanggal", "tggl": "tanggal", "lhr": "lahir"},
    **{"hape": "hp", "ponsel": "hp", "tlfn": "telp", "telf": "telp", "tilp": "telp"},
}
"""Words of headers as offices shorten them."""

UNSUITED = "bukan_"
"""Before `hari` or a weekday: the column says when somebody can not come."""
_DENYING = frozenset(
    (
        *("tidak", "tdk", "tak", "gak", "ga", "nggak", "ngga", "enggak", "bukan", "jangan", "not"),
        *("berhalangan", "halangan", "sibuk", "kecuali", "selain", "unavailable", "cannot"),
    )
)
_OF_DAYS = frozenset(
    (
        *("hari", "hr", "bisa", "dapat", "dpt", "hadir", "ikut", "datang", "sempat", "mungkin"),
        *("tersedia", "waktu", "jadwal", "pada", "di", "yang", "yg", "apa", "saja", "mana", "ada"),
        *("cocok", "kosong", "luang", "days", "day", "weekdays", "available", "can", "come"),
    )
)
_TO_COME = frozenset(
    (
        *("anda", "saudara", "sdr", "bapak", "ibu", "mengikuti", "menghadiri", "pelatihan"),
        *("kegiatan", "untuk", "bersedia", "memungkinkan", "boleh", "pilih", "sampai", "selesai"),
        *("you", "are", "is", "i", "am", "we", "on", "which", "what", "that", "the", "of", "to"),
        *("attend", "free", "able", "weekday", "week", "training", "choose", "your", "for"),
    )
)
_WORDY = re.compile(
    r"\b(?:anda|saudara|saudari|sdri?|calon|pendaftar|warga|pemohon|yang|yg|aktif|saat ini|sekarang"
    r"|(?:tempat )?tinggal|domisili|dijalankan|dijalani|ditekuni|digeluti|dimiliki|your|current"
    r"|(?:(?:dan|beserta|berikut|dengan|tanpa) )?gelar)\b"
)
"""What the header of a form says besides what it asks for."""


def _asks_for_days(said: Sequence[str]) -> bool:
    """Whether a header is a question after the days that suit: *pada hari apa saja Anda bisa
    mengikuti pelatihan?*
    """
    asks = {"bisa", "dapat", "dpt", "bersedia", "memungkinkan", "tersedia", "luang"} & {*said}
    asks |= {"can", "available", "free", "able"} & {*said}
    days = {"hari", "day", "days", "weekday", "weekdays"} & {*said}
    return bool(days) and bool(asks) and {*said} <= _OF_DAYS | _TO_COME


def denies(field_name: str | None) -> bool:
    """Whether a column's field says when somebody can not come."""
    return field_name is not None and field_name.startswith(UNSUITED)


def _denied(said: Sequence[str]) -> str | None:
    """The field of a header that denies something: days on which somebody can not come, else
    none, for *hari tidak bisa* is nearly *hari bisa* by its letters and the opposite of it.
    """
    rest = [word for word in said if word not in _DENYING | _OF_DAYS | _TO_COME]
    if not rest:
        return f"{UNSUITED}hari"
    return f"{UNSUITED}{_DAY_WORDS[rest[0]]}" if len(rest) == 1 and rest[0] in _DAY_WORDS else None


_DAY_WORDS = {
    short: name.casefold()
    for name in WEEKDAYS["id"]
    for short in (name.casefold(), name.casefold()[:3])
}

_MIXED = ("nik", "telepon", "jenis_kelamin", "ttl")
_JOINING = frozenset(("no", "nomor", "dan", "atau", "yang", "aktif", "sesuai", "peserta", "e"))
_LONGEST_HEADER = 90
_LONG = 40
_SHORTEST_SLIP = 5


def dictionary(own: Path | None = None) -> Dictionary:
    """The table that comes along, with the office's own, if it is there, added.

    Raises `PlanFilesError` when the own one has not the three columns.
    """
    text = resources.files("okoce_opt.importing").joinpath("kamus.csv").read_text(encoding="utf-8")
    rows = list(_rows(text, "kamus.csv"))
    if own is not None and own.is_file():
        rows += _rows(decode(own.read_bytes()), own.name)
    meanings: dict[str, dict[str, str]] = {HEADER: {}, EMPTY: {}, SHORT: {}}
    for kind, meant, said in rows:
        for spelling in said.split(";"):
            if spelling.strip():
                short = clean(spelling).casefold() if kind == EMPTY else key(spelling)
                meanings.setdefault(kind, {})[short] = meant
    return Dictionary(meanings)


def _rows(text: str, file: str) -> Iterable[tuple[str, str, str]]:
    for number, row in enumerate(csv.reader(io.StringIO(text)), start=1):
        if number == 1 or not any(map(clean, row)):
            continue
        if len(row) != 3:
            raise PlanFilesError(
                Words(
                    "{file}, baris {row}: harus tiga kolom: jenis, arti, tertulis. Beberapa ejaan "
                    "dipisah titik koma.",
                    "{file}, row {row}: three columns are needed: jenis, arti, tertulis. Several "
                    "spellings with semicolons.",
                ).fill(file=file, row=str(number))
            )
        kind, meant, said = map(clean, row)
        yield kind.casefold(), meant, said
