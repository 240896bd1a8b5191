"""From an outcome, one call each: frames that say what the plan says, tables, pictures."""

from __future__ import annotations

import pickle
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

import okoce_opt
from okoce_opt import (
    InputError,
    Options,
    Plan,
    PlanFilesError,
    Planned,
    PlannedScenario,
    Words,
    check,
    compare,
    comparison_frame,
    complaints_frame,
    example,
    examples,
    plan,
    read_scenario,
    speak,
    stress,
    suggest,
    verify_folder,
    why,
    why_here,
    write,
)
from okoce_opt.goals import GOAL_BOOK
from okoce_opt.rules import RULE_BOOK
from tests.io.test_frames import made, tables

BUDGET = Options(budget=2, workers=1)
MOST_TEXT = 4_000
"""Characters of a table that a cell shows."""


@pytest.fixture(scope="module")
def kecil() -> PlannedScenario:
    """The small story, planned."""
    planned = plan(example("kecil"), BUDGET)
    assert isinstance(planned, PlannedScenario)
    return planned


def test_frames_of_an_outcome_say_what_the_plan_says(kecil: PlannedScenario) -> None:
    seats, sessions, calendar = kecil.seats(), kecil.sessions(), kecil.calendar()
    assert set(zip(seats["registrant"], seats["session"], strict=True)) == kecil.plan.seats
    assert set(sessions["session"]) == kecil.plan.held
    assert list(calendar.index) == ["Palmerah", "Tambora"]
    assert calendar.columns[0] == pd.Timestamp("2018-01-08")
    meets = calendar.apply(lambda day: day.fillna("").str.len().gt(0)).to_numpy().sum()
    assert meets == len(sessions)
    assert calendar.loc["Palmerah", "2018-01-08"] == "Pelatihan Kewirausahaan"
    assert kecil.left_over().empty
    goals = kecil.goals()
    assert (
        goals.loc[goals["level"] == 2, ["value", "bound"]].to_numpy().tolist() == [[1615] * 2] * 3
    )


