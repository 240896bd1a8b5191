"""Kecamatan that a change does not touch: what people know already still stands there, and no plan
is better.

They are told from the others by plain loops in the parent, without a solver: the verifier reads
what was announced, and counting says that nothing is gained. What a change costs then goes by what
it touches, and not by how many people there are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from okoce_opt.domain.may_change import changing_of
from okoce_opt.domain.plan import Plan
from okoce_opt.domain.problem import Problem
from okoce_opt.domain.sessions import activity_of
from okoce_opt.goals.goal import Level
from okoce_opt.goals.keep_the_plan import BOUND, KeepThePlan
from okoce_opt.instance import Instance
from okoce_opt.model.days.quick_plan import counts_of
from okoce_opt.model.formulation.counts import Counts, choices_in
from okoce_opt.model.formulation.floors import floors
from okoce_opt.model.naming.draw import with_old_choices
from okoce_opt.model.search.results import PartResult
from okoce_opt.rows.stratum import Stratum
from okoce_opt.rules.rule import Rule
from okoce_opt.verify import measures, stands


def as_announced(instance: Instance, strata: Sequence[Stratum]) -> PartResult | None:
    """A part as it was announced, with bounds that its values are at; None where that does not
    stand, or where something better may be possible.

    `strata` may be those of more people.
    """
    problem, rules, levels = instance.problem, instance.rules, instance.levels
    plan = with_old_choices(problem, rules, announced_plan(problem))
    if not plan.seats or not stands(problem, rules, plan):
        return None
    measured = measures(problem, instance.goals, plan)
    values = tuple(sum(p.price * measured[p.goal.kind] for p in level) for level in levels)
    counted = floors(instance, values)
    settled = _levels_that_fix(levels) if _leaves_no_choice(problem, rules, plan) else 0
    least = counted[:settled] + (values if settled else counted)[settled:]
    if least != values:
        return None
    mine = [stratum for stratum in strata if stratum.one.kecamatan in problem.kecamatan]
    choices = choices_in(problem, rules, plan)
    counts = Counts(counts_of(plan, mine), tuple(sorted(plan.held)), values, choices)
    return PartResult(counts, values, 0.0, False)


def announced_plan(problem: Problem) -> Plan:
    """The plan that people know, as far as it is of people on the list and sessions that there may
    be.
    """
    old = [seat for seat in sorted(problem.announced.seats) if seat[0] in problem.registrants]
    known = {sid for _, sid in old} | {sid for sid, held in problem.told.items() if held}
    announced = problem.announced
    sent = {sid: team for sid, team in announced.teams.items() if sid in known}
    mentors = {who: one for who, one in announced.mentors.items() if who in problem.registrants}
    return Plan.of(old, known, sent, mentors)


def _levels_that_fix(levels: Sequence[Level]) -> int:
    """How many levels there are up to the one that counts moved seats; 0 without it.

    With these at what counting says nobody has moved.
    """
    kinds = [{priced.goal.kind for priced in level} for level in levels]
    return next((n for n, those in enumerate(kinds, 1) if KeepThePlan.kind in those), 0)


def _leaves_no_choice(problem: Problem, rules: Sequence[Rule], plan: Plan) -> bool:
    """Whether a plan in which nobody moves is this one: everyone has all the seats that they can
    have, each is counted when it is moved, and nothing else is decided that a goal looks at.
    """
    if any(activity.reserve_for for activity in problem.activities.values()):
        return False
    if any(rule.gives_mentors for rule in rules) or not all(plan.people.values()):
        return False
    if any(changing_of(problem, sid).freedom not in BOUND for sid in plan.people):
        return False
    for person, one in problem.registrants.items():
        seats = Counter(map(activity_of, plan.sessions_of.get(person, ())))
        if any(seats[activity.id] < activity.times for activity in problem.still_to_do(one)):
            return False
    return True
