"""What is found wrong: a complaint about the input, a violation in a plan."""

from __future__ import annotations

import re
from dataclasses import dataclass

from okoce_opt.domain.words import Words

NOTHING = Words("", "")
NIK = re.compile(r"(?<!\d)\d{16}(?!\d)")


@dataclass(frozen=True, slots=True)
class Complaint:
    """Something in the input that must be mended before planning.

    `table`, `key` and `column` say which row is meant (key = the row's code or id); the reader of
    the files turns them into `file` and `row` (as a spreadsheet numbers them; 0 = the whole file).
    `found` is what stands there, `allowed` what may, `advice` what to do. A NIK never gets through.
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

    def __post_init__(self) -> None:
        object.__setattr__(self, "found", mask(self.found))
        object.__setattr__(self, "key", mask(self.key))


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
    sessions: tuple[str, ...] = ()
    registrants: tuple[str, ...] = ()
    cells: tuple[str, ...] = ()


def mask(text: str) -> str:
    """`text` with every run of 16 digits (a NIK) cut to its last four."""
    return NIK.sub(lambda nik: "*" * 12 + nik[0][-4:], text)
