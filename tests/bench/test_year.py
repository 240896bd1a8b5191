"""A year in small: every week goes on from the one before, in one world."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

import pytest

from okoce_opt.bench.year import playing
from okoce_opt.bench.year.beforehand import at_most_finished
from okoce_opt.bench.year.happening import STAY_AWAY, comes, events_of
from okoce_opt.bench.year.played import Year
from okoce_opt.bench.year.playing import play
from okoce_opt.domain.ids import PersonId
from okoce_opt.io import load_scenario
from okoce_opt.options import Options
from tests.scenarios.planned import HOME


@pytest.fixture(scope="module")
def year() -> Year:
    """The little story, begun two weeks before any hall is open: the first are quiet."""
    closed = [
        {"jenis": "tempat", "id": hall, "dari": "2017-12-25", "sampai": "2018-01-06"}
        for hall in ("aula-palmerah", "aula-tambora")
    ]
    kecil = load_scenario(HOME / "kecil")
    scenario = kecil.what_if(program={"mulai": "2017-12-25"}, halangan=closed)
    return play(scenario, Options(budget=0.2, workers=1), seed=1)


def test_every_week_is_played(year: Year) -> None:
    days = [week.day for week in year.weeks]
    assert all(b - a == timedelta(weeks=1) for a, b in pairwise(days))
    assert year.refused == 0
    assert sum(week.away for week in year.weeks) > 0
    assert any(week.changes for week in year.weeks)


def test_seats_that_people_know_are_counted_in_quiet_weeks_too(year: Year) -> None:
    """A week in which nothing happened was told with 0 seats announced, though all had been."""
    quiet = year.weeks[0]
    assert (quiet.came, quiet.away, quiet.changes) == (0, 0, 0)
    assert quiet.announced > 0
    assert year.ever_moved <= year.announced


def test_nobody_who_comes_too_seldom_is_said_to_have_been_able_to_finish() -> None:
    """Of twelve people who come on five days of eight one cannot finish in any plan; who never
    comes can in none.
    """
    scenario = load_scenario(HOME / "kecil")
    there = at_most_finished(scenario, (), seed=1)
    assert 0 < there <= len(scenario.problem.registrants)
    first, last = scenario.problem.calendar.first, scenario.problem.calendar.last
    away = {"jenis": "pendaftar", "id": "P01", "dari": first, "sampai": last}
    assert at_most_finished(scenario.what_if(halangan=[away]), (), seed=1) == there - 1


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


def test_nobody_is_planned_into_a_year_that_is_over(monkeypatch: pytest.MonkeyPatch) -> None:
    """On the Tuesday after the last day make-ups were planned on that day, and their people were
    said to lack a sheet that nobody had.
    """
    plan, planned = playing.planning.plan, []

    def counted(scenario, options):
        planned.append(scenario)
        return plan(scenario, options)

    monkeypatch.setattr(playing.planning, "plan", counted)
    kecil = load_scenario(HOME / "kecil")
    played = play(kecil, Options(budget=0.2, workers=1), seed=1)
    last = kecil.problem.calendar.last
    assert played.weeks[-1].day > last
    assert played.weeks[-1].away > 0
    within = [week for week in played.weeks if week.day <= last]
    assert len(planned) == 1 + sum(week.came + week.away + week.changes > 0 for week in within)
