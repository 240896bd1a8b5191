"""Cells as people write them."""

from __future__ import annotations

from datetime import date

import pytest

from okoce_opt.io import parsers as p


@pytest.mark.parametrize(
    "written",
    [
        *("2026-08-05", "05/08/2026", "5/8/2026", "05-08-2026", "5.8.2026", "5 Agustus 2026", "05 AGUSTUS 2026"),
        *("5 Agu 2026", "5 Agt. 2026", "5-Agu-2026", "5-Aug-2026", "5 August 2026"),
    ],
)
def test_a_date_in_every_usual_form(written):
    assert p.day(written) == date(2026, 8, 5)


@pytest.mark.parametrize("written", ["5 Mei 2026", "5 May 2026", "5-mei-2026"])
def test_a_month_of_three_letters(written):
    assert p.day(written) == date(2026, 5, 5)


@pytest.mark.parametrize(
    "written",
    [
        *("05-08-26", "5/8/26", "8/2026", "2026-8", "Agustus 2026", "5 Agusto 2026", "5-8.2026", "5 08 2026", "besok", "46239"),
        *("12/31/2026", "31-04-2026", "29 Februari 2026", "00/01/2026", "2026-02-30"),
    ],
)
def test_a_date_that_may_be_another_or_none_is_refused(written):
    with pytest.raises(p.Unreadable) as caught:
        p.day(written)
    assert caught.value.code == "not_a_date"
