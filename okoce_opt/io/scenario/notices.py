"""Input that can be planned as it stands and is perhaps not what was meant. A NIK or a telephone
number is never shown.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from okoce_opt.domain.calendar import Calendar
from okoce_opt.domain.words import Words
from okoce_opt.io.files.layers import Layer
from okoce_opt.io.scenario.entities import place_of, with_cut_nik
from okoce_opt.io.scenario.overlooked import (
    before_the_end,
    from_the_starter,
    hidden_content,
    opened_days,
    rows_of_records,
)
from okoce_opt.io.scenario.program import Program
from okoce_opt.io.scenario.reading import Reading
from okoce_opt.io.scenario.trades import notices_of_trades
from okoce_opt.io.tables.cells import Grid, plain
from okoce_opt.io.tables.records import ERASE, Record
from okoce_opt.rules.rule import Rule

_MOST = 10
"""Rows, or people, named in one notice."""


def notices_about(
    reading: Reading,
    program: Program,
    calendar: Calendar,
    layers: Sequence[Layer],
    rules: Sequence[Rule],
) -> tuple[Words, ...]:
    """Every notice: settings first, then table by table. Of dates outside the calendar only those
    that the last layer, a what-if say, states itself.
    """
    people = reading.records["pendaftar"]
    own = layers[-1].grids
    deadline = min((day for rule in rules if (day := rule.last_day) is not None), default=None)
    return (
        *from_the_starter(program, layers),
        *before_the_end(program, deadline),
        *opened_days(calendar, layers, rules),
        *hidden_content(layers),
        *_outside(reading.records["halangan"], calendar, own.get("halangan"), ("dari", "sampai")),
        *_outside(
            reading.records["kalender"], calendar, own.get("kalender"), ("tanggal", "tanggal")
        ),
        *_days_unsaid(reading.records["kalender"], calendar),
        *_nik_cut(people),
        *_nik_twice(people),
        *_short_nik(people),
        *_phones(people),
        *_far_dates(people, calendar),
        *_households(reading.records["keluarga"], people),
        *notices_of_trades(reading.records["kegiatan"], people),
    )


def _outside(
    rows: Iterable[Record], calendar: Calendar, grid: Grid | None, columns: tuple[str, str]
) -> Iterator[Words]:
    ours = [o for o in rows if grid is not None and o.spot[0] == grid.file]
    first, last = columns
    far = [
        o
        for o in ours
        if o.values[last] < calendar.first or o.values[first] > calendar.last  # type: ignore[operator]
    ]
    if far:
        yield Words(
            "{rows}: di luar program ({first} s.d. {last}), jadi tidak berpengaruh. Tahunnya "
            "benar?",
            "{rows}: outside the programme ({first} to {last}), so without effect. Is the year "
            "right?",
        ).fill(rows=rows_of_records(far, first), first=calendar.first, last=calendar.last)


def _nik_cut(people: Sequence[Record]) -> Iterator[Words]:
    those = with_cut_nik(people)
    cut = [person for person in people if place_of(person) in those]
    if cut:
        yield Words(
            "{rows}: {n} NIK di kolom nik berakhir 0 karena pernah tersimpan sebagai bilangan. "
            "Excel hanya menyimpan 15 angka, jadi angka ke-16 tidak diketahui: NIK ini tidak "
            "dicetak dan tidak dipakai untuk mengenali orang yang sama. Format kolomnya sebagai "
            "Teks, lalu tempel lagi dari sumbernya.",
            "{rows}: {n} NIK in column nik end in 0 since they were once kept as numbers. Excel "
            "keeps 15 digits only, so the 16th is not known: these NIK are not printed, nor do "
            "they tell who is the same person. Format the column as Text and paste it again from "
            "its source.",
        ).fill(rows=rows_of_records(cut, "nik"), n=len(cut))


def _nik_twice(people: Sequence[Record]) -> Iterator[Words]:
    holders: dict[str, list[Record]] = {}
    cut = with_cut_nik(people)
    for person in people:
        if (nik := _digits(person, "nik")) and place_of(person) not in cut:
            holders.setdefault(nik, []).append(person)
    twice = [rows_of_records(those, "nik") for those in holders.values() if len(those) > 1]
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
            rows=rows_of_records(wrong, "nik")
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
        ).fill(rows=rows_of_records(mended, "telepon"))


_EARLIEST = {"tanggal_lahir": 120, "daftar": 10}
"""Dates of a person, and how many years before the programme's end they are believed."""


def _far_dates(people: Sequence[Record], calendar: Calendar) -> Iterator[Words]:
    last = calendar.last
    for column, years in _EARLIEST.items():
        first = date(last.year - years, 1, 1)
        wrong = [
            person
            for person in people
            if isinstance(said := person.values.get(column), date) and not first <= said <= last
        ]
        if wrong:
            yield Words(
                "{rows}: {column} yang tidak mungkin (sesudah {last}, atau lebih dari {years} "
                "tahun sebelumnya). Tahunnya benar?",
                "{rows}: {column} that cannot be (after {last}, or more than {years} years "
                "before). Is the year right?",
            ).fill(rows=rows_of_records(wrong, column), column=column, last=last, years=years)


def _days_unsaid(days: Iterable[Record], calendar: Calendar) -> Iterator[Words]:
    """Rows of `kalender` about an open day that say nothing of it: a holiday whose status was left
    out, say.
    """
    effects = ("status", "lunak", "giliran", "bagian")
    silent = [
        day
        for day in days
        if day.values["tanggal"] in calendar.open_days
        and not any(day.values.get(column) for column in effects)
    ]
    if silent:
        yield Words(
            "{rows}: tidak mengubah apa-apa; kolom status kosong, jadi harinya seperti biasa. "
            "Tulis tutup bila tutup.",
            "{rows}: changes nothing; the column status is empty, so the day is as usual. Write "
            "tutup if it is closed.",
        ).fill(rows=rows_of_records(silent, "tanggal"))


def _households(households: Sequence[Record], people: Iterable[Record]) -> Iterator[Words]:
    of = Counter(str(person.values.get("keluarga", "")) for person in people)
    few = [one for one in households if of[str(one.values["id"])] < 2]
    if few:
        yield Words(
            "{rows}: keluarga dengan kurang dari dua pendaftar; permintaannya tidak berpengaruh.",
            "{rows}: households of fewer than two registrants; what they ask is without effect.",
        ).fill(rows=rows_of_records(few, "id"))


def _digits(person: Record, column: str) -> str:
    said = person.values.get(column, ERASE)
    return "" if said == ERASE else re.sub(r"[ .-]", "", str(said))
