"""A calendar search that sees few of the seats: what is counted from seats stays free to follow,
and nobody is lost.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from okoce_opt.change import change_of
from okoce_opt.domain.calendar import Obstacle
from okoce_opt.domain.narrowing import narrowed
from okoce_opt.domain.plan import Plan
from okoce_opt.instance import Instance
from okoce_opt.io import load_scenario
from okoce_opt.model.days.calendars import MILD, STRICT
from okoce_opt.model.days.kernel import FEW_DAYS, NARROW, kernel
from okoce_opt.model.formulation.coarse import (
    MANY,
    coarse_model,
    combine_levels,
    drop_rare_absences,
)
from okoce_opt.model.solvers.cpsat import Effort, solve
from okoce_opt.model.solvers.relaxation import relax

STORIES = Path(__file__).parents[3] / "scenarios"


def test_changing_a_plan_leaves_the_search_something_to_find():
    """An older plan with everybody on two days, whosever turn they are: many have to move."""
    scenario = load_scenario(STORIES / "kecil")
    problem = scenario.problem
    old = [
        (person.id, f"{activity.id}|{venue.id}|2018-01-{day}|sehari")
        for venue in problem.venues.values()
        for person in problem.people_of[venue.kecamatan]
        for activity, day in zip(problem.still_to_do(person), ("10", "15"), strict=False)
    ]
    changed = change_of(scenario, Plan.of(old))
    coarse = coarse_model(changed.instance)
    small = kernel(changed.instance, coarse, combine_levels(coarse, STRICT))
    assert (
        solve(small.rows, combine_levels(small, STRICT), Effort(deterministic=5.0)).values
        is not None
    )


def test_a_kernel_has_everybody_and_fewer_kinds_of_them():
    """A thousand people of one kecamatan: everyone is in one stratum still, and seats are among
    those of the coarse problem.
    """
    scenario = load_scenario(STORIES / "dua_kecamatan")
    code = next(iter(scenario.problem.kecamatan))
    problem = narrowed(scenario.problem, [code])
    coarse = coarse_model(Instance(problem, scenario.rules, scenario.levels))
    small = kernel(
        Instance(problem, scenario.rules, scenario.levels), coarse, combine_levels(coarse, MILD)
    )
    assert sorted(m for stratum in small.strata for m in stratum.members) == sorted(
        problem.registrants
    )
    assert {session for _, session in small.seats} <= {session for _, session in coarse.seats}
    assert small.held.keys() == coarse.held.keys()
    assert len(small.strata) < len(coarse.strata)
    assert len(small.seats) < len(coarse.seats)


def test_the_first_kernel_is_on_the_days_that_the_relaxation_uses():
    """Of the open days it needs few: the narrowest kernel seats people on those alone, the next one
    on more.
    """
    scenario = load_scenario(STORIES / "dua_kecamatan")
    problem = narrowed(scenario.problem, list(scenario.problem.kecamatan)[:1])
    coarse = coarse_model(Instance(problem, scenario.rules, scenario.levels))
    objective = combine_levels(coarse, STRICT)
    used = {
        sid
        for sid, column in coarse.held.items()
        if relax(coarse.rows, objective).values[column] > 1e-6
    }
    few, narrow = (
        kernel(Instance(problem, scenario.rules, scenario.levels), coarse, objective, width)
        for width in (FEW_DAYS, NARROW)
    )
    assert {session for _, session in few.seats} <= used
    assert {session for _, session in narrow.seats} - used
    assert len(few.seats) < len(narrow.seats)


def test_absences_that_few_share_are_left_out_of_the_calendar_and_only_loosen_it():
    """Everybody is away on days of their own besides: few strata, nobody more away than before."""
    scenario = load_scenario(STORIES / "dua_kecamatan")
    code = next(iter(scenario.problem.kecamatan))
    problem = narrowed(scenario.problem, [code])
    everyone = replace(scenario.instance, problem=problem)
    assert drop_rare_absences(everyone) is everyone
    first = problem.calendar.first
    own = [
        Obstacle(
            "pendaftar", person, first + timedelta(n % 60), first + timedelta(n % 60 + n // 60)
        )
        for n, person in enumerate(problem.registrants)
    ]
    crowded = replace(problem, obstacles=(*problem.obstacles, *own))
    instance = replace(scenario.instance, problem=crowded)
    looser = drop_rare_absences(instance).problem
    assert len(coarse_model(instance).strata) <= MANY
    for registrant in crowded.registrants.values():
        assert looser.missed_by(registrant) <= crowded.missed_by(registrant)
    assert set(problem.obstacles) & set(looser.obstacles)


def test_a_relaxation_without_an_answer_is_asked_more_gently(monkeypatch):
    """Six levels, dear ones among them: at the usual prices a linear solver ran for minutes on 240
    people and said nothing, and the kernel was everything.
    """
    scenario = load_scenario(STORIES / "dua_kecamatan")
    problem = narrowed(scenario.problem, list(scenario.problem.kecamatan)[:1])
    coarse = coarse_model(Instance(problem, scenario.rules, scenario.levels))
    asked = []

    def failing(rows, objective, limit):
        asked.append((max(abs(price) for price, _ in objective.terms), limit))
        found = relax(rows, objective, limit)
        return found if len(asked) > 1 else replace(found, feasible=None)

    monkeypatch.setattr("okoce_opt.model.days.kernel.relax", failing)
    instance = Instance(problem, scenario.rules, scenario.levels)
    small = kernel(instance, coarse, combine_levels(coarse, STRICT), effort=3.0)
    assert len(small.seats) < len(coarse.seats)
    (dear, limit), (gentle, again) = asked
    assert gentle < dear
    assert limit == again == 3.0
