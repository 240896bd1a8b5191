"""Three plans in one workbook: the figures of each, the moves from each to the next, and for each
camat what differs in their own kecamatan and nothing else.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from okoce_opt.domain.outcome import SettledLevel
from okoce_opt.domain.plan import Plan
from okoce_opt.plan_files.record import read_plan
from okoce_opt.reports.plan_folder import write_plan
from okoce_opt.reports.side_by_side import Reached, SideBySide, side_by_side
from okoce_opt.reports.side_by_side_workbook import write_side_by_side
from tests.office import office

FIRST, SECOND = "pelatihan|aula-1|2018-03-14|sehari", "pelatihan|aula-1|2018-03-21|sehari"
LATER = "pelatihan|aula-1|2018-03-15|sehari"


@pytest.fixture
def three(tmp_path: Path) -> SideBySide:
    """The plan of the office; three people of Tambora sit elsewhere; its first session is a day
    later.
    """
    scenario, made = office()
    seats = set(made.plan.seats)
    three = {(f"P0000{n}", FIRST) for n in (1, 2, 3)}
    plans = {
        "satu": seats,
        "dua": (seats - three) | {(person, SECOND) for person, _ in three},
        "tiga": {(person, LATER if sid == FIRST else sid) for person, sid in seats},
    }
    for n, (name, taken) in enumerate(plans.items()):
        levels = (SettledLevel({"few_sessions": 4 + n}, 4 + n, 4),)
        outcome = replace(made, plan=Plan.of(taken), levels=levels)
        write_plan(scenario, outcome, tmp_path / name)
    return side_by_side(scenario, [read_plan(tmp_path / name) for name in plans])


def rows_of(path: Path, sheet: str) -> list[tuple[Any, ...]]:
    cells = openpyxl.load_workbook(path)[sheet]
    return [row for row in cells.iter_rows(values_only=True) if any(row)]


def test_each_plan_stands_beside_the_others_and_is_compared_with_the_one_before(
    three: SideBySide,
) -> None:
    assert three.names == ("satu", "dua", "tiga")
    assert [move.seats_moved for move in three.moves] == [3, 6]
    assert [level.reached for level in three.levels] == [
        (Reached(4, 4, 0.0), Reached(5, 4, 0.2), Reached(6, 4, pytest.approx(1 / 3)))
    ]
    assert dict((str(name), values) for name, values in three.figures)["Sesi"] == (6, 6, 6)


def test_a_camat_sees_what_differs_in_their_own_kecamatan_only(
    three: SideBySide, tmp_path: Path
) -> None:
    write_side_by_side(three, tmp_path / "banding.xlsx")
    book = openpyxl.load_workbook(tmp_path / "banding.xlsx")
    # nothing differs in Kebon Jeruk, and it has no page
    assert book.sheetnames == ["Angka", "Pindah", "Kecamatan", "Tambora"]
    page = rows_of(tmp_path / "banding.xlsx", "Tambora")
    before, after = (f"{day} Maret 2018, Aula Satu, sehari" for day in ("Rabu, 14", "Kamis, 15"))
    assert ("Pelatihan", None, before, before, after) in page
    people = {row[0]: row[2:] for row in page if str(row[0]).startswith("P0")}
    assert people["P00001"] == (
        "Pelatihan: Rab, 14-03-2018",
        "Pelatihan: Rab, 21-03-2018",
        "Pelatihan: Kam, 15-03-2018",
    )
    assert people.keys() == {f"P{n:05}" for n in range(1, 7)}


def test_plans_that_are_the_same_have_no_pages(tmp_path: Path) -> None:
    scenario, made = office()
    for name in ("a", "b", "c"):
        write_plan(scenario, made, tmp_path / name)
    found = side_by_side(scenario, [read_plan(tmp_path / name) for name in "abc"])
    write_side_by_side(found, tmp_path / "banding.xlsx")
    book = openpyxl.load_workbook(tmp_path / "banding.xlsx")
    assert book.sheetnames == ["Angka", "Pindah", "Kecamatan"]
    assert not any(place.differs for place in found.places)
