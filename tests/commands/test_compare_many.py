"""`okoce compare` with three plans and more; with two it is what it was."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from okoce_opt import planning
from tests.exported import small_story, written


def test_the_command_takes_any_number_of_plans(okoce: Callable[..., Any], tmp_path: Path) -> None:
    story = small_story(tmp_path / "cerita", "no_peserta,kecamatan,kelurahan\nX,K1,a\nY,K2,c")
    halls = {"X": "aula", "Y": "gedung"}
    for name, day in (("a", "05"), ("b", "06"), ("c", "06")):
        seats = [(who, f"P|{hall}|2026-01-{day}|sehari") for who, hall in halls.items()]
        written(story, seats, tmp_path / name)
    folders = [tmp_path / name for name in "abc"]
    ran = okoce("compare", *folders, "--out", tmp_path / "beda.xlsx", "--json")
    assert ran.code == 0, ran.err
    assert [move["seats_moved"] for move in ran.answer["moves"]] == [2, 0]
    assert [place["code"] for place in ran.answer["kecamatan"]] == ["K2", "K1"]
    assert (tmp_path / "beda.xlsx").is_file()
    assert okoce("compare", *folders, "--out", tmp_path / "beda.xlsx").code == 2
    ran = okoce("compare", *folders, "--lang", "en")
    assert "Sessions: 2 | 2 | 2" in ran.out
    assert "b to c: sessions dropped 0, added 0; seats moved 0" in ran.out


def test_a_session_is_thin_below_sixty_per_cent_of_its_seats(tmp_path: Path) -> None:
    """Of four seats three are enough, two are not."""
    people = "no_peserta,kecamatan,kelurahan\nX,K1,a\nY,K1,a\nZ,K1,b"
    story = small_story(tmp_path / "cerita", people)
    first, second = ("P|aula|2026-01-05|sehari", "P|aula|2026-01-06|sehari")
    for name, last in (("a", first), ("b", second), ("c", first)):
        written(story, [("X", first), ("Y", first), ("Z", last)], tmp_path / name)
    folders = [tmp_path / name for name in "abc"]
    found = planning.side_by_side(planning.read_scenario(story), folders)
    assert found.thin == (frozenset(), {first, second}, frozenset())


def test_two_plans_are_compared_as_ever(okoce: Callable[..., Any], tmp_path: Path) -> None:
    story = small_story(tmp_path / "cerita", "no_peserta,kecamatan,kelurahan\nX,K1,a")
    for name, day in (("a", "05"), ("b", "06")):
        written(story, [("X", f"P|aula|2026-01-{day}|sehari")], tmp_path / name)
    ran = okoce("compare", tmp_path / "a", tmp_path / "b", "--json")
    assert {"old", "new", "seats_moved", "people_to_tell"} <= ran.answer.keys()
