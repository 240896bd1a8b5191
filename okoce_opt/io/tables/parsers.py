"""How one cell is read. Each parser takes a filled cell and returns its value, or raises
`Unreadable`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from datetime import date, datetime
from difflib import get_close_matches

from okoce_opt.domain.checks import nearest
from okoce_opt.domain.sessions import SEPARATOR, session_id
from okoce_opt.domain.words import MONTHS, WEEKDAYS, Words, same
from okoce_opt.io.tables.cells import Cell, clean, plain

PARTS = {"pagi": frozenset({0}), "siang": frozenset({1}), "sehari": frozenset({0, 1})}
"""The parts of the day that there are, and the half-days each takes."""


_NOTHING = same("")


class Unreadable(ValueError):
    """A cell that is not what its column holds: code of the complaint, what is allowed, what to
    do.
    """

    def __init__(self, code: str, allowed: Words, advice: Words = _NOTHING) -> None:
        self.code, self.allowed, self.advice = code, allowed, advice
        super().__init__(code)


def text(cell: Cell) -> str:
    """Any text; a number loses its `.0`. A date is refused: Excel makes dates of ids such as
    3-7.
    """
    if isinstance(cell, date):
        raise Unreadable(
            "date_in_text",
            Words("teks", "text"),
            Words(
                "Excel mengubahnya menjadi tanggal; format sel sebagai Teks.",
                "Excel made a date of it; format the cell as Text.",
            ),
        )
    return plain(cell)


def lines(cell: Cell) -> str:
    """Text whose lines and blanks are kept."""
    return cell.strip() if isinstance(cell, str) else plain(cell)


def whole(cell: Cell) -> int:
    """A whole number, written as digits only."""
    if isinstance(cell, int) and not isinstance(cell, bool):
        return cell
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e12:
        return int(cell)
    if isinstance(cell, str) and re.fullmatch(r"[+-]?[0-9]{1,12}(\.0)?", clean(cell)):
        return int(clean(cell).removesuffix(".0"))
    raise Unreadable(
        "not_a_number",
        Words("bilangan bulat", "a whole number"),
        Words(
            "Tulis angka saja, tanpa titik ribuan: 1000.",
            "Write digits only, without a thousands mark: 1000.",
        ),
    )


def decimal(cell: Cell) -> float:
    """A number with a point or a comma, such as a latitude."""
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return float(cell)
    if isinstance(cell, str) and re.fullmatch(r"[+-]?[0-9]+([.,][0-9]+)?", clean(cell)):
        return float(clean(cell).replace(",", "."))
    raise Unreadable("not_a_number", Words("bilangan seperti -6.1754", "a number like -6.1754"))


def degrees(cell: Cell) -> float:
    """A latitude or longitude to six decimals, a tenth of a metre; what a spreadsheet reckons
    beyond is noise.
    """
    return round(decimal(cell), 6)


def per_thousand(cell: Cell) -> int:
    """A percentage with at most one decimal, in thousandths: 87,7 is 877."""
    thousandths = decimal(cell) * 10
    if abs(thousandths - round(thousandths)) > 1e-6:
        raise Unreadable(
            "not_a_number", Words("persen seperti 63 atau 87,7", "a percentage like 63 or 87.7")
        )
    return round(thousandths)


def yes_no(cell: Cell) -> bool:
    """`ya` or `tidak`; also 1, 0 and Excel's own TRUE and FALSE."""
    word = plain(cell).casefold()
    if word in ("ya", "1", "true", "benar"):
        return True
    if word in ("tidak", "0", "false", "salah"):
        return False
    raise Unreadable("not_yes_or_no", Words("ya atau tidak", "ya (yes) or tidak (no)"))


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
    or 2018-03-13.
    """
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    word = plain(cell).casefold()
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


def with_examples(allowed: Words, example: date) -> Words:
    """What a cell may hold, said with a day of the scenario's own."""
    forms = {"{date}": f"{example:%d/%m/%Y}", "{iso}": example.isoformat()}
    said = [allowed.id, allowed.en]
    for mark, form in forms.items():
        said = [text.replace(mark, form) for text in said]
    return Words(*said)


def words(cell: Cell) -> tuple[str, ...]:
    """Several words, joined by a comma."""
    return tuple(word for word in map(clean, text(cell).split(",")) if word)


_WEEKDAYS = {name: i for i, name in enumerate(WEEKDAYS["id"])} | {
    name[:3]: i for i, name in enumerate(WEEKDAYS["id"])
}
_WEEKDAYS |= {"jum'at": 4, "jum\u2019at": 4, "ahad": 6}


def weekdays(cell: Cell) -> frozenset[int]:
    """Indonesian weekdays, whole or their first three letters, single or as a range; 0 = Monday."""
    return frozenset(
        _WEEKDAYS[word] for word in _each(cell, _WEEKDAYS, WEEKDAYS["id"], "unknown_weekday")
    )


