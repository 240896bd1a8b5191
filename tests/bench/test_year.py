"""A year in small: every week goes on from the one before, in one world."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

import pytest

from okoce_opt.bench.year.happening import STAY_AWAY, comes, events_of
from okoce_opt.bench.year.played import Year
from okoce_opt.bench.year.playing import play
from okoce_opt.domain.ids import PersonId
from okoce_opt.io import load_scenario
from okoce_opt.options import Options
from tests.scenarios.planned import HOME


@pytest.fixture(scope="module")
def year() -> Year:
    scenario = load_scenario(HOME / "kecil")
    return play(scenario, Options(budget=0.2, workers=1), seed=1)


def test_every_week_is_played(year: Year) -> None:
    days = [week.day for week in year.weeks]
    assert all(b - a == timedelta(weeks=1) for a, b in pairwise(days))
    assert year.refused == 0
    assert sum(week.away for week in year.weeks) > 0
    assert any(week.changes for week in year.weeks)


def test_who_has_finished_stays_finished_unless_they_leave(year: Year) -> None:
    assert year.finished <= year.on_list
    assert year.finished >= year.weeks[-1].finished - 1
    for before, after in pairwise(year.weeks):
        assert after.finished >= before.finished - after.changes
    assert year.share == year.finished / year.on_list


def test_the_world_does_not_depend_on_the_plan() -> None:
    problem = load_scenario(HOME / "kecil").problem
    assert events_of(problem, 3) == events_of(problem, 3)
    assert events_of(problem, 3) != events_of(problem, 4)
    day = problem.calendar.first
    away = sum(not comes(1, PersonId(f"P{n}"), day) for n in range(4_000))
    assert abs(away / 4_000 - STAY_AWAY) < 0.03
