"""Ids stand in every table that goes out: none may be a formula there, or a personal number; nor
may a name that messages say hold one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from okoce_opt.domain.findings import NIK, Complaint, shown
from okoce_opt.domain.tables import Tables
from okoce_opt.domain.words import Words

FORMULA_SIGNS = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What a text begins with that a spreadsheet takes for a formula."""

BEGINS_PLAIN = Words(
    "kode yang diawali huruf atau angka", "an id that begins with a letter or digit"
)
NO_SIGN = Words(
    "Diawali {sign}, Excel menganggapnya rumus; buang tandanya.",
    "With {sign} at its beginning Excel takes it for a formula; leave the sign out.",
)
OWN_ID = Words("kode buatan sendiri seperti K01", "an id of your own like K01")
NOT_PRIVATE = Words(
    "NIK, nomor kartu keluarga dan nomor telepon tidak boleh menjadi kode: kode tercetak di mana-"
    "mana.",
    "A NIK, the number of a family card or a telephone number must not be an id: ids are printed "
    "everywhere.",
)


BARE_NAME = Words("nama tanpa NIK dan nomor telepon", "a name without NIK or telephone number")
NO_NUMBER = Words(
    "Nama ikut tersebut dalam pesan dan nama berkas; pindahkan nomornya ke kolom Anda sendiri, "
    "misalnya _kontak.",
    "Messages and file names say it; move the number into a column of your own, _contact say.",
)


def complaints_about_ids(given: Tables) -> Iterator[Complaint]:
    """Ids that a spreadsheet computes, and those that are a NIK or the number of a family card; and
    names that hold such a number.
    """
    for table, key, name in _names(given):
        if shown(name) != name:
            yield Complaint("number_in_name", table, key, "nama", name, BARE_NAME, NO_NUMBER)
    for table, column, keys in _ids(given):
        for key in keys:
            if key.startswith(FORMULA_SIGNS):
                advice = NO_SIGN.fill(sign=key[0])
                yield Complaint("formula_as_id", table, key, column, key, BEGINS_PLAIN, advice)
            elif NIK.search(key):
                yield Complaint("nik_as_id", table, key, column, key, OWN_ID, NOT_PRIVATE)


def _names(given: Tables) -> Iterator[tuple[str, str, str]]:
    """Table, id and name of what messages call by name."""
    yield from (("kecamatan", k.code, k.name) for k in given.kecamatan)
    yield from (("kelurahan", k.code, k.name) for k in given.kelurahan)
    yield from (("tempat", v.id, v.name) for v in given.venues)
    yield from (("kegiatan", a.id, a.title) for a in given.activities)


def _ids(given: Tables) -> Iterator[tuple[str, str, Iterable[str]]]:
    """Table, column and its ids."""
    yield "kecamatan", "kode", (k.code for k in given.kecamatan)
    yield "kelurahan", "kode", (k.code for k in given.kelurahan)
    yield "tempat", "id", (v.id for v in given.venues)
    yield "kegiatan", "id", (a.id for a in given.activities)
    yield "tim", "id", (t.id for t in given.teams)
    yield "pendaftar", "no_peserta", (r.id for r in given.registrants)
    yield "keluarga", "id", (h.id for h in given.households)
    yield "program", "bagian", given.calendar.parts
