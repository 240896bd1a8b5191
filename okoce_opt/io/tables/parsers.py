"""How one cell is read. Each parser takes a filled cell and returns its value, or raises
`Unreadable`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from datetime import date

from okoce_opt.domain.checks import nearest
from okoce_opt.domain.findings import NIK, shown
from okoce_opt.domain.id_checks import (
    BARE_NAME,
    BEGINS_PLAIN,
    FORMULA_SIGNS,
    NO_NUMBER,
    NO_SIGN,
    NOT_PRIVATE,
    OWN_ID,
)
from okoce_opt.domain.words import Words, same
from okoce_opt.io.tables.cells import Cell, clean, plain, visible

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
    return visible(cell).strip() if isinstance(cell, str) else plain(cell)


LARGEST = 1_000_000
"""No whole number is larger, unless its column says so: sums of prices times people must stay
numbers that a solver can tell from the next.
"""


class up_to:
    """A whole number, written as digits only, of at most `most`."""

    def __init__(self, most: int) -> None:
        self.most = most

    def __call__(self, cell: Cell) -> int:
        """The number."""
        number = _digits(cell)
        if abs(number) > self.most:
            raise Unreadable(
                "out_of_range", Words("paling banyak {most}", "at most {most}").fill(most=self.most)
            )
        return number


whole = up_to(LARGEST)


def _digits(cell: Cell) -> int:
    if isinstance(cell, int) and not isinstance(cell, bool):
        return cell
    if isinstance(cell, float) and cell.is_integer():
        return int(cell)
    if isinstance(cell, str) and re.fullmatch(r"[+-]?[0-9]{1,400}(\.0)?", clean(cell)):
        return int(clean(cell).removesuffix(".0"))
    raise Unreadable(
        "not_a_number",
        Words("bilangan bulat", "a whole number"),
        Words(
            "Tulis angka saja, tanpa titik ribuan: 1000.",
            "Write digits only, without a thousands mark: 1000.",
        ),
    )


def decimal(cell: Cell, most: int = LARGEST) -> float:
    """A number with a point or a comma, such as a latitude; of one beyond all bounds the `most` of
    its column is told, of others the problem judges.
    """
    number = math.nan
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        number = float(cell) if abs(cell) <= LARGEST else math.inf
    elif isinstance(cell, str) and re.fullmatch(r"[+-]?[0-9]+([.,][0-9]+)?", clean(cell)):
        number = float(clean(cell).replace(",", "."))
    if abs(number) <= LARGEST:
        return number
    if not math.isnan(number):
        raise Unreadable(
            "out_of_range", Words("paling banyak {most}", "at most {most}").fill(most=most)
        )
    raise Unreadable("not_a_number", Words("bilangan seperti -6.1754", "a number like -6.1754"))


def degrees(cell: Cell) -> float:
    """A latitude or longitude to six decimals, a tenth of a metre; what a spreadsheet reckons
    beyond is noise.
    """
    return round(decimal(cell, 180), 6)


def per_thousand(cell: Cell) -> int:
    """A percentage with at most one decimal, in thousandths: 87,7 is 877, and so is 87,7%. Of 1 and
    less the sign is asked for: 0.8 is how a spreadsheet stores 80 %.
    """
    written = clean(cell) if isinstance(cell, str) else cell
    said = written.removesuffix("%").rstrip() if isinstance(written, str) else written
    try:
        thousandths = decimal(said, 100) * 10
    except Unreadable as error:
        if error.code != "not_a_number":
            raise
        raise Unreadable("not_a_number", _PERCENTAGE) from None
    if said == written and 0 < thousandths <= 10:
        raise _fraction(thousandths)
    if abs(thousandths - round(thousandths)) > 1e-6:
        raise Unreadable("not_a_number", _PERCENTAGE)
    return round(thousandths)


_PERCENTAGE = Words("persen seperti 63 atau 87,7", "a percentage like 63 or 87.7")


def _fraction(thousandths: float) -> Unreadable:
    """What was written is 1 or less: a part of one, as a spreadsheet stores 80 %, or so few?"""
    advice = Words(
        "Maksud Anda {much} %? Tulis {much}, tanpa format persen.",
        "Did you mean {much} %? Write {much}, without a percentage's format.",
    )
    if abs(thousandths - round(thousandths)) < 1e-6:
        advice = Words(
            f"{advice.id} Betul {{little}} %? Tulis {{little}}%.",
            f"{advice.en} Really {{little}} %? Write {{little}}%.",
        )
    return Unreadable(
        "out_of_range",
        _PERCENTAGE,
        advice.fill(much=f"{thousandths * 10:g}", little=f"{thousandths / 10:g}"),
    )


def percent(thousandths: int) -> int | float | str:
    """The reverse of `per_thousand`."""
    if 0 < thousandths <= 10:
        return f"{thousandths / 10:g}%"
    return thousandths / 10 if thousandths % 10 else thousandths // 10


def yes_no(cell: Cell) -> bool:
    """`ya` or `tidak`, yes or no; also 1, 0 and Excel's own TRUE and FALSE."""
    word = plain(cell).casefold()
    if word in ("ya", "iya", "y", "yes", "1", "true", "benar"):
        return True
    if word in ("tidak", "tdk", "n", "no", "0", "false", "salah"):
        return False
    raise Unreadable("not_yes_or_no", Words("ya atau tidak", "ya (yes) or tidak (no)"))