def wishes(cell: Cell) -> tuple[frozenset[int], frozenset[str]]:
    """Preferred weekdays and parts of the day, mixed in one cell."""
    known = [*_WEEKDAYS, *PARTS]
    those = _each(cell, known, (*WEEKDAYS["id"], *PARTS), "unknown_wish")
    return frozenset(_WEEKDAYS[w] for w in those if w in _WEEKDAYS), frozenset(
        w for w in those if w in PARTS
    )


def parts(cell: Cell) -> tuple[str, ...]:
    """Parts of the day."""
    return _each(cell, PARTS, tuple(PARTS), "unknown_bagian")


def part(cell: Cell) -> str:
    """One part of the day."""
    return one_of(*PARTS, code="unknown_bagian")(cell)


_TO = re.compile(
    r"\s*(?:\bs ?/ ?d\b|\bs\.? ?d\b\.?|\bsampai(?: dengan)?\b|\bhingga\b|[-\u2013\u2014])\s*"
)
_AND = re.compile(r"[,;/&+]|\bdan\b|\batau\b")


def _each(cell: Cell, known: Collection[str], named: Sequence[str], code: str) -> tuple[str, ...]:
    """Known words joined by `,` `;` `/` or `dan`; weekdays also as a range, `senin-kamis` or `senin
    s/d kamis`.
    """
    said = [word for word in map(clean, _AND.split(_TO.sub("-", text(cell).casefold()))) if word]
    found: list[str] = []
    for word in said:
        first, _, last = word.partition("-")
        if word in known:
            found.append(word)
        elif {first, last} <= _WEEKDAYS.keys() & set(known):
            start, end = _WEEKDAYS[first], _WEEKDAYS[last]
            found += [WEEKDAYS["id"][(start + n) % 7] for n in range((end - start) % 7 + 1)]
        else:
            raise Unreadable(code, same(", ".join(named)), _meant(said, known, named))
    return tuple(found)


def _meant(said: Sequence[str], known: Collection[str], named: Sequence[str]) -> Words:
    """The whole cell as it was perhaps meant, no word of it lost; where one cannot be guessed, how
    to write it.
    """
    guessed: list[str] = []
    for word in said:
        pieces = word.replace("-", " ").split()
        near = (
            [word]
            if word in known
            else get_close_matches(word, named, n=1)
            if len(pieces) == 1
            else pieces
        )
        if not near or (len(pieces) > 1 and not set(pieces) <= set(known)):
            return Words(
                "Tulis satu per satu, dipisah koma: {some}.",
                "Write one by one, with commas: {some}.",
            ).fill(some=named[:2])
        guessed += near
    return Words("Maksud Anda {guessed}?", "Did you mean {guessed}?").fill(guessed=guessed)


class one_of:
    """One of a few fixed words, without regard to case."""

    def __init__(self, *choices: str, code: str = "unknown_word") -> None:
        self.choices, self.code = choices, code

    def __call__(self, cell: Cell) -> str:
        """The word, in small letters."""
        word = plain(cell).casefold()
        if word not in self.choices:
            raise Unreadable(self.code, same(" / ".join(self.choices)), nearest(word, self.choices))
        return word


def pin(cell: Cell) -> str:
    """A session id, `activity|venue|date|part`."""
    pieces = [clean(piece) for piece in text(cell).split(SEPARATOR)]
    if len(pieces) != 4:
        raise Unreadable("bad_session", same("kegiatan|tempat|{iso}|sehari"))
    return session_id(pieces[0], pieces[1], day(pieces[2]), part(pieces[3]))


def nik(cell: Cell) -> str:
    """A NIK as text. A number too long for Excel, or one written as 3,17E+15, has lost digits."""
    damaged = isinstance(cell, float) and (cell >= 2**53 or not cell.is_integer())
    word = plain(cell).lstrip("'")
    if damaged or re.fullmatch(r"[0-9]+([.,][0-9]+)?[eE]\+?[0-9]+", word):
        raise Unreadable(
            "nik_damaged",
            Words("16 angka sebagai teks", "16 digits as text"),
            Words(
                "Excel menghilangkan angkanya; ambil lagi dari sumbernya dan format sel sebagai "
                "Teks.",
                "Excel lost its digits; take it from its source again and format the cell as Text.",
            ),
        )
    return word


def phone(cell: Cell) -> str:
    """A telephone number as text; a mobile number that was typed as a number gets its 0 back."""
    word = text(cell)
    return f"0{word}" if re.fullmatch(r"8[1-9][0-9]{7,10}", word) else word


def person_id(cell: Cell) -> str:
    """An id of a registrant; 16 digits are a NIK and refused."""
    word = text(cell)
    if re.fullmatch(r"[0-9]{16}", word.replace(" ", "")):
        raise Unreadable(
            "nik_as_id",
            Words("nomor peserta seperti P00001, bukan NIK", "a number like P00001, not a NIK"),
            Words(
                "Beri nomor sendiri; NIK tetap di kolom nik.",
                "Give numbers of your own; the NIK stays in its column.",
            ),
        )
    return word
