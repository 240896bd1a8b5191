"""Input that can be planned as it stands and is perhaps not what was meant. A NIK or a telephone
number is never shown.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from okoce_opt.domain.calendar import Calendar
from okoce_opt.domain.words import Words
from okoce_opt.io.files.layers import Layer
from okoce_opt.io.scenario.program import Program
from okoce_opt.io.scenario.reading import Reading
from okoce_opt.io.tables.cells import Grid, plain
from okoce_opt.io.tables.records import ERASE, Record
from okoce_opt.starter.rows import PROGRAM

_MOST = 10
"""Rows, or people, named in one notice."""


def notices_about(
    reading: Reading, program: Program, calendar: Calendar, own: Layer
) -> tuple[Words, ...]:
    """Every notice: settings first, then table by table. Of a what-if's obstacles only those that
    it states itself (`own`).
    """
    people = reading.records["pendaftar"]
    return (
        *_from_the_starter(program),
        *_outside(reading.records["halangan"], calendar, own.grids.get("halangan")),
        *_nik_twice(people),
        *_short_nik(people),
        *_phones(people),
        *_households(reading.records["keluarga"], people),
    )


def _from_the_starter(program: Program) -> Iterator[Words]:
    example = {key: value for key, value, _ in PROGRAM}
    kept = [key for key in ("title", "draw_seed") if getattr(program, key) == example[key]]
    if kept:
        yield Words(
            "program: {keys} masih dari contoh; title tercetak di semua lembar, draw_seed "
            "menentukan undian.",
            "program: {keys} is still the example's; title is printed on every sheet, draw_seed "
            "decides the draw.",
        ).fill(keys=kept)


def _outside(obstacles: Iterable[Record], calendar: Calendar, grid: Grid | None) -> Iterator[Words]:
    ours = [o for o in obstacles if grid is not None and o.spot[0] == grid.file]
    far = [
        o
        for o in ours
        if o.values["sampai"] < calendar.first or o.values["dari"] > calendar.last  # type: ignore[operator]
    ]
    if far:
        yield Words(
            "{rows}: di luar program ({first} s.d. {last}), jadi tidak berpengaruh. Tahunnya "
            "benar?",
            "{rows}: outside the programme ({first} to {last}), so without effect. Is the year "
            "right?",
        ).fill(rows=_rows(far, "dari"), first=calendar.first, last=calendar.last)


def _nik_twice(people: Iterable[Record]) -> Iterator[Words]:
    holders: dict[str, list[Record]] = {}
    for person in people:
        if nik := _digits(person, "nik"):
            holders.setdefault(nik, []).append(person)
    twice = [_rows(those, "nik") for those in holders.values() if len(those) > 1]
    for rows in twice[:_MOST]:
        yield Words(
            "{rows}: NIK yang sama. Satu orang dua kali?", "{rows}: the same NIK. One person twice?"
        ).fill(rows=rows)
    if len(twice) > _MOST:
        yield Words("{n} NIK lagi ada dua kali.", "{n} more NIK stand twice.").fill(
            n=len(twice) - _MOST
        )


def _short_nik(people: Iterable[Record]) -> Iterator[Words]:
    wrong = [
        person
        for person in people
        if (nik := _digits(person, "nik")) and not re.fullmatch(r"\d{16}", nik)
    ]
    if wrong:
        yield Words("{rows}: NIK yang bukan 16 angka.", "{rows}: NIK that are not 16 digits.").fill(
            rows=_rows(wrong, "nik")
        )


def _phones(people: Iterable[Record]) -> Iterator[Words]:
    mended = [
        p
        for p in people
        if "telepon" in p.typed and plain(p.typed["telepon"]) != p.values["telepon"]
    ]
    if mended:
        yield Words(
            "{rows}: telepon yang kehilangan 0 di depannya; 0 itu dipasang kembali.",
            "{rows}: telephone numbers that had lost their leading 0; it was put back.",
        ).fill(rows=_rows(mended, "telepon"))


def _households(households: Sequence[Record], people: Iterable[Record]) -> Iterator[Words]:
    of = Counter(str(person.values.get("keluarga", "")) for person in people)
    few = [one for one in households if of[str(one.values["id"])] < 2]
    if few:
        yield Words(
            "{rows}: keluarga dengan kurang dari dua pendaftar; permintaannya tidak berpengaruh.",
            "{rows}: households of fewer than two registrants; what they ask is without effect.",
        ).fill(rows=_rows(few, "id"))


def _digits(person: Record, column: str) -> str:
    said = person.values.get(column, ERASE)
    return "" if said == ERASE else re.sub(r"[ .-]", "", str(said))


def _rows(records: Sequence[Record], column: str) -> Words:
    """Where these cells stand, file by file: `pendaftar.csv baris 3, 9`."""
    by_file: dict[str, list[str]] = {}
    for record in records:
        file, row = record.spots.get(column, record.spot)
        by_file.setdefault(file, []).append(str(row))
    named = {
        file: ", ".join(rows[:_MOST]) + (", ..." if len(rows) > _MOST else "")
        for file, rows in by_file.items()
    }
    return Words(
        *(
            "; ".join(f"{file} {word} {rows}" for file, rows in named.items())
            for word in ("baris", "row")
        )
    )
