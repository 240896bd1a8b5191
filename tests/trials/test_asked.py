"""What is to be tried: addresses of any column, rule, goal and setting, and complaints about them,
all at once.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from okoce_opt import InputError, example
from okoce_opt.io import load_scenario
from okoce_opt.trials.asked import ONE, asked_by, asked_in, place_of
from okoce_opt.trials.changes import Editor
from okoce_opt.trials.sweep import changes_of
from tests.exported import small_story

PEOPLE = "no_peserta,kecamatan,kelurahan\n" + "\n".join(
    f"P{n:02},{'K1' if n < 6 else 'Dua'},{'ab'[n % 2] if n < 6 else 'c'}" for n in range(10)
)


@pytest.fixture
def story(tmp_path: Path):
    rules = ["simultaneous_phase\nat_most = 1", "deadline\nday = 2026-01-16"]
    turnout = "kegiatan,kecamatan,persen,luber_sekali_dari\nP,,80,20"
    return load_scenario(small_story(tmp_path / "s", PEOPLE, rules=rules, kehadiran=turnout))


def tried(story, *vary: str):
    """What each trial of these variations says, as it would be read."""
    what_if = story.what_ifs()
    return [what_if(**one.given) for one in changes_of(story, asked_by(vary, False))]


def seats(scenario) -> dict[str, int]:
    return {venue.id: venue.seats for venue in scenario.problem.venues.values()}


def test_a_column_of_all_rows_of_one_row_and_of_those_that_another_column_names(story) -> None:
    all_of, one, by_place = (
        tried(story, vary)[0]
        for vary in ("tempat.kursi=9", "tempat.aula.kursi=9", "tempat[kecamatan=satu].kursi=9")
    )
    assert seats(all_of) == {"aula": 9, "balai": 9, "gedung": 9}
    assert seats(one) == {"aula": 9, "balai": 4, "gedung": 4}
    assert seats(by_place) == {"aula": 9, "balai": 9, "gedung": 4}


def test_more_and_less_of_what_there_is(story) -> None:
    found = [seats(one)["aula"] for one in tried(story, "tempat.kursi=+1,-1,+50%,-50 %")]
    assert found == [5, 3, 6, 2]
    assert [t.per_thousand for t in tried(story, "kehadiran.persen=+5")[0].problem.turnouts] == [
        850
    ]
    (later,) = tried(story, "selesai=+7")
    assert later.problem.calendar.last == date(2026, 1, 23)
    found = [one.rules for one in tried(story, "aturan.simultaneous_phase.at_most=+1")]
    assert [rule.at_most for rule in found[0] if rule.kind == "simultaneous_phase"] == [2]


def test_rules_are_left_out_and_taken_in_goals_are_priced_and_put_on_levels(story) -> None:
    (without,) = tried(story, "aturan.deadline=tidak")
    assert "deadline" not in {rule.kind for rule in without.rules}
    (placed,) = tried(story, "tingkat.2=few_sessions")
    assert [[p.goal.kind for p in level] for level in placed.levels] == [
        ["most_placed"],
        ["few_sessions"],
    ]
    (dear,) = tried(story, "sasaran.most_placed.harga=3")
    assert dear.levels[0][0].price == 3


def test_people_days_and_closed_halls(story) -> None:
    more, fewer = tried(story, "pendaftar=+50%,-50%")
    assert len(more.problem.registrants) == 15
    assert len(fewer.problem.registrants) == 5
    assert fewer.problem.registrants.keys() < story.problem.registrants.keys()
    (here,) = tried(story, "pendaftar[kecamatan=Dua]=8")
    assert len(here.problem.people_of["K2"]) == 8
    assert len(here.problem.people_of["K1"]) == 6
    (closed,) = tried(story, "tutup[aula]=2026-01-05..2026-01-09")
    assert {s.first_day for s in closed.problem.sessions.values() if s.venue == "aula"} == {
        date(2026, 1, day) for day in range(12, 17)
    }
    (day,) = tried(story, "kalender.2026-01-06.status=tutup")
    assert not day.problem.calendar.is_open(date(2026, 1, 6))


def test_a_text_alone_is_one_and_arrays_hold_values(story) -> None:
    """A text alone was read letter by letter, with two complaints about each."""
    listed = asked_by(["tempat.kursi=80,100"], False).variations
    assert asked_by("tempat.kursi=80,100", False).variations == listed
    numbers = asked_by({"tempat.kursi": [80, 100]}, False)
    for values in (
        np.array([80, 100]),
        pd.Series([80, 100]),
        pd.Index([80, 100]),
        range(80, 120, 20),
    ):
        assert asked_by({"tempat.kursi": values}, False) == numbers
    assert asked_by({"tempat.kursi": np.int64(80)}, False) == asked_by({"tempat.kursi": 80}, False)
    days = {"selesai": pd.to_datetime(["2026-01-16", "2026-01-23"])}
    ends = [one.given["program"] for one in changes_of(story, asked_by(days, False))]
    assert [str(one["selesai"])[:10] for one in ends] == ["2026-01-16", "2026-01-23"]


def test_a_set_gives_its_values_in_order(story) -> None:
    """The runs of texts in a set came in another order each time Python was started."""
    said = {f"+{n}%" for n in range(10, 30)}
    (varied,) = asked_by({"tempat.kursi": said}, False).variations
    assert list(varied.values) == sorted(said)
    (mixed,) = asked_by({"tempat.kursi": {100, "+5", 80}}, False).variations
    assert mixed.values == (80, 100, "+5")


def test_seeds_of_the_draw_and_of_the_search(story) -> None:
    assert [one.draw_seed for one in tried(story, "draw_seed=a,b")] == ["a", "b"]
    assert [one.seed for one in changes_of(story, asked_by(["seed=4"], False))] == [4]


def test_all_against_all_or_one_at_a_time(story) -> None:
    vary = ["tempat.kursi=3,5", "selesai=+1,+2,+3"]
    grid, one = asked_by(vary, False), asked_by(vary, True)
    assert (grid.count, one.count) == (6, 5)
    assert [len(trial.changes) for trial in grid.trials()] == [2] * 6
    assert [len(trial.changes) for trial in one.trials()] == [1] * 5


def test_every_slip_is_said_at_once_with_what_was_perhaps_meant(story) -> None:
    vary = ["tempat.kurs=3", "aturan.simultan_phase.at_most=1", "selesei=+1", "tempat.nama="]
    with pytest.raises(InputError) as raised:
        asked_by([*vary, "pendaftar.nik=1", "tempat.id=x"], False)
    found = raised.value.complaints
    assert len(found) == 6
    said = " ".join(complaint.advice.en for complaint in found)
    assert all(word in said for word in ("kursi", "simultaneous_phase", "selesai"))


def test_a_rule_without_parameters_says_how_it_is_tried_and_an_address_stands_once(story) -> None:
    """The error named nothing that is allowed; of an address given twice only the last counted."""
    vary = ["aturan.turns.x=3", "tempat.kursi=30", "tempat.kursi=40"]
    with pytest.raises(InputError) as raised:
        asked_by(vary, False)
    without, twice = raised.value.complaints
    assert (without.found, without.allowed.en) == ("x", "aturan.turns=yes, aturan.turns=no")
    assert twice.advice.en == "Give all its values together: tempat.kursi=80,100."
    with pytest.raises(InputError) as raised:
        changes_of(story, asked_by(["aturan.deadline=3"], False))
    assert [one.code for one in raised.value.complaints] == ["not_yes_or_no"]


def test_values_that_cannot_be_are_complaints_before_anything_is_planned(story) -> None:
    vary = ["tempat.kursi=banyak", "tempat.aulla.kursi=3", "tutup[aulla]=2026-01-05", "seed=x"]
    with pytest.raises(InputError) as raised:
        changes_of(story, asked_by([*vary, "aturan.deadline.day=+5%"], False))
    assert len(raised.value.complaints) == 5
    said = " ".join(complaint.advice.en for complaint in raised.value.complaints)
    assert said.count("aula") == 2


def test_a_file_and_a_sheet_say_the_same(tmp_path: Path) -> None:
    import xlsxwriter

    text = 'cara = "satu-satu"\n[ubah]\n"tempat.kursi" = [3, 5]\n'
    text += '[[coba]]\nnama = "besar"\n"tempat.kursi" = 9\nselesai = 2026-01-23\n'
    (tmp_path / "sweep.toml").write_text(text, encoding="utf-8")
    found = asked_in(tmp_path / "sweep.toml", False)
    assert found.manner == ONE
    assert [(one.name, len(one.changes)) for one in found.trials()] == [
        ("", 1),
        ("", 1),
        ("besar", 2),
    ]
    book = tmp_path / "b.xlsx"
    with xlsxwriter.Workbook(book) as file:
        sheet = file.add_worksheet("coba")
        for row, cells in enumerate(
            [["coba", "tempat.kursi", "selesai"], ["kecil", 3], ["besar", 9, "2026-01-23"]]
        ):
            sheet.write_row(row, 0, cells)
    listed = [*asked_in(book, False).trials()]
    assert [one.name for one in listed] == ["kecil", "besar"]
    assert [len(one.changes) for one in listed] == [1, 2]
    assert place_of(tmp_path) == tmp_path / "sweep.toml"
    (tmp_path / "sweep.toml").unlink()
    assert place_of(tmp_path) == book


def test_who_is_added_is_like_those_there_are_and_carries_nothing_private() -> None:
    kecil = example("kecil")
    (more,) = tried(kecil, "pendaftar=+100%")
    new = more.problem.registrants.keys() - kecil.problem.registrants.keys()
    assert len(new) == 12
    assert not any(more.people[one].nik for one in new if one in more.people)
    assert Editor(kecil).rows("tempat")
