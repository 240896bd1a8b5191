"""A calendar search that sees a share of the seats only: what is counted from seats stays free to follow."""

from __future__ import annotations

from pathlib import Path

from okoce_opt.change import change_of
from okoce_opt.domain.plan import Plan
from okoce_opt.io import load_scenario
from okoce_opt.model.calendars import STRICT, narrow
from okoce_opt.model.coarse import coarse_model, together
from okoce_opt.model.levels import settle
from okoce_opt.model.to_cpsat import Effort, solve

STORY = Path(__file__).parents[2] / "scenarios" / "kecil"


def test_changing_a_plan_leaves_the_search_something_to_find():
    """Seats that move were held at what the relaxation, with its half sessions, came to: no whole calendar moves so few."""
    scenario = load_scenario(STORY)
    problem = scenario.problem
    whole = coarse_model(problem, scenario.rules, scenario.levels)
    settled = settle(whole, Effort(deterministic=5.0))
    assert settled.values is not None
    # an older plan with everybody on two days, whosever turn they are: many have to move
    old = [
        (person.id, f"{activity.id}|{venue.id}|2018-01-{day}|sehari")
        for venue in problem.venues.values()
        for person in problem.people_of[venue.kecamatan]
        for activity, day in zip(problem.still_to_do(person), ("10", "15"), strict=False)
    ]
    changed = change_of(scenario, Plan.of(old))
    model = coarse_model(changed.problem, changed.rules, changed.levels)
    objective = together(model, STRICT)
    seats = set(model.seats.values())
    for share in (0.0, 0.3, 0.5):
        rows = narrow(model, objective, share)
        assert [u for c, u in enumerate(rows.upper) if c not in seats] == [
            u for c, u in enumerate(model.rows.upper) if c not in seats
        ]
    assert solve(narrow(model, objective, 0.5), objective, Effort(deterministic=5.0)).values is not None
