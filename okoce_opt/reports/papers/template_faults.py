"""Everything that keeps an office's own template from being filled, told at once, each where it
stands: a cell, the header or footer of the page, a text box.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from okoce_opt.domain.checks import nearest
from okoce_opt.domain.findings import NOTHING, shown
from okoce_opt.domain.words import Words
from okoce_opt.gate import Sheet
from okoce_opt.gate.addresses import address
from okoce_opt.importing.words import dictionary
from okoce_opt.reports.papers.template_places import HEAD, QR, places_in
from okoce_opt.reports.reading.named import CODE, REGISTRANT, ROW

_TRIED = re.compile(r"\{([^{}\n]{1,40})\}")
"""What somebody means as a place, however it is spelt."""
Spot = tuple[int, int]


def tried_in(text: str) -> list[str]:
    """The places that a text names or tries to name, as they are written."""
    return [name.strip() for name in _TRIED.findall(text)]


def faults_in_cells(sheet: Sheet, row: int | None, merged: Sequence[str]) -> Iterator[Words]:
    """What is wrong with the cells of a sheet whose row `row` repeats (None: there is none);
    `merged` are its merged areas.
    """
    tried = [
        ((at, column), place)
        for at, cells in enumerate(sheet.rows)
        for column, text in enumerate(cells)
        if isinstance(text, str)
        for place in tried_in(text)
    ]
    named = [(at, place.casefold()) for at, place in tried]
    if row is None:
        yield _NO_ROW.fill(sheet=sheet.name)
    if not any(place == CODE and at[0] != row for at, place in named):
        yield _NO_CODE.fill(sheet=sheet.name)
    several = {
        place: [address(*at) for at, one in named if one == place]
        for place in ROW
        if sum(one == place for _, one in named) > 1
    }
    for at, place in tried:
        yield from _one(f"[{sheet.name}] {address(*at)}", place, at[0], row, several)
    if several:
        cells = sorted({cell for those in several.values() for cell in those})
        yield _TWICE.fill(
            sheet=sheet.name, places=[f"{{{one}}}" for one in several], cells=", ".join(cells)
        )
    for area in merged:
        rows = [int(n) - 1 for n in re.findall(r"\d+", area)]
        if row is not None and rows and min(rows) <= row <= max(rows) and min(rows) != max(rows):
            yield _TALL.fill(area=f"[{sheet.name}] {area}", row=row + 1)


def _one(
    cell: str, place: str, at: int, row: int | None, several: Mapping[str, object]
) -> Iterator[Words]:
    """What is wrong with one place in a cell of row `at`."""
    known = place.casefold()
    if known not in (*ROW, *HEAD):
        yield _unknown(cell, place)
    elif known in ROW and at != row and row is not None and known not in several:
        yield _OUTSIDE.fill(cell=cell, place=known)
    elif known not in ROW and at == row:
        yield _INSIDE.fill(cell=cell, place=known)


def faults_beside(texts: Sequence[tuple[Words, str]]) -> Iterator[Words]:
    """What is wrong with the texts beside the cells (where, text): those of the page's header and
    footer, and of text boxes.
    """
    for where, text in texts:
        for place in tried_in(text):
            if place.casefold() not in (*ROW, *HEAD):
                yield _unknown(where, place)
            elif place.casefold() in ROW:
                yield _OUTSIDE.fill(cell=where, place=place.casefold())


def _unknown(where: str | Words, place: str) -> Words:
    known = (*ROW, *HEAD)
    said = "_".join(place.casefold().split())
    bare = re.sub(r"[\W_]", "", said)
    # what offices write above their columns; there is no place for all of it
    column = dictionary().header(said.replace("_", " "), near=False)
    meant = next((name for name in known if name.replace("_", "") == bare), None)
    if meant := meant or _MEANT.get(bare) or _COLUMN.get(column or "", column):
        advice = nearest(meant, [meant]) if meant in known else NOTHING
    else:
        advice = nearest(said, known)
    if advice != NOTHING:
        advice = Words(" {advice}", " {advice}").fill(advice=advice)
    return _NO_PLACE.fill(cell=where, place=shown(place), known=", ".join(known), near=advice)


_COLUMN = {"nomor": "no", "tanggal_lahir": "lahir"}
"""What a column of a list is called here."""
_MEANT = {
    **dict.fromkeys(("nomer", "urut", "urutan"), "no"),
    **dict.fromkeys(("peserta", "namapeserta", "namalengkap"), "nama"),
    **dict.fromkeys(("ttd", "tandatangan", "paraf", "presensi", "kehadiran", "absen"), "hadir"),
    **dict.fromkeys(("hari", "haritanggal", "tgl", "date"), "tanggal"),
    **dict.fromkeys(("waktu", "pukul", "time"), "jam"),
    **dict.fromkeys(("lokasi", "ruang", "ruangan", "gedung", "alamattempat"), "tempat"),
    **dict.fromkeys(("acara", "pelatihan", "materi", "kelas"), "kegiatan"),
    **dict.fromkeys(("gelombang", "batch"), "angkatan"),
    **dict.fromkeys(("barcode", "qrcode", "kodeqr"), "qr"),
    **{"jumlahpeserta": "jumlah", "kotaadministrasi": "kota", "nipcamat": "nip"},
}
"""Other words for places."""


def no_place_for_a_picture(names: frozenset[str]) -> Words | None:
    """Where QR codes are asked for: that there is no place for them."""
    return None if QR in names else _NO_QR


def has_a_row(sheet: Sheet) -> bool:
    """Whether a sheet has a row of people."""
    return any(
        isinstance(cell, str) and REGISTRANT in places_in(cell)
        for cells in sheet.rows
        for cell in cells
    )


_NO_ROW = Words(
    "[{sheet}]: tidak ada {{no_peserta}}. Tulis {{no_peserta}} di kolom No. peserta pada satu "
    "baris; baris itu diulang untuk setiap orang. Tanpa nomor, daftar yang kembali tidak dapat "
    "dicocokkan.",
    "[{sheet}]: there is no {{no_peserta}}. Write {{no_peserta}} in the column No. peserta of one "
    "row; that row repeats for each person. Without numbers a list that comes back cannot be "
    "matched.",
)
_NO_CODE = Words(
    "[{sheet}]: tidak ada {{kode}}. Tulis {{kode}} di satu sel di luar baris yang berulang (di "
    "kaki halaman saja tidak cukup), agar lembar yang kembali diketahui dari rencana mana.",
    "[{sheet}]: there is no {{kode}}. Write {{kode}} in a cell outside the row that repeats (in "
    "the page's footer alone is not enough), so that a sheet that comes back tells which plan "
    "it is of.",
)
_NO_PLACE = Words(
    "{cell}: {{{place}}} tidak dikenal.{near} Yang dikenal: {known}.",
    "{cell}: {{{place}}} is not known.{near} Known are: {known}.",
)
_OUTSIDE = Words(
    "{cell}: {{{place}}} hanya dapat di baris yang berulang, yaitu baris {{no_peserta}}.",
    "{cell}: {{{place}}} can only stand in the row that repeats, that of {{no_peserta}}.",
)
_INSIDE = Words(
    "{cell}: {{{place}}} hanya dapat di luar baris yang berulang.",
    "{cell}: {{{place}}} can only stand outside the row that repeats.",
)
_TWICE = Words(
    "[{sheet}] {cells}: {places} ada lebih dari sekali. Sisakan satu baris; baris itu diulang "
    "untuk setiap orang.",
    "[{sheet}] {cells}: {places} stand there more than once. Leave one row; it repeats for each "
    "person.",
)
_TALL = Words(
    "{area}: sel yang digabung ini melewati baris {row} yang berulang. Lepas gabungannya; yang "
    "dapat diulang hanya satu baris.",
    "{area}: these merged cells reach across row {row}, which repeats. Unmerge them; only a single "
    "row can repeat.",
)
_NO_QR = Words(
    "tidak ada {{qr}}. Tulis {{qr}} di satu sel di luar baris yang berulang, yang di sekitarnya "
    "kosong 12 mm; atau jalankan tanpa --qr.",
    "there is no {{qr}}. Write {{qr}} in a cell outside the row that repeats, with 12 mm free "
    "around it; or run without --qr.",
).fill()
IN_HEADER = Words("Kepala atau kaki halaman", "Header or footer of the page")
IN_BOX = Words("Kotak teks", "Text box")
