"""Workbooks that okoce wrote come back through a clerk's hand: each attendance is right or asked
about, and what is plain to see is not asked.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import cycle
from pathlib import Path

import pytest

from okoce_opt.attending.desk import Desk
from okoce_opt.attending.returned import Returned, read_returned
from okoce_opt.domain.attended import Attendance
from okoce_opt.domain.sessions import session_name
from okoce_opt.plan_files.seats_csv import plan_digest
from okoce_opt.reports.office_workbooks import write_rosters
from tests.attending.clerk import HABITS, NAMES, Filled, Habit, fill_in
from tests.attending.other_hands import OTHER_HABITS
from tests.office import office

BOOKS = 56
"""Two in a trial."""
SHEETS = 6


def filled(folder: Path, seed: int, habits: Sequence[Habit]) -> tuple[Desk, list[Filled]]:
    """Two offices' workbooks with six sheets, each filled in by the next of these habits."""
    dice = random.Random(seed)
    names = dice.sample(NAMES, len(NAMES))
    scenario, planned = office(people=18, batch=9, names=names)
    desk = Desk.of(
        scenario, planned.plan, {plan_digest(planned.plan, scenario.problem): planned.plan}
    )
    paths = write_rosters(scenario, planned.plan, folder)
    turns = cycle(habits)
    return desk, [one for path in paths for one in fill_in(path, dice, turns)]


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
        if unclear and (not sheet.is_blank or sheet.habit in ("scanned", "own_column")):
            assert asked, (sheet.habit, "neither read nor asked")
        whole = sheet.habit in ("coloured", "another_list_pasted_below")
        assert len(asked) <= unclear + sheet.newcomers + whole, sheet.habit
        here = {person for person, session in marks if session == sheet.session}
        assert here <= sheet.truth.keys(), (sheet.habit, "people who were not here")
        if sheet.habit == "left_alone":
            day = session_name(sheet.session).first_day
            assert (sheet.session, day) not in read.attendance.returned
    assert len(read.newcomers) == sum(sheet.newcomers for sheet in sheets)


def trial(folder: Path, seed: int, habits: Sequence[Habit]) -> None:
    """Fill in, read, judge."""
    desk, sheets = filled(folder, seed, habits)
    judge(desk, sheets, read_returned(desk, [folder / "daftar_hadir"], Attendance()))


@pytest.mark.parametrize("first", range(0, len(HABITS), SHEETS))
def test_each_habit_is_right_or_asked(tmp_path: Path, first: int) -> None:
    trial(tmp_path, 7, [*HABITS[first : first + SHEETS]])


@pytest.mark.parametrize("first", range(0, len(OTHER_HABITS), SHEETS))
def test_each_other_habit_is_right_or_asked(tmp_path: Path, first: int) -> None:
    """Five of these were guessed when they were written: a picture of a signature, another list
    pasted below, a sentence below the table, a comment on a cell, somebody else's name.
    """
    trial(tmp_path, 8, [*OTHER_HABITS[first : first + SHEETS]])


@pytest.mark.parametrize("seed", range(BOOKS // 2 // 10))
def test_each_attendance_is_right_or_asked(tmp_path: Path, seed: int) -> None:
    trial(tmp_path, seed, random.Random(seed).choices(HABITS, k=SHEETS))


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(100, 100 + BOOKS // 2))
def test_each_attendance_is_right_or_asked_at_length(tmp_path: Path, seed: int) -> None:
    trial(tmp_path, seed, random.Random(seed).choices((*HABITS, *OTHER_HABITS), k=SHEETS))
