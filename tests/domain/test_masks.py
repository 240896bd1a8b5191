"""What is shown of numbers that belong to people: the last four digits, however they are
written.
"""

from __future__ import annotations

import re

import pytest

from okoce_opt.domain.findings import Complaint, shown
from okoce_opt.domain.words import Words

PHONES = [
    "081299900017",
    "0812-9990-0017",
    "0812.9990.0017",
    "08 1299 9000 17",
    "+62 812 9990 0017",
    "+6281299900017",
    "62812 9990 0017",
    "0062812 9990 0017",
    "(0812) 9990 0017",
    "(021) 555 0017",
    "021-5550017",
    "+62 21 5550017",
    "81299900017",
    "812990017",
]
NIKS = [
    "3173990101900017",
    "3173 9901 0190 0017",
    "3173-9901-0190-0017",
    "317399 010190 0017",
    "31.73.99.010190.0017",
]
OTHERS = [
    "P00001",
    "2026-01-05",
    "05-01-2026 08.00",
    "2018-03-13 00:00:00",
    "08.00-15.00",
    "31.73.01.1001",
    "3173011001",
    "6271011001",
    "P|aula|2026-01-05|pagi",
    "13-03-2018 s.d. 16-03-2018",
    "1.200.000",
    "REG-2026-000123",
]


@pytest.mark.parametrize("number", PHONES + NIKS)
@pytest.mark.parametrize("around", ["{}", "hp: {}", "{}, Siti", "[{}]"])
def test_of_a_persons_number_four_digits_are_left(number: str, around: str) -> None:
    """F47: a phone number in a wrong column was printed whole."""
    text = shown(around.format(number))
    assert re.fullmatch(re.escape(around).replace(r"\{\}", r"\W*0017"), text)
    assert shown(text) == text


@pytest.mark.parametrize("text", OTHERS)
def test_dates_codes_and_amounts_are_left_as_they_are(text: str) -> None:
    assert shown(text) == text


def test_nothing_of_a_person_gets_through_a_complaint() -> None:
    number, nik = "081299900017", NIKS[0]
    every = Complaint(
        "x",
        "pendaftar",
        key=number,
        found=nik,
        allowed=Words(number, nik),
        advice=Words(nik, number),
        file=f"{nik}.csv",
    )
    assert number not in repr(every)
    assert nik not in repr(every)
