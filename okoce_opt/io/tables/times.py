"""How a cell that speaks of time is read: dates, weekdays, parts of the day, ids of sessions."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from difflib import get_close_matches
from functools import lru_cache

from okoce_opt.domain.calendar import ANY_TURN
from okoce_opt.domain.ids import VenueId
from okoce_opt.domain.sessions import SEPARATOR, session_id
from okoce_opt.domain.words import MONTHS, WEEKDAYS, Words
from okoce_opt.io.tables import english as en
from okoce_opt.io.tables.cells import Cell, clean, plain
from okoce_opt.io.tables.parsers import Unreadable, ident, one_of, text

PARTS = {"pagi": frozenset({0}), "siang": frozenset({1}), "sehari": frozenset({0, 1})}
"""The parts of the day that there are, and the half-days each takes."""

_MONTHS = {name.casefold(): n for lang in MONTHS for n, name in enumerate(MONTHS[lang], start=1)}
_MONTHS |= {name[:3]: n for name, n in _MONTHS.items()} | {
    "agt": 8,
    "ags": 8,
    "sept": 9,
    "nop": 11,
    "nopember": 11,
    "pebruari": 2,
}


def day(cell: Cell) -> date:
    """A date: a real one, 13/03/2018, 13-3-2018, 13.3.2018, 13 Maret 2018, 13-Mar-2018 (day first)
    or 2018-03-13; its weekday may stand before it, as okoce writes dates itself.
    """
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    word = plain(cell).casefold()
    named = re.fullmatch(r"([a-z'\u2019]+)[.,]? +(\d.*)", word)
    if named and named[1] in _WEEKDAYS:
        return _of_weekday(day(named[2]), _WEEKDAYS[named[1]])
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", word):
            return date.fromisoformat(word)
        if match := re.fullmatch(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4})", word):
            return date(int(match[4]), int(match[3]), int(match[1]))
        if (match := re.fullmatch(r"(\d{1,2})[ -]([a-z]+)\.?[ -](\d{4})", word)) and match[
            2
        ] in _MONTHS:
            return date(int(match[3]), _MONTHS[match[2]], int(match[1]))
    except ValueError as error:
        raise Unreadable(
            "not_a_date",
            Words("tanggal yang ada di kalender", "a date that the calendar has"),
            Words(
                "Tidak ada tanggal itu; periksa hari dan bulannya.",
                "There is no such day; check day and month.",
            ),
        ) from error
    raise Unreadable(
        "not_a_date",
        Words("tanggal seperti {date} atau {iso}", "a date like {date} or {iso}"),
        Words(
            "Format sel sebagai Tanggal, atau tulis hari/bulan/tahun, tahunnya empat angka.",
            "Format the cell as a Date, or write day/month/year, the year in four digits.",
        ),
    )


def _of_weekday(found: date, weekday: int) -> date:
    if found.weekday() == weekday:
        return found
    words = Words(
        "{day}: hari dan tanggalnya tidak cocok.", "{day}: weekday and date do not agree."
    )
    raise Unreadable(
        "not_a_date",
        Words("tanggal yang harinya benar", "a date with its own weekday"),
        words.fill(day=found),
    )


def with_examples(allowed: Words, example: date) -> Words:
    """What a cell may hold, said with a day of the scenario's own."""
    forms = {"{date}": f"{example:%d/%m/%Y}", "{iso}": example.isoformat()}
    said = [allowed.id, allowed.en]
    for mark, form in forms.items():
        said = [text.replace(mark, form) for text in said]
    return Words(*said)


_WEEKDAYS = {
    short: number
    for lang in ("id", "en")
    for number, name in enumerate(WEEKDAYS[lang])
    for short in (name.casefold(), name.casefold()[:3])
}
_WEEKDAYS |= {"jum'at": 4, "jum\u2019at": 4, "ahad": 6, "tues": 1, "thur": 3, "thurs": 3}
_WEEK = frozenset(range(7))

_NAMED_DAYS = Words(
    f"{', '.join(WEEKDAYS['id'])} (boleh juga: semua hari, semua hari kecuali jumat)",
    f"{', '.join(WEEKDAYS['en'])} (or every day, every day except Friday; also in Indonesian)",
)
_NAMED_PARTS = Words("pagi, siang, sehari", "pagi (morning), siang (afternoon), sehari (whole day)")

TO = re.compile(
    r"\s*(?:\bs ?/ ?d\b|\bs\.? ?d\b\.?|\bsampai(?: dengan)?\b|\bhingga\b|\bto\b|\buntil\b"
    r"|[-\u2013\u2014])\s*"
)
AND = re.compile(r"[,;/&+]|\bdan\b|\batau\b|\band\b|\bor\b")
EXCEPT = re.compile(r"\b(?:kecuali|selain|except)\b")
"""What stands between days: of a range, of a list, and before those left out (small letters)."""
_ALL = re.compile(
    r"(?:(?:semua|setiap|tiap) (?:hari|waktu)|semua|sewaktu-waktu|kapan saja|bebas"
    r"|(?:every|any) ?day|all(?: days)?|any|anytime)"
    r"(?: (?:bisa|boleh|ok|oke))?"
)


def weekdays(cell: Cell) -> frozenset[int]:
    """Weekdays, whole or their first three letters, single or as a range; 0 = Monday.

    `semua hari` and `bebas` are all seven, `kecuali jumat` all but one.
    """
    return _weekdays(text(cell))


