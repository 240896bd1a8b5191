"""What programs and notebooks import by name is there, and the frames say what the plan says."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import okoce_opt
from okoce_opt import Plan, read_scenario, seats_frame, sessions_frame

KECIL = Path(__file__).parents[1] / "scenarios" / "kecil"


@pytest.mark.parametrize("name", okoce_opt.__all__)
def test_each_name_of_the_shelf_is_there(name: str) -> None:
    assert getattr(okoce_opt, name) is not None
    assert name in dir(okoce_opt)


def test_type_checkers_see_the_same_shelf() -> None:
    tree = ast.parse(Path(okoce_opt.__file__).read_text(encoding="utf-8"))
    hidden = next(node for node in tree.body if isinstance(node, ast.If))
    seen = {
        alias.asname or alias.name
        for node in ast.walk(hidden)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    assert sorted(seen) == okoce_opt.__all__


def test_what_is_not_on_the_shelf_is_said() -> None:
    with pytest.raises(AttributeError, match="solve"):
        _ = okoce_opt.solve


def test_frames_count_what_the_plan_holds() -> None:
    scenario = read_scenario(KECIL)
    first, second = (
        "pelatihan|aula-palmerah|2018-01-08|sehari",
        "pengemasan|aula-palmerah|2018-01-12|sehari",
    )
    plan = Plan.of([("P01", second), ("P01", first), ("P03", first)])
    sessions, seats = sessions_frame(scenario, plan), seats_frame(scenario, plan)
    assert sessions[["session", "kecamatan", "people", "seats"]].values.tolist() == [
        [first, "Palmerah", 2, 4],
        [second, "Palmerah", 1, 4],
    ]
    assert seats[["registrant", "kelurahan", "session"]].values.tolist() == [
        ["P01", "Slipi", first],
        ["P01", "Slipi", second],
        ["P03", "Kemanggisan", first],
    ]
    assert seats["first_day"].dt.day.tolist() == [8, 12, 8]


def test_frames_hold_nothing_that_names_a_person() -> None:
    scenario = read_scenario(KECIL)
    seats = seats_frame(scenario, Plan.of([("P01", "pelatihan|aula-palmerah|2018-01-08|sehari")]))
    text = seats.to_csv()
    person = scenario.people["P01"]
    for word in (person.name, person.nik, person.phone):
        assert word
        assert word not in text


def test_frames_of_an_empty_plan_keep_their_columns() -> None:
    scenario = read_scenario(KECIL)
    assert list(sessions_frame(scenario, Plan.of([])).columns)[:3] == [
        "session",
        "activity",
        "title",
    ]
    assert len(seats_frame(scenario, Plan.of([]))) == 0
