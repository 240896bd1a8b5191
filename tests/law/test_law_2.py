"""Law 2: people alike counted together: counts meet the rows exactly when some naming of them is
silent.

And the draw finds it.
"""

from __future__ import annotations

import os
import random
from dataclasses import replace

from okoce_opt.domain.plan import Plan
from okoce_opt.domain.problem import Problem
from okoce_opt.instance import Instance
from okoce_opt.model.formulation.counts import Counts
from okoce_opt.model.formulation.strata import stratify
from okoce_opt.model.naming.draw import draw
from okoce_opt.rows.stratum import Stratum
from okoce_opt.rules import RULE_BOOK
from okoce_opt.testing import Decided, choices_of, counts_of, silent_namings
from okoce_opt.verify import verify
from tests.worlds import aside, random_plan, rule_of, small_problem

WORLDS = int(os.environ.get("OKOCE_LAW_WORLDS", "200"))
MOST = 200


def merged(strata: tuple[Stratum, ...], plan: Plan) -> bool:
    """Whether a stratum of several people has seats in several activities, so that naming can go
    wrong.
    """
    return any(
        stratum.size > 1
        and len({s.split("|")[0] for p, s in plan.seats if p in stratum.members}) > 1
        for stratum in strata
    )


def alike_but_for_their_home(problem: Problem, dice: random.Random) -> Problem:
    """Everyone of a kecamatan is like the first of it, pins and kelurahan aside: only who looks at
    homes tells them apart.
    """
    people = {}
    for one in problem.registrants.values():
        homes = [k.code for k in problem.kelurahan.values() if k.kecamatan == one.kecamatan]
        first = problem.people_of[one.kecamatan][0]
        people[one.id] = replace(
            first, id=one.id, kelurahan=dice.choice(homes), pins=one.pins, household=one.household
        )
    return replace(problem, registrants=people)


def test_counts_and_namings() -> None:
    rng = random.Random("law 2")
    kept = broken = 0
    for _ in range(4 * WORLDS):
        problem = small_problem(rng, plain=rng.random() < 0.8)
        extra = {rule.kind for rule in RULE_BOOK if not rule.always_on and rng.random() < 0.25}
        if problem.shares and (dice := aside(rng)).random() < 0.7:
            extra.add("quota")
            problem = alike_but_for_their_home(problem, dice)
        active = [
            rule_of(rule.kind, rng) for rule in RULE_BOOK if rule.always_on or rule.kind in extra
        ]
        strata = stratify(Instance(problem, active))
        if all(stratum.size == 1 for stratum in strata) or any(
            stratum.size > 4 for stratum in strata
        ):
            continue
        loose = [
            rule
            for rule in active
            if rule.kind not in ("activity_order", "one_place_one_time", "session_size")
        ]
        plan = random_plan(rng, problem, active if rng.random() < 0.6 else loose, 80)
        counts = counts_of(plan, strata)
        silent = silent_namings(problem, active, strata, counts, plan.held, most=MOST, also=plan)
        if silent is None:
            continue
        choices = choices_of(problem, active, plan)
        met = Decided(problem, active, strata, counts, plan.held, choices=choices).met
        assert met == bool(silent), f"rows met: {met}; {counts} in {problem}"
        if met:
            given = Counts(counts, tuple(sorted(plan.held)), (), choices)
            drawn = draw(problem, strata, given, "benih", active)
            assert counts_of(drawn, strata) == counts
            assert not verify(problem, active, drawn), f"{counts} in {problem}"
        kept += met and merged(strata, plan)
        broken += not met and merged(strata, plan)
    assert min(kept, broken) >= WORLDS // 20, (kept, broken)
