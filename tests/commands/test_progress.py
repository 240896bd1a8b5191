"""The live line: what it says, and as many kecamatan as fit."""

from __future__ import annotations

import pytest

from okoce_opt.commands.progress import progress_words
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
