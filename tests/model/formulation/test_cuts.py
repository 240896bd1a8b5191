"""A cut may take away fractions, never a plan."""

from __future__ import annotations

import random
from dataclasses import replace

from okoce_opt.domain.activities import Activity
from okoce_opt.domain.places import Venue
from okoce_opt.domain.plan import Plan
from okoce_opt.domain.problem import Problem
from okoce_opt.goals.few_sessions import FewSessions
from okoce_opt.goals.finish_early import FinishEarly
from okoce_opt.goals.goal import PricedGoal
from okoce_opt.goals.most_placed import MostPlaced
from okoce_opt.instance import Instance
from okoce_opt.model.formulation.build import build
from okoce_opt.model.formulation.cuts import CLIQUE_CUT, SESSION_CUT, session_cuts
from okoce_opt.model.solvers.lexicographic import worth
from okoce_opt.model.solvers.relaxation import relax
from okoce_opt.rows.columns import Columns
from okoce_opt.rules.every_kelurahan_present import EveryKelurahanPresent
from okoce_opt.rules.everyone_placed import EveryonePlaced
from okoce_opt.rules.simultaneous_phase import SimultaneousPhase
from okoce_opt.testing import choices_of, counts_of, everyone_apart, least_values
from okoce_opt.verify import verify
from tests.hands import people, world
from tests.worlds import ALWAYS_ON, random_plan, small_problem


def slack(problem: Problem, plan: Plan) -> list[int]:
    """What the plan leaves of each cut; below 0 it is cut off."""
    columns = Columns(problem, everyone_apart(problem))
    for rule in ALWAYS_ON:
        rule.encode(problem, columns)
    first = len(columns.rows.row_lo)
    session_cuts(problem, columns)
    values = [0] * len(columns.rows.names)
    for key, count in counts_of(plan, columns.strata).items():
        values[columns.seat_columns[key]] = count
    for session in plan.held:
        values[columns.held_columns[session]] = 1
    rows = columns.rows
    return [
        rows.row_hi[row] - sum(c * values[j] for c, j in rows.terms_of(row))
        for row in range(first, len(rows.row_lo))
    ]


def test_no_plan_that_stands_is_cut_off():
    rng = random.Random("cuts")
    looked = tight = 0
    for _ in range(600):
        problem = small_problem(rng, people=6)
        if rng.random() < 0.3:
            problem = replace(problem, registrants=dict(list(problem.registrants.items())[:3]))
        plan = random_plan(rng, problem, ALWAYS_ON, 60)
        if not verify(problem, ALWAYS_ON, plan):
            left = slack(problem, plan)
            assert min(left, default=0) >= 0, f"{plan} in {problem}"
            looked += bool(left)
            tight += 0 in left
    assert looked > 100
    assert tight > 30


def test_a_flag_for_sessions_at_one_time_in_one_venue_leaves_every_plan_its_value():
    """How early a plan is over is the same with the cuts, and in fractions half a session is half a
    session.
    """
    rng = random.Random("cliques")
    looked = 0
    for _ in range(400):
        problem = small_problem(rng, people=6)
        goal = FinishEarly(each=rng.random() < 0.5)
        rules = [*ALWAYS_ON, SimultaneousPhase(1), EveryKelurahanPresent(where_possible=True)]
        plan = random_plan(rng, problem, rules, 60)
        if not verify(problem, rules, plan):
            model = build(Instance(problem, rules, [(PricedGoal(goal),)]), everyone_apart(problem))
            counts = counts_of(plan, model.strata)
            decided = {column: counts.get(key, 0) for key, column in model.seats.items()}
            decided |= {column: int(session in plan.held) for session, column in model.held.items()}
            chosen = choices_of(problem, rules, plan)
            decided |= {column: chosen.get(name, 0) for name, column in model.choices.items()}
            values = least_values(model.rows, decided)
            assert values is not None, f"{plan} in {problem}"
            assert worth(model.objectives[0], values) == goal.measure(problem, plan)
            looked += any(rule == CLIQUE_CUT for rule, _ in model.rows.row_names)
    assert looked > 50


def test_days_until_it_is_over_are_whole_days():
    """Three rooms full for each of two activities take all six days; in fractions too, with the
    cut. Without it half of them.
    """
    activities = [Activity(name, name, max_people=10) for name in "PZ"]
    hall = [Venue("aula", "K1", "Aula", 10)]
    problem = world(
        registrants=people(*(str(n) for n in range(30))),
        venues=hall,
        activities=activities,
        last="12",
    )
    model = build(
        Instance(problem, [*ALWAYS_ON, EveryonePlaced()], [(PricedGoal(FinishEarly()),)]),
        everyone_apart(problem),
    )
    assert relax(model.rows, model.objectives[0]).bound == 7
    for row, (rule, _) in enumerate(model.rows.row_names):
        if rule == CLIQUE_CUT:
            model.rows.row_lo[row] = -1
    assert (relax(model.rows, model.objectives[0]).bound or 0) < 7


def test_the_last_session_is_not_had_for_a_part_of_its_price():
    """25 people in a hall of 10: the relaxation holds 2.5 sessions, with the cut it holds 3; 30
    people need no cut.
    """
    levels = [(PricedGoal(MostPlaced()),), (PricedGoal(FewSessions(), 10),)]

    def bound(number: int, *, cut: bool) -> int | None:
        problem = world(
            registrants=people(*(str(n) for n in range(number))),
            venues=[Venue("aula", "K1", "Aula", 10)],
            activities=[Activity("P", "Pelatihan", max_people=60)],
        )
        model = build(Instance(problem, ALWAYS_ON, levels), everyone_apart(problem))
        rows = model.rows
        named = [row for row, (rule, _) in enumerate(rows.row_names) if rule == SESSION_CUT]
        assert len(named) == (1 if number % 10 else 0)
        for row in () if cut else named:
            rows.row_hi[row] = 10**6
        rows.require(
            model.objectives[0].terms, None, -model.objectives[0].constant, "earlier_level", "1"
        )
        return relax(rows, model.objectives[1]).bound

    assert bound(25, cut=False) == 25
    assert bound(25, cut=True) == 30
    assert bound(30, cut=True) == 30
