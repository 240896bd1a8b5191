"""Numbers as they are typed on the command line."""

from __future__ import annotations

import argparse

import pytest

from okoce_opt.commands.numbers import seconds


@pytest.mark.parametrize(("typed", "meant"), [("1,5", 1.5), ("1.5", 1.5), ("60", 60.0)])
def test_seconds_have_a_point_or_a_comma(typed: str, meant: float) -> None:
    assert seconds("id")(typed) == meant


@pytest.mark.parametrize("typed", ["0", "-1", "satu", "1,5,0", "nan", "inf", ""])
def test_what_is_no_number_of_seconds_is_refused(typed: str) -> None:
    with pytest.raises(argparse.ArgumentTypeError) as told:
        seconds("id")(typed)
    assert str(told.value) == "harus detik di atas 0"
