"""Two descriptions of one person: which side stays, said before it is chosen, and what changes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from okoce_opt.domain.findings import shown
from okoce_opt.domain.words import WEEKDAYS, Words
from okoce_opt.importing.likeness import Values, told
from okoce_opt.importing.questions import FOLLOW, SAME
from okoce_opt.importing.regions import Place

_UNTOLD = ("", None)
_REGIONS = ("kecamatan", "kelurahan")
_PRIVATE = ("nik", "telepon")
Places = Mapping[str, Place]


def told_besides(kept: Values, other: Values) -> dict[str, object]:
    """What the other side tells where the side that is kept tells nothing. A region is filled in
    only where it does not contradict the one that is kept.
    """
    found = {
        name: value
        for name, value in other.items()
        if value not in _UNTOLD and kept.get(name) in _UNTOLD and name != "no_peserta"
    }
    top = kept.get("kecamatan")
    if "kelurahan" in found and top not in _UNTOLD and other.get("kecamatan") != top:
        del found["kelurahan"]
    return found


def sides(kept: Values, other: Values, places: Places) -> Words:
    """What each way to merge would do, for the fields in which the two differ."""
    names = [
        name
        for name, value in other.items()
        if name in kept and name != "no_peserta" and value not in _UNTOLD
        if kept[name] not in _UNTOLD and told(kept, name) != told(other, name)
    ]
    if not names:
        return Words("sama: yang kosong diisi, yang lain tetap", "sama: what is empty is filled in")
    return Words(
        "{same}: tetap {kept}; hanya yang kosong diisi. {follow}: menjadi {other}",
        "{same}: stays {kept}; only what is empty is filled in. {follow}: becomes {other}",
    ).fill(
        same=SAME.word,
        follow=FOLLOW.word,
        kept=[_field(name, kept[name], places) for name in names],
        other=[_field(name, other[name], places) for name in names],
    )


def change_words(old: Values, new: Values, places: Places) -> list[Words]:
    """Each field that changes, with its old and its new value; of NIK and telephone number the last
    digits only.
    """
    arrow = Words("{name}: {old} -> {new}", "{name}: {old} -> {new}")
    return [
        arrow.fill(
            name=name,
            old=value_words(name, old.get(name), places),
            new=value_words(name, new[name], places),
        )
        for name in sorted(new, key=lambda name: (name not in _REGIONS, name))
    ]


def _field(name: str, value: object, places: Places) -> Words:
    return Words("{name} {said}", "{name} {said}").fill(
        name=name, said=value_words(name, value, places)
    )


def value_words(name: str, value: object, places: Places) -> Words:
    """A value as a planner reads it."""
    if name == "hari" and value is None:
        return Words("semua hari", "every day")
    if value in _UNTOLD:
        return Words("(kosong)", "(empty)")
    if name in _REGIONS:
        place = places.get(str(value))
        said = place.name if place else str(value)
        return Words(said, said)
    if isinstance(value, frozenset):
        return Words(*("/".join(WEEKDAYS[lang][d] for d in sorted(value)) for lang in ("id", "en")))
    if isinstance(value, tuple):
        days, parts = value
        said = "/".join([*(WEEKDAYS["id"][d] for d in sorted(days)), *sorted(parts)])
        return Words(said, said)
    said = f"{value:%d-%m-%Y}" if isinstance(value, date) else shown(str(value))
    return Words(said, said)
