"""What stands in one cell of a list, understood: NIK, telephone, dates, RT and RW, weekdays.

Nothing is repaired by guess: what may have lost something is a `Doubt`, which a person answers.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from okoce_opt.domain.words import Words, same
from okoce_opt.gate import Broken, Cell
from okoce_opt.io.tables.cells import clean, plain
from okoce_opt.io.tables.parsers import Unreadable, sex
from okoce_opt.io.tables.times import day


@dataclass(eq=False)
class Doubt(Exception):
    """A cell that cannot be taken as it is: a code for programs, what may stand there, what to
    do.
    """

    code: str
    allowed: Words
    advice: Words


_DIGITS = Words("16 angka sebagai teks", "16 digits as text")
_ASK_SOURCE = Words(
    "Salin lagi dari KTP atau daftar asalnya; format sel sebagai Teks sebelum mengetik.",
    "Copy it again from the identity card or its source; format the cell as Text before typing.",
)
_LOST = Doubt("nik_damaged", _DIGITS, _ASK_SOURCE)
_SCIENTIFIC = re.compile(r"[0-9]+([.,][0-9]+)?[eE]\+?[0-9]+")
_MOST = 2**53


def broken(cell: Broken) -> Doubt:
    """What is wrong with a cell that only seems empty."""
    if cell.text:
        advice = Words(
            "Sel berisi kesalahan Excel; tulis isinya.", "The cell holds an Excel error; write it."
        )
        return Doubt("cell_error", Words("sebuah nilai", "a value"), advice)
    return Doubt(
        "formula_without_value",
        Words("sebuah nilai", "a value"),
        Words(
            "Rumusnya belum dihitung; tempel sebagai nilai.",
            "The formula was never computed; paste it as a value.",
        ),
    )


def merged(cell: Broken) -> Doubt:
    """What to say of a cell of a merged block that should hold a value of its own."""
    return Doubt(
        "merged_cell",
        Words("isian sendiri", "a value of its own"),
        Words(
            "Sel ini bagian dari sel gabungan {block}; pisahkan (unmerge), lalu isi tiap barisnya.",
            "This cell is part of the merged cells {block}; unmerge them and fill in each row.",
        ).fill(block=same(cell.block)),
    )


def nik(cell: Cell) -> str:
    """A NIK as 16 digits; one that lost a digit, or cannot be one, is a doubt."""
    if type(cell) is str and _PLAIN_NIK.fullmatch(cell) and _is_possible(cell):
        return cell
    number = isinstance(cell, (int, float)) and not isinstance(cell, bool)
    if isinstance(cell, date) or (isinstance(cell, float) and not cell.is_integer()):
        raise _LOST
    said = plain(cell).lstrip("'\u2019`").strip()
    if _SCIENTIFIC.fullmatch(said) or (number and abs(float(cell)) >= _MOST):  # type: ignore[arg-type]
        raise _LOST
    digits = re.sub(r"[\s.\-]", "", _narrow(said))
    if digits.endswith(",0") or digits.endswith(",00"):
        raise _LOST
    if not re.fullmatch(r"[0-9]+", digits):
        letters = Words("16 angka, tanpa huruf", "16 digits, no letters")
        raise Doubt("nik_letters", letters, _ASK_SOURCE)
    if len(digits) != _LENGTH:
        length = Words("16 angka (tertulis {n})", "16 digits ({n} found)").fill(n=len(digits))
        raise Doubt("nik_length", length, _ASK_SOURCE)
    if number and digits.endswith("0"):
        raise _LOST
    if not _is_possible(digits):
        raise Doubt(
            "nik_impossible",
            Words(
                "tanggal lahir di angka ke-7 s.d. 12 (perempuan: hari + 40), empat angka terakhir "
                "bukan 0000",
                "a date of birth in digits 7 to 12 (women: day + 40), the last four not 0000",
            ),
            _ASK_SOURCE,
        )
    return digits


_LENGTH = 16
_PLAIN_NIK, _PLAIN_PHONE = re.compile(r"[0-9]{16}"), re.compile(r"0[0-9]{7,13}")
_WOMAN = 40


def _is_possible(digits: str) -> bool:
    head, day_of, month, year = digits[:2], int(digits[6:8]), int(digits[8:10]), int(digits[10:12])
    if digits[12:] == "0000" or not "11" <= head <= "99":
        return False
    day_of -= _WOMAN if day_of > _WOMAN else 0
    return _is_day(1900 + year, month, day_of) or _is_day(2000 + year, month, day_of)


@lru_cache(maxsize=100_000)
def _is_day(year: int, month: int, day_of: int) -> bool:
    try:
        date(year, month, day_of)
    except ValueError:
        return False
    return True


def _narrow(text: str) -> str:
    """Full-width digits as ordinary ones."""
    return "".join(str(int(c)) if c.isdecimal() and not c.isascii() else c for c in text)


def birth_in(digits: str, today: date) -> tuple[date | None, str]:
    """The day of birth and the sex (L or P) that a NIK tells; the century is the last that has
    passed.
    """
    day_of, month, year = int(digits[6:8]), int(digits[8:10]), int(digits[10:12])
    woman = day_of > _WOMAN
    century = 2000 if year <= today.year % 100 else 1900
    try:
        return date(century + year, month, day_of - _WOMAN * woman), "P" if woman else "L"
    except ValueError:
        return None, "P" if woman else "L"


def phone(cell: Cell) -> str:
    """Telephone numbers as 08...; two stay two, with a stroke between them."""
    if type(cell) is str and _PLAIN_PHONE.fullmatch(cell) and not cell.startswith("00"):
        return cell
    if isinstance(cell, date) or (isinstance(cell, float) and not cell.is_integer()):
        raise _phone()
    said = _narrow(plain(cell)).lstrip("'\u2019`")
    if _SCIENTIFIC.fullmatch(said):
        raise _phone()
    found = []
    for piece in re.split(r"[/;,|]|\bdan\b|\batau\b", said):
        digits = re.sub(r"[\s.()\-]", "", piece)
        digits = re.sub(r"^(?:\+62|0062|62)(?=8|2)", "0", digits)
        if re.fullmatch(r"8[1-9][0-9]{6,11}", digits):
            digits = f"0{digits}"
        if digits and not re.fullmatch(r"[+]?[0-9]{5,15}", digits):
            raise _phone()
        if digits:
            found.append(digits)
    return " / ".join(dict.fromkeys(found))


def _phone() -> Doubt:
    return Doubt(
        "phone_damaged",
        Words("nomor yang diawali 08, sebagai teks", "a number that begins with 08, as text"),
        Words("Tulis lagi nomornya, atau kosongkan.", "Write the number again, or clear it."),
    )


def born(cell: Cell) -> date:
    """A day of birth: as `times.day`, also 5/3/85 and, behind a place, in one cell with it."""
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        raise _date()
    if isinstance(cell, date):
        return cell.date() if isinstance(cell, datetime) else cell
    return _born(plain(cell))


@lru_cache(maxsize=50_000)
def _born(said: str) -> date:
    if match := re.search(
        r"(?<![\d-])\d{1,2}\s*[-/. ]\s*(?:\d{1,2}|[A-Za-z]{3,})\.?\s*[-/. ,]\s*\d{2,4}$", said
    ):
        said = match[0]
    if match := re.search(r"(?:^|[ ,])([A-Za-z]{3,})\.? (\d{1,2}), ?(\d{4})$", said):
        said = f"{match[2]} {match[1]} {match[3]}"
    said = re.sub(r"\s*([-/.])\s*", r"\1", said).replace(",", " ").replace("'", "")
    if match := re.fullmatch(r"(\d{1,2})([-/. ])(\d{1,2}|[A-Za-z]+)\.?[-/. ](\d{2})", said):
        century = 1900 if int(match[4]) > date.today().year % 100 else 2000
        said = f"{match[1]}{match[2]}{match[3]}{match[2]}{century + int(match[4])}"
    if match := re.fullmatch(r"(\d{1,2}) (\d{1,2}) (\d{4})", said):
        said = f"{match[1]}/{match[2]}/{match[3]}"
    try:
        return day(clean(said))
    except Unreadable as error:
        raise _date() from error


def _date() -> Doubt:
    return Doubt(
        "not_a_date",
        Words("tanggal seperti 03/05/1985 (hari dahulu)", "a date like 03/05/1985 (day first)"),
        Words(
            "Tulis hari/bulan/tahun, tahunnya empat angka.",
            "Write day/month/year, the year in four digits.",
        ),
    )


def gender(cell: Cell) -> str:
    """L or P."""
    said = plain(cell)
    if said in ("1", "2"):
        return "LP"[int(said) - 1]
    try:
        return sex(re.sub(r"[.()]", "", said))
    except Unreadable as error:
        advice = Words("Tulis L atau P.", "Write L or P.")
        raise Doubt("unknown_sex", error.allowed, advice) from error


def sexes_of(column: Iterable[Cell]) -> Callable[[Cell], str]:
    """How to read a column of sexes: where W stands in it and no L, P is a man (*pria, wanita*)."""
    said = {plain(cell).casefold() for cell in column if isinstance(cell, str)}
    if "w" not in said or "l" in said:
        return gender
    return lambda cell: _PRIA_WANITA.get(plain(cell).casefold()) or gender(cell)


_PRIA_WANITA = {"p": "L", "w": "P"}


def rt_rw(cell: Cell) -> tuple[str, str]:
    """RT and RW in one cell: 003/07, RT.003 RW.07, 003.007. Excel makes a date of 3/7."""
    if isinstance(cell, date):
        return "", ""
    found = re.findall(r"\d{1,3}", plain(cell))
    if len(found) >= _BOTH:
        return number_of(found[0]), number_of(found[1])
    return "", ""


_BOTH = 2


def number_of(cell: Cell) -> str:
    """An RT or RW in three digits; other text as it stands."""
    return _number(plain(cell))


@lru_cache(maxsize=10_000)
def _number(said: str) -> str:
    if match := re.fullmatch(r"(?:rt|rw)?[ .:]*0*(\d{1,3})", said.casefold()):
        return match[1].zfill(3)
    return said


def text_of(most: int) -> Callable[[Cell], str]:
    """Any text of at most so many letters."""

    def read(cell: Cell) -> str:
        if type(cell) is str and cell.isascii() and cell.isprintable() and "  " not in cell:
            said = cell.strip()
        else:
            said = plain(cell) if not isinstance(cell, date) else f"{cell:%d-%m-%Y}"
        if len(said) > most:
            raise Doubt(
                "text_too_long",
                Words("paling banyak {n} huruf", "at most {n} letters").fill(n=most),
                Words("Pendekkan isinya.", "Make it shorter."),
            )
        return said

    return read


def name(cell: Cell) -> str:
    """A name, as it is written; a number that counts the rows is no part of it."""
    said = _COUNTED.sub("", text_of(_LONGEST_NAME)(cell))
    # text that a spreadsheet may take for a formula is kept as text; quotes could end the text
    if not re.search(r"[^\W\d_]", said) or (said[0] in "=+-@" and '"' in said):
        raise Doubt(
            "not_a_name",
            Words("nama orang", "the name of a person"),
            Words("Tulis namanya.", "Write the name."),
        )
    return said


_LONGEST_NAME = 150
_COUNTED = re.compile(r"^\d{1,3}\s?[.)]\s*(?=[^\W\d_])")