def test_people_left_over_come_with_their_reasons(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OKOCE_LANG", "id")
    people = tables()["pendaftar"].assign(hari="senin")
    outcome = plan(made(pendaftar=people, levels=["most_placed"]), BUDGET)
    assert isinstance(outcome, PlannedScenario)
    left = outcome.left_over()
    assert len(left) == 2
    assert set(left["reason"]) == {"sesi pada harinya penuh"}
    assert set(left["registrant"]) <= set(people["no_peserta"])
    speak("en")
    assert set(outcome.left_over()["reason"]) == {"the sessions on their days are full"}


def test_closed_days_are_told_from_free_ones() -> None:
    closed = pd.DataFrame({"tanggal": ["2026-01-06"], "status": ["tutup"]})
    outcome = plan(made(kalender=closed), BUDGET)
    assert isinstance(outcome, PlannedScenario)
    calendar = outcome.calendar()
    assert calendar["2026-01-06"].isna().all()
    assert calendar.drop(columns="2026-01-06").notna().to_numpy().all()


def test_an_outcome_shows_itself_as_a_table(
    kecil: PlannedScenario, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OKOCE_LANG", "id")
    shown = kecil._repr_html_()
    assert "12 dari 12 orang mendapat semua kursinya, dalam 8 sesi" in shown
    assert re.search(
        r"<td[^>]*>1\.615</td><td[^>]*>1\.615</td><td[^>]*>terbukti terbaik</td>", shown
    )
    speak("en")
    assert "12 of 12 people" in kecil._repr_html_()
    assert len(shown) < MOST_TEXT
    for person in kecil.scenario.people.values():
        assert person.name not in shown
    report = check(kecil.scenario)
    assert "By counting nothing is short." in report._repr_html_()
    assert report.frame()["people"].tolist() == [6, 6]


def test_what_is_impossible_is_said_in_html() -> None:
    seats = pd.DataFrame({"id": ["aula"], "kursi": [1]})
    outcome = plan(made(rules=["everyone_placed"], levels=["few_sessions"]).what_if(tempat=seats))
    assert "<li>" in outcome._repr_html_()
    assert str(outcome.reasons[0]) in repr(outcome)


def test_a_plan_is_changed_without_any_file(kecil: PlannedScenario, tmp_path: Path) -> None:
    smaller = kecil.scenario.what_if(tempat=pd.DataFrame({"id": ["aula-tambora"], "kursi": [3]}))
    changed = plan(smaller, BUDGET, old=kecil)
    assert isinstance(changed, PlannedScenario)
    assert [level.value for level in changed.levels] == [0, 1, 1615]
    assert len(changed.told(kecil)) == 1
    figures = comparison_frame(compare(smaller, kecil, changed))
    assert figures.loc["Pendaftar"].tolist() == [12, 12]
    # the folder of the old plan says the same as the plan in memory
    write(kecil.scenario, kecil, tmp_path / "lama")
    assert plan(smaller, BUDGET, old=tmp_path / "lama").plan == changed.plan
    # what is written knows the plan that it changes, and stands
    write(smaller, changed, tmp_path / "baru")
    assert (tmp_path / "baru" / "penempatan_lama.csv").is_file()
    assert (tmp_path / "baru" / "skenario" / "tempat.csv").is_file()
    verdict = verify_folder(tmp_path / "baru")
    assert verdict.stands
    assert verdict.proved
    assert "Rencana berlaku" in verdict._repr_html_() or "stands" in verdict._repr_html_()


def test_questions_of_a_plan_take_dates_as_pandas_has_them(kecil: PlannedScenario) -> None:
    """A date as text, or a Timestamp out of a frame, was a traceback out of the calendar."""
    first = kecil.sessions().first_day[0]
    said = why_here(kecil, day=first.date(), kecamatan="Tambora")
    for day in (first, first.to_pydatetime(), str(first.date())):
        assert why_here(kecil, day=day, kecamatan="tambora") == said
    one = kecil.seats().iloc[0]
    moves = suggest(kecil, person=one.registrant, to=one.activity)
    assert moves.effects
    last = kecil.sessions().first_day.max()
    for to in (last, last.date()):
        found = suggest(kecil, person=one.registrant, to=to)
        assert found == suggest(kecil, person=one.registrant, to=str(last.date()))
    with pytest.raises(ValueError, match="day: a date such as 2026-01-05, not 'besok'"):
        why_here(kecil, day="besok")


def test_what_was_not_understood_is_not_passed_over(kecil: PlannedScenario) -> None:
    """A number in the second place was taken for a scenario and left aside: the answer was about
    every day of the plan.
    """
    with pytest.raises(TypeError, match="person="):
        why_here(kecil, "P00001")
    with pytest.raises(TypeError, match="person="):
        suggest(kecil)
    with pytest.raises(PlanFilesError, match="Maksud Anda"):
        suggest(kecil, person=kecil.seats().registrant[0].lower() + "0")
    with pytest.raises(PlanFilesError, match=r"Maksud Anda|Yang dikenal"):
        why_here(kecil, kecamatan=31)
    with pytest.raises(TypeError, match=r"'lain'.*not .*Scenario"):
        kecil.beside({"lain": kecil.scenario})
    for ask in (stress, why):
        with pytest.raises(ValueError, match="time_limit: seconds"):
            ask(kecil if ask is stress else kecil.scenario, time_limit=-3)
    with pytest.raises(TypeError, match="did you mean budget"):
        okoce_opt.plan(kecil.scenario, budjet=3)
    with pytest.raises(TypeError, match="show_nik"):
        okoce_opt.write(kecil.scenario, kecil, "hasil", nik=True)
    with pytest.raises(TypeError, match="such as 'kecil'"):
        okoce_opt.example(3)


def test_a_plan_is_not_written_for_another_scenario(kecil: PlannedScenario, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="another scenario"):
        write(made(), kecil, tmp_path / "hasil")


def test_pictures_are_drawn(kecil: PlannedScenario) -> None:
    calendar = kecil.plot_calendar()
    axes = calendar.axes[0]
    assert [label.get_text() for label in axes.get_yticklabels()] == ["Palmerah", "Tambora"]
    named = [text.get_text() for text in axes.get_legend().get_texts()]
    assert (
        named[:-1]
        == list(kecil.colours())
        == ["Pelatihan Kewirausahaan", "Pelatihan Pengemasan Produk"]
    )
    levels = kecil.plot_levels({"lain": kecil}, name="ini")
    assert len(levels.axes) == 2
    assert [label.get_text() for label in levels.axes[1].get_yticklabels()] == ["ini", "lain"]


def test_complaints_as_a_frame() -> None:
    with pytest.raises(InputError) as caught:
        made(tempat=tables()["tempat"].assign(kursi="empat"))
    found = complaints_frame(caught.value)
    assert found[["where", "row", "column", "found"]].to_numpy().tolist() == [
        ["tempat", "0", "kursi", "empat"]
    ]


def test_examples_are_there_by_name() -> None:
    assert "kecil" in examples()
    home = Path(__file__).parents[2] / "scenarios" / "kecil"
    assert example("kecil").digest == read_scenario(home).digest
    with pytest.raises(PlanFilesError, match="kecil"):
        example("kecill")


@pytest.mark.parametrize("judge", [*RULE_BOOK, *GOAL_BOOK], ids=lambda judge: judge.__name__)
def test_every_rule_and_goal_is_on_the_shelf(judge: type) -> None:
    assert getattr(okoce_opt, judge.__name__) is judge
    assert judge.__name__ in dir(okoce_opt)


def test_a_plan_made_by_hand_may_be_changed_too(kecil: PlannedScenario) -> None:
    by_hand = Planned(kecil.plan, kecil.levels)
    for old in (by_hand, kecil.plan):
        assert plan(kecil.scenario, BUDGET, old=old).plan == kecil.plan


def test_what_belongs_together_cannot_be_replaced_alone(kecil: PlannedScenario) -> None:
    """A plan with the values of another was once written as if it were proved."""
    fewer = Plan.of(sorted(kecil.plan.seats)[1:])
    others: list[dict[str, Any]] = [
        {"plan": fewer},
        {"levels": ()},
        {"counts": {}},
        {"strata": {}},
        {"scenario": replace(kecil.scenario, rules=kecil.scenario.rules[:-1])},
        {"plan": fewer, "levels": ()},
    ]
    for other in others:
        with pytest.raises(ValueError, match="belong together"):
            replace(kecil, **other)
    noted = replace(kecil, notes=(Words("catatan", "note"),))
    assert (noted.plan, noted.levels) == (kecil.plan, kecil.levels)
    titled = replace(kecil, scenario=replace(kecil.scenario, title="Judul lain"))
    assert titled.scenario.title == "Judul lain"
    assert pickle.loads(pickle.dumps(kecil)).plan == kecil.plan


def test_options_may_be_given_by_name(kecil: PlannedScenario, tmp_path: Path) -> None:
    assert plan(kecil.scenario, budget=2, workers=1).plan == kecil.plan
    with pytest.raises(TypeError, match="bugdet"):
        plan(kecil.scenario, bugdet=2)
    with pytest.raises(TypeError, match="read_scenario"):
        plan("scenarios/kecil")
    with pytest.raises(TypeError, match="old"):
        plan(kecil.scenario, old=5)
    write(kecil.scenario, kecil, tmp_path / "hasil", show_nik=True)
    assert (tmp_path / "hasil" / "rencana.json").is_file()


def test_options_are_numbers_of_any_kind_and_nothing_else() -> None:
    """A seed as text or of 41 bits, workers as 1.5 and a budget of None ended far below in errors
    of the solver's or of JSON.
    """
    wrong = {
        "seed": (-1, 1 << 31, "1", None, 1.5, True),
        "workers": (0, 1.5, "2", True, None),
        "budget": ("60", None, 0, float("nan"), float("inf"), True),
        "time_limit": ("60", 0, float("inf")),
    }
    for name, values in wrong.items():
        for value in values:
            with pytest.raises(ValueError, match=f"^{name}: "):
                Options(**{name: value})
    of_numpy = {"seed": np.int64(3), "workers": np.int8(1), "budget": np.float32(2)}
    assert Options(**of_numpy) == Options(seed=3, workers=1, budget=2.0)
    assert type(Options(**of_numpy).seed) is int
