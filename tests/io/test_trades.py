"""Trades are in no table of their own: a slip in one must not take classes away without a word.

An analyst's list said `Boga`, the table of activities `boga`: 420 people lost their classes, and
`check` and the plan said that everyone had all their seats.
"""

from __future__ import annotations

import pandas as pd
import pytest

from okoce_opt import Scenario, check
from tests.io.test_frames import made, tables


def with_trades(trades: list[object], classes: list[object]) -> Scenario:
    """Six people of these trades, one activity for each of `classes`."""
    activities = pd.DataFrame({"id": [f"K{n}" for n in range(len(classes))], "bidang": classes})
    return made(
        kegiatan=activities.assign(nama=activities["id"], maks=4),
        pendaftar=tables()["pendaftar"].assign(bidang=trades),
    )


def said(scenario: Scenario) -> list[str]:
    """The notices, in English."""
    return [words.en for words in scenario.notices]


def seats_needed(scenario: Scenario) -> int:
    """Seats that all people need together."""
    return sum(line.seats for line in check(scenario).summary)


@pytest.mark.parametrize("word", ["Boga", "BOGA ", "  boga", "boga"])
def test_capitals_and_spaces_do_not_make_another_trade(word: str) -> None:
    scenario = with_trades([word] * 6, [None, "boga"])
    assert seats_needed(scenario) == 12
    assert not said(scenario)


def test_two_classes_of_one_trade_may_spell_it_in_two_ways() -> None:
    scenario = with_trades(["tata boga"] * 6, ["Tata  Boga, jahit", "tata boga"])
    assert seats_needed(scenario) == 12


def test_a_trade_that_no_activity_is_for_is_noticed() -> None:
    scenario = with_trades(["boga", "bogga", "las", "las", "boga", "boga"], [None, "boga"])
    assert said(scenario) == [
        "pendaftar row 1: a trade that no activity names: bogga. Did you mean boga? For these "
        "people (1) there are only activities without a trade.",
        "pendaftar row 2, 3: a trade that no activity names: las. For these people (2) there are "
        "only activities without a trade.",
    ]
    assert set(scenario.notices) <= set(check(scenario).notes)


def test_people_without_a_trade_are_noticed_where_all_activities_want_one() -> None:
    trades = ["boga", None, "boga", "boga", "boga", "boga"]
    assert not said(with_trades(trades, [None, "boga"]))
    (one,) = said(with_trades(trades, ["boga"]))
    assert one == (
        "pendaftar row 1: without a trade. For these people (1) there is no required activity."
    )


def test_an_activity_for_a_trade_that_nobody_has_is_noticed() -> None:
    (one,) = said(with_trades(["boga"] * 6, [None, "boga", "jahit"]))
    assert one.startswith("kegiatan row 2: a trade that no registrant has")


def test_many_unknown_trades_are_counted() -> None:
    people = pd.DataFrame({"no_peserta": [f"A{n}" for n in range(14)], "kecamatan": "Satu"})
    scenario = made(
        kegiatan=pd.DataFrame({"id": ["K"], "nama": ["K"], "maks": [4], "bidang": ["boga"]}),
        pendaftar=people.assign(
            kelurahan="Utara", bidang=["boga", *(f"las{n}" for n in range(13))]
        ),
    )
    assert len(scenario.notices) == 11
    assert said(scenario)[-1] == "3 more trades that no activity names."


def test_where_no_activity_is_for_a_trade_they_are_only_told() -> None:
    assert not said(with_trades(["boga", "las", None, None, None, None], [None]))
