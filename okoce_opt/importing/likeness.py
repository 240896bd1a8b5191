"""Whether two rows may speak of one person: names without titles, what speaks for and against."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from rapidfuzz import fuzz
from rapidfuzz.distance import Hamming

from okoce_opt.domain.findings import shown
from okoce_opt.domain.words import Words

Values = Mapping[str, object]

_TITLES = frozenset(
    (
        *("h", "hj", "haji", "hajah", "hajjah", "kh", "ust", "ustad", "ustadz", "ustadzah", "dr"),
        *("drs", "dra", "ir", "prof", "alm", "almh", "almarhum", "almarhumah", "bpk", "ibu", "sdr"),
        *("sdri", "ny", "tn", "nn", "bapak", "spd", "se", "sh", "st", "mm", "mpd", "skom", "sos"),
        *("sip", "ssos", "msi", "amd", "amdkeb", "skep", "ners", "spdi", "sag", "mag", "ma", "ba"),
        *("ssi", "sthi", "skm", "mkes", "mba", "spsi", "spt", "sp", "sthum", "shum", "sei"),
    )
)
_ONE_NAME = {
    **dict.fromkeys(("moh", "moch", "muh", "mohd", "mhd", "mohamad", "mohammad"), "muhammad"),
    **dict.fromkeys(("muhamad", "mochamad", "mochammad", "mohammed", "muchamad"), "muhammad"),
    **dict.fromkeys(("abd", "abdoel"), "abdul"),
    **dict.fromkeys(("st", "sitti"), "siti"),
    **dict.fromkeys(("achmad", "akhmad", "ahmat"), "ahmad"),
}
_NEAR, _SLIPS = 90, 2
NAMED = {
    "nik": Words("NIK", "NIK"),
    "nama": Words("nama", "name"),
    "tanggal_lahir": Words("tanggal lahir", "date of birth"),
    "jenis_kelamin": Words("jenis kelamin", "sex"),
    "telepon": Words("telepon", "phone"),
    "alamat": Words("alamat", "address"),
    "rt": Words("RT", "RT"),
    "rw": Words("RW", "RW"),
    "kelurahan": Words("kelurahan", "kelurahan"),
}
"""What two rows are compared by."""


@lru_cache(maxsize=200_000)
def name_key(name: str) -> str:
    """A name as it is compared: without titles and signs, frequent names in one spelling."""
    if name.replace(" ", "").isalpha():
        words = name.casefold().split()
    else:
        bare = re.sub(r"\b([A-Za-z]{1,2})\.(?=[A-Za-z])", r"\1", name)
        words = re.findall(r"[^\W\d_]+", bare.casefold().replace("'", ""))
    first = [_ONE_NAME.get(word, word) if n == 0 else word for n, word in enumerate(words)]
    kept = [word for word in first if word not in _TITLES] or first
    return " ".join(_ONE_NAME.get(word, word) for word in kept)


def near_names(one: str, other: str) -> bool:
    """Whether two names may be one, written differently."""
    mine, theirs = name_key(one), name_key(other)
    return mine == theirs or fuzz.token_sort_ratio(mine, theirs) >= _NEAR


@lru_cache(maxsize=200_000)
def _street(address: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", address.casefold()))


def told(values: Values, field: str) -> object:
    """A field's value in the form in which it is compared; empty where nothing is told."""
    value = values.get(field)
    if value in (None, ""):
        return ""
    if field == "nama":
        return name_key(str(value))
    if field == "alamat":
        return _street(str(value))
    return value


def both_told(one: Values, other: Values, field: str) -> bool | None:
    """Whether a field is the same in both; None where one of them does not say."""
    mine, theirs = told(one, field), told(other, field)
    return None if mine == "" or theirs == "" else mine == theirs


def contradict(one: Values, other: Values) -> bool:
    """Whether something that cannot change tells the two apart for sure: NIK that differ in more
    than a slip, another day of birth, another sex.
    """
    if both_told(one, other, "nik") is False:
        mine, theirs = str(one["nik"]), str(other["nik"])
        if len(mine) != len(theirs) or Hamming.distance(mine, theirs) > _SLIPS:
            return True
    return any(both_told(one, other, name) is False for name in ("tanggal_lahir", "jenis_kelamin"))


def evidence(one: Values, other: Values) -> Words:
    """What speaks for one person and what for two, by the names of the fields."""
    same = [NAMED[n] for n in NAMED if both_told(one, other, n) is True]
    different = [NAMED[n] for n in NAMED if both_told(one, other, n) is False]
    nothing = Words("tidak ada", "nothing")
    return Words("sama: {same}; beda: {different}", "alike: {same}; different: {different}").fill(
        same=same or nothing, different=different or nothing
    )


def shortly(values: Values, kelurahan: str) -> str:
    """A person in a question: name, birthday, kelurahan; of NIK and phone the last digits only."""
    born = values.get("tanggal_lahir")
    pieces = [
        str(values.get("nama") or "?"),
        f"{born:%d-%m-%Y}" if isinstance(born, date) else "",
        shown(str(values.get("nik") or "")),
        shown(str(values.get("telepon") or "")),
        kelurahan,
    ]
    return ", ".join(filter(None, pieces))
