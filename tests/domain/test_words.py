"""Sentences in two languages with numbers in them."""

from __future__ import annotations

import pytest

from okoce_opt.domain.words import Words


@pytest.mark.parametrize(
    ("english", "number", "said"),
    [
        ("{n} violations.", 1, "1 violation."),
        ("{n} violations.", 2, "2 violations."),
        ("{n} violations.", 0, "0 violations."),
        ("{n} people need a seat", 1, "1 person needs a seat"),
        ("{n} people are left over", 1, "1 person is left over"),
        ("{n} new sessions at {n} more places", 1, "1 new session at 1 more place"),
        ("{n} are no longer on the list", 1, "1 is no longer on the list"),
        ("rows {n}", 1, "rows 1"),
        ("{n} stays", 1, "1 stays"),
        ("{n} violations", True, "True violations"),
    ],
)
def test_one_of_a_thing_is_singular_in_english(english: str, number: int, said: str) -> None:
    """The verdict once had "1 violations"."""
    filled = Words("{n} hal", english).fill(n=number)
    assert filled == Words(f"{number} hal", said)


@pytest.mark.parametrize(
    ("number", "said"), [(1, "1 session fewer"), (2, "2 sessions fewer"), (1_000, "1,000 sessions")]
)
def test_so_is_its_unit(number: int, said: str) -> None:
    words = Words("{n} {unit} lebih sedikit", "{n} {unit} fewer")
    assert words.fill(n=number, unit=Words("sesi", "sessions")).en.startswith(said)
    assert words.fill(n=number, unit="sessions").en.split()[1] == "sessions"
