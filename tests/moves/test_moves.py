"""Moves in tiny plans, held against every plan there is."""

from __future__ import annotations

import random

from okoce_opt.moves.choices import is_settled, seat_in
from okoce_opt.moves.finding import LONGEST, find_moves
from okoce_opt.moves.move import Step, moved
from okoce_opt.scenario import Scenario, digest_of
from okoce_opt.verify import measures
from tests.oracle import every_plan, random_world

WORLDS = 60


def planned_worlds():
    """Worlds without teams and mentors, as scenarios, with all their plans."""
    for seed in range(WORLDS * 3):
        dice = random.Random(seed)
        world = random_world(dice, people=4)
        activities = world.problem.activities.values()
        mentored = any(rule.kind == "mentors" for rule in world.rules)
        if mentored or any(a.times > 1 or a.team for a in activities):
            continue
        plans = every_plan(world, 1_500)
        if plans:
            digest = digest_of(world.instance, "x")
            said = (world.problem, world.rules, world.levels, "x", digest)
            yield dice, Scenario("w", None, "w", "", *said), plans


def is_a_move(scenario, plan, other, person, activity):
    """Whether `other` is `plan` after a move of the person and at most two more, each into the
    place that the next one leaves, all in sessions that are held.
    """
    gone, come = plan.seats - other.seats, other.seats - plan.seats
    movers = {who for who, _ in come}
    if person not in movers or len(come) > LONGEST or len(movers) != len(come):
        return False
    if any(not sid.startswith(f"{activity}|") or sid not in plan.held for _, sid in come):
        return False
    steps = []
    for who, sid in come:
        mine = [old for p, old in gone if p == who]
        if len(mine) > 1 or any(is_settled(scenario.problem, who, old) for old in mine):
            return False
        steps.append(Step(who, mine[0] if mine else None, sid))
    if len(gone) != sum(step.old is not None for step in steps):
        return False
    by_old = {step.old: step for step in steps}
    chain, step = [], next(step for step in steps if step.person == person)
    while step is not None and step not in chain:
        chain.append(step)
        step = by_old.get(step.new)
    return len(chain) == len(steps) and moved(scenario.problem, plan, steps) == other


def test_moves_are_plans_and_none_is_denied():
    found = denied = 0
    for dice, scenario, plans in planned_worlds():
        plan = dice.choice(plans)
        everything = set(map(_key, plans))
        for person, registrant in scenario.problem.registrants.items():
            for activity in scenario.problem.still_to_do(registrant):
                mine = seat_in(plan, person, activity.id)
                moves = find_moves(scenario, plan, person, activity.id)
                for effect in moves.effects:
                    assert _key(effect.plan) in everything
                    measured = measures(scenario.problem, scenario.goals, effect.plan)
                    assert effect.after == tuple(
                        sum(p.price * measured[p.goal.kind] for p in level)
                        for level in scenario.levels
                    )
                    found += 1
                if moves.effects or not moves.whole:
                    continue
                assert moves.why
                settled = mine is not None and is_settled(scenario.problem, person, mine)
                exists = any(
                    is_a_move(scenario, plan, other, person, activity.id) for other in plans
                )
                assert settled or not exists, (scenario.problem, person, activity.id)
                denied += 1
    assert found > 20
    assert denied > 20


def _key(plan):
    return plan.seats, plan.held
