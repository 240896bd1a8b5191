"""Levels that have nothing to do with sessions: their bound is exact, and never above what a plan
can come to.
"""

from __future__ import annotations

import random

from okoce_opt.domain.places import Kelurahan
from okoce_opt.domain.teams import Team
from okoce_opt.goals.few_mentors import FewMentors
from okoce_opt.goals.goal import PricedGoal
from okoce_opt.goals.keep_mentors import KeepMentors
from okoce_opt.goals.kelurahan_share import KelurahanShare
from okoce_opt.goals.most_placed import MostPlaced
from okoce_opt.instance import Instance
from okoce_opt.model.search.independent_levels import independent_bounds
from okoce_opt.rules.every_kelurahan_present import EveryKelurahanPresent
from okoce_opt.rules.mentors import Mentors
from tests.hands import people, world
from tests.oracle import every_plan, random_world
from tests.worlds import ALWAYS_ON


def test_two_mentors_of_three_and_three_kelurahan_of_two():
    """Each kelurahan fits one mentor, but not two of them: one is split. The relaxation, and
    counting, say 0.
    """
    problem = world(
        kelurahan=[Kelurahan(code, code, "K1") for code in "abc"],
        registrants=[
            p for n, home in enumerate("abc") for p in people(f"X{n}", f"Y{n}", kelurahan=home)
        ],
        teams=[Team(f"m{n}", "pendamping", people=3) for n in range(2)],
    )
    few, placed, share = (
        PricedGoal(goal) for goal in (FewMentors(), MostPlaced(), KelurahanShare())
    )
    rules = [*ALWAYS_ON, EveryKelurahanPresent(1), Mentors()]
    assert FewMentors().floor(problem, 0) == 0
    assert independent_bounds(Instance(problem, rules, [(placed,), (few,), (share,)])) == (0, 1, 0)
    # what is added up with seats is not looked at
    assert independent_bounds(Instance(problem, rules, [(placed, few), (few, share)])) == (0, 0)


def test_never_above_what_a_plan_comes_to():
    rng, told = random.Random("aside"), 0
    for _ in range(700):
        those = random_world(rng, people=4)
        if not any(rule.kind == "mentors" for rule in those.rules):
            continue
        levels = [(PricedGoal(KeepMentors()),), (PricedGoal(FewMentors()),)]
        plans = every_plan(
            those.__class__(those.problem, those.rules, (*those.levels, *levels)), 2_000
        )
        bounds = independent_bounds(Instance(those.problem, those.rules, levels))
        for plan in plans or ():
            assert bounds[0] <= KeepMentors().measure(those.problem, plan)
            assert bounds[1] <= FewMentors().measure(those.problem, plan)
        told += bool(plans) and sum(bounds) > 0
    assert told > 5
