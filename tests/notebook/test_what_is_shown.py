"""What a cell shows is the whole of what the command line would say, and nothing of it is hidden by
another activity, a closing, or a what-if without a plan.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from okoce_opt import (
    Impossible,
    PlanFilesError,
    PlannedScenario,
    RanOut,
    Words,
    check,
    compare,
    costs,
    example,
    plan,
    stress,
    suggest,
    sweep,
    why,
    why_here,
    write,
)
from tests.io.test_frames import made, tables


@pytest.fixture(scope="module")
def kecil() -> PlannedScenario:
    """The small story, planned."""
    planned = plan(example("kecil"), budget=2, workers=1)
    assert isinstance(planned, PlannedScenario)
    return planned


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OKOCE_LANG", "en")


def test_what_may_not_be_meant_is_said_in_a_notebook_too() -> None:
    """`okoce plan` said it, the notebook did not: notices stood in an attribute."""
    twice = tables()["pendaftar"].assign(nik="3199010101900001")
    scenario = made(pendaftar=twice, levels=["most_placed"])
    outcome = plan(scenario, budget=1, workers=1)
    for value in (scenario, check(scenario), outcome):
        assert "the same NIK. One person twice?" in value._repr_html_()
        assert "3199010101900001" not in value._repr_html_()
    assert "1 notes" in repr(check(scenario))


def test_a_scenario_shows_what_is_in_it(kecil: PlannedScenario) -> None:
    shown = kecil.scenario._repr_html_()
    for word in ("12", "Palmerah<br>Tambora", "10 open days", "Turns", "Few sessions"):
        assert word in shown
    for person in kecil.scenario.people.values():
        assert person.name not in shown


def test_a_day_that_the_programme_is_away_is_closed(kecil: PlannedScenario) -> None:
    """Table `halangan` closes days as table `kalender` does; they were shown as free."""
    away = {"jenis": "program", "dari": "2018-01-10", "sampai": "2018-01-11", "alasan": "banjir"}
    outcome = plan(kecil.scenario.what_if(halangan=[away]), budget=2, workers=1)
    assert isinstance(outcome, PlannedScenario)
    assert outcome.calendar()[["2018-01-10", "2018-01-11"]].isna().all(axis=None)
    (mesh,) = outcome.plot_calendar().axes[0].collections
    assert (mesh.get_array().reshape(2, -1)[:, 2:4] == 0).all()
    assert "8 open days" in outcome.scenario._repr_html_()


def test_two_activities_of_one_day_are_both_in_the_picture() -> None:
    """Only the first was drawn, so that a class of three days looked like one of two."""
    outcome = plan(
        made(
            kegiatan=pd.DataFrame({"id": ["P", "Q"], "nama": ["Pagi", "Siang"], "maks": 8}),
            tempat=tables()["tempat"].assign(kursi=8),
            program={
                **{"mulai": "2026-01-05", "selesai": "2026-01-05", "draw_seed": "1"},
                **{
                    "hari_kerja": "senin",
                    "bagian": {"pagi": "08.00-11.00", "siang": "13.00-16.00"},
                },
            },
        ),
        budget=1,
        workers=1,
    )
    assert isinstance(outcome, PlannedScenario)
    axes = outcome.plot_calendar().axes[0]
    inks = {patch.get_facecolor() for patch in axes.patches if patch.get_fill()}
    assert len(inks) == len(outcome.colours()) == 2


def test_plans_side_by_side_are_a_table_and_a_frame(kecil: PlannedScenario) -> None:
    fewer = kecil.scenario.what_if(tempat=pd.DataFrame({"id": ["aula-tambora"], "kursi": [3]}))
    changed = plan(fewer, budget=2, workers=1, old=kecil)
    assert isinstance(changed, PlannedScenario)
    compared = compare(fewer, kecil, changed)
    frame = compared.frame()
    assert frame.loc["Keep the plan (seats moved)"].tolist() == [None, 1]
    assert (frame.loc["Last day"] == pd.Timestamp("2018-01-19").date()).all()
    assert "seats moved 1; people to be told 1" in compared._repr_html_()
    beside = kecil.beside({"kurang": changed, "tidak": Impossible(())}, name="dulu")
    assert beside["told"].fillna(-1).tolist() == [0, 1, -1]
    assert beside.loc["kurang", ["sessions", "keep_the_plan"]].tolist() == [8, 1]
    assert beside.loc["dulu", "last_day"] == pd.Timestamp("2018-01-19")
    assert beside.loc["tidak"].isna().all()
    picture = kecil.plot_levels({"kurang": changed, "tidak": Impossible(())}, name="dulu")
    assert [axes.get_title(loc="left") for axes in picture.axes] == [
        "Level 1: Most placed",
        "Level 2: Keep the plan",
        "Few sessions, Kelurahan share, Preferred days",
    ]
    assert picture.get_supxlabel() == "without a plan: tidak"


def test_other_answers_show_themselves(kecil: PlannedScenario) -> None:
    out = RanOut(kecil.levels, (Words("catatan", "note"),))._repr_html_()
    assert "not proved impossible" in out
    assert "<li>note</li>" in out
    assert "no plan keeps every rule" in Impossible((Words("tidak", "no"),))._repr_html_()


def test_what_is_no_scenario_or_no_plan_is_refused(kecil: PlannedScenario, tmp_path: Path) -> None:
    for verb in (check, why, sweep, costs, lambda one: compare(one, kecil, kecil)):
        with pytest.raises(TypeError, match="read_scenario"):
            verb("scenarios/kecil")
    for asked in (suggest, stress, lambda one: compare(kecil.scenario, one, kecil), kecil.told):
        with pytest.raises(TypeError, match=r"a plan.*, not Impossible"):
            asked(Impossible(()))
    with pytest.raises(TypeError, match="not Impossible"):
        write(kecil.scenario, Impossible(()), tmp_path / "hasil")
    with pytest.raises(ValueError, match=r"outcome\.scenario"):
        write(made(), kecil, tmp_path / "hasil")


def test_a_plan_in_memory_is_asked_like_its_folder(kecil: PlannedScenario, tmp_path: Path) -> None:
    """A notebook user writes no file to ask a question."""
    away = {"jenis": "program", "dari": "2018-01-10", "sampai": "2018-01-10", "alasan": "banjir"}
    changed = plan(kecil.scenario.what_if(halangan=[away]), budget=2, workers=1, old=kecil)
    assert isinstance(changed, PlannedScenario)
    for number, outcome in enumerate((kecil, changed)):
        folder = tmp_path / str(number)
        write(outcome.scenario, outcome, folder)
        session = min(outcome.plan.held)
        person = outcome.plan.people[session][0]
        for ask in (
            lambda one, who=person: str(suggest(one, person=who)),
            lambda one, sid=session: why_here(one, session=sid).said,
            lambda one, who=person: why_here(one, person=who).said,
        ):
            assert ask(outcome) == ask(folder)
    said = [[*map(str, stress(one, workers=1).lines())] for one in (kecil, tmp_path / "0")]
    assert said[0] == said[1]
    with pytest.raises(PlanFilesError, match="write it first"):
        stress(changed)


def test_frames_of_a_plan_without_seats_are_of_the_same_types(kecil: PlannedScenario) -> None:
    """Text columns of an empty frame were numbers, so that `.str` failed on it."""
    nobody = plan(made(pendaftar=tables()["pendaftar"].assign(hari="sabtu")), budget=1, workers=1)
    assert isinstance(nobody, PlannedScenario)
    for empty, whole in (
        (nobody.seats(), kecil.seats()),
        (nobody.sessions(), kecil.sessions()),
    ):
        assert empty.empty
        assert [*map(str, empty.dtypes)] == [*map(str, whole.dtypes)]
    assert len(nobody.left_over()) == 6
    nobody.plot_calendar()


def test_plans_side_by_side_have_names_of_their_own(kecil: PlannedScenario) -> None:
    title = kecil.scenario.title
    for ask in (kecil.beside, kecil.plot_levels):
        with pytest.raises(ValueError, match="another name="):
            ask({title: kecil})
        with pytest.raises(TypeError, match="a mapping such as"):
            ask([kecil])


def test_printed_an_answer_says_all_of_it(kecil: PlannedScenario, tmp_path: Path) -> None:
    """In a plain Python shell `print` told how many losses, sentences or trials there were."""
    person = min(kecil.plan.sessions_of)
    assert "The draw did not decide" in str(why_here(kecil, person=person))
    assert str(stress(kecil, time_limit=20)).startswith("First to break it: 12 January 2018")
    few = {"tempat.kursi": [0, 9], "aturan.simultaneous_phase.at_most": [1, 2]}
    found = sweep(kecil.scenario, few, tmp_path / "coba", budget=1, workers=1)
    head, as_it_is, *trials = str(found).splitlines()
    assert head.startswith("4 trials: 4 planned")
    assert as_it_is.startswith("  - as it is: planned")
    changed = "coba_04 (tempat.kursi = 9, aturan.simultaneous_phase.at_most = 2)"
    assert trials[3].startswith(f"  - {changed}: planned")
    assert "Without a seat: 0; Sessions: 8; Last day: Friday, 19 January 2018" in trials[3]
    # beside its bars a trial is called by all that it changes
    names = [label.get_text() for label in found.plot().axes[0].get_yticklabels()]
    assert names[4] == "tempat.kursi = 9,\naturan.simultaneous_phase.at_most = 2"
