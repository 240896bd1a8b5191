"""Workbooks that okoce wrote come back through a clerk's hand: each attendance is right or asked
about, and what is plain to see is not asked.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from okoce_opt.attending.desk import Desk
from okoce_opt.attending.returned import Returned, read_returned
from okoce_opt.domain.attended import Attendance
from okoce_opt.domain.sessions import session_name
from okoce_opt.plan_files.seats_csv import plan_digest
from okoce_opt.reports.office_workbooks import write_rosters
from tests.attending.clerk import HABITS, NAMES, Filled, fill_in
from tests.office import office

BOOKS = 56


def filled(folder: Path, seed: int, habits: Sequence[Any] = HABITS) -> tuple[Desk, list[Filled]]:
    """Two offices' workbooks with a habit on each of their sheets."""
    dice = random.Random(seed)
    names = dice.sample(NAMES, len(NAMES))
    scenario, planned = office(people=18, batch=9, names=names)
    desk = Desk.of(
        scenario, planned.plan, {plan_digest(planned.plan, scenario.problem): planned.plan}
    )
    paths = write_rosters(scenario, planned.plan, folder)
    return desk, [one for path in paths for one in fill_in(path, dice, habits)]


def judge(desk: Desk, sheets: Sequence[Filled], read: Returned) -> None:
    """Right or asked; and not asked where it is plain."""
    marks = {(m.person, m.session): m.presence for m in read.attendance.marks.values()}
    for sheet in sheets:
        where = (sheet.file, sheet.sheet)
        asked = [one for one in read.asked if (one.file.split("/")[-1], one.sheet) == where]
        unclear = 0
        for person, truth in sheet.truth.items():
            found = marks.get((person, sheet.session))
            if found is None:
                unclear += 1
                assert person not in sheet.clear, (sheet.habit, "asked in vain", truth)
            else:
                assert found is truth, (sheet.habit, found, truth)
        if unclear and (not sheet.is_blank or sheet.habit == "scanned"):
            assert asked, (sheet.habit, "neither read nor asked")
        assert len(asked) <= unclear + sheet.newcomers + (sheet.habit == "coloured"), sheet.habit
        if sheet.habit == "left_alone":
            day = session_name(sheet.session).first_day
            assert (sheet.session, day) not in read.attendance.returned
    assert len(read.newcomers) == sum(sheet.newcomers for sheet in sheets)


@pytest.mark.parametrize("seed", range(BOOKS // 10))
def test_each_attendance_is_right_or_asked(tmp_path: Path, seed: int) -> None:
    desk, sheets = filled(tmp_path, seed)
    judge(desk, sheets, read_returned(desk, [tmp_path / "daftar_hadir"], Attendance()))


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(100, 100 + BOOKS))
def test_each_attendance_is_right_or_asked_at_length(tmp_path: Path, seed: int) -> None:
    desk, sheets = filled(tmp_path, seed)
    judge(desk, sheets, read_returned(desk, [tmp_path / "daftar_hadir"], Attendance()))


@pytest.mark.parametrize("habit", HABITS, ids=lambda habit: habit.__name__)
def test_each_habit(tmp_path: Path, habit: Any) -> None:
    desk, sheets = filled(tmp_path, 7, [habit])
    judge(desk, sheets, read_returned(desk, [tmp_path / "daftar_hadir"], Attendance()))
