"""The live line: what it says, and as many kecamatan as fit."""

from __future__ import annotations

import pytest

from okoce_opt.commands.progress import about, progress_words
from okoce_opt.domain.words import Words
from okoce_opt.options import Progress

HERE = Progress(9, Words("cari", "look"), 48, 36, ("Kebon Jeruk", "Taman Sari", "Kalideres"))
FIGURES = "9 dtk | cari | terbaik 48 | batas 36 | selisih 25,00 %"


@pytest.mark.parametrize(
    ("width", "says"),
    [
        (96, " | kini Kebon Jeruk, Taman Sari, Kalideres"),
        (95, " | kini Kebon Jeruk, Taman Sari +1"),
        (88, " | kini Kebon Jeruk, Taman Sari +1"),
        (87, " | kini Kebon Jeruk +2"),
        (76, " | kini Kebon Jeruk +2"),
        (75, ""),
        (10, ""),
    ],
)
def test_as_many_kecamatan_as_fit(width: int, says: str) -> None:
    assert progress_words(HERE, width).id == FIGURES + says


def test_it_reads_alike_in_english() -> None:
    said = "9 s | look | best 48 | bound 36 | gap 25.00 % | now Kebon Jeruk, Taman Sari, Kalideres"
    assert progress_words(HERE).en == said


def test_it_says_what_is_short_how_far_it_is_and_about_how_long():
    """68.538 of nothing, no word of people without a seat, no idea how long."""
    now = Progress(
        41,
        Words("cari", "look"),
        240,
        240,
        (),
        Words("sesi", "sessions"),
        short=12,
        parts=(3, 8),
        left=31.0,
    )
    assert progress_words(now).id == (
        "41 dtk | cari (3 dari 8) | kira-kira 40 dtk lagi | kurang 12 kursi | terbaik 240 sesi | "
        "batas 240 | selisih 0,00 %"
    )
    assert progress_words(now).en == (
        "41 s | look (3 of 8) | about 40 s more | 12 seats short | best 240 sessions | bound 240 | "
        "gap 0.00 %"
    )


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(0.0, "10 dtk"), (10.0, "10 dtk"), (59.0, "60 dtk"), (95.0, "2 mnt"), (600.0, "10 mnt")],
)
def test_about_how_long(seconds: float, said: str):
    assert about(seconds).id == f"kira-kira {said} lagi"
