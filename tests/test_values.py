"""Values show themselves: short, in the reader's language, and without anything of a person."""

from __future__ import annotations

import pickle
from dataclasses import fields
from pathlib import Path

import pytest

import okoce_opt
from okoce_opt import (
    Impossible,
    InputError,
    Options,
    Plan,
    PlanFilesError,
    RanOut,
    check,
    compare,
    difference,
    read_scenario,
    speak,
    verify_folder,
)
from okoce_opt.counting.shortfall import Shortfall
from okoce_opt.domain.complaint_lines import complaint_lines
from okoce_opt.domain.people import Person
from okoce_opt.domain.words import Words
from okoce_opt.errors import InternalDisagreement, Stopped
from okoce_opt.handmade.edited import Adopted
from okoce_opt.handmade.here import Here
from okoce_opt.handmade.suggested import Suggestions
from okoce_opt.plan_files.announced import announce
from okoce_opt.reasons.answer import WhyNot
from okoce_opt.scenario import Scenario
from tests.office import office

HOME = Path(__file__).parents[1]
KECIL = HOME / "scenarios" / "kecil"
SHORT = 400
"""Characters of the longest repr."""


def _messy(tmp_path: Path) -> InputError:
    """Two mistakes, one of them in two rows."""
    for file in KECIL.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    venues = tmp_path / "tempat.csv"
    venues.write_text(venues.read_text("utf-8").replace(",4,", ",abc,"), encoding="utf-8")
    order = tmp_path / "urutan.csv"
    order.write_text(order.read_text("utf-8").replace("pelatihan", "pelatiham"), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_scenario(tmp_path)
    return caught.value


def test_what_a_notebook_shows_of_values_is_short() -> None:
    """The repr of an outcome of 240 people had 92,000 characters."""
    scenario, planned = office(people=240, batch=40)
    announced = announce(scenario.problem, planned.plan)
    values = (
        *(scenario, scenario.problem, planned, planned.plan, check(scenario)),
        *(difference(planned.plan, Plan.of(())), planned.levels[0], scenario.papers),
        *(announced, announced.days, compare(scenario, planned, planned)),
        *(scenario.problem.sessions, scenario.problem.calendar),
        *(Impossible([Words("tidak cukup", "not enough")]), RanOut(planned.levels)),
    )
    for value in (*values, *_answers(scenario)):
        assert len(repr(value)) < SHORT, type(value)


def _answers(scenario: Scenario) -> tuple[object, ...]:
    """What questions about a plan come to; a sentence as long as those are."""
    words = Words("x" * SHORT, "y" * SHORT)
    short = Shortfall("days", words, hard=True)
    left = (WhyNot("short", scenario.problem, (short,)), Here((words,)))
    return (*left, Suggestions(scenario, (), (words,)), Adopted(scenario, (), ()))


def test_nothing_of_a_person_is_ever_in_a_repr() -> None:
    """A scenario as the last line of a cell kept NIK and phone of everyone in the outputs."""
    scenario, planned = office()
    people = scenario.people
    shown = " ".join(
        repr(value)
        for value in (
            *(scenario, planned, people, scenario.papers, *people.values()),
            *(*scenario.problem.kecamatan.values(), *scenario.problem.registrants.values()),
            *(getattr(scenario, field.name) for field in fields(scenario)),
        )
    )
    for person in people.values():
        for word in (person.name, person.nik, person.phone):
            assert len(word) < 3 or word not in shown
    for office_of in scenario.problem.kecamatan.values():
        assert not office_of.camat or office_of.camat not in shown
        assert not office_of.nip or office_of.nip not in shown
    assert repr(Person("Siti", "3173990101900001", "0812")) == "Person()"


def test_an_input_error_reads_like_check(tmp_path: Path) -> None:
    error = _messy(tmp_path)
    said = str(error)
    assert said.splitlines()[:-1] == list(complaint_lines(error.complaints, "id"))
    assert "tempat.csv, baris 2, 3, kolom kursi: tertulis 'abc'" in said
    assert "Maksud Anda pelatihan?" in said
    assert said.splitlines()[-1] == f"{len(error.complaints)} hal harus diperbaiki dulu."


def test_errors_speak_the_language_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OKOCE_LANG", "id")
    error = _messy(tmp_path)
    folder = PlanFilesError(Words("bukan folder", "no folder"))
    assert str(folder) == "bukan folder"
    speak("en")
    assert "row" in str(error)
    assert "Did you mean pelatihan?" in str(error)
    assert str(folder) == "no folder"
    with pytest.raises(ValueError, match="id / en"):
        speak("fr")


def test_errors_come_whole_from_another_process(tmp_path: Path) -> None:
    for error in (
        *(_messy(tmp_path), PlanFilesError(Words("a", "b"))),
        *(InternalDisagreement((), tmp_path), Stopped(2)),
    ):
        again = pickle.loads(pickle.dumps(error))
        assert str(again) == str(error)
        assert vars(again) == vars(error)


def test_a_path_may_be_text(tmp_path: Path) -> None:
    assert read_scenario(str(KECIL)).digest == read_scenario(KECIL).digest
    with pytest.raises(PlanFilesError, match="bukan folder rencana"):
        verify_folder(str(tmp_path))
    scenario, planned = office()
    assert "rencana.json" in okoce_opt.write(scenario, planned, str(tmp_path / "hasil"))
    made = okoce_opt.compare(scenario, str(tmp_path / "hasil"), str(tmp_path / "hasil"))
    assert made.told == ()


@pytest.mark.parametrize("wrong", [{"workers": 0}, {"budget": -1}, {"time_limit": 0}])
def test_an_effort_that_means_nothing_is_refused(wrong: dict[str, int]) -> None:
    """A budget below nothing was taken as if none had been said."""
    with pytest.raises(ValueError, match=next(iter(wrong))):
        Options(**wrong)