@lru_cache(maxsize=1_000)
def _weekdays(said: str) -> frozenset[int]:
    """The same of a text; thousands of rows say one of a few."""
    return frozenset(map(int, _listed(said, _WEEKDAYS, "unknown_weekday", _NAMED_DAYS)))


def suiting(cell: Cell) -> frozenset[int] | None:
    """The same; None where every weekday is named, as in an empty cell."""
    found = weekdays(cell)
    return None if found == _WEEK else found


def wishes(cell: Cell) -> tuple[frozenset[int], frozenset[str]]:
    """Preferred weekdays and parts of the day, mixed in one cell. All weekdays are no wish."""
    named = Words(f"{_NAMED_PARTS.id}, {_NAMED_DAYS.id}", f"{_NAMED_PARTS.en}, {_NAMED_DAYS.en}")
    found = set(_listed(cell, {**_WEEKDAYS, **_PART_WORDS}, "unknown_wish", named))
    days = frozenset(one for one in found if isinstance(one, int))
    return frozenset() if days == _WEEK else days, frozenset(
        one for one in found if isinstance(one, str)
    )


_PART_WORDS = {**{name: name for name in PARTS}, **en.PARTS}


def parts(cell: Cell) -> tuple[str, ...]:
    """Parts of the day."""
    return tuple(
        str(one) for one in _listed(cell, _PART_WORDS, "unknown_bagian", _NAMED_PARTS, days=False)
    )


def part(cell: Cell) -> str:
    """One part of the day."""
    return one_of(*PARTS, english=en.PARTS, code="unknown_bagian")(cell)


def turn(cell: Cell) -> str:
    """A group of kecamatan, or `bebas` (free)."""
    word = ident(cell)
    return ANY_TURN if word.casefold() in (ANY_TURN, "free", "any") else word


Meanings = Mapping[str, int | str]
LONGEST = 300
"""Letters of the longest cell that lists days; what is meant by more takes seconds to guess."""


def _listed(
    cell: Cell, known: Meanings, code: str, named: Words, *, days: bool = True
) -> list[int | str]:
    """What the words of a cell mean, joined by `,` `;` `/` or `dan`; weekdays also as a range
    (`senin-kamis`, `senin s/d kamis`), as all of them, and as all but some.
    """
    said = clean(text(cell)).casefold()
    if len(said) > LONGEST:
        raise Unreadable(code, named)
    some, *without = EXCEPT.split(said) if days else [said]
    if not without:
        found = _one_by_one(some, known, code, named, days=days)
        if not found:
            # a cell of nothing but commas is no list of no days
            raise Unreadable(code, named)
        return found
    every = _one_by_one(some, known, code, named, days=True) if some.strip(" ,;") else [*_WEEK]
    out = {one for piece in without for one in _one_by_one(piece, known, code, named, days=False)}
    left = [one for one in every if one not in out]
    if not out or not left or not out <= set(every):
        raise Unreadable(
            code,
            named,
            Words(
                "Sesudah kecuali tulis hari yang tidak bisa: semua hari kecuali jumat.",
                "After except write the days that do not suit: every day except Friday.",
            ),
        )
    return left


def _one_by_one(
    said: str, known: Meanings, code: str, named: Words, *, days: bool
) -> list[int | str]:
    if days and _ALL.fullmatch(said.strip(" ,;")):
        return [*_WEEK]
    pieces = [word for word in map(clean, AND.split(TO.sub("-", said))) if word]
    found: list[int | str] = []
    for word in pieces:
        first, _, last = word.partition("-")
        if word in known:
            found.append(known[word])
        elif {first, last} <= _WEEKDAYS.keys() & known.keys():
            start, end = _WEEKDAYS[first], _WEEKDAYS[last]
            found += [(start + n) % 7 for n in range((end - start) % 7 + 1)]
        else:
            raise Unreadable(code, named, _meant(pieces, known))
    return found


def _meant(said: list[str], known: Meanings) -> Words:
    """The whole cell as it was perhaps meant, no word of it lost; where one cannot be guessed, how
    to write it.
    """
    whole = [word for word in known if len(word) > 3]
    guessed: list[str] = []
    for word in said:
        pieces = word.replace("-", " ").split()
        near = (
            [word]
            if word in known
            else get_close_matches(word, whole, n=1)
            if len(pieces) == 1
            else pieces
        )
        if not near or (len(pieces) > 1 and not set(pieces) <= set(known)):
            return Words(
                "Tulis satu per satu, dipisah koma: {some}.",
                "Write one by one, with commas: {some}.",
            ).fill(some=whole[:2])
        guessed += near
    return Words("Maksud Anda {guessed}?", "Did you mean {guessed}?").fill(guessed=guessed)


def pin(cell: Cell) -> str:
    """A session id, `activity|venue|date|part`."""
    pieces = [clean(piece) for piece in text(cell).split(SEPARATOR)]
    if len(pieces) != 4:
        raise Unreadable(
            "bad_session",
            Words("kegiatan|tempat|{iso}|sehari", "activity|venue|{iso}|sehari"),
        )
    return session_id(pieces[0], VenueId(pieces[1]), day(pieces[2]), part(pieces[3]))
