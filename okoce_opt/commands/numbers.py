"""Numbers and dates on a command line, read with a complaint in the language of the run."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import date

from okoce_opt.domain.words import Words


def whole(lang: str) -> Callable[[str], int]:
    """Reads a whole number, 0 or more."""

    def read(text: str) -> int:
        if not text.isascii() or not text.isdigit() or not 0 <= int(text) < 2**31:
            raise argparse.ArgumentTypeError(
                Words("harus bilangan bulat", "must be a whole number").said(lang)
            )
        return int(text)

    return read


def some(lang: str) -> Callable[[str], int]:
    """Reads a whole number, 1 or more."""

    def read(text: str) -> int:
        number = whole(lang)(text)
        if number < 1:
            raise argparse.ArgumentTypeError(Words("paling sedikit 1", "at least 1").said(lang))
        return number

    return read


def seconds(lang: str) -> Callable[[str], float]:
    """Reads seconds above 0; the decimal mark may be a comma."""

    def read(text: str) -> float:
        try:
            number = float(text.replace(",", "."))
        except ValueError:
            number = -1.0
        if not 0 < number < 1e9:
            raise argparse.ArgumentTypeError(
                Words("harus detik di atas 0", "must be seconds above 0").said(lang)
            )
        return number

    return read


def day(lang: str) -> Callable[[str], date]:
    """Reads a date such as 2026-01-05."""

    def read(text: str) -> date:
        try:
            return date.fromisoformat(text)
        except ValueError:
            words = Words("harus tanggal seperti 2026-01-05", "must be a date like 2026-01-05")
            raise argparse.ArgumentTypeError(words.said(lang)) from None

    return read
