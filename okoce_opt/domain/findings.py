"""What is found wrong: a complaint about the input, a violation in a plan."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from okoce_opt.domain.ids import PersonId, SessionId
from okoce_opt.domain.words import Words

NOTHING = Words("", "")
_GROUPED = (
    r"\d{16}",
    r"\d{4}(?P<fours>[ .\-])\d{4}(?P=fours)\d{4}(?P=fours)\d{4}",
    r"\d{6}[ .\-]\d{6}[ .\-]?\d{4}",
    r"\d{2}(?P<twos>[ .\-])\d{2}(?P=twos)\d{2}[ .\-]\d{6}[ .\-]\d{4}",
)
NIK = re.compile(rf"(?<!\d)(?:{'|'.join(_GROUPED)})(?!\d)")
"""The 16 digits of a NIK or of a family card, also as people group them."""

_BETWEEN = r"[ .()\-]{0,2}"
PHONE = re.compile(
    rf"(?<![\w.])(?:\+ ?62|0062|62|\(?0){_BETWEEN}8 ?[1-9](?:{_BETWEEN}\d){{6,11}}(?!\d)"  # mobile
    rf"|(?<![\w.])(?:\+ ?62|0062|\(?0){_BETWEEN}[2-9]\d{{1,2}}{_BETWEEN}(?:\d[ \-]?){{6,8}}(?!\d)"
    r"|(?<![\d.])(?:\+|0)\d{8,}"
    r"|(?<![\w.])8[1-9]\d{7,10}(?![\w.])"  # a number cell has lost the first 0
    r"|(?<![\d.])\d{11,}(?!\d)"
)
"""What reads like a telephone number, as people write them."""

_MANY_DIGITS = re.compile(r"\d(?:[ .()+\-]{0,2}\d){8}")
"""What either of them has at least; most texts have not, and there are very many."""


@dataclass(frozen=True, slots=True)
class Complaint:
    """Something in the input that must be mended before planning.

    A cell is named by file and sheet, row and the header of its column. `table`, `key` and `column`
    say which row is meant (key = the row's code or id); the reader of
    the files turns them into `file` and `row` (as a spreadsheet numbers them; 0 = the whole file).
    `found` is what stands there, `allowed` what may, `advice` what to do. No NIK and no telephone
    number gets through. `is_fact`: all of it was read and may well be meant, but no plan can be of
    it (a kelurahan with too few people); such a thing can be asked about (`okoce why`).
    """

    code: str
    table: str
    key: str = ""
    column: str = ""
    found: str = ""
    allowed: Words = NOTHING
    advice: Words = NOTHING
    file: str = ""
    row: int = 0
    is_fact: bool = False

    def __post_init__(self) -> None:
        for name in ("found", "key", "column"):
            object.__setattr__(self, name, _shown_path(getattr(self, name)))
        for name in ("allowed", "advice"):
            object.__setattr__(self, name, shown_words(getattr(self, name)))
        object.__setattr__(self, "file", mask(self.file))


@dataclass(frozen=True, slots=True)
class Violation:
    """A rule that a plan breaks.

    `subject` names what breaks it in the words of the rule (a session id, a registrant id, a date);
    `found` against `allowed`; `sessions` and `registrants` are the ids involved, so that a reader
    of workbooks can name sheet and cell, which it then puts in `cells`.
    """

    rule: str
    subject: str
    found: object = ""
    allowed: object = ""
    sessions: tuple[SessionId, ...] = ()
    registrants: tuple[PersonId, ...] = ()
    cells: tuple[str, ...] = ()


def mask(text: str) -> str:
    """`text` with every NIK cut to its last four digits."""
    if _MANY_DIGITS.search(text) is None:
        return text
    return NIK.sub(lambda nik: "*" * 12 + nik[0][-4:], text)


def shown(text: str) -> str:
    """What somebody wrote, as it may be shown: a NIK keeps its last four digits, so does anything
    that reads like a telephone number.
    """
    if _MANY_DIGITS.search(text) is None:
        return text
    return PHONE.sub(lambda run: "*" * 8 + re.sub(r"\D", "", run[0])[-4:], mask(text))


def _shown_path(text: str) -> str:
    """The same of the path of a setting too, where a dot parts a number from a word."""
    pieces = shown(text).split(".")
    for n, (before, piece) in enumerate(pairwise(pieces), start=1):
        pieces[n] = piece if before.isdecimal() else shown(piece)
    return ".".join(pieces)


def shown_words(words: Words) -> Words:
    """The same for a sentence in both languages."""
    return Words(shown(words.id), shown(words.en))
