"""`okoce simulate`: its sentences and its JSON say seed, independence, the risk and what became of
it.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.tamper.test_reserves import made


@pytest.mark.parametrize("lang", ["id", "en"])
def test_says_seed_and_independence(okoce: Callable, tmp_path: Path, lang: str) -> None:
    done = okoce("simulate", made(tmp_path), "--runs", "400", "--seed", "5", "--lang", lang)
    assert done.code == 0
    said = {
        "id": ("400 undian dengan benih 5", "sendiri-sendiri", "ditepati"),
        "en": ("seed 5", "independently", "kept"),
    }
    assert all(words in done.out for words in said[lang])


def test_the_same_seed_gives_the_same_answer(okoce: Callable, tmp_path: Path) -> None:
    """Two people for two chairs: nobody is turned away; one of them is absent on average, and two
    seats wait.
    """
    out = made(tmp_path)
    first, again = (okoce("simulate", out, "--runs", "2000", "--json").answer for _ in range(2))
    assert first == again
    (one,) = first["activities"]
    assert (
        one["activity"],
        one["sessions"],
        one["invited"],
        one["overflows"],
        one["reserve_seats"],
    ) == ("P", 1, 2, 0, 2)
    assert one["kept"]
    assert one["absent"] == pytest.approx(1, abs=0.1)
    assert one["too_small"] == 0


def test_a_folder_that_is_no_plan_is_told(okoce: Callable, tmp_path: Path) -> None:
    assert okoce("simulate", tmp_path / "tidak ada").code == 2
