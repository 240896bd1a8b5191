"""What is replaced in a problem is consistent, or it cannot be replaced."""

from __future__ import annotations

import pickle
from dataclasses import replace
from datetime import date

import pytest

from okoce_opt import Options, PlanFilesError, example, plan
from okoce_opt.domain.calendar import CalendarDay, Obstacle
from okoce_opt.domain.narrowing import narrowed
from okoce_opt.domain.problem import Problem
from tests.hands import day, world


def _seats(problem: Problem) -> set[int]:
    return {session.seats for session in problem.sessions.values()}


def test_halls_that_are_replaced_have_their_own_sessions() -> None:
    """It was accepted, the sessions stayed those of the old halls, and the plan did not stand
    before the verifier.
    """
    scenario = example("kecil")
    problem = scenario.problem
    small = {vid: replace(venue, seats=3) for vid, venue in problem.venues.items()}
    changed = replace(scenario, problem=replace(problem, venues=small))
    assert _seats(problem) == {4}
    assert _seats(changed.problem) == {3}
    outcome = plan(changed, Options(budget=1, workers=1))
    assert max(outcome.plan.attendance().values()) <= 3


def test_whatever_sessions_follow_from_makes_them_again() -> None:
    problem = world(last="9")
    assert {s.first_day.day for s in problem.sessions.values()} == {5, 6, 7, 8, 9}

    def days(**changes: object) -> set[int]:
        made = replace(problem, **changes)
        assert list(made.sessions) == [s.id for s in sorted(made.sessions.values(), key=_by_time)]
        return {s.first_day.day for s in made.sessions.values()}

    closed = {day("7"): CalendarDay(day("7"), is_open=False)}
    assert days(calendar=replace(problem.calendar, days=closed)) == {5, 6, 8, 9}
    shut = Obstacle("tempat", next(iter(problem.venues)), day("5"), day("6"))
    assert days(obstacles=(shut,)) == {7, 8, 9}
    away = Obstacle("pendaftar", "A", day("5"), day("6"))
    assert days(obstacles=(away,)) == {5, 6, 7, 8, 9}
    longer = {aid: replace(a, days=2) for aid, a in problem.activities.items()}
    assert days(activities=longer) == {5, 6, 7, 8}


def _by_time(session: object) -> object:
    return session.starts, session.id


def test_what_touches_no_session_keeps_them() -> None:
    problem = world()
    assert replace(problem, registrants={}).sessions is problem.sessions
    assert replace(problem, today=date(2026, 1, 6)).sessions is problem.sessions


def test_sessions_that_were_chosen_go_with_what_they_were_chosen_from() -> None:
    problem = world(last="9")
    few = narrowed(problem, problem.kecamatan, list(problem.sessions)[:2])
    assert len(few.sessions) == 2
    assert len(replace(few, registrants={}).sessions) == 2
    halls = {vid: replace(venue, seats=1) for vid, venue in few.venues.items()}
    with pytest.raises(ValueError, match="venues cannot be replaced here"):
        replace(few, venues=halls)
    other = {sid: replace(session, seats=1) for sid, session in few.sessions.items()}
    assert _seats(replace(few, venues=halls, sessions=other)) == {1}


def test_a_scenario_of_which_a_part_is_replaced_is_another_one() -> None:
    """Else what is written would be recorded as the plan of a scenario that it is not of."""
    scenario = example("kecil")
    assert replace(scenario, title="Lain").digest == scenario.digest
    fewer = replace(scenario, rules=scenario.rules[:-1])
    assert fewer.digest != scenario.digest
    assert replace(fewer, rules=scenario.rules).digest == scenario.digest
    for one in (fewer, replace(scenario, problem=replace(scenario.problem, registrants={}))):
        with pytest.raises(PlanFilesError, match="read_scenario"):
            one.what_if()
    assert pickle.loads(pickle.dumps(fewer)).digest == fewer.digest