def words(cell: Cell) -> tuple[str, ...]:
    """Several words, joined by a comma."""
    return tuple(word for word in map(clean, text(cell).split(",")) if word)


class one_of:
    """One of a few fixed words, without regard to case. `english` maps what it may be called in
    English to the word.
    """

    def __init__(
        self, *choices: str, english: Mapping[str, str] | None = None, code: str = "unknown_word"
    ) -> None:
        self.choices, self.english, self.code = choices, english or {}, code

    def __call__(self, cell: Cell) -> str:
        """The word, in small letters, as it is in Indonesian."""
        word = plain(cell).casefold()
        if word in self.choices:
            return word
        if word in self.english:
            return self.english[word]
        raise Unreadable(self.code, self._allowed(), nearest(word, [*self.choices, *self.english]))

    def _allowed(self) -> Words:
        first = {mine: theirs for theirs, mine in reversed([*self.english.items()])}
        both = [f"{one} ({first[one]})" if one in first else one for one in self.choices]
        return Words(" / ".join(self.choices), " / ".join(both))


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


def sex(cell: Cell) -> str:
    """L (laki-laki) or P (perempuan)."""
    word = plain(cell).casefold().replace(" ", "").replace("-", "")
    if word in ("l", "lk", "lakilaki", "laki", "laki2", "lk2", "pria", "m", "male", "man"):
        return "L"
    if word in ("p", "pr", "perempuan", "wanita", "f", "female", "woman"):
        return "P"
    raise Unreadable("unknown_word", Words("L atau P", "L (man) or P (woman)"))


def title(cell: Cell) -> str:
    """The name of a place, an activity or a team: messages and file names say it, so it holds no
    NIK and no telephone number.
    """
    word = text(cell)
    if shown(word) != word:
        raise Unreadable("number_in_name", BARE_NAME, NO_NUMBER)
    return word


def ident(cell: Cell) -> str:
    """An id. One that a spreadsheet takes for a formula is refused, and so is a NIK, the number of
    a family card or a mobile phone: ids stand in every table that goes out.
    """
    word = text(cell)
    if word.startswith(FORMULA_SIGNS):
        raise Unreadable("formula_as_id", BEGINS_PLAIN, NO_SIGN.fill(sign=word[0]))
    if NIK.search(word):
        raise Unreadable("nik_as_id", OWN_ID, NOT_PRIVATE)
    if _MOBILE.fullmatch(word):
        raise Unreadable("phone_as_id", OWN_ID, NOT_PRIVATE)
    return word


_MOBILE = re.compile(r"(?:0062|62|0)[ .-]?8[1-9](?:[ .-]?[0-9]){6,10}")


def idents(cell: Cell) -> tuple[str, ...]:
    """Several ids, joined by a comma."""
    return tuple(map(ident, words(cell)))


def person_id(cell: Cell) -> str:
    """An id of a registrant or a household; a number cell that reads like a mobile phone without
    its first 0 is refused too.
    """
    try:
        word = ident(cell)
        if not re.fullmatch(r"8[1-9][0-9]{8,10}", word):
            return word
    except Unreadable as error:
        if error.code not in ("nik_as_id", "phone_as_id"):
            raise
        code = error.code
    else:
        code = "phone_as_id"
    raise Unreadable(
        code,
        Words("nomor peserta seperti P00001, bukan NIK", "a number like P00001, not a NIK"),
        Words(
            "Beri nomor sendiri; NIK dan telepon tetap di kolomnya.",
            "Give numbers of your own; NIK and phone stay in their columns.",
        ),
    )
